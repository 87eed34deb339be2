// Who acts in a position on a day: pure rules over who holds what, and who is away. UU 30/2014 art. 14: where the holder is away
// for a time a Plh acts, where the position is vacant a Plt; both carry on the daily work, and neither changes what the holder decided.

import type { Absence, Holding, HoldingKind, Position, Unit } from "./agency.ts";

export type Acting = { official: string; kind: HoldingKind };

/** Why nobody acts: nobody is appointed, or the appointed one is away and no Plh is. */
export type Nobody = { because: "vacant" | "away" };

/** Whether a holding or an absence covers a day; its last day counts. */
export const covers = ({ startsOn, endsOn }: { startsOn: string; endsOn: string | null }, day: string): boolean =>
  startsOn <= day && (endsOn === null || day <= endsOn);

/**
 * Everybody who acts in a position on a day. An acting official takes the place of the one who is away: while a Plh is
 * appointed, the holder does not act, even should he come by. A position with several seats has several who act.
 */
export function whoActs(holdings: readonly Holding[], absences: readonly Absence[], day: string): Acting[] {
  const current = holdings.filter((holding) => covers(holding, day));
  const standIns = current.filter(({ kind }) => kind !== "definitif");
  const away = new Set(absences.filter((absence) => covers(absence, day)).map(({ official }) => official));
  const acting = standIns.length > 0 ? standIns : current;
  return acting.filter(({ official }) => !away.has(official)).map(({ official, kind }) => ({ official, kind }));
}

/** The one who acts in a position with one seat, or why nobody does. */
export function actorOf(holdings: readonly Holding[], absences: readonly Absence[], day: string): Acting | Nobody {
  const [first] = whoActs(holdings, absences, day);
  return first ?? { because: holdings.some((holding) => covers(holding, day)) ? "away" : "vacant" };
}

export const isActing = (found: Acting | Nobody): found is Acting => "official" in found;

/** The units a position stands for: its own, and for a head also every unit below. */
export const unitsStoodFor = (position: Pick<Position, "unit" | "isHead">, units: readonly Unit[]): string[] =>
  units
    .filter(({ id, lineage }) => id === position.unit || (position.isHead && lineage.includes(position.unit)))
    .map(({ id }) => id);

export type Government = {
  units: readonly Unit[];
  positions: readonly Position[];
  holdings: readonly Holding[];
  absences: readonly Absence[];
};

/** Who signs for a unit, and in which position; or the position that nobody fills. */
export type Signer = { position: Position } & (Acting | Nobody);

/**
 * Who signs for a unit on a day: the head of the unit, or of the nearest unit above whose head may sign. Authority does not
 * climb by itself: where that head's chair is empty the answer says so, and someone has to be appointed.
 * Undefined when no head above may sign at all.
 */
export function resolveSigner(government: Government, unit: string, day: string): Signer | undefined {
  const line = government.units.find(({ id }) => id === unit)?.lineage ?? [];
  for (const above of line.toReversed()) {
    const position = government.positions.find((one) => one.unit === above && one.isHead && one.maySign);
    if (!position) continue;
    const holdings = government.holdings.filter((holding) => holding.position === position.id);
    return { position, ...actorOf(holdings, government.absences, day) };
  }
  return undefined;
}

export type AppointmentFault =
  | "agencies.plh-needs-end"
  | "agencies.dates-backwards"
  | "agencies.seat-taken"
  | "agencies.not-vacant"
  | "agencies.holder-not-away"
  | "agencies.acts-for-self";

/**
 * What forbids a new holding: a seat that is taken, a Plt where somebody is appointed, a Plh without an end or for nobody.
 * The holdings are those of the position; the absences those of its holders.
 */
export function appointmentFault(
  wanted: Omit<Holding, "id">,
  { seats, holdings }: { seats: number; holdings: readonly Holding[] },
): AppointmentFault | undefined {
  if (wanted.endsOn !== null && wanted.endsOn < wanted.startsOn) return "agencies.dates-backwards";
  if (wanted.kind === "plh" && wanted.endsOn === null) return "agencies.plh-needs-end";
  const meanwhile = holdings.filter(
    (one) => one.startsOn <= (wanted.endsOn ?? "9999-12-31") && wanted.startsOn <= (one.endsOn ?? "9999-12-31"),
  );
  const appointed = meanwhile.filter(({ kind }) => kind === "definitif");
  switch (wanted.kind) {
    case "definitif":
      return mostAtOnce(appointed, wanted) >= seats ? "agencies.seat-taken" : undefined;
    case "plt":
      if (appointed.length > 0) return "agencies.not-vacant";
      return meanwhile.some(({ kind }) => kind === "plt") ? "agencies.seat-taken" : undefined;
    case "plh":
      if (appointed.length === 0) return "agencies.holder-not-away";
      if (appointed.some(({ official }) => official === wanted.official)) return "agencies.acts-for-self";
      return meanwhile.some(({ kind }) => kind === "plh") ? "agencies.seat-taken" : undefined;
  }
}

/** The most holdings in force on any one day of the wanted time: it can only rise on a day on which one begins. */
function mostAtOnce(holdings: readonly Holding[], wanted: { startsOn: string }): number {
  const days = [wanted.startsOn, ...holdings.map(({ startsOn }) => startsOn).filter((day) => day > wanted.startsOn)];
  return Math.max(...days.map((day) => holdings.filter((holding) => covers(holding, day)).length));
}
