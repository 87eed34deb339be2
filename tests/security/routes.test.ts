// Who is let through which door: every path of every capability, knocked at by everybody there is. A path without a row in
// doors/ fails, so that a new one is thought about.

import assert from "node:assert/strict";
import { test } from "node:test";
import type { Reply } from "../hall.ts";
import { type Door, expected, image, NAMES, type Route, type Visitor } from "./door.ts";
import { readMatrix } from "./matrix.ts";
import { openWorld } from "./world.ts";

const { routes, doors, later } = await readMatrix();
const world = await openWorld();
// Nobody who may do something comes before somebody who may not.
const everybody: [string, Visitor][] = [];
for (const each of later) everybody.push([each.name, await each.enter(world)]);
everybody.push(...NAMES.map((name): [string, Visitor] => [name, world.persons[name]]));

async function knock({ method, api }: Route, door: Door, who: Visitor, at: string): Promise<Reply> {
  const body = typeof door.body === "function" ? await door.body(world) : door.body;
  if (api)
    return who.api.send(
      method,
      at,
      door.raw ? image : method === "GET" || method === "DELETE" ? undefined : (body ?? {}),
    );
  if (method === "GET") return who.page.get(at, { follow: false });
  return who.page.post(at, (body ?? {}) as Record<string, string>, door.files ? { files: door.files as never } : {});
}

test("every path has its row, and every row a path", () => {
  assert.deepEqual(routes.map((each) => each.name).sort(), Object.keys(doors).sort());
});

for (const [name, door] of Object.entries(doors)) {
  const route = routes.find((each) => each.name === name);
  if (!route) continue;
  test(name, async () => {
    const at = typeof door.at === "function" ? await door.at(world) : door.at;
    const wanted = expected(route, door, later);
    const seen: Record<string, number> = {};
    for (const [who, visitor] of everybody) seen[who] = (await knock(route, door, visitor, at)).status;
    const say = (all: Record<string, number>) => everybody.map(([who]) => `${who} ${all[who]}`).join(", ");
    assert.equal(say(seen), say(wanted));
  });
}
