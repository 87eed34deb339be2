// permissions: what each position permits, as sentences that its agency reads and its administrators change. The rows are those of
// agencies; this capability stands above services, because permissions name them.

import type { Capability } from "../../kernel/hall.ts";
import { routes } from "./routes.ts";
import { words } from "./words.ts";

export { servicesByIds } from "./names.sql.ts";
export { type Names, sentenceOf } from "./sentence.ts";

export const permissions: Capability = { name: "permissions", words, routes };
