// The floor: PostgreSQL alone, over the same driver, writing the rows that the program writes, in the same transactions. The
// statements are those of the program itself, caught on their way; each time they run with new ids in the place of the caught ones.
// No reading, no row security (the owner is above it), no encryption, no HTTP.

import { randomBytes } from "node:crypto";
import pg from "pg";
import { newId } from "../kernel/ids.ts";

export type Caught = { text: string; values: readonly unknown[] };

/** The writes among what was caught, in their order. */
export const writesOf = (caught: readonly Caught[]): Caught[] =>
  caught.filter(({ text }) => /^\s*(insert|update|delete)\b/i.test(text)).map(asleep);

/** The floor's jobs speak of cases that are none: they are due in an age, so that no worker takes them up. */
const asleep = (caught: Caught): Caught =>
  /^\s*insert into kernel\.job\b/.test(caught.text)
    ? { text: caught.text, values: caught.values.map((value) => (value instanceof Date ? FAR : value)) }
    : caught;
const FAR = new Date("2099-01-01T00:00:00Z");

const ID = /[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}/g;
const TRACKING = /\b[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}\b/g;

/** Ids made at or after the moment: what one run of the commands brought into the world. */
export function newIdsIn(caught: readonly Caught[], since: number): Set<string> {
  const from = since.toString(16).padStart(12, "0");
  const found = new Set<string>();
  const look = (value: unknown): void => {
    if (typeof value === "string") {
      for (const [id] of value.matchAll(ID)) if (id.slice(0, 8) + id.slice(9, 13) >= from) found.add(id);
      for (const [number] of value.matchAll(TRACKING)) found.add(number);
    } else if (Array.isArray(value)) value.forEach(look);
  };
  for (const { values } of caught) values.forEach(look);
  return found;
}

const ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const newNumber = () =>
  [...randomBytes(12)]
    .map((byte) => ALPHABET[byte & 31])
    .join("")
    .replace(/^(.{4})(.{4})(.{4})$/, "$1-$2-$3");

/** New names for the ids of one run. */
export const freshNames = (ids: ReadonlySet<string>): Map<string, string> =>
  new Map([...ids].map((id) => [id, id.length === 14 ? newNumber() : newId()]));

/** A value in which new names can be put without looking for them each time: text in pieces, with the ids between. */
type Part = string | { id: string };
type Slot = { fixed: unknown } | { parts: Part[] } | { list: Slot[] };

function slotOf(value: unknown, ids: ReadonlySet<string>): Slot {
  if (Array.isArray(value))
    return value.some((each) => "parts" in slotOf(each, ids))
      ? { list: value.map((each) => slotOf(each, ids)) }
      : { fixed: value };
  if (typeof value !== "string") return { fixed: value };
  const parts: Part[] = [];
  let from = 0;
  for (const match of value.matchAll(new RegExp(`${ID.source}|${TRACKING.source}`, "g"))) {
    if (!ids.has(match[0])) continue;
    parts.push(value.slice(from, match.index), { id: match[0] });
    from = match.index + match[0].length;
  }
  return parts.length === 0 ? { fixed: value } : { parts: [...parts, value.slice(from)] };
}

const fill = (slot: Slot, names: ReadonlyMap<string, string>): unknown =>
  "fixed" in slot
    ? slot.fixed
    : "list" in slot
      ? slot.list.map((each) => fill(each, names))
      : slot.parts.map((part) => (typeof part === "string" ? part : names.get(part.id))).join("");

/** A transaction of caught writes, ready to run under new names. */
export type Replay = { name: string; statements: { name: string; text: string; slots: Slot[] }[] };

export const replayOf = (name: string, writes: readonly Caught[], ids: ReadonlySet<string>): Replay => ({
  name,
  statements: writes.map(({ text, values }, i) => ({
    name: `${name}${i}`,
    text,
    slots: values.map((value) => slotOf(value, ids)),
  })),
});

/**
 * The same writes as one statement of many parts, which costs one message in place of a dozen. A key that is claimed first and
 * answered last is written once, with its answer: the second write would not see the first within one statement.
 */
export function asOneStatement(name: string, writes: readonly Caught[], ids: ReadonlySet<string>): Replay {
  const answer = writes.find(({ text }) => /^update kernel\.command set answer/.test(text.trim()));
  const whole = writes
    .filter((write) => write !== answer)
    .map((write) =>
      answer && /^insert into kernel\.command/.test(write.text.trim())
        ? {
            text: "insert into kernel.command (sender, key, fingerprint, at, answer) values ($1, $2, $3, $4, $5) on conflict do nothing",
            values: [...write.values, answer.values[0]],
          }
        : write,
    );
  const values: unknown[] = [];
  const parts = whole.map(({ text, values: own }, i) => {
    const shifted = text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`);
    values.push(...own);
    return `w${i} as (${shifted})`;
  });
  const text = `with ${parts.join(",\n")} select 1`;
  return { name, statements: [{ name: `${name}0`, text, slots: values.map((value) => slotOf(value, ids)) }] };
}

/** One connection of the floor: the driver's own pipeline, prepared statements, nothing waited for but the end. */
export async function openFloor(
  url: string,
): Promise<{ run(replay: Replay, names: ReadonlyMap<string, string>): Promise<number>; close(): Promise<void> }> {
  const client = new pg.Client({ connectionString: url, pipeline: true } as pg.ClientConfig);
  await client.connect();
  const ask = ({ name, text, slots }: Replay["statements"][number], names: ReadonlyMap<string, string>) =>
    client.query({ name, text, values: slots.map((slot) => fill(slot, names)) });
  return {
    run: async (replay, names) => {
      const [only] = replay.statements;
      // A single statement is a transaction by itself.
      if (only && replay.statements.length === 1) return (await ask(only, names)).rowCount ?? 0;
      const sent = [
        client.query("begin"),
        ...replay.statements.map((statement) => ask(statement, names)),
        client.query("commit"),
      ];
      const results = await Promise.all(sent);
      return results.reduce((all, result) => all + (result.rowCount ?? 0), 0);
    },
    close: () => client.end(),
  };
}
