// A published version, made runnable once a process and kept: versions never change.

import type { Tx } from "../../kernel/db/database.ts";
import { Defect, notFound } from "../../kernel/errors.ts";
import type { Definition } from "./definition/model.ts";
import { readService } from "./definition/read-service.ts";
import { versionRow } from "./services.sql.ts";

export type LoadedVersion = {
  id: string;
  serviceId: string;
  key: string;
  number: number;
  definition: Definition;
  /** Evaluates a decision of this version by id or name: what the engine asks for. */
  decide: Definition["decide"];
};

const MOST = 400;
const loaded = new Map<string, LoadedVersion>();
const underWay = new Map<string, Promise<LoadedVersion>>();

/** The version already in hand, if this process has used it; costs nothing. */
export const loadedVersion = (id: string): LoadedVersion | undefined => loaded.get(id);

/**
 * A version by its id, with its whole definition. The first time costs a query and the reading of the folder; then nothing.
 * @throws Refused 404 when there is none; Defect when a stored version can no longer be read.
 */
export async function loadVersion(tx: Tx, id: string): Promise<LoadedVersion> {
  const known = loaded.get(id);
  if (known) {
    // The least used falls out first: a Map remembers the order in which its keys were put.
    loaded.delete(id);
    loaded.set(id, known);
    return known;
  }
  // Whoever asks while it is being read waits for that reading: a page of many rows would else read it once a row.
  const reading = underWay.get(id) ?? read(tx, id).finally(() => underWay.delete(id));
  underWay.set(id, reading);
  return reading;
}

async function read(tx: Tx, id: string): Promise<LoadedVersion> {
  const row = await versionRow(tx, id);
  if (!row) throw notFound();
  const found = await readService(new Map(Object.entries(row.files)), { prove: false });
  if (!found.ok) throw new Defect(`version ${row.key} ${row.number} cannot be read: ${found.faults[0]?.message}`);
  const version = {
    id,
    serviceId: row.serviceId,
    key: row.key,
    number: row.number,
    definition: found.definition,
    decide: found.definition.decide,
  };
  loaded.set(id, version);
  if (loaded.size > MOST) loaded.delete(loaded.keys().next().value as string);
  return version;
}
