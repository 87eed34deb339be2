import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../kernel/actor.ts";
import { publicActor } from "../../kernel/actor.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Capability } from "../../kernel/hall.ts";
import { dateParts } from "../../kernel/web/components/fields/date-field.tsx";
import { Browser, openTestHall } from "../../tests/hall.ts";
import { agencies, demoId } from "./index.ts";
import { rightsOf, type StandingRight } from "./rights.ts";
import { seedDemo, seedReference } from "./seed.ts";

/** Signs officials in by the key of theirs, so that these tests need no account. */
const door: Capability = {
  name: "test-door",
  identify: async (hall, credential) => {
    const id = demoId("official", credential.replaceAll("--", "/"));
    const row = await hall.db.read({ role: "app" }, (tx) =>
      tx.maybe<{ standing: (Partial<Actor> & { rights: StandingRight[] }) | null }>(
        sql`select agencies.standing_of(${id}, '2026-11-23') as standing`,
      ),
    );
    if (!row?.standing) return undefined;
    const { standing } = row;
    const proof = { at: hall.time.now(), second: true };
    return { ...publicActor, ...standing, rights: rightsOf(standing.rights), kind: "official", account: id, proof };
  },
};

const hall = await openTestHall({ capabilities: [agencies, door] });
await seedReference(hall, () => {});
await seedDemo(hall, () => {});
const as = (key: string) => new Browser(hall.door).signedInWith(key.replaceAll("/", "--"));
const boxes = dateParts("tanggal");
const administrator = () => as("pangkalpinang/diskominfo/administrator");

test("all positions can be walked through, page by page, each once", async () => {
  const seen: string[] = [];
  let page = await administrator().get("/instansi/5771/jabatan");
  for (;;) {
    const table = page.all("table").at(-1);
    seen.push(...(table?.querySelectorAll("tbody a") ?? []).map((link) => link.getAttribute("href") ?? ""));
    const next = page.all(".pagination a[rel=next]")[0]?.getAttribute("href");
    if (!next) break;
    page = await administrator().get(next.replaceAll("&amp;", "&"));
  }
  const [row] = await hall.rows(
    "select count(*)::int as n from agencies.position p join agencies.agency a on a.id = p.agency_id where a.code = '5771'",
  );
  assert.equal(new Set(seen).size, seen.length);
  assert.equal(seen.length, row?.n);
});

test("the list of agencies shows all, and finds by name or place", async () => {
  const all = await hall.visitor().get("/instansi");
  assert.equal(all.status, 200);
  assert.equal(all.all("article").length, 8);
  assert.ok(all.queries <= 6, `${all.queries} queries`);
  const found = await hall.visitor().get("/instansi?cari=belitung+timur");
  assert.deepEqual(
    found.all("article h2").map((title) => title.text.trim()),
    ["Pemerintah Kabupaten Belitung Timur"],
  );
  const none = await hall.visitor().get("/instansi?cari=%25_atlantis<script>");
  assert.match(none.text, /Tidak ada instansi yang cocok dengan “%_atlantis<script>”/);
});

test("the page of an agency says whether it is open, who heads each unit, and who stands in", async () => {
  hall.time.set("2026-11-23T09:00:00+07:00");
  const page = await hall.visitor().get("/instansi/5771");
  assert.equal(page.h1, "Pemerintah Kota Pangkalpinang");
  assert.match(page.text, /Buka sekarang, sampai pukul 12.00 WIB/);
  assert.match(page.text, /Senin–Kamis: 07.30–12.00, 13.00–16.00 WIB/);
  assert.match(page.text, /Plh\. Kepala Dinas Kesehatan: Sri Wahyuni Handayani/);
  assert.match(page.text, /Kamis, 24 Desember 2026: Cuti Bersama Natal/);
  assert.match(page.text, /Kelurahan Opas Indah/);
  assert.ok(page.queries <= 7, `${page.queries} queries, one of them for the calendar's first use`);
  hall.time.set("2026-11-22T09:00:00+07:00");
  assert.match(
    (await hall.visitor().get("/instansi/5771")).text,
    /Sedang tutup, buka lagi Senin, 23 November 2026 pukul 07.30 WIB/,
  );
  const english = await hall.visitor().get("/instansi/5700?bahasa=en");
  assert.match(english.text, /Closed now, opens again Monday, 23 November 2026 at 07:30 WIB/);
  hall.time.set("2026-11-23T09:00:00+07:00");
});

