// Izin jabatan: what a position permits, where, over what, and since when. Pure.

/** Acts on the cases of a unit. */
export const caseActs = ["see", "work", "decide", "open-personal"] as const;
export type CaseAct = (typeof caseActs)[number];

/** Acts for the whole agency that a position may be given. */
export const agencyActs = [
  "verify-identity",
  "file-for",
  "administer",
  "manage-programs",
  "audit",
  "protect-data",
  "review-emergency",
] as const;

/** Known to the rule and to the database before there is a place to do it: payments. Nobody is offered it yet. */
export const comingActs = ["confirm-payment"] as const;
export type PermittedAct = CaseAct | (typeof agencyActs)[number] | (typeof comingActs)[number];

export type Permission = {
  id: string;
  position: string;
  act: PermittedAct;
  /** The unit it holds in; null: the position's own. */
  unit: string | null;
  below: boolean;
  services: string[] | null;
  regions: string[] | null;
  ceiling: number | null;
  startsOn: string;
  endsOn: string | null;
  decree: string;
  /** Null: it follows from the position itself, or came with the installation. */
  grantedBy: string | null;
};

export const isCaseAct = (act: string): act is CaseAct => (caseActs as readonly string[]).includes(act);

/**
 * Duties that must not meet in one hand: who keeps the rights does not check what was done with them, and who decides does not
 * confirm the money. The database has the same list (agencies.duties_apart).
 */
export const DUTIES_APART: readonly (readonly [PermittedAct, PermittedAct])[] = [
  ["administer", "audit"],
  ["administer", "review-emergency"],
  ["administer", "protect-data"],
  ["decide", "confirm-payment"],
];

/** The act among those held that an act must not meet; undefined when it meets none. */
export const conflictOf = (act: PermittedAct, held: readonly PermittedAct[]): PermittedAct | undefined =>
  DUTIES_APART.flatMap(([one, other]): PermittedAct[] => (act === one ? [other] : act === other ? [one] : [])).find(
    (each) => held.includes(each),
  );

/** Whether it holds on a day. */
export const holdsOn = ({ startsOn, endsOn }: Pick<Permission, "startsOn" | "endsOn">, day: string): boolean =>
  startsOn <= day && (endsOn === null || day <= endsOn);
