// Which account belongs to a number that somebody else vouches for.

import type { Hall } from "../../kernel/hall.ts";
import { underAny } from "../../kernel/vault/vault.ts";
import { credentialOf } from "./people.sql.ts";
import { loginsOf } from "./sign-in.ts";

/**
 * The open account of a NIK or NIP, for who signs people in on an outside provider's word; undefined when there is none.
 * @example await accountByNumber(hall, "official", "198609262015051001")
 */
export async function accountByNumber(
  hall: Pick<Hall, "db" | "vault">,
  kind: "resident" | "official",
  number: string,
): Promise<string | undefined> {
  const known = await hall.db.read({ role: "app" }, (tx) =>
    underAny(loginsOf(hall.vault, kind, number), (login) => credentialOf(tx, login)),
  );
  return known && known.kind === kind && !known.disabled ? known.account : undefined;
}
