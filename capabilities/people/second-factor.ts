// What an account has to prove its holder with besides the password, and how a code is taken: once.

import type { Tx } from "../../kernel/db/database.ts";
import { refuse } from "../../kernel/errors.ts";
import { underAny, type Vault } from "../../kernel/vault/vault.ts";
import { insertRecoveryCode, spendRecoveryCode, takeStep, totpRow } from "./factors.sql.ts";
import { cleanCode, spokenCode } from "./issue-recovery.ts";
import type { Credential } from "./people.sql.ts";
import { stepOf } from "./totp.ts";

export const totpPlace = (account: string): string => `people.totp:secret:${account}`;

/** Whether a password alone is not enough to sign in: always for officials who have more, for residents who switched codes on. */
export const needsCode = (known: Pick<Credential, "kind" | "has_totp" | "has_passkey">): boolean =>
  known.has_totp || (known.kind === "official" && known.has_passkey);

/** Takes a code of the application or a recovery code for the account that asks; undefined when it is neither, or was used. */
export async function takeCode(
  tx: Tx,
  vault: Vault,
  account: string,
  typed: string,
): Promise<"totp" | "recovery-code" | undefined> {
  const code = cleanCode(typed);
  if (/^\d{6}$/.test(code)) {
    const row = await totpRow(tx, account);
    const step = row?.confirmed_at && stepOf(vault.open(row.secret, totpPlace(account)), code, tx.now);
    // The update is what decides: of two that bring the same code at once, one finds the step taken.
    return step && (await takeStep(tx, account, step)) ? "totp" : undefined;
  }
  const spent = await underAny(vault.blinds(codeField(account), code), async (trace) =>
    (await spendRecoveryCode(tx, account, trace)) ? true : undefined,
  );
  return spent ? "recovery-code" : undefined;
}

const codeField = (account: string): string => `people.recovery-code:${account}`;
const blindOf = (vault: Vault, account: string, code: string): Buffer => vault.blind(codeField(account), code);

const CODES = 10;

/** Ten new recovery codes in place of all older ones; shown to their holder once and kept as keyed hashes. */
export async function renewRecoveryCodes(tx: Tx, vault: Vault, account: string): Promise<string[]> {
  const codes = Array.from({ length: CODES }, () => spokenCode(3));
  await insertRecoveryCode(
    tx,
    account,
    codes.map((code) => blindOf(vault, account, cleanCode(code))),
  );
  return codes;
}

export const wrongCode = () => refuse("people.code-wrong");

/** Five wrong codes from one place, ten from all places, in a quarter of an hour: a million is far away. */
export const CODE_TRIES = { from: 5, all: 10, address: 200 } as const;
