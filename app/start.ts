// `start`: everything on one machine, told step by step.

import { createServer } from "node:net";
import { readConfig } from "../kernel/config.ts";
import { isConnectionTrouble } from "../kernel/db/database.ts";
import { Refused } from "../kernel/errors.ts";
import { describeError, startTracing, stopTracing } from "../kernel/telemetry.ts";
import { readArguments } from "./commands/arguments.ts";
import { commandWords, teller } from "./commands/say.ts";
import { settleKind } from "./kind.ts";
import { openHall } from "./open-hall.ts";
import { holdFolder } from "./running.ts";
import { type Running, serveHall } from "./serve.ts";
import { version } from "./version.ts";

/** How long requests and jobs under way may take to finish when the program is told to stop; supervisors kill after ten seconds. */
const STOP_MS = 7000;

const DATABASE_NEWS = { gone: "died; starting it again", back: "is up again", failed: "does not start" };

export async function start(args: string[]): Promise<number> {
  const { values } = readArguments(args, { demo: { type: "boolean" } });
  // What the environment says outright wins over the flag of `npm start`.
  const config = readConfig({
    ...process.env,
    ...(values.demo && !process.env.PENDOPO_DEMO ? { PENDOPO_DEMO: "on" } : {}),
  });
  const t = commandWords();
  const tell = teller();
  const url = (port: number) => config.PENDOPO_URL ?? `http://localhost:${port}`;
  await probe(config).catch((error) => {
    throw listenFault(error, config);
  });
  const release = config.DATABASE_URL ? () => {} : holdFolder(config.folder, url(config.PORT));
  let stopping = false;
  let stopNow: () => void = () => {
    stopping = true;
  };
  // Heard from the first moment on: whoever presses Ctrl+C while regions come in is not made to wait for the rest.
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => stopNow());

  // What a dead connection leaves behind (an answer that nobody waits for any more) is noted; the program goes on. Anything else ends it.
  process.on("unhandledRejection", (error) => {
    if (!isConnectionTrouble(error)) throw error;
    console.error(JSON.stringify({ level: 40, ...describeError(error), msg: "an answer of the database was lost" }));
  });
  await startTracing(config);
  tell(t("start.opening"));
  const hall = await openHall(config, { tell }).catch((error) => {
    release();
    throw error;
  });
  // The database that comes with the program is the program's to look after: when it dies, it is started again.
  hall.embedded?.keep((what, error) =>
    hall.log.warn(error ? describeError(error) : {}, `the embedded PostgreSQL ${DATABASE_NEWS[what]}`),
  );
  let running: Running | undefined;
  const close = async () => {
    await Promise.race([running?.stop(), pause(STOP_MS)]);
    await Promise.race([hall.close(), pause(1500)]);
    // Also when it was found running: a server that was killed before us left it behind, and nobody else would end it.
    await Promise.race([hall.embedded?.stop(), pause(1500)]);
    await Promise.race([stopTracing(), pause(500)]);
    release();
  };
  try {
    await settleKind(hall.ownerUrl, config.PENDOPO_DEMO);
    tell(t("start.reference"));
    for (const capability of hall.capabilities) if (!stopping) await capability.seed?.(hall, tell);
    const accounts: string[] = [];
    if (config.PENDOPO_DEMO) {
      tell(t("start.demo"));
      for (const capability of hall.capabilities)
        if (!stopping) accounts.push(...((await capability.demo?.(hall, tell)) ?? []));
      for (const capability of hall.capabilities) if (!stopping) await capability.story?.(hall, tell);
    }
    if (!stopping) {
      running = await serveHall(hall, version()).catch((error) => {
        throw listenFault(error, config);
      });
      tell(t("start.ready"));
      const list =
        accounts.length > 0 ? `\n${t("start.accounts")}\n${accounts.map((line) => `  ${line}`).join("\n")}\n` : "";
      console.log(`\n${t("start.address", { url: url(running.port) })}\n${list}\n${t("start.stop-hint")}`);
      await new Promise<void>((resolve) => {
        stopNow = () => {
          if (stopping) return;
          stopping = true;
          tell(t("start.stopping"));
          resolve();
        };
      });
    }
  } catch (error) {
    await close();
    throw error;
  }
  await close();
  tell(t("start.stopped"));
  // A job that hangs on a dead neighbour must not keep the program: its lease runs out, and another run takes it up.
  process.exit(0);
}

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms).unref());

/** Whether the address can be had: asked first, so that nobody waits for a database only to hear that the port is taken. */
async function probe({ PORT, HOST }: { PORT: number; HOST: string }): Promise<void> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => server.once("error", reject).listen(PORT, HOST, resolve));
  await new Promise((resolve) => server.close(resolve));
}

/** Why the server cannot listen, as the operator can act on it. */
function listenFault(error: NodeJS.ErrnoException, { PORT, HOST }: { PORT: number; HOST: string }): unknown {
  if (error.code === "EADDRINUSE") return new Refused("start.port-busy", { params: { port: PORT } });
  if (error.code === "EACCES") return new Refused("start.port-forbidden", { params: { port: PORT } });
  if (error.code === "EADDRNOTAVAIL" || error.code === "ENOTFOUND")
    return new Refused("start.no-such-address", { params: { host: HOST } });
  return error;
}
