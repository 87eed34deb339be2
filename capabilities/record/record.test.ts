// The record as people meet it: roots of days, extracts with their proof, the auditors' search, and acts in words.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { workerActor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { checkExtract } from "../../kernel/audit/check/check-extract.ts";
import type { Extract, Roots } from "../../kernel/audit/check/shape.ts";
import { closeDay } from "../../kernel/audit/daily-root.ts";
import { sealAudit } from "../../kernel/audit/seal.ts";
import { verifyAudit } from "../../kernel/audit/verify.ts";
import { apply, domicilePeople } from "../../tests/api/domicile.ts";
import { openTestHall } from "../../tests/hall.ts";
import { withHand } from "../../tests/security/tampering.ts";
import { type EventRow, hashEvent } from "../cases/history.ts";
import { verifyCases } from "../cases/verify.ts";
import { verifyHeads } from "../cases/verify-heads.ts";
import { readSearch } from "./examine.ts";

const AUDITOR = "pangkalpinang/inspektorat/auditor";
const hall = await openTestHall({ demo: true });
const people = await domicilePeople(hall);
const tracking = await apply(people.melati, people, { shade: 7 });
const [application] = await hall.rows("select agency_id, applicant_id from cases.case where tracking = $1", [tracking]);
/** An official looks at the applicant's data. */
const look = () =>
  hall.db.transact({ role: "worker" }, async (tx) =>
    record(tx, workerActor, {
      agency: application?.agency_id,
      act: "personal-data.viewed",
      target: tracking,
      subject: application?.applicant_id,
      purpose: "Memeriksa syarat",
      detail: { tracking },
    }),
  );
for (let i = 0; i < 5; i++) await look();
await sealAudit(hall);
hall.time.advance(86_400_000);
assert.equal(await closeDay(hall), 1);

test("a day is closed once, after it has ended, whoever asks", async () => {
  assert.equal(await closeDay(hall), undefined);
  assert.equal(await closeDay(hall), undefined);
  const [root] = await hall.rows("select number, day, statement from kernel.audit_root");
  const said = JSON.parse(root?.statement);
  assert.deepEqual([root?.number, said.day, said.number, said.previous], [1, "2026-11-23", 1, "0".repeat(64)]);
  assert.deepEqual((await verifyAudit(hall)).faults, []);
});

test("everybody reads the roots: as a page, as a file that may be kept, and as a feed", async () => {
  const visitor = hall.visitor();
  const page = await visitor.get("/catatan");
  assert.match(page.text, /Senin, 23 November 2026/);
  assert.match(page.text, /([0-9a-f]{8} ){8}/);
  const file = await visitor.get("/catatan/akar.json");
  assert.match(file.headers.get("cache-control") ?? "", /public/);
  const roots = JSON.parse(file.html) as Roots;
  assert.equal(roots.roots.length, 1);
  const feed = await visitor.get("/catatan/akar.atom");
  assert.match(feed.html, /^<\?xml[^>]*>\s*<feed xmlns="http:\/\/www.w3.org\/2005\/Atom"/);
  assert.match(feed.html, /2026-11-23/);
});

test("an auditor finds what was done, by whom, and leaves a trace", async () => {
  const auditor = await hall.as(AUDITOR);
  const from = "dari=2026-11-20&sampai=2026-11-30";
  const page = await auditor.get(`/catatan/pemeriksaan?${from}`);
  assert.equal(page.status, 200);
  const [last] = await hall.rows(
    "select act, target, detail, agency_id from kernel.audit_entry order by id desc limit 1",
  );
  assert.equal(last?.act, "record.searched");
  assert.deepEqual(last?.detail, { from: "2026-11-20", until: "2026-11-30", by: [] });
  const found = await auditor.get(`/catatan/pemeriksaan?${from}&tindakan=record.searched`);
  assert.match(found.text, /Catatan diperiksa/);
  assert.match(found.text, /Auditor Ahli Muda/i);
  await hall.db.transact({ role: "worker" }, async (tx) =>
    record(tx, workerActor, {
      agency: last?.agency_id,
      act: "personal-data.shared",
      target: "Aplikasi contoh",
      subject: application?.applicant_id,
      purpose: "Mengisi formulir pajak",
    }),
  );
  const looks = await auditor.get(`/catatan/pemeriksaan?${from}&cara=look`);
  assert.match(looks.text, /Mengisi formulir pajak/, "a hand-over is a look");
  assert.doesNotMatch(looks.textOf("main table"), /Catatan diperiksa/);
  const none = await auditor.get(`/catatan/pemeriksaan?${from}&sasaran=TIDAK-ADA`);
  assert.match(none.text, /Tidak ada catatan yang cocok/);
  const again = await auditor.get("/catatan/pemeriksaan?dari=bukan&sampai=2026-99-99&akun=x&cara=y&tindakan='");
  assert.equal(again.status, 200);
  assert.equal((await auditor.get("/catatan/pemeriksaan?sesudah=e30")).status, 400);
});

