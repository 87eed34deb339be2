// What a scope lets an application do, as people read it: its own sentence, or its name where a capability brought none.

import type { Words } from "../../../kernel/words/words.ts";

export const scopeName = (t: Words, scope: string): string =>
  t.has(`federation.scope.${scope}`) ? t(`federation.scope.${scope}`) : scope;
