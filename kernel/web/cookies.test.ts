// Cookies: under https only what this very host has set is believed.

import assert from "node:assert/strict";
import { test } from "node:test";
import { readCookies, SESSION, writeCookie } from "./cookies.ts";

test("under https a cookie carries the prefix that ties it to this host, and one without is not ours", () => {
  const set = writeCookie(SESSION, "abc", { secure: true, maxAge: 60 });
  assert.equal(set, "__Host-pendopo=abc; Path=/; HttpOnly; SameSite=Lax; Secure; Max-Age=60");
  assert.deepEqual(readCookies("pendopo=planted-by-a-neighbour; __Host-pendopo=abc; bahasa=en", true), {
    pendopo: "abc",
  });
  assert.deepEqual(readCookies("pendopo=planted-by-a-neighbour", true), {});
});

test("on a machine of one's own, without https, names are plain", () => {
  assert.match(writeCookie(SESSION, "abc", { secure: false }), /^pendopo=abc; Path=\/; HttpOnly; SameSite=Lax$/);
  assert.deepEqual(readCookies("pendopo=abc; pendopo=second", false), { pendopo: "abc" });
});
