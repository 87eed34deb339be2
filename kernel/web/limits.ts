// How much one address or one account may ask of this node: buckets that fill again, in memory, a few hundred bytes each and
// bounded in number. They keep one asker from taking everybody's place; a flood from everywhere is what lanes.ts answers.

import type { Config } from "../config.ts";
import { Refused } from "../errors.ts";

/** What a request is, as to its cost. Signing in has its own counts, in the database. */
export type Kind = "page" | "form" | "lookup" | "upload" | "api";

/** Addresses of a whole office or of a mobile operator are shared by thousands; an account is one person's or one program's. */
const ACCOUNT_SHARE = { page: 5, form: 5, lookup: 2, upload: 2, api: 1 } as const;

const MOST = 100_000;

/**
 * A bucket for each key: as many at once as a minute allows, then as they fill. A full store forgets whoever was longest away.
 * @param now milliseconds, of any clock that goes forward
 */
export class Buckets {
  readonly #kept = new Map<string, { left: number; at: number }>();
  readonly #most: number;
  constructor(most = MOST) {
    this.#most = most;
  }
  get size(): number {
    return this.#kept.size;
  }
  /** Takes one; gives how many seconds to wait when there is none, otherwise nought. */
  take(key: string, perMinute: number, now: number): number {
    const kept = this.#kept.get(key);
    const filled = kept ? Math.min(perMinute, kept.left + ((now - kept.at) / 60_000) * perMinute) : perMinute;
    // Written anew at the end: a Map keeps its order, so the first is whoever was longest away.
    this.#kept.delete(key);
    const left = filled >= 1 ? filled - 1 : filled;
    this.#kept.set(key, { left, at: now });
    if (this.#kept.size > this.#most) this.#kept.delete(this.#kept.keys().next().value as string);
    return filled >= 1 ? 0 : Math.max(1, Math.ceil(((1 - filled) / perMinute) * 60));
  }
}

/** The network that an address stands for: a /64 of IPv6 is one household or one telephone. */
export function networkOf(address: string): string {
  const plain = address.replace(/%.*$/, "");
  const four = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1];
  if (four !== undefined) return four;
  if (!plain.includes(":")) return plain;
  const [head = "", tail] = plain.split("::");
  const first = head.split(":").filter(Boolean);
  const last = tail?.split(":").filter(Boolean) ?? [];
  const all =
    tail === undefined ? first : [...first, ...Array(Math.max(0, 8 - first.length - last.length)).fill("0"), ...last];
  return `${all
    .slice(0, 4)
    .map((part) => Number.parseInt(part || "0", 16).toString(16))
    .join(":")}::/64`;
}

export type Limits = {
  /** @throws Refused 429 with the seconds to wait. An address that is not known (a call within the program) is not counted. */
  address(kind: Kind, address: string): void;
  account(kind: Kind, account: string): void;
};

export function limitsOf(config: Config, now: () => number = () => performance.now()): Limits {
  const buckets = new Buckets();
  const most: Record<Kind, number> = {
    page: config.PENDOPO_LIMIT_PAGES,
    form: config.PENDOPO_LIMIT_FORMS,
    lookup: config.PENDOPO_LIMIT_LOOKUPS,
    upload: config.PENDOPO_LIMIT_UPLOADS,
    api: config.PENDOPO_LIMIT_API,
  };
  const take = (key: string, perMinute: number) => {
    if (perMinute <= 0) return;
    const seconds = buckets.take(key, perMinute, now());
    if (seconds > 0) throw tooMany(seconds);
  };
  return {
    address: (kind, address) => {
      if (address !== "") take(`${kind} ${networkOf(address)}`, most[kind]);
    },
    account: (kind, account) => take(`${kind} ${account}`, Math.ceil(most[kind] / ACCOUNT_SHARE[kind])),
  };
}

export const tooMany = (seconds: number): Refused =>
  new Refused("error.too-many", { status: 429, params: { seconds } });
