// Changing keys, as an operator asks for it. Each change can be broken off anywhere and asked for again: it goes on.

import type { Config } from "../config.ts";
import { Refused } from "../errors.ts";
import type { FileStore } from "../files/store.ts";
import type { Bytes } from "./bytes.ts";
import { addKey, insertWrap, inTurn, tellNodes, wrapForAnother } from "./data-keys.ts";
import type { KeyHolder } from "./holder.ts";
import { reseal } from "./reseal.ts";
import { type Keys, readRootRecord, rootFile, wrapRoot, writeRootFile } from "./root.ts";
import type { OpenVault } from "./vault.ts";

/** How long a new key is known before it is written with: nodes ask for news every ten seconds. */
export const ANNOUNCED_SECONDS = 30;
const KEPT_DAYS = 7;

export type Changing = {
  ownerUrl: string;
  keys: Keys;
  vault: OpenVault;
  bytes: Required<Bytes>;
  files: FileStore;
  tell?: (step: { step: "announced" | "rows" | "files"; table?: string; seen?: number; changed?: number }) => void;
  announcedSeconds?: number;
};

/** A new key for personal data and one for files, then everything that is kept comes under them. Gives what was changed. */
export async function rotateData(change: Changing): Promise<{ rows: number; files: number }> {
  const { ownerUrl, vault, tell = () => {} } = change;
  await inTurn(ownerUrl, async (client) => {
    // Copies that outlive a change (forms kept in a browser, a page under way) are gone by now; a backup carries its own keys.
    await client.query(
      `delete from kernel.data_key where purpose in ('data', 'file') and retired_at < clock_timestamp() - interval '${KEPT_DAYS} days'`,
    );
    for (const purpose of ["data", "file"] as const)
      if (!(await underWay(client, purpose)))
        await addKey(client, change.keys, purpose, change.announcedSeconds ?? ANNOUNCED_SECONDS);
  });
  await waitForNewKeys(change);
  const rows = await goOver(change);
  let files = 0;
  const current = vault.fileKeys.current().id;
  for await (const id of change.files.ids()) {
    if (await change.files.rewrap(id)) files++;
    tell({ step: "files", seen: files });
  }
  await inTurn(ownerUrl, async (client) => {
    await client.query(
      "update kernel.data_key set retired_at = clock_timestamp() where purpose = 'file' and retired_at is null and id <> $1 and created_at < (select created_at from kernel.data_key where id = $1)",
      [current],
    );
    await tellNodes(client);
  });
  await vault.refresh();
  return { rows, files };
}

/** A new key over the traces by which people are found; both are looked under until all have come under it. */
export async function rotateIndex(change: Changing): Promise<{ rows: number }> {
  await inTurn(change.ownerUrl, async (client) => {
    if (!(await underWay(client, "index")))
      await addKey(client, change.keys, "index", change.announcedSeconds ?? ANNOUNCED_SECONDS);
  });
  await waitForNewKeys(change);
  return { rows: await goOver(change) };
}

/** Wraps every key for another holder too: from now on nodes may come with either. */
export async function rotateMaster(change: Changing, next: KeyHolder, config: Config): Promise<{ keys: number }> {
  const { ownerUrl, keys } = change;
  if ((await next.identity()) === keys.identity) throw new Refused("key.same-holder");
  return inTurn(ownerUrl, async (client) => {
    // A root that was the key file itself becomes one of the wrapped keys: it stays while the file changes.
    if (!(await readRootRecord(client))) {
      const { id, proof, wraps } = await wrapRoot(keys.root, keys.holder);
      await client.query(
        "insert into kernel.data_key (id, purpose, proof, created_at, writes_from) values ($1, 'root', decode($2, 'hex'), clock_timestamp(), clock_timestamp())",
        [id, proof],
      );
      for (const [holder, wrapped] of Object.entries(wraps))
        await insertWrap(client, { id, holder, wrapped: Buffer.from(wrapped, "hex") });
    }
    const count = await wrapForAnother(client, keys, next);
    const record = await readRootRecord(client);
    if (record && !config.DATABASE_URL) writeRootFile(rootFile(config), record);
    return { keys: count };
  });
}

