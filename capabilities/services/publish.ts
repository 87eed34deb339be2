// Publishing: a folder is proved, then kept word for word. The same content twice is one version.

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import { announce, type Hall } from "../../kernel/hall.ts";
import { writeEntry } from "./catalogue.ts";
import type { Definition, DefinitionFault } from "./definition/model.ts";
import { readService } from "./definition/read-service.ts";
import { asOwner } from "./owner.ts";
import { insertVersion } from "./services.sql.ts";

export type Published = {
  service: string;
  version: string;
  key: string;
  number: number;
  isNew: boolean;
  warnings: DefinitionFault[];
};

/** A definition was refused: every fault, with its file and place. */
export class FaultyDefinition extends Refused {
  readonly found: DefinitionFault[];
  constructor(folder: string, found: DefinitionFault[]) {
    super("services.faulty-definition", { params: { folder, count: found.length } });
    this.found = found;
  }
}

/**
 * Publishes a folder as the service's next version, or gives back the version that already holds the same content.
 * `by` is the account that publishes (null: the operator); `owner` the agency whose service it is (null: the library's).
 * @throws FaultyDefinition with all faults.
 */
export async function publishFolder(
  hall: Hall,
  folder: string,
  from: { by?: string | null; owner?: string | null } = {},
): Promise<Published> {
  const read = await readService(folder);
  if (!read.ok) throw new FaultyDefinition(folder, read.faults);
  const published = await asOwner(hall, (tx) => publish(tx, read.definition, from));
  return { ...published, warnings: read.warnings };
}

async function publish(
  tx: Tx,
  definition: Definition,
  from: { by?: string | null; owner?: string | null },
): Promise<Omit<Published, "warnings">> {
  const { key, service, digest } = definition;
  await tx.run(
    sql`insert into services.service (id, key, owner_agency, created_at) values (${tx.id()}, ${key}, ${from.owner ?? null}, ${tx.now}) on conflict (key) do nothing`,
  );
  // Two publications of one service wait for each other here, so numbers have no holes and no doubles.
  const { id: serviceId } = await tx.one<{ id: string }>(
    sql`select id from services.service where key = ${key} for update`,
  );
  const same = await tx.maybe<{ id: string; number: number }>(
    sql`select id, number from services.version where service_id = ${serviceId} and hash = ${digest}`,
  );
  if (same) return { service: serviceId, version: same.id, key, number: same.number, isNew: false };
  const { number } = await tx.one<{ number: number }>(
    sql`select coalesce(max(number), 0) + 1 as number from services.version where service_id = ${serviceId}`,
  );
  const id = tx.id();
  await insertVersion(tx, {
    id,
    serviceId,
    number,
    label: service.version,
    hash: digest,
    files: definition.files,
    name: service.name,
    summary: service.summary,
    audience: service.audience,
    lifeEvents: service.lifeEvents,
    keywords: service.keywords,
    by: from.by ?? null,
  });
  await writeEntry(tx, serviceId, id, definition);
  record(tx, workerActor, {
    act: "service.published",
    target: key,
    detail: { number, label: service.version, hash: digest },
  });
  announce(tx, "service.published", { service: serviceId, version: id, key, number });
  return { service: serviceId, version: id, key, number, isNew: true };
}
