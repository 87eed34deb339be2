// A first visit over a weak line: everything that a page makes a browser fetch, counted on the wire.

import assert from "node:assert/strict";
import { test } from "node:test";
import { gunzipSync } from "node:zlib";
import { openTestHall } from "../hall.ts";
import { comeTo, publicPages } from "./list.ts";

const hall = await openTestHall({ demo: true });

const MOST = 60_000;
const MOST_SCRIPT = 15_000;

/** One answer as the wire carries it, and as the browser unpacks it. */
async function fetched(path: string, cookies = ""): Promise<{ wire: number; text: string; type: string }> {
  const headers = { "accept-encoding": "gzip", ...(cookies ? { cookie: cookies } : {}) };
  const response = await hall.door.knock(new Request(new URL(path, hall.door.url), { headers }));
  const bytes = Buffer.from(await response.arrayBuffer());
  const packed = response.headers.get("content-encoding") === "gzip";
  return {
    wire: bytes.length,
    text: (packed ? gunzipSync(bytes) : bytes).toString("utf8"),
    type: response.headers.get("content-type") ?? "",
  };
}

/** What the page, and what its scripts and styles in turn, ask for at once. The icon of an installed application waits for its day. */
const asksFor = (text: string): string[] => [
  ...[...text.matchAll(/<(?:script|img|link)\b[^>]*>/g)]
    .map(([element]) => element)
    .filter((element) => !/rel="(?:apple-touch-icon|manifest|canonical|alternate)"/.test(element))
    .flatMap((element) => /(?:src|href)="(\/[^"]+)"/.exec(element)?.[1] ?? []),
];
const imports = (text: string): string[] =>
  [...text.matchAll(/(?:from|import)\s*"\.\/([^"]+)"/g)].map(([, name]) => `/aset/${name}`);
const inStyle = (text: string): string[] => [...text.matchAll(/url\("?(\/aset\/[^")]+)"?\)/g)].map(([, path]) => path!);

for (const page of publicPages)
  test(`${page.name}: at most 60 KB in all, at most 15 KB of it script`, async () => {
    const { browser, path } = await comeTo(hall, page);
    const cookies = [...browser.cookies].map(([name, value]) => `${name}=${value}`).join("; ");
    const html = await fetched(path, cookies);
    assert.match(html.type, /^text\/html/);
    let all = html.wire;
    let script = 0;
    const waiting = asksFor(html.text);
    const seen = new Set<string>();
    assert.ok(
      waiting.some((each) => each.endsWith(".css")),
      "the page has its stylesheet",
    );
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const part = await fetched(next);
      all += part.wire;
      if (/javascript/.test(part.type)) {
        script += part.wire;
        waiting.push(...imports(part.text));
      } else if (/css/.test(part.type)) waiting.push(...inStyle(part.text));
    }
    assert.ok(all <= MOST, `${all} bytes`);
    assert.ok(script <= MOST_SCRIPT, `${script} bytes of script`);
  });
