// (a) Commands: sending an application and completing a task, over HTTP with everything on, against the floor of the same writes.

import type pg from "pg";
import type { OpenHall } from "../app/open-hall.ts";
import { openDatabase } from "../kernel/db/database.ts";
import { newId } from "../kernel/ids.ts";
import { makeMetrics } from "../kernel/telemetry.ts";
import { masterKey, rolesOf } from "../kernel/vault/vault.ts";
import { makeServer } from "../kernel/web/server.ts";
import {
  asOneStatement,
  type Caught,
  freshNames,
  newIdsIn,
  openFloor,
  type Replay,
  replayOf,
  writesOf,
} from "./floor.ts";
import { type Load, median, perSecond, postRequest, share } from "./load.ts";
import { makeDrafts, type Office, type Person, tokenOf } from "./world.ts";

export type CommandFigure = {
  command: "submit" | "complete";
  clients: number;
  perSecond: number;
  p50: number;
  p95: number;
  floor: number;
  ratio: number;
  cores: Record<string, number>;
};

export type Official = Awaited<ReturnType<typeof import("./world.ts").signInOfficial>>;

const TASK = "PeriksaBerkas";
const ANSWERS = { hasilBerkas: "lengkap" };

export const submitRequest = (hall: OpenHall, draft: { id: string; person: Person }): string =>
  postRequest(
    `/permohonan/konsep/${draft.id}/kirim`,
    { _token: tokenOf(hall, draft.person.visit), _key: newId() },
    draft.person,
  );

export const completeRequest = (hall: OpenHall, official: Person, task: { tracking: string; id: string }): string =>
  postRequest(
    `/kerja/${task.tracking}/tugas/${task.id}`,
    { _token: tokenOf(hall, official.visit), _key: newId(), ...ANSWERS },
    official,
  );

/** A ready-made request as the server takes it by function call. */
export function asRequest(text: string): Request {
  const [head = "", body] = text.split("\r\n\r\n");
  const [first = "", ...lines] = head.split("\r\n");
  const [method = "GET", path = "/"] = first.split(" ");
  return new Request(`http://127.0.0.1${path}`, {
    method,
    body,
    headers: lines.map((line) => line.split(": ") as [string, string]),
  });
}

export type Writes = {
  submit: Caught[];
  complete: Caught[];
  ids: Set<string>;
  asked: { submit: number; complete: number };
  draft: string;
};

/** Sends one application and completes its first task inside this process, and catches every statement on its way to the database. */
export async function catchWrites(
  hall: OpenHall,
  client: pg.Client,
  office: Office,
  residents: Person[],
  official: Official,
): Promise<Writes> {
  let caught: Caught[] = [];
  const began = Date.now();
  const connections = connectionsOf(hall);
  const db = openDatabase({
    ...connections,
    time: hall.time,
    max: 4,
    onQuery: (text, values) => caught.push({ text, values: [...values] }),
  });
  try {
    const server = await makeServer({ ...hall, db }, makeMetrics(), "bench");
    const taken = async (request: string) => {
      caught = [];
      const answer = await server.fetch(asRequest(request));
      if (answer.status !== 303) throw new Error(`the command was refused: ${answer.status}\n${await answer.text()}`);
      return caught;
    };
    // Twice, so that what is only loaded once does not count.
    let last: Omit<Writes, "ids"> | undefined;
    for (const draft of await makeDrafts(hall, office, residents, 2)) {
      const submit = await taken(submitRequest(hall, draft));
      const task = await lastTask(client, draft.person);
      const complete = await taken(completeRequest(hall, official, task));
      last = {
        submit: writesOf(submit),
        complete: writesOf(complete),
        asked: { submit: submit.length, complete: complete.length },
        draft: draft.id,
      };
    }
    if (!last) throw new Error("nothing was caught");
    return { ...last, ids: newIdsIn([...last.submit, ...last.complete], began) };
  } finally {
    await db.close();
  }
}

/** How the program connects in its two roles; the passwords come from the installation's key. */
export function connectionsOf(hall: OpenHall): { connectionString: string; workerConnectionString: string } {
  const roles = rolesOf(masterKey(hall.config.keyFile));
  const as = (user: string, password: string) =>
    hall.ownerUrl.replace(/^(postgres(?:ql)?:\/\/)(?:[^@/]*@)?/, `$1${user}:${password}@`);
  return {
    connectionString: as(`pendopo_app_${roles.suffix}`, roles.appPassword),
    workerConnectionString: as(`pendopo_worker_${roles.suffix}`, roles.workerPassword),
  };
}

