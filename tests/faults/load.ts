// A load of whole requests over HTTP, by clients that do what a good client does: on any doubt the same command again, under the
// same key. What was acknowledged is written down here, and afterwards looked for in the database.

import assert from "node:assert/strict";
import { demoCodeOf } from "../../capabilities/people/index.ts";
import { domicile, type Place, photo } from "../api/domicile.ts";
import { type Program, pause, until } from "./program.ts";

export type People = { resident: string; officer: string; lurah: string; place: Place; village: string };
type Said = { status: number; json: any };

export async function call(
  program: Program,
  token: string,
  method: string,
  path: string,
  body?: unknown,
  key?: string,
): Promise<Said> {
  const raw = body instanceof Uint8Array;
  const response = await fetch(`${program.url}/api/v1${path}`, {
    method,
    headers: {
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...(body === undefined ? {} : { "content-type": raw ? "application/octet-stream" : "application/json" }),
      ...(key ? { "idempotency-key": key } : {}),
    },
    body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
    signal: AbortSignal.timeout(20_000),
  });
  return { status: response.status, json: await response.json() };
}

/** Signs in the people of one kelurahan, as programs. */
export async function signInPeople(program: Program, resident = "1971034708900000"): Promise<People> {
  /** The next code of an official's application that was not taken yet. */
  const codeOf = async (nip: string) => {
    const [row] = await program.rows(
      `select t.last_step from people.totp t join people.account a on a.id = t.account_id
         join agencies.official o on o.id = a.official_id where o.nip = $1`,
      [nip],
    );
    return demoCodeOf(nip, new Date(), row?.last_step);
  };
  const signIn = async (kind: string, number: string) => {
    const code = kind === "official" ? await codeOf(number) : undefined;
    const said = await call(program, "", "POST", "/sessions", { kind, number, password: "pendopo terbuka", code });
    assert.equal(said.status, 201, JSON.stringify(said.json));
    return said.json.token as string;
  };
  const offerings = await call(program, "", "GET", "/offerings?service=keterangan-domisili-usaha&limit=5");
  const place = offerings.json.items[0] as Place;
  const holder = async (condition: string) => {
    const [found] = await program.rows(
      `select o.nip from agencies.position p join agencies.holding h on h.position_id = p.id and h.agency_id = p.agency_id
         join agencies.official o on o.id = h.official_id
        where p.unit_id = $1 and ${condition} and h.starts_on <= current_date and coalesce(h.ends_on, 'infinity') >= current_date limit 1`,
      [place.unit.id],
    );
    return signIn("official", found?.nip);
  };
  return {
    resident: await signIn("resident", resident),
    officer: await holder("p.key like '%/kasi-pelayanan'"),
    lurah: await holder("p.is_head"),
    place,
    village: place.region as string,
  };
}

/** What was acknowledged. */
export type Acknowledged = { key: string; tracking: string; checked: boolean; decided: boolean };

export class Load {
  readonly acknowledged: Acknowledged[] = [];
  /** Commands that had to be sent again because the answer never came, or was "not now". */
  again = 0;
  readonly odd: string[] = [];
  #running = true;
  #clients: Promise<void>[];
  constructor(program: Program, people: People, name: string, clients = 4) {
    this.#clients = Array.from({ length: clients }, (_, i) => this.#client(program, people, `${name}-${i}`));
  }

