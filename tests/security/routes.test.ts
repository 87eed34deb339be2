// Who is let through which door: every path of every capability, knocked at by everybody there is. A row is a path with a thing
// of the owner's or of the unit's behind it; a path without a row fails, so that a new one is thought about.

import assert from "node:assert/strict";
import { test } from "node:test";
import { capabilities } from "../../app/capabilities.ts";
import { newId } from "../../kernel/ids.ts";
import { apply, domicile, domicilePeople, photo } from "../api/domicile.ts";
import { type ApiClient, type Browser, openTestHall, type Reply } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const { place, village } = people;
const [agencyId, offeringId] = place.id.split("/") as [string, string];
const [unit] = await hall.rows(
  "select u.key, u.agency_id, a.code from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.id = $1",
  [place.unit.id],
);
const [chief] = await hall.rows("select key, id from agencies.position where unit_id = $1 and is_head", [
  place.unit.id,
]);
const [sister] = await hall.rows(
  "select key from agencies.position where key = 'pangkalpinang/dpmptsp/front-office' and agency_id = $1",
  [agencyId],
);
assert.ok(sister, "another unit of the same agency");

const [keeper] = await hall.rows(
  "select key from agencies.position where may_administer and agency_id = $1 and key is not null order by is_head, key limit 1",
  [agencyId],
);

type Person = { page: Browser; api: ApiClient };
const person = async (browser: Promise<Browser> | undefined): Promise<Person> =>
  browser ? { page: await browser, api: hall.api((await browser).token) } : { page: hall.visitor(), api: hall.api() };
/** In the order in which they knock: those whom nothing is meant for come first. */
const PERSONS = {
  public: await person(undefined),
  neighbour: await person(hall.resident("akhiong")),
  sister: await person(hall.as(sister.key)),
  away: await person(hall.as("babel/labkes/analis")),
  owner: await person(hall.resident("melati")),
  unit: await person(hall.as(`${unit?.key}/kasi-pelayanan`)),
  head: await person(hall.as(chief?.key)),
  administrator: await person(hall.as(keeper?.key)),
};
const NAMES = Object.keys(PERSONS) as (keyof typeof PERSONS)[];

// What stands behind the doors.
let shade = 100;
const fresh = () => apply(people.melati, people, { shade: shade++ });
const taskOf = async (tracking: string, mine = false): Promise<string> =>
  (
    await hall.rows(
      `select t.id from cases.task t join cases.case c on c.id = t.case_id where c.tracking = $1 and t.status = 'open' and (t.unit_id is null) = $2`,
      [tracking, mine],
    )
  )[0]?.id;
async function returned(): Promise<string> {
  const tracking = await fresh();
  const reply = await people.officer.post(`/cases/${tracking}/tasks/${await taskOf(tracking)}/completion`, {
    answers: { hasilCocok: "kurang" },
    asked: ["namaUsaha"],
    note: "Tulis seperti di papan.",
  });
  assert.equal(reply.status, 200, reply.html);
  return tracking;
}
const draft = async (): Promise<string> => {
  const reply = await people.melati.post("/drafts", { offering: place.id });
  assert.equal(reply.status, 201, reply.html);
  return reply.json.id;
};
const issued = await fresh();
for (const [who, answers] of [
  [people.officer, { hasilCocok: "cocok" }],
  [people.lurah, { keputusanLurah: "setuju" }],
] as const) {
  const reply = await who.post(`/cases/${issued}/tasks/${await taskOf(issued)}/completion`, { answers });
  assert.equal(reply.status, 200, reply.html);
}
await hall.drain();
const [document] = await hall.rows(
  "select d.id, d.code, d.digest from cases.document d join cases.case c on c.id = d.case_id where c.tracking = $1 and d.status = 'issued'",
  [issued],
);
assert.ok(document);
const open = await fresh();
const [file] = await hall.rows(
  "select a.id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
  [open],
);
const back = await returned();
const started = await draft();
const image = new Uint8Array(await photo(99));
const png = { name: "a.jpg", type: "image/jpeg", bytes: image };
const [colleague] = await hall.rows("select id from agencies.official limit 1");

