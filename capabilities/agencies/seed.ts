// Fills an installation with agencies: the demo's, or those of a file. What is there already stays as people left it.

import { nationalHolidays } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { putNationalHolidays } from "./agencies.sql.ts";
import { type DemoGovernment, demoGovernment } from "./demo/government.ts";
import { importRegions } from "./import-regions.ts";
import { datasetVersion, noteDataset } from "./regions.sql.ts";

/** What every installation holds: the regions of Indonesia, and the national holidays known at the release. */
export async function seedReference(hall: Hall, tell: (text: string) => void): Promise<void> {
  const t = hall.words("id");
  await importRegions(hall.ownerUrl, (key, params) => tell(t(key, params)));
  await hall.db.transact(worker, async (tx) => {
    // Named by its contents' last day: a release that knows another year brings it in, and overwrites nobody's change.
    const version = `${nationalHolidays.length} days until ${nationalHolidays.at(-1)?.date}`;
    if ((await datasetVersion(tx, "national-holidays"))?.version === version) return;
    const rows = await putNationalHolidays(tx, nationalHolidays);
    await noteDataset(tx, { name: "national-holidays", version, rows, licence: "facts" });
  });
}

/** Puts the demo government in; twice is harmless. */
export async function seedDemo(hall: Hall, tell: (text: string) => void): Promise<DemoGovernment> {
  // The islands live in WIB.
  const today = new Date(hall.time.now().getTime() + 7 * 3_600_000).toISOString().slice(0, 10);
  const government = demoGovernment(today);
  tell(
    hall.words("id")("agencies.told-demo", {
      agencies: government.agencies.length,
      units: government.units.length,
      officials: government.officials.length,
    }),
  );
  await hall.db.transact(worker, (tx) => seedAgencies(tx, government));
  return government;
}

/**
 * Writes agencies with their units, positions, officials and holdings, a statement a table. A row whose id, code or number is
 * there already is left as it is. Units must come after those they stand below.
 */
export async function seedAgencies(
  tx: Tx,
  { agencies, units, positions, permissions, officials, holdings, absences }: DemoGovernment,
): Promise<void> {
  const rows = (list: readonly object[]) => JSON.stringify(list);
  await tx.run(sql`
    insert into agencies.agency (id, key, code, name, short_name, level, region, crest, address, phone, email, zone, calendar)
    select id, key, code, name, "shortName", level, region, crest, address, phone, email, zone, calendar
      from jsonb_to_recordset(${rows(agencies)}::jsonb) as r (id uuid, key text, code text, name text, "shortName" text, level text, region text,
           crest text, address text, phone text, email text, zone text, calendar jsonb)
    on conflict do nothing`);
  await tx.run(sql`
    insert into agencies.unit (agency_id, id, key, parent, kind, name, short_name, region, sort)
    select agency, id, key, parent, kind, name, "shortName", region, sort
      from jsonb_to_recordset(${rows(units)}::jsonb)
           as r (agency uuid, id uuid, key text, parent uuid, kind text, name text, "shortName" text, region text, sort int)
     order by sort
    on conflict do nothing`);
  await tx.run(sql`
    insert into agencies.position (agency_id, id, key, unit_id, name, rank, is_head, may_sign, may_administer, seats, sort)
    select agency, id, key, unit, name, rank, "isHead", "maySign", "mayAdminister", seats, sort
      from jsonb_to_recordset(${rows(positions)}::jsonb) as r (agency uuid, id uuid, key text, unit uuid, name text, rank text, "isHead" boolean,
           "maySign" boolean, "mayAdminister" boolean, seats int, sort int)
    on conflict do nothing`);
  // What follows from a position the database has written with it; this is what was granted besides.
  await tx.run(sql`
    insert into agencies.permission (agency_id, id, position_id, act, starts_on, decree)
    select agency, id, position, act, '2025-01-02', 'Keputusan contoh tentang pengelolaan Pendopo'
      from jsonb_to_recordset(${rows(permissions)}::jsonb) as r (agency uuid, id uuid, position uuid, act text)
    on conflict do nothing`);
  await tx.run(sql`
    insert into agencies.official (id, key, name, nip, email, kind, kept_by)
    select id, key, name, nip, email, case when nip is null then 'elected' else 'pns' end, agency
      from jsonb_to_recordset(${rows(officials)}::jsonb) as r (id uuid, key text, name text, nip text, email text, agency uuid)
    on conflict do nothing`);
  await tx.run(sql`
    insert into agencies.holding (agency_id, id, position_id, official_id, kind, starts_on, ends_on)
    select agency, id, position, official, kind, "startsOn", "endsOn"
      from jsonb_to_recordset(${rows(holdings)}::jsonb) as r (agency uuid, id uuid, position uuid, official uuid, kind text, "startsOn" date, "endsOn" date)
    on conflict do nothing`);
  await tx.run(sql`
    insert into agencies.absence (agency_id, id, official_id, starts_on, ends_on)
    select agency, id, official, "startsOn", "endsOn"
      from jsonb_to_recordset(${rows(absences)}::jsonb) as r (agency uuid, id uuid, official uuid, "startsOn" date, "endsOn" date)
    on conflict do nothing`);
  const days = agencies.flatMap(({ id, holidays }) => holidays.map((day) => ({ agency: id, ...day })));
  await tx.run(sql`
    insert into agencies.holiday (agency_id, day, name, kind)
    select agency, date, name, 'local' from jsonb_to_recordset(${rows(days)}::jsonb) as r (agency uuid, date date, name text)
    on conflict do nothing`);
}
