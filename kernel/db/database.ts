// The one way to the database: a transaction, in somebody's name.

import { createHash } from "node:crypto";
import type { Writable } from "node:stream";
import pg from "pg";
import { systemTime, type TimeSource } from "../clock.ts";
import { Defect, Unavailable } from "../errors.ts";
import { newId } from "../ids.ts";
import { openingWords, type Scope } from "./scope.ts";
import type { Sql } from "./sql.ts";

/** A transaction under way. It is passed to every act; no other handle is in reach, so nothing slips out of it. */
export interface Tx {
  /** The time of this transaction, from the program's clock. */
  readonly now: Date;
  readonly scope: Scope;
  id(): string;
  /** Exactly one row, or a Defect. */
  one<Row>(query: Sql): Promise<Row>;
  maybe<Row>(query: Sql): Promise<Row | undefined>;
  many<Row>(query: Sql): Promise<Row[]>;
  /** How many rows were touched. */
  run(query: Sql): Promise<number>;
  /** Sends a write without waiting for it: its fault, if any, stops the commit. Saves a round trip each. */
  later(query: Sql): void;
  /** Called after the commit, in this process only: for wake-ups, never for anything that must happen. */
  afterCommit(work: () => void): void;
}

export type DatabaseOptions = {
  connectionString: string;
  workerConnectionString: string;
  time?: TimeSource;
  max?: number;
  /** Named prepared statements: off behind PgBouncer in transaction mode (older than 1.21). */
  prepared?: boolean;
  /** Told of every statement with its values: for tests and measurements. */
  onQuery?: (text: string, values: readonly unknown[]) => void;
};

export interface Database {
  transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>, options?: { isolation?: "serializable" }): Promise<T>;
  read<T>(scope: Scope, work: (tx: Tx) => Promise<T>): Promise<T>;
  /** One question in nobody's name, without a transaction around it: for functions that check the asker themselves. */
  ask<Row>(query: Sql): Promise<Row | undefined>;
  readonly time: TimeSource;
  readonly statistics: { queries: number; transactions: number; retries: number };
  /** The same database under another clock: for a demo that tells of last month. */
  under(clock: TimeSource): Database;
  close(): Promise<void>;
}

// bigint and numeric as JavaScript numbers where they fit: money is whole rupiah, well under 2^53.
pg.types.setTypeParser(20, (text) => Number(text));
pg.types.setTypeParser(1700, (text) => Number(text));
// A date is a day on the calendar, not a moment: it stays text.
pg.types.setTypeParser(1082, (text) => text);

const RETRYABLE = new Set(["40001", "40P01"]);
const GONE = /^(08|57P0[1-4]|53)/;

