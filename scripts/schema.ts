// docs/schema.sql: every table of the installation on one page, so that a reader finds it and a reviewer sees each change. Made
// from a migrated database, not from the migrations, because what stands there is what counts.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import pg from "pg";
import { OUR_SCHEMAS } from "../kernel/db/backup.ts";
import { emptyDatabase } from "../tests/cluster.ts";
import { migrateEmpty } from "../tests/migrate-empty.ts";

export const SCHEMA_FILE = fileURLToPath(new URL("../docs/schema.sql", import.meta.url));

/** The whole schema as text, in an order that does not depend on the order of the migrations. */
export async function schemaText(): Promise<string> {
  const database = await emptyDatabase();
  try {
    await migrateEmpty(database.url);
    const client = new pg.Client({ connectionString: database.url });
    await client.connect();
    try {
      return await describe(async (text) => (await client.query(text)).rows);
    } finally {
      await client.end();
    }
  } finally {
    await database.drop();
  }
}

type Row = Record<string, string>;

async function describe(ask: (text: string) => Promise<Row[]>): Promise<string> {
  const schemas = await ask(`${OUR_SCHEMAS} order by 2`);
  const columns = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, c.relname as table, a.attname as name,
           rtrim(format('%s%s%s', format_type(a.atttypid, a.atttypmod),
             case when a.attnotnull then ' not null' else '' end,
             case when a.attgenerated = 's' then ' generated always as (' || pg_get_expr(d.adbin, d.adrelid) || ') stored'
                  when d.adbin is not null then ' default ' || pg_get_expr(d.adbin, d.adrelid) else '' end)) as type
      from pg_attribute a join pg_class c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition join ours o on o.oid = c.relnamespace
      left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
     where a.attnum > 0 and not a.attisdropped order by 1, 2, a.attnum`);
  const constraints = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, c.relname as table, k.conname as name, pg_get_constraintdef(k.oid) as text
      from pg_constraint k join pg_class c on c.oid = k.conrelid join ours o on o.oid = c.relnamespace
     where k.contype in ('p', 'u', 'f', 'c', 'x') and k.conislocal order by 1, 2, position(k.contype in 'pufcx'), 3`);
  const tables = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, c.relname as name, obj_description(c.oid, 'pg_class') as comment, c.relrowsecurity::text as security,
           case when c.relkind = 'p' then ' partition by ' || pg_get_partkeydef(c.oid) else '' end as partition
      from pg_class c join ours o on o.oid = c.relnamespace where c.relkind in ('r', 'p') and not c.relispartition order by 1, 2`);
  const indexes = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, c.relname as table, pg_get_indexdef(x.indexrelid) as text
      from pg_index x join pg_class c on c.oid = x.indrelid join ours o on o.oid = c.relnamespace
     where not exists (select from pg_constraint k where k.conindid = x.indexrelid) and not c.relispartition order by 1, 2, 3`);
  const policies = await ask(`with ours as (${OUR_SCHEMAS})
    select p.schemaname as schema, p.tablename as table,
           format('policy %s%s for %s to %s%s%s', p.policyname, case when p.permissive = 'RESTRICTIVE' then ' as restrictive' else '' end, lower(p.cmd), array_to_string(p.roles, ', '),
             coalesce(' using (' || p.qual || ')', ''), coalesce(' with check (' || p.with_check || ')', '')) as text
      from pg_policies p join ours o on o.nspname = p.schemaname order by 1, 2, p.policyname`);
  const grants = await ask(`with ours as (${OUR_SCHEMAS}), given as (
      select o.nspname as schema, c.relname as table, a.grantee, lower(a.privilege_type) as what, null::name as of
        from pg_class c join ours o on o.oid = c.relnamespace, aclexplode(c.relacl) a where c.relkind in ('r', 'p') and not c.relispartition
      union all select o.nspname, c.relname, a.grantee, lower(a.privilege_type), t.attname
        from pg_attribute t join pg_class c on c.oid = t.attrelid join ours o on o.oid = c.relnamespace, aclexplode(t.attacl) a)
    select schema, "table", format('grant %s to %s', string_agg(what || coalesce(' (' || columns || ')', ''), ', ' order by what), rolname) as text
      from (select schema, "table", r.rolname, what, string_agg(of, ', ' order by of) as columns from given join pg_roles r on r.oid = grantee
             where r.rolname in ('pendopo_app', 'pendopo_worker') group by 1, 2, 3, 4) g group by 1, 2, rolname order by 1, 2, rolname`);
  const triggers = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, c.relname as table, pg_get_triggerdef(t.oid) as text
      from pg_trigger t join pg_class c on c.oid = t.tgrelid join ours o on o.oid = c.relnamespace where not t.tgisinternal and t.tgparentid = 0 order by 1, 2, t.tgname`);
  const functions = await ask(`with ours as (${OUR_SCHEMAS})
    select o.nspname as schema, pg_get_functiondef(p.oid) as text from pg_proc p join ours o on o.oid = p.pronamespace where p.prokind in ('f', 'p') order by 1, p.proname, 2`);
  const of = (rows: Row[], schema: string | undefined, table: string | undefined) =>
    rows.filter((row) => row.schema === schema && row.table === table);
  const lines = [
    "-- Made by `node bin/run.js scripts/schema.ts --write` from a migrated database; `npm run check` compares. Not to be run: the",
    "-- migrations are. For reading: every table with its rules, indexes, who may do what, and the functions behind them.",
  ];
  for (const { nspname: schema } of schemas) {
    lines.push(
      "",
      "",
      `-- ${schema} ${"-".repeat(Math.max(3, 100 - (schema ?? "").length))}`,
      `create schema ${schema};`,
    );
    for (const table of tables.filter((row) => row.schema === schema)) {
      const name = `${schema}.${table.name}`;
      const body = [
        ...of(columns, schema, table.name).map((row) => `  ${row.name} ${row.type}`),
        ...of(constraints, schema, table.name).map((row) => `  constraint ${row.name} ${row.text}`),
      ];
      lines.push(
        "",
        ...(table.comment ? [`-- ${table.comment.replaceAll("\n", "\n-- ")}`] : []),
        `create table ${name} (`,
        body.join(",\n"),
        `)${table.partition};`,
      );
      for (const row of of(indexes, schema, table.name))
        lines.push(
          `${row.text?.replace("CREATE INDEX", "create index").replace("CREATE UNIQUE INDEX", "create unique index")};`,
        );
      lines.push(table.security === "true" ? "-- row security: on" : "-- row security: off");
      for (const row of [
        ...of(policies, schema, table.name),
        ...of(grants, schema, table.name),
        ...of(triggers, schema, table.name),
      ])
        lines.push(`-- ${row.text}`);
    }
    for (const row of functions.filter((each) => each.schema === schema)) lines.push("", `${row.text?.trimEnd()};`);
  }
  return `${lines.join("\n")}\n`;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const text = await schemaText();
  if (process.argv.includes("--write")) writeFileSync(SCHEMA_FILE, text);
  else process.exitCode = readFileSync(SCHEMA_FILE, "utf8") === text ? 0 : 1;
  console.log(
    process.exitCode
      ? "docs/schema.sql is not what the migrations make"
      : `docs/schema.sql: ${text.split("\n").length} lines`,
  );
}
