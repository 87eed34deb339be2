// The form that a passkey answers: hidden until the script finds that this device can, with words for those without one.

import type { ComponentChildren } from "preact";
import { Button } from "../../../kernel/web/components/buttons/buttons.tsx";
import { Island } from "../../../kernel/web/components/island/island.tsx";
import { CsrfField } from "../../../kernel/web/components/page/page.tsx";
import type { Site } from "../../../kernel/web/components/page/site.ts";
import type { Words } from "../../../kernel/words/words.ts";
import type { Challenge } from "../passkey.ts";

type Props = {
  t: Words;
  site: Site;
  action: string;
  challenge: Challenge;
  /** "new" makes one; "known" shows one. */
  passkey: "new" | "known";
  button: string;
  kind?: "primary" | "secondary";
  /** Offer it beside the box of the number, as the keyboard does with passwords. */
  whileTyping?: boolean;
  hidden?: Record<string, string>;
  children?: ComponentChildren;
};

export const PasskeyForm = (props: Props) => {
  const { t, site, action, challenge, passkey, button, kind = "secondary", whileTyping, hidden = {}, children } = props;
  return (
    <>
      <form
        class="form"
        method="post"
        action={action}
        hidden
        data-passkey={passkey}
        data-options={JSON.stringify(challenge.options)}
        data-cancelled={t("people.passkey.cancelled")}
        data-twice={t("people.passkey.twice")}
        data-when={whileTyping ? "typing" : undefined}
      >
        <CsrfField site={site} />
        <input type="hidden" name="tantangan" value={challenge.sealed} />
        <input type="hidden" name="jawaban" value="" />
        {Object.entries(hidden).map(
          ([name, value]) => value !== "" && <input key={name} type="hidden" name={name} value={value} />,
        )}
        {children}
        <Button kind={kind} icon="lock">
          {button}
        </Button>
        <p class="muted small" role="status" />
        <Island name="passkey" />
      </form>
      <noscript>
        <p class="muted small">{t(passkey === "new" ? "people.passkey.no-script-new" : "people.passkey.no-script")}</p>
      </noscript>
    </>
  );
};
