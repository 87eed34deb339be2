// A list of units, positions and officials: brought, looked at, done, taken back.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  FileField,
  Form,
  Notice,
  Page,
  type Site,
  SummaryList,
  Table,
} from "../../../kernel/web/components/index.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { FoundAgency } from "../agencies.sql.ts";
import type { Preview } from "../import-list.ts";
import { HEADS } from "../list-rows.ts";

type Done = { id: string; fileName: string; when: string; what: string; state: string; undo: boolean };
type Props = {
  t: Words;
  site: Site;
  agency: FoundAgency;
  done: Done[];
  preview?: Preview;
  once: () => string;
  flash?: string;
  problem?: Refused;
};

const SHOWN = 200;
const counts = (t: Words, { plan }: Preview) =>
  (["units", "positions", "officials", "holdings"] as const).map((key): [string, string] => [
    t(`agencies.import-new.${key}`),
    String(plan[key].length),
  ]);

export const ImportPage = ({ t, site, agency, done, preview, once, flash, problem }: Props) => {
  const path = `/instansi/${agency.code}/impor`;
  return (
    <Page
      t={t}
      site={site}
      title={t("agencies.import")}
      private
      problem={problem !== undefined}
      crumbs={[{ href: `/instansi/${agency.code}`, label: agency.shortName }]}
    >
      {flash && <Notice t={t} kind="success" title={t(flash)} />}
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("agencies.import")}</h1>
      {preview && preview.faults.length > 0 && <Faults t={t} preview={preview} />}
      {preview?.id && (
        <section>
          <h2>{t("agencies.import-preview")}</h2>
          <p>{t("agencies.import-preview-lead", { rows: preview.rows })}</p>
          <SummaryList t={t} rows={counts(t, preview)} />
          {counts(t, preview).every(([, count]) => count === "0") ? (
            <Notice t={t} title={t("agencies.import-nothing")} />
          ) : (
            <Form t={t} site={site} action={`${path}/${preview.id}`} once={once()}>
              <ButtonGroup>
                <Button>{t("agencies.import-do")}</Button>
                <Button kind="secondary" href={path}>
                  {t("agencies.import-not")}
                </Button>
              </ButtonGroup>
            </Form>
          )}
        </section>
      )}
      {!preview?.id && (
        <>
          <p class="lead">{t("agencies.import-lead")}</p>
          <p>
            <a href={`${path}/contoh.csv`}>{t("agencies.import-example")}</a>
          </p>
          <Form t={t} site={site} action={path} once={once()} files>
            <FileField
              t={t}
              name="daftar"
              label={t("agencies.import-file")}
              accept=".csv,.xlsx,text/csv"
              types="CSV, XLSX"
              size={t("agencies.import-rows")}
              problem={problem}
            />
            <Button>{t("agencies.import-look")}</Button>
          </Form>
          <h2>{t("agencies.import-columns")}</h2>
          <SummaryList
            t={t}
            rows={Object.entries(HEADS).map(([key, [head]]): [string, string] => [
              head,
              t(`agencies.import-column.${key}`),
            ])}
          />
        </>
      )}
      {done.length > 0 && (
        <>
          <h2>{t("agencies.import-earlier")}</h2>
          <ul id="f-batal">
            {done.map((one) => (
              <li key={one.id}>
                {one.fileName}, {one.when}: {one.what}. {one.state}
                {one.undo && (
                  <Form t={t} site={site} action={`${path}/${one.id}/pembatalan`} once={once()}>
                    <Button kind="secondary" small>
                      {t("agencies.import-undo")}
                    </Button>
                  </Form>
                )}
              </li>
            ))}
          </ul>
        </>
      )}
    </Page>
  );
};

const Faults = ({ t, preview: { faults, rows } }: { t: Words; preview: Preview }) => (
  <>
    <Notice t={t} kind="attention" title={t("agencies.import-faults", { count: faults.length, rows })}>
      <p>{t("agencies.import-faults-lead")}</p>
    </Notice>
    <Table
      t={t}
      caption={t("agencies.import-faults-table")}
      columns={[
        { key: "line", head: t("agencies.import-line"), num: true, main: true },
        { key: "fault", head: t("agencies.import-wrong") },
      ]}
      rows={faults.slice(0, SHOWN).map((fault, i) => ({
        key: String(i),
        cells: { line: fault.line, fault: t(fault.key, fault.params) },
      }))}
    />
    {faults.length > SHOWN && <p>{t("agencies.import-faults-more", { count: faults.length - SHOWN })}</p>}
  </>
);
