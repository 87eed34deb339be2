// At the counter: an organization or a guardian found by the code that the person says, and confirmed with the papers on the table.

import type { ComponentChildren } from "preact";
import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { NumberField, TextArea, TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { SummaryList, type SummaryRow } from "../../../kernel/web/components/lists/summary-list.tsx";
import { ErrorSummary } from "../../../kernel/web/components/messages/messages.tsx";
import { Tabs } from "../../../kernel/web/components/navigation/tabs.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import { NikField } from "./nik-field.tsx";

export type Counter = "badan-usaha" | "perwalian";
export type CounterView = {
  code: string;
  name: string;
  rows: (SummaryRow | readonly [string, ComponentChildren])[];
  /** Still to be decided. */
  isOpen: boolean;
  /** Of a confirmed organization. */
  directors?: { id: string; name: string; status: "offered" | "granted"; once: string }[];
};
export type TypedPapers = { papers: string; why: string; quorum: string; nik: string; name: string };

type Props = {
  t: Words;
  site: Site;
  counter: Counter;
  flash?: string;
  code: string;
  view?: CounterView;
  typed: TypedPapers;
  once: () => string;
  problem?: Refused;
};

const key = (counter: Counter) => (counter === "badan-usaha" ? "organizations" : "guardians");

export const CounterPage = (props: Props) => {
  const { t, site, counter, view, problem } = props;
  const title = t(`mandates.counter.${key(counter)}`);
  return (
    <Page t={t} site={site} title={title} flash={props.flash && t(props.flash)} problem={problem !== undefined} private>
      <ErrorSummary t={t} problem={problem} />
      <h1>{title}</h1>
      <Tabs
        label={t("mandates.counter.nav")}
        tabs={(["badan-usaha", "perwalian"] as const).map((each) => ({
          href: `/loket/${each}`,
          label: t(`mandates.counter.${key(each)}`),
          current: each === counter,
        }))}
      />
      <p class="lead">{t(`mandates.counter.${key(counter)}-lead`)}</p>
      <Form t={t} site={site} action={`/loket/${counter}`}>
        <TextField
          t={t}
          name="kode"
          label={t("mandates.counter.code")}
          hint={t("mandates.counter.code-hint")}
          value={props.code}
          width={12}
          autoComplete="off"
          spellCheck={false}
          problem={problem}
        />
        <Button kind={view ? "secondary" : undefined}>{t("mandates.counter.open")}</Button>
      </Form>
      {view && <Found {...props} view={view} />}
    </Page>
  );
};

const Found = ({ t, site, counter, view, typed, once, problem }: Props & { view: CounterView }) => {
  const action = (what: string) => `/loket/${counter}/${view.code}/${what}`;
  return (
    <>
      <h2>{view.name}</h2>
      <SummaryList t={t} rows={view.rows} />
      {view.isOpen && (
        <>
          <h2>{t("mandates.counter.confirm-title")}</h2>
          <Form t={t} site={site} action={action("pengesahan")} once={once()}>
            <TextField
              t={t}
              name="dokumen"
              label={t("mandates.counter.papers")}
              hint={t("mandates.counter.papers-hint")}
              value={typed.papers}
              width={30}
              maxLength={300}
              problem={problem}
            />
            {counter === "badan-usaha" && (
              <NumberField
                t={t}
                name="kuorum"
                label={t("mandates.counter.quorum")}
                hint={t("mandates.counter.quorum-hint")}
                value={typed.quorum}
                width={4}
                problem={problem}
              />
            )}
            <Button>{t("mandates.counter.confirm")}</Button>
          </Form>
          <h2>{t("mandates.counter.refuse-title")}</h2>
          <Form t={t} site={site} action={action("penolakan")} once={once()}>
            <TextArea
              t={t}
              name="alasan"
              label={t("mandates.counter.why")}
              limit={500}
              value={typed.why}
              problem={problem}
            />
            <Button kind="secondary">{t("mandates.counter.refuse")}</Button>
          </Form>
        </>
      )}
      {view.directors && (
        <>
          <h2>{t("mandates.counter.directors")}</h2>
          <ul class="plain stack">
            {view.directors.map((each) => (
              <li key={each.id} class="row between">
                <span>
                  {each.name} ({t(`mandates.status.${each.status}`)})
                </span>
                <Form t={t} site={site} action={action("pemberhentian")} once={each.once} class="">
                  <input type="hidden" name="kuasa" value={each.id} />
                  <Button small kind="secondary" label={t("mandates.counter.director-remove-of", { name: each.name })}>
                    {t("mandates.counter.director-remove")}
                  </Button>
                </Form>
              </li>
            ))}
          </ul>
          <h2>{t("mandates.counter.director-new")}</h2>
          <p>{t("mandates.counter.director-new-lead")}</p>
          <Form t={t} site={site} action={action("direktur")} once={once()}>
            <TextField
              t={t}
              name="nama"
              label={t("mandates.form.name")}
              value={typed.name}
              width={30}
              problem={problem}
            />
            <NikField t={t} value={typed.nik} problem={problem} />
            <Button>{t("mandates.counter.director-add")}</Button>
          </Form>
        </>
      )}
    </>
  );
};
