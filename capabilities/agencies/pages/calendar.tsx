// The working calendar of an agency: days off of a year, a due time counted by it, and for its administrators the local days off.

import { type Calendar, formatDay, weekLines } from "../../../kernel/calendar/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { DateField, type TypedDate } from "../../../kernel/web/components/fields/date-field.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { ErrorSummary, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Tabs } from "../../../kernel/web/components/navigation/tabs.tsx";
import { CsrfField, Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { Table } from "../../../kernel/web/components/table/table.tsx";
import type { Words } from "../../../kernel/words/words.ts";
import type { HolidayRow } from "../agencies.sql.ts";
import type { Agency } from "../agency.ts";

/** What was typed into the form of a new holiday. */
export type TypedHoliday = { name: string; date: TypedDate };
type Props = {
  t: Words;
  site: Site;
  agency: Agency;
  calendar: Calendar;
  year: number;
  years: number[];
  holidays: HolidayRow[];
  flash?: string;
  /** The form for administrators; its key by which a day is added once. */
  form?: { key: string; typed?: TypedHoliday; problem?: Refused };
};

export const CalendarPage = ({ t, site, agency, calendar, year, years, holidays, flash, form }: Props) => {
  const path = `/instansi/${agency.code}/kalender`;
  return (
    <Page
      t={t}
      site={site}
      title={`${t("agencies.calendar")}: ${agency.shortName}`}
      problem={form?.problem !== undefined}
      crumbs={[
        { href: "/instansi", label: t("agencies.title") },
        { href: `/instansi/${agency.code}`, label: agency.shortName },
      ]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={form?.problem} />
      <h1>
        {t("agencies.calendar")}: {agency.shortName}
      </h1>
      <p class="lead">{t("agencies.calendar-lead")}</p>
      <ul>
        {weekLines(t, calendar).map(({ days, hours }) => (
          <li key={days}>
            {days}: {hours} {calendar.zone.label}
          </li>
        ))}
      </ul>
      <Tabs
        label={t("agencies.calendar")}
        tabs={years.map((one) => ({ href: `${path}?tahun=${one}`, label: String(one), current: one === year }))}
      />
      {!calendar.years.has(year) && (
        <Notice t={t} kind="attention">
          {t("agencies.calendar-not-listed", { year })}
        </Notice>
      )}
      {holidays.length === 0 ? (
        <p>{t("agencies.days-off-none")}</p>
      ) : (
        <Table
          t={t}
          caption={t("agencies.calendar-year", { year })}
          columns={[
            { key: "day", head: t("agencies.day"), main: true },
            { key: "name", head: t("agencies.day-name") },
            { key: "kind", head: t("agencies.day-kind") },
          ]}
          rows={holidays.map((holiday) => ({
            key: holiday.day + holiday.kind,
            cells: {
              day: formatDay(holiday.day, t.locale),
              name: holiday.name,
              kind: (
                <>
                  {t(`agencies.kind.${holiday.kind}`)}
                  {form && holiday.kind === "local" && (
                    <RemoveHoliday t={t} site={site} path={path} holiday={holiday} />
                  )}
                </>
              ),
            },
          }))}
        />
      )}
      <p>
        <a href={`${path}.ics`}>{t("agencies.calendar-subscribe")}</a>
      </p>
      {form && (
        <>
          <h2>{t("agencies.holiday-add")}</h2>
          <p>{t("agencies.holiday-add-lead")}</p>
          <Form t={t} site={site} id="libur-baru" action={path} once={form.key}>
            <TextField
              t={t}
              name="nama"
              label={t("agencies.holiday-name")}
              hint={t("agencies.holiday-name-hint")}
              value={form.typed?.name ?? ""}
              problem={form.problem}
              maxLength={200}
            />
            <DateField
              t={t}
              name="tanggal"
              label={t("agencies.holiday-date")}
              value={form.typed?.date ?? {}}
              problem={form.problem}
            />
            <Button>{t("agencies.holiday-save")}</Button>
          </Form>
        </>
      )}
    </Page>
  );
};

const RemoveHoliday = ({ t, site, path, holiday }: { t: Words; site: Site; path: string; holiday: HolidayRow }) => (
  <form method="post" action={`${path}/${holiday.day}/penghapusan`}>
    <CsrfField site={site} />
    <Button
      kind="secondary"
      small
      label={t("agencies.holiday-remove-label", { name: holiday.name, day: formatDay(holiday.day, t.locale) })}
    >
      {t("agencies.holiday-remove")}
    </Button>
  </form>
);
