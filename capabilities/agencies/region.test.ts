import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv } from "./import-regions.ts";
import { kindOfCode, lineOfCode, searchWords } from "./region.ts";

test("a code alone tells what a region is", () => {
  const kinds = ["19", "19.01", "19.71", "19.71.02", "19.71.02.1001", "19.01.01.2001", "91.03.01.3001"].map(kindOfCode);
  assert.deepEqual(kinds, ["province", "regency", "city", "district", "kelurahan", "desa", "desa-adat"]);
  for (const nonsense of ["", "1", "19.", "19.7", "19.71.02.100", "19.71.02.10011", "ab", "19.71.02.1001.1"])
    assert.equal(kindOfCode(nonsense), undefined);
});

test("a code names those above it", () => {
  assert.deepEqual(lineOfCode("19.71.02.1001"), ["19", "19.71", "19.71.02", "19.71.02.1001"]);
});

test("a search keeps what names a place", () => {
  assert.deepEqual(searchWords("  Kec. Taman-Sari, KOTA Pangkalpinang!"), ["taman", "sari", "kota", "pangkalpinang"]);
  assert.deepEqual(searchWords("Ja'an"), ["ja'an"]);
  assert.deepEqual(searchWords("%%% ___ "), []);
});

test("a list with quoted commas and doubled quotes is read field by field", () => {
  assert.deepEqual(readCsv('code,name\r\n1,"Lubuk Pakam I,II"\n2,"Soka""an"\n3,Biasa\n4,\n'), [
    ["code", "name"],
    ["1", "Lubuk Pakam I,II"],
    ["2", 'Soka"an'],
    ["3", "Biasa"],
    ["4", ""],
  ]);
});
