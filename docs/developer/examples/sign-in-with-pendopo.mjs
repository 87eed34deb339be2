// The smallest application that lets people sign in with Pendopo: Node, openid-client, no framework.
//   ISSUER=https://layanan.contoh.go.id/oidc CLIENT_ID=… CLIENT_SECRET=… node sign-in-with-pendopo.mjs
// It answers at APPLICATION_HOME, http://127.0.0.1:3000 by default; register that address with "/balik" behind it as its address of return.
// A real application keeps its sessions in a store, not in a Map.

import { randomUUID } from "node:crypto";
import { createServer } from "node:http";
import * as client from "openid-client";

const { ISSUER, CLIENT_ID, CLIENT_SECRET } = process.env;
const HOME = process.env.APPLICATION_HOME ?? "http://127.0.0.1:3000";

const local = new URL(ISSUER).protocol === "http:" ? [client.allowInsecureRequests] : [];
const pendopo = await client.discovery(new URL(ISSUER), CLIENT_ID, undefined, client.ClientSecretBasic(CLIENT_SECRET), {
  execute: local,
});
const sessions = new Map();

createServer(async (request, response) => {
  const url = new URL(request.url, HOME);
  const id = /(?:^|; )sesi=([\w-]+)/.exec(request.headers.cookie ?? "")?.[1] ?? randomUUID();
  const session = sessions.get(id) ?? {};
  sessions.set(id, session);
  const go = (to) => {
    response.writeHead(303, { location: to, "set-cookie": `sesi=${id}; HttpOnly; SameSite=Lax; Path=/` });
    response.end();
  };
  try {
    if (url.pathname === "/masuk") {
      // Kept until the person comes back: what was begun here is finished here, and nowhere else.
      session.verifier = client.randomPKCECodeVerifier();
      session.state = client.randomState();
      session.nonce = client.randomNonce();
      const to = client.buildAuthorizationUrl(pendopo, {
        redirect_uri: `${HOME}/balik`,
        scope: "openid profile",
        state: session.state,
        nonce: session.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(session.verifier),
        code_challenge_method: "S256",
      });
      return go(to.href);
    }
    if (url.pathname === "/balik") {
      const tokens = await client.authorizationCodeGrant(pendopo, url, {
        pkceCodeVerifier: session.verifier,
        expectedState: session.state,
        expectedNonce: session.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const { name } = await client.fetchUserInfo(pendopo, tokens.access_token, claims.sub);
      session.who = { sub: claims.sub, name, level: claims.acr, idToken: tokens.id_token };
      return go("/");
    }
    if (url.pathname === "/keluar") {
      const { idToken } = session.who ?? {};
      sessions.delete(id);
      return go(client.buildEndSessionUrl(pendopo, { ...(idToken ? { id_token_hint: idToken } : {}) }).href);
    }
    response.setHeader("content-type", "text/plain; charset=utf-8");
    response.end(session.who ? `Halo, ${session.who.name} (${session.who.level})\n` : "Belum masuk: /masuk\n");
  } catch (error) {
    response.writeHead(400, { "content-type": "text/plain; charset=utf-8" });
    response.end(`Masuk tidak berhasil: ${error.error ?? error.code ?? error.message}\n`);
  }
}).listen(Number(new URL(HOME).port), "127.0.0.1", () => console.log(`listening at ${HOME}`));
