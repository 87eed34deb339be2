import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Holding, HoldingKind, Position, Unit } from "./agency.ts";
import { actorOf, appointmentFault, covers, isActing, resolveSigner, unitsStoodFor, whoActs } from "./holding.ts";
import { unitsWithLineage } from "./lineage.ts";

const held = (official: string, kind: HoldingKind, startsOn: string, endsOn: string | null = null): Holding => ({
  id: `${official}-${kind}`,
  position: "kepala",
  official,
  kind,
  startsOn,
  endsOn,
});
const head = held("bu-nur", "definitif", "2023-02-01");
const leave = { official: "bu-nur", startsOn: "2026-11-19", endsOn: "2026-12-09" };

test("a holding covers its first and its last day", () => {
  const plh = held("pak-bam", "plh", "2026-11-19", "2026-12-09");
  const days = ["2026-11-18", "2026-11-19", "2026-12-09", "2026-12-10"];
  assert.deepEqual(
    days.map((day) => covers(plh, day)),
    [false, true, true, false],
  );
});

test("who acts: the holder; while away nobody, or the Plh; after a Plh's end the holder again", () => {
  const plh = held("pak-bam", "plh", "2026-11-20", "2026-12-09");
  assert.deepEqual(actorOf([head], [], "2026-11-18"), { official: "bu-nur", kind: "definitif" });
  assert.deepEqual(actorOf([head, plh], [leave], "2026-11-19"), { because: "away" });
  assert.deepEqual(actorOf([head, plh], [leave], "2026-11-20"), { official: "pak-bam", kind: "plh" });
  assert.deepEqual(actorOf([head, plh], [leave], "2026-12-10"), { official: "bu-nur", kind: "definitif" });
});

test("while a Plh is appointed the holder does not act, even without a note of leave", () => {
  const plh = held("pak-bam", "plh", "2026-11-20", "2026-12-09");
  assert.deepEqual(whoActs([head, plh], [], "2026-11-23"), [{ official: "pak-bam", kind: "plh" }]);
});

test("a Plh who is away does not act either, and the chair says so", () => {
  const plh = held("pak-bam", "plh", "2026-11-20", "2026-12-09");
  assert.deepEqual(actorOf([head, plh], [{ ...leave, official: "pak-bam" }], "2026-11-23"), { because: "away" });
});

test("a chair that nobody holds is vacant, before and after", () => {
  const former = held("pak-har", "definitif", "2020-01-01", "2026-10-01");
  assert.deepEqual(actorOf([former], [], "2026-10-01"), { official: "pak-har", kind: "definitif" });
  assert.deepEqual(actorOf([former], [], "2026-10-02"), { because: "vacant" });
  assert.deepEqual(actorOf([former, held("bu-ros", "plt", "2026-10-02")], [], "2026-11-23"), {
    official: "bu-ros",
    kind: "plt",
  });
});

test("of a desk with several seats, those act who are there", () => {
  const seats = [held("riz", "definitif", "2022-04-01"), held("sup", "definitif", "2019-01-02")];
  assert.deepEqual(whoActs(seats, [{ ...leave, official: "riz" }], "2026-11-23"), [
    { official: "sup", kind: "definitif" },
  ]);
});

const unit = (id: string, parent: string | null): Omit<Unit, "lineage"> => ({
  agency: "kota",
  id,
  key: null,
  parent,
  kind: "other",
  name: id,
  shortName: "",
  region: null,
});
const units = unitsWithLineage([
  unit("bidang", "dinas"),
  unit("kota", null),
  unit("dinas", "kota"),
  unit("seksi", "bidang"),
]);
const chair = (id: string, unitId: string, maySign: boolean, isHead = true): Position => ({
  agency: "kota",
  id,
  key: null,
  unit: unitId,
  name: id,
  rank: "administrator",
  isHead,
  maySign,
  mayAdminister: false,
  seats: 1,
});
const positions = [
  chair("wali", "kota", true),
  chair("kadis", "dinas", true),
  chair("kabid", "bidang", false),
  chair("staf", "dinas", false, false),
];

