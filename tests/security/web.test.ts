// The edge under hands that mean no good: ways back, kept forms, names in headers, guessing, and bodies nobody asked for.

import assert from "node:assert/strict";
import { test } from "node:test";
import { DEMO_RESIDENTS } from "../../capabilities/people/index.ts";
import { signIn } from "../../capabilities/people/sign-in.ts";
import { networkOf } from "../../capabilities/people/throttle.ts";
import { localPath } from "../../kernel/web/local-path.ts";
import { openTestHall } from "../hall.ts";

const hall = await openTestHall({ demo: true, settings: { LOG_LEVEL: "silent" } });
const melati = DEMO_RESIDENTS[0];
const password = "pendopo terbuka";

test("a way back leads to a page of ours, in characters that a header may hold", async () => {
  for (const kept of ["/", "/permohonan/7K3M?baru=1", "/a%C4%89"]) assert.equal(localPath(kept), kept);
  for (const away of [
    "//evil.id",
    "/\\evil.id",
    "https://evil.id",
    "evil.id",
    "/\t/evil.id",
    "/a\r\nset-cookie: x=1",
    "/\u0001",
    "/ĉ",
    "/a b",
    "javascript:alert(1)",
    `/${"a".repeat(600)}`,
  ])
    assert.equal(localPath(away), "/", JSON.stringify(away));
  for (const typed of ["/\u0001", "/ĉ", "//evil.id", "/%0d%0ax"]) {
    const reply = await hall.visitor().get(`/bahasa/en?kembali=${encodeURIComponent(typed)}`, { follow: false });
    assert.equal(reply.status, 303, typed);
    assert.match(reply.location ?? "", /^\/(?!\/)/);
  }
});

test("signing in gives a new session, and a session brought along is not taken over", async () => {
  const browser = hall.visitor();
  browser.signedInWith("chosen-by-somebody-else-0123456789");
  const page = await browser.get("/masuk");
  const reply = await browser.submit(page, { number: melati.nik, password }, { follow: false });
  assert.equal(reply.status, 303);
  assert.notEqual(browser.token, "chosen-by-somebody-else-0123456789");
  const cookie = reply.headers.getSetCookie().find((each) => each.startsWith("pendopo=")) ?? "";
  assert.match(cookie, /; Path=\/; HttpOnly; SameSite=Lax/);
  const token = browser.token;
  await browser.post("/keluar");
  assert.equal(
    (await hall.visitor().signedInWith(token).get("/akun", { follow: false })).status,
    303,
    "signed out is signed out",
  );
});

