// Another agency's things, and another person's, named in every parameter by people who are in the right place with a fresh proof:
// each is refused as if it were not there, and no row changes.

import assert from "node:assert/strict";
import { test } from "node:test";
import { newId } from "../../kernel/ids.ts";
import { apply } from "../api/domicile.ts";
import type { Visitor } from "./door.ts";
import { openWorld } from "./world.ts";

const world = await openWorld();
const { hall, people, persons } = world;
const { first } = world;

// What Pangkalpinang's people take hold of: things of the province.
const unit = await first(
  "select u.id, u.name, u.agency_id, a.code from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.key = 'babel/labkes'",
  [],
);
const position = await first("select id from agencies.position where key = 'babel/labkes/analis'", []);
const holding = await first(
  "select h.id, o.id as official, o.nip from agencies.holding h join agencies.official o on o.id = h.official_id where h.position_id = $1 and o.nip is not null",
  [position.id],
);
const permission = await first("select id from agencies.permission where position_id = $1 and act = 'work'", [
  position.id,
]);
const offering = await first("select id from services.offering where agency_id <> $1 limit 1", [world.agencyId]);
const account = await first("select id from people.account where official_id = $1", [holding.official]);
const session = await first("select id from people.session where account_id = $1 limit 1", [account.id]);

// And what a resident takes hold of: things of their neighbour's.
const taskOfOpen = await world.taskOf(world.open);
const other = await apply(people.melati, people, { shade: 77 });
const taskOfOther = await world.taskOf(other);
const mandate = (
  await people.melati.post("/mandates", {
    nik: "1904025510950000",
    name: "Ni Luh Dewi Kartika",
    services: "all",
    acts: ["see"],
    until: "2026-12-31",
  })
).json.id;

