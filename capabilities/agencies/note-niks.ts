// The NIKs of many officials at once: two columns copied from the personnel office's list, each line told apart when it is wrong.

import type { Actor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { ensure, type Fault, faulty, refuse } from "../../kernel/errors.ts";
import { checkNik, cleanNik } from "../../kernel/identifiers/nik.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { administered } from "./administration.ts";
import { cleanNip } from "./keep-officials.ts";
import { nikPlace } from "./official-nik.ts";

/** As many as one transaction takes without holding others up. */
export const NIKS_AT_ONCE = 1000;
/** So many wrong lines are told; whoever has more has the wrong columns. */
const TOLD = 20;

/** Who is without, by name: the first few, and how many in all. */
export async function withoutNik(tx: Tx): Promise<{ count: number; first: { id: string; name: string }[] }> {
  const rows = await tx.many<{ id: string; name: string; count: number }>(sql`
    select o.id, o.name, count(*) over ()::int as count from agencies.without_nik() w join agencies.official o on o.id = w.official
     order by o.name, o.id limit 20`);
  return { count: rows[0]?.count ?? 0, first: rows.map(({ id, name }) => ({ id, name })) };
}

type Pair = { line: number; nip: string; nik: string };

/** Lines of a NIP and a NIK, with a tab, semicolon or comma between; a line of headings is passed over. Pure. */
function pairsOf(text: string): Pair[] {
  return text
    .split(/\r?\n/)
    .map((line, at) => ({
      line: at + 1,
      cells: line.split(/[\t;,]/).map((cell) => cell.trim().replace(/^['"]+|['"]+$/g, "")),
    }))
    .filter(({ cells, line }) => cells.some((cell) => cell !== "") && !(line === 1 && !/\d/.test(cells.join(""))))
    .map(({ line, cells: [nip = "", nik = ""] }) => ({ line, nip: cleanNip(nip), nik: cleanNik(nik) }));
}

/** Notes them all, or none: the faults name their lines. The actor's own, once noted, stays as it is. */
export async function noteNiks(
  tx: Tx,
  hall: { vault: Vault; config: { PENDOPO_DEMO: boolean } },
  actor: Actor,
  text: string,
): Promise<number> {
  const agency = administered(actor);
  const pairs = pairsOf(text);
  ensure(pairs.length > 0, () => faulty([{ field: "daftar", key: "agencies.niks-empty" }]));
  ensure(pairs.length <= NIKS_AT_ONCE, () =>
    faulty([{ field: "daftar", key: "agencies.niks-many", params: { most: NIKS_AT_ONCE } }]),
  );
  const rows = await tx.many<{ id: string; nip: string }>(
    sql`select id, nip from agencies.official where kept_by = ${agency} and nip = any(${pairs.map(({ nip }) => nip)})`,
  );
  const known = new Map(rows.map(({ id, nip }) => [nip, id]));
  const faults = pairs.flatMap(({ line, nip, nik }): Fault[] => {
    if (!known.has(nip)) return [{ field: "daftar", key: "agencies.niks-nip", params: { line } }];
    return checkNik(nik, { demo: hall.config.PENDOPO_DEMO })
      ? [{ field: "daftar", key: "agencies.niks-nik", params: { line } }]
      : [];
  });
  if (faults.length > 0) throw faulty(faults.slice(0, TOLD));
  const niks = new Map(pairs.map(({ nip, nik }) => [known.get(nip) as string, nik]));
  niks.delete(actor.official as string);
  for (const [id, nik] of niks) {
    const { done } = await tx.one<{ done: boolean }>(sql`select agencies.note_nik(${id},
      ${hall.vault.seal(nik, nikPlace(id))}, ${hall.vault.blind("person:nik", nik)}, ${tx.now}) as done`);
    ensure(done, refuse("agencies.no-such-official"));
    record(tx, actor, { act: "official.nik-noted", target: id });
  }
  return niks.size;
}
