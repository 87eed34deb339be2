import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { lifeEventWords } from "./life-events.ts";
import { LIFE_EVENTS } from "./model.ts";
import { definitionWords, faultWords } from "./words.ts";

const sources = readdirSync(import.meta.dirname)
  .filter((name) => name.endsWith(".ts") && !name.endsWith(".test.ts") && name !== "words.ts")
  .map((name) => readFileSync(join(import.meta.dirname, name), "utf8"))
  .join("\n");

test("every sentence is said somewhere, in both languages, with the same marks to fill", () => {
  for (const [key, [id, en]] of Object.entries({ ...definitionWords, ...faultWords })) {
    // The faults of a NIK are named by the check itself, and their keys are put together.
    if (!key.startsWith("form.nik-")) assert.ok(sources.includes(`"${key}"`), `${key} is never said`);
    const marks = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();
    assert.deepEqual(marks(id), marks(en), key);
    assert.match(id, /[.}]$/, key);
    assert.match(en, /[.}]$/, key);
  }
});

test("every life event has its words", () => {
  for (const code of LIFE_EVENTS)
    assert.ok(
      lifeEventWords[`life-event.${code}`].every((text) => text.length > 3),
      code,
    );
});
