// The act "correct-personal-data": what an officer granted is written into the account, and the record says which part, never what.

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Hall, ServiceAct } from "../../kernel/hall.ts";

/** The form's answers by which part of the account they correct. */
const PARTS = { nama: ["name", "namaBaru"], surel: ["email", "surelBaru"], telepon: ["phone", "teleponBaru"] } as const;

export const correctPersonalData =
  (hall: Hall): ServiceAct =>
  async (tx, order) => {
    const part = PARTS[order.answers.bagianData as keyof typeof PARTS];
    const value = part && order.answers[part[1]];
    // A definition that hands over nothing to correct is mended by who wrote it; the case waits, visibly.
    if (!part || typeof value !== "string" || value === "") throw new Refused("privacy.nothing-to-correct");
    const [field] = part;
    const sealed = hall.vault.seal(value, `people.person:${field}:${order.person}`);
    const of = sql`where id = ${order.person}`;
    await tx.run(
      field === "name"
        ? sql`update people.person set name = ${sealed} ${of}`
        : field === "email"
          ? // An address that nobody has shown to be theirs opens no way back into the account.
            sql`update people.person set email = ${sealed}, email_confirmed_at = null ${of}`
          : sql`update people.person set phone = ${sealed} ${of}`,
    );
    record(tx, workerActor, {
      agency: order.agency,
      act: "personal-data.corrected",
      target: order.tracking,
      subject: order.person,
      detail: { part: field },
    });
    return {};
  };
