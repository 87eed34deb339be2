// What many nodes, many days and other people's mandates do to signing in across applications.

import assert from "node:assert/strict";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, test } from "node:test";
import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import * as rp from "openid-client";
import { signingKeys } from "../../capabilities/federation/keys.ts";
import { providerOf } from "../../capabilities/federation/mount.ts";
import { tellApplications } from "../../capabilities/federation/rounds.ts";
import { DEMO_RESIDENTS, hashToken } from "../../capabilities/people/index.ts";
import { type Browser, openTestHall } from "../hall.ts";
import { CALLBACK, goThrough, register, wired, wireTo } from "./world.ts";

const hall = await openTestHall({ demo: true, at: "running" });
const { port } = await hall.listen();
const wire = wireTo(hall, port);

async function configure(id: string, secret: string, to = wire) {
  const made = await rp.discovery(new URL(`${hall.url}/oidc`), id, undefined, rp.ClientSecretBasic(secret), {
    execute: [rp.allowInsecureRequests],
    [rp.customFetch]: to as rp.CustomFetch,
  });
  made[rp.customFetch] = to as rp.CustomFetch;
  return made;
}

async function signIn(config: rp.Configuration, who: string | Browser, scope = "openid profile", by = wire) {
  const browser = wired(hall, by, typeof who === "string" ? await hall.resident(who) : who);
  const verifier = rp.randomPKCECodeVerifier();
  const url = rp.buildAuthorizationUrl(config, {
    redirect_uri: CALLBACK,
    scope,
    code_challenge: await rp.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    ...(scope.includes("offline_access") ? { prompt: "consent" } : {}),
  });
  const { to, pages } = await goThrough(browser, url);
  return {
    browser,
    pages,
    tokens: await rp.authorizationCodeGrant(config, to, { pkceCodeVerifier: verifier, idTokenExpected: true }),
  };
}

test("who signs out here is signed out of applications that asked to be told, once", async () => {
  const told: string[] = [];
  const ordinary = globalThis.fetch;
  // The application's server, at its own address.
  globalThis.fetch = async (to, init) => {
    if (String(to) !== "https://antrean.contoh.go.id/kabar") return ordinary(to, init);
    told.push(new URLSearchParams(String(init?.body)).get("logout_token") ?? "");
    return new Response();
  };
  after(() => {
    globalThis.fetch = ordinary;
  });
  const app = await register(hall, { name: "Antrean", backchannel_uri: "https://antrean.contoh.go.id/kabar" });
  const config = await configure(app.id, app.secret);
  const { browser, tokens } = await signIn(config, "melati");
  await tellApplications(hall);
  assert.equal(told.length, 0, "told before anybody left");
  await browser.post("/keluar");
  await tellApplications(hall);
  await tellApplications(hall);
  assert.equal(told.length, 1);
  const keys = createRemoteJWKSet(new URL(`${hall.url}/oidc/jwks`), { [customFetch]: wire as never });
  const { payload } = await jwtVerify(told[0] as string, keys, { issuer: `${hall.url}/oidc`, audience: app.id });
  assert.equal(payload.sub, tokens.claims()?.sub);
  assert.equal(payload.sid, tokens.claims()?.sid);
  assert.ok((payload.events as object)["http://schemas.openid.net/event/backchannel-logout" as never]);
});

test("an address inside our own network is not called, whatever an application registered", async () => {
  const inside: string[] = [];
  const server = createServer((request, response) => {
    inside.push(request.url ?? "");
    response.end();
  }).listen(0, "127.0.0.1");
  after(() => server.close());
  await once(server, "listening");
  const to = `http://127.0.0.1:${(server.address() as AddressInfo).port}/kabar`;
  const app = await register(hall, { name: "Dalam", backchannel_uri: to });
  const { browser } = await signIn(await configure(app.id, app.secret), "melati");
  await browser.post("/keluar");
  await tellApplications(hall);
  assert.deepEqual(inside, []);
});

test("a second node answers what the first began", async () => {
  const second = await hall.listen();
  let turn = 0;
  const either = ((input: string, init: RequestInit) =>
    (turn++ % 2 ? wire : wireTo(hall, second.port))(input, init)) as typeof fetch;
  const app = await register(hall, { name: "Dua simpul" });
  const { tokens } = await signIn(await configure(app.id, app.secret, either), "akhiong", "openid profile", either);
  assert.ok(tokens.access_token);
});

test("keys change by themselves: the next is known before it signs, the last is known until its tokens have run out", async () => {
  const later = (days: number) => ({
    vault: hall.vault,
    db: hall.db.under({ now: () => new Date(Date.now() + days * 86_400_000) } as never),
  });
  const now = await signingKeys(hall);
  assert.deepEqual(now.keys.map((key) => key.alg).sort(), ["ES256", "RS256"]);
  const before = await signingKeys(later(88.5));
  assert.equal(before.keys.length, 4, "the next ones are published");
  assert.equal(
    before.keys.find((key) => key.alg === "RS256")?.kid,
    now.keys.find((key) => key.alg === "RS256")?.kid,
    "but do not sign yet",
  );
  const turned = await signingKeys(later(91));
  assert.equal(turned.keys.length, 4);
  assert.notEqual(
    turned.keys.find((key) => key.alg === "RS256")?.kid,
    now.keys.find((key) => key.alg === "RS256")?.kid,
  );
  assert.equal((await signingKeys(later(93))).keys.length, 2, "the old ones are gone");
  assert.notEqual(now.version, turned.version);
});

