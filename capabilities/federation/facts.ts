// The facts that an application is given about who signed in, looked up anew each time so that they are never stale.

import type { Actor } from "../../kernel/actor.ts";
import { scopeOf } from "../../kernel/actor.ts";
import { covers } from "../../kernel/authority.ts";
import { localDate, zone } from "../../kernel/calendar/index.ts";
import type { Hall } from "../../kernel/hall.ts";
import { officialById, unitById } from "../agencies/index.ts";
import { personById } from "../people/index.ts";

/** Claim by claim; what is not known is left out. */
export type Facts = Record<string, string | undefined>;

/** The facts behind some scopes, for the person in whose name the actor stands. */
export async function factsOf(hall: Hall, actor: Actor, scopes: readonly string[]): Promise<Facts> {
  // Who acts for another under a mandate that does not let them see the other's affairs hands over no more than the name.
  const { behalf } = actor;
  const day = localDate(hall.time.now(), zone("Asia/Jakarta"));
  const isBlind = behalf !== undefined && !covers(behalf.extent, { act: "see", day });
  const wants = (scope: string) => scopes.includes(scope) && !(isBlind && scope !== "profile");
  const facts: Facts = {};
  await hall.db.read(scopeOf(actor), async (tx) => {
    if (actor.kind === "resident" && actor.person && ["profile", "email", "phone", "nik"].some(wants)) {
      const person = actor.behalf?.kind === "organization" ? undefined : await personById(tx, hall.vault, actor.person);
      if (wants("profile")) facts.name = person?.name ?? actor.behalf?.name;
      if (wants("email")) facts.email = person?.email || undefined;
      if (wants("phone")) facts.phone_number = person?.phone || undefined;
      if (wants("nik") && person?.nik) {
        facts.nik = person.nik;
        // Whether the number was verified travels with it: an application must not take a typed number for a proved one.
        facts.nik_assurance = actor.behalf ? undefined : actor.assurance;
      }
    }
    if (actor.kind === "official" && actor.official) {
      if (wants("profile")) facts.name = actor.name;
      if (wants("official")) {
        const [official, unit] = [
          await officialById(tx, actor.official),
          actor.unit ? await unitById(tx, actor.unit) : undefined,
        ];
        facts.nip = official?.nip ?? undefined;
        facts.position = actor.title;
        facts.unit = unit?.name;
        facts.agency = actor.agencyName;
      }
    }
  });
  return facts;
}
