// `doctor`: what an operator would look at one by one, looked at together; each line is well or carries its advice.

import { existsSync, statSync } from "node:fs";
import { statfs } from "node:fs/promises";
import { connect } from "node:net";
import pg from "pg";
import { type Config, readConfig } from "../../kernel/config.ts";
import { OUR_SCHEMAS } from "../../kernel/db/backup.ts";
import { readMigrations } from "../../kernel/db/migrate.ts";
import { Refused } from "../../kernel/errors.ts";
import { scannerAddress, scannerVersion } from "../../kernel/files/index.ts";
import type { Finding } from "../../kernel/hall.ts";
import { forwardedSince } from "../../kernel/web/forwarded.ts";
import type { Words } from "../../kernel/words/words.ts";
import { capabilities } from "../capabilities.ts";
import { allWords, migrationFolders, openHall } from "../open-hall.ts";
import { readArguments } from "./arguments.ts";
import { commandWords, sizeText } from "./say.ts";

type Ask = <Row>(text: string, values?: unknown[]) => Promise<Row[]>;
type Examination = { t: Words; config: Config; ask: Ask };

const finding = (ok: boolean, what: string, advice: string): Finding => (ok ? { ok, what } : { ok, what, advice });

export async function doctor(args: string[]): Promise<number> {
  readArguments(args, {});
  const t = commandWords();
  const config = readConfig();
  const findings = await examine(t, config);
  for (const { ok, what, advice } of findings)
    console.log(`${ok ? "ok" : "!!"}  ${what}${advice ? `\n    → ${advice}` : ""}`);
  const ill = findings.filter((each) => !each.ok).length;
  console.log(`\n${ill === 0 ? t("doctor.healthy") : t("doctor.advice", { count: ill })}`);
  return ill === 0 ? 0 : 1;
}

