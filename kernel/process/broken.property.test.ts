// Files broken at random: they are read or refused, drawn, outlined and checked, and nothing throws.
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { start } from "./advance.ts";
import { checkText } from "./cli.ts";
import { compile } from "./compile.ts";
import { diagram } from "./diagram.ts";
import { outlineText } from "./outline.ts";
import { path } from "./path.ts";
import { decodeXml } from "./xml.ts";

const models = join(import.meta.dirname, "../../tests/models");
const texts = ["sound", "unsound", "foreign"].flatMap((folder) =>
  readdirSync(join(models, folder)).map((file) => decodeXml(readFileSync(join(models, folder, file)))),
);

/** Takes elements away, doubles them, and lets references point elsewhere. */
function damage(text: string, hits: { kind: number; at: number; with: number }[]): string {
  let broken = text;
  for (const { kind, at, with: other } of hits) {
    const tags = [...broken.matchAll(/<[\w:]+[^<>]*\/>/g)];
    const values = [
      ...broken.matchAll(/(?<=\s(?:id|sourceRef|targetRef|attachedToRef|default|calledElement|name)=")[^"]*/g),
    ];
    const tag = tags[at % (tags.length || 1)];
    const [value, source] = [values[at % (values.length || 1)], values[other % (values.length || 1)]];
    if (kind === 0 && tag) broken = broken.slice(0, tag.index) + broken.slice(tag.index + tag[0].length);
    if (kind === 1 && tag) broken = broken.slice(0, tag.index) + tag[0] + broken.slice(tag.index);
    if (kind === 2 && value && source)
      broken = broken.slice(0, value.index) + source[0] + broken.slice(value.index + value[0].length);
    if (kind === 3) broken = broken.slice(0, at % broken.length) + broken.slice((at % broken.length) + 1 + (other % 9));
    if (kind === 4)
      broken = broken.replace(
        /(start|end|user|boundary|sub|parallel|exclusive)(?=[A-Z]\w+ id)/,
        ["event", "xx", "end", "start", "sub"][other % 5]!,
      );
  }
  return broken;
}

test("a file broken at random never throws, and what was refused says where", async () => {
  let read = 0;
  let refused = 0;
  const hit = fc.record({ kind: fc.nat({ max: 4 }), at: fc.nat({ max: 5000 }), with: fc.nat({ max: 5000 }) });
  await fc.assert(
    fc.asyncProperty(
      fc.nat({ max: texts.length - 1 }),
      fc.array(hit, { minLength: 1, maxLength: 4 }),
      async (which, hits) => {
        const text = damage(texts[which]!, hits);
        const report = checkText("broken.bpmn", text);
        const result = await compile(text);
        if (result.ok) read++;
        else {
          refused++;
          assert.ok(result.problems.length > 0);
        }
        for (const { message, code } of result.ok ? result.warnings : result.problems) {
          assert.ok(
            message.length > 10 && !/\{(?!4f2a)\w+\}|undefined\b(?! entity)/.test(message),
            `${code}: ${message}`,
          );
        }
        if (result.process) {
          outlineText(result.process);
          path(result.process);
          diagram(result.process);
          assert.deepEqual(JSON.parse(JSON.stringify(result.process)), result.process);
        }
        if (result.ok) start(result.process, {}, "2026-11-22T00:00:00Z");
        assert.equal(report.processes.length > 0 || report.problems.length > 0, true);
      },
    ),
    { numRuns: 800, seed: 9 },
  );
  assert.ok(read > 50 && refused > 200, `${read} read, ${refused} refused`);
});
