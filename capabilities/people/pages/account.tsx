// A person's own page: devices that are signed in, and who looked at their data.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { SummaryList } from "../../../kernel/web/components/lists/summary-list.tsx";
import { Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

export type SessionRow = { agent: string; since: string; seen: string; current: boolean };
export type LookRow = { when: string; who: string; purpose: string };
type Props = {
  t: Words;
  site: Site;
  flash?: string;
  name: string;
  rows: [string, string][];
  sessions: SessionRow[];
  looks?: LookRow[];
};

export const AccountPage = ({ t, site, flash, name, rows, sessions, looks }: Props) => (
  <Page t={t} site={site} title={t("people.account")} private>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <h1>{name}</h1>
    <SummaryList t={t} rows={rows.map(([label, value]) => ({ label, value }))} />
    <h2>{t("people.account.sessions")}</h2>
    <ul>
      {sessions.map((session) => (
        <li key={session.since + session.agent}>
          {session.agent || "—"} {session.current && <strong>({t("people.account.session-now")})</strong>}
          <br />
          {t("people.account.session-since")} {session.since}
        </li>
      ))}
    </ul>
    {sessions.length > 1 && (
      <Form t={t} site={site} action="/akun/keluarkan-lain">
        <Button kind="secondary">{t("people.account.end-others")}</Button>
      </Form>
    )}
    {looks && (
      <>
        <h2>{t("people.account.looks")}</h2>
        {looks.length === 0 ? (
          <p>{t("people.account.looks-none")}</p>
        ) : (
          <SummaryList
            t={t}
            rows={looks.map((look) => ({ label: look.when, value: `${look.who}: ${look.purpose}` }))}
          />
        )}
      </>
    )}
  </Page>
);
