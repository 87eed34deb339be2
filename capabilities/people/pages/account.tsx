// A person's own page: who one is here, how one is reached, and the ways onward to what concerns one's account.

import type { Refused } from "../../../kernel/errors.ts";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Form } from "../../../kernel/web/components/fields/form.tsx";
import { TextField } from "../../../kernel/web/components/fields/text-field.tsx";
import { Card } from "../../../kernel/web/components/lists/card.tsx";
import { SummaryList, type SummaryRow } from "../../../kernel/web/components/lists/summary-list.tsx";
import { ErrorSummary, Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site; problem?: Refused };
type Props = Shell & {
  flash?: string;
  name: string;
  rows: SummaryRow[];
  links: { href: string; title: string; text: string }[];
};

export const AccountPage = ({ t, site, flash, name, rows, links }: Props) => (
  <Page t={t} site={site} title={t("people.account")} private>
    {flash && <Notice t={t} kind="success" title={t(flash)} />}
    <h1>{name}</h1>
    <SummaryList t={t} rows={rows} />
    <div class="grid-2">
      {links.map((each) => (
        <Card key={each.href} title={each.title} href={each.href} level={2}>
          {each.text}
        </Card>
      ))}
    </div>
  </Page>
);

/** One address of one's own: the mail's or the telephone's. */
export const AddressPage = ({
  t,
  site,
  problem,
  field,
  value,
}: Shell & { field: "email" | "phone"; value: string }) => (
  <Page
    t={t}
    site={site}
    title={t(`people.${field}.change`)}
    crumbs={[{ href: "/akun", label: t("people.account") }]}
    problem={problem !== undefined}
    private
  >
    <ErrorSummary t={t} problem={problem} />
    <h1>{t(`people.${field}.change`)}</h1>
    <p>{t(`people.${field}.change.lead`)}</p>
    <Form t={t} site={site} action={field === "email" ? "/akun/surel/ubah" : "/akun/telepon"}>
      <TextField
        t={t}
        name={field}
        label={t(`people.${field}`)}
        value={value}
        type={field === "email" ? "email" : "tel"}
        inputMode={field === "email" ? "email" : "tel"}
        autoComplete={field === "email" ? "email" : "tel"}
        width={30}
        optional
        problem={problem}
      />
      <Button>{t(`people.${field}.change.button`)}</Button>
    </Form>
    <p>
      <a href="/akun">{t("people.back-to-account")}</a>
    </p>
  </Page>
);

/** The link of a letter leads here; following it alone changes nothing, for programs follow links too. */
export const ConfirmEmailPage = ({ t, site, problem, kode }: Shell & { kode: string }) => (
  <Page t={t} site={site} title={t("people.email.confirm")} problem={problem !== undefined} private>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("people.email.confirm")}</h1>
    {problem ? (
      <p>
        <a href="/akun">{t("people.back-to-account")}</a>
      </p>
    ) : (
      <>
        <p>{t("people.email.confirm.lead")}</p>
        <Form t={t} site={site} action="/akun/surel">
          <input type="hidden" name="kode" value={kode} />
          <Button>{t("people.email.confirm.button")}</Button>
        </Form>
      </>
    )}
  </Page>
);
