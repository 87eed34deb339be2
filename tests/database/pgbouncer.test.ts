// Behind PgBouncer in transaction mode a connection belongs to nobody for longer than a transaction: nothing of one asker may
// be left on it for the next, and no statement may be prepared on it.

import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { chownSync, existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { ask, findCluster } from "../cluster.ts";
import { openTestHall } from "../hall.ts";

const reason = process.env.PENDOPO_TEST_DATABASE_URL
  ? "the tests use another server"
  : "pgbouncer is not installed (Debian: pgbouncer)";
const program = process.env.PENDOPO_TEST_DATABASE_URL
  ? undefined
  : ["/usr/sbin/pgbouncer", "/usr/bin/pgbouncer"].find((path) => existsSync(path));
const NOBODY = 65534;

async function startPgBouncer(): Promise<{ folder: string; stop(): void }> {
  const { ownerUrl } = await findCluster();
  const owner = /^\w+:\/\/([^:]+):([^@]*)@\/[^?]*\?host=(.+)$/.exec(ownerUrl);
  assert.ok(owner, "this test needs the tests' own cluster");
  const folder = mkdtempSync(join(tmpdir(), "bouncer-"));
  const uid = process.getuid?.() === 0 ? NOBODY : undefined;
  writeFileSync(join(folder, "users.txt"), `"${owner[1]}" "${owner[2]}"\n`);
  writeFileSync(
    join(folder, "pgbouncer.ini"),
    `[databases]
* = host=${decodeURIComponent(owner[3] as string)} port=5432
[pgbouncer]
listen_addr =
listen_port = 6432
unix_socket_dir = ${folder}
pool_mode = transaction
default_pool_size = 2
max_client_conn = 100
auth_type = scram-sha-256
auth_user = ${owner[1]}
auth_file = ${join(folder, "users.txt")}
`,
  );
  if (uid !== undefined)
    for (const path of [folder, join(folder, "users.txt"), join(folder, "pgbouncer.ini")]) chownSync(path, uid, uid);
  const child: ChildProcess = spawn(program as string, [join(folder, "pgbouncer.ini")], {
    uid,
    gid: uid,
    stdio: ["ignore", "ignore", "pipe"],
  });
  let said = "";
  child.stderr?.on("data", (piece) => (said += piece));
  for (let i = 0; !existsSync(join(folder, ".s.PGSQL.6432")); i++) {
    assert.ok(i < 200, `PgBouncer did not start: ${said}`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
  return {
    folder,
    stop: () => {
      child.kill("SIGINT");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

test("thirty people behind two pooled connections each see what is theirs", {
  skip: program ? false : reason,
}, async () => {
  const bouncer = await startPgBouncer();
  after(() => bouncer.stop());
  const through = (url: string) =>
    url.replace(/^(\w+:\/\/)[^/]*\/([^?]*).*$/, `$1/$2?host=${encodeURIComponent(bouncer.folder)}&port=6432`);
  const hall = await openTestHall({
    settings: (url) => ({
      DATABASE_APP_URL: through(url),
      DATABASE_WORKER_URL: through(url),
      PENDOPO_PREPARED: "off",
      PENDOPO_POOL: "30",
    }),
  });
  const people = await Promise.all(
    Array.from({ length: 30 }, async (_, i) => {
      const browser = hall.visitor();
      const name = `Warga ${String.fromCharCode(65 + (i % 26))}${i}`;
      const reply = await browser.submit(
        await browser.get("/daftar"),
        { name, nik: `19710347089${String(10_001 + i).slice(-5)}`, password: "sebuah rahasia panjang" },
        { follow: false },
      );
      assert.equal(reply.status, 303, reply.errorSummary || reply.text);
      return { name, browser };
    }),
  );
  for (let round = 0; round < 5; round++) {
    const seen = await Promise.all(
      people.map(async ({ name, browser }) => ({ name, h1: (await browser.get("/akun")).h1 })),
    );
    for (const { name, h1 } of seen) assert.equal(h1, name);
  }
  assert.match((await hall.visitor().get("/akun")).url, /^\/masuk/);
  await hall.drain();
  const [pooled] = await ask(
    hall.ownerUrl,
    "select count(*)::int as connections from pg_stat_activity where datname = current_database() and usename like 'pendopo_app%'",
  );
  assert.ok(pooled?.connections <= 2, `${pooled?.connections} connections`);
});