test("ES256 for who asks for it, and two nodes that start at once make one set of keys", async () => {
  const app = await register(hall, { name: "Ringkas", signing: "ES256" });
  const { tokens } = await signIn(await configure(app.id, app.secret), "sulaiman", "openid");
  const header = JSON.parse(Buffer.from((tokens.id_token as string).split(".")[0] as string, "base64url").toString());
  assert.equal(header.alg, "ES256");
  const fresh = await openTestHall({ demo: false, at: "running" });
  await Promise.all([signingKeys(fresh), signingKeys(fresh), signingKeys(fresh)]);
  assert.equal((await fresh.rows("select 1 from federation.signing_key")).length, 2);
});

test("an account that is closed ends what its programs hold", async () => {
  const app = await register(hall, { name: "Tutup" });
  const config = await configure(app.id, app.secret);
  const { tokens } = await signIn(config, "dewi", "openid profile offline_access cases:read");
  assert.equal((await hall.api(tokens.access_token).get("/cases")).status, 200);
  await hall.rows("update people.account set disabled_at = now() where login_blind = $1", [
    hall.vault.blind("login:nik", "1904025510950000"),
  ]);
  assert.equal((await hall.api(tokens.access_token).get("/cases")).status, 401);
  await assert.rejects(rp.refreshTokenGrant(config, tokens.refresh_token as string));
  await hall.rows("update people.account set disabled_at = null");
});

test("a program acts in a person's name within its scope, and the record names both", async () => {
  const app = await register(hall, { name: "Ponsel kota", scopes: ["profile", "drafts:write", "drafts:read"] });
  const { tokens } = await signIn(await configure(app.id, app.secret), "melati", "openid drafts:write drafts:read");
  const program = hall.api(tokens.access_token);
  const offering = (await program.get("/offerings?service=keterangan-domisili-usaha")).json.items[0].id;
  assert.equal((await program.post("/drafts", { offering })).status, 201);
  assert.equal((await program.get("/drafts")).json.items.length > 0, true);
  assert.equal((await program.get("/cases")).status, 403);
  assert.equal((await program.delete("/sessions/current")).status, 403);
});

test("a daughter acts for her father: an application that knows mandates is told of both, any other has the daughter herself", async () => {
  const named = (key: string) => DEMO_RESIDENTS.find((each) => each.key === key);
  const [sulaiman, dewi] = [
    hall.api((await hall.resident("sulaiman")).token),
    hall.api((await hall.resident("dewi")).token),
  ];
  const offer = await sulaiman.post("/mandates", {
    nik: named("dewi")?.nik,
    name: named("dewi")?.name,
    services: [(await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'"))[0]?.id],
    acts: ["apply", "answer", "collect", "see"],
    until: "2026-12-31",
  });
  assert.equal(offer.status, 201, offer.html);
  const mandate: string = offer.json.id;
  assert.equal((await dewi.post(`/mandates/${mandate}/acceptance`)).status, 200);
  const acting = async () => {
    const browser = await hall.resident("dewi");
    await hall.rows("update people.session set acting_for = $1 where token_hash = $2", [
      mandate,
      hashToken(browser.token),
    ]);
    return browser;
  };
  const knows = await register(hall, { name: "Kenal kuasa", knows_act: true, scopes: ["profile", "cases:read"] });
  const config = await configure(knows.id, knows.secret);
  const fathers = (await signIn(config, "sulaiman", "openid")).tokens.claims()?.sub;
  const own = (await signIn(config, "dewi", "openid")).tokens.claims()?.sub;
  const both = await signIn(config, await acting(), "openid profile cases:read");
  assert.equal(both.tokens.claims()?.sub, fathers, "it is about the father");
  assert.deepEqual(both.tokens.claims()?.act, { sub: own }, "and the daughter acts");
  assert.match(both.pages.map((page) => page.text).join(" "), /Anda masuk atas nama Sulaiman/);
  assert.equal((await rp.fetchUserInfo(config, both.tokens.access_token, fathers as string)).name, "Sulaiman");
  assert.equal((await hall.api(both.tokens.access_token).get("/cases")).status, 200);

  const simple = await register(hall, { name: "Tidak kenal", scopes: ["profile", "cases:read"] });
  const plain = await configure(simple.id, simple.secret);
  const alone = await signIn(plain, await acting(), "openid profile cases:read");
  assert.match(alone.pages.map((page) => page.text).join(" "), /Anda masuk sebagai Ni Luh Dewi Kartika/);
  assert.equal(alone.tokens.claims()?.act, undefined);
  assert.equal(
    (await rp.fetchUserInfo(plain, alone.tokens.access_token, rp.skipSubjectCheck)).name,
    "Ni Luh Dewi Kartika",
  );
  const reached = await hall.api(alone.tokens.access_token).get("/cases", { "pendopo-acting-for": mandate });
  assert.equal(reached.status, 403, "a program picked a mandate by itself");

  assert.equal((await sulaiman.post(`/mandates/${mandate}/revocation`)).status, 200);
  assert.equal(
    (await hall.api(both.tokens.access_token).get("/cases")).status,
    401,
    "the mandate ended, and with it the token",
  );
  await assert.rejects(rp.fetchUserInfo(config, both.tokens.access_token, fathers as string));
});

test("what has run out is removed", async () => {
  await hall.rows("update federation.artifact set expires_at = now() - interval '2 hours' where kind = 'Interaction'");
  const [count] = await hall.rows("select count(*)::int as n from federation.artifact where expires_at < now()");
  await hall.drain({ tolerate: /./ });
  const [left] = await hall.rows(
    "select count(*)::int as n from federation.artifact where expires_at < now() - interval '1 hour'",
  );
  assert.deepEqual([left?.n, (count?.n ?? 0) >= 0], [0, true]);
  assert.ok(await providerOf(hall));
});
