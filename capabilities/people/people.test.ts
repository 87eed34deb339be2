// Rules of the doors that can be said without knocking: what asks for a fresh proof, how a network is shortened, how codes read.

import assert from "node:assert/strict";
import { test } from "node:test";
import { cleanCode, spokenCode } from "./issue-recovery.ts";
import { routes } from "./routes.ts";
import { maskedNetwork } from "./throttle.ts";
import { codeAfter, demoSecret, newSecret, stepOf } from "./totp.ts";

test("whatever changes what opens an account asks for a proof within the last minutes", () => {
  const guarded = routes.filter(
    (each) => each.method === "POST" && /^\/akun\/(keamanan\/|surel\/ubah|telepon)/.test(each.path),
  );
  assert.equal(guarded.length, 8);
  assert.deepEqual(
    guarded.filter((each) => !each.fresh).map((each) => each.path),
    [],
  );
});

test("a network is shown so that it tells the town and not the house", () => {
  const table: [string, string][] = [
    ["103.12.7.201", "103.12.*.*"],
    ["::ffff:103.12.7.201", "103.12.*.*"],
    ["2001:db8:0:1::5", "2001:db8:*"],
    ["", ""],
    ["not an address", ""],
  ];
  for (const [address, shown] of table) assert.equal(maskedNetwork(address), shown);
});

test("codes that are read aloud have no sign that could be another, and may be typed in any way", () => {
  for (let i = 0; i < 200; i++) assert.doesNotMatch(spokenCode(3), /[01ILOU]/);
  assert.equal(cleanCode(" k7qm 2xpa-9rtd "), "K7QM2XPA9RTD");
});

test("a code is right in its half minute and one to either side, and says which it was", () => {
  const secret = newSecret();
  const at = new Date("2026-11-23T02:00:10Z");
  const step = Math.floor(at.getTime() / 30_000);
  const code = codeAfter(secret, 0, at);
  const after = (seconds: number) => new Date(at.getTime() + seconds * 1000);
  assert.equal(stepOf(secret, code, at), step);
  assert.equal(stepOf(secret, code, after(30)), step, "an older one keeps its own step");
  assert.equal(stepOf(secret, code, after(61)), undefined);
  assert.equal(stepOf(secret, codeAfter(secret, step, at), at), step + 1, "the next one, when this was taken");
  assert.equal(stepOf(secret, "12 34", at), undefined);
  // The vector of RFC 6238, appendix B, of the last six digits: the secret is "12345678901234567890".
  assert.equal(stepOf("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", "287082", new Date(59_000)), 1);
  assert.match(demoSecret("198508172009041934"), /^[A-Z2-7]{32}$/);
});
