// Who and what the benchmark is about: residents and officials with open sessions, drafts ready to be sent, and a country full of
// cases. People and drafts are made as the program makes them; the mass of old cases is copied by SQL from one that went its way.

import { createHmac, randomBytes } from "node:crypto";
import pg from "pg";
import { openSession } from "../capabilities/people/index.ts";
import { fieldsOf, type LoadedVersion, loadVersion } from "../capabilities/services/index.ts";
import { worker } from "../kernel/db/scope.ts";
import { sql } from "../kernel/db/sql.ts";
import type { Hall } from "../kernel/hall.ts";
import { newId } from "../kernel/ids.ts";

export const SERVICE = "sertifikat-laik-higiene";

export type Person = { account: string; person: string; session: string; visit: string };
export type Office = { agency: string; offering: string; unit: string; region: string; version: LoadedVersion };

export async function owner(hall: Hall): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: hall.ownerUrl });
  await client.connect();
  return client;
}

const newVisit = () => randomBytes(18).toString("base64url");

/** The form token that belongs to a visit, as the server makes it. */
export const tokenOf = (hall: Hall, visit: string): string =>
  createHmac("sha256", hall.vault.derive("form-token")).update(visit).digest("base64url").slice(0, 32);

/** Residents with accounts and open sessions. */
export async function makeResidents(hall: Hall, client: pg.Client, count: number): Promise<Person[]> {
  const made: Person[] = [];
  for (let i = 0; i < count; i++) {
    const id = newId();
    const account = newId();
    const nik = `197103${String(10 + (i % 20)).padStart(2, "0")}${String(1 + (i % 12)).padStart(2, "0")}90${randomBytes(2).readUInt16BE() % 10}000`;
    const sealed = (field: string, text: string) => hall.vault.seal(text, `people.person:${field}:${id}`);
    await client.query(
      "insert into people.person (id, name, nik, nik_blind, email, phone, created_at) values ($1, $2, $3, $4, $5, $6, now())",
      [
        id,
        sealed("name", `Pemohon ${i + 1}`),
        sealed("nik", nik),
        randomBytes(24),
        sealed("email", `pemohon${i + 1}@contoh.invalid`),
        sealed("phone", "081271000009"),
      ],
    );
    await client.query(
      "insert into people.account (id, kind, person_id, login_blind, password_hash, assurance, created_at) values ($1, 'resident', $2, $3, '-', 'counter', now())",
      [account, id, randomBytes(24)],
    );
    const session = await hall.db.transact({ role: "app", account }, (tx) =>
      openSession(tx, account, "resident", "bench"),
    );
    made.push({ account, person: id, session: session.token, visit: newVisit() });
  }
  return made;
}

/** An official of the demo with an open session, by the key of the position. */
export async function signInOfficial(
  hall: Hall,
  client: pg.Client,
  position: string,
): Promise<Person & { official: string; unit: string; position: string }> {
  const { rows } = await client.query(
    `select a.id as account, h.official_id as official, p.id as position, p.unit_id as unit from agencies.position p
       join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id and h.starts_on <= now()::date and coalesce(h.ends_on, 'infinity') >= now()::date
       join people.account a on a.official_id = h.official_id where p.key = $1 order by h.kind = 'definitif' desc limit 1`,
    [position],
  );
  const [found] = rows;
  if (!found) throw new Error(`the demo has nobody on ${position}`);
  const session = await hall.db.transact({ role: "app", account: found.account }, (tx) =>
    openSession(tx, found.account, "official", "bench", { second: true }),
  );
  return { ...found, person: "", session: session.token, visit: newVisit() };
}

export async function officeOf(hall: Hall, client: pg.Client, agencyKey: string): Promise<Office> {
  const { rows } = await client.query(
    `select o.agency_id, o.id, o.unit_id, o.version_id, o.region from services.offering o join services.service s on s.id = o.service_id
       join agencies.agency a on a.id = o.agency_id where s.key = $1 and a.key = $2`,
    [SERVICE, agencyKey],
  );
  const [found] = rows;
  return {
    agency: found.agency_id,
    offering: found.id,
    unit: found.unit_id,
    region: found.region,
    version: await hall.db.read(worker, (tx) => loadVersion(tx, found.version_id)),
  };
}

/** Drafts filled in to the last question, with their files, as the steps of the application leave them. */
export async function makeDrafts(
  hall: Hall,
  office: Office,
  people: Person[],
  count: number,
): Promise<{ id: string; person: Person }[]> {
  const { definition } = office.version;
  const fields = fieldsOf(definition.application);
  const wanted = definition.scenarios[0]?.answers ?? {};
  const { code: village } = await hall.db.read(worker, (tx) =>
    tx.one<{ code: string }>(
      sql`select code from agencies.region where starts_with(code, ${office.region}) and kind = 'kelurahan' and is_current order by code limit 1`,
    ),
  );
  const file = await hall.files.put(randomBytes(20_000));
  const made: { id: string; person: Person }[] = [];
  for (let from = 0; from < count; from += 250) {
    const batch = Array.from({ length: Math.min(250, count - from) }, (_, i) => ({
      id: newId(),
      person: people[(from + i) % people.length] as Person,
    }));
    await hall.db.transact(worker, async (tx) => {
      for (const { id, person } of batch) {
        const answers: Record<string, unknown> = { ...wanted };
        for (const field of fields) {
          // A scenario's addresses may lie anywhere; these lie where the office is.
          if (field.type === "address" && answers[field.key])
            answers[field.key] = { ...(answers[field.key] as object), village };
          const names = answers[field.key];
          if (field.type !== "file" || !Array.isArray(names)) continue;
          answers[field.key] = names.map((written) => {
            const name = typeof written === "string" ? written : (written as { name: string }).name;
            const type = name.endsWith(".pdf") ? "application/pdf" : "image/jpeg";
            const attachment = newId();
            tx.later(sql`insert into cases.attachment (agency_id, id, draft_id, case_id, account_id, field, name, type, size, store_id, thumbnail, sent_at)
              values (${office.agency}, ${attachment}, ${id}, null, ${person.account}, ${field.key}, ${hall.vault.seal(name, `cases.attachment:name:${attachment}`)},
                      ${type}, 20000, ${file.id}, null, ${tx.now})`);
            return { id: attachment, name, type, size: 20_000 };
          });
        }
        tx.later(sql`insert into cases.draft (agency_id, id, person_id, offering_id, version_id, answers, started_at, saved_at)
          values (${office.agency}, ${id}, ${person.person}, ${office.offering}, ${office.version.id},
                  ${hall.vault.seal(JSON.stringify(answers), `cases.draft:answers:${id}`)}, ${tx.now}, ${tx.now})`);
      }
    });
    made.push(...batch);
  }
  return made;
}
