// At most six questions to the database a page, the session's among them, however many rows the page shows (issue 2, item 11).
// What a process reads once and keeps (versions, calendars) is read before; opening and closing a transaction asks nothing.

import assert from "node:assert/strict";
import { describe, test } from "node:test";
import { makeDrafts, officeOf, owner } from "../bench/world.ts";
import { type Browser, openTestHall, type Reply } from "./hall.ts";

const MOST = 6;

const MELATI = "1971034708900000";
const hall = await openTestHall({ demo: true });
const melati = await hall.resident("melati");
const desk = await hall.as("pangkalpinang/dpmptsp/front-office");
const number = await fillTheWorklist();

/** Sends more applications than a page of the worklist shows; gives the number of the last. */
async function fillTheWorklist(): Promise<string> {
  const client = await owner(hall);
  const office = await officeOf(hall, client, "pangkalpinang");
  await client.end();
  const [account] = await hall.rows("select id, person_id from people.account where login_blind = $1", [
    hall.vault.blind("login:nik", MELATI),
  ]);
  const person = { account: account?.id, person: account?.person_id, session: "", visit: "" };
  let last = "";
  for (const draft of await makeDrafts(hall, office, [person], 30)) {
    const sent = await melati.post(`/permohonan/konsep/${draft.id}/kirim`, { _key: draft.id });
    last = sent.location?.split(/[/?]/)[2] ?? "";
    assert.match(last, /^[0-9A-Z-]{14}$/, sent.errorSummary);
  }
  return last;
}

describe("a page asks the database at most six times", () => {
  /** The second visit: what is kept in memory is there. */
  async function again(browser: Browser, path: string): Promise<Reply> {
    await browser.get(path);
    const reply = await browser.get(path);
    assert.equal(reply.status, 200, `${path}: ${reply.title}`);
    return reply;
  }

  const within = (reply: Reply, page: string) =>
    assert.ok(reply.queries <= MOST && reply.queries > 0, `${page} asked ${reply.queries} times`);

  test("the worklist, with its rows and its counts", async () => {
    const reply = await again(desk, "/kerja");
    assert.ok(reply.all('main a[href^="/kerja/"]').length >= 25, "the worklist is full");
    within(reply, "the worklist");
  });

  test("the worklist asks no more for more rows", async () => {
    const few = await again(desk, `/kerja?nomor=${number}`);
    const many = await again(desk, "/kerja");
    assert.ok(many.queries <= few.queries, `${few.queries} for one row, ${many.queries} for all`);
  });

  test("the desk of a case", async () => {
    within(await again(desk, `/kerja/${number}`), "the desk");
  });

  test("the tracking page, for whoever holds the number", async () => {
    const reply = await again(hall.visitor(), `/lacak/${number}`);
    assert.ok(reply.html.includes(number));
    within(reply, "tracking");
  });

  test("the page of a service at one office", async () => {
    within(await again(hall.visitor(), "/layanan/sertifikat-laik-higiene/kota-pangkalpinang"), "the service page");
  });

  test("the front page and the catalogue", async () => {
    within(await again(hall.visitor(), "/"), "the front page");
    within(await again(hall.visitor(), "/layanan"), "the catalogue");
  });

  test("the dashboard of an office", async () => {
    within(await again(desk, "/dasbor"), "the dashboard");
  });

  test("a person's own list, and one case of it", async () => {
    within(await again(melati, "/permohonan"), "the own list");
    within(await again(melati, `/permohonan/${number}`), "the own case");
  });
});
