// The roof: the front page, the help for every refusal, and what robots are told.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestHall } from "../../tests/hall.ts";
import { refusals, refusalsInSources } from "./refusals.ts";
import { allKeys } from "./routes.ts";

const hall = await openTestHall({ demo: true });

test("every refusal that the sources can give has its sentence in both languages", () => {
  const { whole, begins } = refusalsInSources();
  assert.ok(whole.size > 60, `${whole.size} keys found`);
  for (const language of ["id", "en"] as const) {
    const t = hall.words(language);
    assert.deepEqual(
      [...whole].filter((key) => !t.has(key) || t(key).trim() === ""),
      [],
      language,
    );
  }
  const keys = allKeys(hall);
  assert.deepEqual(
    [...begins].filter((begin) => !keys.some((key) => key.startsWith(begin))),
    [],
    "beginnings that lead to no sentence",
  );
});

test("every refusal has its place on the help page, under the address that problem details name", async () => {
  const reply = await hall.visitor().get("/bantuan/kesalahan");
  for (const key of refusalsInSources().whole) assert.ok(reply.page.querySelector(`[id="${key}"]`), key);
  const problem = (await hall.api().get("/services/tidak-ada")).json;
  const { pathname, hash } = new URL(problem.type);
  assert.equal(pathname, "/bantuan/kesalahan");
  assert.ok(reply.page.querySelector(`[id="${hash.slice(1)}"]`), hash);
});

test("what to do after a refusal is a sentence, and fits its kind", () => {
  const t = hall.words("id");
  const listed = refusals(t, allKeys(hall));
  for (const refusal of listed) assert.ok(t.has(refusal.todo), refusal.key);
  const todo = (key: string) =>
    listed
      .find((refusal) => refusal.key === key)
      ?.todo.split(".")
      .at(-1);
  assert.deepEqual(
    [
      "people.nik.length",
      "error.cursor",
      "error.forbidden",
      "error.not-found",
      "error.database-away",
      "error.cannot-make-roles",
      "services.faulty-definition",
    ].map(todo),
    ["mend", "program", "door", "look", "wait", "operator", "designer"],
  );
});

test("the front page searches first and leads to services, tracking, verification and the officials' door", async () => {
  const reply = await hall.visitor().get("/");
  assert.equal(reply.forms[0]?.action, "/layanan");
  const found = await hall.visitor().submit(reply, { cari: "ijin warung" }, { form: "/layanan" });
  assert.match(found.text, /Sertifikat Laik Higiene Sanitasi/);
  for (const [action, field] of [
    ["/lacak", "nomor"],
    ["/periksa", "kode"],
  ] as const)
    assert.ok(
      reply.forms.some((form) => form.action === action && form.method === "GET" && form.names.has(field)),
      action,
    );
  assert.equal(reply.link("Masuk di pintu pegawai"), "/masuk/pegawai");
  assert.equal(reply.link("Memulai usaha"), "/layanan?keperluan=memulai-usaha");
  assert.ok(reply.queries <= 6, `${reply.queries} questions`);
});

test("who is signed in finds the way to their own work on the front page", async () => {
  assert.equal((await (await hall.resident("melati")).get("/")).link("Permohonan Anda"), "/permohonan");
  const official = await (await hall.as("pangkalpinang/dpmptsp/front-office")).get("/");
  assert.equal(official.link("Buka daftar kerja"), "/kerja");
  assert.ok(!official.hasLink("Masuk di pintu pegawai"));
});

test("an installation that offers nothing yet says so, on the front page and in the catalogue", async () => {
  const empty = await openTestHall();
  assert.match((await empty.visitor().get("/")).text, /Pendopo sudah berjalan, tetapi masih kosong/);
  assert.match((await empty.visitor().get("/layanan")).text, /Belum ada layanan yang dibuka/);
  assert.equal((await empty.visitor().get("/sitemap/layanan-1.xml")).status, 200);
});

test("the numbers on the page about this site are those of the catalogue", async () => {
  const [row] = await hall.rows(
    "select count(distinct service_id)::int as services, count(*)::int as offerings from services.offering where status = 'open'",
  );
  const { text } = await hall.visitor().get("/tentang");
  assert.match(text, new RegExp(`Layanan terbit ${row?.services} Tempat layanan ${row?.offerings} `));
});

test("the privacy page names every cookie that the site sets, and no other", async () => {
  const visitor = hall.visitor();
  const page = await visitor.get("/privasi");
  const named = new Set(page.all("table code").map((code) => code.text));
  const person = await hall.resident("melati");
  for (const path of ["/bahasa/en", "/layanan/sertifikat-laik-higiene/kota-pangkalpinang", "/akun"])
    await person.get(path);
  for (const cookie of person.cookies.keys()) assert.ok(named.has(cookie), cookie);
  assert.equal(named.size, 4);
});

test("pages without a form are kept for a minute by whoever carries them; pages for somebody never", async () => {
  assert.equal((await hall.visitor().get("/tentang")).headers.get("cache-control"), "public, max-age=60");
  assert.equal((await (await hall.resident("melati")).get("/tentang")).headers.get("cache-control"), "no-store");
});

test("robots are told what is for everybody, and every address that they are given is there", async () => {
  const visitor = hall.visitor();
  const { html: rules } = await visitor.get("/robots.txt");
  for (const path of ["/permohonan", "/kerja", "/akun", "/lacak/"])
    assert.match(rules, new RegExp(`^Disallow: ${path}$`, "m"));
  const index = await visitor.get(new URL(/^Sitemap: (.+)$/m.exec(rules)?.[1] ?? "").pathname);
  assert.equal(index.type, "application/xml");
  const addresses: string[] = [];
  for (const [, part] of index.html.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    const { status, html } = await visitor.get(new URL(part!).pathname);
    assert.equal(status, 200);
    addresses.push(...[...html.matchAll(/<loc>([^<]+)<\/loc>/g)].map(([, address]) => new URL(address!).pathname));
  }
  assert.ok(addresses.length >= 50, `${addresses.length}`);
  for (const address of addresses) assert.equal((await visitor.get(address)).status, 200, address);
  for (const part of ["layanan-2.xml", "layanan-0.xml", "lain.xml", "layanan-1"])
    assert.equal((await visitor.get(`/sitemap/${part}`)).status, 404, part);
});
