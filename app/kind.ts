// Whether an installation is a demo or a real one is settled at its first start and never changes: demo accounts have public
// passwords, so they must not come into a real one, and a demo must not be opened as if it were real.

import pg from "pg";
import { Refused } from "../kernel/errors.ts";

/** Notes the kind at the first start; afterwards refuses the other. `ownerUrl` is a migrated database. */
export async function settleKind(ownerUrl: string, demo: boolean): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl });
  client.on("error", () => {});
  await client.connect();
  try {
    await client.query(
      "insert into kernel.setting (name, value) values ('installation', $1) on conflict (name) do nothing",
      [JSON.stringify({ demo })],
    );
    const { rows } = await client.query<{ value: { demo: boolean } }>(
      "select value from kernel.setting where name = 'installation'",
    );
    if (rows[0] && rows[0].value.demo !== demo) throw new Refused(demo ? "start.not-a-demo" : "start.is-a-demo");
  } finally {
    await client.end().catch(() => {});
  }
}
