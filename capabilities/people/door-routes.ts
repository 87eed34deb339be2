// The doors: in by number, password and code, or by passkey; an account made; out.

import { Refused } from "../../kernel/errors.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { type Answer, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { SESSION, writeCookie } from "../../kernel/web/cookies.ts";
import { localPath } from "../../kernel/web/local-path.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agent, backOf, demoCode, flashCookie, goOn, HOME, secure, sessionCookie, statusOf } from "./door-kit.ts";
import { passkeysOf } from "./factors.sql.ts";
import { CodePage } from "./pages/code.tsx";
import { SignInPage, SignUpDonePage, SignUpPage } from "./pages/door.tsx";
import { askForPasskey, partyOf, provePasskey } from "./passkey.ts";
import type { Credential } from "./people.sql.ts";
import { openStep, sealStep, spendStep } from "./sealed-step.ts";
import { needsCode } from "./second-factor.ts";
import { idleMinutes, openSession, signOut } from "./session.ts";
import { checkLogin, enter, enterWithCode } from "./sign-in.ts";
import { signUp } from "./sign-up.ts";
import { throttle } from "./throttle.ts";

/** A half sign-in waits no longer than it takes to find the telephone. */
const HALF_MINUTES = 10;
type Half = Pick<Credential, "account" | "kind" | "has_totp" | "has_passkey">;

const passkeyAt = (ask: Ask) => {
  const party = partyOf(ask);
  return party && askForPasskey(ask, party, "sign-in");
};

type Shown = { number?: string; back?: string; kept?: string; problem?: Refused };
const showDoor = (ask: Ask, official: boolean, given: Shown = {}) => {
  const back = localPath(given.back ?? ask.query.get("kembali") ?? undefined, "");
  const kind = official ? "official" : "resident";
  return page(
    SignInPage({
      t: ask.t,
      site: ask.site,
      official,
      problem: given.problem,
      number: given.number ?? "",
      back,
      kept: given.kept ?? "",
      passkey: passkeyAt(ask),
      doors: ask.hall.capabilities.flatMap((each) => each.signInDoors?.(ask.hall, kind, ask.t, back) ?? []),
    }),
    { status: statusOf(given.problem) },
  );
};

function door(official: boolean) {
  return {
    show: (ask: Ask) =>
      ask.actor.kind === (official ? "official" : "resident")
        ? seeOther(localPath(ask.query.get("kembali") ?? undefined, HOME[ask.actor.kind as "resident"]))
        : showDoor(ask, official),
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
        const from = { address: ask.ip, agent: agent(ask) };
        const kind = official ? "official" : "resident";
        const known = await checkLogin(ask.hall, { kind, number, password, ...from });
        if (needsCode(known)) return showCode(ask, known, { back, kept });
        const session = await enter(ask.hall, known, from);
        // An official without a second factor goes nowhere before there is one; what they had typed could not be theirs to send.
        if (official) return seeOther("/akun/keamanan", [sessionCookie(ask, session)]);
        return goOn(ask, session, { back, kept });
      } catch (error) {
        if (!(error instanceof Refused) || error.status >= 500) throw error;
        return showDoor(ask, official, { number: typed, back, kept, problem: error });
      }
    },
    carryOn: async (ask: Ask) => showDoor(ask, official, { kept: (await ask.form()).text("kept") }),
  };
}

async function showCode(
  ask: Ask,
  half: Half,
  given: { back: string; kept: string; sealed?: string; problem?: Refused },
): Promise<Answer> {
  const { account, kind, has_totp, has_passkey } = half;
  const party = has_passkey ? partyOf(ask) : undefined;
  const keys = party ? await ask.hall.db.read({ role: "app", account }, (tx) => passkeysOf(tx, account)) : [];
  return page(
    CodePage({
      t: ask.t,
      site: ask.site,
      problem: given.problem,
      half: given.sealed ?? sealStep(ask, "half", { account, kind, has_totp, has_passkey }),
      back: given.back,
      kept: given.kept,
      official: kind === "official",
      hasApplication: has_totp,
      passkey:
        party &&
        askForPasskey(
          ask,
          party,
          "sign-in",
          keys.filter((key) => !key.suspended_at),
        ),
      demoCode: has_totp ? await demoCode(ask, account, kind) : undefined,
    }),
    { status: statusOf(given.problem) },
  );
}

