import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { palette } from "../components/line-map/palette.ts";

const css = readFileSync(new URL("./tokens.css", import.meta.url), "utf8");

/** The tokens of one scheme: the first block is light; what dark does not say again stays. */
function tokens(scheme: "light" | "dark"): Record<string, string> {
  const blocks = [...css.matchAll(/:root\s*\{([^}]*)\}/g)].map((block) => block[1]!);
  const read = (text: string) =>
    Object.fromEntries([...text.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/gi)].map((m) => [m[1]!, m[2]!.toLowerCase()]));
  const light = read(blocks[0]!);
  return scheme === "light" ? light : { ...light, ...read(blocks[1]!) };
}

const rgb = (hex: string) =>
  [1, 3, 5].map((at) => Number.parseInt(hex.slice(at, at + 2), 16) / 255) as [number, number, number];
const linear = (value: number) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4);
const luminance = (hex: string) => {
  const [r, g, b] = rgb(hex).map(linear) as [number, number, number];
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
};
/** WCAG 2.2 contrast of two colours, 1 to 21. */
const contrast = (a: string, b: string) => {
  const [light, dark] = [luminance(a), luminance(b)].sort((x, y) => y - x) as [number, number];
  return (light + 0.05) / (dark + 0.05);
};

const grounds = ["paper", "surface", "sunken"];

for (const scheme of ["light", "dark"] as const) {
  const token = tokens(scheme);
  const at = (name: string) => token[name] ?? assert.fail(`no token ${name}`);
  const holds = (front: string, back: string, least: number) => {
    const found = contrast(at(front), at(back));
    assert.ok(found >= least, `${scheme}: ${front} on ${back} is ${found.toFixed(2)}, less than ${least}`);
  };

  test(`body text has a contrast of at least 7 (${scheme})`, () => {
    for (const ground of grounds) holds("ink", ground, 7);
  });

  test(`all other text has a contrast of at least 4.5 (${scheme})`, () => {
    for (const ground of grounds)
      for (const front of ["ink-soft", "act", "act-hover", "need", "well"]) holds(front, ground, 4.5);
    for (const [front, back] of [
      ["on-act", "act"],
      ["on-act", "act-hover"],
      ["on-act", "act-press"],
      ["on-need", "need"],
      ["on-need", "need-hover"],
      ["ink", "act-soft"],
      ["ink", "act-soft-2"],
      ["act", "act-soft"],
      ["need", "need-soft"],
      ["ink", "need-soft"],
      ["well", "well-soft"],
      ["ink", "well-soft"],
      ["paper", "ink"],
    ] as const)
      holds(front, back, 4.5);
  });

  test(`edges of controls and lines of the map have a contrast of at least 3 (${scheme})`, () => {
    for (const ground of grounds) holds("edge", ground, 3);
    for (let line = 0; line < 6; line++) {
      holds(`line-${line}`, "paper", 3);
      holds("on-line", `line-${line}`, 3);
    }
  });

  test(`two lines of the map stay apart for eyes that see fewer colours (${scheme})`, () => {
    // Three lines are nearly all maps there are; further ones are told by their letter and by what runs along their middle.
    for (const kind of ["protan", "deutan", "tritan"] as const)
      for (let a = 0; a < 6; a++)
        for (let b = a + 1; b < 6; b++) {
          const apart = distance(seenBy(at(`line-${a}`), kind), seenBy(at(`line-${b}`), kind));
          assert.ok(apart > (b < 3 ? 28 : 11), `${scheme}, ${kind}: lines ${a} and ${b} are ${apart.toFixed(1)} apart`);
        }
  });
}

test("the map's own colours are those of the light tokens", () => {
  const token = tokens("light");
  assert.deepEqual(
    [
      palette.paper,
      palette.ink,
      palette.soft,
      palette.ahead,
      palette.need,
      palette.onNeed,
      palette.well,
      palette.onLine,
      ...palette.lines,
    ],
    [
      "paper",
      "ink",
      "ink-soft",
      "ahead",
      "need",
      "on-need",
      "well-fill",
      "on-line",
      "line-0",
      "line-1",
      "line-2",
      "line-3",
      "line-4",
      "line-5",
    ].map((name) => token[name]),
  );
});

type Three = [number, number, number];

/** Simulation of colour blindness in linear RGB, full strength: Machado, Oliveira and Fernandes, 2009. */
const matrices: Record<"protan" | "deutan" | "tritan", Three[]> = {
  protan: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deutan: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritan: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

const seenBy = (hex: string, kind: keyof typeof matrices): Three => {
  const from = rgb(hex).map(linear) as Three;
  return matrices[kind].map((row) =>
    Math.min(1, Math.max(0, row[0] * from[0] + row[1] * from[1] + row[2] * from[2])),
  ) as Three;
};

/** CIE 1976 difference of two linear RGB colours. */
const distance = (a: Three, b: Three) => Math.hypot(...lab(a).map((value, at) => value - lab(b)[at]!));
const lab = ([r, g, b]: Three): Three => {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (841 / 108) * t + 4 / 29);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.9505);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.089);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
};
