// `start`: everything on one machine, told step by step.

import { readFileSync } from "node:fs";
import { readConfig } from "../kernel/config.ts";
import { startTracing, stopTracing } from "../kernel/telemetry.ts";
import { openHall } from "./open-hall.ts";
import { serveHall } from "./serve.ts";

export const version = (): string =>
  JSON.parse(readFileSync(new URL("../package.json", import.meta.url), "utf8")).version;

/** Tells what happens, with the time since the beginning, so that a waiting person sees progress. */
export function teller(): (text: string) => void {
  const began = performance.now();
  return (text) => console.log(`${((performance.now() - began) / 1000).toFixed(1).padStart(5)} s  ${text}`);
}

export async function start(args: string[]): Promise<number> {
  const demo = args.includes("--demo");
  const config = readConfig({ ...process.env, ...(demo ? { PENDOPO_DEMO: "on" } : {}) });
  const tell = teller();
  await startTracing(config);
  const hall = await openHall(config, { tell });
  for (const capability of hall.capabilities) await capability.seed?.(hall, tell);
  const accounts: string[] = [];
  if (config.PENDOPO_DEMO)
    for (const capability of hall.capabilities) accounts.push(...((await capability.demo?.(hall, tell)) ?? []));
  const running = await serveHall(hall, version());
  tell("ready");
  console.log(
    `\nPendopo: ${config.PENDOPO_URL ?? `http://localhost:${running.port}`}\n${accounts.length > 0 ? `\n${accounts.join("\n")}\n` : ""}\nCtrl+C menghentikannya / stops it.`,
  );
  return new Promise((resolve) => {
    let stopping = false;
    const stop = async () => {
      if (stopping) return;
      stopping = true;
      await running.stop();
      await hall.close();
      await stopTracing();
      resolve(0);
    };
    for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, stop);
  });
}