/** Everything that anybody keeps, table by table, as one fingerprint each; not the counts and keys that every request leaves. */
async function fingerprints(): Promise<Record<string, string>> {
  const tables = await hall.rows(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
      where schemaname in ('agencies', 'services', 'cases', 'mandates', 'federation', 'people', 'privacy')
        and schemaname || '.' || tablename not in ('agencies.region', 'people.throttle', 'people.session', 'services.word')`,
  );
  const [row] = await hall.rows(
    `select ${tables.map(({ name }, i) => `(select coalesce(sum(hashtextextended(t::text, 0)), 0)::text from ${name} t) as t${i}`).join(", ")}`,
  );
  return Object.fromEntries(tables.map(({ name }, i) => [name, row?.[`t${i}`]]));
}

type Try = [at: string, body?: object];
const REFUSED = [403, 404, 409, 422];

/** Knocks with each, and finds everything as it was. `quiet` are doors that answer "done" to who names what is not theirs. */
async function knock(
  who: Visitor,
  tries: Try[],
  { api = false, quiet = [], headers = {} }: { api?: boolean; quiet?: string[]; headers?: Record<string, string> } = {},
): Promise<void> {
  const before = await fingerprints();
  for (const [at, body = {}] of tries) {
    const [method, path] = at.includes(" ") ? (at.split(" ") as [string, string]) : ["POST", at];
    const reply = api
      ? await who.api.send(method, path, method === "GET" ? undefined : body, headers)
      : await who.page.post(path, body as Record<string, string>, { follow: false } as never);
    const right = REFUSED.includes(reply.status) || (reply.status === 303 && quiet.some((each) => path.endsWith(each)));
    assert.ok(right, `${method} ${path} ${JSON.stringify(body)}: ${reply.status} ${reply.html.slice(0, 300)}`);
    assert.ok(!reply.html.includes("error.defect"), path);
  }
  assert.deepEqual(await fingerprints(), before);
}

const date = (name: string, [day, month, year]: [string, string, string]) => ({
  [`${name}.day`]: day,
  [`${name}.month`]: month,
  [`${name}.year`]: year,
});
const starts = date("mulai", ["1", "12", "2026"]);
const decree = { keputusan: "SK 1/2026" };
const grant = { izin: "see", ...starts, ...decree };

const chairs = (code: string, chair: string): Try[] => [
  [`/instansi/${code}/jabatan/${chair}/penunjukan`, { nip: holding.nip, jenis: "definitif", ...starts, ...decree }],
  [`/instansi/${code}/jabatan/${chair}/pengakhiran`, { masa: holding.id, ...date("akhir", ["1", "12", "2026"]) }],
  [
    `/instansi/${code}/jabatan/${chair}/ketidakhadiran`,
    {
      pegawai: holding.official,
      ...date("pergi", ["1", "12", "2026"]),
      ...date("hadir", ["3", "12", "2026"]),
    },
  ],
  [`/instansi/${code}/jabatan/${chair}/izin`, { ...grant, unit: unit.id }],
  [`/instansi/${code}/jabatan/${chair}/izin`, { ...grant, layanan: newId() }],
  [`/instansi/${code}/jabatan/${chair}/izin`, { ...grant, menggantikan: permission.id }],
  [`/instansi/${code}/jabatan/${chair}/izin/${permission.id}/akhiri`, { kapan: "sekarang" }],
];
const things = (code: string): Try[] => [
  [`/instansi/${code}/unit/${unit.id}`, { nama: "Diambil", jenis: "seksi" }],
  [`/instansi/${code}/unit/${unit.id}/penutupan`],
  [`/instansi/${code}/unit/${unit.id}/pembukaan`],
  [`/instansi/${code}/unit/${unit.id}/jabatan`, { nama: "Kursi baru", kursi: "1", jenjang: "pelaksana" }],
  [`/instansi/${code}/unit-baru`, { nama: "Cabang", singkatan: "C", jenis: "seksi", atas: unit.name }],
  [`/instansi/${code}/unit-baru`, { nama: "Cabang", singkatan: "C", jenis: "seksi", atas: unit.id }],
  [`/instansi/${code}/jabatan/${position.id}/ubah`, { nama: "Diambil", kursi: "1", jenjang: "pelaksana" }],
  [`/instansi/${code}/jabatan/${position.id}/penutupan`],
  [`/instansi/${code}/pegawai/${holding.official}`, { nama: "Diambil", jenis: "pns", nip: holding.nip }],
  [`/instansi/${code}/pegawai/${holding.official}/nik`, { nik: "1971034708900000" }],
  [`/instansi/${code}/pegawai/${holding.official}/berhenti`, date("akhir", ["1", "12", "2026"])],
  [`/instansi/${code}/pegawai/${holding.official}/kembali`],
  [`/instansi/${code}/pegawai/${holding.official}/serah-terima`, { instansi: world.unit.code }],
  ...[
    "undangan",
    "pencabutan",
    "kunci",
    "buka",
    "sesi",
    "pemulihan",
    "kata-sandi",
    "pemulihan-persetujuan",
    "pemulihan-kode",
  ].map((act): Try => [`/instansi/${code}/akun/${holding.official}/${act}`]),
  ...["", "/jeda", "/buka", "/tutup"].map(
    (act): Try => [
      `/instansi/${code}/layanan/${offering.id}${act}`,
      { alasan: "Diambil", ...date("sampai", ["31", "12", "2026"]) },
    ],
  ),
  [`/instansi/${code}/layanan-baru?layanan=keterangan-domisili-usaha`, { unit: `${unit.code}: ${unit.name}` }],
  [`/instansi/${code}/layanan-baru?layanan=keterangan-domisili-usaha`, { unit: unit.id }],
];

test("an administrator takes nothing of another agency, by its ids in their own agency's paths", () =>
  knock(
    persons.administrator,
    [...things(world.unit.code), ...chairs(world.unit.code, position.id), ...chairs(world.unit.code, world.chief.id)],
    { quiet: [`${holding.official}/pencabutan`] },
  ));

test("nor by the other agency's own paths, with ids of theirs or of the other's", () =>
  knock(persons.administrator, [
    ...things(unit.code),
    ...chairs(unit.code, position.id),
    ...chairs(unit.code, world.chief.id),
  ]));

test("an official works on no task under another case's number, and gives none to a stranger", async () => {
  const by = (tracking: string, task: string): Try[] => [
    [`/cases/${tracking}/tasks/${task}/claim`],
    [`/cases/${tracking}/tasks/${task}/release`],
    [`/cases/${tracking}/tasks/${task}/handover`, { to: holding.official }],
    [`/cases/${tracking}/tasks/${task}/completion`, { answers: { hasilCocok: "cocok" } }],
  ];
  await knock(persons.unit, [...by(world.open, taskOfOther), ...by(other, taskOfOpen), ...by(world.open, newId())], {
    api: true,
  });
  await knock(persons.unit, [[`/cases/${world.open}/tasks/${taskOfOpen}/handover`, { to: holding.official }]], {
    api: true,
  });
  await knock(persons.away, [...by(world.open, taskOfOpen), ["GET /cases/".concat(world.open)]], { api: true });
  await knock(persons.head, [
    [
      `/kerja/${world.open}/dokumen`,
      { dokumen: world.document.id, cara: "revoke", alasan: "Diambil dari berkas lain" },
    ],
    [`/kerja/${world.open}/tugas/${taskOfOther}/ambil`],
    [`/kerja/${world.open}/tugas/${taskOfOpen}/serahkan`, { rekan: holding.official }],
  ]);
});

test("a resident puts no file, draft, case or mandate of somebody else's into their own", async () => {
  const own = persons.neighbour;
  const started = await own.api.post("/drafts", { offering: world.place.id });
  assert.equal(started.status, 201, started.html);
  const whole = { id: world.file.id, name: "depan.jpg", size: 1, type: "image/jpeg" };
  await knock(
    own,
    [
      [`PUT /drafts/${world.started}`, { answers: {} }],
      [`/drafts/${world.started}/submission`],
      ["/cases", { offering: world.place.id, answers: { fotoDepan: [whole] } }],
      ["/drafts", { offering: `${unit.agency_id}/${world.offeringId}` }],
      [`/cases/${world.open}/comments`, { text: "Halo" }],
      [`/cases/${world.open}/withdrawal`],
      [`/mandates/${mandate}/acceptance`],
      [`/mandates/${mandate}/refusal`],
      [`/mandates/${mandate}/revocation`],
      [`GET /mandates/${mandate}`],
    ],
    { api: true },
  );
  // A draft keeps whatever was typed; what is not one's own file is a fault in it, and never becomes one's own.
  const kept = await own.api.send("PUT", `/drafts/${started.json.id}`, { answers: { fotoDepan: [whole] } });
  const faults: { pointer: string }[] = kept.json.faults ?? kept.json.errors;
  assert.ok(
    faults.some(({ pointer }) => pointer.startsWith("/answers/fotoDepan")),
    kept.html,
  );
  assert.equal((await own.page.get(`/berkas/${world.file.id}`)).status, 404);
  await knock(own, [["GET /cases"], ["/drafts", { offering: world.place.id }]], {
    api: true,
    headers: { "pendopo-acting-for": mandate },
  });
  const ended = `/akun/sesi/${session.id}/keluarkan`;
  const removed = `/akun/keamanan/kunci/${newId()}/hapus`;
  await knock(
    own,
    [
      ["/kuasa/bertindak", { kuasa: mandate }],
      [`/kuasa/${mandate}/pengakhiran`],
      [`/kuasa/${mandate}/persetujuan`],
      [ended],
      [removed],
      [`/akun/aplikasi/${newId()}/penarikan`, { kuasa: mandate }],
    ],
    { quiet: [ended, removed] },
  );
  const [there] = await hall.rows("select count(*)::int as n from people.session where id = $1", [session.id]);
  assert.equal(there?.n, 1);
});

test("who manages an agency's applications gives a machine no unit of another agency, and opens none of its applications", async () => {
  const { person } = await import("./persons/integrator.ts");
  const who = await person.enter(world);
  const machine = {
    jenis: "machine",
    nama: "Pencuri",
    keperluan: "Membaca",
    dasar: "Tidak ada",
    kontak: "a@contoh.go.id",
    cara: "client_secret_basic",
    lingkup: "sessions:read",
    unit: unit.id,
  };
  await knock(who, [["/aplikasi", machine]]);
});
