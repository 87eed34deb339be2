// `key status` and `key rotate`: the keys of the installation, looked at and changed while the server works.

import { resolve } from "node:path";
import { type Config, readConfig } from "../../kernel/config.ts";
import { Refused } from "../../kernel/errors.ts";
import { allBytes } from "../../kernel/vault/bytes.ts";
import { fileHolder, type KeyHolder, openHolder } from "../../kernel/vault/holder.ts";
import {
  type Changing,
  finishMaster,
  keyStates,
  rewrapAll,
  rotateData,
  rotateIndex,
  rotateMaster,
} from "../../kernel/vault/rotate.ts";
import { type OpenHall, openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, counter, teller } from "./say.ts";

/** `key status`: which keys there are, which is in use, and how far a change has come. */
export async function keyStatus(args: string[]): Promise<number> {
  readArguments(args, {});
  return onHall(readConfig(), async (hall) => {
    const t = commandWords();
    const { keys, progress } = await keyStates(hall.ownerUrl);
    console.log(t("key.holder", { where: hall.keys.holder.where }));
    for (const { purpose, id, madeAt, state, holders } of keys)
      console.log(
        `${purpose.padEnd(6)} ${id}  ${madeAt.toISOString().slice(0, 16)}  ${t(`key.state.${state}`)}  ${holders.map((each) => each.slice(0, 20)).join(", ")}`,
      );
    if (keys.some((each) => each.state === "followed"))
      for (const { table, seen, finished } of progress) console.log(`  ${finished ? "ok" : ".."}  ${table}  ${seen}`);
    return 0;
  });
}

/** `key rotate data | index | master`: begins a change, or goes on with one that was broken off. */
export async function keyRotate(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { to: { type: "string" }, finish: { type: "boolean" } }, ["what"]);
  const t = commandWords();
  const config = readConfig();
  if (!["data", "index", "master"].includes(given[0] as string)) throw new Refused("key.what");
  // The holder that is to follow has its settings already; the one of today opens the vault.
  const today = {
    ...config,
    ...(values.to === "kms" ? { PENDOPO_KMS_URL: undefined } : {}),
    ...(values.to === "command" ? { PENDOPO_KEY_COMMAND: undefined } : {}),
  };
  return onHall(today, async (hall) => {
    const line = counter();
    const began = performance.now();
    const rate = (rows: number) => Math.round(rows / Math.max(0.001, (performance.now() - began) / 1000));
    const change: Changing = {
      ownerUrl: hall.ownerUrl,
      keys: hall.keys,
      vault: hall.vault,
      bytes: allBytes(hall.capabilities),
      files: hall.files,
      tell: ({ step, table, seen = 0, changed = 0 }) =>
        line.tell(
          step === "announced"
            ? t("key.announced", { seconds: seen })
            : step === "files"
              ? t("key.files", { count: seen })
              : t("key.rows", { table, seen, changed }),
        ),
    };
    try {
      if (given[0] === "data") {
        const { rows, files } = await rotateData(change);
        line.done();
        console.log(t("key.data-done", { rows, files, rate: rate(rows) }));
      } else if (given[0] === "index") {
        const { rows } = await rotateIndex(change);
        line.done();
        console.log(t("key.index-done", { rows, rate: rate(rows) }));
      } else if (values.finish) {
        const { holders } = await finishMaster(change, config);
        console.log(t("key.master-finished", { count: holders }));
      } else if (values.to === undefined) {
        const { keys } = await rewrapAll(change, config);
        console.log(t("key.rewrapped", { count: keys, where: hall.keys.holder.where }));
      } else {
        const next = targetOf(values.to, config);
        const { keys } = await rotateMaster(change, next, config);
        console.log(t("key.master-begun", { count: keys, where: next.where }));
      }
    } finally {
      line.done();
    }
    return 0;
  });
}

/** The holder that is to follow: by its settings, or a key file, made when there is none. */
function targetOf(to: string, config: Config): KeyHolder {
  if (to === "kms") {
    if (!config.PENDOPO_KMS_URL)
      throw new Refused("key.no-such-target", { params: { target: to, setting: "PENDOPO_KMS_URL" } });
    return openHolder({ ...config, PENDOPO_KEY_COMMAND: undefined });
  }
  if (to === "command") {
    if (!config.PENDOPO_KEY_COMMAND)
      throw new Refused("key.no-such-target", { params: { target: to, setting: "PENDOPO_KEY_COMMAND" } });
    return openHolder({ ...config, PENDOPO_KMS_URL: undefined });
  }
  return fileHolder(resolve(to));
}

async function onHall(config: Config, work: (hall: OpenHall) => Promise<number>): Promise<number> {
  const hall = await openHall(config, { tell: teller(), migrate: false });
  try {
    return await work(hall);
  } finally {
    await hall.close();
  }
}
