// Checking a document: by its code or QR, or by the file itself. For anybody, without an account.

import { formatDate, formatDateTime, zone } from "../../../kernel/calendar/index.ts";
import type { Verification } from "../../../kernel/documents/index.ts";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  ErrorSummary,
  FileField,
  Form,
  Notice,
  Page,
  type Site,
  SummaryList,
  TextField,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";

type Shell = { t: Words; site: Site };

export type PublicDocument = {
  code: string;
  title: { id: string; en: string };
  number: string;
  status: "issued" | "replaced" | "revoked" | "destroyed";
  expired: boolean;
  issuedAt: Date;
  validUntil: string | null;
  signer: { name: string; title: string } | null;
  holder: string;
  agency: string;
  replacedBy: string | null;
  endedAt: Date | null;
  endedWhy: string | null;
  whole: boolean;
};

const wib = zone("Asia/Jakarta");

export const VerifyFormPage = ({ t, site, typed, problem }: Shell & { typed: string; problem?: Refused }) => (
  <Page t={t} site={site} title={t("verify.title")} problem={problem !== undefined}>
    <ErrorSummary t={t} problem={problem} />
    <h1>{t("verify.title")}</h1>
    <p>{t("verify.lead")}</p>
    <form method="get" action="/periksa" class="form">
      <TextField
        t={t}
        name="kode"
        label={t("verify.code")}
        hint={t("verify.code-hint")}
        value={typed}
        width={20}
        autoComplete="off"
        spellCheck={false}
        problem={problem}
      />
      <Button>{t("verify.button")}</Button>
    </form>
    <h2>{t("verify.by-file")}</h2>
    <p>{t("verify.by-file-lead")}</p>
    <Form t={t} site={site} action="/periksa" files>
      <FileField
        t={t}
        name="berkas"
        label={t("verify.file")}
        accept=".pdf,application/pdf"
        types="PDF"
        size="10 MB"
        problem={problem}
      />
      <Button kind="secondary">{t("verify.file-button")}</Button>
    </Form>
  </Page>
);

export const VerifiedPage = ({
  t,
  site,
  document,
  signatures,
}: Shell & { document: PublicDocument; signatures?: Verification }) => {
  const day = (at: Date) => formatDate(at, wib, t.locale);
  const inForce = document.status === "issued" && !document.expired && document.whole;
  const key =
    document.status === "destroyed"
      ? "verify.destroyed"
      : !document.whole
        ? "verify.damaged"
        : document.status === "revoked"
          ? "verify.revoked"
          : document.status === "replaced"
            ? "verify.replaced"
            : document.expired
              ? "verify.expired"
              : "verify.in-force";
  return (
    <Page t={t} site={site} title={t(key)} crumbs={[{ href: "/periksa", label: t("verify.title") }]} private>
      <Notice t={t} kind={inForce ? "success" : "attention"} title={t(key)}>
        {document.replacedBy && (
          <p>
            <a href={`/periksa/${document.replacedBy}`}>{t("verify.see-new")}</a>
          </p>
        )}
        {document.endedAt && document.status !== "destroyed" && (
          <p>{t("verify.ended", { when: day(document.endedAt), why: document.endedWhy ?? "" })}</p>
        )}
      </Notice>
      <h1>{pick(document.title, t.locale)}</h1>
      <SummaryList
        t={t}
        rows={[
          [t("verify.number"), document.number],
          ...(document.holder ? [[t("verify.holder"), document.holder] as const] : []),
          [t("verify.agency"), document.agency],
          [t("verify.signer"), document.signer ? document.signer.title : "–"],
          [t("verify.issued"), day(document.issuedAt)],
          [
            t("verify.until"),
            document.validUntil
              ? formatDate(new Date(`${document.validUntil}T05:00:00Z`), wib, t.locale)
              : t("verify.no-end"),
          ],
          [t("verify.code"), document.code],
        ]}
      />
      <p>{t("verify.compare")}</p>
      {signatures && <SignatureList t={t} verification={signatures} />}
    </Page>
  );
};

export const FileVerifiedPage = ({
  t,
  site,
  verification,
  code,
  name,
}: Shell & { verification: Verification; code?: string; name: string }) => (
  <Page
    t={t}
    site={site}
    title={t("verify.file-result")}
    crumbs={[{ href: "/periksa", label: t("verify.title") }]}
    private
  >
    <Notice
      t={t}
      kind={verification.valid && code ? "success" : "attention"}
      title={t(verification.valid ? (code ? "verify.file-ours" : "verify.file-not-ours") : verification.reason)}
    >
      <p>{name}</p>
      {code && (
        <p>
          <a href={`/periksa/${code}`}>{t("verify.see-record")}</a>
        </p>
      )}
    </Notice>
    <h1>{t("verify.file-result")}</h1>
    <SignatureList t={t} verification={verification} />
    <p>
      <a href="/periksa">{t("verify.another")}</a>
    </p>
  </Page>
);

const SignatureList = ({ t, verification }: { t: Words; verification: Verification }) => (
  <section>
    <h2>{t("verify.signatures")}</h2>
    {verification.signatures.length === 0 && <p>{t("signature.none")}</p>}
    {verification.signatures.map((signature) => (
      <SummaryList
        key={signature.field}
        t={t}
        rows={[
          [t("verify.signature-of"), signature.signer?.name ?? "–"],
          [t("verify.signature-state"), t(signature.reason)],
          [t("verify.signature-time"), signature.time ? formatDateTime(signature.time, wib, t.locale) : "–"],
        ]}
      />
    ))}
  </section>
);
