import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { closePress, typeset } from "../../../kernel/documents/index.ts";
import { sampleData } from "./document-data.ts";
import type { Amount, Definition, Scenario } from "./model.ts";
import { readService } from "./read-service.ts";
import { runScenarios } from "./run-scenarios.ts";

const library = join(import.meta.dirname, "../../../library");
const folders = readdirSync(library, { withFileTypes: true })
  .filter((one) => one.isDirectory() && one.name !== "parts")
  .map(({ name }) => name);
after(closePress);

const definitionOf = async (folder: string): Promise<Definition> => {
  const read = await readService(join(library, folder));
  assert.ok(read.ok, JSON.stringify(read.ok ? "" : read.faults, null, 1));
  assert.deepEqual(read.warnings, []);
  return read.definition;
};

test("the library holds the three services that a new installation begins with", () => {
  for (const name of ["keterangan-domisili-usaha", "persetujuan-kkpr", "sertifikat-laik-higiene"])
    assert.ok(folders.includes(name), name);
});

for (const folder of folders) {
  test(`${folder} is in order, and every one of its scenarios comes out as written`, async () => {
    const definition = await definitionOf(folder);
    assert.equal(definition.key, folder);
    const reports = runScenarios(definition);
    assert.deepEqual(
      reports.filter(({ ok }) => !ok),
      [],
    );
    const shown = new Set(definition.scenarios.map(({ expect }) => expect.outcome));
    for (const { key } of definition.service.outcomes) assert.ok(shown.has(key), `no scenario ends in ${key}`);
  });

  test(`${folder}: its standard names no figure that an agency may set otherwise, and silence never decides before the promise`, async () => {
    const { service } = await definitionOf(folder);
    const said = JSON.stringify(service.standard);
    assert.doesNotMatch(said, /\d+ (?:hari|menit|bulan|tahun|working|minutes|months|years)/);
    const figureOf = (amount: Amount) =>
      typeof amount === "number"
        ? amount
        : Number(service.parameters.find(({ key }) => key === amount.parameter)?.default);
    if (service.silence) assert.ok(figureOf(service.silence.amount) >= figureOf(service.promise.amount));
  });

  test(`${folder}: its documents fit on one page`, async () => {
    const definition = await definitionOf(folder);
    const results = Object.assign({}, ...definition.scenarios.map(({ expect }) => expect.results ?? {}));
    const parameters = Object.fromEntries(definition.service.parameters.map((one) => [one.key, one.default]));
    const data = await sampleData(definition.forms, results, parameters);
    for (const [key, template] of Object.entries(definition.templates)) {
      const { pages } = await typeset({ template, data, now: new Date("2026-11-22T05:00:00Z") });
      assert.equal(pages, 1, key);
    }
  });
}

const rehearsed = async (change: (scenario: Scenario) => void, key: string, folder = "sertifikat-laik-higiene") => {
  const definition = await definitionOf(folder);
  const scenario = structuredClone(definition.scenarios.find((one) => one.key === key)!);
  change(scenario);
  return runScenarios({ ...definition, scenarios: [scenario] })[0]!;
};

test("a scenario that tells something else fails, and says the first thing that differs", async () => {
  const cases: [(scenario: Scenario) => void, RegExp][] = [
    [(s) => void Object.assign(s.expect, { outcome: "ditolak" }), /^outcome: expected ditolak, got terbit$/],
    [
      (s) => void Object.assign(s.expect, { path: s.expect.path!.filter((id) => id !== "TentukanRisiko") }),
      /^path: at place 3 expected InspeksiTempat, got TentukanRisiko/,
    ],
    [
      (s) => void Object.assign(s.expect, { results: { risiko: { tingkat: "tinggi", ujiLaboratorium: true } } }),
      /^results: expected .*tinggi.*, got .*rendah/,
    ],
    [
      (s) => void Object.assign(s.expect, { due: "2026-12-10T16:00:00+07:00" }),
      /^due: expected 2026-12-10T16:00:00\+07:00, got 2026-12-11T16:00:00\+07:00$/,
    ],
    [
      (s) => void Object.assign(s.expect, { notices: ["diterima"] }),
      /^notices: at place 2 expected nothing, got sertifikat-terbit/,
    ],
    [(s) => void Object.assign(s.expect, { documents: [] }), /^documents: at place 1 expected nothing, got sertifikat/],
    [(s) => void Object.assign(s.expect, { late: true }), /^late: expected true, got false$/],
    [(s) => void Object.assign(s.expect, { fee: 5000 }), /^fee: expected 5000, got 0$/],
    [(s) => void Object.assign(s.expect, { paused: { workingDays: 1 } }), /^paused working days: expected 1, got 0$/],
    [(s) => void s.steps.shift(), /^step 1: InspeksiTempat is not open; open: PeriksaBerkas\.$/],
    [
      (s) => void Object.assign(s, { answers: { ...s.answers, nikPemohon: "123" } }),
      /^the application is refused: nikPemohon: A NIK has 16 digits/,
    ],
    [
      (s) => void Object.assign(s.steps[1]!, { by: "loket" }),
      /^step 2: InspeksiTempat belongs to inspektur, not to loket/,
    ],
    [
      (s) =>
        void Object.assign(s.steps[1]!, {
          answers: { tanggalInspeksi: "2026-11-25", skorInspeksi: 60, hasilInspeksi: "memenuhi" },
        }),
      /^step 2: the form of InspeksiTempat is refused: hasilInspeksi: The score is below/,
    ],
    [(s) => void Object.assign(s.steps[1]!, { at: "2026-11-20T09:00:00+07:00" }), /^step 2: Time cannot go back/],
  ];
  for (const [change, difference] of cases) {
    const report = await rehearsed(change, "gerai-risiko-rendah");
    assert.equal(report.ok, false);
    assert.match(report.difference!, difference);
  }
});

test("only the fields that were asked for can be corrected", async () => {
  const report = await rehearsed(
    (s) => void Object.assign(s.steps[1]!, { answers: { fotoTempat: ["a.jpg", "b.jpg"], namaUsaha: "Lain" } }),
    "berkas-diperbaiki",
  );
  assert.match(report.difference!, /step 2: the form of PerbaikiBerkas is refused: namaUsaha: .*not being asked for/);
});

test("silence decides on the last day of the legal time and not before, and a pause does not hasten it", async () => {
  const dayBefore = await rehearsed(
    (s) => {
      s.steps[1] = { wait: true, at: "2026-11-30T15:59:00+07:00" };
      s.expect = { open: ["SusunRekomendasi", "NilaiTataRuang"].slice(1), late: true };
    },
    "diam-memutuskan",
    "persetujuan-kkpr",
  );
  assert.equal(dayBefore.ok, true, dayBefore.difference);
  const withdrawn = await rehearsed(
    (s) => {
      s.steps[1] = { withdraw: true, at: "2026-11-27T10:00:00+07:00" };
      s.steps[2] = { silence: true };
    },
    "diam-memutuskan",
    "persetujuan-kkpr",
  );
  assert.match(withdrawn.difference!, /No silence clock is running/);
});
