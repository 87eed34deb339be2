// Who is at the browser when the protocol asks, and under which name the application shall know them.

import type { Actor } from "../../kernel/actor.ts";
import type { Hall } from "../../kernel/hall.ts";
import { readCookies, SESSION } from "../../kernel/web/cookies.ts";
import { actorOfCredential } from "../../kernel/web/request.ts";
import { holderOf } from "./artifacts.sql.ts";
import type { Audience } from "./client.ts";
import { type Subject, subjectOf } from "./subject.ts";

/** Who is signed in at our own counter in the browser that sent these cookies. */
export async function whoIsHere(hall: Hall, cookies: string | undefined): Promise<Actor | undefined> {
  const token = readCookies(cookies, hall.url.startsWith("https://"))[SESSION];
  return token ? actorOfCredential(hall, token, "page") : undefined;
}

/** Whether an application for one kind of people is meant for this one. */
export const isMeantFor = (audience: Audience, actor: Actor): boolean =>
  audience === "both" ? actor.kind === "resident" || actor.kind === "official" : actor.kind === audience;

/**
 * As whom the actor stands before an application. One that knows nothing of mandates would take the daughter for the mother, so
 * before it everybody stands for themselves (decision 0054).
 */
export async function subjectBefore(hall: Hall, actor: Actor, knowsAct: boolean): Promise<Subject | undefined> {
  if (!actor.behalf) return subjectOf(actor);
  if (actor.behalf.as === "assisted") return undefined;
  if (knowsAct) return subjectOf(actor);
  return ownSubject(hall, actor.account as string);
}

/** The account's own holder, whatever mandate they act under. */
export async function ownSubject(hall: Pick<Hall, "db">, account: string): Promise<Subject | undefined> {
  const holder = await holderOf(hall.db, account, hall.db.time.now());
  const subject = holder?.person ?? holder?.official;
  return subject ? { account, subject } : undefined;
}
