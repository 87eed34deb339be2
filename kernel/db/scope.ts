// On whose behalf the database is asked: row-level security reads these settings in every policy (design §2.6).

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
  /** The mandate under which `person` is somebody else than who acts, and the services it is bound to; all when left out. */
  readonly mandate?: string;
  readonly services?: readonly string[];
  /** A tracking number the asker holds: it opens that one case to read. */
  readonly tracking?: string;
};

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

/**
 * The opening words of a transaction, as one text so that it travels in one message with the first query. Every setting is
 * written each time and ends with the transaction, so nothing leaks through a pooled connection (PgBouncer-safe).
 */
export function openingWords(scope: Scope, mode: "read" | "write" | "serializable"): string {
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
    `set_config('pendopo.mandate', '${uuidOrEmpty(scope.mandate)}', true), ` +
    `set_config('pendopo.services', '${scope.services ? ids(scope.services) : ""}', true), ` +
    `set_config('pendopo.tracking', '${tracking}', true)`
  );
}
