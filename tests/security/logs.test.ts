// Every door is knocked at with secrets in hand: in the address, in the form, in the body, as a token. None of them may stand in a
// log, and nobody's number or name either. And nothing that is sent wrongly may be our own fault.

import assert from "node:assert/strict";
import { Writable } from "node:stream";
import { test } from "node:test";
import pino from "pino";
import { DEMO_RESIDENTS } from "../../capabilities/people/index.ts";
import { makeMetrics } from "../../kernel/telemetry.ts";
import { makeServer } from "../../kernel/web/server.ts";
import type { Door as Knocked } from "../browser.ts";
import { ApiClient, Browser } from "../hall.ts";
import { readMatrix } from "./matrix.ts";
import { openWorld } from "./world.ts";

const MARKS = {
  password: "sandi-RAHASIA-8841",
  nik: "1971014507991111",
  code: "kode-RAHASIA-7732",
  token: "token-RAHASIA-5519",
  name: "Nama Rahasia Sekali",
};

const { routes, doors } = await readMatrix();
const world = await openWorld();
let log = "";
const stream = new Writable({
  write: (chunk, _, done) => {
    log += chunk;
    done();
  },
});
const hall = { ...world.hall, log: pino({ level: "trace" }, stream) };
const server = await makeServer(hall, makeMetrics(), "test");
const door: Knocked = { ...world.hall.door, knock: async (request) => server.fetch(request) };

test("no door writes a secret, a number or a name into the log", { timeout: 300_000 }, async () => {
  const owner = new Browser(door).signedInWith(world.persons.owner.page.token);
  const unit = new Browser(door).signedInWith(world.persons.unit.page.token);
  const stranger = new Browser(door).signedInWith(MARKS.token);
  const fields = {
    password: MARKS.password,
    sandi: MARKS.password,
    number: MARKS.nik,
    nik: MARKS.nik,
    code: MARKS.code,
    kode: MARKS.code,
    kept: MARKS.token,
    name: MARKS.name,
    nama: MARKS.name,
    kembali: `/${MARKS.code}`,
  };
  const query = new URLSearchParams({ ...fields, cari: MARKS.name, q: MARKS.name }).toString();
  let knocks = 0;
  // What stands behind the doors is made before anybody knocks, for a knock may take it away or end a session.
  const places = new Map<string, string>();
  for (const { name } of routes) {
    const row = doors[name];
    if (row) places.set(name, typeof row.at === "function" ? await row.at(world) : row.at);
  }
  for (const route of routes) {
    const row = doors[route.name];
    const at = places.get(route.name);
    const [path = "/"] = (at ?? route.name.split(" ")[1]?.replace(/[:{]\w+}?/g, MARKS.code) ?? "/").split("?");
    const way = `${path}?${query}`;
    for (const browser of row?.last ? [stranger] : [stranger, owner, unit]) {
      knocks++;
      if (route.api) {
        const token = browser === stranger ? MARKS.token : browser.token;
        const isRead = route.method === "GET" || route.method === "DELETE";
        await new ApiClient(door, token).send(route.method, way, isRead ? undefined : fields);
      } else if (route.method === "GET") await browser.get(way, { follow: false });
      else await browser.post(way, fields);
    }
  }
  await new Promise((resolve) => setImmediate(resolve));
  assert.ok(knocks > 300 && log.split("\n").length > knocks * 0.9, `${knocks} knocks, ${log.split("\n").length} lines`);
  const secrets = {
    ...MARKS,
    "a session": owner.token,
    "an official's session": unit.token,
    ...Object.fromEntries(DEMO_RESIDENTS.map((each) => [`NIK of ${each.key}`, each.nik])),
    ...Object.fromEntries(DEMO_RESIDENTS.map((each) => [`name of ${each.key}`, each.name])),
    "a case's number": world.open,
  };
  for (const [what, secret] of Object.entries(secrets)) {
    const line = log.split("\n").find((each) => each.includes(secret) || each.includes(encodeURIComponent(secret)));
    assert.equal(line, undefined, `${what} stands in the log`);
  }
  const defects = log.split("\n").filter((line) => line.includes('"msg":"defect"'));
  assert.deepEqual(defects, [], "what is sent wrongly is refused, not a fault of ours");
});