test("what is not there is not found, whatever is typed", async () => {
  for (const code of ["9999", "5771'--", "..%2f..%2fetc", "<script>", "x".repeat(500)]) {
    const reply = await hall.visitor().get(`/instansi/${encodeURIComponent(code)}`);
    assert.equal(reply.status, 404, code);
  }
});

test("the crest is a picture, and the days off a calendar that other programs read", async () => {
  const crest = await hall.visitor().get("/instansi/5771/lambang.svg");
  assert.equal(crest.type, "image/svg+xml");
  assert.match(crest.html, /^<svg /);
  const feed = await hall.visitor().get("/instansi/5771/kalender.ics");
  assert.equal(feed.type, "text/calendar");
  assert.match(feed.html, /^BEGIN:VCALENDAR\r\n/);
  assert.match(feed.html, /DTSTART;VALUE=DATE:20261224\r\nDTEND;VALUE=DATE:20261225\r\nSUMMARY:Cuti Bersama Natal/);
  assert.ok(feed.html.split("\r\n").every((line) => Buffer.byteLength(line) <= 75));
});

test("the calendar warns of a year whose joint decree is not there", async () => {
  const page = await hall.visitor().get("/instansi/5771/kalender?tahun=2027");
  assert.match(page.notice, /tahun 2027 belum dimasukkan/);
  assert.equal((await hall.visitor().get("/instansi/5771/kalender")).notice, "");
});

test("an administrator adds a local day off and takes it back, by the form", async () => {
  const browser = administrator();
  const form = await browser.get("/instansi/5771/kalender");
  const added = await browser.submit(
    form,
    { nama: "Festival laut", [boxes.day]: "2", [boxes.month]: "Desember", [boxes.year]: "2026" },
    { form: "#libur-baru" },
  );
  assert.match(added.notice, /Libur daerah ditambahkan/);
  assert.match(added.text, /Rabu, 2 Desember 2026/);
  const removed = await browser.submit(added, {}, { form: "2026-12-02/penghapusan" });
  assert.match(removed.notice, /Libur daerah dihapus/);
  assert.doesNotMatch(removed.text, /2 Desember 2026/);
});

test("what was typed wrongly is said at the field and kept", async () => {
  const browser = administrator();
  const form = await browser.get("/instansi/5771/kalender");
  const reply = await browser.submit(
    form,
    { nama: "Festival", [boxes.day]: "31", [boxes.month]: "11", [boxes.year]: "2026" },
    { form: "#libur-baru" },
  );
  assert.equal(reply.status, 422);
  assert.match(reply.errorSummary, /Tanggal itu tidak ada/);
  assert.match(reply.html, /value="Festival"/);
  const again = await browser.submit(reply, { [boxes.day]: "24", [boxes.month]: "12" }, { form: "#libur-baru" });
  assert.match(again.errorSummary, /sudah libur: Cuti Bersama Natal/);
});

test("others see no form, and cannot send one", async () => {
  for (const browser of [
    hall.visitor(),
    as("pangkalpinang/dpmptsp/front-office"),
    as("babel/diskominfo/administrator"),
  ]) {
    assert.doesNotMatch((await browser.get("/instansi/5771/kalender")).html, /Tambahkan libur/);
  }
  const stranger = as("babel/diskominfo/administrator");
  await stranger.get("/instansi");
  const reply = await stranger.post("/instansi/5771/kalender", {
    nama: "x",
    [boxes.day]: "1",
    [boxes.month]: "12",
    [boxes.year]: "2026",
  });
  assert.equal(reply.status, 403);
});

test("programs read agencies, units, days off and due times", async () => {
  const api = hall.api();
  const list = await api.get("/agencies?limit=3");
  assert.equal(list.json.items.length, 3);
  const second = await api.get(`/agencies?limit=100&cursor=${list.json.next}`);
  assert.equal(second.json.items.length, 5);
  assert.equal(second.json.next, null);
  const city = (await api.get("/agencies/5771")).json;
  assert.equal(city.region, "19.71");
  assert.deepEqual(city.units.find((unit: { name: string }) => unit.name === "Dinas Kesehatan").head, {
    title: "Plh. Kepala Dinas Kesehatan",
    name: "Sri Wahyuni Handayani, S.K.M., M.Kes.",
    vacancy: null,
  });
  const holidays = (await api.get("/agencies/5771/holidays?year=2026")).json;
  assert.equal(holidays.items.length, 26);
  assert.equal(holidays.listed, true);
  const due = await api.get("/agencies/5771/due?from=2026-11-20T10:00&workingDays=3");
  assert.deepEqual(due.json, { due: "2026-11-25T16:00:00+07:00", warnings: [] });
  assert.equal((await api.get("/agencies/5771/due?from=2026-02-30&workingDays=3")).status, 422);
  assert.equal((await api.get("/agencies/0000")).status, 404);
});

