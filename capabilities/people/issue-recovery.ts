// A code by which somebody comes back to their account: given out by a person who saw their papers, never by mail or telephone.

import { randomInt } from "node:crypto";
import type { Actor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, forbidden } from "../../kernel/errors.ts";
import { issueTicketRow } from "./people.sql.ts";
import { hashToken } from "./session.ts";

const HOURS = 24;
/** Without I, L, O and U, 0 and 1, which are misread on paper and over the telephone. */
const SIGNS = "23456789ABCDEFGHJKMNPQRSTVWXYZ";

/** A code that can be read aloud: groups of four of thirty signs. @example spokenCode(3) // "K7QM-2XPA-9RTD" */
export const spokenCode = (groups: number): string =>
  Array.from({ length: groups }, () => Array.from({ length: 4 }, () => SIGNS[randomInt(SIGNS.length)]).join("")).join(
    "-",
  );

/** What was typed, as the code is: case, spaces and dashes do not matter. */
export const cleanCode = (typed: string): string => typed.toUpperCase().replace(/[^0-9A-Z]/g, "");

/**
 * A code of one use for a resident whose papers were just checked at the counter; it opens /masuk/pulih for 24 hours.
 * The asker may verify identity. Older codes for the account end with it.
 */
export const issueRecovery = (tx: Tx, actor: Actor, person: string): Promise<string> =>
  issue(tx, actor, { whose: person, purpose: "recover-counter" });

/** The same for an official, from the administrator of their agency; they show a second factor of their own besides. */
export const issueOfficialRecovery = (tx: Tx, actor: Actor, official: string): Promise<string> =>
  issue(tx, actor, { whose: official, purpose: "recover-office" });

async function issue(
  tx: Tx,
  actor: Actor,
  { whose, purpose }: { whose: string; purpose: "recover-counter" | "recover-office" },
): Promise<string> {
  const code = spokenCode(3);
  const { done } = await issueTicketRow(tx, {
    hash: hashToken(cleanCode(code)),
    whose,
    purpose,
    expires: new Date(tx.now.getTime() + HOURS * 3_600_000),
  });
  ensure(done, forbidden());
  record(tx, actor, {
    agency: actor.agency ?? INSTALLATION,
    act: "recovery.issued",
    target: whose,
    ...(purpose === "recover-counter" ? { subject: whose } : {}),
    detail: { purpose },
  });
  return code;
}
