// What a person reads when something cannot be done: what happened, what is kept, what to do.

import type { Fault } from "../errors.ts";
import { sentenceOf, type Words } from "../words/words.ts";
import type { TypedRow } from "./behalf.ts";
import { Button } from "./components/buttons/buttons.tsx";
import { Form } from "./components/fields/form.tsx";
import { SummaryList } from "./components/lists/summary-list.tsx";
import { Page } from "./components/page/page.tsx";
import type { Site } from "./components/page/site.ts";

type Props = { t: Words; site: Site; status: number; problem: string; faults: Fault[] };

export const ProblemPage = ({ t, site, status, problem, faults }: Props) => (
  <Page t={t} site={site} title={problem} problem private>
    <h1>{problem}</h1>
    {faults.length > 0 && (
      <ul>
        {faults.map((fault) => (
          <li key={fault.field}>{sentenceOf(t, fault)}</li>
        ))}
      </ul>
    )}
    <p>{t(status >= 500 ? "web.problem.ours" : status === 404 ? "web.problem.not-found" : "web.problem.yours")}</p>
    <p>
      <a href="/">{t("web.problem.home")}</a>
    </p>
  </Page>
);

/** The session ended while a form was open: what was typed goes along, sealed, to the sign-in page and comes back. */
export const ResumePage = ({
  t,
  site,
  door,
  kept,
  files,
}: {
  t: Words;
  site: Site;
  door: string;
  kept: string;
  files: boolean;
}) => (
  <Page t={t} site={site} title={t("web.resume.title")} private>
    <h1>{t("web.resume.title")}</h1>
    <p>{t("web.resume.lead")}</p>
    {files && <p>{t("web.resume.files")}</p>}
    <Form t={t} site={site} action={`${door}/lanjut`}>
      <input type="hidden" name="kept" value={kept} />
      <Button>{t("web.resume.button")}</Button>
    </Form>
  </Page>
);

/** A mandate ended while something was being typed under it: what happened, what was typed, and how it can still be sent. */
export const BehalfEndedPage = ({
  t,
  site,
  name,
  rows,
  files,
  kept,
}: {
  t: Words;
  site: Site;
  name: string;
  rows: TypedRow[];
  files: boolean;
  kept: string;
}) => (
  <Page t={t} site={site} title={t("web.behalf-ended.title", { name })} problem private>
    <h1>{t("web.behalf-ended.title", { name })}</h1>
    <p class="lead">
      {t("web.behalf-ended.lead")}
      {rows.length + (kept === "" ? 0 : 1) > 0 && ` ${t("web.behalf-ended.unsaved")}`}
    </p>
    {rows.length > 0 && (
      <>
        <h2>{t("web.behalf-ended.typed")}</h2>
        <p>{t("web.behalf-ended.typed-lead")}</p>
        <SummaryList t={t} rows={rows} />
        {files && <p>{t("web.resume.files")}</p>}
      </>
    )}
    {kept !== "" && (
      <Form t={t} site={site} action="/kuasa/lanjutkan">
        <input type="hidden" name="kept" value={kept} />
        <p>{t("web.behalf-ended.again", { name })}</p>
        <Button kind="secondary">{t("web.behalf-ended.again-button")}</Button>
      </Form>
    )}
    <Form t={t} site={site} action="/kuasa/berhenti">
      <Button>{t("web.behalf-ended.stop")}</Button>
    </Form>
  </Page>
);
