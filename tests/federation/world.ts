// A hall on a real port, an application at its own address, and people with browsers: what the tests of signing in across
// applications share. The issuer is the address that people see; the wire leads it to the port on which the test's server listens.

import assert from "node:assert/strict";
import { hashSecret, makeSecret } from "../../capabilities/federation/client.ts";
import { newId } from "../../kernel/ids.ts";
import { Browser, type Reply, type TestHall } from "../hall.ts";

export const CALLBACK = "https://antrean.contoh.go.id/balik";

export type Application = { id: string; secret: string };

/** What the wire does with the address that people see. */
export function wireTo(hall: TestHall, port: number): typeof fetch {
  const shown = new URL(hall.url);
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : String(input));
    if (url.host === shown.host) {
      url.protocol = "http:";
      url.host = `127.0.0.1:${port}`;
    }
    return fetch(url, { ...(init as RequestInit), redirect: "manual" });
  };
}

/** A browser that goes over the wire, as the protocol's own paths need it. */
export function wired(hall: TestHall, wire: typeof fetch, from?: Browser): Browser {
  const browser = new Browser({
    ...hall.door,
    knock: async (request) =>
      wire(request.url, {
        method: request.method,
        headers: request.headers,
        body: request.method === "GET" ? undefined : await request.arrayBuffer(),
      }),
  });
  for (const [name, value] of from?.cookies ?? []) browser.cookies.set(name, value);
  return browser;
}

/** An application of the agency with that code's first unit, straight into the register. */
export async function register(hall: TestHall, given: Record<string, unknown> = {}): Promise<Application> {
  const id = newId();
  const secret = makeSecret();
  const [agency] = await hall.rows("select id from agencies.agency where code = $1", [given.agency ?? "5771"]);
  const row = {
    kind: "web",
    name: "Antrean RSUD",
    audience: "resident",
    redirect_uris: [CALLBACK],
    logout_uris: ["https://antrean.contoh.go.id/keluar"],
    backchannel_uri: "",
    auth_method: "client_secret_basic",
    scopes: ["profile", "email", "nik", "offline_access", "cases:read"],
    units: [],
    knows_act: false,
    signing: "RS256",
    jwks: null,
    ...given,
  };
  await hall.rows(
    `insert into federation.client (id, agency_id, kind, name, purpose, legal_basis, contact, home_uri, audience, redirect_uris, logout_uris,
       backchannel_uri, auth_method, secret_hashes, jwks, signing, scopes, units, knows_act, created_at, created_by, changed_at)
     values ($1, $2, $3, $4, 'Mendaftarkan Anda ke antrean dokter.', 'Pasal 20 UU 27/2022', 'antrean@contoh.go.id', 'https://antrean.contoh.go.id/',
       $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, now(), $16, now())`,
    [
      id,
      agency?.id,
      row.kind,
      row.name,
      row.audience,
      row.redirect_uris,
      row.logout_uris,
      row.backchannel_uri,
      row.auth_method,
      row.auth_method === "client_secret_basic" ? [hashSecret(secret)] : [],
      row.jwks,
      row.signing,
      row.scopes,
      row.units,
      row.knows_act,
      newId(),
    ],
  );
  return { id, secret };
}

/** Follows the way from an application's request, page by page, until it leads away again; gives where to. */
export async function goThrough(
  browser: Browser,
  address: string | URL,
  onConsent: "Izinkan dan lanjutkan" | "Tolak" = "Izinkan dan lanjutkan",
): Promise<{ to: URL; pages: Reply[] }> {
  const pages: Reply[] = [];
  let next: string = String(address);
  for (let i = 0; i < 12; i++) {
    const reply = await browser.get(next, { follow: false });
    const own = new URL(browser.home);
    if (reply.location) {
      const to = new URL(reply.location, own);
      if (to.host !== own.host) return { to, pages };
      next = to.pathname + to.search;
      continue;
    }
    pages.push(reply);
    const onward = onwardOf(reply);
    if (onward) next = onward;
    else {
      const sent = await browser.submit(reply, {}, { button: onConsent, form: "/masuk-aplikasi/", follow: false });
      pages.push(sent);
      assert.equal(sent.status, 200, sent.text);
      next = onwardOf(sent) ?? assert.fail(`leads nowhere: ${sent.text}`);
    }
  }
  return assert.fail(`never came back: ${pages.map((page) => page.h1).join(" | ")}`);
}

/** Where a page goes on to by itself. */
export const onwardOf = (reply: Reply): string | undefined =>
  reply.page
    .querySelector('meta[http-equiv="refresh"]')
    ?.getAttribute("content")
    ?.replace(/^0; url=/, "");