export function openDatabase(options: DatabaseOptions): Database {
  const time = options.time ?? systemTime;
  const statistics = { queries: 0, transactions: 0, retries: 0 };
  const pool = (connectionString: string, max: number) => {
    const made = new pg.Pool({
      connectionString,
      max,
      connectionTimeoutMillis: 10_000,
      idleTimeoutMillis: 60_000,
      pipeline: true,
    } as pg.PoolConfig);
    // A connection that dies while idle is replaced on next use; without a listener it would end the program.
    made.on("error", () => {});
    // A dying connection tells of its end more than once, and after it was given back nobody else may be listening: without a
    // listener of its own for life, the second word would end the program.
    made.on("connect", (client) => {
      client.on("error", () => {});
    });
    return made;
  };
  const pools = {
    app: pool(options.connectionString, options.max ?? 12),
    worker: pool(options.workerConnectionString, 4),
  };
  const names = new Map<string, { name: string; seen: number }>();

  /** A statement earns its name when it is seen the second time; made-up texts stay unnamed, so the cache is bounded. */
  const nameOf = (text: string): string | undefined => {
    if (options.prepared === false) return undefined;
    const known = names.get(text);
    if (known) return ++known.seen > 1 ? known.name : undefined;
    if (names.size < 600)
      names.set(text, { name: `s${createHash("sha1").update(text).digest("hex").slice(0, 16)}`, seen: 1 });
    return undefined;
  };

  async function once<T>(
    scope: Scope,
    mode: "read" | "write" | "serializable",
    work: (tx: Tx) => Promise<T>,
    clock: TimeSource,
  ): Promise<T> {
    const client = await pools[scope.role].connect();
    const pending: Promise<unknown>[] = [];
    const after: (() => void)[] = [];
    let broken: unknown;
    const onError = (error: unknown) => {
      broken = error;
    };
    client.on("error", onError);
    statistics.transactions++;
    const { stream } = (client as unknown as { connection: { stream: Writable } }).connection;
    // What is asked in one turn of the program leaves as one piece: a dozen writes cost one call of the system, not a dozen, and
    // one buffer, since handing over sixty small ones took a quarter of the program's time.
    const gather = () => {
      if (Object.hasOwn(stream, "write")) return;
      const pieces: Uint8Array[] = [];
      stream.write = ((piece: Uint8Array) => pieces.push(piece) > 0) as typeof stream.write;
      process.nextTick(() => {
        Reflect.deleteProperty(stream, "write");
        if (pieces.length > 0) stream.write(Buffer.concat(pieces));
      });
    };
    let isOpen = false;
    // A transaction begins with its first question: work that turns out to ask nothing costs the database nothing.
    const open = () => {
      if (isOpen) return;
      isOpen = true;
      const opening = client.query(openingWords(scope, mode, now));
      opening.catch(() => {});
      pending.push(opening);
    };
    const send = (query: Sql) => {
      gather();
      open();
      statistics.queries++;
      options.onQuery?.(query.text, query.values);
      const name = nameOf(query.text);
      return client.query(
        name
          ? { name, text: query.text, values: query.values as unknown[] }
          : { text: query.text, values: query.values as unknown[] },
      );
    };
    const settle = async () => {
      const results = await Promise.allSettled(pending.splice(0));
      const failed = results.find((result) => result.status === "rejected");
      if (failed) throw failed.reason;
    };
    const now = clock.now();
    const tx: Tx = {
      now,
      scope,
      id: () => newId(now.getTime()),
      one: async <Row>(query: Sql) => {
        const { rows } = await send(query);
        if (rows.length !== 1) throw new Defect(`expected one row, got ${rows.length}: ${query.text.slice(0, 120)}`);
        return rows[0] as Row;
      },
      maybe: async <Row>(query: Sql) => (await send(query)).rows[0] as Row | undefined,
      many: async <Row>(query: Sql) => (await send(query)).rows as Row[],
      run: async (query) => (await send(query)).rowCount ?? 0,
      later: (query) => {
        const sent = send(query);
        sent.catch(() => {});
        pending.push(sent);
      },
      afterCommit: (callback) => {
        after.push(callback);
      },
    };
    try {
      const result = await work(tx);
      if (isOpen && mode === "read") {
        await settle();
        // Everything that was asked is answered: nobody needs to wait for the end of a transaction that changed nothing.
        client.query("commit").catch(() => {});
      } else if (isOpen) {
        // The commit follows the last writes in the same flight; if one of them failed, PostgreSQL answers it with a rollback.
        gather();
        const commit = client.query("commit");
        commit.catch(() => {});
        await settle();
        const answer = await commit;
        if (answer.command === "ROLLBACK") throw new Defect("the transaction was rolled back by an earlier fault");
      }
      client.off("error", onError);
      client.release();
      for (const callback of after) callback();
      return result;
    } catch (error) {
      await Promise.allSettled(pending);
      let ended = true;
      if (broken) ended = false;
      else if (isOpen)
        await client.query("rollback").catch(() => {
          ended = false;
        });
      client.off("error", onError);
      client.release(!ended);
      throw error;
    }
  }

  async function single<Row>(query: Sql): Promise<Row | undefined> {
    statistics.queries++;
    options.onQuery?.(query.text, query.values);
    const { text, values } = query;
    const { rows } = await pools.app.query({ name: nameOf(text), text, values: values as unknown[] });
    return rows[0] as Row | undefined;
  }

  async function attempt<T>(work: () => Promise<T>): Promise<T> {
    for (let tries = 1; ; tries++) {
      try {
        return await work();
      } catch (error) {
        const code = (error as { code?: string }).code ?? "";
        if (RETRYABLE.has(code) && tries < 5) {
          statistics.retries++;
          await new Promise((resolve) => setTimeout(resolve, tries * 5 + Math.random() * 10));
          continue;
        }
        if (isConnectionTrouble(error)) throw new Unavailable("error.database-away", { cause: error });
        throw error;
      }
    }
  }

  const under = (clock: TimeSource): Database => ({
    time: clock,
    statistics,
    transact: (scope, work, more) => attempt(() => once(scope, more?.isolation ?? "write", work, clock)),
    read: (scope, work) => attempt(() => once(scope, "read", work, clock)),
    ask: (query) => attempt(() => single(query)),
    under,
    close: async () => {
      await Promise.all([pools.app.end(), pools.worker.end()]);
    },
  });
  return under(time);
}

/** Whether the database itself is away (stopped, restarting, full), as against a fault in what we asked of it. */
export function isConnectionTrouble(error: unknown): boolean {
  const { code = "", message = "" } = error as { code?: string; message?: string };
  return (
    GONE.test(code) ||
    ["ECONNREFUSED", "ECONNRESET", "ENOENT", "EPIPE", "ETIMEDOUT"].includes(code) ||
    /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|not queryable/.test(
      message,
    )
  );
}

/** Whether the fault is a broken unique constraint of that name. */
export const isDuplicate = (error: unknown, constraint?: string): boolean => {
  const { code, constraint: name } = error as { code?: string; constraint?: string };
  return code === "23505" && (constraint === undefined || name === constraint);
};
