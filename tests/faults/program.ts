// The real program on a folder of its own, to be killed and looked at from outside.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chmodSync, existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { masterKey, rolesOf } from "../../kernel/vault/vault.ts";

const PENDOPO = fileURLToPath(new URL("../../bin/pendopo.js", import.meta.url));

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

export const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** Waits until something is so, looking often; fails with what was awaited. */
export async function until<T>(what: string, look: () => Promise<T | undefined | false>, ms = 30_000): Promise<T> {
  const end = Date.now() + ms;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found as T;
    assert.ok(Date.now() < end, `not within ${ms} ms: ${what}`);
    await pause(50);
  }
}

const lives = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  } catch {
    return false;
  }
};

export class Program {
  readonly folder: string;
  readonly port: number;
  readonly environment: Record<string, string>;
  said = "";
  #child: ChildProcess | undefined;

  private constructor(folder: string, port: number, environment: Record<string, string>) {
    this.folder = folder;
    this.port = port;
    this.environment = environment;
  }

  static async make(more: Record<string, string> = {}): Promise<Program> {
    const folder = mkdtempSync(join(tmpdir(), "pendopo-faults-"));
    // The embedded database of root runs as another user, who has to pass through.
    chmodSync(folder, 0o755);
    return new Program(folder, await freePort(), more);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  #environment(more: Record<string, string>): Record<string, string> {
    const { PATH = "", HOME = "" } = process.env;
    return {
      PATH,
      HOME,
      LANG: "C.UTF-8",
      PORT: String(this.port),
      PENDOPO_DATA: this.folder,
      LOG_LEVEL: "warn",
      PENDOPO_LEASE_SECONDS: "5",
      ...this.environment,
      ...more,
    };
  }

  /** Starts it without waiting; `said` gathers what it says. */
  launch(args: string[] = ["start", "--demo"], more: Record<string, string> = {}): ChildProcess {
    this.said = "";
    const child = spawn(process.execPath, [PENDOPO, ...args], {
      env: this.#environment(more),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream?.on("data", (piece) => {
        this.said += piece;
      });
    this.#child = child;
    return child;
  }

  /** Starts it and waits until it answers. Gives the milliseconds that this took. */
  async start(more: Record<string, string> = {}): Promise<number> {
    const began = Date.now();
    const child = this.launch(["start", "--demo"], more);
    await until(
      "the program is ready",
      async () => {
        assert.equal(child.exitCode, null, `the program ended: ${this.said}`);
        return fetch(`${this.url}/readyz`).then(
          (response) => response.ok,
          () => false,
        );
      },
      140_000,
    );
    return Date.now() - began;
  }

  /** Waits for words of the program. */
  hears(words: RegExp, ms = 60_000): Promise<unknown> {
    return until(String(words), async () => words.test(this.said), ms);
  }

  /** The process that serves: behind the small one that finds a Node for it. */
  pid(): number {
    const { pid } = JSON.parse(readFileSync(join(this.folder, "running.json"), "utf8"));
    return Number(pid);
  }

  #dataFolder(): string {
    const pointer = join(this.folder, "pg-location");
    return existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(this.folder, "pg");
  }

  /** Undefined while the database is being started again: its file is gone for a moment. */
  postmaster(): number | undefined {
    const file = join(this.#dataFolder(), "postmaster.pid");
    return existsSync(file) ? Number(readFileSync(file, "utf8").split("\n")[0]) : undefined;
  }

  async kill9(): Promise<void> {
    const pid = this.pid();
    process.kill(pid, "SIGKILL");
    await until("the program is dead", async () => !lives(pid));
  }

  /** Rows as the owner of the database sees them. */
  async rows(text: string, values: unknown[] = []): Promise<Record<string, any>[]> {
    const secret = rolesOf(masterKey(join(this.folder, "keys", "master.key"))).appPassword.slice(0, 32);
    const client = new pg.Client({
      user: "pendopo_owner",
      password: secret,
      database: "pendopo",
      host: join(this.#dataFolder(), "..", "run"),
    });
    client.on("error", () => {});
    await client.connect();
    try {
      return (await client.query(text, values)).rows;
    } finally {
      await client.end().catch(() => {});
    }
  }

  /** Runs a command beside it, to its end. */
  async command(args: string[]): Promise<{ code: number | null; said: string }> {
    let said = "";
    const child = spawn(process.execPath, [PENDOPO, ...args], {
      env: this.#environment({ PENDOPO_DEMO: "on" }),
      stdio: ["ignore", "pipe", "pipe"],
    });
    for (const stream of [child.stdout, child.stderr])
      stream.on("data", (piece) => {
        said += piece;
      });
    const code = await new Promise<number | null>((resolve) => child.once("close", resolve));
    return { code, said };
  }

  async stop(): Promise<void> {
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise<void>((resolve) => child.once("exit", () => resolve()));
    child.kill("SIGTERM");
    await Promise.race([gone, pause(12_000)]);
  }

  /** Ends it and its database by their ids, and removes the folder. */
  async remove(): Promise<void> {
    await this.stop();
    for (const find of [() => this.pid(), () => this.postmaster()])
      try {
        const pid = find();
        if (pid && lives(pid)) process.kill(pid, "SIGKILL");
      } catch {
        // It is gone already.
      }
    await pause(200);
    const pointer = join(this.folder, "pg-location");
    if (existsSync(pointer)) rmSync(join(readFileSync(pointer, "utf8").trim(), ".."), { recursive: true, force: true });
    rmSync(this.folder, { recursive: true, force: true });
  }
}
