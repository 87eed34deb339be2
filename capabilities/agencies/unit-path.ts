// Finding a unit by what people call it. A city has thirty sections of one name, so a name may be told with those above it:
// "Kelurahan Opas Indah / Seksi Pelayanan". Pure.

export type Named = { id: string; name: string; shortName: string; lineage: readonly string[] };
export type Resolved<U> = { unit: U } | { fault: "agencies.unit-unknown" | "agencies.unit-ambiguous"; count: number };

const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s.]+/g, " ")
    .trim();

/** The parts of a typed path. Blanks around the stroke tell it from one in a name. @example partsOf("Dinkes / Bidang Kesmas") // ["dinkes", "bidang kesmas"] */
export const partsOf = (text: string): string[] =>
  text
    .split(/\s*[/>›]\s*/)
    .map(plain)
    .filter((part) => part !== "");

/** Names of all units of an agency, ready to be asked many times. */
export class UnitNames<U extends Named> {
  readonly #byName = new Map<string, U[]>();
  readonly #byId = new Map<string, U>();
  constructor(units: Iterable<U>) {
    for (const unit of units) this.add(unit);
  }
  add(unit: U): void {
    this.#byId.set(unit.id, unit);
    for (const name of new Set([plain(unit.name), plain(unit.shortName)]))
      if (name !== "") this.#byName.set(name, [...(this.#byName.get(name) ?? []), unit]);
  }
  get(id: string): U | undefined {
    return this.#byId.get(id);
  }
  /** The unit whose name is the last part, below units that have the parts before it as names, in this order. */
  find(text: string): Resolved<U> {
    const parts = partsOf(text);
    const last = parts.at(-1);
    const named = last === undefined ? [] : (this.#byName.get(last) ?? []);
    const found = named.filter((unit) => this.#isBelow(unit, parts.slice(0, -1)));
    // Of two with one name the higher is meant only when the other lies below it; else nobody can tell.
    const [only] = found;
    if (only && found.length === 1) return { unit: only };
    return found.length === 0
      ? { fault: "agencies.unit-unknown", count: 0 }
      : { fault: "agencies.unit-ambiguous", count: found.length };
  }
  #isBelow(unit: U, above: string[]): boolean {
    let at = above.length - 1;
    for (const id of unit.lineage.slice(0, -1).toReversed()) {
      if (at < 0) break;
      const one = this.#byId.get(id);
      if (one && [plain(one.name), plain(one.shortName)].includes(above[at] as string)) at--;
    }
    return at < 0;
  }
  /** The unit as it is told apart: its name, with those above it. */
  pathOf(unit: U): string {
    return unit.lineage
      .map((id) => this.#byId.get(id)?.name ?? "")
      .filter(Boolean)
      .join(" / ");
  }
}
