// How often somebody may try: counted by number and by address in windows of a quarter of an hour, so a flood costs one small row.

import { isIP } from "node:net";
import type { Database } from "../../kernel/db/database.ts";
import { ensure, refuse } from "../../kernel/errors.ts";
import type { Vault } from "../../kernel/vault/vault.ts";
import { countTry } from "./people.sql.ts";

const WINDOW_MINUTES = 15;
/** How many tries a number has from one address, from all together, and an address for all numbers, in one window. */
export type Limits = { readonly from: number; readonly all: number; readonly address: number };
const TRIES: Limits = {
  from: 10, // From one address: so who guesses at a number does not lock its holder out elsewhere.
  all: 60, // From all addresses together, for who guesses from many.
  address: 200, // A village shares one address.
};

/**
 * Refuses when this number or address has tried too often in the last quarter of an hour. Counted even when the try fails. What
 * is guessed at may be a number, or an account whose codes are tried.
 * @example await throttle(hall.db, hall.vault, nik, ask.ip)
 */
export async function throttle(
  db: Database,
  vault: Vault,
  number: string,
  address: string,
  limits: Limits = TRIES,
): Promise<void> {
  const now = db.time.now();
  const window = new Date(Math.floor(now.getTime() / (WINDOW_MINUTES * 60_000)) * WINDOW_MINUTES * 60_000);
  const from = networkOf(address);
  const tries = await db.transact({ role: "app" }, async (tx) => ({
    all: await countTry(tx, vault.blind("throttle:number", number), window),
    number: await countTry(tx, vault.blind("throttle:number-from", `${number} ${from}`), window),
    address: from === "" ? 0 : await countTry(tx, vault.blind("throttle:address", from), window),
  }));
  const minutes = Math.max(1, Math.ceil((window.getTime() + WINDOW_MINUTES * 60_000 - now.getTime()) / 60_000));
  ensure(
    tries.number <= limits.from && tries.all <= limits.all && tries.address <= limits.address,
    refuse("people.throttled", { minutes }, 429),
  );
}

/** One line to the network: an IPv4 address, or the /64 that a household has of IPv6, where addresses cost nothing. */
export function networkOf(address: string): string {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped || isIP(address) !== 6) return mapped ?? address;
  return `${groupsOf(address).slice(0, 4).join(":")}::/64`;
}

/** What the list of sessions shows: enough to know one's own town or office, too little to find a house. */
export function maskedNetwork(address: string): string {
  const network = networkOf(address);
  const version = isIP(network);
  if (version === 4) return `${network.split(".").slice(0, 2).join(".")}.*.*`;
  return network.includes("::/64") ? `${groupsOf(address).slice(0, 2).join(":")}:*` : "";
}

function groupsOf(address: string): string[] {
  const [head = "", tail] = (address.toLowerCase().split("%")[0] as string).split("::");
  const left = head === "" ? [] : head.split(":");
  const right = tail ? tail.split(":") : [];
  const all =
    tail === undefined ? left : [...left, ...Array(Math.max(0, 8 - left.length - right.length)).fill("0"), ...right];
  return all.map((part) => part.replace(/^0+(?=.)/, ""));
}
