// Mandates over the wire: given, taken, used, refused, ended; within their bounds and not beyond.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Actor } from "../../kernel/actor.ts";
import { domicile, photo, villages } from "../../tests/api/domicile.ts";
import { openTestHall } from "../../tests/hall.ts";
import { DEMO_RESIDENTS } from "../people/index.ts";
import { isKnown } from "./stand.ts";

const hall = await openTestHall({ demo: true });
const api = async (key: string) => hall.api((await hall.resident(key)).token);
const [sulaiman, dewi, melati, akhiong] = await Promise.all(["sulaiman", "dewi", "melati", "akhiong"].map(api));
assert.ok(sulaiman && dewi && melati && akhiong);
const named = (key: string) => {
  const found = DEMO_RESIDENTS.find((each) => each.key === key);
  assert.ok(found);
  return { nik: found.nik, name: found.name };
};
const places = await villages(melati);
const place = places[0];
assert.ok(place?.region);
const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
const [other] = await hall.rows("select id from services.service where key = 'sertifikat-laik-higiene'");
const under = (mandate: string) => ({ "pendopo-acting-for": mandate });
const terms = { services: [service?.id], acts: ["apply", "answer", "collect"], until: "2026-12-31" };

/** Sulaiman gives, Dewi takes. */
async function given(more: object = {}): Promise<string> {
  const offer = await sulaiman!.post("/mandates", { ...named("dewi"), ...terms, ...more });
  assert.equal(offer.status, 201, offer.html);
  const taken = await dewi!.post(`/mandates/${offer.json.id}/acceptance`);
  assert.equal(taken.status, 200, taken.html);
  return offer.json.id;
}
const answers = async (mandate: string, shade: number) => {
  const file = await dewi.send(
    "POST",
    `/offerings/${place.id}/files?field=fotoDepan&name=depan.jpg`,
    new Uint8Array(await photo(shade)),
    under(mandate),
  );
  assert.equal(file.status, 201, file.html);
  const { namaPemohon: _, teleponPemohon: __, ...rest } = domicile(place.region as string, file.json);
  return { ...rest, namaPemohon: "Sulaiman", teleponPemohon: "+6281271000003" };
};
const file = async (mandate: string, shade: number) =>
  dewi.post("/cases", { offering: place.id, answers: await answers(mandate, shade) }, under(mandate));

test("a mandate holds once the other has taken it, and both names stand on the case", async () => {
  const offer = await sulaiman.post("/mandates", { ...named("dewi"), ...terms });
  assert.equal(offer.status, 201, offer.html);
  assert.equal(offer.json.status, "offered");
  assert.equal((await dewi.get("/cases", under(offer.json.id))).status, 409, "not taken yet");
  const waiting = await dewi.get("/mandates/waiting");
  assert.deepEqual(
    waiting.json.items.map((each: { id: string }) => each.id),
    [offer.json.id],
  );
  assert.match(
    waiting.json.items[0].sentence,
    /Ni Luh Dewi Kartika boleh melihat, mengajukan, melengkapi.*Sulaiman.*31 Desember 2026/,
  );
  assert.equal((await dewi.post(`/mandates/${offer.json.id}/acceptance`)).json.status, "granted");
  const sent = await file(offer.json.id, 201);
  assert.equal(sent.status, 201, sent.html);
  const [row] = await hall.rows("select applicant_id, filed_by, filed_mandate from cases.case where tracking = $1", [
    sent.json.tracking,
  ]);
  const [account] = await hall.rows("select id, person_id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", named("dewi").nik),
  ]);
  assert.equal(row?.filed_by, account?.id);
  assert.equal(row?.filed_mandate, offer.json.id);
  assert.notEqual(row?.applicant_id, account?.person_id);
  // The subject sees the case as theirs, and who filed it.
  const seen = await sulaiman.get(`/cases/${sent.json.tracking}`);
  assert.equal(seen.status, 200);
  assert.equal(seen.json.applicant.name, "Sulaiman");
  assert.deepEqual(seen.json.filedBy, { name: "Ni Luh Dewi Kartika", as: "personal", mandate: offer.json.id });
  const history = await sulaiman.get(`/cases/${sent.json.tracking}/history`);
  assert.match(history.json.items.at(-1).by, /Ni Luh Dewi Kartika \(kuasa pemohon\)/);
  // The file that she sent is his to open.
  const files = await sulaiman.get(`/cases/${sent.json.tracking}/files`);
  assert.equal((await sulaiman.get(`/files/${files.json.items[0].id}`)).status, 200);
  // In her own name she sees nothing of it.
  assert.equal((await dewi.get(`/cases/${sent.json.tracking}`)).status, 404);
  const [record] = await hall.rows(
    "select on_behalf, mandate from kernel.audit_entry where act = 'mandate.accepted' and target = $1",
    [offer.json.id],
  );
  assert.ok(record);
});

