import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { allowedSlips, askedWords, meant, otherWords, slips, soundOf, wordsOf } from "./search-words.ts";

test("words that an Indonesian ear takes for one sound alike", () => {
  for (const [one, other] of [
    ["ijin", "izin"],
    ["sertipikat", "sertifikat"],
    ["higine", "higiene"],
    ["hygiene", "higiene"],
    ["oesaha", "usaha"],
    ["akhte", "akte"],
    ["fasphor", "paspor"],
    ["syarat", "sarat"],
    ["dokkumen", "dokumen"],
    ["ijazah", "izazah"],
  ] as const)
    assert.equal(soundOf(one), soundOf(other), `${one} ~ ${other}`);
  for (const [one, other] of [
    ["surat", "sarat"],
    ["warung", "barang"],
    ["tanah", "taman"],
  ] as const)
    assert.notEqual(soundOf(one), soundOf(other), `${one} is not ${other}`);
});

test("words of wishing and politeness do not count, unless nothing else was said", () => {
  assert.deepEqual(askedWords("Cara bikin ijin warung dong"), ["ijin", "warung"]);
  assert.deepEqual(askedWords("bagaimana cara mengurus"), ["bagaimana", "cara", "mengurus"]);
  assert.deepEqual(askedWords("  "), []);
  assert.deepEqual(askedWords("!!! ??? %%"), []);
});

test("a text is read in words whatever its marks, accents and case", () => {
  assert.deepEqual(wordsOf("Kafé E-KTP, (No. 12)!"), ["kafe", "e-ktp", "no", "12"]);
  fc.assert(
    fc.property(fc.string({ unit: "grapheme" }), (text) => {
      for (const word of wordsOf(text)) assert.match(word, /^[\p{L}\p{N}][\p{L}\p{N}-]*$/u);
    }),
  );
});

test("a text that says one word of a line is found by all of them, and a phrase only as a whole", () => {
  assert.ok(otherWords("Surat untuk pedagang kaki lima").includes("warung"));
  assert.ok(otherWords("kartu tanda penduduk").includes("ktp"));
  assert.ok(!otherWords("kartu pelajar, tanda masuk, penduduk").includes("ktp"));
});

test("slips are counted as a person makes them: a letter too many, missing, wrong, or two swapped", () => {
  assert.equal(slips("domisli", "domisili", 3), 1);
  assert.equal(slips("dommisli", "domisili", 3), 2);
  assert.equal(slips("srtifikat", "sertifikat", 3), 1);
  assert.equal(slips("tanha", "tanah", 3), 1);
  assert.ok(slips("warung", "sertifikat", 3) > 3);
  const word = fc.string({ unit: fc.constantFrom("a", "b", "c"), maxLength: 6 });
  fc.assert(fc.property(word, word, (a, b) => slips(a, b, 9) === slips(b, a, 9)));
  fc.assert(fc.property(word, (a) => slips(a, a, 9) === 0));
});

test("short words bear fewer slips than long ones", () => {
  assert.deepEqual(["nib", "izin", "tanah", "domisili", "keterangan"].map(allowedSlips), [0, 1, 1, 2, 3]);
});

test("a word is taken as the one that sounds the same, or begins so, before one that merely is near", () => {
  const near = (word: string) => ({ place: 1, word, sound: soundOf(word) });
  assert.deepEqual(meant(["ijin"], [near("izin"), near("iman")]), [["izin"]]);
  assert.deepEqual(meant(["domi"], [near("domisili"), near("dana")]), [["domisili"]]);
  assert.deepEqual(meant(["warrnug"], [near("warung"), near("warga")]), [["warung"]]);
  assert.deepEqual(meant(["xyzzy"], [near("warung")]), [[]]);
});
