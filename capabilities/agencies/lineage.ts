// The line of a unit: those above it, from the top, and itself. The database keeps it by a trigger; this is the same rule in code.

import type { Unit } from "./agency.ts";

/** Gives each unit its line. @throws RangeError when a unit stands below itself, or below one that is not there. */
export function unitsWithLineage<T extends Omit<Unit, "lineage">>(units: readonly T[]): (T & { lineage: string[] })[] {
  const byId = new Map(units.map((unit) => [unit.id, unit]));
  const lineOf = (unit: T): string[] => {
    const line = [unit.id];
    for (let above = unit.parent; above !== null; ) {
      const next = byId.get(above);
      if (!next || line.includes(above)) throw new RangeError(`The unit ${unit.name} has no line to the top`);
      line.unshift(above);
      above = next.parent;
    }
    return line;
  };
  return units.map((unit) => ({ ...unit, lineage: lineOf(unit) }));
}
