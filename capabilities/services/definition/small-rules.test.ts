import assert from "node:assert/strict";
import { test } from "node:test";
import { startVariables, taskResults } from "./case-values.ts";
import { clockStarts, taskTime } from "./clock-rules.ts";
import { displayAnswer, displayAnswers, rupiah } from "./display.ts";
import { feeOf } from "./fee.ts";
import type { Definition, Notice, Parameter, Service } from "./model.ts";
import { noticeText } from "./notice-text.ts";
import { marksOf, numberOf } from "./numbering.ts";
import { amountOf, parameterValues } from "./parameters.ts";
import { referenceName } from "./references.ts";
import { boatForm, stored } from "./specimens.ts";

const words = (text: string) => ({ id: text, en: text });
const parameter = (key: string, more: object) => ({ key, label: words(key), source: "Perda", ...more }) as Parameter;
const parameters = [
  parameter("hari", { type: "number", unit: "working-days", default: 5, min: 1, max: 10 }),
  parameter("biaya", { type: "rupiah", default: 0, min: 0, max: 100_000 }),
  parameter("buka", { type: "yes-no", default: true }),
  parameter("kode", { type: "text", default: "400.7", maxLength: 10 }),
  parameter("cara", {
    type: "choice",
    default: "a",
    options: [
      { value: "a", label: words("A") },
      { value: "b", label: words("B") },
    ],
  }),
];

test("an offering's parameters are its own where they are in bounds, and the definition's where it set none", () => {
  const good = parameterValues({ parameters }, { hari: 7, buka: false, cara: "b" });
  assert.deepEqual(good, { values: { hari: 7, biaya: 0, buka: false, kode: "400.7", cara: "b" }, faults: [] });
  const wrong = parameterValues(
    { parameters },
    { hari: 11, biaya: 2.5, buka: "ya", kode: "terlalu panjang", cara: "c", lain: 1 },
  );
  assert.deepEqual(wrong.values, { hari: 5, biaya: 0, buka: true, kode: "400.7", cara: "a" });
  assert.deepEqual(wrong.faults, [
    { parameter: "hari", code: "above", bound: 10 },
    { parameter: "biaya", code: "type" },
    { parameter: "buka", code: "type" },
    { parameter: "kode", code: "above", bound: 10 },
    { parameter: "cara", code: "option" },
    { parameter: "lain", code: "unknown" },
  ]);
  assert.deepEqual(parameterValues({ parameters }, { hari: 2.5 }).faults, [{ parameter: "hari", code: "type" }]);
  assert.equal(amountOf({ parameter: "hari" }, good.values), 7);
  assert.equal(amountOf(3, good.values), 3);
});

test("a document's number is filled from its pattern", () => {
  const values = {
    serial: 417,
    date: "2026-11-22",
    unitCode: "DPMPTSP",
    agencyCode: "PGK",
    parameters: { kode: "400.7" },
  };
  assert.equal(
    numberOf("{kode}/{serial:5}/SLHS/{unitCode}/{romanMonth}/{year}", values),
    "400.7/00417/SLHS/DPMPTSP/XI/2026",
  );
  assert.equal(numberOf("{serial}.{month}.{agencyCode}.{tidakAda}", values), "417.11.PGK.{tidakAda}");
  assert.deepEqual(marksOf("{serial:3}/{romanMonth}"), ["serial", "romanMonth"]);
});

test("a notice is filled in the reader's language, and never shows a brace", () => {
  const notice: Notice = {
    key: "x",
    to: ["pemohon"],
    subject: words("{tracking}"),
    body: { id: "Yth. {applicantName}: {dueAt}", en: "Dear {applicantName}: {dueAt}" },
  };
  assert.deepEqual(noticeText(notice, { tracking: "PGK-1", applicantName: "Rusli" }, "en"), {
    subject: "PGK-1",
    body: "Dear Rusli: –",
  });
});

