// The verifier: two boxes for files, and the place where its script writes the result. The same markup stands on our page and in
// the file that works without a network.

import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Island } from "../../../kernel/web/components/island/island.tsx";
import { Notice } from "../../../kernel/web/components/messages/messages.tsx";
import { Page } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import { trusted } from "../../../kernel/web/components/trusted/trusted.tsx";
import type { Words } from "../../../kernel/words/words.ts";

type Props = { t: Words; site: Site; sentences: Record<string, string> };

const FileBox = ({ id, label, hint }: { id: string; label: string; hint?: string }) => (
  <div class="field">
    <label class="field-label" for={id}>
      {label}
    </label>
    {hint && (
      <p class="field-hint" id={`${id}-hint`}>
        {hint}
      </p>
    )}
    <input
      class="ds-input"
      type="file"
      id={id}
      accept="application/json,.json"
      aria-describedby={hint && `${id}-hint`}
    />
  </div>
);

/** The boxes; `sentences` are what the script says, by their names. */
const Checker = ({ t, sentences }: Omit<Props, "site">) => (
  <>
    <div data-check-record={JSON.stringify(sentences)}>
      <FileBox id="petikan" label={t("record.check-file")} />
      <FileBox id="akar" label={t("record.check-kept")} hint={t("record.check-kept-hint")} />
    </div>
    <div id="hasil" role="status" aria-live="polite" />
  </>
);

export const CheckPage = ({ t, site, sentences }: Props) => (
  <Page
    t={t}
    site={site}
    title={t("record.check")}
    description={t("record.check-lead")}
    crumbs={[{ href: "/catatan", label: t("record.nav") }]}
  >
    <h1>{t("record.check")}</h1>
    <p class="lead">{t("record.check-lead")}</p>
    <noscript>
      <Notice t={t} title={t("record.check-without")}>
        <p>{t("record.check-without-text")}</p>
      </Notice>
    </noscript>
    <Checker t={t} sentences={sentences} />
    <h2>{t("record.check-offline")}</h2>
    <p>{t("record.check-offline-text")}</p>
    <Button href="/catatan/periksa/luring" kind="secondary" icon="download">
      {t("record.check-offline-link")}
    </Button>
    <Island name="check-record" />
  </Page>
);

type Offline = { t: Words; sentences: Record<string, string>; policy: string; style: string; script: string };

/** The whole verifier as one file: its policy names its own script and style by their hashes, and lets nothing leave the device. */
export const OfflineChecker = ({ t, sentences, policy, style, script }: Offline) => (
  <html lang={t.locale}>
    <head>
      <meta charset="utf-8" />
      <meta http-equiv="Content-Security-Policy" content={policy} />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{t("record.check")}</title>
      <style {...trusted(style)} />
    </head>
    <body>
      <main>
        <h1>{t("record.check")}</h1>
        <p>{t("record.check-lead")}</p>
        <Checker t={t} sentences={sentences} />
      </main>
      <script {...trusted(script)} />
    </body>
  </html>
);
