// The doors and the person's own page.

import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { FLASH, keptPlace, SESSION, writeCookie } from "../../kernel/web/cookies.ts";
import { localPath } from "../../kernel/web/local-path.ts";
import { serve } from "../../kernel/web/serve.ts";
import { AccountPage } from "./pages/account.tsx";
import { GoOnPage, SignInPage, SignUpPage } from "./pages/door.tsx";
import { sessionsOf } from "./people.sql.ts";
import { endOtherSessions, type Session, signOut } from "./session.ts";
import { signIn } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";

const HOME = { resident: "/permohonan", official: "/kerja" } as const;
const secure = (ask: Ask) => ask.hall.url.startsWith("https://");
const sessionCookie = (ask: Ask, session: Session) =>
  writeCookie(SESSION, session.token, { secure: secure(ask), maxAge: session.seconds });
const flashCookie = (ask: Ask, key: string) => writeCookie(FLASH, key, { secure: secure(ask), maxAge: 30 });
const agent = (ask: Ask) => shortAgent(ask.header("user-agent") ?? "");

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

function door(official: boolean) {
  const show = (ask: Ask, given: { number?: string; back?: string; kept?: string; problem?: Refused } = {}) =>
    page(
      SignInPage({
        t: ask.t,
        site: ask.site,
        official,
        problem: given.problem,
        number: given.number ?? "",
        back: localPath(given.back ?? ask.query.get("kembali") ?? undefined, ""),
        kept: given.kept ?? "",
      }),
      { status: given.problem ? (given.problem.status === 429 ? 429 : 422) : 200 },
    );
  return {
    show: (ask: Ask) =>
      ask.actor.kind === (official ? "official" : "resident")
        ? seeOther(localPath(ask.query.get("kembali") ?? undefined, HOME[ask.actor.kind as "resident"]))
        : show(ask),
    enter: async (ask: Ask) => {
      const form = await ask.form();
      const [typed, password, back, kept] = [
        form.text("number"),
        form.fields.get("password")?.at(-1) ?? "",
        form.text("kembali"),
        form.text("kept"),
      ];
      const number = cleanNik(typed);
      try {
        const faults = [
          ...(number === "" ? [{ field: "number", key: official ? "people.nip.empty" : "people.nik.empty" }] : []),
          // A slip of the finger is told before it counts as a wrong guess.
          ...(!official && /^\d+$/.test(number) && number.length !== 16
            ? [{ field: "number", key: "people.nik.length", params: { digits: number.length } }]
            : []),
          ...(password === "" ? [{ field: "password", key: "people.password.empty" }] : []),
        ];
        if (faults.length > 0) throw new Refused("error.faults", { faults });
        const kind = official ? "official" : "resident";
        const session = await signIn(ask.hall, { kind, number, password, address: ask.ip, agent: agent(ask) });
        if (kept !== "") {
          const resumed = openKept(ask, kept);
          if (resumed) {
            ask.setCookie(sessionCookie(ask, session));
            return page(GoOnPage({ t: ask.t, site: ask.site, ...resumed }));
          }
        }
        return seeOther(localPath(back, HOME[kind]), [sessionCookie(ask, session)]);
      } catch (error) {
        if (!(error instanceof Refused) || error.status >= 500) throw error;
        return show(ask, { number: typed, back, kept, problem: error });
      }
    },
    carryOn: async (ask: Ask) => show(ask, { kept: (await ask.form()).text("kept") }),
  };
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

const residents = door(false);
const officials = door(true);

async function makeAccount(ask: Ask) {
  const form = await ask.form();
  const values = {
    name: form.text("name").replace(/\s+/g, " "),
    nik: form.text("nik"),
    email: form.text("email"),
    phone: form.text("phone"),
  };
  const back = form.text("kembali");
  try {
    const session = await signUp(
      ask.hall,
      { ...values, password: form.fields.get("password")?.at(-1) ?? "" },
      { address: ask.ip, agent: agent(ask) },
    );
    return seeOther(localPath(back, HOME.resident), [sessionCookie(ask, session), flashCookie(ask, "people.welcome")]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    const problem =
      error.key === "people.nik.taken"
        ? new Refused("error.faults", { faults: [{ field: "nik", key: error.key }] })
        : error;
    return page(SignUpPage({ t: ask.t, site: ask.site, values, back, problem }), {
      status: error.status === 429 ? 429 : 422,
    });
  }
}

async function showAccount(ask: Ask) {
  const { t, actor } = ask;
  const when = (at: Date) => formatDateTime(at, zone("Asia/Jakarta"), t.locale);
  const { sessions, looks } = await ask.read(async (tx) => ({
    sessions: await sessionsOf(tx, actor.account as string),
    looks: actor.person
      ? await tx.many<{ at: Date; purpose: string | null; detail: { who?: string } }>(
          sql`select at, purpose, detail from kernel.audit_entry where subject = ${actor.person} and act in ('personal-data.viewed', 'file.opened') order by at desc limit 100`,
        )
      : undefined,
  }));
  return page(
    AccountPage({
      t,
      site: ask.site,
      flash: ask.flash,
      name: actor.name ?? "",
      rows: actor.title ? [[t("people.account.positions"), `${actor.title}, ${actor.agencyName ?? ""}`]] : [],
      sessions: sessions.map((each) => ({
        agent: each.agent,
        since: when(each.created_at),
        seen: when(each.seen_at),
        current: each.id === actor.session,
      })),
      looks: looks?.map((look) => ({ when: when(look.at), who: look.detail.who ?? "—", purpose: look.purpose ?? "" })),
    }),
  );
}

async function leave(ask: Ask) {
  await ask.form();
  const token = ask.cookie(SESSION);
  if (token && ask.actor.account) await ask.transact((tx) => signOut(tx, ask.actor, token));
  return seeOther("/", [
    writeCookie(SESSION, "", { secure: secure(ask), maxAge: 0 }),
    flashCookie(ask, "people.signed-out"),
  ]);
}

export const routes = [
  ...serve("", "public", (on) => {
    on.get("/masuk", residents.show);
    on.post("/masuk", residents.enter);
    on.post("/masuk/lanjut", residents.carryOn);
    on.get("/masuk/pegawai", officials.show);
    on.post("/masuk/pegawai", officials.enter);
    on.post("/masuk/pegawai/lanjut", officials.carryOn);
    on.get("/daftar", (ask) =>
      page(
        SignUpPage({
          t: ask.t,
          site: ask.site,
          values: { name: "", nik: "", email: "", phone: "" },
          back: localPath(ask.query.get("kembali") ?? undefined, ""),
        }),
      ),
    );
    on.post("/daftar", makeAccount);
    on.post("/keluar", leave);
  }),
  ...serve("/akun", "signed-in", (on) => {
    on.get("/", showAccount);
    on.post("/keluarkan-lain", async (ask) => {
      await ask.form();
      await ask.transact((tx) => endOtherSessions(tx, ask.actor));
      return seeOther("/akun", [flashCookie(ask, "people.account.others-ended")]);
    });
  }),
];
