// Who comes on an outside provider's word: into the account that is linked, into a new one, or first to prove that the one with the
// same number is theirs. A number typed by somebody, or an equal e-mail address, opens nothing.

import { publicActor } from "../../../kernel/actor.ts";
import { INSTALLATION, record } from "../../../kernel/audit/audit.ts";
import type { Tx } from "../../../kernel/db/database.ts";
import { ensure, refuse } from "../../../kernel/errors.ts";
import type { Hall } from "../../../kernel/hall.ts";
import { checkNik } from "../../../kernel/identifiers/nik.ts";
import { agencyByCode } from "../../agencies/index.ts";
import { accountByNumber, admitPerson, openSession, personByNik, type Session } from "../../people/index.ts";
import { holderOf } from "../artifacts.sql.ts";
import { linkedAccount, putLink, touchLink } from "./links.sql.ts";
import type { Vouched } from "./protocol.ts";
import type { OutsideProvider } from "./providers.ts";

/** A session; or the need to show first that an account is theirs. */
export type Entry = { session: Session } | { prove: true };

/** The provider's own name of somebody, as the vault blinds it: for each provider apart. */
export const nameOf = (provider: OutsideProvider, sub: string): [field: string, value: string] => [
  `provider:${provider.id}`,
  sub,
];

type From = { agent: string; address: string };

/** @throws Refused when the provider's word is not enough for this number, or there is nobody here with it. */
export async function enter(hall: Hall, provider: OutsideProvider, vouched: Vouched, from: From): Promise<Entry> {
  const subject = hall.vault.blind(...nameOf(provider, vouched.sub));
  const linked = await linkedAccount(hall.db, provider.id, hall.vault.blinds(...nameOf(provider, vouched.sub)));
  if (linked && linked.kind === provider.for) {
    if (provider.for === "official") await ensureOwnOfficial(hall, provider, linked.account);
    return { session: await open(hall, provider, linked.account, vouched, from, (tx) => touchLink(tx, provider.id)) };
  }
  const account =
    provider.for === "official"
      ? await officialsAccount(hall, provider, vouched)
      : await residentsAccount(hall, provider, vouched);
  if (!account) return { prove: true };
  const link = async (tx: Tx) => {
    // The account already has a name at this provider, and it is another one: somebody there took over the number.
    ensure(await putLink(tx, provider.id, subject), refuse("federation.outside.other-link"));
    recordLink(tx, provider, account);
  };
  return { session: await open(hall, provider, account, vouched, from, link) };
}

/** The agency's own provider vouches for that agency's officials, and for nobody else's. */
async function officialsAccount(hall: Hall, provider: OutsideProvider, { number }: Vouched): Promise<string> {
  ensure(/^\d{18}$/.test(number), refuse("federation.outside.no-number"));
  const account = await accountByNumber(hall, "official", number);
  ensure(account, refuse("federation.outside.no-official"));
  await ensureOwnOfficial(hall, provider, account);
  return account;
}

async function ensureOwnOfficial(hall: Hall, provider: OutsideProvider, account: string): Promise<void> {
  const [holder, agency] = [
    await holderOf(hall.db, account, hall.db.time.now()),
    await hall.db.read({ role: "app" }, (tx) => agencyByCode(tx, provider.agency as string)),
  ];
  const standing = holder?.standing as { agency?: string } | null | undefined;
  ensure(agency && standing?.agency === agency.id, refuse("federation.outside.no-official"));
}

/** The account of a NIK: a verified one on an authoritative word, or a new one; undefined when its holder has to prove it first. */
async function residentsAccount(hall: Hall, provider: OutsideProvider, vouched: Vouched): Promise<string | undefined> {
  const { number: nik, name, email, phone } = vouched;
  ensure(checkNik(nik, { demo: hall.config.PENDOPO_DEMO }) === undefined, refuse("federation.outside.no-number"));
  const known = await hall.db.read({ role: "app" }, (tx) => personByNik(tx, hall.vault, nik));
  if (known?.account) {
    // Whoever typed the number first may not be its holder, and still knows the password: two people in one account.
    const isVerified = known.assurance === "counter" || known.assurance === "provider";
    return provider.authoritative && isVerified ? accountByNumber(hall, "resident", nik) : undefined;
  }
  ensure(provider.authoritative && name !== "", refuse("federation.outside.not-vouched"));
  const made = await hall.db.transact({ role: "app" }, (tx) =>
    admitPerson(tx, hall.vault, publicActor, { nik, name, email, phone }, "provider"),
  );
  return made.account;
}

export const recordLink = (tx: Tx, provider: OutsideProvider, account: string): void =>
  record(
    tx,
    { kind: provider.for, account, units: [], positions: [] },
    { agency: INSTALLATION, act: "provider.linked", target: account, detail: { provider: provider.id } },
  );

const open = (
  hall: Hall,
  provider: OutsideProvider,
  account: string,
  vouched: Vouched,
  from: From,
  more: (tx: Tx) => Promise<void> | void,
) =>
  hall.db.transact({ role: "app", account }, async (tx) => {
    await more(tx);
    return openSession(tx, account, provider.for, from.agent, {
      how: "provider",
      second: vouched.second,
      address: from.address,
    });
  });
