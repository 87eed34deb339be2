import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { checkNik, isDay, maskNik } from "../../../kernel/identifiers/nik.ts";
import { cleanText, EMAIL, readDate, readNumber, readPhone, readRegion } from "./typed-text.ts";

test("numbers are read as they are written in Indonesia, and abroad where that cannot be mistaken", () => {
  const cases: [string, number | undefined][] = [
    ["1.250.000,5", 1250000.5],
    ["1.500", 1500],
    ["1,500", 1.5],
    ["1,250,000.50", 1250000.5],
    ["2.5", 2.5],
    ["0,75", 0.75],
    [",5", 0.5],
    ["Rp 250.000,-", 250000],
    ["Rp. 250.000,00", 250000],
    ["IDR 10 000", 10000],
    ["-3,5", -3.5],
    ["+7", 7],
    ["007", 7],
    ["-0", 0],
    ["1.2.3", undefined],
    ["12.34.567", undefined],
    ["1,2,3", undefined],
    ["1e5", undefined],
    ["dua", undefined],
    ["", undefined],
    ["--1", undefined],
    ["0x10", undefined],
    ["9".repeat(31), undefined],
  ];
  for (const [typed, value] of cases) assert.equal(readNumber(typed), value, typed);
});

test("a number written the Indonesian way is read back as itself", () => {
  fc.assert(
    fc.property(fc.integer({ min: -1e12, max: 1e12 }), fc.integer({ min: 0, max: 99 }), (whole, cents) => {
      // From its decimal writing, for a sum of doubles (2 + 0.97) is not the number that is meant.
      const value = Number(`${whole}.${String(cents).padStart(2, "0")}`);
      assert.equal(readNumber(value.toLocaleString("id-ID", { maximumFractionDigits: 2 })), value === 0 ? 0 : value);
    }),
  );
});

test("dates are read day first, in figures or words, and only when the calendar holds them", () => {
  const cases: [string, ReturnType<typeof readDate>][] = [
    ["23/11/2026", { date: "2026-11-23" }],
    ["3-1-2026", { date: "2026-01-03" }],
    ["3.1.2026", { date: "2026-01-03" }],
    ["2026-11-23", { date: "2026-11-23" }],
    ["23 November 2026", { date: "2026-11-23" }],
    ["17 agustus 1945", { date: "1945-08-17" }],
    ["5 Mei 2026", { date: "2026-05-05" }],
    ["5 oct 2026", { date: "2026-10-05" }],
    ["29/02/2028", { date: "2028-02-29" }],
    ["29/02/2026", "impossible"],
    ["31/04/2026", "impossible"],
    ["11/23/2026", "impossible"],
    ["0/1/2026", "impossible"],
    ["23/11/26", undefined],
    ["besok", undefined],
    ["5 constructor 2026", undefined],
  ];
  for (const [typed, date] of cases) assert.deepEqual(readDate(typed), date, typed);
});

test("the calendar's days are the calendar's", () => {
  fc.assert(
    fc.property(fc.date({ min: new Date("1000-01-01"), max: new Date("2999-12-31"), noInvalidDate: true }), (date) => {
      assert.ok(isDay(date.getUTCDate(), date.getUTCMonth() + 1, date.getUTCFullYear()));
    }),
  );
  assert.ok(!isDay(29, 2, 1900));
  assert.ok(isDay(29, 2, 2000));
});

test("telephone numbers get their country code, region codes their dots, texts lose what cannot be seen", () => {
  assert.equal(readPhone("0812 3456 7890"), "+6281234567890");
  assert.equal(readPhone("(0717) 421-234"), "+62717421234");
  assert.equal(readPhone("62 812 3456 7890"), "+6281234567890");
  assert.equal(readPhone("+65 6123 4567"), "+6561234567");
  assert.equal(readPhone("812345"), undefined);
  assert.equal(readRegion("1971011001"), "19.71.01.1001");
  assert.equal(readRegion("19.71"), "19.71");
  assert.equal(readRegion("1971.0"), undefined);
  assert.equal(cleanText(" Siti\u200b \u0000 Aminah\t"), "Siti Aminah");
  assert.equal(cleanText("a \r\n\r\n\r\n\r\n b ", { lines: true }), "a\n\nb");
  assert.ok(EMAIL.test("siti.aminah@contoh.go.id"));
  for (const wrong of ["siti@contoh", "siti@@contoh.id", "siti @contoh.id", "@contoh.id", "siti@-contoh.id"])
    assert.ok(!EMAIL.test(wrong), wrong);
});

test("a NIK has 16 digits, a region, a day that women count from 41, and a serial", () => {
  const cases: [string, ReturnType<typeof checkNik>][] = [
    ["1971011003900001", undefined],
    ["1971015003900001", undefined],
    ["1971017103900001", undefined],
    ["1971016902000001", undefined],
    ["1971012902010001", "date"],
    ["197101100390000", "length"],
    ["19710110039000011", "length"],
    ["", "length"],
    ["197101100390000a", "digits"],
    ["0971011003900001", "region"],
    ["1900011003900001", "region"],
    ["1971001003900001", "region"],
    ["1971013203900001", "date"],
    ["1971014003900001", "date"],
    ["1971017203900001", "date"],
    ["1971011013900001", "date"],
    ["1971013002900001", "date"],
    ["1971011003900000", "serial"],
  ];
  for (const [nik, wrong] of cases) assert.equal(checkNik(nik), wrong, nik);
  assert.equal(checkNik("1971011003900000", { demo: true }), undefined);
  assert.equal(maskNik("1971011003900001"), "197101••••••0001");
});
