import assert from "node:assert/strict";
import { test } from "node:test";
import { Ajv2020 } from "ajv/dist/2020.js";
import fc from "fast-check";
import { visiblePages } from "./conditions.ts";
import { restrictTo } from "./correction.ts";
import type { Answers, Form } from "./form-schema.ts";
import { jsonSchema } from "./json-schema.ts";
import { maskAnswer, splitPersonal } from "./personal.ts";
import { rawOf } from "./raw.ts";
import { boatForm, circumstances, photo, stored, typed } from "./specimens.ts";
import { checkAnswers, readSubmission } from "./submission.ts";

const read = (changes: Record<string, string | string[]> = {}, files = { foto: [photo] }) =>
  readSubmission(boatForm, { ...typed, ...changes }, files, circumstances);
const faultsOf = (changes: Record<string, string | string[]>) =>
  read(changes).faults.map(({ field, key }) => `${field} ${key}`);

test("what a person types is understood as it was meant", () => {
  const { answers, faults } = read();
  assert.deepEqual(faults, []);
  assert.deepEqual(answers, stored);
});

test("every wrong answer is told at its own control, with its own rule", () => {
  const cases: [Record<string, string | string[]>, string[]][] = [
    [{ nama: " " }, ["nama form.missing"]],
    [{ nama: "A" }, ["nama form.too-short"]],
    [{ nik: "190201500390000" }, ["nik form.nik-length"]],
    [{ nik: "19020150039O0000" }, ["nik form.nik-digits"]],
    [{ nik: "1902017203900000" }, ["nik form.nik-date"]],
    [{ telepon: "12" }, ["telepon form.phone"]],
    [{ surel: "nuraini@" }, ["surel form.email"]],
    [{ "lahir.day": "31", "lahir.month": "2" }, ["lahir form.date-impossible"]],
    [{ "lahir.year": "2030" }, ["lahir form.date-after"]],
    [{ "alamat.street": "" }, ["alamat.street form.street"]],
    [{ "alamat.postcode": "334" }, ["alamat.postcode form.postcode"]],
    [{ "alamat.village": "" }, ["alamat.village form.region"]],
    [{ panjang: "tujuh" }, ["panjang form.number"]],
    [{ panjang: "7,55" }, ["panjang form.decimals"]],
    [{ panjang: "41", catatan: "Kapal besar" }, ["panjang form.above"]],
    [{ penumpang: "2,5" }, ["penumpang form.whole"]],
    [{ panjang: "25" }, ["catatan form.missing"]],
    [{ mesin: "uap" }, ["mesin form.option"]],
    [{ alat: ["suar"] }, ["alat form.rule"]],
    [{ alat: ["pelampung", "suar", "radio"] }, ["alat form.too-many"]],
    [{ pangkalan: "19.71.01.1001" }, ["pangkalan form.region-outside"]],
    [{ "titik.lat": "51.5", "titik.lon": "-0.12" }, ["titik form.location-outside"]],
    [{ "awak.0.nama": "" }, ["awak.0.nama form.missing"]],
    [{ "awak.0.sertifikat": "" }, ["awak.0.sertifikat form.missing"]],
    [{ benar: "" }, ["benar form.missing-statement"]],
    [{ penumpang: "13" }, ["nib form.missing"]],
  ];
  for (const [changes, expected] of cases) assert.deepEqual(faultsOf(changes), expected, JSON.stringify(changes));
});

test("a sentence says what is there and what to do, in both languages", () => {
  const [fault] = read({ nik: "190201500390000" }).faults;
  assert.equal(fault!.message.id, "NIK terdiri dari 16 angka. Yang tertulis 15.");
  assert.equal(fault!.message.en, "A NIK has 16 digits. 15 are there.");
});

test("a hidden question is neither asked for nor kept, and its text is not lost", () => {
  const { answers, faults, raw } = read({ bermesin: "tidak", mesin: "tempel" });
  assert.deepEqual(faults, []);
  assert.equal(answers.mesin, undefined);
  assert.equal(raw.mesin, "tempel");
});

test("rows close up when one between them is taken away, and what was typed moves with them", () => {
  const { answers, raw } = read({ "awak.0.remove": "1" });
  assert.deepEqual(answers.awak, [{ nama: "Tono" }]);
  assert.equal(raw["awak.0.nama"], "Tono");
  assert.equal(raw["awak.1.nama"], undefined);
});

test("a file of the wrong kind or size is named", () => {
  const told = (file: object) => read({}, { foto: [{ ...photo, ...file }] }).faults.map(({ message }) => message.id);
  assert.match(
    told({ type: "application/pdf", name: "perahu.pdf" })[0]!,
    /perahu\.pdf tidak dapat diterima. Unggah JPEG, PNG/,
  );
  assert.match(told({ size: 3_000_000 })[0]!, /terlalu besar. Paling besar 2 MB/);
});

test("one page is read with the answers of the others in sight", () => {
  const page = { pages: [boatForm.pages[2]!] };
  assert.deepEqual(readSubmission(page, {}, {}, { ...circumstances, answers: { penumpang: 13 } }).faults.length, 1);
  assert.deepEqual(readSubmission(page, {}, {}, { ...circumstances, answers: { penumpang: 3 } }).faults, []);
  assert.deepEqual(
    visiblePages(boatForm, stored, circumstances).map(({ key }) => key),
    ["pemohon", "perahu", "pernyataan"],
  );
});

