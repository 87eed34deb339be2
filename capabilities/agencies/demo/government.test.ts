import assert from "node:assert/strict";
import { test } from "node:test";
import { makeCalendar } from "../../../kernel/calendar/index.ts";
import { actorOf, isActing } from "../holding.ts";
import { readRegions } from "../import-regions.ts";
import { readNip } from "../nip.ts";
import { demoGovernment, demoUnits } from "./government.ts";
import { demoId } from "./ids.ts";

const today = "2026-11-23";
const government = demoGovernment(today);
const regions = new Map(readRegions().map((region) => [region.code, region]));

test("the demo is a province, its city and its six regencies, each in its region", () => {
  assert.deepEqual(government.agencies.map(({ level }) => level).sort(), [
    "city",
    "province",
    ...Array(6).fill("regency"),
  ]);
  for (const { name, region } of government.agencies) {
    const place = regions
      .get(region!)
      ?.name.replace(/^(Kabupaten|Kota) /, "")
      .replaceAll(" ", "")
      .toLowerCase();
    assert.ok(place && name.replaceAll(" ", "").toLowerCase().endsWith(place), `${name} is not in ${region}`);
  }
});

test("every kecamatan and kelurahan has its official code and name, and none is missing", () => {
  const named = government.units.filter(({ region }) => region !== null);
  for (const { name, region, kind } of named) {
    assert.equal(regions.get(region!)?.name, name.replace(/^Ke(camatan|lurahan) /, ""));
    assert.equal(regions.get(region!)?.kind, kind === "kecamatan" ? "district" : "kelurahan");
  }
  const expected = [...regions.values()].filter(
    ({ code, kind }) => code.startsWith("19.") && (kind === "district" || kind === "kelurahan"),
  );
  assert.equal(named.length, expected.length);
});

test("keys and ids are unique, and every unit has a line to the top", () => {
  const { units, positions, officials, holdings } = government;
  for (const list of [units, positions, officials]) {
    assert.equal(new Set(list.map(({ key }) => key)).size, list.length);
    assert.equal(new Set(list.map(({ id }) => id)).size, list.length);
  }
  assert.equal(new Set(holdings.map(({ id }) => id)).size, holdings.length);
  assert.equal(demoUnits(government).length, units.length);
});

test("every NIP is of the right form, nobody's, and one person's", () => {
  const nips = government.officials.flatMap(({ nip }) => nip ?? []);
  assert.equal(new Set(nips).size, nips.length);
  for (const { nip, name } of government.officials) {
    if (nip === null) continue;
    const read = readNip(nip);
    assert.ok(typeof read === "object" && read.serial > 900, `${name}: ${nip} ${JSON.stringify(read)}`);
  }
  const without = government.officials
    .filter(({ nip }) => nip === null)
    .map(({ positions }) => positions[0]!.split("/")[1]);
  assert.deepEqual(new Set(without), new Set(["pimpinan"]), "only whom people elect");
});

test("every chair is filled, but for the vacant ones, where somebody acts", () => {
  for (const position of government.positions) {
    const held = government.holdings.filter((holding) => holding.position === position.id);
    assert.equal(
      held.filter(({ kind }) => kind === "definitif").length,
      held.some(({ kind }) => kind === "plt") ? 0 : position.seats,
      position.key,
    );
    assert.ok(isActing(actorOf(held, government.absences, today)), `nobody acts as ${position.key}`);
  }
});

test("the stories find their people", () => {
  const of = (key: string) =>
    government.officials.filter(({ positions }) => positions.includes(key)).map(({ name }) => name);
  assert.deepEqual(of("pangkalpinang/dpmptsp/front-office"), ["Rizky Amelia", "Suparman", "Yosefina Lelo"]);
  assert.deepEqual(of("pangkalpinang/opas-indah/lurah"), ["Zulkarnain Idris, S.IP."]);
  assert.deepEqual(of("babel/labkes/analis").length, 3);
  const acting = actorOf(
    government.holdings.filter(({ position }) => position === demoId("position", "pangkalpinang/dinkes/kepala")),
    government.absences,
    today,
  );
  assert.deepEqual(acting, { official: demoId("official", "pangkalpinang/dinkes/sekretaris"), kind: "plh" });
});

test("the same demo comes out everywhere, and its calendars can count", () => {
  assert.deepEqual(demoGovernment(today), government);
  for (const { calendar, zone, holidays } of government.agencies) {
    makeCalendar({ ...calendar, zone, holidays: holidays.map((day) => ({ ...day, kind: "local" })) });
  }
});

test("names are as varied as the islands are", () => {
  const names = government.officials.map(({ name }) => name);
  assert.ok(new Set(names).size > names.length * 0.7, `${new Set(names).size} of ${names.length}`);
  assert.ok(
    names.some((name) => !name.includes(" ")),
    "some people have one name",
  );
});
