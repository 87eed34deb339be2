// What the doors share: cookies that open a session, where to go afterwards, and what was typed before a session ended.

import { Refused } from "../../kernel/errors.ts";
import { type Answer, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { FLASH, keptPlace, SESSION, writeCookie } from "../../kernel/web/cookies.ts";
import { localPath } from "../../kernel/web/local-path.ts";
import { totpRow } from "./factors.sql.ts";
import { GoOnPage } from "./pages/door.tsx";
import { totpPlace } from "./second-factor.ts";
import type { AccountKind, Session } from "./session.ts";
import { codeAfter } from "./totp.ts";

export const HOME = { resident: "/permohonan", official: "/kerja" } as const;

export const secure = (ask: Ask) => ask.hall.url.startsWith("https://");
export const sessionCookie = (ask: Ask, session: Session) =>
  writeCookie(SESSION, session.token, { secure: secure(ask), maxAge: session.seconds });
export const flashCookie = (ask: Ask, key: string) => writeCookie(FLASH, key, { secure: secure(ask), maxAge: 30 });
export const agent = (ask: Ask) => shortAgent(ask.header("user-agent") ?? "");
export const backOf = (ask: Ask) => localPath(ask.query.get("kembali") ?? undefined, "");

/** Where everything that opens an account stands. */
export const SECURITY = "/akun/keamanan";
export const told = (ask: Ask, key: string, to = SECURITY): Answer => seeOther(to, [flashCookie(ask, key)]);

/** The status of a page that comes back with what was wrong. */
export const statusOf = (problem: Refused | undefined): number =>
  problem ? ([403, 429].includes(problem.status) ? problem.status : 422) : 200;

/** The page again with what was wrong; what is ours goes on to the edge. */
export function orAgain(
  error: unknown,
  show: (problem: Refused) => Answer | Promise<Answer>,
): Answer | Promise<Answer> {
  if (!(error instanceof Refused) || error.status >= 500 || error.status === 404) throw error;
  return show(error);
}

/** "Firefox, Android" in place of the long text that browsers send. */
export function shortAgent(text: string): string {
  const browser = /(Edg|OPR|SamsungBrowser|UCBrowser|Firefox|Chrome|Safari)\b/.exec(text)?.[1] ?? "";
  const system = /(Android|iPhone|iPad|Windows|Mac OS X|Linux)/.exec(text)?.[1] ?? "";
  const names: Record<string, string> = {
    Edg: "Edge",
    OPR: "Opera",
    SamsungBrowser: "Samsung Internet",
    UCBrowser: "UC Browser",
  };
  return [names[browser] ?? browser, system].filter(Boolean).join(", ");
}

/** Proved: on with what was typed before, or to where one wanted to go. */
export function goOn(
  ask: Ask,
  session: Session,
  { back, kept, home }: { back: string; kept: string; home?: string },
): Answer {
  const resumed = kept === "" ? undefined : openKept(ask, kept);
  if (resumed) {
    ask.setCookie(sessionCookie(ask, session));
    return page(GoOnPage({ t: ask.t, site: ask.site, ...resumed }));
  }
  return seeOther(localPath(back, home ?? HOME[session.kind]), [sessionCookie(ask, session)]);
}

/** How long what was typed waits for its writer to sign in: not longer, for the next at the same screen may be another. */
const KEPT_HOURS = 2;

/** What was typed in this browser before the session ended, if it is whole and ours. */
function openKept(ask: Ask, kept: string): { path: string; fields: [string, string[]][] } | undefined {
  try {
    const { path, fields, at } = JSON.parse(ask.hall.vault.open(Buffer.from(kept, "base64url"), keptPlace(ask)));
    if (ask.hall.time.now().getTime() - Date.parse(at) > KEPT_HOURS * 3_600_000) return undefined;
    return { path: localPath(path, "/"), fields };
  } catch {
    return undefined;
  }
}

/** In a demonstration, whose telephones nobody has: the code that an account's application would show now. */
export async function demoCode(ask: Ask, account: string, kind: AccountKind): Promise<string | undefined> {
  const { hall } = ask;
  if (!hall.config.PENDOPO_DEMO || kind !== "official") return undefined;
  const row = await hall.db.read({ role: "app", account }, (tx) => totpRow(tx, account));
  return row && codeAfter(hall.vault.open(row.secret, totpPlace(account)), row.last_step, hall.time.now());
}
