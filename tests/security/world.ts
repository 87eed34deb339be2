// What stands behind the doors of the refusal matrix, and who knocks: a resident's case, drafts and papers in the demo's
// government. A capability that needs more makes it in its own rows, by `keep`.

import assert from "node:assert/strict";
import { apply, domicilePeople } from "../api/domicile.ts";
import { type Browser, openTestHall } from "../hall.ts";
import type { Name, Visitor } from "./door.ts";

export type World = Awaited<ReturnType<typeof openWorld>>;

export async function openWorld() {
  const hall = await openTestHall({ demo: true });
  const people = await domicilePeople(hall);
  const { place, village } = people;
  const [agencyId, offeringId] = place.id.split("/") as [string, string];
  const first = async (text: string, values: unknown[]) => {
    const [row] = await hall.rows(text, values);
    assert.ok(row, text);
    return row;
  };
  const unit = await first(
    "select u.id, u.key, u.agency_id, a.code from agencies.unit u join agencies.agency a on a.id = u.agency_id where u.id = $1",
    [place.unit.id],
  );
  const chief = await first("select key, id from agencies.position where unit_id = $1 and is_head", [place.unit.id]);
  const sister = await first(
    "select key from agencies.position where key = 'pangkalpinang/dpmptsp/front-office' and agency_id = $1",
    [agencyId],
  );
  const keeper = await first(
    "select key from agencies.position where may_administer and agency_id = $1 and key is not null order by is_head, key limit 1",
    [agencyId],
  );
  const visitor = async (browser?: Promise<Browser>): Promise<Visitor> =>
    browser ? { page: await browser, api: hall.api((await browser).token) } : { page: hall.visitor(), api: hall.api() };

  let shade = 100;
  const fresh = () => apply(people.melati, people, { shade: shade++ });
  /** The open task of a case: its unit's, or with `mine` the applicant's. */
  const taskOf = async (tracking: string, mine = false): Promise<string> =>
    (
      await first(
        `select t.id from cases.task t join cases.case c on c.id = t.case_id where c.tracking = $1 and t.status = 'open' and (t.unit_id is null) = $2`,
        [tracking, mine],
      )
    ).id;
  const answer = async (who: typeof people.officer, tracking: string, body: object) => {
    const reply = await who.post(`/cases/${tracking}/tasks/${await taskOf(tracking)}/completion`, body);
    assert.equal(reply.status, 200, reply.html);
  };
  const returned = async (): Promise<string> => {
    const tracking = await fresh();
    await answer(people.officer, tracking, {
      answers: { hasilCocok: "kurang" },
      asked: ["namaUsaha"],
      note: "Tulis seperti di papan.",
    });
    return tracking;
  };
  const draft = async (): Promise<string> => {
    const reply = await people.melati.post("/drafts", { offering: place.id });
    assert.equal(reply.status, 201, reply.html);
    return reply.json.id;
  };

  const issued = await fresh();
  await answer(people.officer, issued, { answers: { hasilCocok: "cocok" } });
  await answer(people.lurah, issued, { answers: { keputusanLurah: "setuju" } });
  await hall.drain();
  const document = await first(
    "select d.id, d.code, d.digest from cases.document d join cases.case c on c.id = d.case_id where c.tracking = $1 and d.status = 'issued'",
    [issued],
  );
  const open = await fresh();
  const file = await first(
    "select a.id from cases.attachment a join cases.case c on c.id = a.case_id where c.tracking = $1",
    [open],
  );
  const kept = new Map<string, Promise<unknown>>();
  return {
    hall,
    people,
    place,
    village,
    agencyId,
    offeringId,
    unit,
    chief,
    document,
    issued,
    open,
    file,
    back: await returned(),
    started: await draft(),
    colleague: await first("select id from agencies.official limit 1", []),
    fresh,
    returned,
    draft,
    taskOf,
    first,
    visitor,
    /** Makes something once, for all the rows that name it. @example await w.keep("mandate", () => grant(w)) */
    keep: <T>(name: string, make: () => Promise<T>): Promise<T> => {
      if (!kept.has(name)) kept.set(name, make());
      return kept.get(name) as Promise<T>;
    },
    persons: {
      public: await visitor(),
      neighbour: await visitor(hall.resident("akhiong")),
      sister: await visitor(hall.as(sister.key)),
      away: await visitor(hall.as("babel/labkes/analis")),
      owner: await visitor(hall.resident("melati")),
      unit: await visitor(hall.as(`${unit.key}/kasi-pelayanan`)),
      head: await visitor(hall.as(chief.key)),
      administrator: await visitor(hall.as(keeper.key)),
    } satisfies Record<Name, Visitor>,
  };
}
