import assert from "node:assert/strict";
import { test } from "node:test";
import { compiled } from "../specimens.ts";
import { checkSoundness } from "./index.ts";

const check = async (lines: string) => {
  const { verdict, faults } = checkSoundness(await compiled(lines));
  return [verdict, ...faults.map(({ kind, element, path }) => `${kind} ${element}: ${path.join(" ")}`)];
};

test("a straight process is sound", async () => {
  assert.deepEqual(await check("start S\nuser A\nend E\nS > A > E"), ["sound"]);
});

test("a choice that leads into a parallel join never finishes", async () => {
  const lines = "start S\nxor X\nuser A\nuser B\nand J\nend E\nS > X\nX > A : a\nX > B *\nA > J\nB > J\nJ > E";
  assert.deepEqual(await check(lines), ["unsound", "deadlock J: S X A J"]);
});

test("parallel ways that meet in a choice are not joined", async () => {
  const lines = "start S\nand X\nuser A\nuser B\nxor J\nuser C\nend E\nS > X\nX > A > J\nX > B > J\nJ > C > E";
  assert.deepEqual(await check(lines), ["unsound", "unsafe J: S X A B J J"]);
});

test("a loop without a way out is a livelock", async () => {
  const lines = "start S\nuser A\nuser B\nend E\nxor X\nS > X > A > B > X";
  assert.deepEqual(await check(lines), ["unsound", "livelock X: S X", "dead E: "]);
});

test("an element to which nothing leads is dead", async () => {
  assert.deepEqual(await check("start S\nuser A\nuser B\nend E\nS > A > E\nB > E"), ["unsound", "dead B: "]);
});

test("an inclusive gateway joins what an inclusive gateway parts", async () => {
  const lines =
    "start S\nor X\nuser A\nuser B\nuser C\nor J\nend E\nS > X\nX > A : a\nX > B : b\nX > C *\nA > J\nB > J\nC > J\nJ > E";
  assert.deepEqual(await check(lines), ["sound"]);
});

test("an inclusive parting before a parallel join may wait for ever", async () => {
  const lines = "start S\nor X\nuser A\nuser B\nand J\nend E\nS > X\nX > A : a\nX > B : b\nA > J\nB > J\nJ > E";
  assert.deepEqual(await check(lines), ["unsound", "deadlock J: S X A J"]);
});

test("a reminder beside a task needs no join", async () => {
  const lines = "start S\nuser A\nboundary T on A non timer P3D\nuser R\nend E\nend F\nS > A > E\nT > R > F";
  assert.deepEqual(await check(lines), ["sound"]);
});

test("termination leaves nothing behind", async () => {
  const lines = "start S\nand X\nuser A\nuser B\nend E terminate\nend F\nS > X\nX > A > E\nX > B > F";
  assert.deepEqual(await check(lines), ["sound"]);
});

test("a fault inside a sub-process is found with the way into it", async () => {
  const lines =
    "start S\nsub P2 {\nstart S2\nxor X\nuser A\nuser B\nand J\nend E2\nS2 > X\nX > A : a\nX > B *\nA > J\nB > J\nJ > E2\n}\nend E\nS > P2 > E";
  assert.deepEqual((await check(lines)).slice(0, 2), ["unsound", "deadlock J: S P2 S2 X A J"]);
});

test("thirty branches side by side are proved in little time", async () => {
  const branches = Array.from(
    { length: 30 },
    (_, i) =>
      `user A${i}\nxor X${i}\nuser B${i}\nuser C${i}\nxor Y${i}\nG > A${i} > X${i}\nX${i} > B${i} : a\nX${i} > C${i} *\nB${i} > Y${i}\nC${i} > Y${i} > J`,
  );
  const started = performance.now();
  assert.deepEqual(await check(`start S\nand G\nand J\nend E\nS > G\n${branches.join("\n")}\nJ > E`), ["sound"]);
  assert.ok(performance.now() - started < 1500);
});

test("rings that are entered in several places are proved, six side by side", async () => {
  const ring = (i: number) => `xor X${i}\nxor J${i}\nxor K${i}\nuser A${i}\nuser B${i}\nxor Y${i}\nxor Z${i}\nxor O${i}
X${i} > J${i} : a\nX${i} > K${i} *\nJ${i} > A${i} > Y${i}\nK${i} > B${i} > Z${i}
Y${i} > K${i} : b\nY${i} > O${i} *\nZ${i} > J${i} : c\nZ${i} > O${i} *\nG > X${i}\nO${i} > W`;
  const rings = Array.from({ length: 6 }, (_, i) => ring(i)).join("\n");
  assert.deepEqual(await check(`start S\nand G\nand W\nend E\nS > G\n${rings}\nW > E`), ["sound"]);
});

