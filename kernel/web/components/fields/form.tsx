// A form that posts. Nothing in it needs a script; with one, it is not sent twice and is not lost.

import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";
import { Island } from "../island/island.tsx";
import { CsrfField } from "../page/page.tsx";
import type { Site } from "../page/site.ts";

export type FormProps = {
  t: Words;
  site: Site;
  action: string;
  /** With files in it. */
  files?: boolean;
  /** The key by which a command sent twice is done once; sent as the hidden field "_key". */
  once?: string;
  /** Ask before leaving with unsent answers. */
  guard?: boolean;
  /** Keep unsent answers in this tab under this name, until the form is sent. Name the case too: "slh:123:usaha". Never with NIK. */
  draft?: string;
  id?: string;
  class?: string;
  label?: string;
  children: ComponentChildren;
};

/** @example <Form t={t} site={site} action="/permohonan/123/kirim" once={key}><TextField … /><Button>Kirim</Button></Form> */
export const Form = ({ t, site, action, files, once, guard, draft, id, label, children, class: extra }: FormProps) => (
  <form
    id={id}
    class={extra ?? "form"}
    method="post"
    action={action}
    enctype={files ? "multipart/form-data" : undefined}
    novalidate
    aria-label={label}
    data-once="true"
    data-sending={t("web.sending")}
    data-guard={guard ? "true" : undefined}
    data-draft={draft}
    data-draft-restored={draft && t("web.draft.restored")}
    data-draft-kept={draft && t("web.draft.kept")}
  >
    <CsrfField site={site} />
    {once && <input type="hidden" name="_key" value={once} />}
    {children}
    <Island name="form" />
  </form>
);

/** Several fields under one heading; not itself a question. */
export const Fieldset = ({
  legend,
  hint,
  children,
}: {
  legend: string;
  hint?: ComponentChildren;
  children: ComponentChildren;
}) => (
  <fieldset class="field-section">
    <legend>
      <h2>{legend}</h2>
    </legend>
    {hint && <p class="field-hint">{hint}</p>}
    {children}
  </fieldset>
);
