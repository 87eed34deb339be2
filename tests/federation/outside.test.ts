// Signing in here through an outside provider: a foreign, certified provider stands for a national identity and for an agency's own.

import assert from "node:assert/strict";
import { once } from "node:events";
import { mkdtempSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import Provider from "oidc-provider";
import { readProviders } from "../../capabilities/federation/outside/providers.ts";
import { DEMO_PASSWORD } from "../../capabilities/people/index.ts";
import { type Browser, openTestHall } from "../hall.ts";

type Person = { sub: string; claims: Record<string, unknown>; amr?: string[] };
/** Who sits before the provider's screen now; what it answers may be spoiled on the way. */
const outside: { person: Person; port: number; down: boolean; spoil?: (location: URL) => void } = {
  person: { sub: "nobody", claims: {} },
  port: 0,
  down: false,
};
const RETURN = "http://pendopo.test/masuk/lewat";
const server = createServer((request, response) => {
  if (outside.down) {
    response.statusCode = 503;
    response.end();
    return;
  }
  void foreign.callback()(request, response);
});
server.listen(0, "127.0.0.1");
await once(server, "listening");
outside.port = (server.address() as AddressInfo).port;
const issuer = `http://127.0.0.1:${outside.port}`;
after(() => {
  server.closeAllConnections();
  server.close();
});
const foreign = new Provider(issuer, {
  clients: ["inapas", "lemah", "kota"].map((id) => ({
    client_id: id,
    client_secret: "rahasia-rahasia",
    redirect_uris: [`${RETURN}/${id}/balik`],
    response_types: ["code"],
    grant_types: ["authorization_code"],
  })),
  claims: { openid: ["sub", "nik", "nip", "amr", "acr"], profile: ["name", "email", "phone_number"] },
  scopes: ["openid", "profile"],
  conformIdTokenClaims: false,
  pkce: { required: () => true },
  cookies: { keys: ["kunci"] },
  features: { devInteractions: { enabled: false } },
  findAccount: async (_, sub) => ({ accountId: sub, claims: async () => ({ sub, ...outside.person.claims }) }),
  interactions: { url: (_, interaction) => `/layar/${interaction.uid}` },
  ttl: { Interaction: 600, Session: 600, Grant: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  renderError: async (ctx, out) => {
    ctx.body = JSON.stringify(out);
  },
});
foreign.use(async (ctx, next) => {
  if (!ctx.path.startsWith("/layar/")) return next();
  // The person presses "yes" on whatever the provider asks.
  const details = await foreign.interactionDetails(ctx.req, ctx.res);
  const grant = new foreign.Grant({ accountId: outside.person.sub, clientId: String(details.params.client_id) });
  grant.addOIDCScope("openid profile");
  const result =
    details.prompt.name === "login"
      ? { login: { accountId: outside.person.sub, amr: outside.person.amr } }
      : { consent: { grantId: await grant.save() } };
  await foreign.interactionFinished(ctx.req, ctx.res, result);
  ctx.respond = false;
});

const folder = mkdtempSync(join(tmpdir(), "pendopo-providers-"));
const file = join(folder, "providers.yaml");
const entry = (id: string, name: string, more: string) =>
  `  - id: ${id}\n    name: { id: ${name}, en: ${name} }\n    issuer: ${issuer}\n    clientId: ${id}\n    clientSecret: rahasia-rahasia\n${more}`;
writeFileSync(
  file,
  `providers:\n${entry("inapas", "INApas", "    for: resident\n    authoritative: true\n    claims: { number: nik }\n    secondFactor: { amr: [mfa] }\n")}${entry("lemah", "Surelku", "    for: resident\n    claims: { number: nik }\n")}${entry("kota", "SSO Kota", "    for: official\n    agency: 'KODE'\n    claims: { number: nip }\n    secondFactor: { amr: [mfa] }\n")}`,
);
const probe = await openTestHall({ demo: true, at: "running" });
const [desk] = await probe.rows(
  `select o.nip, a.code from agencies.official o join agencies.holding h on h.official_id = o.id join agencies.position p on p.id = h.position_id
     join agencies.agency a on a.id = p.agency_id where p.key = 'pangkalpinang/dpmptsp/front-office' and o.nip is not null limit 1`,
);
const [stranger] = await probe.rows(
  `select o.nip from agencies.official o join agencies.holding h on h.official_id = o.id join agencies.position p on p.id = h.position_id
     where p.key = 'babel/labkes/analis' and o.nip is not null limit 1`,
);
await probe.close();
const { readFileSync } = await import("node:fs");
writeFileSync(file, readFileSync(file, "utf8").replace("KODE", desk?.code));
const hall = await openTestHall({ demo: true, at: "running", settings: { PENDOPO_PROVIDERS: file } });

/** Goes to the provider and comes back, as a browser does; gives the page on which it ends. */
async function through(provider: string, browser: Browser, person: Person, kembali = "") {
  outside.person = person;
  const left = await browser.get(
    `/masuk/lewat/${provider}${kembali ? `?kembali=${encodeURIComponent(kembali)}` : ""}`,
    { follow: false },
  );
  assert.equal(left.status, 303, left.text);
  const cookies = new Map<string, string>();
  let at = new URL(left.location as string);
  assert.equal(at.origin, issuer);
  for (let i = 0; i < 8 && at.origin === issuer; i++) {
    const reply = await fetch(at, {
      redirect: "manual",
      headers: { cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join("; ") },
    });
    for (const cookie of reply.headers.getSetCookie()) {
      const [pair = ""] = cookie.split(";");
      cookies.set(pair.slice(0, pair.indexOf("=")), pair.slice(pair.indexOf("=") + 1));
    }
    const location = reply.headers.get("location");
    assert.ok(location, `${reply.status} at ${at}: ${await reply.text()}`);
    at = new URL(location, at);
  }
  outside.spoil?.(at);
  return browser.get(at.pathname + at.search);
}

const nik = "1971015501920000";
const siti: Person = { sub: "siti-di-inapas", claims: { nik, name: "Siti Aminah", email: "siti@contoh.invalid" } };

test("the sign-in page offers the providers of its kind", async () => {
  const page = await hall.visitor().get("/masuk");
  assert.ok(page.hasLink("Masuk dengan INApas"), page.text);
  assert.ok(!page.hasLink("Masuk dengan SSO Kota"));
  assert.ok((await hall.visitor().get("/masuk/pegawai")).hasLink("Masuk dengan SSO Kota"));
});

test("who comes for the first time with a NIK that is vouched for has an account, known by a provider", async () => {
  const browser = hall.visitor();
  const page = await through("inapas", browser, siti, "/akun/aplikasi");
  assert.match(page.text, /INApas/);
  assert.match((await browser.get("/akun")).h1, /Siti Aminah|Akun/);
  const [account] = await hall.rows("select assurance from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", nik),
  ]);
  assert.equal(account?.assurance, "provider");
  const again = hall.visitor();
  await through("inapas", again, siti);
  assert.equal((await again.get("/permohonan")).status, 200);
  const links = await hall.rows("select count(*)::int as n from federation.link where provider = 'inapas'");
  assert.equal(links[0]?.n, 1);
});