test("what is too large is said to be too large, never called sound", async () => {
  const leaving = (i: number) => `and G${i}\nuser A${i}\nuser B${i}\nxor X${i}\nend F${i}\nor J${i}
G > G${i}\nG${i} > A${i} > J${i}\nG${i} > B${i} > X${i}\nX${i} > J${i} : stay\nX${i} > F${i} *\nJ${i} > W`;
  const blocks = Array.from({ length: 8 }, (_, i) => leaving(i)).join("\n");
  const process = await compiled(`start S\nand G\nand W\nend E\nS > G\n${blocks}\nW > E`);
  const result = checkSoundness(process, { bound: 2_000 });
  assert.equal(result.verdict, "too-large");
  assert.deepEqual([result.proved, result.open], [[], [""]]);
});

test("a fault in one of ten parallel blocks of 250 elements is found in a second, with the way to it", async () => {
  const blocks = Array.from({ length: 10 }, (_, i) => {
    const branches = Array.from(
      { length: 4 },
      (_, j) => `user A${i}_${j}\nuser B${i}_${j}\nxor X${i}_${j}\nxor Y${i}_${j}
G${i} > X${i}_${j}\nX${i}_${j} > A${i}_${j} : a\nX${i}_${j} > B${i}_${j} *\nA${i}_${j} > Y${i}_${j}\nB${i}_${j} > Y${i}_${j} > J${i}`,
    );
    return `and G${i}\nand J${i}\nuser W${i}\n${branches.join("\n")}\nJ${i} > W${i}\n${i === 0 ? "S" : `W${i - 1}`} > G${i}`;
  });
  const sane = `start S\nend E\n${blocks.join("\n")}\nW9 > E`;
  const broken = sane.replace("B7_2 > Y7_2 > J7", "Y7_2 > J7\nB7_2 > J7");
  const [good, bad] = [await compiled(sane), await compiled(broken)];
  const begun = performance.now();
  assert.equal(checkSoundness(good).verdict, "sound");
  const { verdict, faults } = checkSoundness(bad);
  assert.ok(performance.now() - begun < 2000, `${performance.now() - begun} ms`);
  assert.deepEqual([verdict, faults[0]?.kind, faults[0]?.element], ["unsound", "deadlock", "J7"]);
  assert.deepEqual(faults[0]?.path.slice(0, 2), ["S", "G0"]);
  assert.equal(faults[0]?.path.at(-1), "J7");
});

test("where all cannot be looked at, a standstill is found all the same", async () => {
  const branch = (i: number) =>
    `user A${i}\nxor X${i}\nend F${i}\nuser B${i}\nG > A${i} > X${i}\nX${i} > B${i} : ok\nX${i} > F${i} *\nB${i} > J`;
  const branches = Array.from({ length: 14 }, (_, i) => branch(i)).join("\n");
  const process = await compiled(`start S\nand G\nand J\nend E\nS > G\n${branches}\nJ > E`);
  const begun = performance.now();
  const { verdict, faults } = checkSoundness(process);
  assert.ok(performance.now() - begun < 5000, `${performance.now() - begun} ms`);
  assert.deepEqual([verdict, faults[0]?.kind, faults[0]?.element], ["unsound", "deadlock", "J"]);
});

test("the way into a part is told even where the process around it was folded", async () => {
  const branches = Array.from({ length: 16 }, (_, i) => `user A${i}\nG > A${i} > J`).join("\n");
  const inner = "start S2\nxor X\nuser C\nuser D\nand K\nend E2\nS2 > X\nX > C : a\nX > D *\nC > K\nD > K > E2";
  const process = await compiled(`start S\nand G\nand J\nsub P2 {\n${inner}\n}\nend E\nS > G\n${branches}\nJ > P2 > E`);
  const fault = checkSoundness(process).faults.find(({ kind }) => kind === "deadlock");
  assert.deepEqual(fault?.path, ["S", "G", "A0", "J", "P2", "S2", "X", "C", "K"]);
});
