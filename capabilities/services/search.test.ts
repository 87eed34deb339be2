// Finding a service by the words of everyday life, slips and all. The table is what people type.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestHall } from "../../tests/hall.ts";

const hygiene = "sertifikat-laik-higiene";
const domicile = "keterangan-domisili-usaha";
const land = "persetujuan-kkpr";

const hall = await openTestHall({ demo: true });

const find = async (query: Record<string, string>) => {
  const reply = await hall.api().get(`/services?${new URLSearchParams(query)}`);
  assert.equal(reply.status, 200, reply.html);
  return reply.json as { items: { key: string }[]; next: string | null };
};

for (const [typed, first] of [
  ["sertifikat laik higiene", hygiene],
  ["sertipikat higine", hygiene],
  ["setifikat higienis", hygiene],
  ["ijin warung", hygiene],
  ["izin jualan martabak", hygiene],
  ["martbak", hygiene],
  ["katring", hygiene],
  ["catering", hygiene],
  ["SLHS", hygiene],
  ["bikin surat bersih rumah makan", hygiene],
  ["hygiene certificate", hygiene],
  ["food stall", hygiene],
  ["surat domisli", domicile],
  ["surat domisili usaha", domicile],
  ["domisily", domicile],
  ["domi", domicile],
  ["skdu", domicile],
  ["surat keterangan alamat usaha", domicile],
  ["kelurahan opas indah", domicile],
  ["kkpr", land],
  ["tata ruang", land],
  ["pemanfatan ruang", land],
] as const)
  test(`“${typed}” finds ${first}`, async () => {
    const { items } = await find({ search: typed });
    assert.equal(items[0]?.key, first, items.map((item) => item.key).join(", ") || "nothing found");
  });

test("what was read otherwise than typed is said on the page", async () => {
  const reply = await hall.visitor().get("/layanan?cari=sertipikat+higine");
  assert.match(reply.text, /membaca “sertipikat” sebagai “sertifikat”/);
  assert.match(reply.text, /Sertifikat Laik Higiene Sanitasi/);
});

test("a place that the question names is where the result leads", async () => {
  const reply = await hall.visitor().get("/layanan?cari=higiene+belitung");
  assert.equal(reply.link("Sertifikat Laik Higiene Sanitasi"), `/layanan/${hygiene}/kabupaten-belitung`);
});

test("a word that nothing is like is named, and the page shows other ways", async () => {
  const reply = await hall.visitor().get("/layanan?cari=xyzzy");
  assert.equal(reply.status, 200);
  assert.match(reply.text, /Tidak ada layanan dengan kata “xyzzy”/);
  assert.ok(reply.hasLink("Lihat semua layanan"));
  assert.ok(reply.hasLink("Memulai usaha"));
});

test("words of no meaning to the search, marks and commands of the database do no harm", async () => {
  for (const typed of [
    "cara",
    "'; drop table services.entry; --",
    "a & | ! <-> :* ()",
    "%_%",
    "\\",
    "😀",
    "x".repeat(190),
  ])
    assert.equal((await hall.visitor().get(`/layanan?cari=${encodeURIComponent(typed)}`)).status, 200, typed);
});

test("a byte that no text holds is refused at the door", async () => {
  assert.equal((await hall.visitor().get("/layanan?cari=%00")).status, 400);
});

test("filters narrow, and can be taken away one by one", async () => {
  const { items } = await find({ audience: "resident" });
  assert.ok(items.length > 0 && !items.some((item) => item.key === hygiene));
  const reply = await hall
    .visitor()
    .get("/layanan?cari=usaha&untuk=business&keperluan=memulai-usaha&instansi=kabupaten-belitung");
  assert.deepEqual(
    reply.all("main article h2").map((title) => title.text),
    ["Sertifikat Laik Higiene Sanitasi"],
  );
  assert.equal(reply.link("Memulai usaha"), "/layanan?cari=usaha&untuk=business&instansi=kabupaten-belitung");
});

test("unknown filters are left out rather than refused", async () => {
  assert.equal((await hall.visitor().get("/layanan?untuk=siapa&keperluan=apa&instansi=../..")).status, 200);
});

test("pages of the list follow each other without gap or double, with words and without", async () => {
  for (const search of ["", "usaha"]) {
    const all = (await find({ search, limit: "100" })).items.map((item) => item.key);
    const seen: string[] = [];
    let cursor: string | null = "";
    do {
      const { items, next }: { items: { key: string }[]; next: string | null } = await find({
        search,
        limit: "1",
        ...(cursor ? { cursor } : {}),
      });
      seen.push(...items.map((item) => item.key));
      cursor = next;
    } while (cursor);
    assert.ok(all.length >= 2);
    assert.deepEqual(seen, all);
  }
});

test("a forged page mark is refused, not believed", async () => {
  const forged = Buffer.from(JSON.stringify(["1); drop", {}, 7])).toString("base64url");
  for (const cursor of ["abc", forged, Buffer.from("[1,2]").toString("base64url")]) {
    const reply = await hall.api().get(`/services?cursor=${cursor}`);
    assert.equal(reply.status, 400);
    assert.equal(reply.type, "application/problem+json");
  }
});

test("the catalogue asks the database at most six questions", async () => {
  for (const path of ["/layanan", "/layanan?cari=sertipikat+higine&untuk=business"]) {
    const { queries } = await hall.visitor().get(path);
    assert.ok(queries <= 6, `${path}: ${queries}`);
  }
});
