// Keys that sign tokens: made by the first node that needs them, published a day before they sign and until the last token that
// they signed has run out, changed every ninety days without anybody having to think of it.

import { exportJWK, generateKeyPair } from "jose";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";

type Jwk = Record<string, unknown> & { kid: string; alg: string };
type KeyRow = { id: string; alg: "RS256" | "ES256"; sealed: Buffer; signs_from: Date; gone_at: Date };
type Parts = Pick<Hall, "db" | "vault">;

const ALGS = ["RS256", "ES256"] as const;
const DAY = 86_400_000;
/** How long a key signs, how long before that it is published, and how long after. */
const SIGNS_DAYS = 90;
const KNOWN_DAYS = 2;
const STAYS_DAYS = 2;

const place = (id: string) => `federation.signing_key:${id}`;

/** The keys as the library wants them: of each kind the one that signs now first, then those that are only published. */
export async function signingKeys(hall: Parts): Promise<{ keys: Jwk[]; version: string }> {
  await renewKeys(hall);
  return hall.db.read(worker, async (tx) => {
    const rows = await keyRows(tx);
    const now = tx.now.getTime();
    const order = [...rows].sort((a, b) => rank(a, now) - rank(b, now));
    return {
      keys: order.map((row) => JSON.parse(hall.vault.open(row.sealed, place(row.id))) as Jwk),
      version: order.map((row) => row.id).join(" "),
    };
  });
}

/** The newest of those that may sign comes first; those whose day has not come stand at the end. */
const rank = (row: KeyRow, now: number): number =>
  row.signs_from.getTime() <= now ? now - row.signs_from.getTime() : Number.MAX_SAFE_INTEGER;

const keyRows = (tx: Tx) =>
  tx.many<KeyRow>(
    sql`select id, alg, sealed, signs_from, gone_at from federation.signing_key where gone_at > ${tx.now} order by made_at`,
  );

/** Makes what is missing: the first key of each kind, and the next one before the present one's time is over. */
export async function renewKeys(hall: Parts): Promise<void> {
  const missing = (rows: KeyRow[], now: Date) =>
    ALGS.filter(
      (alg) =>
        !rows.some(
          (row) => row.alg === alg && row.signs_from.getTime() + (SIGNS_DAYS - KNOWN_DAYS) * DAY > now.getTime(),
        ),
    );
  const lacks = await hall.db.read(worker, async (tx) => missing(await keyRows(tx), tx.now));
  if (lacks.length === 0) return;
  const made = await Promise.all(lacks.map(async (alg) => ({ alg, jwk: await makeKey(alg) })));
  await hall.db.transact(worker, async (tx) => {
    // Two nodes that start together: the second finds the first one's keys and throws its own away.
    await tx.run(sql`select pg_advisory_xact_lock(736511)`);
    const rows = await keyRows(tx);
    const still = missing(rows, tx.now);
    for (const { alg, jwk } of made) {
      if (!still.includes(alg)) continue;
      const first = !rows.some((row) => row.alg === alg);
      const from = new Date(tx.now.getTime() + (first ? 0 : KNOWN_DAYS * DAY));
      const gone = new Date(from.getTime() + (SIGNS_DAYS + STAYS_DAYS) * DAY);
      await tx.run(sql`insert into federation.signing_key (id, alg, sealed, made_at, signs_from, gone_at)
        values (${jwk.kid}, ${alg}, ${hall.vault.seal(JSON.stringify(jwk), place(jwk.kid))}, ${tx.now}, ${from}, ${gone})`);
    }
    tx.later(sql`delete from federation.signing_key where gone_at <= ${tx.now}`);
  });
}

async function makeKey(alg: "RS256" | "ES256"): Promise<Jwk> {
  const { privateKey } = await generateKeyPair(alg, { extractable: true, modulusLength: 2048 });
  const kid = crypto.randomUUID();
  return { ...(await exportJWK(privateKey)), kid, alg, use: "sig" };
}
