// Pendopo as the sign-in of other applications, asked by a foreign, certified library over the wire.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import * as rp from "openid-client";
import { openTestHall } from "../hall.ts";
import { type Application, CALLBACK, goThrough, register, wired, wireTo } from "./world.ts";

const hall = await openTestHall({ demo: true, at: "running" });
const { port } = await hall.listen();
const wire = wireTo(hall, port);
let app: Application;
let config: rp.Configuration;

const configure = async (application: Application, auth?: rp.ClientAuth) => {
  const made = await rp.discovery(
    new URL(`${hall.url}/oidc`),
    application.id,
    undefined,
    auth ?? rp.ClientSecretBasic(application.secret),
    { execute: [rp.allowInsecureRequests], [rp.customFetch]: wire as rp.CustomFetch },
  );
  made[rp.customFetch] = wire as rp.CustomFetch;
  return made;
};

before(async () => {
  app = await register(hall);
  config = await configure(app);
});

/** One way through sign-in, as an application goes it. */
async function journey(more: Record<string, string> = {}, of = config, scope = "openid profile email nik") {
  const verifier = rp.randomPKCECodeVerifier();
  const [state, nonce] = [rp.randomState(), rp.randomNonce()];
  const url = rp.buildAuthorizationUrl(of, {
    redirect_uri: CALLBACK,
    scope,
    code_challenge: await rp.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
    nonce,
    ...more,
  });
  return {
    url,
    exchange: (to: URL, given = verifier) =>
      rp.authorizationCodeGrant(of, to, {
        pkceCodeVerifier: given,
        expectedState: state,
        expectedNonce: nonce,
        idTokenExpected: true,
      }),
  };
}

test("a resident signs in to an application, sees what it asks for, and it learns that and no more", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey();
  const { to, pages } = await goThrough(melati, url);
  const asked = pages.find((page) => /meminta izin Anda/.test(page.h1));
  assert.ok(asked, pages.map((page) => page.h1).join(" | "));
  assert.match(asked.text, /Antrean RSUD/);
  assert.match(asked.text, /Mendaftarkan Anda ke antrean dokter/);
  assert.match(asked.text, /Pasal 20 UU 27\/2022/);
  assert.match(asked.text, /Melati Anggraini/);
  assert.match(asked.text, /m•••@contoh.invalid/);
  assert.doesNotMatch(asked.html, /1971034708900000/, "the number is shown masked");
  const tokens = await exchange(to);
  const claims = tokens.claims();
  assert.equal(claims?.acr, "urn:pendopo:acr:2", "seen at a counter, one factor shown");
  assert.ok(typeof claims?.auth_time === "number");
  const info = await rp.fetchUserInfo(config, tokens.access_token, claims!.sub);
  assert.equal(info.name, "Melati Anggraini");
  assert.equal(info.nik, "1971034708900000");
  assert.equal(info.nik_assurance, "counter");
  assert.equal(info.phone_number, undefined, "it did not ask for the telephone");
  const looks = await hall.rows("select act, purpose from kernel.audit_entry where target = $1 order by id", [app.id]);
  assert.deepEqual(
    looks.map((row) => row.act),
    ["consent.given", "personal-data.shared"],
  );
  assert.match((await melati.get("/akun/data")).text, /Antrean RSUD/, "its owner reads it");
});

test("what was allowed is remembered, and nothing more is asked until more is wanted", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const again = await goThrough(melati, (await journey()).url);
  assert.ok(!again.pages.some((page) => /meminta izin/.test(page.h1)), "asked twice");
  assert.ok(again.to.searchParams.get("code"));
  const more = await goThrough(melati, (await journey({}, config, "openid cases:read")).url);
  assert.ok(more.pages.some((page) => /meminta izin/.test(page.h1)));
});

test("who declines is brought back, and the application learns nothing", async () => {
  const dewi = wired(hall, wire, await hall.resident("dewi"));
  const { url, exchange } = await journey();
  const { to } = await goThrough(dewi, url, "Tolak");
  assert.equal(to.searchParams.get("error"), "access_denied");
  await assert.rejects(exchange(to), /access_denied|authorization response/i);
});

