// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

export const bytes: Bytes = {
  sealed: [
    {
      table: "privacy.objection",
      key: ["agency_id", "id"],
      columns: { body: "privacy.objection:body:{id}", answer: "privacy.objection:answer:{id}" },
    },
  ],
};
