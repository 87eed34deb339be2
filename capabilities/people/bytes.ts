// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

export const bytes: Bytes = {
  sealed: [
    {
      table: "people.person",
      key: ["id"],
      columns: {
        name: "people.person:name:{id}",
        nik: "people.person:nik:{id}",
        email: "people.person:email:{id}",
        phone: "people.person:phone:{id}",
      },
    },
    { table: "people.totp", key: ["account_id"], columns: { secret: "people.totp:secret:{account_id}" } },
    { table: "people.passkey", key: ["id"], columns: { name: "people.passkey:name:{id}" } },
    { table: "people.ticket", key: ["hash"], columns: { payload: "people.ticket:email:{account_id}" } },
  ],
  blinded: [
    { table: "people.person", key: ["id"], columns: ["nik_blind"] },
    { table: "people.account", key: ["id"], columns: ["login_blind"] },
    { table: "people.recovery_code", key: ["account_id", "code_blind"], columns: ["code_blind"] },
  ],
  // Tokens and tickets are hashes of what their holders carry; counts of tries live for minutes.
  plain: [
    "people.invitation.code_hash",
    "people.counter_code.code_blind",
    "people.session.token_hash",
    "people.throttle.key",
    "people.ticket.hash",
    "people.spent.key",
    "people.passkey.credential",
    "people.passkey.public_key",
  ],
};
