// The example of the page for developers, run as it stands there: a program of its own, over the wire.

import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import type { AddressInfo, Server } from "node:net";
import { connect, createServer } from "node:net";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openTestHall } from "../hall.ts";
import { goThrough, register, wired } from "./world.ts";

/** A port of its own: what comes in there is led on, once it is known whereto. */
async function front(lead: { to: number }): Promise<{ port: number; server: Server }> {
  const server = createServer((incoming) => {
    const outgoing = connect(lead.to, "127.0.0.1");
    incoming.on("error", () => outgoing.destroy());
    outgoing.on("error", () => incoming.destroy());
    incoming.pipe(outgoing).pipe(incoming);
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  return { port: (server.address() as AddressInfo).port, server };
}

test("the example signs a resident in and out", async () => {
  const lead = { to: 0 };
  const { port, server } = await front(lead);
  const free = await front({ to: 1 });
  const home = `http://127.0.0.1:${free.port}`;
  free.server.close();
  const hall = await openTestHall({ demo: true, at: "running", settings: { PENDOPO_URL: `http://127.0.0.1:${port}` } });
  lead.to = (await hall.listen()).port;
  const app = await register(hall, {
    kind: "native",
    name: "Contoh",
    redirect_uris: [`${home}/balik`],
    logout_uris: [],
    scopes: ["profile"],
  });
  const file = fileURLToPath(new URL("../../docs/developer/examples/sign-in-with-pendopo.mjs", import.meta.url));
  const program = spawn(process.execPath, [file], {
    env: {
      PATH: process.env.PATH,
      ISSUER: `${hall.url}/oidc`,
      CLIENT_ID: app.id,
      CLIENT_SECRET: app.secret,
      APPLICATION_HOME: home,
    },
    stdio: ["ignore", "pipe", "inherit"],
  });
  after(() => {
    program.kill();
    server.close();
  });
  await once(program.stdout, "data");
  const byHand: typeof fetch = (to, init) => fetch(to, { ...init, redirect: "manual" });
  const melati = wired(hall, byHand, await hall.resident("melati"));
  const begun = await fetch(`${home}/masuk`, { redirect: "manual" });
  const cookie = (begun.headers.getSetCookie()[0] ?? "").split(";")[0] as string;
  const { to } = await goThrough(melati, begun.headers.get("location") as string);
  const ended = await fetch(to, { redirect: "manual", headers: { cookie } });
  assert.equal(ended.status, 303, await ended.text());
  const page = await fetch(home, { headers: { cookie } });
  assert.equal(await page.text(), "Halo, Melati Anggraini (urn:pendopo:acr:2)\n");
  const out = await fetch(`${home}/keluar`, { redirect: "manual", headers: { cookie } });
  assert.match(out.headers.get("location") ?? "", /\/oidc\/session\/end\?id_token_hint=/);
  const replayed = await fetch(to, { redirect: "manual", headers: { cookie } });
  assert.equal(replayed.status, 400);
});
