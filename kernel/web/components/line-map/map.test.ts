import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { english, indonesian, mapFinished, mapHalfWay, mapLong, mapReturned } from "../specimens.ts";
import { broken } from "./horizontal.tsx";
import { LineMap, lineMapSvg } from "./line-map.tsx";
import { type LineMapData, layOut } from "./map.ts";
import { planRails } from "./rails.ts";
import { LineMapSmall, mapSummary } from "./small.tsx";

test("a return for correction is not drawn: the map shows the way, not each attempt", () => {
  const map = layOut(mapHalfWay);
  assert.equal(map.tracks.length, 8);
  assert.ok(!map.tracks.some((track) => track.from.id === "lengkap" && track.to.id === "kirim"));
});

test("work of two agencies at the same time runs on two lanes, and each knows of the other", () => {
  const map = layOut(mapHalfWay);
  const station = (id: string) => map.stations.find((one) => one.id === id)!;
  assert.notEqual(station("lokasi").lane, station("uji").lane);
  assert.equal(station("lokasi").column, station("uji").column);
  assert.deepEqual(
    station("uji").beside.map((one) => one.id),
    ["lokasi", "laporan"],
  );
  assert.deepEqual(station("putus").beside, []);
});

test("one agency that works on two things at once gets two lanes of one colour", () => {
  const data: LineMapData = {
    lines: [{ id: "a", name: "A" }],
    stations: ["1", "2", "3", "4"].map((id) => ({ id, name: id, line: "a", state: "ahead" })),
    links: [
      ["1", "2"],
      ["1", "3"],
      ["2", "4"],
      ["3", "4"],
    ].map(([from, to]) => ({ from: from!, to: to! })),
  };
  const map = layOut(data);
  assert.equal(map.lanes, 2);
  assert.equal(new Set(map.stations.map((one) => one.lineAt)).size, 1);
});

test("a shortcut past other stations is not drawn beside them", () => {
  const map = layOut(mapLong);
  assert.ok(!map.tracks.some((track) => track.from.id === "3" && track.to.id === "9"));
});

test("before anyone sets out the whole network is in colour", () => {
  const plan = layOut({
    ...mapHalfWay,
    stations: mapHalfWay.stations.map((station) => ({ ...station, state: "ahead" as const })),
  });
  assert.equal(plan.plan, true);
  assert.ok(plan.tracks.every((track) => track.state === "done"));
  assert.equal(layOut(mapReturned).plan, false);
});

test("a map says in one sentence how far the case is and where", () => {
  assert.equal(
    mapSummary(indonesian, mapHalfWay),
    "3 dari 8 tahap selesai; sekarang: Periksa lokasi usaha (Dinas Kesehatan)",
  );
  assert.equal(mapSummary(english, mapFinished), "7 of 7 stages done");
});

test("the list tells each station in words: its state, its day, its line, what runs beside it", () => {
  const html = render(h(LineMap, { t: indonesian, map: mapHalfWay }));
  const list = html.slice(html.indexOf("<ol"));
  const words = list
    .replace(/<svg.*?<\/svg>/g, "")
    .replace(/<[^>]+>/g, " ")
    .replace(/\s+/g, " ");
  assert.match(words, /Selesai: Permohonan dikirim Senin, 16 November/);
  assert.match(
    words,
    /Anda di sini Sedang berlangsung: Periksa lokasi usaha paling lambat Rabu, 25 November · Rina Wulandari/,
  );
  assert.match(words, /Balai Laboratorium Kesehatan , berjalan bersamaan dengan Periksa lokasi usaha/);
  assert.equal((list.match(/<li /g) ?? []).length, 8);
  assert.equal((list.match(/aria-current="step"/g) ?? []).length, 1);
});

test("words from a definition cannot become markup, in the page or in the picture", () => {
  const data: LineMapData = {
    lines: [{ id: "a", name: "<b>A" }],
    stations: [{ id: "1", name: `"><script>x</script>`, line: "a", state: "current" }],
    links: [],
  };
  for (const html of [
    render(h(LineMap, { t: indonesian, map: data })),
    render(h(LineMapSmall, { t: indonesian, map: data })),
    lineMapSvg(indonesian, data),
  ])
    assert.doesNotMatch(html, /<script>|<b>/);
});

test("an empty map, a station on no known line, a link to nowhere: drawn as far as they go", () => {
  assert.match(render(h(LineMap, { t: indonesian, map: { lines: [], stations: [], links: [] } })), /<ol/);
  const odd: LineMapData = {
    lines: [],
    stations: [{ id: "1", name: "X", line: "?", state: "done" }],
    links: [
      { from: "1", to: "2" },
      { from: "1", to: "1" },
    ],
  };
  assert.match(render(h(LineMap, { t: indonesian, map: odd })), /X/);
});

test("words are broken between words and never lost without a sign", () => {
  assert.deepEqual(broken("Periksa kelengkapan berkas", 12, 3), ["Periksa", "kelengkapan", "berkas"]);
  assert.deepEqual(broken("satu dua tiga empat", 4, 2), ["satu", "dua…"]);
});

