// A token of ours at the API's door: a person who let a program in, or a machine that reads for its agency.

import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { hashId, openPayload } from "./adapter.ts";
import { bearerOf, type Holder } from "./artifacts.sql.ts";
import { TOKEN_LENGTH } from "./provider.ts";
import { actorBehind, isSubject } from "./standing.ts";
import { readSubject } from "./subject.ts";

/** Turns an access token into who acts through it; one question to the database. */
export async function identify(hall: Hall, token: string, door: "page" | "program"): Promise<Actor | undefined> {
  // A session's token is shorter, so what is not ours costs nothing.
  if (door !== "program" || token.length !== TOKEN_LENGTH) return undefined;
  const id = hashId(token);
  const row = await bearerOf(hall.db, id, hall.db.time.now());
  if (!row) return undefined;
  const payload = openPayload(hall, row.token_kind, id, row.payload);
  const scopes = String(payload.scope ?? "").split(" ");
  const program = { id: row.client, name: row.client_name, scopes };
  if (row.token_kind === "ClientCredentials")
    return {
      kind: "program",
      name: row.client_name,
      agency: row.agency,
      agencyName: row.agency_name,
      units: row.units,
      positions: [],
      program,
    };
  const subject = readSubject(payload.accountId);
  if (row.account === null || !subject) return undefined;
  const proof = (payload.extra ?? {}) as { at?: number; second?: boolean };
  const actor = await actorBehind(
    hall,
    row as Holder,
    { at: new Date((proof.at ?? 0) * 1000), second: proof.second ?? false },
    subject.mandate,
  );
  return actor && isSubject(actor, subject) ? { ...actor, program } : undefined;
}
