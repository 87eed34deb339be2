// How surely somebody is known, as one word that other applications understand (decision 0053).

import type { Actor, Assurance } from "../../kernel/actor.ts";

/** From the weakest to the surest. */
export const LEVELS = ["urn:pendopo:acr:1", "urn:pendopo:acr:2", "urn:pendopo:acr:3"] as const;
export type Level = (typeof LEVELS)[number];

/** 1: as they told themselves. 2: who they are was verified. 3: verified, and a second factor was shown. */
export const levelOf = (assurance: Assurance | undefined, second: boolean): Level =>
  assurance === undefined || assurance === "self-declared" ? LEVELS[0] : second ? LEVELS[2] : LEVELS[1];

export const levelOfActor = (actor: Actor): Level =>
  // An official's account is made by the agency for somebody whom it knows.
  levelOf(actor.kind === "official" ? "counter" : actor.assurance, actor.proof?.second ?? false);

/** The least that is asked for; undefined when nothing is, or nothing that we know. */
export const leastAsked = (acrValues: string | undefined): Level | undefined =>
  LEVELS.find((level) => acrValues?.split(" ").includes(level));

export const reaches = (level: Level, asked: Level | undefined): boolean =>
  asked === undefined || LEVELS.indexOf(level) >= LEVELS.indexOf(asked);

/** How it was proved (RFC 8176): only what is known for sure is said. */
export const methodsOf = (second: boolean): string[] | undefined => (second ? ["mfa"] : undefined);
