// Cases for programs: apply, follow, work, decide, verify. docs/api.md walks through it.

import type { Endpoint } from "../../kernel/web/api.ts";
import { caseEndpoints } from "./endpoints/cases.ts";
import { documentEndpoints } from "./endpoints/documents.ts";
import { draftEndpoints } from "./endpoints/drafts.ts";
import { fileEndpoints } from "./endpoints/files.ts";
import { taskEndpoints } from "./endpoints/tasks.ts";

export const endpoints: Endpoint[] = [
  ...draftEndpoints,
  ...caseEndpoints,
  ...taskEndpoints,
  ...documentEndpoints,
  ...fileEndpoints,
];
