// The people of the demo world. Every NIK ends in 0000, a serial that is never issued.

import pg from "pg";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import { hashPassword } from "./password.ts";
import { totpPlace } from "./second-factor.ts";
import { loginOf } from "./sign-in.ts";
import { codeAfter, demoSecret } from "./totp.ts";

export const DEMO_PASSWORD = "pendopo terbuka";

/** Residents who come back in screenshots, tests and docs. */
export const DEMO_RESIDENTS = [
  {
    key: "melati",
    name: "Melati Anggraini",
    nik: "1971034708900000",
    email: "melati@contoh.invalid",
    phone: "081271000001",
  },
  {
    key: "akhiong",
    name: "Tjhin Akhiong",
    nik: "1971021203780000",
    email: "akhiong@contoh.invalid",
    phone: "081271000002",
  },
  { key: "sulaiman", name: "Sulaiman", nik: "1902050101850000", email: "", phone: "081271000003" },
  { key: "dewi", name: "Ni Luh Dewi Kartika", nik: "1904025510950000", email: "dewi@contoh.invalid", phone: "" },
] as const;

/**
 * Makes accounts for the demo residents and for the given officials, once. It writes as the installation's owner: no page can
 * make an official's account. Gives back the lines that `start` prints.
 */
export async function seedDemoPeople(hall: Hall, officials: { id: string; nip: string }[]): Promise<void> {
  const known = await hall.db.read(worker, (tx) =>
    tx.many<{ login_blind: Buffer }>(sql`select login_blind from people.account`),
  );
  const have = new Set(known.map((row) => row.login_blind.toString("hex")));
  const missing = officials.filter(
    (official) => !have.has(loginOf(hall.vault, "official", official.nip).toString("hex")),
  );
  const residents = DEMO_RESIDENTS.filter(
    (resident) => !have.has(loginOf(hall.vault, "resident", resident.nik).toString("hex")),
  );
  if (missing.length + residents.length === 0) return;
  // One hash for all demo accounts: a demo has one password, and hashing hundreds would keep the first start waiting.
  const hash = await hashPassword(DEMO_PASSWORD);
  const now = hall.time.now();
  const client = new pg.Client({ connectionString: hall.ownerUrl });
  await client.connect();
  try {
    await client.query("begin");
    for (const resident of residents) {
      const person = newId();
      const sealed = (field: string, text: string) =>
        text === "" ? null : hall.vault.seal(text, `people.person:${field}:${person}`);
      await client.query(
        "insert into people.person (id, name, nik, nik_blind, email, phone, created_at, email_confirmed_at) values ($1,$2,$3,$4,$5,$6,$7,$8)",
        [
          person,
          sealed("name", resident.name),
          sealed("nik", resident.nik),
          hall.vault.blind("person:nik", resident.nik),
          sealed("email", resident.email),
          sealed("phone", resident.phone),
          now,
          resident.email === "" ? null : now,
        ],
      );
      await client.query(
        "insert into people.account (id, kind, person_id, login_blind, password_hash, assurance, created_at) values ($1,'resident',$2,$3,$4,'counter',$5)",
        [newId(), person, loginOf(hall.vault, "resident", resident.nik), hash, now],
      );
    }
    for (const official of missing) {
      const account = newId();
      await client.query(
        "insert into people.account (id, kind, official_id, login_blind, password_hash, assurance, created_at) values ($1,'official',$2,$3,$4,'counter',$5) on conflict do nothing",
        [account, official.id, loginOf(hall.vault, "official", official.nip), hash, now],
      );
      await client.query(
        "insert into people.totp (account_id, secret, created_at, confirmed_at) select id, $2, $3, $3 from people.account where id = $1",
        [account, hall.vault.seal(demoSecret(official.nip), totpPlace(account)), now],
      );
    }
    await client.query("commit");
  } finally {
    await client.end();
  }
}

/** The code that a demo official's application shows: for scripts and tests that sign in as people do. */
export const demoCodeOf = (nip: string, at: Date, after = 0): string => codeAfter(demoSecret(nip), after, at);

/** Who stands in the story of the demo: the position by its key, and what they come to do. */
const STORY = [
  ["pangkalpinang/dpmptsp/front-office", "meja depan, memeriksa berkas"],
  ["pangkalpinang/dinkes/inspektur-sanitasi", "memeriksa lokasi usaha"],
  ["babel/labkes/analis", "menguji sampel di laboratorium provinsi"],
  ["pangkalpinang/dpmptsp/kepala", "memutuskan dan menandatangani"],
  ["pangkalpinang/opas-indah/lurah", "lurah"],
  ["pangkalpinang/diskominfo/administrator", "mengelola instansi dan izin jabatan"],
  ["pangkalpinang/diskominfo/integrasi", "mengatur aplikasi yang terhubung"],
  ["pangkalpinang/diskominfo/pelindung-data", "pejabat pelindungan data pribadi"],
  ["pangkalpinang/inspektorat/auditor", "memeriksa catatan"],
  ["pangkalpinang/inspektorat/kepala", "menilai akses darurat"],
] as const;

/** The lines that `start` prints for a demo: who can sign in, and with what. */
export async function demoAccounts(hall: Hall): Promise<string[]> {
  const day = hall.time.now().toISOString().slice(0, 10);
  const rows = await hall.db.read(worker, (tx) =>
    tx.many<{
      key: string;
      name: string;
      nip: string;
      kind: string;
    }>(sql`select p.key, o.name, o.nip, h.kind from agencies.position p
      join agencies.holding h on h.position_id = p.id and h.starts_on <= ${day} and coalesce(h.ends_on, 'infinity') >= ${day}
      join agencies.official o on o.id = h.official_id and o.nip is not null
      where p.key = any(${STORY.map(([key]) => key)}) order by h.kind desc, o.nip`),
  );
  const lines = STORY.flatMap(([key, does]) => {
    const row = rows.find((each) => each.key === key);
    return row
      ? [
          `  ${row.nip}  ${row.name}${row.kind === "definitif" ? "" : ` (${row.kind[0]?.toUpperCase()}${row.kind.slice(1)}.)`}: ${does}`,
        ]
      : [];
  });
  return [
    `Akun percobaan, kata sandi semua: ${DEMO_PASSWORD}`,
    "Warga (NIK):",
    ...DEMO_RESIDENTS.map((resident) => `  ${resident.nik}    ${resident.name}`),
    "Pegawai (NIP, di /masuk/pegawai; kode langkah kedua tertulis di halamannya, hanya pada demo):",
    ...lines,
  ];
}