test("nobody else examines, and no auditor reads another agency's record", async () => {
  for (const browser of [
    await hall.resident("melati"),
    await hall.as("pangkalpinang/dpmptsp/front-office"),
    await hall.as("pangkalpinang/dpmptsp/kepala"),
  ])
    for (const path of ["", "/petikan.json", "/petikan.csv"])
      assert.equal((await browser.get(`/catatan/pemeriksaan${path}`, { follow: false })).status, 403, path);
  const auditor = await hall.as(AUDITOR);
  const extract = (await auditor.get("/catatan/pemeriksaan/petikan.json")).json as Extract;
  const [own] = await hall.rows("select agency_id from agencies.position where key = $1", [AUDITOR]);
  assert.ok(extract.entries.length > 0);
  assert.deepEqual([...new Set(extract.entries.map((entry) => entry.cells[0]))], [own?.agency_id]);
  // The database says so too, past every page.
  const scope = { role: "app", agency: own?.agency_id, acts: ["audit"] } as const;
  const seen = await hall.db.read(scope, (tx) =>
    tx.many<{ agency_id: string }>({ text: "select distinct agency_id from kernel.audit_entry", values: [] } as never),
  );
  assert.deepEqual(
    seen.map((row) => row.agency_id),
    [own?.agency_id],
  );
});

test("a resident takes what is recorded about herself, and it is proved without asking anybody", async () => {
  const melati = await hall.resident("melati");
  const reply = await melati.get("/akun/data/bukti.json");
  assert.equal(reply.status, 200);
  const extract = reply.json as Extract;
  assert.ok(extract.entries.length > 0);
  assert.ok(extract.entries.every((entry) => entry.cells[4] === application?.applicant_id));
  const roots = JSON.parse((await hall.visitor().get("/catatan/akar.json")).html) as Roots;
  const checked = await checkExtract(extract, roots.roots);
  assert.deepEqual(checked.faults, []);
  assert.equal(checked.confirmed, extract.roots.length);
  assert.ok(checked.entries.some(({ state }) => state === "rooted"));
  // Taking it was recorded, and stands in the next one, waiting for its seal.
  const next = (await melati.get("/akun/data/bukti.json")).json as Extract;
  assert.equal(next.entries[0]?.cells[6], "record.extracted");
  assert.equal((await checkExtract(next)).entries[0]?.state, "waiting");
  // Its seal says so, long before the day is closed.
  await sealAudit(hall);
  const sealed = (await melati.get("/akun/data/bukti.json")).json as Extract;
  const again = sealed.entries.findIndex((entry) => entry.cells[1] === next.entries[0]?.cells[1]);
  assert.equal((await checkExtract(sealed)).entries[again]?.state, "sealed");
});