test("correction opens only what was asked for, and what hangs on it", () => {
  const keys = (fields: string[]) =>
    restrictTo(boatForm, fields).pages.flatMap((page) => page.fields.map(({ key }) => key));
  assert.deepEqual(keys(["foto"]), ["foto"]);
  assert.deepEqual(keys(["bermesin"]), ["bermesin", "mesin"]);
  assert.deepEqual(keys(["penumpang"]), ["penumpang", "nib"]);
  const open = restrictTo(boatForm, ["foto"]);
  const sent = checkAnswers(
    open,
    { foto: [photo], nama: "Orang Lain" },
    { ...circumstances, answers: stored, whole: boatForm },
  );
  assert.deepEqual(
    sent.faults.map(({ field, key }) => [field, key]),
    [["nama", "form.closed"]],
  );
});

test("personal answers are parted from open ones and can be masked", () => {
  const { open, personal } = splitPersonal(boatForm, stored);
  assert.deepEqual(Object.keys(personal), ["nama", "nik", "telepon", "lahir", "alamat", "awak"]);
  assert.deepEqual(Object.keys({ ...open, ...personal }).sort(), Object.keys(stored).sort());
  const masked = (key: string) =>
    maskAnswer(boatForm.pages[0]!.fields.find((field) => field.key === key)!, stored[key]);
  assert.equal(masked("nik"), "190201••••••0000");
  assert.equal(masked("telepon"), "+62••••••890");
  assert.equal(masked("nama"), "N••• b••• S•••");
});

// A browser, a script or an enemy may send anything: names that mean something to JavaScript, rows without end, texts where lists belong.
const controlName = fc.oneof(
  fc.constantFrom(
    ...Object.keys(typed),
    "lahir",
    "awak.1.nahkoda",
    "awak.9999.nama",
    "titik",
    "foto",
    "nib",
    "__proto__",
    "constructor",
  ),
  fc.string({ maxLength: 20 }),
);
const controlValue = fc.oneof(
  fc.string({ unit: "binary", maxLength: 40 }),
  fc.constantFrom("", "ya", "1.5", "-2,1 106,1", "31/02/2026", "1e999", "\u0000", "9".repeat(400)),
  fc.array(fc.string(), { maxLength: 4 }),
);

test("reading a form never throws and never gives an answer that the validator refuses without a fault", () => {
  fc.assert(
    fc.property(fc.array(fc.tuple(controlName, controlValue), { maxLength: 30 }), (entries) => {
      const flat = entries.flatMap(([name, value]) => [value].flat().map((one): [string, string] => [name, one]));
      const { answers, faults } = readSubmission(
        boatForm,
        { ...typed, ...rawOf(flat) },
        { foto: [photo] },
        circumstances,
      );
      if (faults.length === 0)
        assert.deepEqual(checkAnswers(boatForm, answers, circumstances), { answers, faults: [] });
      assert.ok(faults.every(({ message }) => message.id !== "" && message.en !== ""));
    }),
    { numRuns: 300 },
  );
});

const ajv = new Ajv2020({ strict: false, validateFormats: false });
const accepts = (form: Form, answers: unknown) => ajv.compile(jsonSchema(form))(answers);
/** The form without conditions and rules, which JSON Schema cannot express. */
const plainForm: Form = JSON.parse(
  JSON.stringify(boatForm, (key, value) =>
    ["visible", "rules"].includes(key) ? (key === "rules" ? [] : undefined) : value,
  ),
);
const schemaOfBoat = ajv.compile(jsonSchema(boatForm));

test("the JSON Schema takes what the validator takes", () => {
  assert.ok(accepts(boatForm, stored), ajv.errorsText());
  const mutated = fc.record(
    Object.fromEntries(
      Object.entries(stored).map(([key, value]) => [
        key,
        fc.oneof(
          { weight: 12, arbitrary: fc.constant(value) },
          { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) },
        ),
      ]),
    ),
    { requiredKeys: Object.keys(stored).filter((key) => key !== "nilai") },
  );
  fc.assert(
    fc.property(mutated, (answers) => {
      if (checkAnswers(boatForm, answers, circumstances).faults.length === 0)
        assert.ok(schemaOfBoat(answers), ajv.errorsText(schemaOfBoat.errors));
    }),
    { numRuns: 400 },
  );
});

test("what the JSON Schema refuses, the validator refuses too, field by field", () => {
  const schema = ajv.compile(jsonSchema(plainForm));
  const wrong: Answers[] = [
    { nama: "A" },
    { nama: 7 as unknown as string },
    { nik: "123" },
    { lahir: "10/03/1990" },
    { panjang: 1 },
    { penumpang: 2.5 },
    { alat: [] },
    { alat: ["suar", "suar"] },
    { foto: [] },
    { foto: [{ ...photo, type: "application/pdf" }] },
    { awak: [] },
    { awak: [{ nama: "A", umur: 3 }] },
    { awak: [{}] },
    { titik: { lat: 51, lon: 0 } },
    { alamat: { street: "Jalan Pantai 7" } },
    { benar: false },
    { tambahan: "x" },
  ];
  for (const change of wrong) {
    const answers = { ...stored, nib: "1234567890123", catatan: "-", ...change };
    assert.equal(schema(answers), false, JSON.stringify(change));
    const { faults } = checkAnswers(plainForm, answers, circumstances);
    assert.ok(
      faults.some(({ field }) => field.split(".")[0] === Object.keys(change)[0]),
      JSON.stringify(change),
    );
  }
});

test("answers that are no record at all are refused, not tripped over", () => {
  for (const sent of [null, [], "x", 3, undefined])
    assert.equal(checkAnswers(boatForm, sent, circumstances).faults.length > 0, true);
  fc.assert(
    fc.property(fc.jsonValue(), (sent) => void checkAnswers(boatForm, sent, circumstances)),
    { numRuns: 200 },
  );
});
