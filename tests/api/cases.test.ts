// The whole way of a request by API alone; every answer is held against what the description declares.

import assert from "node:assert/strict";
import { test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { Ajv2020 } from "ajv/dist/2020.js";
import { capabilities } from "../../app/capabilities.ts";
import { verifyCases } from "../../capabilities/cases/verify.ts";
import { type ApiClient, openTestHall, type Reply } from "../hall.ts";
import { apply, domicile, domicilePeople, photo } from "./domicile.ts";

const hall = await openTestHall({ demo: true });
const described: any = (await hall.api().get("/openapi.json")).json;
const served = new Set<string>();
const ajv = new Ajv2020({ strict: false, validateFormats: false });

/** An API client whose every answer must be what the description says of it. */
function watched(api: ApiClient): ApiClient {
  const send = api.send.bind(api);
  api.send = async (method, path, body, headers) => {
    const reply = await send(method, path, body, headers);
    hold(method, path, reply);
    return reply;
  };
  return api;
}

function hold(method: string, path: string, reply: Reply) {
  const plain = `/api/v1${path.split("?")[0]}`;
  const template = Object.keys(described.paths)
    .filter((each) => each.split("/").length === plain.split("/").length)
    .sort((a, b) => a.split("{").length - b.split("{").length)
    .find((each) => new RegExp(`^${each.replace(/\{\w+\}/g, "[^/]+")}$`).test(plain));
  const operation = template && described.paths[template][method.toLowerCase()];
  if (!operation) return;
  const declared = operation.responses[String(reply.status)] ?? operation.responses.default;
  const content = declared.content[reply.type];
  assert.ok(content, `${method} ${path} answered ${reply.status} as ${reply.type}, which is not declared`);
  if (reply.status < 400) served.add(`${method} ${template}`);
  if (!reply.type.endsWith("json")) return;
  const validate = ajv.compile({ ...content.schema, components: described.components });
  assert.ok(validate(reply.json), `${method} ${path}: ${ajv.errorsText(validate.errors)}\n${reply.html.slice(0, 600)}`);
}

const people = await domicilePeople(hall);
for (const api of [people.melati, people.officer, people.lurah]) watched(api);

test("the description is right OpenAPI 3.1", async () => {
  const result = await new Validator().validate(structuredClone(described));
  assert.ok(result.valid, JSON.stringify(result, null, 1).slice(0, 3000));
  assert.equal(described.openapi.slice(0, 3), "3.1");
  const ids = Object.values(described.paths as Record<string, Record<string, { operationId: string }>>).flatMap(
    (path) => Object.values(path).map((each) => each.operationId),
  );
  assert.equal(new Set(ids).size, ids.length, "two operations have one id");
});

test("a draft is begun, filled, faulted, completed and sent; then it is gone", async () => {
  const { melati, place, village } = people;
  const begun = await melati.post("/drafts", { offering: place.id });
  assert.equal(begun.status, 201);
  assert.equal(begun.json.answers.nikPemohon.length, 16, "what the account knows is filled in");
  const draft = `/drafts/${begun.json.id}`;
  const wrong = await melati.put(draft, {
    answers: { ...domicile(village, {}), fotoDepan: undefined, keperluan: "pesta", bukanPertanyaan: 1 },
  });
  assert.equal(wrong.status, 200);
  assert.deepEqual(wrong.json.faults.map((fault: { pointer: string }) => fault.pointer).sort(), [
    "/answers/bukanPertanyaan",
    "/answers/fotoDepan",
    "/answers/keperluan",
  ]);
  const refused = await melati.post(`${draft}/submission`);
  assert.equal(refused.status, 422);
  assert.equal(refused.type, "application/problem+json");
  assert.deepEqual(refused.json.errors.map((fault: { pointer: string }) => fault.pointer).sort(), [
    "/answers/fotoDepan",
    "/answers/keperluan",
  ]);
  const file = await melati.send(
    "POST",
    `${draft}/files?field=fotoDepan&name=depan.jpg`,
    new Uint8Array(await photo(1)),
  );
  assert.equal(file.status, 201);
  const content = await melati.get(`/files/${file.json.id}`);
  assert.equal(content.status, 200);
  assert.ok(content.bytes.length > 100);
  const saved = await melati.put(draft, { answers: domicile(village, file.json) });
  assert.deepEqual(saved.json.faults, []);
  assert.equal((await melati.get("/drafts")).json.items.length, 1);
  const sent = await melati.post(`${draft}/submission`, undefined, { "idempotency-key": "send-1" });
  assert.equal(sent.status, 201);
  const again = await melati.post(`${draft}/submission`, undefined, { "idempotency-key": "send-1" });
  assert.equal(again.json.tracking, sent.json.tracking);
  assert.equal((await melati.get(draft)).status, 404);
  const thrown = await melati.post("/drafts", { offering: place.id });
  assert.equal((await melati.get(`/drafts/${thrown.json.id}`)).status, 200);
  assert.equal((await melati.delete(`/drafts/${thrown.json.id}`)).status, 200);
});

test("a case goes from application through correction and two officials to a document that anybody can verify", async () => {
  const { melati, officer, lurah, village } = people;
  const tracking = await apply(melati, people, { key: "whole-way" });
  const path = `/cases/${tracking}`;
  assert.equal((await melati.get("/cases?limit=1")).json.items[0].tracking, tracking);
  const open = (await officer.get("/tasks?limit=1")).json;
  assert.equal(typeof open.next, "string");
  const second = (await officer.get(`/tasks?limit=1&cursor=${open.next}`)).json;
  assert.notEqual(second.items[0].id, open.items[0].id);
  const [task] = (await officer.get(`/tasks?tracking=${tracking}`)).json.items;
  assert.equal(task.applicant, "Melati A.");
  const at = `${path}/tasks/${task.id}`;
  assert.equal((await officer.post(`${at}/claim`)).json.claimedBy.id.length, 36);
  const colleagues = (await officer.get(`${at}/colleagues`)).json.items;
  assert.equal(
    (await officer.post(`${at}/handover`, { to: colleagues[0].id }, { "idempotency-key": "ho" })).status,
    200,
  );
  assert.equal((await lurah.post(`${at}/release`)).json.claimedBy, null);
  assert.equal((await officer.get(`${at}/form`)).json.properties.hasilCocok.type, "string");

  const none = await officer.post(`${at}/completion`, { answers: { hasilCocok: "entah" } });
  assert.equal(none.status, 422);
  assert.equal(none.json.errors[0].pointer, "/answers/hasilCocok");
  const back = await officer.post(`${at}/completion`, {
    answers: { hasilCocok: "kurang" },
    asked: ["fotoDepan"],
    note: "Foto kurang jelas.",
  });
  assert.equal(back.status, 200, back.html);
  const waiting = (await melati.get(path)).json;
  assert.equal(waiting.clock.state, "paused");
  const mine = waiting.tasks.find((each: any) => each.unit === null && each.status === "open");
  const correction = `${path}/tasks/${mine.id}`;
  assert.deepEqual(Object.keys((await melati.get(`${correction}/form`)).json.properties), ["fotoDepan"]);
  const better = await melati.send(
    "POST",
    `${correction}/files?field=fotoDepan&name=jelas.jpg`,
    new Uint8Array(await photo(2)),
  );
  assert.equal(better.status, 201, better.html);
  const closed = await melati.post(`${correction}/completion`, { answers: { namaUsaha: "Lain" } });
  assert.equal(closed.status, 422, "only what was asked for is open");
  const put = await melati.post(`${correction}/completion`, { answers: { fotoDepan: [better.json] } });
  assert.equal(put.status, 200, put.html);

  const [next] = (await officer.get(`/tasks?tracking=${tracking}`)).json.items;
  assert.equal(
    (await officer.post(`${path}/tasks/${next.id}/completion`, { answers: { hasilCocok: "cocok" } })).status,
    200,
  );
  const [last] = (await lurah.get(`/tasks?tracking=${tracking}`)).json.items;
  const decide = () =>
    lurah.post(
      `${path}/tasks/${last.id}/completion`,
      { answers: { keputusanLurah: "setuju" } },
      { "idempotency-key": "decide" },
    );
  const decided = await decide();
  assert.equal(decided.status, 200, decided.html);
  assert.deepEqual((await decide()).json, decided.json, "decided twice under one key, it is decided once");
  await hall.drain();
  const done = (await melati.get(path)).json;
  assert.equal(done.status, "granted");
  assert.equal(done.clock.state, "stopped");
  assert.deepEqual((await melati.get(`${path}/clock`)).json, done.clock);

  const [document] = (await melati.get(`${path}/documents`)).json.items;
  assert.equal(document.status, "issued");
  assert.equal((await melati.get(`/documents/${document.id}`)).json.number, document.number);
  const pdf = await melati.get(`/documents/${document.id}/content`);
  assert.match(pdf.bytes.subarray(0, 5).toString(), /^%PDF-/);
  const stranger = watched(hall.api());
  const verified = (await stranger.get(`/verification/${document.code}`)).json;
  assert.equal(verified.inForce, true);
  assert.deepEqual((await stranger.send("POST", "/verification", new Uint8Array(pdf.bytes))).json, verified);
  const { createHash } = await import("node:crypto");
  const digest = createHash("sha256").update(pdf.bytes).digest("hex");
  assert.deepEqual((await stranger.get(`/verification?sha256=${digest}`)).json, verified);
  pdf.bytes[500] = (pdf.bytes[500] ?? 0) ^ 1;
  assert.equal((await stranger.send("POST", "/verification", new Uint8Array(pdf.bytes))).status, 404);

  const seen = await stranger.get(`/tracking/${tracking}`);
  assert.equal(seen.json.status, "granted");
  assert.doesNotMatch(seen.html, /Melati|Martabak|1971034708900000|Mentok/);
  assert.equal((await melati.get(`${path}/files`)).json.items.length, 2);
  const history = (await officer.get(`${path}/history`)).json.items;
  assert.ok(history.some((line: any) => line.kind === "task.claimed"));
  assert.ok(!(await melati.get(`${path}/history`)).json.items.some((line: any) => line.kind === "task.claimed"));
  assert.equal((await officer.get(`/cases?status=granted`)).status, 200);
  assert.equal((await officer.get(`${path}/tasks`)).json.items.length >= 4, true);
  assert.equal(village.startsWith("19.71"), true);
});

test("comments inside the offices stay there; looking at personal data is recorded", async () => {
  const { melati, officer } = people;
  const tracking = await apply(melati, people, { shade: 20 });
  const path = `/cases/${tracking}`;
  const said = await officer.post(
    `${path}/comments`,
    { text: "Alamatnya dekat pasar.", inside: true },
    { "idempotency-key": "c1" },
  );
  assert.equal(said.status, 201);
  assert.deepEqual(
    (
      await officer.post(
        `${path}/comments`,
        { text: "Alamatnya dekat pasar.", inside: true },
        { "idempotency-key": "c1" },
      )
    ).json,
    said.json,
  );
  const reused = await officer.post(
    `${path}/comments`,
    { text: "Yang lain.", inside: true },
    { "idempotency-key": "c1" },
  );
  assert.equal(reused.status, 422, "a key with other content is refused");
  await officer.post(`${path}/comments`, { text: "Foto akan kami lihat hari ini." });
  await melati.post(`${path}/comments`, { text: "Terima kasih." });
  assert.deepEqual(
    (await melati.get(`${path}/comments`)).json.items.map((each: any) => each.text),
    ["Foto akan kami lihat hari ini.", "Terima kasih."],
  );
  assert.equal((await officer.get(`${path}/comments`)).json.items.length, 3);
  const detail = await officer.get(path);
  assert.doesNotMatch(detail.html, /Anggraini|1971034708900000/);
  const personal = await officer.post(`${path}/personal-data`, { purpose: "mencocokkan KTP" });
  assert.equal(personal.json.applicant.nik, "1971034708900000");
  assert.deepEqual(await hall.recorded(tracking), ["personal-data.viewed"]);
  const withdrawn = await melati.post(`${path}/withdrawal`, { reason: "Salah alamat" }, { "idempotency-key": "w" });
  assert.equal(withdrawn.json.status, "withdrawn");
  assert.equal(
    (await melati.post(`${path}/withdrawal`, { reason: "Salah alamat" }, { "idempotency-key": "w" })).json.status,
    "withdrawn",
  );
  assert.equal((await melati.post(`${path}/withdrawal`, {})).status, 409);
});

test("what is not yours is not there", async () => {
  const { melati, officer, place } = people;
  const tracking = await apply(melati, people, { shade: 30 });
  const other = watched(hall.api((await hall.resident("akhiong")).token));
  const abroad = watched(hall.api((await hall.as("belitung/dpmptsp/front-office")).token));
  const [task] = (await officer.get(`/tasks?tracking=${tracking}`)).json.items;
  const [file] = (await melati.get(`/cases/${tracking}/files`)).json.items;
  for (const api of [other, abroad])
    for (const path of [
      "",
      "/clock",
      "/tasks",
      "/history",
      "/documents",
      "/files",
      "/comments",
      `/tasks/${task.id}/form`,
    ])
      assert.equal((await api.get(`/cases/${tracking}${path}`)).status, 404, path);
  for (const api of [other, abroad]) {
    assert.equal((await api.get(`/files/${file.id}`)).status, 404);
    assert.equal(
      (await api.post(`/cases/${tracking}/tasks/${task.id}/completion`, { answers: { hasilCocok: "cocok" } })).status,
      404,
    );
    assert.equal((await api.post(`/cases/${tracking}/comments`, { text: "Halo" })).status, 404);
  }
  assert.equal((await abroad.post(`/cases/${tracking}/tasks/${task.id}/claim`)).status, 404);
  assert.equal((await other.post(`/cases/${tracking}/withdrawal`, {})).status, 404);
  const draft = (await melati.post("/drafts", { offering: place.id })).json;
  assert.equal((await other.get(`/drafts/${draft.id}`)).status, 404);
  assert.equal((await other.put(`/drafts/${draft.id}`, { answers: {} })).status, 404);
  // Somebody else's file cannot be taken into one's own application.
  const stolen = await other.post("/cases", {
    offering: place.id,
    answers: { ...domicile(people.village, { ...file, links: undefined, field: undefined }) },
  });
  assert.equal(stolen.status, 422);
  assert.ok(stolen.json.errors.some((each: any) => each.pointer === "/answers/fotoDepan"));
  assert.equal((await melati.get(`/tasks`)).status, 403);
  assert.equal((await watched(hall.api()).get(`/cases`)).status, 401);
});

test("an answer that the account settles cannot be another's", async () => {
  const { melati, place, village } = people;
  const reply = await melati.post("/cases", {
    offering: place.id,
    answers: { ...domicile(village, {}), nikPemohon: "1902010506780000" },
  });
  assert.equal(reply.status, 422);
  assert.ok(
    reply.json.errors.some((each: any) => each.pointer === "/answers/nikPemohon" && each.key === "cases.locked"),
  );
});

test("twenty of one command under one key are one case", async () => {
  const { melati, place, village } = people;
  const file = await melati.send(
    "POST",
    `/offerings/${place.id}/files?field=fotoDepan&name=a.jpg`,
    new Uint8Array(await photo(40)),
  );
  const body = { offering: place.id, answers: domicile(village, file.json) };
  const before = (await hall.rows("select count(*) from cases.case"))[0]?.count;
  const replies = await Promise.all(
    Array.from({ length: 20 }, () => melati.post("/cases", body, { "idempotency-key": "twenty" })),
  );
  assert.deepEqual([...new Set(replies.map((reply) => reply.status))], [201]);
  assert.equal(new Set(replies.map((reply) => reply.json.tracking)).size, 1);
  assert.equal((await hall.rows("select count(*) from cases.case"))[0]?.count, before + 1);
  const other = await melati.post(
    "/cases",
    { ...body, answers: { ...body.answers, namaUsaha: "Lain" } },
    { "idempotency-key": "twenty" },
  );
  assert.equal(other.status, 422);
  assert.match(other.json.type, /command\.key-reused/);
});

test("of two officials who finish one task one wins, the other is told so", async () => {
  const { melati, officer, lurah } = people;
  const tracking = await apply(melati, people, { shade: 50 });
  const [task] = (await officer.get(`/tasks?tracking=${tracking}`)).json.items;
  const path = `/cases/${tracking}/tasks/${task.id}/completion`;
  const replies = await Promise.all(
    [officer, officer, officer].map((api) => api.post(path, { answers: { hasilCocok: "cocok" } })),
  );
  assert.deepEqual(replies.map((reply) => reply.status).sort(), [200, 409, 409]);
  assert.match(replies.find((reply) => reply.status === 409)?.json.title, /sudah selesai/);
  const [{ lines }] = (await hall.rows(
    "select count(*) as lines from cases.event e join cases.case c on c.id = e.case_id where c.tracking = $1 and e.kind = 'completed'",
    [tracking],
  )) as any;
  assert.equal(lines, 1);
  assert.equal((await lurah.get(`/tasks?tracking=${tracking}`)).json.items.length, 1);
});

test("every operation of cases was served and was what it is declared to be", () => {
  const cases = capabilities.find((each) => each.name === "cases");
  const missing = (cases?.endpoints ?? [])
    .map((each) => `${each.method} /api/v1${each.path}`)
    .filter((each) => !served.has(each));
  assert.deepEqual(missing, []);
});

test("every operation of the other counters is served as declared", async () => {
  const akhiong = watched(hall.api((await hall.resident("akhiong")).token));
  const [service] = (await akhiong.get("/services?limit=1")).json.items;
  const [agency] = (await akhiong.get("/agencies?limit=1")).json.items;
  const paths = [
    `/services/${service.key}`,
    `/services/${service.key}/form`,
    "/offerings?limit=2",
    "/me",
    `/agencies/${agency.code}`,
    `/agencies/${agency.code}/holidays?year=2026`,
    `/agencies/${agency.code}/due?from=2026-11-23T09:00:00%2B07:00&workingDays=3`,
    "/regions?search=pangkal",
    "/regions/19.71",
  ];
  for (const path of paths) await akhiong.get(path);
  const dewi = watched(hall.api((await hall.resident("dewi")).token));
  const terms = {
    services: [service.id ?? (await hall.rows("select id from services.service limit 1"))[0]?.id],
    acts: ["see"],
    until: "2026-12-31",
  };
  const toDewi = { nik: "1904025510950000", name: "Ni Luh Dewi Kartika", ...terms };
  const given = (await akhiong.post("/mandates", toDewi)).json.id;
  await dewi.get("/mandates/waiting");
  await dewi.post(`/mandates/${given}/acceptance`);
  await dewi.get(`/mandates/${given}`);
  await dewi.get("/mandates/held");
  await akhiong.get("/mandates/given");
  await dewi.get("/cases", { "pendopo-acting-for": given });
  await akhiong.post(`/mandates/${given}/revocation`);
  const asked = { of: "person", nik: "1971021203780000", name: "Tjhin Akhiong", ...terms };
  await akhiong.post(`/mandates/${(await dewi.post("/mandates/requests", asked)).json.id}/refusal`);
  await akhiong.post("/sessions", { kind: "resident", number: "1971021203780000", password: "pendopo terbuka" });
  await akhiong.delete("/sessions/current");
  const left = Object.entries(described.paths as Record<string, object>)
    .flatMap(([path, methods]) => Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`))
    .filter((each) => !served.has(each));
  assert.deepEqual(left, [], "walk it here, so that what it declares is held against what it serves");
});

test("every history is whole; whatever is changed, moved, cut or added past the program is found and named", async () => {
  const faults = async () =>
    (await verifyCases(hall, hall.words("en"), () => {}))
      .filter((finding) => !finding.ok)
      .map((finding) => finding.what);
  assert.deepEqual(await faults(), []);
  const [row] = await hall.rows("select id, tracking, agency_id, events from cases.case where events >= 6 limit 1");
  assert.ok(row);
  const tamper = async (text: string, expected: RegExp) => {
    await hall.rows(`begin; ${text.replaceAll("$id", `'${row.id}'`)}; commit`);
    const found = await faults();
    assert.equal(found.length, 1, `${text}: ${found.join("; ")}`);
    assert.match(found[0] as string, new RegExp(row.tracking));
    assert.match(found[0] as string, expected);
  };
  const free = "set session_replication_role = replica";
  const kept =
    "create table public.kept as select * from cases.event where case_id = $id; create table public.kept_case as select * from cases.case where id = $id";
  await hall.rows(kept.replaceAll("$id", `'${row.id}'`));
  const restore = () =>
    hall.rows(
      `${free}; delete from cases.event where case_id = '${row.id}'; insert into cases.event select * from public.kept; update cases.case c set state = k.state, variables = k.variables, head = k.head, events = k.events from public.kept_case k where c.id = k.id`,
    );
  const trials: [string, RegExp][] = [
    [`update cases.event set label = 'Orang lain' where case_id = $id and number = 3`, /line 3 .*was changed/],
    [
      `update cases.event set data = data || '{"reason":"x"}' where case_id = $id and number = 1`,
      /line 1 .*was changed/,
    ],
    [`update cases.event set at = at + interval '1 second' where case_id = $id and number = 2`, /line 2 .*was changed/],
    [`delete from cases.event where case_id = $id and number = 2`, /line 2 .*missing/],
    [
      `update cases.event set number = case number when 2 then -3 else -2 end where case_id = $id and number in (2, 3); update cases.event set number = -number where case_id = $id and number < 0`,
      /line 2 .*was changed/,
    ],
    [`delete from cases.event where case_id = $id and number = ${row.events}`, /end was changed|cut off/],
    [`update cases.case set head = '\\x00' where id = $id`, /end was changed|cut off/],
    [
      `update cases.case set variables = variables || '{"keputusanLurah":"tolak"}' where id = $id`,
      /not what the history leads to/,
    ],
    [
      `update cases.case set state = jsonb_set(state, '{status}', '"done"') where id = $id`,
      /not what the history leads to/,
    ],
  ];
  for (const [text, expected] of trials) {
    await tamper(`${free}; ${text}`, expected);
    await restore();
    assert.deepEqual(await faults(), [], `restored after: ${text}`);
  }
});