type Door = {
  at: string | (() => Promise<string>);
  body?: object | (() => Promise<object>);
  raw?: true;
  files?: object;
  expect: string;
};
/** Statuses in the order of PERSONS; one alone is everybody's. A GET to the door is 303, a POST to it 401. */
const DOORS: Record<string, Door> = {
  "GET /instansi/:code/jabatan": { at: `/instansi/${unit?.code}/jabatan`, expect: "303 403 403 403 403 403 403 200" },
  "GET /instansi/:code/jabatan/:position": {
    at: `/instansi/${unit?.code}/jabatan/${chief?.id}`,
    expect: "303 403 403 403 403 403 403 200",
  },
  "POST /instansi/:code/jabatan/:position/penunjukan": {
    at: `/instansi/${unit?.code}/jabatan/${chief?.id}/penunjukan`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/jabatan/:position/pengakhiran": {
    at: `/instansi/${unit?.code}/jabatan/${chief?.id}/pengakhiran`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/jabatan/:position/ketidakhadiran": {
    at: `/instansi/${unit?.code}/jabatan/${chief?.id}/ketidakhadiran`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "GET /instansi": { at: "/instansi", expect: "200" },
  "GET /instansi/:code": { at: `/instansi/${unit?.code}`, expect: "200" },
  "GET /instansi/:code/lambang.svg": { at: `/instansi/${unit?.code}/lambang.svg`, expect: "200" },
  "GET /instansi/:code/kalender": { at: `/instansi/${unit?.code}/kalender`, expect: "200" },
  "GET /instansi/:code/kalender.ics": { at: `/instansi/${unit?.code}/kalender.ics`, expect: "200" },
  "POST /instansi/:code/kalender": {
    at: `/instansi/${unit?.code}/kalender`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/kalender/:day/penghapusan": {
    at: `/instansi/${unit?.code}/kalender/2026-12-25/penghapusan`,
    expect: "401 403 403 403 403 403 403 404",
  },
  "GET /masuk": { at: "/masuk", expect: "200 303 200 200 303 200 200 200" },
  "POST /masuk": { at: "/masuk", expect: "422" },
  "POST /masuk/lanjut": { at: "/masuk/lanjut", expect: "200" },
  "GET /masuk/pegawai": { at: "/masuk/pegawai", expect: "200 200 303 303 200 303 303 303" },
  "POST /masuk/pegawai": { at: "/masuk/pegawai", expect: "422" },
  "POST /masuk/pegawai/lanjut": { at: "/masuk/pegawai/lanjut", expect: "200" },
  "GET /daftar": { at: "/daftar", expect: "200" },
  "POST /daftar": { at: "/daftar", expect: "422" },
  "GET /akun": { at: "/akun", expect: "303 200 200 200 200 200 200 200" },
  "GET /layanan": { at: "/layanan", expect: "200" },
  "GET /layanan/:key": { at: "/layanan/keterangan-domisili-usaha", expect: "200" },
  "GET /layanan/:key/:slug": { at: `/layanan/keterangan-domisili-usaha/${place.slug}`, expect: "200" },
  "GET /permohonan": { at: "/permohonan", expect: "303 200 403 403 200 403 403 403" },
  "POST /permohonan": { at: "/permohonan", body: { offering: place.id }, expect: "401 303 403 403 303 403 403 403" },
  "GET /permohonan/konsep/:id": { at: `/permohonan/konsep/${started}`, expect: "303 404 403 403 303 403 403 403" },
  "GET /permohonan/konsep/:id/periksa": {
    at: `/permohonan/konsep/${started}/periksa`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "GET /permohonan/konsep/:id/hapus": {
    at: `/permohonan/konsep/${started}/hapus`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/konsep/:id/kirim": {
    at: `/permohonan/konsep/${started}/kirim`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "GET /permohonan/konsep/:id/:page": {
    at: `/permohonan/konsep/${started}/pemilik`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/konsep/:id/:page": {
    at: `/permohonan/konsep/${started}/pemilik`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "POST /permohonan/konsep/:id/hapus": {
    at: async () => `/permohonan/konsep/${await draft()}/hapus`,
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking": { at: `/permohonan/${open}`, expect: "303 404 403 403 200 403 403 403" },
  "POST /permohonan/:tracking/pesan": {
    at: `/permohonan/${open}/pesan`,
    body: { pesan: "Halo" },
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking/tugas/:task": {
    at: async () => `/permohonan/${back}/tugas/${await taskOf(back, true)}`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/:tracking/tugas/:task": {
    at: async () => {
      const tracking = await returned();
      return `/permohonan/${tracking}/tugas/${await taskOf(tracking, true)}`;
    },
    body: { namaUsaha: "Martabak Melati" },
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking/penarikan": {
    at: `/permohonan/${open}/penarikan`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/:tracking/penarikan": {
    at: async () => `/permohonan/${await fresh()}/penarikan`,
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /lacak": { at: "/lacak", expect: "200" },
  "GET /lacak/:tracking": { at: `/lacak/${open}`, expect: "200" },
  "GET /berkas/:id": { at: `/berkas/${file?.id}`, expect: "303 404 404 404 200 200 200 404" },
  "GET /dokumen/:id": { at: `/dokumen/${document.id}`, expect: "303 404 404 404 200 200 200 404" },
  "GET /kerja": { at: "/kerja", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja.csv": { at: "/kerja.csv", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja.xlsx": { at: "/kerja.xlsx", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor": { at: "/dasbor", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas": { at: "/dasbor/berkas", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas.csv": { at: "/dasbor/berkas.csv", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas.xlsx": { at: "/dasbor/berkas.xlsx", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja/:tracking": { at: `/kerja/${open}`, expect: "303 403 404 404 403 200 200 404" },
  "POST /kerja/:tracking/data-pribadi": {
    at: `/kerja/${open}/data-pribadi`,
    expect: "401 403 404 404 403 200 200 404",
  },
  "GET /kerja/:tracking/dokumen": {
    at: `/kerja/${issued}/dokumen?dokumen=${document.id}`,
    expect: "303 403 404 404 403 403 200 404",
  },
  "POST /kerja/:tracking/dokumen": {
    at: `/kerja/${issued}/dokumen`,
    body: { dokumen: document.id, cara: "revoke", alasan: "" },
    expect: "401 403 404 404 403 403 422 404",
  },
  "POST /kerja/:tracking/pesan": {
    at: `/kerja/${open}/pesan`,
    body: { pesan: "Periksa", kepada: "dalam" },
    expect: "401 403 404 404 403 303 303 404",
  },
  "POST /kerja/:tracking/tugas/:task": {
    at: async () => {
      const tracking = await fresh();
      return `/kerja/${tracking}/tugas/${await taskOf(tracking)}`;
    },
    body: { hasilCocok: "cocok" },
    expect: "401 403 404 404 403 303 409 404",
  },
  "POST /kerja/:tracking/tugas/:task/ambil": {
    at: async () => {
      const tracking = await fresh();
      return `/kerja/${tracking}/tugas/${await taskOf(tracking)}/ambil`;
    },
    expect: "401 403 404 404 403 303 409 404",
  },
  "POST /kerja/:tracking/tugas/:task/lepas": {
    at: async () => {
      const tracking = await fresh();
      return `/kerja/${tracking}/tugas/${await taskOf(tracking)}/lepas`;
    },
    expect: "401 403 404 404 403 303 303 404",
  },
  "POST /kerja/:tracking/tugas/:task/serahkan": {
    at: async () => {
      const tracking = await fresh();
      return `/kerja/${tracking}/tugas/${await taskOf(tracking)}/serahkan`;
    },
    body: { kepada: colleague?.id },
    expect: "401 403 404 404 403 422 422 404",
  },
  "GET /periksa": { at: "/periksa", expect: "200" },
  "POST /periksa": { at: "/periksa", files: { berkas: png }, expect: "200" },
  "GET /periksa/:code": { at: `/periksa/${document.code}`, expect: "200" },
  "GET /": { at: "/", expect: "200" },
  "GET /tentang": { at: "/tentang", expect: "200" },
  "GET /aksesibilitas": { at: "/aksesibilitas", expect: "200" },
  "GET /privasi": { at: "/privasi", expect: "200" },
  "GET /bantuan": { at: "/bantuan", expect: "200" },
  "GET /bantuan/kesalahan": { at: "/bantuan/kesalahan", expect: "200" },
  "GET /robots.txt": { at: "/robots.txt", expect: "200" },
  "GET /sitemap.xml": { at: "/sitemap.xml", expect: "200" },
  "GET /sitemap/:part": { at: "/sitemap/layanan-1.xml", expect: "200" },
  "GET /api/v1/agencies": { at: "/agencies", expect: "200" },
  "GET /api/v1/agencies/{code}": { at: `/agencies/${unit?.code}`, expect: "200" },
  "GET /api/v1/agencies/{code}/holidays": { at: `/agencies/${unit?.code}/holidays?year=2026`, expect: "200" },
  "GET /api/v1/agencies/{code}/due": {
    at: `/agencies/${unit?.code}/due?from=2026-11-23T09:00:00%2B07:00&workingDays=3`,
    expect: "200",
  },
  "GET /api/v1/regions": { at: "/regions?search=pangkalpinang", expect: "200" },
  "GET /api/v1/regions/{code}": { at: "/regions/19.71", expect: "200" },
  "POST /api/v1/sessions": { at: "/sessions", body: { kind: "resident", number: "1", password: "x" }, expect: "422" },
  "GET /api/v1/me": { at: "/me", expect: "401 200 200 200 200 200 200 200" },
  "GET /api/v1/services": { at: "/services", expect: "200" },
  "GET /api/v1/services/{key}": { at: "/services/keterangan-domisili-usaha", expect: "200" },
  "GET /api/v1/services/{key}/form": {
    at: `/services/keterangan-domisili-usaha/form?place=${place.slug}`,
    expect: "200",
  },
  "GET /api/v1/offerings": { at: "/offerings?service=keterangan-domisili-usaha", expect: "200" },
  "GET /api/v1/drafts": { at: "/drafts", expect: "401 200 403 403 200 403 403 403" },
  "POST /api/v1/drafts": { at: "/drafts", body: { offering: place.id }, expect: "401 201 403 403 201 403 403 403" },
  "GET /api/v1/drafts/{id}": { at: async () => `/drafts/${await draft()}`, expect: "401 404 403 403 200 403 403 403" },
  "PUT /api/v1/drafts/{id}": {
    at: async () => `/drafts/${await draft()}`,
    body: { answers: {} },
    expect: "401 404 403 403 200 403 403 403",
  },
  "POST /api/v1/drafts/{id}/files": {
    at: async () => `/drafts/${await draft()}/files?field=fotoDepan&name=a.jpg`,
    raw: true,
    expect: "401 404 403 403 201 403 403 403",
  },
  "POST /api/v1/drafts/{id}/submission": {
    at: async () => `/drafts/${await draft()}/submission`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "DELETE /api/v1/drafts/{id}": {
    at: async () => `/drafts/${await draft()}`,
    expect: "401 404 403 403 200 403 403 403",
  },
  "POST /api/v1/cases": {
    at: "/cases",
    body: { offering: place.id, answers: domicile(village, { id: newId() }) },
    expect: "401 422 403 403 422 403 403 403",
  },
  "POST /api/v1/offerings/{agency}/{offering}/files": {
    at: `/offerings/${agencyId}/${offeringId}/files?field=fotoDepan&name=a.jpg`,
    raw: true,
    expect: "401 201 403 403 201 403 403 403",
  },
  "GET /api/v1/tracking/{tracking}": { at: `/tracking/${open}`, expect: "200" },
  "GET /api/v1/cases": { at: "/cases", expect: "401 200 200 200 200 200 200 200" },
  "GET /api/v1/cases/{tracking}": { at: `/cases/${open}`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/clock": { at: `/cases/${open}/clock`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/history": { at: `/cases/${open}/history`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/files": { at: `/cases/${open}/files`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/comments": { at: `/cases/${open}/comments`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/tasks": { at: `/cases/${open}/tasks`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/documents": {
    at: `/cases/${open}/documents`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/personal-data": {
    at: `/cases/${open}/personal-data`,
    body: { purpose: "memeriksa alamat" },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/comments": {
    at: `/cases/${open}/comments`,
    body: { text: "Halo" },
    expect: "401 404 404 404 201 201 201 404",
  },
  "POST /api/v1/cases/{tracking}/withdrawal": {
    at: async () => `/cases/${await fresh()}/withdrawal`,
    body: {},
    expect: "401 404 403 403 200 403 403 403",
  },
  "GET /api/v1/tasks": { at: "/tasks", expect: "401 403 200 200 403 200 200 200" },
  "GET /api/v1/cases/{tracking}/tasks/{task}/form": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/form`;
    },
    expect: "401 404 404 404 404 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/tasks/{task}/colleagues": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/colleagues`;
    },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/claim": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/claim`;
    },
    expect: "401 403 404 404 403 200 409 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/release": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/release`;
    },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/handover": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/handover`;
    },
    body: { to: colleague?.id },
    expect: "401 403 404 404 403 422 422 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/files": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/files?field=fotoDepan&name=a.jpg`;
    },
    raw: true,
    expect: "401 404 404 404 404 422 422 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/completion": {
    at: async () => {
      const tracking = await fresh();
      return `/cases/${tracking}/tasks/${await taskOf(tracking)}/completion`;
    },
    body: { answers: { hasilCocok: "cocok" } },
    expect: "401 404 404 404 404 200 409 404",
  },
  "GET /api/v1/documents/{id}": { at: `/documents/${document.id}`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/documents/{id}/content": {
    at: `/documents/${document.id}/content`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/verification/{code}": { at: `/verification/${document.code}`, expect: "200" },
  "GET /api/v1/verification": { at: `/verification?sha256=${document.digest.toString("hex")}`, expect: "200" },
  "POST /api/v1/verification": { at: "/verification", raw: true, expect: "404" },
  "GET /api/v1/files/{id}": { at: `/files/${file?.id}`, expect: "401 404 404 404 200 200 200 404" },
  "POST /akun/keluarkan-lain": { at: "/akun/keluarkan-lain", expect: "401 303 303 303 303 303 303 303" },
  "DELETE /api/v1/sessions/current": { at: "/sessions/current", expect: "401 200 200 200 200 200 200 200" },
  "POST /keluar": { at: "/keluar", expect: "303" },
};

const routes = capabilities
  .flatMap((each) => each.routes ?? [])
  .map((each) => ({ name: `${each.method} ${each.path}`, method: each.method, api: false }));
/** In the order of the rows: those that end a session come last. */
const inOrder = <T extends { name: string }>(all: T[]): T[] => {
  const names = Object.keys(DOORS);
  return all.toSorted((a, b) => names.indexOf(a.name) - names.indexOf(b.name));
};
const endpoints = capabilities
  .flatMap((each) => each.endpoints ?? [])
  .map((each) => ({ name: `${each.method} /api/v1${each.path}`, method: each.method, api: true }));

async function knock(
  { method, api }: { method: string; api: boolean },
  door: Door,
  who: Person,
  at: string,
): Promise<Reply> {
  const body = typeof door.body === "function" ? await door.body() : door.body;
  if (api)
    return who.api.send(
      method,
      at,
      door.raw ? image : method === "GET" || method === "DELETE" ? undefined : (body ?? {}),
    );
  if (method === "GET") return who.page.get(at, { follow: false });
  return who.page.post(at, (body ?? {}) as Record<string, string>, door.files ? { files: door.files as never } : {});
}

test("every path has its row here, and every row a path", () => {
  assert.deepEqual([...routes, ...endpoints].map((each) => each.name).sort(), Object.keys(DOORS).sort());
});

for (const route of inOrder([...routes, ...endpoints])) {
  const door = DOORS[route.name];
  if (!door) continue;
  test(route.name, async () => {
    const at = typeof door.at === "function" ? await door.at() : door.at;
    const expected = door.expect.split(" ").map(Number);
    const seen: number[] = [];
    for (const name of NAMES) seen.push((await knock(route, door, PERSONS[name], at)).status);
    const wanted = expected.length === 1 ? NAMES.map(() => expected[0]) : expected;
    const say = (all: unknown[]) => NAMES.map((name, i) => `${name} ${all[i]}`).join(", ");
    assert.equal(say(seen), say(wanted));
  });
}
