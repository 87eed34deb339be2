// Publishing and offering, through the acts, the pages and the API, on a database of one's own.

import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import { openTestHall } from "../../tests/hall.ts";
import {
  FaultyDefinition,
  loadVersion,
  offeringById,
  offeringsOf,
  offerService,
  publishCommand,
  publishFolder,
  resolveRole,
  serviceByKey,
  tellFigures,
} from "./index.ts";

const key = "keterangan-domisili-usaha";
const library = fileURLToPath(new URL("../../library", import.meta.url));
const page = `/layanan/sertifikat-laik-higiene/kota-pangkalpinang`;

const hall = await openTestHall({ demo: true });

/** A copy of a library service that a test may change. */
function copyOf(service: string, change: (yaml: string) => string = (yaml) => yaml): string {
  const place = mkdtempSync(join(tmpdir(), "layanan-"));
  cpSync(library, place, { recursive: true });
  const folder = join(place, service);
  writeFileSync(join(folder, "service.yaml"), change(readFileSync(join(folder, "service.yaml"), "utf8")));
  return folder;
}

const read = <T>(work: Parameters<typeof hall.db.read<T>>[1]) => hall.db.read({ role: "app" }, work);

test("the same content published twice is one version; new content is the next, told and recorded", async () => {
  const first = await read((tx) => serviceByKey(tx, key));
  const again = await publishFolder(hall, copyOf(key));
  assert.deepEqual([again.number, again.isNew, again.version], [first?.number, false, first?.versionId]);

  const next = await publishFolder(
    hall,
    copyOf(key, (yaml) => yaml.replace(/^version: .*$/m, 'version: "1.1"')),
  );
  assert.deepEqual([next.number, next.isNew], [(first?.number ?? 0) + 1, true]);
  assert.equal((await read((tx) => serviceByKey(tx, key)))?.versionId, next.version);
  assert.equal((await hall.recorded(key)).at(-1), "service.published");
});

test("an offering stays on its version until the agency moves it", async () => {
  const before = (await read((tx) => offeringsOf(tx, key)))[0]!;
  const newest = await read((tx) => serviceByKey(tx, key));
  assert.notEqual(before.versionId, newest?.versionId);
  const after = await offerService(hall, {
    agency: before.agencyId,
    service: key,
    unit: before.unitId,
    roles: before.roles,
    parameters: before.own,
  });
  assert.deepEqual([after.id, after.slug, after.versionId], [before.id, before.slug, newest?.versionId]);
});

test("a broken folder is refused with every fault at its place, and nothing is published", async () => {
  const versions = () => hall.rows("select service_id, number from services.version order by 1, 2");
  const before = await versions();
  const folder = copyOf(key, (yaml) =>
    yaml.replace(/^audience: .*$/m, "audience: [pemburu]").replace(/^channels: .*$/m, "channels: [merpati]"),
  );
  await assert.rejects(publishFolder(hall, folder), (error) => {
    assert.ok(error instanceof FaultyDefinition);
    assert.ok(error.found.length >= 2, String(error.found.length));
    for (const fault of error.found) assert.match(fault.place, /\S/);
    return true;
  });
  const answer = await publishCommand(hall, hall.words("en"), folder);
  assert.equal(answer.exitCode, 1);
  assert.match(answer.text, /service\.yaml:\d+:\d+ {2}/);
  assert.deepEqual(await versions(), before);
});

test("a published version cannot be changed or removed, even by the owner of the tables", async () => {
  for (const text of [
    "update services.version set label = 'lain'",
    "delete from services.version",
    "truncate services.version cascade",
  ])
    await assert.rejects(hall.rows(text), /never changed or removed/, text);
});