/** Any process: stations in random order on random lines, links any way round, loops and all. */
const anyMap = fc.integer({ min: 1, max: 14 }).chain((n) =>
  fc.record({
    lines: fc.constant(["a", "b", "c", "d"].map((id) => ({ id, name: id }))),
    stations: fc.tuple(
      ...Array.from({ length: n }, (_, id) =>
        fc.record({
          id: fc.constant(`${id}`),
          name: fc.constant(`Tahap ${id}`),
          line: fc.constantFrom("a", "b", "c", "d"),
          state: fc.constantFrom("done", "current", "ahead", "skipped"),
        }),
      ),
    ),
    links: fc.array(fc.record({ from: fc.nat(n - 1).map(String), to: fc.nat(n - 1).map(String) }), { maxLength: 24 }),
  }),
) as fc.Arbitrary<LineMapData>;

test("whatever the process: every station is there once, each in a place of its own, and tracks only lead onwards", () => {
  fc.assert(
    fc.property(anyMap, (data) => {
      const map = layOut(data);
      assert.equal(map.stations.length, data.stations.length);
      assert.equal(new Set(map.stations.map((one) => `${one.lane} ${one.column}`)).size, map.stations.length);
      for (const track of map.tracks) {
        assert.ok(track.from.row < track.to.row);
        assert.ok(track.from.column < track.to.column);
      }
    }),
    { numRuns: 300 },
  );
});

test("whatever the process: no track that turns at a station runs through another one", () => {
  fc.assert(
    fc.property(anyMap, (data) => {
      const map = layOut(data);
      for (const [track, turn] of planRails(map).turns) {
        if (turn.where !== "station") continue;
        const hit = map.stations.some(
          (one) => one.column === turn.at.column && (one.lane - track.from.lane) * (one.lane - track.to.lane) < 0,
        );
        assert.ok(!hit);
      }
    }),
    { numRuns: 300 },
  );
});

test("cases at the same station share one small picture, and each keeps its own sentence", () => {
  const renamed = { ...mapHalfWay, lines: mapHalfWay.lines.map((line) => ({ ...line, name: `${line.name} Bangka` })) };
  const [one, other] = [mapHalfWay, renamed].map((map) => render(h(LineMapSmall, { t: indonesian, map })));
  const shapes = (html: string) => html.slice(html.indexOf("<path"));
  assert.equal(shapes(one!), shapes(other!));
  assert.match(other!, /Dinas Kesehatan Bangka/);
  assert.notEqual(shapes(one!), shapes(render(h(LineMapSmall, { t: indonesian, map: mapFinished }))));
});

test("a case handed from desk to desk is one straight way, and branches still have lanes of their own", () => {
  const desks = ["a", "b", "c", "d", "e"];
  const data: LineMapData = {
    lines: desks.map((id) => ({ id, name: id })),
    stations: desks.map((id) => ({ id, name: id, line: id, state: "ahead" })),
    links: [
      { from: "a", to: "b" },
      { from: "b", to: "c" },
      { from: "b", to: "d" },
      { from: "c", to: "e" },
      { from: "d", to: "e" },
    ],
  };
  const map = layOut(data);
  assert.equal(map.lanes, 2);
  assert.equal(map.lines.length, 5);
  const lane = (id: string) => map.stations.find((one) => one.id === id)!.lane;
  assert.deepEqual([lane("a"), lane("b"), lane("e")], [0, 0, 0]);
  assert.notEqual(lane("c"), lane("d"));
});

/** A process of blocks in blocks, as most are: one after another, or side by side between a fork and a join. */
type Block = { kind: "task"; line: string } | { kind: "row" | "fork"; parts: Block[] };
const anyBlock = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.record({ kind: fc.constant("task" as const), line: fc.constantFrom("a", "b", "c", "d", "e", "f") }),
    fc.record({
      kind: fc.constantFrom("row" as const, "fork" as const),
      parts: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }),
  ),
})).block;

function built(block: Block): LineMapData {
  const data: LineMapData = { lines: [..."abcdef"].map((id) => ({ id, name: id })), stations: [], links: [] };
  const station = (line: string) => {
    const id = String(data.stations.length);
    data.stations.push({ id, name: id, line, state: "ahead" });
    return id;
  };
  const link = (from: string[], to: string) => data.links.push(...from.map((id) => ({ from: id, to })));
  const build = (one: Block, after: string[]): string[] => {
    if (one.kind === "task") {
      const id = station(one.line);
      link(after, id);
      return [id];
    }
    if (one.kind === "row") return one.parts.reduce((ends, part) => build(part, ends), after);
    const fork = build({ kind: "task", line: "a" }, after);
    return build(
      { kind: "task", line: "a" },
      one.parts.flatMap((part) => build(part, fork)),
    );
  };
  build(block, []);
  return data;
}

for (const by of ["row", "column"] as const)
  test(`in a process of blocks no track runs over a station that it does not serve, or along another track (${by === "row" ? "upright" : "across"})`, () => {
    fc.assert(
      fc.property(anyBlock, (block) => {
        const map = layOut(built(block), by);
        for (const track of map.tracks) {
          const lane = track.along === "to" ? track.to.lane : track.from.lane;
          const hit = map.stations.find(
            (one) => one.lane === lane && one[by] > track.from[by] && one[by] < track.to[by],
          );
          assert.equal(hit, undefined, `${track.from.id} to ${track.to.id} over ${hit?.id}`);
          const along = map.tracks.find(
            (other) =>
              other.from !== track.from &&
              other.to !== track.to &&
              (other.along === "to" ? other.to.lane : other.from.lane) === lane &&
              other.from[by] < track.to[by] &&
              track.from[by] < other.to[by],
          );
          assert.equal(
            along,
            undefined,
            `${track.from.id} to ${track.to.id} along ${along?.from.id} to ${along?.to.id}`,
          );
        }
      }),
      { numRuns: 300 },
    );
  });