/** The open task of a person's newest case at a place of the process. */
export async function lastTask(
  client: pg.Client,
  person: Person,
  element = TASK,
): Promise<{ tracking: string; id: string; agency: string; case: string }> {
  const { rows } = await client.query(
    `select t.tracking, t.id, c.agency_id as agency, c.id as case from cases.case c join cases.task t on t.agency_id = c.agency_id and t.case_id = c.id
      where c.applicant_id = $1 and t.status = 'open' and t.element = $2 order by c.submitted_at desc limit 1`,
    [person.person, element],
  );
  if (!rows[0]) throw new Error("the application opened no task");
  return rows[0];
}

export async function openTasks(
  client: pg.Client,
  residents: Person[],
  count: number,
): Promise<{ tracking: string; id: string }[]> {
  const { rows } = await client.query(
    `select t.tracking, t.id from cases.case c join cases.task t on t.agency_id = c.agency_id and t.case_id = c.id
      where c.applicant_id = any($1) and t.status = 'open' and t.element = $2 limit $3`,
    [residents.map((each) => each.person), TASK, count],
  );
  return rows;
}

/** Runs a replay on so many connections for so long, each under new names. Gives transactions a second and the names used. */
async function floorOf(
  url: string,
  replay: Replay,
  clients: number,
  seconds: number,
  names: () => Map<string, string> | undefined,
): Promise<{ rate: number; used: Map<string, string>[] }> {
  const connections = await Promise.all(Array.from({ length: clients }, () => openFloor(url)));
  const used: Map<string, string>[] = [];
  const began = performance.now();
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() - began < seconds * 1000) {
        const next = names();
        if (!next) return;
        await connection.run(replay, next);
        used.push(next);
      }
    }),
  );
  const rate = used.length / ((performance.now() - began) / 1000);
  await Promise.all(connections.map((connection) => connection.close()));
  return { rate, used };
}

/** The floor of both commands: the faster of the pipelined statements and the one statement, in turns. */
async function floors(
  hall: OpenHall,
  writes: Writes,
  clients: number,
  seconds: number,
): Promise<{ submit: number; complete: number; way: string }> {
  const best = { submit: 0, complete: 0, way: "" };
  for (const [way, make] of [
    ["pipelined", replayOf],
    ["one statement", asOneStatement],
  ] as const) {
    const submit = make(`s_${way[0]}`, writes.submit, writes.ids);
    const complete = make(`c_${way[0]}`, writes.complete, writes.ids);
    const sent = await floorOf(hall.ownerUrl, submit, clients, seconds, () => freshNames(writes.ids));
    const waiting = [...sent.used];
    const done = await floorOf(hall.ownerUrl, complete, clients, seconds, () => waiting.pop());
    if (sent.rate + done.rate > best.submit + best.complete)
      Object.assign(best, { submit: sent.rate, complete: done.rate, way });
  }
  return best;
}

/** Measures both commands at a number of clients, several rounds, floor and program in turns; the middle round counts. */
export async function measureCommands(given: {
  hall: OpenHall;
  client: pg.Client;
  office: Office;
  residents: Person[];
  official: Official;
  writes: Writes;
  load: Load;
  port: number;
  clients: number;
  seconds: number;
  rounds: number;
  watch: () => () => Record<string, number>;
}): Promise<CommandFigure[]> {
  const { hall, client, office, residents, official, writes, load, port, clients, seconds, rounds } = given;
  const figures: CommandFigure[] = [];
  for (let round = 0; round < rounds; round++) {
    const floor = await floors(hall, writes, clients, seconds / 2);
    const drafts = await makeDrafts(hall, office, residents, Math.ceil(floor.submit * seconds));
    const take = async (command: "submit" | "complete", requests: string[]) => {
      const stop = given.watch();
      const done = await load.send({ port, clients, requests, again: false, seconds });
      figures.push({
        command,
        clients,
        perSecond: perSecond(done),
        p50: median(done.times),
        p95: share(done.times, 0.95),
        floor: floor[command],
        ratio: perSecond(done) / floor[command],
        cores: stop(),
      });
    };
    await take(
      "submit",
      drafts.map((draft) => submitRequest(hall, draft)),
    );
    const tasks = await openTasks(client, residents, Math.ceil(floor.complete * seconds));
    await take(
      "complete",
      tasks.map((task) => completeRequest(hall, official, task)),
    );
  }
  return (["submit", "complete"] as const).map((command) => {
    const rows = figures.filter((each) => each.command === command).sort((a, b) => a.ratio - b.ratio);
    return rows[Math.floor(rows.length / 2)] as CommandFigure;
  });
}
