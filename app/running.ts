// One server a data folder: the embedded database ends with the program that started it, so a second one beside it would lose
// its database when the first stops.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Config } from "../kernel/config.ts";
import { Refused } from "../kernel/errors.ts";

type Holder = { pid: number; url: string };

/** The program that serves from this folder, if one is alive. What a killed one left behind does not count. */
function holderOf(folder: string): Holder | undefined {
  try {
    const holder = JSON.parse(readFileSync(join(folder, "running.json"), "utf8")) as Holder;
    process.kill(holder.pid, 0);
    // The number may have been given to another program since.
    if (process.platform === "linux" && !readFileSync(`/proc/${holder.pid}/cmdline`, "utf8").includes("cli.ts"))
      return undefined;
    return holder;
  } catch {
    return undefined;
  }
}

/** Takes the folder for this program; the result gives it back. @throws Refused "start.running" */
export function holdFolder(folder: string, url: string): () => void {
  const holder = holderOf(folder);
  if (holder && holder.pid !== process.pid)
    throw new Refused("start.running", { params: { folder, pid: holder.pid, url: holder.url } });
  mkdirSync(folder, { recursive: true });
  const file = join(folder, "running.json");
  writeFileSync(file, JSON.stringify({ pid: process.pid, url } satisfies Holder));
  return () => rmSync(file, { force: true });
}

/** Whether another program serves from this folder. */
export const heldByAnother = (folder: string): boolean => {
  const holder = holderOf(folder);
  return holder !== undefined && holder.pid !== process.pid;
};

/** Whether a database answers without being started for the question: another server, or an embedded one at work. */
export function databaseRuns(config: Config): boolean {
  if (config.DATABASE_URL) return true;
  const pointer = join(config.folder, "pg-location");
  const data = existsSync(pointer) ? readFileSync(pointer, "utf8").trim() : join(config.folder, "pg");
  return existsSync(join(data, "postmaster.pid"));
}
