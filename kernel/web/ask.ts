// One request, as a handler sees it: who asks, in which language, with what in hand.

import type { Actor } from "../actor.ts";
import { scopeOf } from "../actor.ts";
import type { Tx } from "../db/database.ts";
import type { Hall } from "../hall.ts";
import type { Words } from "../words/words.ts";
import type { Site } from "./components/page/site.ts";

/** A file as the browser sent it, before anything is believed about it. */
export type Sent = { field: string; name: string; type: string; bytes: Uint8Array };

/** A posted form: all values of each field in order, and the files. */
export class Form {
  readonly fields: Map<string, string[]>;
  readonly files: Sent[];
  constructor(fields: Map<string, string[]>, files: Sent[]) {
    this.fields = fields;
    this.files = files;
  }
  /** The last value of a field, trimmed; "" when absent. */
  text(name: string): string {
    return this.fields.get(name)?.at(-1)?.trim() ?? "";
  }
  all(name: string): string[] {
    return this.fields.get(name) ?? [];
  }
  has(name: string): boolean {
    return this.fields.has(name);
  }
  /** The command's key: the same form sent twice carries the same one. */
  get key(): string {
    return this.text("_key");
  }
  /** As a plain record, without our own hidden fields. */
  record(): Record<string, string | string[]> {
    return Object.fromEntries(
      [...this.fields]
        .filter(([name]) => !name.startsWith("_"))
        .map(([name, values]) => [name, values.length === 1 ? (values[0] as string) : values]),
    );
  }
}

export interface Ask {
  readonly hall: Hall;
  readonly actor: Actor;
  readonly t: Words;
  readonly method: string;
  readonly path: string;
  readonly params: Record<string, string>;
  readonly query: URLSearchParams;
  readonly ip: string;
  /** What the shell of a page needs. */
  readonly site: Site;
  /** A sentence from the page before, shown once. */
  readonly flash?: string;
  /** A new key for a form: what is sent twice under it is done once. */
  key(): string;
  header(name: string): string | undefined;
  cookie(name: string): string | undefined;
  /** The posted form, checked to be ours. @throws Refused when it is not, or is too large. */
  form(): Promise<Form>;
  /** Reads in the actor's name. */
  read<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  /** Changes in the actor's name. */
  transact<T>(work: (tx: Tx) => Promise<T>): Promise<T>;
  setCookie(cookie: string): void;
}

export const scopeFor = (ask: Ask, more: { tracking?: string } = {}) => scopeOf(ask.actor, more);
