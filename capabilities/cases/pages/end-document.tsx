// Taking a document out of force.

import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ButtonGroup,
  ErrorSummary,
  Form,
  Page,
  Radios,
  type Site,
  TextArea,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { CaseView } from "../view.ts";

type Shell = { t: Words; site: Site; flash?: string };

/** Ending a document: one form each, the reason as everybody will read it. */
export const EndDocumentPage = ({
  t,
  site,
  view,
  documents,
  once,
  typed,
  problem,
}: Shell & {
  view: CaseView;
  documents: CaseView["documents"];
  once: () => string;
  typed?: { document: string; how: string; reason: string };
  problem?: Refused;
}) => {
  const { tracking } = view.row;
  return (
    <Page
      t={t}
      site={site}
      title={t("document.end-title")}
      problem={problem !== undefined}
      private
      crumbs={[
        { href: "/kerja", label: t("work.list") },
        { href: `/kerja/${tracking}`, label: tracking },
      ]}
    >
      <ErrorSummary t={t} problem={problem} />
      <h1>{t("document.end-title")}</h1>
      <p>{t("document.end-lead")}</p>
      {documents.map((document) => {
        const mine = typed?.document === document.id || documents.length === 1;
        return (
          <section key={document.id}>
            <h2>
              {pick(document.title, t.locale)}, {document.number}
            </h2>
            <Form t={t} site={site} action={`/kerja/${tracking}/dokumen`} once={once()}>
              <input type="hidden" name="dokumen" value={document.id} />
              <Radios
                t={t}
                name="cara"
                label={t("document.how")}
                value={mine ? typed?.how : undefined}
                problem={mine ? problem : undefined}
                options={[
                  { value: "reissue", label: t("document.how.reissue"), hint: t("document.how.reissue-hint") },
                  { value: "revoke", label: t("document.how.revoke"), hint: t("document.how.revoke-hint") },
                ]}
              />
              <TextArea
                t={t}
                name="alasan"
                label={t("document.why")}
                hint={t("document.why-hint")}
                rows={3}
                limit={500}
                value={mine ? typed?.reason : undefined}
                problem={mine ? problem : undefined}
              />
              <ButtonGroup>
                <Button kind="warning">{t("document.end-button")}</Button>
                <Button kind="quiet" href={`/kerja/${tracking}`}>
                  {t("cases.withdraw-not")}
                </Button>
              </ButtonGroup>
            </Form>
          </section>
        );
      })}
    </Page>
  );
};
