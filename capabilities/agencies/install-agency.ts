// What only the operator of an installation does: adding agencies, and setting a first one up before anybody can sign in.

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import { localDate, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { type Fault, faulty, refuse } from "../../kernel/errors.ts";
import { agencyByCode } from "./agencies.sql.ts";
import { type AgencyFields, agencyFields, type Government } from "./government-file.ts";
import { isEmail } from "./keep-agency.ts";
import { cleanNip } from "./keep-officials.ts";
import { knownOf, writePlan } from "./plan.sql.ts";
import { makePlan, type Plan } from "./plan.ts";
import { readSheet } from "./read-sheet.ts";
import { regionByCode } from "./regions.ts";

/** How many agencies a list added, and how many were there already. */
export type Added = { added: number; known: number };

/** Adds agencies that are not there yet, by code; what is there stays as its administrators left it. */
export async function addAgencies(
  tx: Tx,
  wanted: readonly (AgencyFields & { calendar?: Record<string, unknown> })[],
): Promise<Added> {
  const faults: Fault[] = [];
  const seen = new Set<string>();
  let added = 0;
  for (const [i, one] of wanted.entries()) {
    const at = wanted.length > 1 ? `row ${i + 2}` : "agency";
    if (seen.has(one.code)) faults.push({ field: at, key: "agencies.code-twice", params: { code: one.code } });
    seen.add(one.code);
    if (one.region && !(await regionByCode(tx, one.region))) faults.push({ field: at, key: "agencies.no-such-region" });
    if (one.email !== "" && !isEmail(one.email)) faults.push({ field: at, key: "agencies.email-wrong" });
  }
  if (faults.length > 0) throw faulty(faults);
  for (const one of wanted) {
    const id = tx.id();
    const made =
      await tx.run(sql`insert into agencies.agency (id, code, name, short_name, level, region, address, phone, email, zone, calendar)
      values (${id}, ${one.code}, ${one.name}, ${one.shortName}, ${one.level}, ${one.region ?? null}, ${one.address}, ${one.phone}, ${one.email},
              ${one.zone}, ${JSON.stringify(one.calendar ?? {})}) on conflict (code) do nothing`);
    if (made > 0) record(tx, workerActor, { agency: id, act: "agency.added", target: id });
    added += made;
  }
  return { added, known: wanted.length - added };
}

const COLUMNS: Record<string, keyof AgencyFields> = {
  kode: "code",
  nama: "name",
  singkatan: "shortName",
  tingkat: "level",
  wilayah: "region",
  zona: "zone",
  alamat: "address",
  telepon: "phone",
  surel: "email",
};
const LEVELS: Record<string, string> = {
  kementerian: "ministry",
  lembaga: "institution",
  provinsi: "province",
  kota: "city",
  kabupaten: "regency",
  lainnya: "other",
};

/** Reads a list of agencies, CSV or XLSX. @throws Refused with every row that is wrong. */
export function readAgencies(bytes: Uint8Array): AgencyFields[] {
  const [head = [], ...rows] = readSheet(bytes);
  const keys = head.map((title) => COLUMNS[title.trim().toLowerCase()]);
  const unknown = head.filter((_, i) => keys[i] === undefined);
  if (unknown.length > 0)
    throw faulty([{ field: "row 1", key: "agencies.import-heads", params: { names: unknown.join(", ") } }]);
  const faults: Fault[] = [];
  const read = rows.map((row, i) => {
    const given = Object.fromEntries(keys.map((key, k) => [key, row[k] ?? ""]).filter(([, value]) => value !== ""));
    const parsed = agencyFields.safeParse({
      ...given,
      ...(given.level ? { level: LEVELS[given.level.toLowerCase()] ?? given.level } : {}),
    });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues)
      faults.push({
        field: `row ${i + 2} ${issue.path.join(".")}`,
        key: "agencies.file-value",
        params: { detail: issue.message },
      });
    return undefined;
  });
  if (faults.length > 0) throw faulty(faults);
  return read.filter((one) => one !== undefined);
}

/** Whether anybody may administer anything today. */
export const administratorsToday = async (tx: Tx): Promise<number> =>
  (
    await tx.one<{ n: number }>(sql`
      select count(distinct h.official_id)::int as n from agencies.holding h
        join agencies.permission p on p.agency_id = h.agency_id and p.position_id = h.position_id and p.act = 'administer'
         and p.starts_on <= ${tx.now} and (p.ends_on is null or p.ends_on >= ${tx.now})
       where h.starts_on <= ${tx.now} and (h.ends_on is null or h.ends_on >= ${tx.now})`)
  ).n;

export type Installed = {
  agency: string;
  code: string;
  plan: Plan;
  /** Who may administer from today on, by the file: they are invited. */
  administrators: { id: string; name: string; nip: string | null; email: string | null }[];
};

/** Sets a government up, as far as it is not there yet. @throws Refused with every fault of the file, each with its line. */
export async function installGovernment(tx: Tx, { agency, rows }: Government): Promise<Installed> {
  await addAgencies(tx, [agency]);
  const found = await agencyByCode(tx, agency.code);
  if (!found) throw refuse("agencies.no-such-agency");
  const today = localDate(tx.now, zone(found.zone));
  const nips = rows.map(({ nip }) => cleanNip(nip)).filter((nip) => nip !== "");
  const { plan, faults } = makePlan(rows, await knownOf(tx, found.id, { nips, day: today }), {
    newId: () => tx.id(),
    today,
  });
  if (faults.length > 0)
    throw faulty(
      faults.map(({ line, key, params }) => ({
        field: `${rows[line - 1]?.unit ?? ""}, ${rows[line - 1]?.name || rows[line - 1]?.position || line}`,
        key,
        params,
      })),
    );
  await writePlan(tx, found.id, plan, { installing: true });
  const { units, positions, officials, holdings } = plan;
  record(tx, workerActor, {
    agency: found.id,
    act: "agency.imported",
    target: found.id,
    detail: {
      units: units.length,
      positions: positions.length,
      officials: officials.length,
      holdings: holdings.length,
    },
  });
  const administrators = await tx.many<Installed["administrators"][number]>(sql`
    select distinct o.id, o.name, o.nip, o.email from agencies.holding h
      join agencies.permission p on p.agency_id = h.agency_id and p.position_id = h.position_id and p.act = 'administer'
      join agencies.official o on o.id = h.official_id
     where h.agency_id = ${found.id} and h.starts_on <= ${today} and (h.ends_on is null or h.ends_on >= ${today})
       and p.starts_on <= ${today} and (p.ends_on is null or p.ends_on >= ${today}) order by o.name`);
  return { agency: found.id, code: found.code, plan, administrators };
}
