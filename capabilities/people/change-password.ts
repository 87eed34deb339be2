// A new password, by somebody who proved within the last minutes who they are: every other session ends, and the holder hears of it.

import { INSTALLATION, record } from "../../kernel/audit/audit.ts";
import { faulty } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { setPassword } from "./factors.sql.ts";
import { hashPassword } from "./password.ts";
import { passwordFault } from "./password-rules.ts";
import { personRow } from "./people.sql.ts";
import { endOtherSessions } from "./session.ts";
import { tellHolder } from "./tell-holder.ts";

export async function changePassword(ask: Ask, password: string): Promise<void> {
  const { actor, hall } = ask;
  const account = actor.account as string;
  const own = actor.kind === "resident" && !actor.behalf ? actor.person : undefined;
  const row = own ? await ask.read((tx) => personRow(tx, own)) : undefined;
  const number = row?.nik ? hall.vault.open(row.nik, `people.person:nik:${own}`) : "";
  const fault = passwordFault(hall.config, password, { number, name: actor.name });
  if (fault) throw faulty([fault]);
  const hash = await hashPassword(password);
  await ask.transact(async (tx) => {
    await setPassword(tx, account, { hash, recovered: false });
    await endOtherSessions(tx, actor);
    record(tx, actor, { agency: INSTALLATION, act: "account.password-changed", target: account });
    tellHolder(tx, hall, account, "people.mail.password-changed");
  });
}
