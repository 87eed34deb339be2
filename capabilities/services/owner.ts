// The owner's hand: publishing and offering are done by the operator, over the connection that owns the tables.

import { openDatabase, type Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import type { Hall } from "../../kernel/hall.ts";

/** Does the work in one transaction of the installation's owner. Pages never come here. */
export async function asOwner<T>(hall: Hall, work: (tx: Tx) => Promise<T>): Promise<T> {
  const owner = { connectionString: hall.ownerUrl, workerConnectionString: hall.ownerUrl };
  const db = openDatabase({ ...owner, time: hall.time, max: 1, prepared: hall.config.PENDOPO_PREPARED });
  try {
    return await db.transact(worker, work);
  } finally {
    await db.close();
  }
}
