// `audit extract` and `audit check`: what leaves the installation with its proof, and how whoever got it finds out what it is worth.

import { existsSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { extractWords } from "../../capabilities/record/index.ts";
import { workerActor } from "../../kernel/actor.ts";
import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { type Checked, checkExtract } from "../../kernel/audit/check/check-extract.ts";
import { MOST, makeExtract } from "../../kernel/audit/extract.ts";
import { readConfig } from "../../kernel/config.ts";
import { worker } from "../../kernel/db/scope.ts";
import { join, type Sql, sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Words } from "../../kernel/words/words.ts";
import { openHall } from "../open-hall.ts";
import { readArguments, WrongArguments } from "./arguments.ts";
import { readJsonFile, readKept } from "./audit.ts";
import { commandWords } from "./say.ts";

const day = (text: string | undefined): string | undefined => {
  if (text !== undefined && (!/^\d{4}-\d\d-\d\d$/.test(text) || Number.isNaN(Date.parse(text))))
    throw new WrongArguments("audit.not-a-day", { params: { value: text } });
  return text;
};

/** `audit extract <file> [--agency <code>] [--from <day>] [--until <day>] [--target <text>]`: without an agency, the installation's own. */
export async function auditExtract(args: string[]): Promise<number> {
  const text = { type: "string" } as const;
  const { values, given } = readArguments(args, { agency: text, from: text, until: text, target: text }, ["file"]);
  const file = resolve(given[0] as string);
  if (existsSync(file)) throw new Refused("audit.exists", { params: { file } });
  const [from, until] = [day(values.from), day(values.until)];
  const t = commandWords();
  const hall = await openHall(readConfig(), { migrate: false });
  try {
    const agency = await agencyOf(hall.db, values.agency);
    const conditions: Sql[] = [sql`agency_id = ${agency}`];
    if (from) conditions.push(sql`at >= ${from}::date::timestamp at time zone 'Asia/Jakarta'`);
    if (until) conditions.push(sql`at < (${until}::date + 1)::timestamp at time zone 'Asia/Jakarta'`);
    if (values.target) conditions.push(sql`(target = ${values.target} or detail->>'tracking' = ${values.target})`);
    // In an auditor's name, so that the database answers with this agency's entries and nobody else's.
    const { extract, isWhole } = await hall.db.read({ role: "app", agency, acts: ["audit"] }, (tx) =>
      makeExtract(tx, join(conditions, " and "), extractWords(hall.words(t.locale), hall.url)),
    );
    const entries = extract.entries.length;
    await hall.db.transact(worker, async (tx) =>
      record(tx, workerActor, { agency, act: "record.extracted", target: agency, detail: { entries, by: "operator" } }),
    );
    writeFileSync(file, `${JSON.stringify(extract, null, 1)}\n`, { flag: "wx", mode: 0o600 });
    console.log(t("audit.extracted", { file, entries }));
    if (!isWhole) console.error(t("audit.extracted-part", { most: MOST }));
    return 0;
  } finally {
    await hall.close();
  }
}

async function agencyOf(db: Awaited<ReturnType<typeof openHall>>["db"], code: string | undefined): Promise<string> {
  if (code === undefined) return INSTALLATION;
  const found = await db.read(worker, (tx) =>
    tx.maybe<{ id: string }>(sql`select id from agencies.agency where code = ${code} or key = ${code}`),
  );
  if (!found) throw new Refused("audit.no-agency", { params: { code } });
  return found.id;
}

/** `audit check <file> [--roots <akar.json>]`: needs no database and no network. Exit code 1 when the extract is not what it says. */
export async function auditCheck(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { roots: { type: "string" } }, ["file"]);
  const t = commandWords();
  const kept = values.roots === undefined ? undefined : readKept(values.roots);
  const checked = await checkExtract(readJsonFile(given[0] as string, "audit.not-extract"), kept);
  console.log(checkedText(t, checked));
  return checked.ok ? 0 : 1;
}

/** What a check found, in sentences. */
export function checkedText(t: Words, checked: Checked): string {
  const count = (state: string) => checked.entries.filter((each) => each.state === state).length;
  const { faults, installation, made, days } = checked;
  const lines = checked.ok
    ? [
        t("audit.check.whole", {
          entries: checked.entries.length,
          rooted: count("rooted"),
          sealed: count("sealed"),
          waiting: count("waiting"),
        }),
      ]
    : [
        t("audit.broken", { count: faults.length }),
        ...faults.slice(0, 100).map(({ what, place }) => `  ${t(`audit.check.${what}`, { place })}`),
      ];
  if (made) lines.push(t("audit.check.of", { installation, made }));
  for (const fingerprint of checked.fingerprints)
    lines.push(t("audit.check.fingerprint", { fingerprint, installation }));
  lines.push(
    checked.confirmed === undefined
      ? t("audit.check.unconfirmed")
      : t("audit.check.confirmed", { count: checked.confirmed, days: days.length }),
  );
  return lines.join("\n");
}
