// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

const organization = (field: string) => `mandates.organization:${field}:{id}`;

export const bytes: Bytes = {
  sealed: [
    {
      table: "mandates.organization",
      key: ["id"],
      columns: {
        name: organization("name"),
        nib: organization("nib"),
        npwp: organization("npwp"),
        email: organization("email"),
        phone: organization("phone"),
        declarer_name: organization("declarer"),
        evidence: organization("evidence"),
        reason: organization("reason"),
      },
    },
    {
      table: "mandates.mandate",
      key: ["id"],
      columns: {
        grantor_name: "mandates.mandate:grantor:{id}",
        holder_name: "mandates.mandate:holder:{id}",
        evidence: "mandates.mandate:evidence:{id}",
        reason: "mandates.mandate:reason:{id}",
      },
    },
    { table: "mandates.event", key: ["id"], columns: { name: "mandates.event:name:{id}" } },
  ],
  blinded: [
    { table: "mandates.organization", key: ["id"], columns: ["nib_blind", "npwp_blind", "declarer_blind"] },
    { table: "mandates.mandate", key: ["id"], columns: ["grantor_blind", "holder_blind"] },
  ],
};
