// The record at the command line: verified, compared with a kept copy, taken out and checked where there is no database.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import { openTestHall } from "../hall.ts";
import { AGENCY, threeDays } from "../security/tampering.ts";
import { newFolder, pendopo } from "./program.ts";

const { folder, remove } = newFolder();
after(remove);
const hall = await openTestHall();
await threeDays(hall);
const reach = {
  DATABASE_URL: hall.ownerUrl,
  PENDOPO_DATA: join(folder, "data"),
  PENDOPO_KEY_FILE: hall.config.keyFile,
};
const kept = join(folder, "akar.json");
writeFileSync(kept, (await hall.visitor().get("/catatan/akar.json")).html);
await hall.rows(
  "insert into agencies.agency (id, code, name, short_name, level) values ($1, 'uji', 'Instansi Uji', 'Uji', 'other')",
  [AGENCY],
);
const extract = join(folder, "petikan.json");

test("a whole record is verified, and agrees with the copy that was kept", async () => {
  const { code, out, err } = await pendopo(["audit", "verify", "--roots", kept], reach);
  assert.equal(code, 0, err + out);
  assert.match(out, /Utuh: 96 catatan dalam 12 segel dan 2 akar harian/);
  assert.match(out, /2 akar harian sama/);
});

test("an extract is written once, and checked without a database", async () => {
  const made = await pendopo(["audit", "extract", extract, "--agency", "uji", "--from", "2026-11-23"], reach);
  assert.equal(made.code, 0, made.err);
  assert.match(made.out, /96 catatan/);
  assert.equal((await pendopo(["audit", "extract", extract, "--agency", "uji"], reach)).code, 1);
  const checked = await pendopo(["audit", "check", extract, "--roots", kept]);
  assert.equal(checked.code, 0, checked.err + checked.out);
  assert.match(checked.out, /64 terikat pada akar harian, 32 pada segel/);
  assert.match(checked.out, /2 dari 2 akar harian sama/);
});

test("an altered extract is told, with its place", async () => {
  const other = join(folder, "lain.json");
  writeFileSync(other, readFileSync(extract, "utf8").replace("SLH-013", "SLH-999"));
  const { code, out } = await pendopo(["audit", "check", other]);
  assert.equal(code, 1);
  assert.match(out, /TIDAK UTUH: 1 kerusakan[\s\S]*catatan [0-9a-f-]{36} bukan yang disegel/);
});

test("what cannot be used is refused by name", async () => {
  for (const [args, said] of [
    [["audit", "check", join(folder, "tiada.json")], /tidak dapat dibaca/],
    [["audit", "check", new URL(import.meta.url).pathname], /bukan petikan catatan/],
    [["audit", "check", extract, "--roots", extract], /bukan salinan akar harian/],
    [["audit", "extract", join(folder, "x.json"), "--agency", "tiada"], /tidak dikenal/],
  ] as const) {
    const { code, err } = await pendopo([...args], reach);
    assert.equal(code, 1, err);
    assert.match(err, said);
  }
  assert.equal((await pendopo(["audit", "extract", join(folder, "x.json"), "--from", "kemarin"], reach)).code, 2);
});
