// (f) How many people sign in with a password in a second, beside how often the machine can compute that hash at all; and what an
// official waits for the worklist while a flood of sign-ins comes in, beside what they wait in peace.

import { availableParallelism } from "node:os";
import { hash, verify } from "@node-rs/argon2";
import type pg from "pg";
import type { Hall } from "../kernel/hall.ts";
import { newId } from "../kernel/ids.ts";
import { getRequest, type Load, perSecond, share } from "./load.ts";
import type { Person } from "./world.ts";

export type SignInFigure = {
  perSecond: number;
  cores: number;
  /** Hashes a second on one core with nothing around them. */
  floor: number;
  /** Milliseconds of the worklist at the 50th and 95th of a hundred, in peace and beside the flood. */
  quiet: { p50: number; p95: number };
  flooded: { p50: number; p95: number };
  /** Sign-ins a second that went through while the worklist was read. */
  meanwhile: number;
};

const PASSWORD = "kuda terbang ke bulan";
const PEOPLE = 400;

/** Accounts with a password, by numbers that nobody has. */
async function makeAccounts(hall: Hall, client: pg.Client): Promise<string[]> {
  const secret = await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const numbers: string[] = [];
  for (let i = 0; i < PEOPLE; i++) {
    const number = `1971031502${String(900_000 + i)}`;
    const person = newId();
    await client.query("insert into people.person (id, name, created_at) values ($1, $2, now())", [
      person,
      hall.vault.seal(`Pemohon ${i}`, `people.person:name:${person}`),
    ]);
    await client.query(
      "insert into people.account (id, kind, person_id, login_blind, password_hash, created_at) values ($1, 'resident', $2, $3, $4, now()) on conflict do nothing",
      [newId(), person, hall.vault.blind("login:nik", number), secret],
    );
    numbers.push(number);
  }
  return numbers;
}

/** One sign-in as a program sends it; each from an address of its own, for many from one address are stopped, as they should be. */
function request(number: string, i: number): string {
  const body = JSON.stringify({ kind: "resident", number, password: PASSWORD });
  const address = `10.${(i >> 16) & 255}.${(i >> 8) & 255}.${i & 255}`;
  return `POST /api/v1/sessions HTTP/1.1\r\nhost: 127.0.0.1\r\nx-forwarded-for: ${address}\r\ncontent-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

/** The program must take addresses from X-Forwarded-For. `flood` is a second process of load. */
export async function measureSignIns(given: {
  hall: Hall;
  client: pg.Client;
  official: Person;
  load: Load;
  flood: Load;
  port: number;
  seconds: number;
}): Promise<SignInFigure> {
  const { hall, client, official, load, flood, port, seconds } = given;
  const numbers = await makeAccounts(hall, client);
  const requests = Array.from({ length: 20_000 }, (_, i) => request(numbers[i % PEOPLE] as string, i));
  const floor = await hashesASecond();
  await flood.send({ port, clients: 4, requests: requests.slice(0, 100), again: false, seconds: 10 });
  const alone = await flood.send({ port, clients: 8, requests: requests.slice(100, 9000), again: false, seconds });

  const worklist = [getRequest("/kerja", official)];
  const read = () => load.send({ port, clients: 1, requests: worklist, again: true, seconds });
  await load.send({ port, clients: 4, requests: worklist, again: true, seconds: 5, most: 200 });
  const quiet = await read();
  const storm = flood.send({ port, clients: 32, requests: requests.slice(9000), again: false, seconds: seconds + 1 });
  const flooded = await read();
  const during = await storm;
  const times = (done: { times: number[] }) => ({ p50: share(done.times, 0.5), p95: share(done.times, 0.95) });
  return {
    perSecond: perSecond(alone),
    cores: availableParallelism(),
    floor,
    quiet: times(quiet),
    flooded: times(flooded),
    meanwhile: perSecond(during),
  };
}

async function hashesASecond(): Promise<number> {
  const known = await hash(PASSWORD, { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 });
  const times: number[] = [];
  for (let i = 0; i < 60; i++) {
    const started = performance.now();
    await verify(known, PASSWORD);
    times.push(performance.now() - started);
  }
  return 1000 / share(times, 0.5);
}