test("under a mandate for one service nothing of another is there, and nothing can be done", async () => {
  const mandate = await given();
  const [offering] = await hall.rows("select agency_id, id from services.offering where service_id = $1 limit 1", [
    other?.id,
  ]);
  const begun = await dewi.post("/drafts", { offering: `${offering?.agency_id}/${offering?.id}` }, under(mandate));
  assert.equal(begun.status, 403, begun.html);
  assert.match(begun.html, /tidak mencakup layanan/);
  const mine = await sulaiman.post("/drafts", { offering: `${offering?.agency_id}/${offering?.id}` });
  assert.equal(mine.status, 201, mine.html);
  const drafts = await dewi.get("/drafts", under(mandate));
  assert.ok(!drafts.json.items.some((each: { id: string }) => each.id === mine.json.id), "row security hides it");
  assert.equal((await dewi.get(`/drafts/${mine.json.id}`, under(mandate))).status, 404);
});

test("acts that the mandate does not name are refused", async () => {
  const mandate = await given({ acts: ["see"] });
  assert.equal((await dewi.get("/cases", under(mandate))).status, 200);
  const begun = await dewi.post("/drafts", { offering: place.id }, under(mandate));
  assert.equal(begun.status, 403);
  const list = await dewi.get("/cases", under(mandate));
  const tracking = list.json.items[0].tracking;
  assert.equal((await dewi.post(`/cases/${tracking}/withdrawal`, {}, under(mandate))).status, 403);
  assert.equal((await dewi.post(`/cases/${tracking}/comments`, { text: "Halo" }, under(mandate))).status, 403);
  assert.equal((await dewi.post("/mandates", { ...named("melati"), ...terms }, under(mandate))).status, 403);
});

test("a region binds, and so does a day", async () => {
  const elsewhere = place.region?.startsWith("19.71") ? "19.02" : "19.71";
  const bound = await given({ region: elsewhere });
  assert.equal((await dewi.post("/drafts", { offering: place.id }, under(bound))).status, 403);
  const later = await given({ from: "2026-11-25", until: "2026-11-26" });
  assert.equal((await dewi.get("/cases", under(later))).status, 409);
  hall.time.set("2026-11-25T09:00:00+07:00");
  assert.equal((await (await api("dewi")).get("/cases", under(later))).status, 200);
  hall.time.set("2026-11-27T00:10:00+07:00");
  assert.equal((await (await api("dewi")).get("/cases", under(later))).status, 409);
  hall.time.set("2026-11-23T09:00:00+07:00");
});

test("what costs more than the mandate says is refused", async () => {
  const [priced] = await hall.rows(
    `update services.offering set parameters = parameters || '{"biaya": 50000}' where service_id = $1
     returning agency_id || '/' || id as id`,
    [other?.id],
  );
  const begin = (mandate: string) => dewi.post("/drafts", { offering: priced?.id }, under(mandate));
  const refused = await begin(await given({ services: [other?.id], ceiling: 49_999 }));
  assert.equal(refused.status, 403, refused.html);
  assert.match(refused.html, /lebih besar dari batas kuasa dari Sulaiman/);
  assert.equal((await begin(await given({ services: [other?.id], ceiling: 50_000 }))).status, 201);
  assert.equal((await dewi.post("/drafts", { offering: place.id }, under(await given({ ceiling: 0 })))).status, 201);
});

test("either side ends it at once", async () => {
  const one = await given();
  assert.equal((await sulaiman.post(`/mandates/${one}/revocation`)).json.status, "revoked");
  assert.equal((await dewi.get("/cases", under(one))).status, 409);
  const two = await given();
  assert.equal((await dewi.post(`/mandates/${two}/revocation`)).json.status, "ended");
  assert.equal((await dewi.get("/cases", under(two))).status, 409);
  assert.equal((await melati.post(`/mandates/${two}/revocation`)).status, 404, "a third person sees nothing");
  assert.equal((await dewi.post(`/mandates/${two}/revocation`)).status, 409);
});

