// From what a handler gave back to the bytes that leave: headers of safety, cookies, packing.

import { gzipSync } from "node:zlib";
import { render } from "preact-render-to-string";
import type { Answer } from "./answer.ts";

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; manifest-src 'self'; require-trusted-types-for 'script'; trusted-types pendopo 'allow-duplicates'";
const PAPER =
  "default-src 'none'; style-src 'unsafe-inline'; img-src data:; object-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** A form may ask for a photo or for where one stands, a passkey for itself; nothing else of the device is ours to use. */
const PERMISSIONS =
  "camera=(self), geolocation=(self), publickey-credentials-get=(self), publickey-credentials-create=(self), microphone=(), accelerometer=(), gyroscope=(), magnetometer=(), usb=(), serial=(), payment=(), display-capture=(), idle-detection=(), browsing-topics=()";

export type Respond = (request: Request, answer: Answer, out: string[]) => Response;

/** Makes responses for an installation; `secure` when people reach it by https. */
export const responder =
  (secure: boolean): Respond =>
  (request, answer, out) => {
    const headers = new Headers({
      "content-security-policy": secure ? `${POLICY}; upgrade-insecure-requests` : POLICY,
      "x-content-type-options": "nosniff",
      "referrer-policy": "same-origin",
      "cross-origin-opener-policy": "same-origin",
      // Nothing of ours is for other sites to put into theirs; the coat of arms and public papers are linked to, not embedded.
      "cross-origin-resource-policy": "same-origin",
      "permissions-policy": PERMISSIONS,
    });
    if (secure) headers.set("strict-transport-security", "max-age=31536000; includeSubDomains");
    // Rendering may ask for the form's token, and with it for a cookie: so the page comes before the cookies.
    const html = answer.kind === "page" ? `<!doctype html>${render(answer.body)}` : "";
    for (const cookie of out) headers.append("set-cookie", cookie);
    headers.set("cache-control", "cache" in answer && answer.cache && out.length === 0 ? answer.cache : "no-store");
    switch (answer.kind) {
      case "page": {
        headers.set("content-type", "text/html; charset=utf-8");
        headers.set("vary", "cookie, accept-encoding");
        return packed(request, html, answer.status, headers);
      }
      case "to": {
        headers.set("location", answer.location);
        for (const cookie of answer.cookies ?? []) headers.append("set-cookie", cookie);
        return new Response(null, { status: answer.status, headers });
      }
      case "json": {
        headers.set(
          "content-type",
          answer.status >= 400 ? "application/problem+json" : "application/json; charset=utf-8",
        );
        for (const [name, value] of Object.entries(answer.headers ?? {})) headers.set(name, value);
        return packed(request, JSON.stringify(answer.value), answer.status, headers);
      }
      case "bytes": {
        headers.set("content-type", answer.type);
        if (answer.name)
          headers.set(
            "content-disposition",
            `${answer.inline ? "inline" : "attachment"}; filename*=UTF-8''${encodeName(answer.name)}`,
          );
        // What people upload is shown in a box of its own, where nothing in it can run. A PDF has such a box in the browser's own
        // reader, which does not open inside another.
        headers.set("content-security-policy", answer.type === "application/pdf" ? PAPER : `${PAPER}; sandbox`);
        return new Response(answer.bytes as BodyInit, { status: answer.status, headers });
      }
    }
  };

/** Small answers go as they are; larger ones are packed when the browser can unpack them. */
function packed(request: Request, text: string, status: number, headers: Headers): Response {
  const bytes = Buffer.from(text, "utf8");
  if (bytes.length > 1200 && /\bgzip\b/.test(request.headers.get("accept-encoding") ?? "")) {
    headers.set("content-encoding", "gzip");
    return new Response(new Uint8Array(gzipSync(bytes, { level: 4 })), { status, headers });
  }
  return new Response(new Uint8Array(bytes), { status, headers });
}

/** A name as a header carries it (RFC 5987): what `encodeURIComponent` leaves but a header may not hold is encoded too. */
const encodeName = (name: string): string =>
  encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
