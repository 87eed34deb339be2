// One mandate: what it says, where it stands, what happened to it, and the button that ends it.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { type Happening, Timeline } from "../../../kernel/web/components/history/history.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { InsetText, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { MandateKind, Standing } from "../mandate.ts";
import { StandingTag } from "./list.tsx";

export type MandateView = {
  id: string;
  kind: MandateKind;
  isDirector: boolean;
  grantor: string;
  holder: string;
  sentence: string;
  standing: Standing;
  usable: boolean;
  /** Which side the reader may end it from. */
  ends?: "held" | "given" | "offer";
  code?: string;
  agreed?: { agreed: number; needed: number };
  reason?: string;
  happenings: Happening[];
};

export const MandatePage = ({
  t,
  site,
  view,
  once,
  flash,
}: {
  t: Words;
  site: Site;
  view: MandateView;
  once: string;
  flash?: string;
}) => {
  const title = t("mandates.details-of", { holder: view.holder, grantor: view.grantor });
  return (
    <Page
      t={t}
      site={site}
      title={title}
      crumbs={[{ href: "/kuasa", label: t("mandates.title") }]}
      flash={flash && t(flash)}
      private
    >
      <h1>{title}</h1>
      <InsetText>{view.sentence}</InsetText>
      {view.code && (
        <Notice t={t} kind="attention" title={`${t("mandates.counter-code")}: ${view.code}`}>
          <p>{t("mandates.counter-code-hint")}</p>
        </Notice>
      )}
      <SummaryList
        t={t}
        rows={[
          [t("mandates.state"), <StandingTag key="s" t={t} standing={view.standing} />],
          [t("mandates.kind"), view.isDirector ? t("mandates.director") : t(`mandates.kind.${view.kind}`)],
          [t("mandates.grantor"), view.grantor],
          [t("mandates.holder"), view.holder],
          ...(view.reason ? [[t("mandates.organization.reason"), view.reason] as const] : []),
        ]}
      />
      {view.agreed && <p>{t("mandates.waiting.agreement", { ...view.agreed, holder: view.holder })}</p>}
      {view.usable && (
        <Form t={t} site={site} action="/kuasa/bertindak">
          <input type="hidden" name="kuasa" value={view.id} />
          <Button>{t("mandates.act-for", { name: view.grantor })}</Button>
        </Form>
      )}
      {view.ends && (
        <Form t={t} site={site} action={`/kuasa/${view.id}/pengakhiran`} once={once}>
          <p>{t("mandates.end-note")}</p>
          <Button kind="warning">{t(`mandates.end-${view.ends}`)}</Button>
        </Form>
      )}
      <h2>{t("mandates.history")}</h2>
      <Timeline label={t("mandates.history")} happenings={view.happenings} />
    </Page>
  );
};
