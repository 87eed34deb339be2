// The key of a database that comes with the program: another one is refused as such, and a lost one is not made anew.

import assert from "node:assert/strict";
import { existsSync, mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openHall } from "../../app/open-hall.ts";
import { readConfig } from "../../kernel/config.ts";
import { hasEmbedded, startEmbedded } from "../../kernel/db/embedded.ts";
import { newFolder, pendopo } from "./program.ts";

const { folder, remove } = newFolder();
after(remove);
const place = join(folder, "data");
const config = readConfig({ PENDOPO_DATA: place });
const first = await startEmbedded(place, "a".repeat(32));
await first.stop();

test("a database whose key file is gone is not given a new key", async () => {
  assert.ok(hasEmbedded(place));
  await assert.rejects(openHall(config), { key: "error.key-file-missing" });
  assert.equal(existsSync(config.keyFile), false);
  const { code, out } = await pendopo(["doctor"], { PENDOPO_DATA: place });
  assert.equal(code, 1);
  assert.match(out, /Berkas kunci .* tidak ada[\s\S]*Kembalikan berkas kunci/);
});

test("another database's key is refused as such, and no server stays behind", async () => {
  await assert.rejects(startEmbedded(place, "b".repeat(32)), { key: "error.wrong-key-file" });
  // The same folder opens with its own key at once.
  const again = await startEmbedded(place, "a".repeat(32));
  await again.stop();
});

test("a folder without a database is none", () => {
  const fresh = join(folder, "fresh");
  mkdirSync(fresh);
  assert.equal(hasEmbedded(fresh), false);
  rmSync(fresh, { recursive: true });
});