test("a visitor signs in on the way, with what was asked for waiting", async () => {
  const visitor = wired(hall, wire);
  const first = await visitor.get((await journey()).url.href, { follow: false });
  assert.match(first.location ?? "", /^http:\/\/pendopo.test\/masuk-aplikasi\/|^\/masuk-aplikasi\//);
  const door = await visitor.get(new URL(first.location ?? "", hall.url).href);
  assert.match(door.url, /^\/masuk\?kembali=%2Fmasuk-aplikasi%2F/);
});

test("a code opens once: whoever brings it again ends what it gave", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey();
  const { to } = await goThrough(melati, url);
  const tokens = await exchange(to);
  await assert.rejects(exchange(to), { error: "invalid_grant" });
  await assert.rejects(rp.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub));
});

test("a refresh token turns into a new one each time; an old one brought again ends all of them", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey({ prompt: "consent" }, config, "openid profile offline_access");
  const tokens = await exchange((await goThrough(melati, url)).to);
  assert.ok(tokens.refresh_token);
  const second = await rp.refreshTokenGrant(config, tokens.refresh_token);
  assert.notEqual(second.refresh_token, tokens.refresh_token);
  await rp.fetchUserInfo(config, second.access_token, tokens.claims()!.sub);
  await assert.rejects(rp.refreshTokenGrant(config, tokens.refresh_token), { error: "invalid_grant" });
  await assert.rejects(rp.refreshTokenGrant(config, second.refresh_token as string), { error: "invalid_grant" });
  await assert.rejects(rp.fetchUserInfo(config, second.access_token, tokens.claims()!.sub));
});

test("of two who bring one refresh token in the same moment, at most one gets through", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey({ prompt: "consent" }, config, "openid offline_access");
  const { refresh_token } = await exchange((await goThrough(melati, url)).to);
  const both = await Promise.allSettled([1, 2, 3, 4].map(() => rp.refreshTokenGrant(config, refresh_token as string)));
  assert.ok(
    both.filter((each) => each.status === "fulfilled").length <= 1,
    JSON.stringify(both.map((each) => each.status)),
  );
});

test("without PKCE nothing begins, and a wrong verifier ends it", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const bare = await goThrough(
    melati,
    `${hall.url}/oidc/auth?${new URLSearchParams({ client_id: app.id, response_type: "code", scope: "openid", redirect_uri: CALLBACK, state: "s" })}`,
  );
  assert.equal(bare.to.searchParams.get("error"), "invalid_request");
  const plain = await goThrough(melati, (await journey({ code_challenge_method: "plain" })).url);
  assert.equal(plain.to.searchParams.get("error"), "invalid_request");
  const { url, exchange } = await journey();
  const { to } = await goThrough(melati, url);
  await assert.rejects(exchange(to, rp.randomPKCECodeVerifier()), { error: "invalid_grant" });
});

test("an address of return that is not registered to the letter is told to the person, and never opened", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  for (const redirect_uri of [
    `${CALLBACK}/`,
    `${CALLBACK}?x=1`,
    "https://jahat.example/balik",
    "http://antrean.contoh.go.id/balik",
  ]) {
    const reply = await melati.get((await journey({ redirect_uri })).url.href, { follow: false });
    assert.equal(reply.status, 400, redirect_uri);
    assert.match(reply.h1, /tidak dapat dilanjutkan/);
    assert.match(reply.text, /redirect_uri/);
    assert.match(reply.headers.get("content-security-policy") ?? "", /default-src 'none'/);
  }
  const unknown = await melati.get((await journey({ client_id: "00000000-0000-4000-8000-000000000000" })).url.href, {
    follow: false,
  });
  assert.equal(unknown.status, 400);
});

test("a scope that was not registered is refused", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { to } = await goThrough(melati, (await journey({}, config, "openid phone")).url);
  assert.equal(to.searchParams.get("error"), "invalid_scope");
  assert.equal(to.searchParams.get("iss"), `${hall.url}/oidc`);
});

test("each application knows a person by another name, and the same one each time", async () => {
  const other = await register(hall, { name: "Perpustakaan", redirect_uris: ["https://pustaka.contoh.go.id/balik"] });
  const configOther = await configure(other);
  const subOf = async (of: rp.Configuration, redirect_uri: string) => {
    const melati = wired(hall, wire, await hall.resident("melati"));
    const { url, exchange } = await journey({ redirect_uri }, of, "openid");
    return (await exchange((await goThrough(melati, url)).to)).claims()!.sub;
  };
  const here = await subOf(config, CALLBACK);
  assert.equal(here, await subOf(config, CALLBACK));
  assert.notEqual(here, await subOf(configOther, "https://pustaka.contoh.go.id/balik"));
  const [person] = await hall.rows("select id from people.person");
  assert.ok(!here.includes(person?.id));
});

