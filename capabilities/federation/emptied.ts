// An account that somebody else had made with a person's number was emptied: nothing that they let in stays.

import { worker } from "../../kernel/db/scope.ts";
import type { Reaction } from "../../kernel/hall.ts";
import { forgetAccount } from "./artifacts.sql.ts";

/** Hears `account.emptied`. What came after it is the true holder's own. */
export const emptied: Reaction = (hall, { data, at }) =>
  hall.db.transact(worker, (tx) => forgetAccount(tx, String(data.account), at));
