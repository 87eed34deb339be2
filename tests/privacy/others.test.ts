// Who may use a person's rights for them, and who may not: a guardian in all, a mandate that names the right, whoever came back to an
// account just now; and an emergency, before which a restriction yields.

import assert from "node:assert/strict";
import { test } from "node:test";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const melati = await hall.resident("melati");
const dewi = await hall.resident("dewi");
const officer = await hall.as("pangkalpinang/diskominfo/pelindung-data");
const clerk = await hall.as("pangkalpinang/dpmptsp/front-office");
const under = (mandate: string) => ({ "pendopo-acting-for": mandate });
const until = { "sampai.day": "31", "sampai.month": "12", "sampai.year": "2026" };

const [access] = await hall.rows(
  `select o.agency_id || '/' || o.id as offering, s.id as service from services.offering o join services.service s on s.id = o.service_id
    where s.key = 'hak-akses' and o.agency_slug = 'kota-pangkalpinang'`,
);
const asking = { offering: access?.offering, answers: { pernyataanSendiri: true } };
const taskOf = async (tracking: string) =>
  (
    await hall.rows(
      "select t.id from cases.task t join cases.case c on c.agency_id = t.agency_id and c.id = t.case_id where c.tracking = $1 and t.status = 'open'",
      [tracking],
    )
  )[0]?.id;

/** The officer grants a copy, and the program makes it. */
async function grant(tracking: string): Promise<void> {
  const reply = await officer.post(`/kerja/${tracking}/tugas/${await taskOf(tracking)}`, {
    hasilPemeriksaan: "penuhi",
  });
  assert.ok(reply.status < 400, `${reply.status} ${reply.errorSummary}`);
  await hall.drain();
}

/** Melati asks to be guardian of a child, and the counter sees the papers. */
async function guardian(nik: string, name: string, services: object): Promise<string> {
  const asked = await melati.post("/kuasa/minta", {
    dari: "guardian",
    nik,
    nama: name,
    tindakan: ["see", "apply", "answer", "collect"],
    ...services,
    ...until,
    _setuju: "ya",
  });
  assert.equal(asked.status, 303, asked.errorSummary);
  const [row] = await hall.rows(
    "select id, code from mandates.mandate where kind = 'guardian' order by id desc limit 1",
  );
  await clerk.submit(
    await clerk.get(`/loket/perwalian/${row?.code}`),
    { dokumen: "Akta kelahiran 123/2018" },
    { button: "Sahkan" },
  );
  return row?.id;
}

test("a guardian in all sees who looked at the child's data, and has the copy; of one service, neither", async () => {
  const all = await guardian("1971031505180000", "Bunga Anggraini", { semua: "ya" });
  await melati.post("/kuasa/bertindak", { kuasa: all });
  const page = await melati.get("/akun/data");
  assert.equal(page.status, 200, page.h1);
  assert.match(page.textOf(".behalf"), /Anda bertindak untuk Bunga Anggraini/);
  assert.match(page.text, /Belum ada yang membuka data Anda/);
  assert.doesNotMatch(page.text, /mandates\.acting-now/, "what was done is said in words");
  assert.doesNotMatch(
    page.html,
    /href="\/akun\/aplikasi"|class="page-crumbs/,
    "doors that are closed meanwhile are not shown",
  );
  assert.match((await melati.get("/permohonan")).html, /href="\/akun\/data"/, "the menu leads there");
  assert.equal((await melati.get("/akun/data/pembukaan.csv")).status, 200);
  const right = await people.melati.post("/cases", asking, under(all));
  assert.equal(right.status, 201, right.html);
  await grant(right.json.tracking);
  const path = (await melati.get("/akun/data")).link(/Unduh salinan/);
  assert.equal((await melati.get(path)).status, 200);
  const [fetched] = await hall.rows(
    "select subject, on_behalf, mandate from kernel.audit_entry where act = 'personal-data.copy-fetched' and target = $1",
    [right.json.tracking],
  );
  assert.equal(fetched?.mandate, all, "the record names both");
  assert.equal(fetched?.subject, fetched?.on_behalf);
  await melati.post("/kuasa/berhenti", {});
  assert.equal((await melati.get(path)).status, 404, "not among one's own");

  const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
  const one = await guardian("1971034101200000", "Kuncup Anggraini", { layanan: service?.id });
  await melati.post("/kuasa/bertindak", { kuasa: one });
  assert.equal((await melati.get("/akun/data")).status, 403);
  await melati.post("/kuasa/berhenti", {});
});