test("a request pushed beforehand goes the same way, and its address opens once", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const verifier = rp.randomPKCECodeVerifier();
  const state = rp.randomState();
  const url = await rp.buildAuthorizationUrlWithPAR(config, {
    redirect_uri: CALLBACK,
    scope: "openid profile",
    code_challenge: await rp.calculatePKCECodeChallenge(verifier),
    code_challenge_method: "S256",
    state,
  });
  assert.match(url.searchParams.get("request_uri") ?? "", /^urn:/);
  const { to } = await goThrough(melati, url);
  const tokens = await rp.authorizationCodeGrant(config, to, { pkceCodeVerifier: verifier, expectedState: state });
  assert.ok(tokens.access_token);
  const again = await melati.get(url.href, { follow: false });
  assert.ok(again.status === 400 || /error=/.test(again.location ?? ""), "the pushed request was used twice");
});

test("a token of another application is nobody's, and one that was changed is nothing", async () => {
  const other = await register(hall, { name: "Lain" });
  const configOther = await configure(other);
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey();
  const tokens = await exchange((await goThrough(melati, url)).to);
  assert.equal((await rp.tokenIntrospection(config, tokens.access_token)).active, true);
  assert.equal((await rp.tokenIntrospection(configOther, tokens.access_token)).active, false);
  const changed = `${tokens.access_token.slice(0, -1)}${tokens.access_token.endsWith("A") ? "B" : "A"}`;
  await assert.rejects(rp.fetchUserInfo(config, changed, rp.skipSubjectCheck));
  await rp.tokenRevocation(configOther, tokens.access_token).catch(() => {});
  assert.equal((await rp.tokenIntrospection(config, tokens.access_token)).active, true, "ended by who did not get it");
  await rp.tokenRevocation(config, tokens.access_token);
  assert.equal((await rp.tokenIntrospection(config, tokens.access_token)).active, false);
});

test("a wrong secret, another's secret and none at all open nothing", async () => {
  const other = await register(hall, { name: "Rahasia" });
  for (const auth of [rp.ClientSecretBasic("salah"), rp.ClientSecretBasic(other.secret), rp.None()]) {
    const wrong = await configure(app, auth);
    await assert.rejects(rp.refreshTokenGrant(wrong, "x".repeat(48)));
  }
});

test("signing out here ends what applications hold, within the next question", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey();
  const tokens = await exchange((await goThrough(melati, url)).to);
  assert.equal((await hall.api(tokens.access_token).get("/me")).status, 403, "sessions:read was not asked for");
  await melati.post("/keluar");
  await assert.rejects(rp.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub));
  assert.equal((await hall.api(tokens.access_token).get("/cases")).status, 401);
});

test("an application asks to sign out; the person says how far, and is led back", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey();
  const tokens = await exchange((await goThrough(melati, url)).to);
  const end = rp.buildEndSessionUrl(config, {
    id_token_hint: tokens.id_token as string,
    post_logout_redirect_uri: "https://antrean.contoh.go.id/keluar",
    state: "kembali",
  });
  const asked = await melati.get(end.href, { follow: false });
  assert.match(asked.h1, /Keluar dari mana saja/);
  assert.match(asked.headers.get("content-security-policy") ?? "", /form-action 'self' https:\/\/antrean.contoh.go.id/);
  const left = await melati.submit(asked, {}, { button: "Keluar dari semuanya", follow: false });
  assert.equal(left.location, "https://antrean.contoh.go.id/keluar?state=kembali");
  assert.match((await melati.get("/akun")).url, /^\/masuk/, "still signed in");
  await assert.rejects(rp.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub));
  const elsewhere = await wired(hall, wire).get(`${end.href}&post_logout_redirect_uri=https%3A%2F%2Fjahat.example`, {
    follow: false,
  });
  assert.equal(elsewhere.status, 400);
});

test("an application asks for a fresh proof, or more than the person can show, and the person is told how to get there", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  await hall.rows("update people.session set proved_at = now() - interval '1 hour'");
  const stale = await melati.get((await journey({ prompt: "login" })).url.href, { follow: false });
  const sent = await melati.get(new URL(stale.location ?? "", hall.url).pathname, { follow: false });
  assert.match(sent.location ?? "", /^\/masuk\/ulang\?kembali=/);
  const old = await melati.get((await journey({ max_age: "60" })).url.href, { follow: false });
  assert.match(
    (await melati.get(new URL(old.location ?? "", hall.url).pathname, { follow: false })).location ?? "",
    /^\/masuk\/ulang/,
  );
  const surer = await melati.get((await journey({ acr_values: "urn:pendopo:acr:3" })).url.href, { follow: false });
  const told = await melati.get(new URL(surer.location ?? "", hall.url).pathname, { follow: false });
  assert.match(told.h1, /bukti kedua/);
  const none = await goThrough(melati, (await journey({ acr_values: "urn:pendopo:acr:3", prompt: "none" })).url);
  assert.match(none.to.searchParams.get("error") ?? "", /^(login_required|unmet_authentication_requirements)$/);
});