test("whatever is changed in an extract is found", async () => {
  const melati = await hall.resident("melati");
  const text = (await melati.get("/akun/data/bukti.json")).html;
  const roots = JSON.parse((await hall.visitor().get("/catatan/akar.json")).html) as Roots;
  const change = async (alter: (extract: any) => void) => {
    const extract = JSON.parse(text);
    alter(extract);
    return (await checkExtract(extract, roots.roots)).faults.map((fault) => fault.what);
  };
  const at = (JSON.parse(text) as Extract).entries.findIndex((entry) => entry.seal !== null);
  assert.ok(at >= 0);
  const cases: [string, (extract: any) => void, string][] = [
    ["an entry's act", (x) => (x.entries[at].cells[6] = "nothing.happened"), "entry"],
    ["an entry's place", (x) => (x.entries[at].place += 1), "entry"],
    ["a hash on the way", (x) => (x.seals[0].root = "00".repeat(32)), "seal"],
    ["a seal's time", (x) => (x.seals[0].at = "2026-11-23T00:00:00.000000Z"), "seal"],
    ["a seal's signature", (x) => (x.seals[0].signature = x.roots[0].signature), "seal"],
    ["a chain's end", (x) => (x.chains[0].last += 1), "chain"],
    ["a statement", (x) => (x.roots[0].statement = x.roots[0].statement.replace("2026-11-23", "2026-11-24")), "root"],
    ["a certificate", (x) => x.roots[0].certificates.reverse(), "root"],
    ["another form", (x) => (x.format = "x"), "format"],
    ["nonsense", (x) => (x.certificates = ["AAAA"]), "format"],
  ];
  for (const [what, alter, fault] of cases) assert.ok((await change(alter)).includes(fault as never), what);
  assert.deepEqual(await change(() => {}), []);
  for (const nonsense of [null, 1, "x", [], {}, { format: "pendopo/petikan-catatan/1" }])
    assert.equal((await checkExtract(nonsense)).ok, false);
  // An installation that signs two histories is found by the copy that was kept.
  const other = roots.roots.map((root) => ({
    ...root,
    statement: root.statement.replace('"entries":', '"entries":1'),
  }));
  assert.ok((await checkExtract(JSON.parse(text), other)).faults.some((fault) => fault.what === "kept"));
});

test("a search is read leniently and covers a year at most", () => {
  const read = (query: string) => readSearch(new URLSearchParams(query), "2026-11-24");
  assert.deepEqual([read("").from, read("").until], ["2026-10-25", "2026-11-24"]);
  assert.equal(read("dari=2020-01-01&sampai=2026-11-24").from, "2025-11-24");
  assert.equal(read("dari=2026-12-31&sampai=2026-11-01").from, "2026-11-01");
  assert.equal(read(`akun=${INSTALLATION}`).account, INSTALLATION);
});

test("every act that the sources record has its sentence, in both languages", () => {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const acts = new Set<string>();
  for (const top of ["app", "capabilities", "kernel"])
    for (const name of readdirSync(`${root}${top}`, { recursive: true }) as string[]) {
      if (!/[.]ts$/.test(name) || /[.]test[.]ts$/.test(name)) continue;
      const text = readFileSync(`${root}${top}/${name}`, "utf8");
      if (!/\brecord(Look)?\(/.test(text)) continue;
      for (const [, act] of text.matchAll(/\bact: (?:\w+ \? )?"([a-z-]+\.[a-z.-]+)"/g)) acts.add(act as string);
      for (const [, one, two] of text.matchAll(/\bact: [^",\n]+\? "([a-z.-]+)" : "([a-z.-]+)"/g))
        for (const act of [one, two]) acts.add(act as string);
    }
  assert.ok(acts.size > 30, `${acts.size} acts found`);
  for (const locale of ["id", "en"] as const) {
    const t = hall.words(locale);
    assert.deepEqual(
      [...acts].filter((act) => !t.has(`act.${act}`)),
      [],
      locale,
    );
  }
});

test("a case's history that was written anew, hashes and all, is told by the record", async () => {
  const whole = (await verifyHeads(hall, hall.words("en"))).concat(await verifyCases(hall, hall.words("en"), () => {}));
  assert.ok(
    whole.every((finding) => finding.ok),
    JSON.stringify(whole),
  );
  const events = (await hall.rows(
    "select e.* from cases.event e join cases.case c on c.agency_id = e.agency_id and c.id = e.case_id where c.tracking = $1 order by number",
    [tracking],
  )) as EventRow[];
  await withHand(hall.ownerUrl, async ({ ask }) => {
    let previous = events[0]?.previous as Buffer;
    for (const event of events) {
      const hash = hashEvent(previous, { ...event, label: "Orang Lain" });
      await ask(
        "update cases.event set label = 'Orang Lain', previous = $3, hash = $4 where case_id = $1 and number = $2",
        [event.case_id, event.number, previous, hash],
      );
      previous = hash;
    }
    await ask("update cases.case set head = $2 where tracking = $1", [tracking, previous]);
  });
  // By itself the history is whole; only the record knows better.
  assert.ok((await verifyCases(hall, hall.words("en"), () => {})).every((finding) => finding.ok));
  const found = await verifyHeads(hall, hall.words("en"));
  assert.deepEqual(
    found.map((finding) => finding.what),
    events.map(
      (event) =>
        `case ${tracking}, line ${event.number} of its history: not the line that was recorded when it happened`,
    ),
  );
});
