// A country: 600 agencies, 170 services, and as many cases as wished. One case goes its real way first; the mass are copies of its
// rows under other ids, agencies, services and times, written by SQL. What the measured pages open (names, answers, letters) is
// sealed as the program seals it.

import { randomBytes } from "node:crypto";
import type pg from "pg";
import type { OpenHall } from "../app/open-hall.ts";
import { newTracking } from "../capabilities/cases/tracking.ts";
import type { Office } from "./world.ts";

export const AGENCIES = 600;
export const SERVICES = 170;

/** Services beside those of the library: the same definition under other names, each with its own version. */
async function addServices(client: pg.Client, office: Office): Promise<void> {
  const { rows } = await client.query("select count(*)::int as count from services.service");
  await client.query(
    `with source as (select v.* from services.version v where v.id = $1),
     made as (
       insert into services.service (id, key, created_at)
       select md5('service' || n)::uuid, 'layanan-contoh-' || n, now() from generate_series(1, $2::int) n on conflict do nothing returning id, key)
     insert into services.version (id, service_id, number, label, hash, files, name, summary, audience, life_events, keywords, published_at)
     select md5('version' || m.key)::uuid, m.id, 1, s.label, m.key,
            jsonb_set(s.files, '{service.yaml}', to_jsonb(replace(s.files ->> 'service.yaml', $3, m.key))), s.name, s.summary, s.audience, s.life_events, s.keywords, now()
       from made m cross join source s`,
    [office.version.id, SERVICES - rows[0].count, office.version.key],
  );
  await client.query(
    `insert into services.entry (service_id, version_id, key, name, summary, audience, life_events, title, document, index_form, promise, fee, offerings)
     select v.service_id, v.id, s.key, e.name, e.summary, e.audience, e.life_events, e.title || ' ' || s.key, e.document, e.index_form, e.promise, e.fee, 1
       from services.version v join services.service s on s.id = v.service_id join services.entry e on e.version_id = $1
      where s.key like 'layanan-contoh-%' on conflict do nothing`,
    [office.version.id],
  );
}

/** Agencies with three units each; the measured one stays as the demo has it. Every one offers a share of the services, it all. */
async function addAgencies(client: pg.Client, office: Office): Promise<void> {
  await client.query(
    `insert into agencies.agency (id, key, code, name, short_name, level, region, zone, calendar)
     select md5('agency' || n)::uuid, 'contoh-' || n, 'contoh-' || n, 'Pemerintah Kabupaten Contoh ' || n, 'Kab. Contoh ' || n, 'regency', a.region, a.zone, a.calendar
       from generate_series(1, $2::int) n cross join agencies.agency a where a.id = $1 on conflict do nothing`,
    [office.agency, AGENCIES - 8],
  );
  await client.query(
    `insert into agencies.unit (agency_id, id, key, kind, name, sort, lineage)
     select md5('agency' || n)::uuid, md5('unit' || n || '/' || u)::uuid, 'contoh-' || n || '/' || u, 'perangkat-daerah', 'Dinas ' || u, u, '{}'
       from generate_series(1, $1::int) n cross join generate_series(1, 3) u on conflict do nothing`,
    [AGENCIES - 8],
  );
  await client.query(
    `insert into services.offering (agency_id, id, service_id, version_id, unit_id, own, parameters, roles, letterhead, status, slug, agency_slug, agency_name, unit_name, region, document, offered_at)
     select case when n = 0 then o.agency_id else md5('agency' || n)::uuid end, md5('offering' || n || s.key)::uuid, s.id, v.id,
            case when n = 0 then o.unit_id else md5('unit' || n || '/1')::uuid end, o.own, o.parameters, o.roles, o.letterhead, 'open',
            'contoh-' || n, 'contoh-' || n, case when n = 0 then o.agency_name else 'Kabupaten Contoh ' || n end, o.unit_name, o.region, o.document, now()
       from services.service s join services.version v on v.service_id = s.id cross join generate_series(0, $2::int) n cross join services.offering o
      where o.id = $1 and s.key like 'layanan-contoh-%' and (n = 0 or (n + ascii(md5(s.key))) % 8 = 0) on conflict do nothing`,
    [office.offering, AGENCIES - 8],
  );
}

/** The model: a case that has gone its way through the program. */
type Model = { agency: string; id: string };