test("the program's own role can read what is offered, and in nobody's name write none of it", async () => {
  for (const role of ["app", "worker"] as const)
    for (const table of ["service", "version", "offering", "entry", "word"]) {
      await assert.rejects(
        hall.db.transact({ role }, (tx) => tx.run({ ...sql`x`, text: `delete from services.${table}`, values: [] })),
        /permission denied/,
      );
      await assert.rejects(
        hall.db.transact({ role }, (tx) =>
          tx.run({ ...sql`x`, text: `insert into services.${table} default values`, values: [] }),
        ),
        // What an agency offers, and the words that the worker learns, may be written in somebody's name; never in nobody's.
        /permission denied|row-level security|null value/,
      );
    }
});

test("a loaded version costs no query the second time", async () => {
  const offering = (await read((tx) => offeringsOf(tx, key)))[0]!;
  await read((tx) => loadVersion(tx, offering.versionId));
  const before = hall.db.statistics.queries;
  const version = await read((tx) => loadVersion(tx, offering.versionId));
  assert.equal(hall.db.statistics.queries, before);
  assert.equal(version.key, key);
  assert.equal(version.definition.application.key, "permohonan");
});

test("a version that nobody published is not there", async () => {
  await assert.rejects(
    read((tx) => loadVersion(tx, "00000000-0000-4000-8000-000000000000")),
    (error) => error instanceof Refused && error.status === 404,
  );
});