/** The second step: the code. What is wrong with it keeps the half; a half that is too old begins again. */
async function enterCode(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  const [code, sealed, back, kept] = [form.text("code"), form.text("half"), form.text("kembali"), form.text("kept")];
  let half: ReturnType<typeof openStep<Half>>;
  try {
    half = openStep<Half>(ask, "half", sealed, HALF_MINUTES);
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return showDoor(ask, false, { back, kept, problem: error });
  }
  try {
    if (code === "") throw new Refused("error.faults", { faults: [{ field: "code", key: "people.code.empty" }] });
    const session = await enterWithCode(ask.hall, half.content, { code, address: ask.ip, agent: agent(ask) }, (tx) =>
      spendStep(tx, half),
    );
    return goOn(ask, session, { back, kept });
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    const problem =
      error.key === "people.code-wrong"
        ? new Refused("error.faults", { faults: [{ field: "code", key: error.key }] })
        : error;
    return showCode(ask, half.content, { back, kept, sealed, problem });
  }
}

/** By passkey, with nothing typed: the device says who it is, and its finger or PIN is the second factor. */
async function enterByPasskey(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  const [back, kept] = [form.text("kembali"), form.text("kept")];
  const party = partyOf(ask);
  try {
    if (!party) throw new Refused("people.passkey-refused");
    await throttle(ask.hall.db, ask.hall.vault, "passkey", ask.ip, { from: 60, all: 100_000, address: 200 });
    const proven = await provePasskey(ask, party, {
      use: "sign-in",
      sealed: form.text("tantangan"),
      answer: form.text("jawaban"),
    });
    const { account, kind } = proven;
    const session = await ask.hall.db.transact({ role: "app", account }, async (tx) => {
      await proven.finish(tx);
      return openSession(tx, account, kind, agent(ask), {
        second: true,
        how: "passkey",
        address: ask.ip,
        idleMinutes: idleMinutes(ask.hall.config, kind),
      });
    });
    return goOn(ask, session, { back, kept });
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return showDoor(ask, form.text("pintu") === "pegawai", { back, kept, problem: error });
  }
}

async function makeAccount(ask: Ask): Promise<Answer> {
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
    const next = localPath(back, HOME.resident);
    return seeOther(`/daftar/selesai?kembali=${encodeURIComponent(next)}`, [sessionCookie(ask, session)]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return page(SignUpPage({ t: ask.t, site: ask.site, values, back, problem: error }), { status: statusOf(error) });
  }
}

/** The shell of this page greets nobody by name, for the name would tell that the NIK was new. */
const signUpDone = (ask: Ask) =>
  page(
    SignUpDonePage({
      t: ask.t,
      site: { ...ask.site, audience: "public", who: undefined, behalf: undefined, agency: undefined, nav: [] },
      back: localPath(ask.query.get("kembali") ?? undefined, HOME.resident),
    }),
  );

async function leave(ask: Ask): Promise<Answer> {
  await ask.form();
  const token = ask.cookie(SESSION);
  if (token && ask.actor.account) await ask.transact((tx) => signOut(tx, ask.actor, token));
  return seeOther("/", [
    writeCookie(SESSION, "", { secure: secure(ask), maxAge: 0 }),
    flashCookie(ask, "people.signed-out"),
  ]);
}

const residents = door(false);
const officials = door(true);

export const doorRoutes = serve("", "public", (on) => {
  on.get("/masuk", residents.show);
  on.post("/masuk", residents.enter);
  on.post("/masuk/lanjut", residents.carryOn);
  on.get("/masuk/pegawai", officials.show);
  on.post("/masuk/pegawai", officials.enter);
  on.post("/masuk/pegawai/lanjut", officials.carryOn);
  // Whoever reloads or keeps the address of the second step begins at the first.
  on.get("/masuk/kode", () => seeOther("/masuk"));
  on.post("/masuk/kode", enterCode);
  on.post("/masuk/kunci", enterByPasskey);
  on.get("/daftar", (ask) =>
    page(
      SignUpPage({ t: ask.t, site: ask.site, values: { name: "", nik: "", email: "", phone: "" }, back: backOf(ask) }),
    ),
  );
  on.post("/daftar", makeAccount);
  on.get("/daftar/selesai", signUpDone);
  on.post("/keluar", leave);
});