/** All findings. What cannot be examined because something before it is broken is left out; the broken thing is told. */
export async function examine(t: Words, config: Config): Promise<Finding[]> {
  const findings: Finding[] = [
    ...(await disk(t, config)),
    ...keyFile(t, config),
    await mail(t, config),
    ...(await scanner(t, config)),
    ...door(t, config),
  ];
  let hall: Awaited<ReturnType<typeof openHall>>;
  try {
    hall = await openHall(config, { migrate: false });
  } catch (error) {
    return [...findings, ...(await unopened(t, config, error))];
  }
  const client = new pg.Client({ connectionString: hall.ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    const ask: Ask = async (text, values) => (await client.query(text, values)).rows as never;
    const examination = { t, config, ask };
    for (const look of [address, server, roles, security, migrations, clock, jobs, certificates, holidays])
      findings.push(...(await look(examination)));
    findings.push(finding(true, t("doctor.key"), ""));
    for (const capability of hall.capabilities)
      findings.push(...((await capability.doctor?.(hall, hall.words(t.locale))) ?? []));
  } finally {
    await client.end().catch(() => {});
    await hall.close();
  }
  return findings;
}

/** Why the hall did not open: a wrong key, a database that was never used, or one that cannot be reached. */
async function unopened(t: Words, config: Config, error: unknown): Promise<Finding[]> {
  if (error instanceof Refused && error.key === "error.wrong-key-file")
    return [finding(false, t("doctor.key-bad", { file: config.keyFile }), t("doctor.key.advice"))];
  if (error instanceof Refused)
    return [finding(false, allWords(capabilities)(t.locale)(error.key, error.params), t("doctor.key.advice"))];
  if ((error as { code?: string }).code === "42P01" || (error as { code?: string }).code === "3F000")
    return [finding(false, t("doctor.key-none"), t("doctor.migrations.advice"))];
  const reason = (error as { cause?: Error }).cause?.message || (error as Error).message;
  return [finding(false, t("doctor.unreachable", { reason: reason.split("\n")[0] }), t("doctor.unreachable.advice"))];
}

async function server({ t, ask }: Examination): Promise<Finding[]> {
  const began = performance.now();
  const [row] = await ask<{ version: string; number: number }>(
    "select current_setting('server_version') as version, current_setting('server_version_num')::int as number",
  );
  const ms = Math.round(performance.now() - began);
  return [
    finding(
      (row?.number ?? 0) >= 150000 && ms < 100,
      t("doctor.postgres", { version: row?.version, ms }),
      t("doctor.unreachable.advice"),
    ),
  ];
}

async function roles({ t, ask }: Examination): Promise<Finding[]> {
  // A role also bypasses row security when it owns the tables, or may become somebody who does.
  const rows = await ask<{ name: string }>(`
    select r.rolname as name from pg_roles r
     where r.rolname ~ '^pendopo_(app|worker)'
       and (r.rolsuper or r.rolbypassrls
            or exists (select from pg_roles above where (above.rolsuper or above.rolbypassrls) and pg_has_role(r.oid, above.oid, 'member'))
            or exists (select from pg_class c join (${OUR_SCHEMAS}) o on o.oid = c.relnamespace where c.relkind in ('r', 'p') and pg_has_role(r.oid, c.relowner, 'member')))`);
  const names = rows.map((row) => row.name).join(", ");
  return [
    finding(
      rows.length === 0,
      rows.length === 0 ? t("doctor.roles") : t("doctor.roles-bad", { names }),
      t("doctor.roles.advice"),
    ),
  ];
}

async function security({ t, ask }: Examination): Promise<Finding[]> {
  const rows = await ask<{ name: string; on: boolean }>(`with ours as (${OUR_SCHEMAS})
    select o.nspname || '.' || c.relname as name, c.relrowsecurity as on from pg_class c join ours o on o.oid = c.relnamespace
     where c.relkind in ('r', 'p') and (o.nspname, c.relname) <> ('kernel', 'migration') order by 1`);
  // A table that the program's roles cannot touch at all needs no policy.
  const open = await ask<{ name: string }>(`with ours as (${OUR_SCHEMAS})
    select o.nspname || '.' || c.relname as name from pg_class c join ours o on o.oid = c.relnamespace
     where c.relkind in ('r', 'p') and not c.relrowsecurity
       and (has_table_privilege('pendopo_app', c.oid, 'select, insert, update, delete') or has_table_privilege('pendopo_worker', c.oid, 'select, insert, update, delete'))`);
  const names = open.map((row) => row.name).join(", ");
  const count = rows.filter((row) => row.on).length;
  return [
    finding(
      open.length === 0,
      open.length === 0 ? t("doctor.security", { count }) : t("doctor.security-bad", { names }),
      t("doctor.security.advice"),
    ),
  ];
}

async function migrations({ t, ask }: Examination): Promise<Finding[]> {
  const done = new Set(
    (await ask<{ key: string }>("select area || '/' || name as key from kernel.migration")).map((row) => row.key),
  );
  const wanted = readMigrations(migrationFolders(capabilities)).map((each) => `${each.area}/${each.name}`);
  const missing = wanted.filter((key) => !done.has(key));
  const what =
    missing.length === 0
      ? t("doctor.migrations", { count: wanted.length })
      : t("doctor.migrations-bad", { count: missing.length, names: missing.join(", ") });
  return [finding(missing.length === 0, what, t("doctor.migrations.advice"))];
}

async function clock({ t, ask }: Examination): Promise<Finding[]> {
  const before = Date.now();
  const [row] = await ask<{ at: Date }>("select clock_timestamp() as at");
  const middle = (before + Date.now()) / 2;
  const seconds = Math.abs(Math.round(((row?.at.getTime() ?? 0) - middle) / 100) / 10);
  return [finding(seconds < 5, t("doctor.clock", { seconds }), t("doctor.clock.advice"))];
}

async function jobs({ t, ask }: Examination): Promise<Finding[]> {
  const [row] = await ask<{ waiting: number; late: number; dead: number; kinds: string | null }>(`
    select count(*)::int as waiting, count(*) filter (where not dead and run_at < now() - interval '5 minutes')::int as late, count(*) filter (where dead)::int as dead,
           string_agg(distinct kind, ', ') filter (where dead or run_at < now() - interval '5 minutes') as kinds from kernel.job`);
  const { waiting = 0, late = 0, dead = 0, kinds } = row ?? {};
  const ok = late + dead === 0;
  return [
    finding(
      ok,
      ok ? t("doctor.jobs", { waiting }) : t("doctor.jobs-bad", { late, dead, kinds: kinds ?? "" }),
      t("doctor.jobs.advice"),
    ),
  ];
}

async function certificates({ t, ask }: Examination): Promise<Finding[]> {
  const rows = await ask<{ kind: string; until: Date }>(
    "select kind, max(not_after) as until from kernel.certificate where revoked_at is null group by kind order by kind",
  );
  if (rows.length === 0) return [finding(true, t("doctor.certificates-none"), "")];
  // An authority is replaced with more notice than a seal, which the program renews by itself.
  const days: Record<string, number> = { root: 365, issuer: 90 };
  return rows.map(({ kind, until }) =>
    finding(
      until.getTime() - Date.now() > (days[kind] ?? 14) * 86_400_000,
      t("doctor.certificate", { kind, until: until.toISOString().slice(0, 10) }),
      t("doctor.certificate.advice"),
    ),
  );
}

async function holidays({ t, ask }: Examination): Promise<Finding[]> {
  const thisYear = new Date().getFullYear();
  const rows = await ask<{ year: number; count: number }>(
    "select extract(year from day)::int as year, count(*)::int as count from agencies.holiday where agency_id = '00000000-0000-0000-0000-000000000000' group by 1",
  );
  return [thisYear, thisYear + 1].map((year) => {
    const count = rows.find((row) => row.year === year)?.count ?? 0;
    return finding(
      count > 0,
      count > 0 ? t("doctor.holidays", { year, count }) : t("doctor.holidays-none", { year }),
      t("doctor.holidays.advice"),
    );
  });
}

async function disk(t: Words, config: Config): Promise<Finding[]> {
  const folder = existsSync(config.folder) ? config.folder : process.cwd();
  const { bavail, blocks, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const percent = Math.round((bavail / blocks) * 100);
  return [
    finding(
      free > 5e9 && percent >= 10,
      t("doctor.disk", { folder, free: sizeText(free, t.locale), percent }),
      t("doctor.disk.advice"),
    ),
  ];
}

/** Whether uploads are scanned, by whom, and whether that one answers. */
async function scanner(t: Words, { CLAMAV }: Config): Promise<Finding[]> {
  const where = scannerAddress(CLAMAV);
  if (!where) return [finding(true, t("doctor.scanner-none"), "")];
  try {
    return [finding(true, t("doctor.scanner", { where, version: await scannerVersion(where) }), "")];
  } catch (error) {
    const reason = ((error as Error).cause as Error | undefined)?.message ?? (error as Error).message;
    return [finding(false, t("doctor.scanner-bad", { where, reason }), t("doctor.scanner.advice"))];
  }
}

/** What a proxy in front needs, and what strangers who mean well need. */
function door(t: Words, config: Config): Finding[] {
  const { PENDOPO_TRUST_PROXY: trusts, PENDOPO_URL, PENDOPO_DEMO, PENDOPO_SECURITY_CONTACT } = config;
  const seen = forwardedSince(config.folder);
  return [
    ...(trusts && !PENDOPO_URL ? [finding(false, t("doctor.proxy-open"), t("doctor.proxy-open.advice"))] : []),
    ...(!trusts && seen
      ? [
          finding(
            false,
            t("doctor.proxy-ignored", { at: seen.toISOString().slice(0, 10) }),
            t("doctor.proxy-ignored.advice"),
          ),
        ]
      : []),
    ...(PENDOPO_DEMO
      ? []
      : [finding(true, t(PENDOPO_SECURITY_CONTACT ? "doctor.contact" : "doctor.contact-none"), "")]),
  ];
}

function keyFile(t: Words, { keyFile: file, PENDOPO_KMS_URL, PENDOPO_KEY_COMMAND }: Config): Finding[] {
  if (PENDOPO_KMS_URL || PENDOPO_KEY_COMMAND || !existsSync(file) || process.platform === "win32") return [];
  return (statSync(file).mode & 0o077) === 0
    ? []
    : [finding(false, t("doctor.key-mode", { file }), t("doctor.key-mode.advice", { file }))];
}

/** Whether somebody answers there: a greeting is enough, nothing is sent. */
async function mail(t: Words, { SMTP_URL }: Config): Promise<Finding> {
  if (!SMTP_URL) return finding(true, t("doctor.mail-none"), "");
  const { hostname, port, protocol } = new URL(SMTP_URL);
  const host = `${hostname}:${port || (protocol === "smtps:" ? 465 : 25)}`;
  const reason = await new Promise<string | undefined>((resolve) => {
    const socket = connect({
      host: hostname.replace(/^\[|\]$/g, ""),
      port: Number(host.split(":").at(-1)),
      timeout: 5000,
    });
    const end = (fault?: string) => {
      socket.destroy();
      resolve(fault);
    };
    socket.once("connect", () => end());
    socket.once("timeout", () => end("timeout"));
    socket.once("error", (error: NodeJS.ErrnoException) => end(error.code ?? error.message));
  });
  return finding(
    reason === undefined,
    reason === undefined ? t("doctor.mail", { host }) : t("doctor.mail-bad", { host, reason }),
    t("doctor.mail.advice"),
  );
}

async function address({ t, config, ask }: Examination): Promise<Finding[]> {
  const [kind] = await ask<{ value: { demo: boolean } }>(
    "select value from kernel.setting where name = 'installation'",
  );
  const url = config.PENDOPO_URL ?? `http://localhost:${config.PORT}`;
  return [
    finding(
      (kind?.value.demo ?? config.PENDOPO_DEMO) || url.startsWith("https://"),
      t("doctor.url", { url }),
      t("doctor.url.advice"),
    ),
  ];
}