test("a mandate for all services does not reach the rights over personal data; one that names the right does", async () => {
  const own = hall.api(dewi.token);
  const give = async (services: unknown): Promise<string> => {
    const offer = await people.melati.post("/mandates", {
      nik: "1904025510950000",
      name: "Ni Luh Dewi Kartika",
      services,
      acts: ["see", "apply", "answer", "collect"],
      until: "2026-12-31",
    });
    assert.equal(offer.status, 201, offer.html);
    assert.equal((await own.post(`/mandates/${offer.json.id}/acceptance`)).status, 200);
    return offer.json.id;
  };
  const all = await give("all");
  const refused = await own.post("/cases", asking, under(all));
  assert.equal(refused.status, 403, refused.html);
  assert.match(refused.html, /tidak mencakup hak atas data pribadinya/);
  await dewi.post("/kuasa/bertindak", { kuasa: all });
  assert.equal((await dewi.get("/akun/data")).status, 403, "nor who looked");
  await dewi.post("/kuasa/berhenti", {});
  const named = await give([access?.service]);
  assert.equal((await own.post("/cases", asking, under(named))).status, 201);
  assert.match((await melati.get("/kuasa/beri")).text, /Hak atas data pribadi \(UU 27\/2022\) tidak termasuk/);
});

test("whoever came back to an account just now does not carry all its data away", async () => {
  const right = await people.melati.post("/cases", asking);
  assert.equal(right.status, 201, right.html);
  await grant(right.json.tracking);
  const [account] = await hall.rows("select id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", "1971034708900000"),
  ]);
  await hall.rows("update people.account set recovered_at = $2 where id = $1", [account?.id, hall.time.now()]);
  const path = (await melati.get("/akun/data")).link(/Unduh salinan/);
  const early = await melati.get(path);
  assert.equal(early.status, 403);
  assert.match(early.text, /24 jam/);
  await hall.rows("update people.account set recovered_at = null where id = $1", [account?.id]);
  assert.equal((await melati.get(path)).status, 200);
});

test("a restriction yields to an emergency, which says on record that the data were restricted", async () => {
  const tracking = await apply(people.melati, people, { shade: 31 });
  const [of] = await hall.rows("select applicant_id as person from cases.case where tracking = $1", [tracking]);
  await hall.rows(
    "insert into cases.restriction (id, person_id, since, tracking) values (gen_random_uuid(), $1, $2, $3)",
    [of?.person, hall.time.now(), tracking],
  );
  const [unit] = await hall.rows("select u.key from agencies.unit u where u.id = $1", [people.place.unit.id]);
  const desk = await hall.as(`${unit?.key}/kasi-pelayanan`);
  const closed = await desk.post(`/kerja/${tracking}/data-pribadi`, {});
  assert.equal(closed.status, 403);
  assert.match(closed.text, /akses darurat/);
  const opened = await desk.post("/kerja/darurat", {
    nomor: tracking,
    alasan: "Warga pingsan di loket, keluarganya harus segera dihubungi.",
  });
  assert.equal(opened.status, 303, opened.errorSummary);
  assert.equal((await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status, 200);
  const [line] = await hall.rows(
    "select detail from kernel.audit_entry where act = 'emergency.opened' and target = $1",
    [tracking],
  );
  assert.equal(line?.detail.restricted, true);
  assert.match((await melati.get("/akun/data")).text, /Akses darurat: Warga pingsan/);
  hall.time.advance(61 * 60_000);
  assert.equal(
    (await desk.post(`/kerja/${tracking}/data-pribadi`, {})).status,
    403,
    "after the hour it is closed again",
  );
});
