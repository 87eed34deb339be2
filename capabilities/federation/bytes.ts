// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

export const bytes: Bytes = {
  sealed: [
    { table: "federation.artifact", key: ["kind", "id"], columns: { payload: "federation.artifact:{kind}:{id}" } },
    { table: "federation.signing_key", key: ["id"], columns: { sealed: "federation.signing_key:{id}" } },
  ],
  blinded: [{ table: "federation.link", key: ["provider", "subject_blind"], columns: ["subject_blind"] }],
  // Hashes of what the protocol hands out.
  plain: [
    "federation.artifact.id",
    "federation.artifact.uid",
    "federation.artifact.grant_id",
    "federation.artifact.bound_uid",
  ],
};
