import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { Walk } from "./case.specimen.ts";
import { compile } from "./compile.ts";
import { diagram } from "./diagram.ts";
import { outline, outlineText } from "./outline.ts";
import { path } from "./path.ts";
import { progress } from "./progress.ts";
import { compiled } from "./specimens.ts";

const lane = (id: string, name: string, ...nodes: string[]) =>
  `<bpmn:lane id="${id}" name="${name}">${nodes.map((node) => `<bpmn:flowNodeRef>${node}</bpmn:flowNodeRef>`).join("")}</bpmn:lane>`;

const lines = `start S
user Check | name=Periksa
boundary Late on Check non timer P3D
send Remind | pendopo:notice=late
end Reminded
xor Complete
user Correct | name=Perbaiki
and Fork
user Inspect
user Test
and Join
end E | name=Terbit pendopo:outcome=granted
S > Check > Complete
Late > Remind > Reminded
Complete > Correct : incomplete = true
Complete > Fork *
Correct > Check
Fork > Inspect > Join
Fork > Test > Join
Join > E`;
const lanes = `<bpmn:laneSet id="ls">${lane("L1", "Loket", "S", "Check", "Complete", "Fork", "Join", "E", "Remind", "Reminded")}${lane("L2", "Dinas", "Inspect")}${lane("L3", "Lab", "Test")}${lane("L4", "Pemohon", "Correct")}</bpmn:laneSet>`;
const city = await compiled(lines, { process: lanes });

test("the line map has a line for each lane, parallel branches side by side, and ways back marked", () => {
  const { lines: found, stations, tracks } = path(city);
  assert.deepEqual(
    found.map((line) => line.name),
    ["Loket", "Pemohon", "Dinas", "Lab"],
  );
  const at = (id: string) => stations.find((station) => station.element === id)!;
  assert.deepEqual([at("Check").column, at("Inspect").column, at("Test").column, at("E").column], [0, 1, 1, 2]);
  assert.notEqual(at("Inspect").row, at("Test").row);
  assert.equal(at("E").outcome, "granted");
  const track = (from: string, to: string) => tracks.find((each) => each.from === from && each.to === to)!;
  assert.deepEqual(track("Correct", "Check"), {
    from: "Correct",
    to: "Check",
    transfer: true,
    choice: false,
    back: true,
    meanwhile: false,
  });
  assert.equal(track("Check", "Correct").choice, true);
  assert.equal(track("Check", "Remind").meanwhile, true);
  assert.equal(track("Inspect", "E").back, false);
});

test("with a state, each station says whether it is done, current or ahead", () => {
  const c = new Walk(city);
  c.complete("Check").complete("Inspect");
  const marks = Object.fromEntries(path(city, c.state).stations.map(({ element, progress: mark }) => [element, mark]));
  assert.deepEqual(marks, {
    Check: "done",
    Correct: "ahead",
    Inspect: "done",
    Test: "current",
    Remind: "ahead",
    E: "ahead",
    Reminded: "ahead",
  });
  c.complete("Test");
  assert.equal(progress(city, c.state).Correct, "skipped");
});

test("the outline is an ordered text in which every way on is named", () => {
  assert.equal(
    outlineText(city),
    [
      "1. Start: S, by Loket → 2",
      "2. Task: Periksa, by Loket → 3",
      "3. Choice of one: Complete, by Loket → 4 (incomplete = true); 5 (otherwise)",
      "4. Task: Perbaiki, by Pemohon → back to 2",
      "5. All at once: Fork, by Loket → 6; 7",
      "6. Task: Inspect, by Dinas → 8",
      "7. Task: Test, by Lab → 8",
      "8. All at once: Join, by Loket → 9",
      "9. End: Terbit, by Loket",
      "10. Meanwhile (timer): Late, by Loket, beside 2 → 11",
      "11. Send: Remind, by Loket → 12",
      "12. End: Reminded, by Loket",
    ].join("\n"),
  );
});

test("what stands inside a sub-process is numbered under it", async () => {
  const process = await compiled("start S\nsub P1 {\nstart S1\nuser A\nend E1\nS1 > A > E1\n}\nend E\nS > P1 > E");
  assert.deepEqual(
    outline(process).map(({ number, element }) => `${number} ${element}`),
    ["1 S", "2 P1", "2.1 S1", "2.2 A", "2.3 E1", "3 E"],
  );
  assert.deepEqual(
    path(process).stations.map(({ element }) => element),
    ["A", "E"],
  );
});

test("the original drawing comes as data with its frame and marks", async () => {
  const xml = readFileSync(join(import.meta.dirname, "../../tests/models/foreign/pools-lanes-extensions.bpmn"), "utf8");
  const { process } = await compile(xml);
  const drawing = diagram(process!, new Walk(process!, {}, { message: "Berkas" }).state)!;
  assert.deepEqual(drawing.frame, { x: 0, y: 0, width: 600, height: 200 });
  assert.equal(drawing.marks.A, "current");
  assert.deepEqual(drawing.edges[0], {
    element: "f1",
    type: "sequenceFlow",
    from: "S",
    to: "A",
    points: [
      { x: 60, y: 50 },
      { x: 100, y: 50 },
    ],
  });
  assert.equal(diagram(city), undefined);
});