test("an application for officials sends residents to the other door", async () => {
  const desk = await register(hall, {
    name: "Absensi",
    audience: "official",
    scopes: ["profile", "official"],
    redirect_uris: ["https://absensi.contoh.go.id/balik"],
  });
  const of = await configure(desk);
  const redirect_uri = "https://absensi.contoh.go.id/balik";
  const melati = wired(hall, wire, await hall.resident("melati"));
  const begun = await melati.get((await journey({ redirect_uri }, of, "openid official")).url.href, { follow: false });
  assert.match((await melati.get(new URL(begun.location ?? "", hall.url).pathname)).h1, /untuk pegawai/);
  const officer = wired(hall, wire, await hall.as("pangkalpinang/dpmptsp/front-office"));
  const { url, exchange } = await journey({ redirect_uri }, of, "openid profile official");
  const tokens = await exchange((await goThrough(officer, url)).to);
  const info = await rp.fetchUserInfo(of, tokens.access_token, tokens.claims()!.sub);
  assert.match(String(info.nip), /^\d{18}$/);
  assert.ok(info.position && info.unit && info.agency, JSON.stringify(info));
  assert.equal(tokens.claims()!.acr, "urn:pendopo:acr:3");
  assert.deepEqual(tokens.claims()!.amr, ["mfa"]);
});

test("a request that one browser began is not answered in another", async () => {
  const attacker = wired(hall, wire, await hall.resident("akhiong"));
  const begun = await attacker.get((await journey()).url.href, { follow: false });
  const melati = wired(hall, wire, await hall.resident("melati"));
  const reply = await melati.get(new URL(begun.location ?? "", hall.url).pathname);
  assert.equal(reply.status, 410);
});

test("everything that was allowed stands on one page, and is taken back there", async () => {
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey({ prompt: "consent" }, config, "openid profile offline_access");
  const tokens = await exchange((await goThrough(melati, url)).to);
  const list = await melati.get("/akun/aplikasi");
  assert.match(list.text, /Antrean RSUD/);
  assert.match(list.text, /Mendaftarkan Anda ke antrean dokter/);
  const after = await melati.submit(list, {}, { form: `/akun/aplikasi/${app.id}/penarikan` });
  assert.match(after.text, /Izin ditarik/);
  assert.doesNotMatch((await melati.get("/akun/aplikasi")).text, /Antrean RSUD/);
  await assert.rejects(rp.refreshTokenGrant(config, tokens.refresh_token as string), { error: "invalid_grant" });
  await assert.rejects(rp.fetchUserInfo(config, tokens.access_token, tokens.claims()!.sub));
  const again = await goThrough(melati, (await journey({}, config, "openid profile")).url);
  assert.ok(
    again.pages.some((page) => /meminta izin/.test(page.h1)),
    "asked anew",
  );
});

test("a suspended application is shut out at once", async () => {
  const bad = await register(hall, { name: "Ditangguhkan" });
  const of = await configure(bad);
  const melati = wired(hall, wire, await hall.resident("melati"));
  const { url, exchange } = await journey({}, of, "openid cases:read");
  const tokens = await exchange((await goThrough(melati, url)).to);
  assert.equal((await hall.api(tokens.access_token).get("/cases")).status, 200);
  await hall.rows("update federation.client set suspended_at = now() where id = $1", [bad.id]);
  assert.equal((await hall.api(tokens.access_token).get("/cases")).status, 401);
  await assert.rejects(rp.fetchUserInfo(of, tokens.access_token, tokens.claims()!.sub));
});

test("nothing of it is in the database in clear", async () => {
  const rows = await hall.rows("select payload, id from federation.artifact");
  assert.ok(rows.length > 10);
  for (const { payload } of rows)
    assert.doesNotMatch(payload.toString("latin1"), /Melati|1971034708900000|accountId|openid/);
  const keys = await hall.rows("select sealed from federation.signing_key");
  assert.equal(keys.length, 2);
  for (const { sealed } of keys) assert.doesNotMatch(sealed.toString("latin1"), /kty|"d"/);
});
