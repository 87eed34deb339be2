// Units: added, renamed, moved, closed. A closed unit stays in every case and letter that it had a part in.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, notFound } from "../../kernel/errors.ts";
import { announce } from "../../kernel/hall.ts";
import { allUnits, closeUnitRow, insertUnit, reopenUnitRow, updateUnit } from "./administration.sql.ts";
import { administered } from "./administration.ts";
import { type UnitKind, unitKinds } from "./agency.ts";
import { need } from "./keep-agency.ts";
import { regionByCode } from "./regions.ts";
import { UnitNames } from "./unit-path.ts";

/** What is typed of a unit; `above` is the name or path of the unit above it, empty for none. */
export type TypedUnit = { name: string; shortName: string; kind: string; above: string; region: string };

/** Adds a unit to the actor's agency. */
export async function addUnit(tx: Tx, actor: Actor, typed: TypedUnit): Promise<string> {
  const agency = administered(actor);
  const id = tx.id();
  await insertUnit(tx, { agency, id, ...(await checked(tx, agency, typed)) });
  record(tx, actor, { act: "unit.added", target: id });
  announce(tx, "unit.changed", { agency, unit: id });
  return id;
}

/** Renames or moves a unit. Whoever heads a unit above it answers for it from now on. */
export async function changeUnit(tx: Tx, actor: Actor, id: string, typed: TypedUnit): Promise<void> {
  const agency = administered(actor);
  const row = await checked(tx, agency, typed, id);
  ensure(await updateUnit(tx, { agency, id, ...row }), () => notFound("agencies.no-such-unit"));
  record(tx, actor, { act: "unit.changed", target: id, detail: { parent: row.parent } });
  announce(tx, "unit.changed", { agency, unit: id });
}

/** Closes a unit. What stands below it must be closed or moved first: nobody is left in a house that is gone. */
export async function closeUnit(tx: Tx, actor: Actor, { id, day }: { id: string; day: string }): Promise<void> {
  const agency = administered(actor);
  ensure(await closeUnitRow(tx, { agency, id, day }), () =>
    faulty([{ field: "tutup", key: "agencies.unit-not-empty" }]),
  );
  record(tx, actor, { act: "unit.closed", target: id });
  announce(tx, "unit.changed", { agency, unit: id });
}

/** Opens a closed unit again, if the unit above it is open. */
export async function reopenUnit(tx: Tx, actor: Actor, id: string): Promise<void> {
  const agency = administered(actor);
  ensure(await reopenUnitRow(tx, { agency, id }), () =>
    faulty([{ field: "tutup", key: "agencies.unit-above-closed" }]),
  );
  record(tx, actor, { act: "unit.reopened", target: id });
  announce(tx, "unit.changed", { agency, unit: id });
}

async function checked(tx: Tx, agency: string, typed: TypedUnit, id?: string) {
  const faults: Fault[] = [...need("nama", typed.name, 200, "agencies.unit-name-missing")];
  if (typed.shortName.length > 60)
    faults.push({ field: "singkatan", key: "agencies.too-long", params: { most: 60, length: typed.shortName.length } });
  const kind = unitKinds.find((each) => each === typed.kind);
  if (!kind) faults.push({ field: "jenis", key: "agencies.unit-kind-missing" });
  let parent: string | null = null;
  if (typed.above !== "") {
    const found = new UnitNames((await allUnits(tx, agency)).filter(({ closedOn }) => closedOn === null)).find(
      typed.above,
    );
    if ("fault" in found)
      faults.push({ field: "atas", key: found.fault, params: { name: typed.above, count: found.count } });
    // A unit below itself would close a ring; the database refuses it too.
    else if (id && found.unit.lineage.includes(id)) faults.push({ field: "atas", key: "agencies.unit-ring" });
    else parent = found.unit.id;
  }
  const region = typed.region === "" ? null : typed.region;
  if (region && !(await regionByCode(tx, region))) faults.push({ field: "wilayah", key: "agencies.no-such-region" });
  if (faults.length > 0) throw faulty(faults);
  return { parent, kind: kind as UnitKind, name: typed.name, shortName: typed.shortName, region };
}
