// What a request passes before its door opens: how much its address and its account ask, whether it has been guessing, and, for
// visitors, a place in their lane.

import type { Actor } from "../actor.ts";
import type { Hall } from "../hall.ts";
import { readBody } from "./body.ts";
import { watchGuessing } from "./guessing.ts";
import { openLane } from "./lanes.ts";
import { type Kind, limitsOf, networkOf } from "./limits.ts";
import type { Made } from "./request.ts";

/** What the gate knows of a door. */
export type Passage = {
  method: string;
  api: boolean;
  uploads: boolean | "one";
  lookup: boolean;
  /** How much a visitor may send to a program's door; left out where visitors are sent away. */
  visitorBytes?: number;
};

export type Gate = {
  /** Counts the request before anything is asked of the database. @throws Refused 429 */
  enter(passage: Passage, address: string): void;
  /** The same for what has no door: protocols, and paths that lead nowhere. */
  count(kind: Kind, address: string): void;
  /** Does the work when it is the asker's turn. */
  pass<T>(
    passage: Passage,
    asker: { made: Made; address: string; request: Request },
    work: (request: Request) => Promise<T>,
  ): Promise<T>;
  /** Tells what was answered, so that wrong guesses are counted. */
  leave(passage: Passage, address: string, status: number): Promise<void>;
};

const kindOf = ({ method, api, uploads, lookup }: Passage): Kind =>
  lookup ? "lookup" : uploads ? "upload" : api ? "api" : method === "POST" ? "form" : "page";

const isKnown = (actor: Actor): boolean => actor.kind !== "public";

export function openGate(hall: Hall): Gate {
  const limits = limitsOf(hall.config);
  const guessing = watchGuessing(hall.db, hall.vault);
  const visitors = openLane(hall.config.PENDOPO_VISITORS || Math.max(2, Math.floor(hall.config.PENDOPO_POOL / 2)));
  return {
    enter: (passage, address) => {
      limits.address(kindOf(passage), address);
      if (passage.lookup) guessing.ensureMay(address);
    },
    count: (kind, address) => limits.address(kind, address),
    pass: async (passage, { made, address, request }, work) => {
      const { actor } = made.ask;
      const whose = actor.account ?? actor.program?.id;
      if (whose) limits.account(kindOf(passage), whose);
      if (isKnown(actor)) return work(request);
      // What a visitor sends comes in before they take a place, so that a slow line holds nobody up. A fault in it is told by
      // whoever asks for the form.
      const given = passage.visitorBytes === undefined ? request : await received(request, passage.visitorBytes);
      if (!passage.api && passage.method === "POST") await made.ask.form().catch(() => {});
      return visitors.pass(networkOf(address), () => work(given));
    },
    leave: async (passage, address, status) => {
      if (passage.lookup && status === 404) await guessing.wrong(address).catch(() => {});
    },
  };
}

/** The same request with all of its body in hand. */
async function received(request: Request, most: number): Promise<Request> {
  if (!request.body) return request;
  const body = await readBody(request, most);
  return new Request(request.url, { method: request.method, headers: request.headers, body: new Uint8Array(body) });
}