test("an account that nobody verified is not handed over: its holder proves it first, then it is linked", async () => {
  const typed = "1971016006930000";
  const squatter = hall.visitor();
  await squatter.submit(await squatter.get("/daftar"), {
    name: "Rina",
    nik: typed,
    password: "kalimat rahasia rina",
    email: "siti@contoh.invalid",
  });
  const browser = hall.visitor();
  const asked = await through("inapas", browser, { sub: "rina", claims: { nik: typed, name: "Rina" } });
  assert.match(asked.text, /Masuklah sekali dengan kata sandi/);
  assert.match((await browser.get("/permohonan")).url, /^\/masuk/, "let in");
  // Somebody else's account is no proof.
  const other = await hall.resident("dewi");
  for (const [name, value] of browser.cookies) if (!other.cookies.has(name)) other.cookies.set(name, value);
  const refused = await other.submit(await other.get("/masuk/lewat/inapas/tautkan"), {});
  assert.match(refused.text, /bukan NIK akun/);
  const door = await browser.get(asked.link("Masuk dengan kata sandi"));
  const linking = await browser.submit(door, { number: typed, password: "kalimat rahasia rina" });
  assert.match(linking.h1, /Tautkan akun Anda dengan INApas/);
  await browser.submit(linking, {});
  const [account] = await hall.rows("select assurance from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", typed),
  ]);
  assert.equal(account?.assurance, "provider");
  const alone = hall.visitor();
  await through("inapas", alone, { sub: "rina", claims: { nik: typed, name: "Rina" } });
  assert.equal((await alone.get("/permohonan")).status, 200);
});

test("a verified account opens on an authoritative word; on any other the holder proves it", async () => {
  const melati = { nik: "1971034708900000", name: "Melati Anggraini" };
  const strong = hall.visitor();
  await through("inapas", strong, { sub: "melati", claims: melati });
  assert.equal((await strong.get("/permohonan")).status, 200);
  const weak = hall.visitor();
  const page = await through("lemah", weak, { sub: "melati", claims: melati });
  assert.match(page.text, /Masuklah sekali dengan kata sandi/);
});

test("a provider that vouches for no number makes no account, and an equal e-mail address opens none", async () => {
  const browser = hall.visitor();
  const page = await through("lemah", browser, {
    sub: "x",
    claims: { nik: "1971015507920000", name: "X", email: "melati@contoh.invalid" },
  });
  assert.equal(page.status, 422);
  assert.match(page.text, /Buatlah akun dulu/);
  const none = await through("inapas", hall.visitor(), {
    sub: "y",
    claims: { name: "Y", email: "melati@contoh.invalid" },
  });
  assert.match(none.text, /tidak memberikan nomor induk/);
});