  /** Sends until it is answered; only a connection that broke and 503 are a reason to send again. */
  async #insist(work: () => Promise<Said>): Promise<Said> {
    const end = Date.now() + 40_000;
    for (;;) {
      const said = await work().catch(() => undefined);
      if (said && said.status !== 503) return said;
      assert.ok(Date.now() < end, "no answer within 40 s");
      this.again++;
      await pause(100);
    }
  }

  async #client(program: Program, people: People, name: string): Promise<void> {
    const bytes = new Uint8Array(await photo([...name].reduce((sum, letter) => sum * 7 + letter.charCodeAt(0), 0)));
    const expect = (said: Said, status: number, what: string): boolean => {
      if (said.status === status) return true;
      this.odd.push(`${what}: ${said.status} ${JSON.stringify(said.json).slice(0, 300)}`);
      return false;
    };
    for (let n = 0; this.#running; n++) {
      const key = `${name}-${n}`;
      const { place, village, resident, officer, lurah } = people;
      const file = await this.#insist(() =>
        call(
          program,
          resident,
          "POST",
          `/offerings/${place.id}/files?field=fotoDepan&name=depan.jpg`,
          bytes,
          `${key}-file`,
        ),
      );
      if (!expect(file, 201, `${key} file`)) return;
      const body = { offering: place.id, answers: { ...domicile(village, file.json), namaUsaha: key } };
      const sent = await this.#insist(() => call(program, resident, "POST", "/cases", body, key));
      if (!expect(sent, 201, `${key} submit`)) return;
      const one: Acknowledged = { key, tracking: sent.json.tracking, checked: false, decided: false };
      this.acknowledged.push(one);
      for (const [token, step, answers] of [
        [officer, "checked", { hasilCocok: "cocok" }],
        [lurah, "decided", { keputusanLurah: "setuju" }],
      ] as const) {
        const list = await this.#insist(() => call(program, token, "GET", `/tasks?tracking=${one.tracking}`));
        const task = list.json.items?.[0];
        if (!task) {
          this.odd.push(`${key} has no task to be ${step}`);
          return;
        }
        const done = await this.#insist(() =>
          call(
            program,
            token,
            "POST",
            `/cases/${one.tracking}/tasks/${task.id}/completion`,
            { answers },
            `${key}-${step}`,
          ),
        );
        if (!expect(done, 200, `${key} ${step}`)) return;
        one[step] = true;
        if (!this.#running && step === "checked") return;
      }
    }
  }

  async end(): Promise<void> {
    this.#running = false;
    await Promise.all(this.#clients);
  }
}

/** Everything that was acknowledged is there exactly once, no task is lost or doubled, and the workers go on to the end. */
export async function examine(program: Program, load: Load, name: string): Promise<Record<string, number>> {
  assert.deepEqual(load.odd, [], "every command was answered as it should");
  const cases = await program.rows(
    `select c.variables ->> 'namaUsaha' as key, c.tracking, c.status, c.open_tasks,
        (select count(*)::int from cases.task t where t.case_id = c.id and t.status = 'open') as open,
        (select count(*)::int from cases.task t where t.case_id = c.id and t.status = 'done') as done,
        (select count(*)::int from cases.event e where e.case_id = c.id and e.kind = 'submitted') as submitted,
        (select count(*)::int from cases.event e where e.case_id = c.id and e.kind = 'completed') as completed
      from cases.case c where c.variables ->> 'namaUsaha' like $1`,
    [`${name}-%`],
  );
  const by = Map.groupBy(cases, (row) => row.key as string);
  for (const one of load.acknowledged) {
    const found = by.get(one.key) ?? [];
    assert.equal(found.length, 1, `${one.key} was acknowledged and is there ${found.length} times`);
    const [row] = found;
    assert.equal(row?.tracking, one.tracking);
    assert.equal(row?.submitted, 1);
    const finished = Number(one.checked) + Number(one.decided);
    assert.equal(row?.done, finished, `${one.key}: tasks done`);
    assert.equal(row?.completed, finished, `${one.key}: completions in the history`);
    // One station at a time in this process: a second open task would be a doubled one, none a lost one.
    assert.equal(row?.open, one.decided ? 0 : 1, `${one.key}: open tasks`);
    assert.equal(row?.open_tasks, row?.open);
    assert.equal(row?.status, one.decided ? "granted" : "running");
  }
  assert.equal(cases.length, load.acknowledged.length, "no case is there that nobody was told of");
  const tracked = load.acknowledged.filter((one) => one.decided).map((one) => one.tracking);
  await until(
    "the workers have issued every letter",
    async () => {
      const [row] = await program.rows(
        `select count(*)::int as issued from cases.document d join cases.case c on c.id = d.case_id
          where c.tracking = any($1) and d.status = 'issued'`,
        [tracked],
      );
      return row?.issued >= tracked.length;
    },
    50_000,
  );
  const [documents] = await program.rows(
    `select count(*)::int as all, count(distinct d.case_id)::int as cases, count(distinct d.number)::int as numbers
      from cases.document d join cases.case c on c.id = d.case_id where c.tracking = any($1)`,
    [tracked],
  );
  assert.deepEqual(
    documents,
    { all: tracked.length, cases: tracked.length, numbers: tracked.length },
    "a letter each, a number each",
  );
  const [jobs] = await program.rows("select count(*) filter (where dead)::int as dead from kernel.job");
  assert.equal(jobs?.dead, 0, "no job is dead");
  const verified = await program.command(["audit", "verify"]);
  assert.equal(verified.code, 0, verified.said);
  assert.match(verified.said, /\d+ riwayat dengan \d+ baris utuh|\d+ histories of \d+ lines are whole/);
  return { cases: cases.length, decided: tracked.length, again: load.again };
}