/** Where the copies go: one in fifty to the measured agency, with its open tasks in the measured unit, the others evenly to the rest. */
const COPIES = `
  select n, n % 50 = 0 as here, n % 5 = 0 as open,
         md5('agency' || (n * 7919::bigint) % $3)::uuid as agency, md5('unit' || (n * 7919::bigint) % $3 || '/' || 1 + n % 3)::uuid as unit,
         now() - make_interval(secs => case when n % 5 = 0 then (n * 48271::bigint) % 2592000 else (n * 48271::bigint) % 94608000 end) as at,
         md5('service' || 1 + n % $4)::uuid as service, md5('version' || 'layanan-contoh-' || 1 + n % $4)::uuid as version, 'layanan-contoh-' || 1 + n % $4 as key
    from generate_series($1::int, $2::int) n`;

const idOf = (kind: string) =>
  `(lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5('${kind}' || n), 1, 3) || '8' || substr(md5('${kind}' || n), 4, 15))::uuid`;
const TRACKING = "upper(regexp_replace(substr(md5('tracking' || n), 1, 12), '^(.{4})(.{4})(.{4})$', '\\1-\\2-\\3'))";

async function copyCases(
  client: pg.Client,
  model: Model,
  office: Office,
  unit: string,
  from: number,
  to: number,
): Promise<void> {
  const columns = `c.n, case when here then $5::uuid else agency end as agency_id, ${idOf("case")} as id, ${TRACKING} as tracking,
    case when here then md5('offering0' || key)::uuid else md5('offering' || key)::uuid end as offering_id, service, version,
    case when here then $6::uuid else unit end as unit_id, case when here then $7::uuid else unit end as task_unit, open, here, at`;
  const copies = `with c as (${COPIES}), k as materialized (select ${columns} from c)`;
  const given = [from, to, AGENCIES - 8, SERVICES - 3, office.agency, office.unit, unit];
  const run = (text: string, more: unknown[] = []) => client.query(`${copies} ${text}`, [...given, ...more]);
  await client.query("begin; set local synchronous_commit = off; set local work_mem = '64MB'");
  await run(
    `insert into cases.case (agency_id, id, tracking, offering_id, service_id, version_id, unit_id, applicant_id, status, outcome, state, variables, personal,
        clock, due_at, is_paused, is_late, open_tasks, submitted_at, finished_at, revision, events, head)
     select k.agency_id, k.id, k.tracking, k.offering_id, k.service, k.version, k.unit_id, md5('person' || k.n / 3)::uuid, case when open then 'running' else 'granted' end,
        case when open then null else 'terbit' end, m.state, m.variables, decode(repeat(md5(k.n::text), 12), 'hex'), m.clock, at + interval '20 days', false, k.n % 11 = 0,
        open::int, at, case when open then null else at + interval '9 days' end, 2, 2, m.head
       from k cross join cases.case m where m.agency_id = $8 and m.id = $9`,
    [model.agency, model.id],
  );
  await run(
    "insert into cases.party (agency_id, case_id, unit_id, since) select agency_id, id, unit_id, at from k union select agency_id, id, task_unit, at from k",
  );
  await run(
    `insert into cases.task (agency_id, case_id, id, key, element, role, unit_id, form, status, opened_at, due_at, done_at, done_label, service_id, tracking, applicant)
     select k.agency_id, k.id, ${idOf("task")}, m.key, m.element, m.role, k.task_unit, m.form, case when open then 'open' else 'done' end, at, at + interval '12 days',
        case when open then null else at + interval '3 days' end, case when open then null else 'Petugas' end, k.service, k.tracking, decode(repeat(md5(k.n::text), 4), 'hex')
       from k cross join lateral (select * from cases.task t where t.agency_id = $8 and t.case_id = $9 and t.status = 'open' order by t.id limit 1) m`,
    [model.agency, model.id],
  );
  // In the mass a line of the history has no entry for the engine: it would be the larger half of the disk, and no page reads it.
  await run(
    `insert into cases.event (agency_id, case_id, number, at, kind, actor_kind, label, unit_id, data, entry, trace, previous, hash)
     select k.agency_id, k.id, m.number, k.at + make_interval(days => m.number - 1), m.kind, m.actor_kind, m.label, k.task_unit, m.data, null, m.trace, m.previous, m.hash
       from k cross join (select * from cases.event e where e.agency_id = $8 and e.case_id = $9) m`,
    [model.agency, model.id],
  );
  await client.query("commit");
}

