// The running installation as capabilities see it, and a capability as the hall sees it. Adding one is one folder and one line.

import type { IncomingMessage, ServerResponse } from "node:http";
import type { Logger } from "pino";
import type { Actor } from "./actor.ts";
import type { TimeSource } from "./clock.ts";
import type { Config } from "./config.ts";
import type { Database, Tx } from "./db/database.ts";
import type { FileStore } from "./files/store.ts";
import { enqueue, type JobHandler, type Round } from "./jobs/jobs.ts";
import type { Bytes } from "./vault/bytes.ts";
import type { Vault } from "./vault/vault.ts";
import type { Endpoint } from "./web/api.ts";
import type { NavItem } from "./web/components/page/site.ts";
import type { Route } from "./web/serve.ts";
import type { Dictionary, Locale, Words } from "./words/words.ts";

/** What an installation has. Handed to handlers; nothing of it is global. */
export type Hall = {
  readonly config: Config;
  readonly db: Database;
  readonly vault: Vault;
  readonly files: FileStore;
  readonly time: TimeSource;
  readonly log: Logger;
  readonly capabilities: readonly Capability[];
  /** Words of all capabilities in one language. */
  words(locale: Locale): Words;
  /** The address that people see, without a slash at the end. */
  readonly url: string;
  /** The owner's connection, for set-up, backup and checks only; requests never use it. */
  readonly ownerUrl: string;
};

/** Something that happened, told to whoever listens, after the commit, at least once. */
export type Told = { name: string; data: Record<string, unknown>; at: Date };
export type Reaction = (hall: Hall, told: Told) => Promise<void>;

/** What a step of a process orders from the program itself: for whom, and with what was answered until then. */
export type Order = {
  readonly agency: string;
  readonly case: string;
  readonly tracking: string;
  /** Whose request it is. */
  readonly person: string;
  /** Key of the service, and what its offering sets. */
  readonly service: string;
  readonly parameters: Readonly<Record<string, number | boolean | string>>;
  /** Everything that was answered, by the applicant and by officials, personal answers too. */
  readonly answers: Readonly<Record<string, unknown>>;
  /** What the diagram says of the step. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Tells the applicant, on the case and by mail; what is written here travels in the open. */
  tell(key: string, text: (locale: Locale) => { subject: string; body: string }): void;
};

/** Does it in the transaction in which the case moves on, and gives what the process shall know of it. */
export type ServiceAct = (tx: Tx, order: Order) => Promise<Record<string, unknown>>;

/** A path and what answers everything below it. */
export type Mount = { readonly path: string; handle(request: IncomingMessage, response: ServerResponse): void };

export type Finding = { ok: boolean; what: string; advice?: string };

export type Capability = {
  readonly name: string;
  /** Folder of migrations, beside the code. */
  readonly migrations?: string;
  readonly words?: Dictionary;
  /** What its columns of bytes hold: a change of keys goes over the sealed and the blinded ones. */
  readonly bytes?: Bytes;
  readonly routes?: readonly Route[];
  readonly endpoints?: readonly Endpoint[];
  readonly jobs?: Record<string, (hall: Hall) => JobHandler>;
  /** What a service task of a process may order, by its name in the diagram; done by a worker, once. */
  readonly acts?: Record<string, (hall: Hall) => ServiceAct>;
  readonly rounds?: (hall: Hall) => Round[];
  readonly reactions?: Record<string, Reaction>;
  /** Turns a request's credential into an actor; asked of each capability in turn, until one knows it. */
  readonly identify?: (hall: Hall, credential: string, door: "page" | "program") => Promise<Actor | undefined>;
  /** Sees who was identified and says as whom they stand here, e.g. on whose behalf; asked of each capability in turn. */
  readonly stand?: (hall: Hall, actor: Actor) => Promise<Actor>;
  /** Protocols that a library speaks by itself, each below a path of its own; they get the request as Node has it. */
  readonly mounts?: (hall: Hall) => Promise<readonly Mount[]>;
  /** Other ways in, shown on the sign-in page of residents or of officials; `back` is where the person wanted to go. */
  readonly signInDoors?: (hall: Hall, kind: "resident" | "official", t: Words, back: string) => NavItem[];
  /** Entries of the main menu for this reader. */
  readonly nav?: (actor: Actor, t: Words) => NavItem[];
  readonly foot?: (t: Words) => NavItem[];
  /** What every installation holds (reference data); idempotent, at each start. */
  readonly seed?: (hall: Hall, tell: (text: string) => void) => Promise<void>;
  /** What a demo installation holds; idempotent. */
  readonly demo?: (hall: Hall, tell: (text: string) => void) => Promise<string[] | undefined>;
  /** What has happened in a demo installation so far: cases under way, for people to look at. Not part of what tests begin with. */
  readonly story?: (hall: Hall, tell: (text: string) => void) => Promise<void>;
  /** What an operator should know of it, in sentences of the reader's language. */
  readonly doctor?: (hall: Hall, t: Words) => Promise<Finding[]>;
  /** Whether the chains of its own are whole, likewise. */
  readonly verify?: (hall: Hall, t: Words, tell: (text: string) => void) => Promise<Finding[]>;
};

/** Tells an event in the caller's transaction. Who listens is not the teller's business. */
export function announce(tx: Tx, name: string, data: Record<string, unknown>): void {
  enqueue(tx, `event:${name}`, { ...data, at: tx.now.toISOString() });
}

/** The events that somebody listens to: an event without listeners leaves no job behind. */
export const listened = (capabilities: readonly Capability[]): Set<string> =>
  new Set(capabilities.flatMap((capability) => Object.keys(capability.reactions ?? {})));