test("what is given on is never wider, and ends with what it hangs on", async () => {
  const mandate = await given({ acts: ["apply", "answer", "collect", "mandate"] });
  const wide = await dewi.post("/mandates", { ...named("melati"), ...terms, services: "all" }, under(mandate));
  assert.equal(wide.status, 422, wide.html);
  const offer = await dewi.post("/mandates", { ...named("melati"), ...terms, acts: ["see"] }, under(mandate));
  assert.equal(offer.status, 201, offer.html);
  assert.equal((await melati.post(`/mandates/${offer.json.id}/acceptance`)).json.status, "granted");
  assert.equal((await melati.get("/cases", under(offer.json.id))).status, 200);
  assert.equal((await melati.post("/drafts", { offering: place.id }, under(offer.json.id))).status, 403);
  await sulaiman.post(`/mandates/${mandate}/revocation`);
  assert.equal((await melati.get("/cases", under(offer.json.id))).status, 409);
});

test("nobody is told whether a number has an account, and a wrong name reaches nobody", async () => {
  const unknown = await sulaiman.post("/mandates", { nik: "1971034708910000", name: "Siapa Saja", ...terms });
  const wrong = await sulaiman.post("/mandates", { nik: named("melati").nik, name: "Nama Lain", ...terms });
  assert.equal(unknown.status, 201);
  assert.equal(wrong.status, 201);
  assert.deepEqual(Object.keys(unknown.json), Object.keys(wrong.json));
  const waiting = await melati.get("/mandates/waiting");
  assert.ok(!waiting.json.items.some((each: { id: string }) => each.id === wrong.json.id));
  assert.equal((await melati.post(`/mandates/${wrong.json.id}/acceptance`)).status, 404);
});

test("who is not known may neither hold a mandate nor give a wide one", async () => {
  await hall.rows("update people.account set assurance = 'self-declared' where login_blind = $1", [
    hall.vault.blind("login:nik", named("akhiong").nik),
  ]);
  const offer = await sulaiman.post("/mandates", { ...named("akhiong"), ...terms });
  const taken = await akhiong.post(`/mandates/${offer.json.id}/acceptance`);
  assert.equal(taken.status, 403);
  assert.match(taken.html, /jati diri/);
  assert.equal((await akhiong.post("/mandates", { ...named("dewi"), ...terms, services: "all" })).status, 403);
  assert.equal((await akhiong.post("/mandates", { ...named("dewi"), ...terms })).status, 201, "a narrow one they may");
  await hall.rows("update people.account set assurance = 'counter' where login_blind = $1", [
    hall.vault.blind("login:nik", named("akhiong").nik),
  ]);
});

test("where no counter exists yet an installation may let everybody act for others", () => {
  const says = (PENDOPO_MANDATE_ASSURANCE: "verified" | "any", assurance: Actor["assurance"]) =>
    isKnown({ config: { ...hall.config, PENDOPO_MANDATE_ASSURANCE } }, { assurance });
  assert.deepEqual(
    [says("verified", "self-declared"), says("verified", "counter"), says("verified", "provider")],
    [false, true, true],
  );
  assert.equal(says("any", "self-declared"), true);
  assert.equal(hall.config.PENDOPO_MANDATE_ASSURANCE, "verified", "nobody gets it without asking");
});

test("what is about oneself is closed while acting for another", async () => {
  const mandate = await given();
  const reply = await dewi.get("/mandates/held", under(mandate));
  assert.equal(reply.status, 403);
  assert.match(reply.html, /urusan Anda sendiri/);
  assert.equal((await dewi.get("/cases", { "pendopo-acting-for": "bukan-uuid" })).status, 400);
});

test("a request is answered by who is asked", async () => {
  const asked = await dewi.post("/mandates/requests", { of: "person", ...named("sulaiman"), ...terms });
  assert.equal(asked.status, 201, asked.html);
  assert.equal((await melati.post(`/mandates/${asked.json.id}/acceptance`)).status, 404);
  assert.equal((await sulaiman.post(`/mandates/${asked.json.id}/acceptance`)).json.status, "granted");
  assert.equal((await dewi.get("/cases", under(asked.json.id))).status, 200);
  const again = await dewi.post("/mandates/requests", { of: "person", ...named("sulaiman"), ...terms });
  assert.equal((await sulaiman.post(`/mandates/${again.json.id}/refusal`)).json.status, "refused");
  assert.equal((await dewi.get("/cases", under(again.json.id))).status, 409);
});

test("letters go to both sides, and to who filed as long as the mandate holds", async () => {
  await hall.drain();
  const mandate = await given();
  const sent = await file(mandate, 240);
  assert.equal(sent.status, 201, sent.html);
  await hall.drain();
  const letters = await hall.rows("select id, recipient from kernel.mail");
  const to = letters.map((letter) => hall.vault.open(letter.recipient, `kernel.mail:to:${letter.id}`));
  assert.ok(
    to.some((address) => address.includes("dewi@contoh.invalid")),
    to.join("; "),
  );
});