/** Takes what other holders wrapped away, once every node comes with this one. */
export async function finishMaster(change: Changing, config: Config): Promise<{ holders: number }> {
  const { ownerUrl, keys } = change;
  return inTurn(ownerUrl, async (client) => {
    const { rows } = await client.query<{ holder: string }>(
      "select distinct holder from kernel.data_key_wrap where holder <> $1",
      [keys.identity],
    );
    const { rowCount } = await client.query(
      "select from kernel.data_key k where not exists (select from kernel.data_key_wrap w where w.key_id = k.id and w.holder = $1)",
      [keys.identity],
    );
    if (rowCount) throw new Refused("error.wrong-key-file");
    await client.query("delete from kernel.data_key_wrap where holder <> $1", [keys.identity]);
    const record = await readRootRecord(client);
    if (record && !config.DATABASE_URL) writeRootFile(rootFile(config), record);
    return { holders: rows.length };
  });
}

/** Where a key service has changed its own key: everything comes under its newest version, unseen by us. */
export async function rewrapAll(change: Changing, config: Config): Promise<{ keys: number }> {
  const { ownerUrl, keys } = change;
  const { holder, identity } = keys;
  if (!holder.rewrap) throw new Refused("key.no-rewrap");
  return inTurn(ownerUrl, async (client) => {
    const { rows } = await client.query<{ key_id: string; wrapped: Buffer }>(
      "select key_id, wrapped from kernel.data_key_wrap where holder = $1",
      [identity],
    );
    for (const { key_id: id, wrapped } of rows)
      await insertWrap(client, {
        id,
        holder: identity,
        wrapped: (await holder.rewrap?.(wrapped, id)) as Buffer,
      });
    const record = await readRootRecord(client);
    if (record && !config.DATABASE_URL) writeRootFile(rootFile(config), record);
    return { keys: rows.length };
  });
}

export type KeyState = {
  purpose: string;
  id: string;
  madeAt: Date;
  state: "announced" | "current" | "followed" | "retired";
  holders: string[];
};

/** What there is, without any key. */
export const keyStates = (
  ownerUrl: string,
): Promise<{ keys: KeyState[]; progress: { table: string; seen: number; finished: boolean }[] }> =>
  inTurn(ownerUrl, async (client) => {
    const { rows: keys } = await client.query<KeyState>(
      `select k.purpose, k.id, k.created_at as "madeAt",
              case when k.retired_at is not null then 'retired' when k.writes_from > clock_timestamp() then 'announced'
                   when exists (select from kernel.data_key n where n.purpose = k.purpose and n.writes_from <= clock_timestamp() and (n.created_at, n.id) > (k.created_at, k.id)) then 'followed'
                   else 'current' end as state,
              coalesce((select array_agg(distinct w.holder order by w.holder) from kernel.data_key_wrap w where w.key_id = k.id), '{}') as holders
         from kernel.data_key k order by k.purpose, k.created_at, k.id`,
    );
    const { rows: progress } = await client.query(
      `select r.table_name as "table", r.seen::float8 as seen, r.finished_at is not null as finished from kernel.resealing r
         join kernel.data_key k on k.id = r.key_id where not exists (select from kernel.data_key n where n.purpose = k.purpose and n.writes_from <= clock_timestamp() and (n.created_at, n.id) > (k.created_at, k.id)) order by 1`,
    );
    return { keys, progress };
  });

type Client = Parameters<typeof readRootRecord>[0];

/** Whether a key of the purpose was followed by another, and something may still lie under it. */
async function underWay(client: Client, purpose: "data" | "index" | "file"): Promise<boolean> {
  const { rowCount } = await client.query(
    "select from kernel.data_key where purpose = $1 and retired_at is null limit 2",
    [purpose],
  );
  return (rowCount ?? 0) > 1;
}

async function waitForNewKeys({
  vault,
  tell = () => {},
  announcedSeconds = ANNOUNCED_SECONDS,
}: Changing): Promise<void> {
  await vault.refresh();
  if (vault.newestIn() > 0) tell({ step: "announced", seen: announcedSeconds });
  while (vault.newestIn() > 0)
    await new Promise((resolve) => setTimeout(resolve, Math.min(vault.newestIn() + 5, 1000)));
}

/** To the end, also when the server's own round holds the turn now and then. */
async function goOver({ ownerUrl, vault, bytes, tell = () => {} }: Changing): Promise<number> {
  const changed = new Map<string, number>();
  for (;;) {
    const state = await reseal(ownerUrl, vault, bytes, {
      tell: (progress) => {
        changed.set(progress.table, progress.changed);
        tell({ step: "rows", ...progress });
      },
    });
    if (state === "done") break;
    if (state === "busy") await new Promise((resolve) => setTimeout(resolve, 500));
  }
  await vault.refresh();
  return [...changed.values()].reduce((sum, count) => sum + count, 0);
}