/** Seals names, answers and letters of the measured agency's open cases anew, so that the pages can open them. Gives their numbers. */
async function sealHere(
  hall: OpenHall,
  client: pg.Client,
  model: Model,
  office: Office,
  unit: string,
): Promise<string[]> {
  const { rows: models } = await client.query("select personal from cases.case where agency_id = $1 and id = $2", [
    model.agency,
    model.id,
  ]);
  const personal = hall.vault.open(models[0].personal, `cases.case:personal:${model.id}`);
  const { rows: letters } = await client.query(
    "select key, to_role, id, body from cases.notice where agency_id = $1 and case_id = $2",
    [model.agency, model.id],
  );
  const { rows: tasks } = await client.query(
    "select agency_id, case_id, id, tracking from cases.task where unit_id = $1 and status = 'open' and agency_id = $2 and octet_length(applicant) = 64",
    [unit, office.agency],
  );
  for (let from = 0; from < tasks.length; from += 500) {
    const batch = tasks.slice(from, from + 500);
    const numbers = batch.map(() => newTracking());
    await client.query(
      `update cases.task t set applicant = s.applicant, tracking = s.tracking from unnest($2::uuid[], $3::uuid[], $4::bytea[], $5::text[]) s (case_id, id, applicant, tracking)
        where t.agency_id = $1 and t.case_id = s.case_id and t.id = s.id`,
      [
        office.agency,
        batch.map((task) => task.case_id),
        batch.map((task) => task.id),
        batch.map((task) => hall.vault.seal("Nuraini binti Sahrul", `cases.task:applicant:${task.id}`)),
        numbers,
      ],
    );
    await client.query(
      "update cases.case c set personal = s.personal, tracking = s.tracking from unnest($2::uuid[], $3::bytea[], $4::text[]) s (id, personal, tracking) where c.agency_id = $1 and c.id = s.id",
      [
        office.agency,
        batch.map((task) => task.case_id),
        batch.map((task) => hall.vault.seal(personal, `cases.case:personal:${task.case_id}`)),
        numbers,
      ],
    );
    for (const letter of letters) {
      const body = hall.vault.open(letter.body, `cases.notice:body:${letter.id}`);
      const ids = batch.map(() =>
        `${Date.now().toString(16).padStart(12, "0")}7${randomBytes(10).toString("hex").slice(0, 19)}`.replace(
          /^(.{8})(.{4})(.{4}).(.{3})(.{12})$/,
          "$1-$2-$3-8$4-$5",
        ),
      );
      await client.query(
        "insert into cases.notice (agency_id, case_id, id, at, key, to_role, body) select $1, c, n, now(), $2, $3, b from unnest($4::uuid[], $5::uuid[], $6::bytea[]) s (c, n, b)",
        [
          office.agency,
          letter.key,
          letter.to_role,
          batch.map((task) => task.case_id),
          ids,
          ids.map((id) => hall.vault.seal(body, `cases.notice:body:${id}`)),
        ],
      );
    }
  }
  const { rows } = await client.query(
    "select tracking from cases.task where unit_id = $1 and status = 'open' and agency_id = $2 order by due_at limit 400",
    [unit, office.agency],
  );
  return rows.map((row) => row.tracking);
}

/** Takes the indexes away that no constraint needs, and gives the words that make them again: faster than keeping them row by row. */
async function liftIndexes(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query(
    `select c.oid::regclass::text as name, pg_get_indexdef(c.oid) as definition from pg_index i join pg_class c on c.oid = i.indexrelid
      where i.indrelid in ('cases.case'::regclass, 'cases.task'::regclass, 'cases.party'::regclass)
        and not exists (select from pg_constraint k where k.conindid = c.oid)`,
  );
  for (const { name } of rows) await client.query(`drop index ${name}`);
  return rows.map((row) => row.definition);
}

/** Brings the country to so many cases. Gives the numbers of cases that wait in the measured unit, the most urgent first. */
export async function populate(given: {
  hall: OpenHall;
  client: pg.Client;
  office: Office;
  unit: string;
  model: Model;
  from: number;
  to: number;
  tell(text: string): void;
}): Promise<string[]> {
  const { hall, client, office, unit, model, from, to, tell } = given;
  if (from === 0) {
    await addServices(client, office);
    await addAgencies(client, office);
  }
  const began = performance.now();
  const indexes = to - from > 100_000 ? await liftIndexes(client) : [];
  for (let at = from; at < to; at += 50_000) {
    await copyCases(client, model, office, unit, at + 1, Math.min(at + 50_000, to));
    if ((at / 50_000) % 4 === 3)
      tell(`${Math.min(at + 50_000, to)} cases in ${Math.round((performance.now() - began) / 1000)} s`);
  }
  for (const definition of indexes) await client.query(`set maintenance_work_mem = '512MB'; ${definition}`);
  const numbers = await sealHere(hall, client, model, office, unit);
  for (const table of ["case", "party", "task", "event", "notice", "timer"])
    await client.query(`vacuum (analyze) cases.${table}`);
  await client.query("analyze services.offering; analyze agencies.unit; checkpoint");
  tell(`${to} cases after ${Math.round((performance.now() - began) / 1000)} s`);
  return numbers;
}
