import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { initials } from "../lists/card.tsx";
import { english, indonesian as t } from "../specimens.ts";
import { Clock, clockWords } from "./clock.tsx";

test("the clock says the largest unit that is left, in words", () => {
  const table: Array<[Parameters<typeof clockWords>[0], string]> = [
    [{ t, state: "running", left: { days: 3, hours: 2 } }, "sisa 3 hari kerja"],
    [{ t, state: "running", left: { days: 0, hours: 5 } }, "sisa 5 jam kerja"],
    [{ t, state: "warned", left: { minutes: 40 } }, "sisa 40 menit kerja"],
    [{ t, state: "running", left: {} }, "hari ini terakhir"],
    [{ t, state: "breached", left: { days: 2 } }, "terlambat 2 hari kerja"],
    [{ t, state: "breached" }, "terlambat"],
    [{ t, state: "paused", left: { days: 8 } }, "jam berhenti, sisa 8 hari kerja"],
    [{ t, state: "finished" }, "selesai"],
    [{ t: english, state: "running", left: { days: 1 } }, "1 working day left"],
    [{ t, state: "finished", says: "selesai dalam 6 hari kerja" }, "selesai dalam 6 hari kerja"],
  ];
  for (const [props, words] of table) assert.equal(clockWords(props), words);
});

test("each state has its own sign and its own words, so colour is never alone", () => {
  const seen = (["running", "paused", "breached", "finished"] as const).map((state) =>
    render(h(Clock, { t, state, left: { days: 1 } })),
  );
  const signs = seen.map((html) => /clock-sign"[^>]*d="([^"]+)"/.exec(html)?.[1]);
  assert.equal(new Set(signs).size, 4);
});

test("initials pass over titles, and a single name is enough", () => {
  assert.deepEqual(["Dr. Rina Wulandari, M.Kes.", "Sukarno", "H. Muhammad Ali bin Hasan", ""].map(initials), [
    "RW",
    "S",
    "MH",
    "",
  ]);
});
