// (b) Pages of an ordinary official and of the public over a country of cases, and (c) how many of them a second against the same
// server sending a constant.

import { gunzipSync } from "node:zlib";
import { getRequest, type Load, median, perSecond, share } from "./load.ts";
import type { Person } from "./world.ts";

export type PageFigure = { page: string; cases: number; clients: number; p50: number; p95: number };

export type Page = { page: string; requests: string[] };

/** The pages that are measured. The numbers are of cases that wait in the official's unit. */
export function pagesOf(official: Person, numbers: readonly string[], cursors: readonly string[]): Page[] {
  const as = (path: string) => getRequest(path, official);
  return [
    { page: "worklist", requests: [as("/kerja")] },
    { page: "worklist, further pages", requests: cursors.map((cursor) => as(`/kerja?setelah=${cursor}`)) },
    { page: "worklist, what is late", requests: [as("/kerja?tampil=lewat")] },
    { page: "case desk", requests: numbers.map((number) => as(`/kerja/${number}`)) },
    { page: "tracking (public)", requests: numbers.map((number) => getRequest(`/lacak/${number}`)) },
    { page: "dashboard", requests: [as("/dasbor")] },
  ].filter(({ requests }) => requests.length > 0);
}

/** Cursors of the pages behind the first, as the worklist itself gives them. */
export async function cursorsOf(port: number, official: Person, most: number): Promise<string[]> {
  const found: string[] = [];
  let path = "/kerja";
  while (found.length < most) {
    const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
      headers: { cookie: `pendopo=${official.session}` },
    });
    const cursor = /setelah=([\w-]+)/.exec(await answer.text())?.[1];
    if (!cursor) break;
    found.push(cursor);
    path = `/kerja?setelah=${cursor}`;
  }
  return found;
}

/** Times of each page at some numbers of clients, after a warming of its own. */
export async function measurePages(given: {
  load: Load;
  port: number;
  pages: Page[];
  cases: number;
  clients: number[];
  seconds: number;
}): Promise<PageFigure[]> {
  const { load, port, pages, cases, seconds } = given;
  const figures: PageFigure[] = [];
  for (const { page, requests } of pages) {
    // Every connection of the pool has made its plans, and every service on the page is read.
    await load.send({ port, clients: 16, requests, again: true, seconds: 10, most: Math.max(200, requests.length) });
    for (const clients of given.clients) {
      const done = await load.send({ port, clients, requests, again: true, seconds });
      figures.push({ page, cases, clients, p50: median(done.times), p95: share(done.times, 0.95) });
    }
  }
  return figures;
}

export type ThroughputFigure = {
  page: string;
  perSecond: number;
  floor: number;
  ratio: number;
  packed: number;
  unpacked: number;
};

/** Requests a second of a page, and of a constant from the same server, in turns; the middle of the rounds counts. */
export async function measureThroughput(given: {
  load: Load;
  port: number;
  pages: { page: string; request: string; path: string; session?: string }[];
  clients: number;
  seconds: number;
  rounds: number;
}): Promise<ThroughputFigure[]> {
  const { load, port, clients, seconds, rounds } = given;
  const figures: ThroughputFigure[] = [];
  for (const { page, request, path, session } of given.pages) {
    const run = async (text: string) =>
      perSecond(await load.send({ port, clients, requests: [text], again: true, seconds }));
    await run(request);
    const measured: { page: number; floor: number }[] = [];
    for (let round = 0; round < rounds; round++)
      measured.push({ floor: await run(getRequest("/healthz")), page: await run(request) });
    measured.sort((a, b) => a.page / a.floor - b.page / b.floor);
    const middle = measured[Math.floor(rounds / 2)] as (typeof measured)[number];
    const { packed, unpacked } = await bytesOf(port, path, session);
    figures.push({
      page,
      perSecond: middle.page,
      floor: middle.floor,
      ratio: middle.page / middle.floor,
      packed,
      unpacked,
    });
  }
  return figures;
}

/** Bytes of a page's body as they travel, and unpacked. `fetch` unpacks by itself, so the packing is asked for by hand. */
async function bytesOf(port: number, path: string, session?: string): Promise<{ packed: number; unpacked: number }> {
  const { get } = await import("node:http");
  const headers = { "accept-encoding": "gzip", ...(session ? { cookie: `pendopo=${session}` } : {}) };
  const body = await new Promise<Buffer>((resolve, reject) => {
    get({ port, host: "127.0.0.1", path, headers, agent: false }, (answer) => {
      const parts: Buffer[] = [];
      answer.on("data", (part: Buffer) => parts.push(part));
      answer.on("end", () => resolve(Buffer.concat(parts)));
    }).once("error", reject);
  });
  return { packed: body.length, unpacked: gunzipSync(body).length };
}
