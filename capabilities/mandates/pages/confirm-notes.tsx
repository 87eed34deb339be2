// What to know before giving or asking, below the sentence that it makes.

import type { Words } from "../../../kernel/words/words.ts";

export const confirmNotes = (t: Words, asks: boolean, name: string) => (
  <p>{asks ? t("mandates.confirm.ask") : t("mandates.confirm.give", { holder: name })}</p>
);
