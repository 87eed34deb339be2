// A city's dashboard and a person's own program at the API: what each may read, and what neither may do.

import assert from "node:assert/strict";
import { before, test } from "node:test";
import { exportJWK, generateKeyPair } from "jose";
import * as oauth from "oauth4webapi";
import { capabilities } from "../../app/capabilities.ts";
import { apiScopes } from "../../capabilities/federation/scopes.ts";
import { apply, domicilePeople } from "../api/domicile.ts";
import { openTestHall } from "../hall.ts";
import { register, wireTo } from "./world.ts";

const hall = await openTestHall({ demo: true, at: "running" });
const { port } = await hall.listen();
const wire = wireTo(hall, port);
const options = { [oauth.customFetch]: wire as never, [oauth.allowInsecureRequests]: true as const };
const issuer = new URL(`${hall.url}/oidc`);
const as = await oauth.processDiscoveryResponse(
  issuer,
  await oauth.discoveryRequest(issuer, { ...options, algorithm: "oidc" }),
);
const people = await domicilePeople(hall);
const tracking = await apply(people.melati, people, {});
const [unit] = await hall.rows(
  "select u.id, u.agency_id, a.code from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.id = $1",
  [people.place.unit.id],
);
const [elsewhere] = await hall.rows("select id from agencies.unit where agency_id = $1 and id <> $2 limit 1", [
  unit?.agency_id,
  unit?.id,
]);
const READS = ["cases:read", "sessions:read", "tasks:read"];

const machine = (units: string[], more: object = {}) =>
  register(hall, {
    kind: "machine",
    name: "Dasbor Kota",
    agency: unit?.code,
    redirect_uris: [],
    logout_uris: [],
    scopes: READS,
    units,
    ...more,
  });

async function token(client: { id: string; secret: string }, scope: string): Promise<string> {
  const response = await oauth.clientCredentialsGrantRequest(
    as,
    { client_id: client.id },
    oauth.ClientSecretBasic(client.secret),
    { scope },
    options,
  );
  return (await oauth.processClientCredentialsResponse(as, { client_id: client.id }, response)).access_token;
}

let dashboard: Awaited<ReturnType<typeof machine>>;
before(async () => {
  dashboard = await machine([unit?.id]);
});

test("a machine reads the cases of the units that it was registered for, and of no other", async () => {
  const program = hall.api(await token(dashboard, READS.join(" ")));
  const list = await program.get("/cases");
  assert.equal(list.status, 200, list.html);
  assert.ok(
    list.json.items.some((each: { tracking: string }) => each.tracking === tracking),
    list.html,
  );
  assert.equal((await program.get(`/cases/${tracking}`)).status, 200);
  const other = hall.api(await token(await machine([elsewhere?.id]), "cases:read"));
  assert.deepEqual((await other.get("/cases")).json.items, []);
  assert.equal((await other.get(`/cases/${tracking}`)).status, 404);
  const me = await program.get("/me");
  assert.equal(me.json.kind, "program");
  assert.equal(me.json.name, "Dasbor Kota");
});

test("a token opens what its scope says, and says which scope is lacking", async () => {
  const program = hall.api(await token(dashboard, "tasks:read"));
  const refused = await program.get("/cases");
  assert.equal(refused.status, 403);
  assert.match(refused.headers.get("www-authenticate") ?? "", /insufficient_scope.*cases:read/);
  assert.equal((await program.get("/agencies")).status, 200, "what is open to everybody asks for no scope");
});

test("a resident's fact or a right to write is not given to a machine", async () => {
  for (const scope of ["drafts:write", "nik", "files:read"]) await assert.rejects(token(dashboard, scope));
  // What nobody knows is left out of the token, as the protocol has it.
  assert.equal((await hall.api(await token(dashboard, "cases:read jahat")).get("/cases")).status, 200);
});

test("no endpoint lets a machine do what people do or read what is personal, whatever its token says", async () => {
  const mighty = await machine([unit?.id], { scopes: apiScopes(capabilities) });
  const program = hall.api(await token(mighty, apiScopes(capabilities).join(" ")));
  const guarded = capabilities.flatMap((each) => each.endpoints ?? []).filter((each) => each.access !== "public");
  assert.ok(guarded.length > 20);
  for (const { method, path, machines } of guarded) {
    const at = path.replace("{tracking}", tracking).replace(/\{\w+\}/g, "00000000-0000-4000-8000-000000000000");
    const reply = await program.send(method, at, method === "GET" || method === "DELETE" ? undefined : {});
    assert.equal(reply.status, machines ? 200 : 403, `${method} ${path}: ${reply.status} ${reply.html}`);
    if (machines) {
      assert.equal(method, "GET", path);
      assert.doesNotMatch(
        reply.html,
        /Melati Anggraini|081271000001|6281271000001|1971034708900000|Jalan Mentok/,
        path,
      );
    }
  }
});

test("a machine has no pages: its token opens none of them", async () => {
  const browser = hall.visitor().signedInWith(await token(dashboard, "cases:read"));
  assert.match((await browser.get("/kerja", { follow: false })).location ?? "", /^\/masuk/);
});

test("a machine proves itself by a key of its own; another's signature is refused", async () => {
  const { privateKey, publicKey } = await generateKeyPair("ES256", { extractable: true });
  const jwk = { ...(await exportJWK(publicKey)), kid: "satu", alg: "ES256", use: "sig" };
  const client = await machine([unit?.id], { auth_method: "private_key_jwt", jwks: JSON.stringify({ keys: [jwk] }) });
  const ask = async (key: CryptoKey) => {
    const response = await oauth.clientCredentialsGrantRequest(
      as,
      { client_id: client.id },
      oauth.PrivateKeyJwt({ key, kid: "satu" }),
      { scope: "cases:read" },
      options,
    );
    return oauth.processClientCredentialsResponse(as, { client_id: client.id }, response);
  };
  const given = await ask(privateKey);
  assert.equal((await hall.api(given.access_token).get("/cases")).status, 200);
  await assert.rejects(ask((await generateKeyPair("ES256")).privateKey));
});

test("a token is found with one question, and a session's token is not looked for here", async () => {
  const program = hall.api(await token(dashboard, "sessions:read"));
  await program.get("/me");
  const reply = await program.get("/me");
  assert.ok(reply.queries <= 2, `${reply.queries} questions`);
});

test("the description of the API tells each operation's scope", async () => {
  const { json } = await hall.api().get("/openapi.json");
  assert.deepEqual(json.paths["/api/v1/cases"].get.security, [{ bearer: [] }, { oauth2: ["cases:read"] }]);
  assert.ok(json.components.securitySchemes.oauth2.flows.clientCredentials.scopes["cases:read"]);
  assert.equal(json.components.securitySchemes.oauth2.flows.clientCredentials.scopes["cases:write"], undefined);
});