test("a form without its token, with another's, or from another site changes nothing", async () => {
  const browser = await hall.resident("melati");
  assert.equal((await browser.post("/keluar", {}, { token: "wrong" })).status, 403);
  const fresh = await hall.resident("melati");
  const response = await hall.door.knock(
    new Request(`${hall.url}/keluar`, {
      method: "POST",
      headers: { cookie: `pendopo=${fresh.token}` },
      body: new URLSearchParams({ _token: "x" }),
    }),
  );
  assert.equal(response.status, 403, "never saw a form");
  await fresh.get("/akun");
  const cookie = [...fresh.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
  for (const site of ["cross-site", "same-site"]) {
    const other = await hall.door.knock(
      new Request(`${hall.url}/keluar`, {
        method: "POST",
        headers: { cookie, "sec-fetch-site": site },
        body: new URLSearchParams({ _token: "x" }),
      }),
    );
    assert.equal(other.status, 403, site);
  }
  assert.equal((await fresh.get("/akun")).status, 200, "still signed in");
});

test("what was typed when a session ended opens in the same browser for two hours, and in no other", async () => {
  const again = async () => {
    const browser = hall.visitor();
    await browser.get("/masuk");
    const ended = await browser.post("/permohonan", { offering: "a/b", catatan: "yang saya ketik" });
    assert.equal(ended.status, 401);
    const kept = ended.all('input[name="kept"]')[0]?.getAttribute("value") as string;
    assert.ok(kept.length > 40);
    assert.doesNotMatch(ended.html, /ketik/);
    return { browser, kept };
  };
  const here = await again();
  const back = await here.browser.post("/masuk", { number: melati.nik, password, kept: here.kept });
  assert.equal(back.status, 200);
  assert.match(back.html, /yang saya ketik/);
  const elsewhere = hall.visitor();
  await elsewhere.get("/masuk");
  elsewhere.cookies.set("pendopo_kunjungan", "another-browser-0123456789");
  const carried = await elsewhere.post("/masuk", { number: melati.nik, password, kept: (await again()).kept });
  assert.equal(carried.status, 303, "signed in, without what another typed");
  const late = await again();
  hall.time.advance(3 * 3_600_000);
  assert.doesNotMatch(
    (await late.browser.post("/masuk", { number: melati.nik, password, kept: late.kept })).html,
    /ketik/,
  );
});

test("who guesses from one address is stopped, the holder elsewhere is not, and many addresses together are", async () => {
  const tryIt = (address: string, typed: string) =>
    signIn(hall, { kind: "resident", number: DEMO_RESIDENTS[1].nik, password: typed, address, agent: "" }).then(
      () => "in",
      (error) => error.key,
    );
  for (let i = 0; i < 10; i++) assert.equal(await tryIt("203.0.113.9", "salah"), "people.refused");
  assert.equal(await tryIt("203.0.113.9", "salah"), "people.throttled");
  assert.equal(await tryIt("203.0.113.9", password), "people.throttled", "nor with the right word");
  assert.equal(await tryIt("198.51.100.7", password), "in", "the holder, at home");
  let stopped = 0;
  for (let i = 0; i < 60 && stopped === 0; i++)
    if ((await tryIt(`192.0.2.${i}`, "salah")) === "people.throttled") stopped = i;
  assert.ok(stopped > 40, `stopped after ${stopped} addresses`);
  hall.time.advance(15 * 60_000);
  assert.equal(await tryIt("198.51.100.7", password), "in");
});

test("addresses that one line may take at will count as one", () => {
  assert.equal(networkOf("2001:db8:0:1::5"), networkOf("2001:db8:0:1:ffff::9"));
  assert.notEqual(networkOf("2001:db8:0:1::5"), networkOf("2001:db8:0:2::5"));
  assert.equal(networkOf("2001:db8::1"), "2001:db8:0:0::/64");
  assert.equal(networkOf("2001:0DB8:0000:0000:1:2:3:4"), networkOf("2001:db8::1"));
  assert.equal(networkOf("::ffff:203.0.113.9"), "203.0.113.9");
  assert.equal(networkOf("203.0.113.9"), "203.0.113.9");
});

test("a number without an account is refused in the same words as a wrong password", async () => {
  const browser = hall.visitor();
  const said = [];
  for (const number of [DEMO_RESIDENTS[2].nik, "1971034708910000"])
    said.push((await browser.post("/masuk", { number, password: "bukan ini sandinya" })).errorSummary);
  assert.equal(said[0], said[1]);
  assert.notEqual(said[0], "");
});

test("names of the language itself are no choices, and nothing typed in an address ends in a fault of ours", async () => {
  const [official, resident] = [await hall.as("pangkalpinang/dpmptsp/front-office"), await hall.resident("melati")];
  const strange = [
    "constructor",
    "__proto__",
    "toString",
    "%00",
    "%FF",
    "\u{1F600}",
    "'\"><svg/onload=1>",
    "-1",
    "1e999",
    "../../etc/passwd",
  ];
  const wide: [typeof official, string[]][] = [
    [
      official,
      [
        "/kerja?tampil=",
        "/kerja?layanan=",
        "/kerja?nomor=",
        "/kerja?setelah=",
        "/kerja.csv?tampil=",
        "/dasbor/berkas?keadaan=",
        "/dasbor/berkas?layanan=",
        "/kerja/",
      ],
    ],
    [
      resident,
      [
        "/permohonan/",
        "/permohonan/konsep/",
        "/permohonan?setelah=",
        "/berkas/",
        "/dokumen/",
        "/lacak/",
        "/lacak?nomor=",
        "/periksa/",
        "/periksa?kode=",
        "/layanan/",
        "/layanan?cari=",
        "/layanan?untuk=",
        "/layanan?sesudah=",
        "/instansi/",
        "/instansi?sesudah=",
        "/bahasa/",
        "/aset/",
        "/sitemap/",
        "/masuk?kembali=",
      ],
    ],
  ];
  for (const [browser, paths] of wide)
    for (const path of paths)
      for (const text of strange) {
        const reply = await browser.get(path + (text.startsWith("%") ? text : encodeURIComponent(text)), {
          follow: false,
        });
        assert.ok(reply.status < 500, `${path}${text}: ${reply.status}`);
        assert.doesNotMatch(reply.html, /<svg\/onload/);
        assert.doesNotMatch(reply.html, /native code/, `${path}${text}`);
      }
});

test("other methods are refused, HEAD answers as GET without a body, and a private page asks for the door", async () => {
  const knock = (method: string, path: string, body?: string) =>
    hall.door.knock(new Request(hall.url + path, { method, body }));
  for (const method of ["PUT", "DELETE", "PATCH", "OPTIONS"])
    for (const path of ["/masuk", "/kerja", "/aset/x", "/"])
      assert.ok([404, 405].includes((await knock(method, path)).status), `${method} ${path}`);
  const head = await knock("HEAD", "/permohonan");
  assert.equal(head.status, 303);
  assert.equal((await knock("HEAD", "/masuk")).status, 200);
  const huge = await knock("POST", "/masuk", "x".repeat(2_000_000));
  assert.equal(huge.status, 403, "before the body is read");
});

test("pages that are somebody's are kept by nobody on the way, and say so", async () => {
  const browser = await hall.resident("melati");
  for (const path of ["/akun", "/permohonan", "/masuk", "/layanan"]) {
    const reply = await browser.get(path);
    assert.equal(reply.headers.get("cache-control"), "no-store", path);
    assert.match(reply.headers.get("content-security-policy") ?? "", /frame-ancestors 'none'/);
    assert.doesNotMatch(reply.headers.get("content-security-policy") ?? "", /unsafe/);
    assert.equal(reply.headers.get("x-content-type-options"), "nosniff");
  }
});
