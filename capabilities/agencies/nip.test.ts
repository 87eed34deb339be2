import assert from "node:assert/strict";
import { test } from "node:test";
import { formatNip, readNip } from "./nip.ts";

test("a NIP tells birth, appointment, sex and serial", () => {
  const read = { bornOn: "1986-09-26", appointed: "2015-05", sex: "male", serial: 1 };
  assert.deepEqual(readNip("198609262015051001"), read);
  assert.deepEqual(readNip("19860926 201505 1 001"), read);
  assert.equal(formatNip("198609262015051001"), "19860926 201505 1 001");
});

test("what cannot be a NIP is refused for its reason", () => {
  const wrong: [string, string][] = [
    ["", "nip.length"],
    ["19860926201505100", "nip.length"],
    ["1986092620150510011", "nip.length"],
    ["19860926201505100x", "nip.length"],
    ["198602302015051001", "nip.birth-date"],
    ["198613012015051001", "nip.birth-date"],
    ["186009262015051001", "nip.birth-date"],
    ["198609262015131001", "nip.appointed"],
    ["198609261980051001", "nip.appointed"],
    ["198609262003051001", "nip.too-young"],
    ["198609262015053001", "nip.sex"],
    ["198609262015051000", "nip.serial"],
  ];
  for (const [nip, fault] of wrong) assert.equal(readNip(nip), fault, nip);
});

test("eighteen years are reached in the month of birth", () => {
  assert.equal(typeof readNip("198609262004091001"), "object");
  assert.equal(readNip("198609262004081001"), "nip.too-young");
});

test("the marker of a contract employee's number is no month", () => {
  assert.equal(typeof readNip("198609262021211001", { pppk: true }), "object");
  assert.equal(readNip("198609262021211001"), "nip.appointed");
});
