// On whose behalf the database is asked: row-level security reads these settings in every policy (design §2.6).

import type { Right } from "../authority.ts";
import { Defect } from "../errors.ts";
import { isUuid } from "../ids.ts";

/** Who asks. Empty fields match no row. The worker has a database role of its own, so a page can never be the worker. */
export type Scope = {
  readonly role: "app" | "worker";
  readonly account?: string;
  readonly person?: string;
  readonly agency?: string;
  /** Units the official stands for: the position's own and, for heads, those below. */
  readonly units?: readonly string[];
  /** What the asker may do for the whole agency, e.g. "administer". */
  readonly acts?: readonly string[];
  /** Units in which not everything may be seen and worked on: what may be, act by act. Left out for the usual official. */
  readonly limits?: readonly Limit[];
  /** The mandate under which `person` is somebody else than who acts, and the services it is bound to; all when left out. */
  readonly mandate?: string;
  readonly services?: readonly string[];
  /** A tracking number the asker holds: it opens that one case to read. */
  readonly tracking?: string;
};

/** In these units this act is permitted, over these services and territories; null: over all. */
export type Limit = {
  act: string;
  units: readonly string[];
  services: readonly string[] | null;
  regions: readonly string[] | null;
};

/**
 * What row security has to know beside the units: nothing where everything in them may be seen and worked on, which is the usual;
 * otherwise every right that touches a unit that is not free.
 */
export function limitsOf(units: readonly string[], rights: readonly Right[]): Limit[] | undefined {
  const free = new Set(
    rights.flatMap((right) => {
      const { acts, services, regions } = right.extent;
      const whole =
        services === "all" && regions === "all" && acts !== "all" && ["see", "work"].every((act) => acts.includes(act));
      return whole ? right.units : [];
    }),
  );
  if (units.every((unit) => free.has(unit))) return undefined;
  return rights.flatMap(({ units: reached, extent }) => {
    const bound = reached.filter((unit) => !free.has(unit));
    const some = <T>(list: "all" | readonly T[]) => (list === "all" ? null : list);
    return bound.length === 0 || extent.acts === "all"
      ? []
      : extent.acts.map((act) => ({
          act,
          units: bound,
          services: some(extent.services),
          regions: some(extent.regions),
        }));
  });
}

export const nobody: Scope = { role: "app" };
export const worker: Scope = { role: "worker" };

const uuidOrEmpty = (value: string | undefined): string => {
  if (value === undefined) return "";
  if (!isUuid(value)) throw new Defect(`not an id in the scope: ${value}`);
  return value;
};

const plainName = (name: string): string => {
  if (!/^[a-z][a-z-]{1,40}$/.test(name)) throw new Defect(`not the name of an act: ${name}`);
  return name;
};

const regionOrDefect = (code: string): string => {
  if (!/^[0-9.]{2,13}$/.test(code)) throw new Defect(`not the code of a region: ${code}`);
  return code;
};

/** Limits as the policies read them; nothing in it may end the text that it stands in. */
const limitsText = (limits: readonly Limit[] | undefined): string =>
  limits === undefined
    ? ""
    : JSON.stringify(
        limits.map(({ act, units, services, regions }) => ({
          act: plainName(act),
          units: units.map(uuidOrEmpty),
          services: services?.map(uuidOrEmpty) ?? null,
          regions: regions?.map(regionOrDefect) ?? null,
        })),
      );

/**
 * The opening words of a transaction, as one text so that it travels in one message with the first query. Every setting is
 * written each time and ends with the transaction, so nothing leaks through a pooled connection (PgBouncer-safe).
 */
export function openingWords(scope: Scope, mode: "read" | "write" | "serializable", now: Date): string {
  const ids = (list: readonly string[] | undefined) => `{${(list ?? []).map(uuidOrEmpty).join(",")}}`;
  const tracking = scope.tracking && /^[A-Z0-9-]{1,40}$/.test(scope.tracking) ? scope.tracking : "";
  const begin =
    mode === "read" ? "begin read only" : mode === "serializable" ? "begin isolation level serializable" : "begin";
  return (
    `${begin}; select set_config('pendopo.account', '${uuidOrEmpty(scope.account)}', true), ` +
    `set_config('pendopo.person', '${uuidOrEmpty(scope.person)}', true), ` +
    `set_config('pendopo.agency', '${uuidOrEmpty(scope.agency)}', true), ` +
    `set_config('pendopo.units', '${ids(scope.units)}', true), ` +
    `set_config('pendopo.acts', '{${(scope.acts ?? []).map(plainName).join(",")}}', true), ` +
    // The program's time, for rights that end within the hour.
    `set_config('pendopo.now', '${now.toISOString()}', true), ` +
    `set_config('pendopo.limits', '${limitsText(scope.limits)}', true), ` +
    `set_config('pendopo.mandate', '${uuidOrEmpty(scope.mandate)}', true), ` +
    `set_config('pendopo.services', '${scope.services ? ids(scope.services) : ""}', true), ` +
    `set_config('pendopo.tracking', '${tracking}', true)`
  );
}