test("answers are shown as people read them, in both languages", () => {
  const field = (key: string) => boatForm.pages.flatMap((page) => page.fields).find((one) => one.key === key)!;
  const shown = (key: string, locale: "id" | "en" = "id") =>
    displayAnswer(field(key), stored[key], {
      locale,
      regionName: (code) => (code === "19.02.01.2005" ? "Desa Keciput" : undefined),
    });
  assert.equal(shown("panjang"), "7,5");
  assert.equal(shown("panjang", "en"), "7.5");
  assert.equal(shown("nilai"), "Rp 85.000.000");
  assert.equal(shown("lahir"), "10 Maret 1990");
  assert.equal(shown("lahir", "en"), "10 March 1990");
  assert.equal(shown("bermesin"), "Ya");
  assert.equal(shown("mesin", "en"), "Outboard");
  assert.equal(shown("alat"), "Jaket pelampung, Suar");
  assert.equal(shown("pangkalan"), "Desa Keciput");
  assert.equal(shown("alamat"), "Jalan Pantai 7 RT 003/RW 001, Desa Keciput, 33451");
  assert.equal(shown("foto"), "perahu.jpg");
  assert.equal(shown("catatan"), "");
  assert.equal(rupiah(0), "Rp 0");
  const all = displayAnswers(boatForm, stored, { locale: "id" });
  assert.deepEqual(all.awak, [
    { nama: "Nuraini", nahkoda: "Ya", sertifikat: "60/2024" },
    { nama: "Tono", nahkoda: "", sertifikat: "" },
  ]);
  assert.equal(all.catatan, null);
});

test("the process sees open answers only, and nothing of an earlier round", () => {
  const seen = startVariables({ application: boatForm }, stored, { hari: 5 });
  for (const key of ["nama", "nik", "telepon", "surel", "lahir", "alamat", "awak"]) assert.ok(!(key in seen), key);
  assert.equal(seen.penumpang, 10);
  assert.equal(seen.nib, null);
  assert.deepEqual(seen.parameters, { hari: 5 });
  assert.equal(taskResults(boatForm, { penumpang: 3 }).mesin, null);
});

test("a task's time is what the diagram says, in days or minutes, and nothing when it says nonsense", () => {
  const time = (attributes: Record<string, string>) => taskTime({ attributes }, { parameters: { hari: 4 }, berat: 2 });
  assert.deepEqual(time({ workingDays: "3" }), { workingDays: 3 });
  assert.deepEqual(time({ workingDays: "=parameters.hari * berat" }), { workingDays: 8 });
  assert.deepEqual(time({ workingMinutes: "15" }), { workingMinutes: 15 });
  for (const workingDays of ["-1", "2.5", "tidakAda", "null"])
    assert.equal(time({ workingDays }), undefined, workingDays);
  assert.equal(time({}), undefined);
  assert.ok(clockStarts("submission", []));
  assert.ok(clockStarts("BerkasLengkap", ["A", "BerkasLengkap"]));
  assert.ok(!clockStarts("BerkasLengkap", ["A"]));
});

test("a fee that its rule cannot give is unknown, never free", () => {
  const cost = (fee: Service["fee"], decided: unknown = undefined) =>
    feeOf(
      { service: { fee } as Service, decide: () => ({ value: decided }) } as unknown as Definition,
      { porsi: 3 },
      { biaya: 75_000 },
    );
  const basis = { instrument: "Perda", articles: [] };
  assert.equal(cost({ kind: "none" }), 0);
  assert.equal(cost({ kind: "fixed", amount: { parameter: "biaya" }, basis }), 75_000);
  assert.equal(cost({ kind: "expression", feel: "porsi * parameters.biaya", basis }), 225_000);
  assert.equal(cost({ kind: "expression", feel: "tidakAda * 2", basis }), undefined);
  assert.equal(cost({ kind: "expression", feel: "0 - 5", basis }), undefined);
  assert.equal(cost({ kind: "decision", decision: "tarif", basis }, 50_000), 50_000);
  assert.equal(cost({ kind: "decision", decision: "tarif", basis }, null), undefined);
});

test("reference codes are those of the national architecture, and deeper ones below them", () => {
  assert.equal(referenceName("RAL.01.25"), "Kesehatan");
  assert.equal(referenceName("RAL.01.25.07"), "Kesehatan");
  for (const code of ["RAL.01.99", "RAX.01.01", "RAL.01.x", "", "RAL.constructor", "toString"])
    assert.equal(referenceName(code), undefined, code);
});