test("two at the provider cannot share one account here", async () => {
  const page = await through("inapas", hall.visitor(), { sub: "bukan-siti", claims: siti.claims });
  assert.equal(page.status, 422);
  assert.match(page.text, /sudah ditautkan dengan pengguna/);
});

test("an agency's provider lets its own officials in, with a second factor only when it says so", async () => {
  const one = hall.visitor();
  await through("kota", one, { sub: "petugas", claims: { nip: desk?.nip } });
  assert.match((await one.get("/kerja")).url, /^\/akun\/keamanan/, "one factor opens no office");
  const two = hall.visitor();
  const work = await through("kota", two, {
    sub: "petugas",
    claims: { nip: desk?.nip, amr: ["pwd", "mfa"] },
    amr: ["mfa"],
  });
  assert.equal(work.url, "/kerja", work.text);
  const away = await through("kota", hall.visitor(), { sub: "lain", claims: { nip: stranger?.nip } });
  assert.match(away.text, /Tidak ada akun pegawai/);
});

test("what was changed on the way, comes twice, or from another browser is refused", async () => {
  const spoils: [string, (at: URL) => void][] = [
    ["state", (at) => at.searchParams.set("state", "lain")],
    ["iss", (at) => at.searchParams.set("iss", "https://jahat.example")],
    ["code", (at) => at.searchParams.set("code", "lain")],
    ["no iss", (at) => at.searchParams.delete("iss")],
  ];
  for (const [what, spoil] of spoils) {
    outside.spoil = spoil;
    const browser = hall.visitor();
    const page = await through("inapas", browser, siti);
    outside.spoil = undefined;
    assert.equal(page.status, 422, what);
    assert.match(page.text, /tidak dapat dipastikan/);
    assert.match((await browser.get("/permohonan")).url, /^\/masuk/, what);
  }
  let last = "";
  outside.spoil = (at) => {
    last = at.pathname + at.search;
  };
  const browser = hall.visitor();
  await through("inapas", browser, siti);
  outside.spoil = undefined;
  assert.match((await browser.get(last)).text, /Waktunya habis/, "the same answer again");
  assert.match((await hall.visitor().get(last)).text, /Waktunya habis/, "in another browser");
});

test("an answer for one provider is not taken at another's address", async () => {
  outside.spoil = (at) => {
    at.pathname = at.pathname.replace("inapas", "lemah");
  };
  const page = await through("inapas", hall.visitor(), siti);
  outside.spoil = undefined;
  assert.equal(page.status, 422);
});

test("a provider that is down is told in a sentence, with the other ways in", async () => {
  const browser = hall.visitor();
  outside.down = true;
  const dead = await openTestHall({ demo: true, at: "running", settings: { PENDOPO_PROVIDERS: file } });
  const page = await dead.visitor().get("/masuk/lewat/inapas?kembali=%2Fpermohonan");
  outside.down = false;
  assert.equal(page.status, 503);
  assert.match(page.text, /sedang tidak dapat dihubungi/);
  assert.match(page.link("Masuk dengan cara lain"), /^\/masuk\?kembali=%2Fpermohonan/);
  outside.spoil = () => {
    outside.down = true;
  };
  const half = await through("inapas", browser, siti);
  outside.spoil = undefined;
  outside.down = false;
  assert.equal(half.status, 503, half.text);
});

test("a link is cut by its holder, and opens nothing after", async () => {
  const browser = hall.visitor();
  await through("inapas", browser, siti);
  const list = await browser.get("/akun/aplikasi");
  await browser.submit(list, {}, { form: "/akun/tautan/inapas" });
  assert.doesNotMatch((await browser.get("/akun/aplikasi")).text, /INApas/);
});

test("a file with mistakes names all of them, and the program does not start with it", async () => {
  const wrong = join(folder, "salah.yaml");
  writeFileSync(wrong, "providers:\n  - id: X\n    issuer: http://contoh.go.id\n    for: official\n");
  assert.throws(
    () => readProviders(wrong),
    (error: { params: { list: string } }) =>
      /id/.test(error.params.list) && /issuer/.test(error.params.list) && /clientSecret/.test(error.params.list),
  );
  await assert.rejects(openTestHall({ at: "running", settings: { PENDOPO_PROVIDERS: wrong } }), {
    key: "federation.providers-file",
  });
  await assert.rejects(
    openTestHall({ at: "running", settings: { PENDOPO_PROVIDERS: join(folder, "tidak-ada.yaml") } }),
    { key: "federation.providers-file" },
  );
  assert.ok(DEMO_PASSWORD);
});