test("adoption names every parameter and role that is wrong, at once", async () => {
  const offering = (await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene")))[0]!;
  const { kepala, ...roles } = offering.roles;
  await assert.rejects(
    offerService(hall, {
      agency: offering.agencyId,
      service: "sertifikat-laik-higiene",
      unit: offering.unitId,
      roles: { ...roles, penjaga: kepala!, inspektur: { unit: "00000000-0000-4000-8000-000000000000" } },
      parameters: { hariJanji: 0, hariInspeksi: "lima", sukaSuka: 1 },
    }),
    (error) => {
      assert.ok(error instanceof Refused);
      assert.deepEqual(error.faults.map((fault) => `${fault.field} ${fault.key}`).sort(), [
        "parameters.hariInspeksi services.parameter.type",
        "parameters.hariJanji services.parameter.below",
        "parameters.sukaSuka services.parameter.unknown",
        "roles.inspektur services.role.no-unit",
        "roles.kepala services.role.nobody",
        "roles.penjaga services.role.unknown",
      ]);
      return true;
    },
  );
});

test("only an agency's own unit can answer for its offering, and only a published service can be offered", async () => {
  const [one, other] = (await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene"))) as [never, never];
  const offer = {
    agency: (one as { agencyId: string }).agencyId,
    unit: (other as { unitId: string }).unitId,
    roles: {},
  };
  await assert.rejects(
    offerService(hall, { ...offer, service: "sertifikat-laik-higiene" }),
    (error) => error instanceof Refused && error.key === "services.unit-of-another",
  );
  await assert.rejects(
    offerService(hall, { ...offer, service: "layanan-gaib" }),
    (error) => error instanceof Refused && error.key === "services.unknown-service",
  );
});

test("the demo's certificate is made by three units of two agencies, each with its own parameters", async () => {
  const places = await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene"));
  const city = places.find((place) => place.slug === "kota-pangkalpinang")!;
  const inspector = resolveRole(city, "inspektur");
  const laboratory = resolveRole(city, "laboratorium");
  assert.equal(inspector?.agency, city.agencyId);
  assert.notEqual(laboratory?.agency, city.agencyId);
  assert.equal(resolveRole(city, "pemohon"), undefined);
  assert.equal(resolveRole(city, "constructor"), undefined);
  assert.deepEqual(
    places.map((place) => [place.slug, place.parameters.hariJanji]),
    [
      ["kabupaten-bangka", 12],
      ["kabupaten-belitung", 18],
      ["kota-pangkalpinang", 14],
    ],
  );
  assert.deepEqual(await read((tx) => offeringById(tx, city.agencyId, city.id)), city);
});

test("publishing and offering the demo again changes nothing", async () => {
  const count = () =>
    hall.rows(
      "select (select count(*) from services.version)::int as versions, (select count(*) from services.offering)::int as offerings",
    );
  const before = await count();
  for (const capability of hall.capabilities)
    if (capability.name === "services") await capability.demo?.(hall, () => {});
  assert.deepEqual(await count(), before);
});

test("a service page says in one look what it needs, costs, takes and gives, and begins the request", async () => {
  const reply = await hall.visitor().get(page);
  assert.equal(reply.h1, "Sertifikat Laik Higiene Sanitasi");
  assert.match(reply.text, /14 hari kerja/);
  assert.match(reply.text, /dalam hari kerja sejak permohonan dikirim/);
  assert.match(reply.text, /Biaya\s*Gratis/);
  assert.match(reply.text, /Foto tempat usaha/);
  assert.match(reply.text, /Uji sampel makanan/);
  assert.match(reply.text, /SP4N-LAPOR!/);
  assert.equal(reply.all("main details ol > li").length, 14);
  assert.equal(reply.link("Ajukan permohonan"), `/masuk?kembali=${encodeURIComponent(page)}`);
  const signedIn = await (await hall.resident("melati")).get(page);
  const form = signedIn.forms.find((each) => each.action === "/permohonan");
  const city = (await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene"))).find(
    (place) => place.slug === "kota-pangkalpinang",
  );
  assert.equal(form?.method, "POST");
  assert.ok(
    form?.standing.some((field) => field.name === "offering" && field.value === `${city?.agencyId}/${city?.id}`),
  );
  assert.ok(reply.queries <= 6, `${reply.queries} questions`);
});

test("a service in several places asks where, and finds the place by its name", async () => {
  const reply = await hall.visitor().get(`/layanan/${key}`);
  assert.match(reply.text, /diselenggarakan di 42 tempat/);
  assert.equal(reply.forms.filter((form) => form.action === "/permohonan").length, 0);
  const found = await hall.visitor().submit(reply, { tempat: "opas" }, { form: `/layanan/${key}` });
  assert.equal(found.link("Kelurahan Opas Indah"), `/layanan/${key}/kelurahan-opas-indah`);
  const none = await hall.visitor().get(`/layanan/${key}?tempat=atlantis`);
  assert.match(none.text, /Tidak ada tempat dengan nama “atlantis”/);
});

test("places beyond the first page are reached by following", async () => {
  let reply = await hall.visitor().get(`/layanan/${key}`);
  const seen = new Set<string>();
  for (;;) {
    for (const link of reply.all("main li a")) if (link.text.startsWith("Kelurahan ")) seen.add(link.text);
    if (!reply.hasLink("Berikutnya")) break;
    reply = await hall.visitor().get(reply.link("Berikutnya"));
  }
  assert.equal(seen.size, 42);
});

test("a paused offering is gone from the list, says so on its page, and comes back", async () => {
  const place = (await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene"))).find(
    (each) => each.slug === "kabupaten-bangka",
  )!;
  const offer = {
    agency: place.agencyId,
    service: place.serviceKey,
    unit: place.unitId,
    roles: place.roles,
    parameters: place.own,
  };
  await offerService(hall, { ...offer, status: "paused" });
  assert.match(
    (await hall.visitor().get(`/layanan/${place.serviceKey}/${place.slug}`)).text,
    /Sedang tidak menerima permohonan baru/,
  );
  assert.doesNotMatch((await hall.visitor().get("/layanan?cari=higiene")).text, /Kabupaten Bangka/);
  await offerService(hall, { ...offer, status: "open" });
  assert.equal((await hall.visitor().get(`/layanan/${place.serviceKey}/${place.slug}`)).status, 200);
});

test("a service that is not there is a page of 404 that says so", async () => {
  for (const path of [
    "/layanan/tidak-ada",
    "/layanan/sertifikat-laik-higiene/tidak-ada",
    "/layanan/%27%3B",
    `/layanan/${"a".repeat(300)}`,
  ])
    assert.equal((await hall.visitor().get(path)).status, 404, path);
});

test("the page can be had in English", async () => {
  const visitor = hall.visitor();
  await visitor.get("/bahasa/en");
  const reply = await visitor.get(page);
  assert.equal(reply.h1, "Food Hygiene Certificate");
  assert.match(reply.text, /14 working days from the day you send it/);
});

test("data for search engines cannot end their own block", async () => {
  const reply = await hall.visitor().get(page);
  const [block] = reply.all('script[type="application/ld+json"]');
  assert.equal(JSON.parse(block!.rawText)["@type"], "GovernmentService");
  assert.doesNotMatch(block!.rawText, /[<>]/);
});

test("programs read a service, its form as JSON Schema, and who offers it", async () => {
  const detail = (await hall.api().get(`/services/sertifikat-laik-higiene`)).json;
  assert.equal(detail.requirements.length, 6);
  assert.equal(Object.keys(detail.standard).length, 14);
  assert.deepEqual(detail.promise, { least: 12, most: 18, unit: "working-days" });
  assert.deepEqual(detail.fee, { kind: "fixed", least: 0, most: 75_000 });
  assert.equal(detail.places.length, 3);
  const schema = (await hall.api().get("/services/sertifikat-laik-higiene/form?place=kota-pangkalpinang")).json;
  assert.equal(schema.$schema, "https://json-schema.org/draft/2020-12/schema");
  const validate = new Ajv2020({ strict: false, validateFormats: false }).compile(schema);
  assert.equal(validate({ tidakAda: 1 }), false);
  const offerings = (await hall.api().get(`/offerings?service=${key}&limit=40`)).json;
  assert.equal(offerings.items.length, 40);
  const rest = (await hall.api().get(`/offerings?service=${key}&limit=40&cursor=${offerings.next}`)).json;
  assert.deepEqual([rest.items.length, rest.next], [2, null]);
  assert.equal((await hall.api().get("/services/tidak-ada")).status, 404);
  assert.equal((await hall.api().get("/services?audience=siapa")).status, 422);
  assert.equal((await hall.api().get("/services?limit=1000")).status, 422);
});

test("the doctor finds that every published version can still be read", async () => {
  const capability = hall.capabilities.find((each) => each.name === "services");
  const findings = await capability!.doctor!(hall, hall.words("en"));
  assert.deepEqual(
    findings.map((finding) => finding.ok),
    [true, true],
  );
});

test("an index made in an older way is made anew at the next start, and finds the same", async () => {
  await hall.rows("update services.entry set index_form = 0, document = ''");
  assert.equal((await hall.api().get("/services?search=higiene")).json.items.length, 0);
  const capability = hall.capabilities.find((each) => each.name === "services");
  await capability!.seed!(hall, () => {});
  assert.equal((await hall.api().get("/services?search=higine")).json.items[0].key, "sertifikat-laik-higiene");
  assert.equal((await hall.api().get("/services?search=opas")).json.items[0].key, key);
});

test("the real time stands beside the promise once five cases tell it; what is asked for most comes first", async () => {
  const place = (await read((tx) => offeringsOf(tx, "sertifikat-laik-higiene"))).find(
    (each) => each.slug === "kota-pangkalpinang",
  )!;
  const tell = (sample: number) =>
    hall.db.transact({ role: "worker" }, (tx) => tellFigures(tx, place, { median: 9.46, sample, recent: 70 }));
  await tell(4);
  assert.doesNotMatch((await hall.visitor().get(page)).text, /Biasanya selesai/);
  await tell(12);
  assert.match(
    (await hall.visitor().get(page)).text,
    /Biasanya selesai dalam 9,5 hari kerja \(tengah dari 12 permohonan terakhir\)/,
  );
  const [first] = (await hall.visitor().get("/")).all("main h3");
  assert.equal(first?.text, "Sertifikat Laik Higiene Sanitasi");
  await assert.rejects(
    hall.db.transact({ role: "app" }, (tx) => tellFigures(tx, place, { median: 1, sample: 99, recent: 0 })),
    /permission denied/,
  );
});
