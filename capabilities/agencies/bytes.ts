// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

export const bytes: Bytes = {
  sealed: [
    {
      table: "agencies.official_nik",
      key: ["official_id"],
      columns: { nik: "agencies.official_nik:nik:{official_id}" },
    },
  ],
  blinded: [{ table: "agencies.official_nik", key: ["official_id"], columns: ["nik_blind"] }],
};