test("a head stands for the unit and all below; others for their own unit", () => {
  assert.deepEqual(unitsStoodFor(positions[1]!, units).sort(), ["bidang", "dinas", "seksi"]);
  assert.deepEqual(unitsStoodFor(positions[3]!, units), ["dinas"]);
});

test("a unit's papers are signed by the nearest head above who may sign", () => {
  const government = {
    units,
    positions,
    absences: [leave],
    holdings: [
      { ...head, position: "kadis" },
      { ...held("pak-bam", "plh", "2026-11-20", "2026-12-09"), position: "kadis" },
    ],
  };
  const signer = resolveSigner(government, "seksi", "2026-11-23");
  assert.equal(signer?.position.id, "kadis");
  assert.ok(signer && isActing(signer) && signer.official === "pak-bam");
});

test("authority does not climb past an empty chair: it says who is missing", () => {
  const government = {
    units,
    positions,
    holdings: [{ ...held("wali-kota", "definitif", "2024-01-01"), position: "wali" }],
    absences: [],
  };
  const signer = resolveSigner(government, "bidang", "2026-11-23");
  assert.deepEqual([signer?.position.id, signer && "because" in signer && signer.because], ["kadis", "vacant"]);
  assert.equal(resolveSigner({ ...government, positions: [positions[2]!] }, "seksi", "2026-11-23"), undefined);
  assert.equal(resolveSigner(government, "nowhere", "2026-11-23"), undefined);
});

test("an appointment is refused for its reason", () => {
  const fault = (wanted: Holding, holdings: Holding[], seats = 1) => appointmentFault(wanted, { seats, holdings });
  assert.equal(fault(held("x", "definitif", "2026-12-01", "2026-11-01"), []), "agencies.dates-backwards");
  assert.equal(fault(held("x", "plh", "2026-12-01"), [head]), "agencies.plh-needs-end");
  assert.equal(fault(held("x", "plh", "2026-12-01", "2026-12-02"), []), "agencies.holder-not-away");
  assert.equal(fault(held("bu-nur", "plh", "2026-12-01", "2026-12-02"), [head]), "agencies.acts-for-self");
  assert.equal(fault(held("x", "plt", "2026-12-01"), [head]), "agencies.not-vacant");
  assert.equal(fault(held("x", "plt", "2026-12-01"), [held("y", "plt", "2026-11-01")]), "agencies.seat-taken");
  assert.equal(fault(held("x", "definitif", "2026-12-01"), [head]), "agencies.seat-taken");
  assert.equal(fault(held("x", "definitif", "2026-12-01"), [head], 2), undefined);
  assert.equal(fault(held("x", "definitif", "2026-12-01"), [{ ...head, endsOn: "2026-11-30" }]), undefined);
  assert.equal(fault(held("x", "plt", "2026-12-01"), [{ ...head, endsOn: "2026-11-30" }]), undefined);
});

test("appointments that the rule allows never seat more than there are seats, on any day", () => {
  const day = fc.integer({ min: 1, max: 28 }).map((n) => `2026-11-${String(n).padStart(2, "0")}`);
  const wish = fc.record({ startsOn: day, endsOn: fc.option(day), official: fc.constantFrom("a", "b", "c", "d", "e") });
  fc.assert(
    fc.property(fc.array(wish, { maxLength: 12 }), fc.integer({ min: 1, max: 3 }), (wishes, seats) => {
      const holdings: Holding[] = [];
      for (const { official, startsOn, endsOn } of wishes) {
        const wanted = held(official, "definitif", startsOn, endsOn);
        if (!appointmentFault(wanted, { seats, holdings })) holdings.push(wanted);
      }
      for (let n = 1; n <= 28; n++) {
        const today = `2026-11-${String(n).padStart(2, "0")}`;
        assert.ok(holdings.filter((one) => covers(one, today)).length <= seats);
      }
    }),
  );
});