test("programs search regions, and read one with those above and below", async () => {
  const api = hall.api();
  assert.equal((await api.get("/regions?search=opas%20indah")).json.items[0].code, "19.71.02.1001");
  assert.equal((await api.get("/regions")).json.items.length, 38);
  const region = (await api.get("/regions/19.71.02")).json;
  assert.deepEqual(
    region.above.map(({ code }: { code: string }) => code),
    ["19", "19.71"],
  );
  assert.equal(region.below.length, 5);
  assert.equal((await api.get("/regions/19.7")).status, 422);
  assert.equal((await api.get("/regions/99")).status, 404);
});

test("an administrator notes leave and appoints a Plh by the forms; the page tells who acts", async () => {
  const browser = administrator();
  const list = await browser.get("/instansi/5771/jabatan?cari=kepala+satuan+polisi");
  const chair = await browser.click(list, "Kepala Satuan Polisi Pamong Praja");
  const date = (name: string, day: string) => ({
    [`${name}.day`]: day,
    [`${name}.month`]: "11",
    [`${name}.year`]: "2026",
  });
  const [holder] = chair
    .all("#f-pegawai option")
    .map((option) => option.getAttribute("value")!)
    .filter(Boolean);
  const noted = await browser.submit(
    chair,
    { pegawai: holder!, ...date("pergi", "23"), ...date("hadir", "27") },
    { form: "#ketidakhadiran" },
  );
  assert.match(noted.notice, /Ketidakhadiran dicatat/);
  assert.match(noted.text, /pejabat berhalangan, belum ada pelaksana harian/);
  const needs = await browser.get("/instansi/5771/jabatan");
  assert.match(needs.text, /Perlu penunjukan.*Kepala Satuan Polisi Pamong Praja/s);

  const [deputy] = await hall.rows(
    "select nip, name from agencies.official where key = 'pangkalpinang/satpolpp/sekretaris'",
  );
  const appointed = await browser.submit(
    noted,
    { nip: deputy!.nip, jenis: "plh", ...date("mulai", "23"), ...date("selesai", "27") },
    { form: "#penunjukan" },
  );
  assert.match(appointed.notice, /Penunjukan disimpan/);
  assert.ok(appointed.text.includes(`Plh. Kepala Satuan Polisi Pamong Praja: ${deputy!.name}`));
  assert.ok(
    (await hall.visitor().get("/instansi/5771")).text.includes(
      `Plh. Kepala Satuan Polisi Pamong Praja: ${deputy!.name}`,
    ),
  );
});

test("an appointment that cannot be is refused at its field, and what was typed stays", async () => {
  const browser = administrator();
  const path = `/instansi/5771/jabatan/${demoId("position", "pangkalpinang/dishub/kepala")}`;
  const page = await browser.get(path);
  const empty = await browser.submit(page, {}, { form: "#penunjukan" });
  assert.equal(empty.status, 422);
  assert.deepEqual(empty.errors.map(({ field }) => field).sort(), ["f-jenis", "f-mulai", "f-nip"]);
  const unknown = await browser.submit(empty, { nip: "199001012015011999", jenis: "plt" }, { form: "#penunjukan" });
  assert.match(unknown.errorSummary, /Tidak ada pegawai dengan NIP itu/);
  assert.match(unknown.html, /value="199001012015011999"/);
  const [other] = await hall.rows("select nip from agencies.official where key = 'pangkalpinang/dishub/sekretaris'");
  const taken = await browser.submit(
    unknown,
    { nip: other!.nip, "mulai.day": "1", "mulai.month": "12", "mulai.year": "2026" },
    { form: "#penunjukan" },
  );
  assert.match(taken.errorSummary, /hanya untuk jabatan yang kosong/);
});

test("who is no administrator of the agency sees no chairs", async () => {
  const path = `/instansi/5771/jabatan/${demoId("position", "pangkalpinang/dishub/kepala")}`;
  for (const browser of [as("pangkalpinang/dpmptsp/front-office"), as("babel/diskominfo/administrator")]) {
    assert.equal((await browser.get("/instansi/5771/jabatan")).status, 403);
    assert.equal((await browser.get(path)).status, 403);
    assert.equal((await browser.post(`${path}/penunjukan`, { nip: "x" })).status, 403);
  }
  assert.equal((await administrator().get("/instansi/5771/jabatan/not-an-id")).status, 404);
});
