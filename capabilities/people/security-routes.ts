// Paths of account security: what opens the account, and where it is open.

import QRCode from "qrcode";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { ensure, notFound, Refused } from "../../kernel/errors.ts";
import { type Answer, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { changePassword } from "./change-password.ts";
import { agent, flashCookie, orAgain, SECURITY, sessionCookie, statusOf, told } from "./door-kit.ts";
import { factorCounts, passkeysOf } from "./factors.sql.ts";
import { keepApplication, newCodes, removeApplication, removePasskey } from "./manage-factors.ts";
import { ApplicationPage, CodesPage, NewPasskeyPage, PasswordPage } from "./pages/factors.tsx";
import { SecurityPage } from "./pages/security.tsx";
import { askForNewPasskey, keepPasskey, partyOf, passkeyPlace } from "./passkey.ts";
import { sessionsOf } from "./people.sql.ts";
import { openStep, sealStep } from "./sealed-step.ts";
import { needsCode } from "./second-factor.ts";
import { endOtherSessions, endSession, renewSession } from "./session.ts";
import { newSecret, spokenSecret, totpAddress } from "./totp.ts";

async function showSecurity(ask: Ask): Promise<Answer> {
  const { actor, hall } = ask;
  const account = actor.account as string;
  const time = (at: Date) => formatDateTime(at, zone("Asia/Jakarta"), ask.t.locale);
  const { factors, keys, sessions } = await ask.read(async (tx) => ({
    factors: await factorCounts(tx, account),
    keys: await passkeysOf(tx, account),
    sessions: await sessionsOf(tx, account),
  }));
  return page(
    SecurityPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      official: actor.kind === "official",
      mustEnrol: actor.kind === "official" && !actor.proof?.second,
      factors,
      canPasskey: partyOf(ask) !== undefined,
      passkeys: keys.map((key) => ({
        id: key.id,
        name: hall.vault.open(key.name, passkeyPlace(key.id)),
        added: time(key.created_at),
        used: key.used_at ? time(key.used_at) : undefined,
        suspended: key.suspended_at !== null,
        synced: key.is_synced,
      })),
      sessions: sessions.map((each) => ({
        ...each,
        since: time(each.created_at),
        seen: time(each.seen_at),
        current: each.id === actor.session,
      })),
    }),
  );
}

async function showNewPasskey(ask: Ask, given: { name?: string; problem?: Refused } = {}): Promise<Answer> {
  const party = partyOf(ask);
  ensure(party, notFound());
  const keys = await ask.read((tx) => passkeysOf(tx, ask.actor.account as string));
  const challenge = askForNewPasskey(ask, party, keys, ask.actor.name ?? "");
  const name = given.name ?? agent(ask);
  return page(NewPasskeyPage({ t: ask.t, site: ask.site, challenge, name, problem: given.problem }), {
    status: statusOf(given.problem),
  });
}

/** The first way besides the password brings recovery codes with it, shown at once: who loses the telephone has nothing else. */
async function withCodes(ask: Ask, how: "passkey" | "password-code", key: string): Promise<Answer> {
  const { renewed, codes } = await ask.transact(async (tx) => {
    const session = await renewSession(tx, ask.actor, how, true);
    const { has_codes } = await factorCounts(tx, session.account);
    return { renewed: session, codes: has_codes ? undefined : await newCodes(ask, tx) };
  });
  if (!codes) return seeOther(SECURITY, [sessionCookie(ask, renewed), flashCookie(ask, key)]);
  ask.setCookie(sessionCookie(ask, renewed));
  return page(CodesPage({ t: ask.t, site: ask.site, flash: key, codes }));
}

async function addPasskey(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  const name = form.text("name").slice(0, 60);
  const party = partyOf(ask);
  ensure(party, notFound());
  try {
    if (name === "")
      throw new Refused("error.faults", { faults: [{ field: "name", key: "people.passkey.name-empty" }] });
    await ask.transact((tx) =>
      keepPasskey(ask, tx, party, { sealed: form.text("tantangan"), answer: form.text("jawaban"), name }),
    );
  } catch (error) {
    return orAgain(error, (problem) => showNewPasskey(ask, { name, problem }));
  }
  return withCodes(ask, "passkey", "people.passkey.kept");
}

const APPLICATION_MINUTES = 30;

function showApplication(ask: Ask, given: { secret?: string; problem?: Refused } = {}): Answer {
  const secret = given.secret ?? newSecret();
  const address = totpAddress(secret, ask.actor.name ?? "");
  return page(
    ApplicationPage({
      t: ask.t,
      site: ask.site,
      problem: given.problem,
      sealed: sealStep(ask, `totp:${ask.actor.account}`, { secret }),
      address,
      secret: spokenSecret(secret),
      qr: squares(address),
    }),
    { status: statusOf(given.problem) },
  );
}

/** The dark squares of a QR code as one path. */
function squares(text: string): { size: number; path: string } {
  const { size, data } = QRCode.create(text, { errorCorrectionLevel: "M" }).modules;
  const dark = Array.from(data, (bit, i) => (bit ? `M${i % size} ${Math.floor(i / size)}h1v1h-1z` : ""));
  return { size, path: dark.join("") };
}

async function addApplication(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  let secret: string | undefined;
  try {
    secret = openStep<{ secret: string }>(ask, `totp:${ask.actor.account}`, form.text("rahasia"), APPLICATION_MINUTES)
      .content.secret;
    await keepApplication(ask, secret, form.text("code"));
  } catch (error) {
    return orAgain(error, (problem) => showApplication(ask, { secret, problem }));
  }
  return withCodes(ask, "password-code", "people.totp.kept");
}

async function makeCodes(ask: Ask): Promise<Answer> {
  await ask.form();
  const codes = await ask.transact((tx) => newCodes(ask, tx));
  return page(CodesPage({ t: ask.t, site: ask.site, codes }));
}

async function showPassword(ask: Ask, problem?: Refused): Promise<Answer> {
  const { password } = await ask.read((tx) => factorCounts(tx, ask.actor.account as string));
  return page(PasswordPage({ t: ask.t, site: ask.site, has: password, problem }), { status: statusOf(problem) });
}

async function setPassword(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  try {
    await changePassword(ask, form.fields.get("password")?.at(-1) ?? "");
    return told(ask, "people.password.changed");
  } catch (error) {
    return orAgain(error, (problem) => showPassword(ask, problem));
  }
}

/** An act without anything to fill in: done, and told on the page it came from. */
const done = (act: (ask: Ask) => Promise<unknown>, key: string) => async (ask: Ask) => {
  await ask.form();
  await act(ask);
  return told(ask, key);
};

/**
 * A second factor is given, changed and taken away by who showed the one that is there. Whoever came on the word of an outside
 * provider has shown one factor; with it nobody puts a second of their own beside the holder's.
 */
const shown =
  (handler: (ask: Ask) => Promise<Answer> | Answer) =>
  async (ask: Ask): Promise<Answer> => {
    const { actor } = ask;
    const { totp, passkeys } = await ask.read((tx) => factorCounts(tx, actor.account as string));
    const kind = actor.kind === "official" ? "official" : "resident";
    return !actor.proof?.second && needsCode({ kind, has_totp: totp, has_passkey: passkeys > 0 })
      ? seeOther(`/masuk/ulang?kembali=${encodeURIComponent(SECURITY)}`)
      : handler(ask);
  };

const fresh = { fresh: true };

export const securityRoutes = serve("/akun", "signed-in", (on) => {
  on.get("/keamanan", showSecurity);
  on.get(
    "/keamanan/kunci",
    shown((ask) => showNewPasskey(ask)),
    fresh,
  );
  on.post("/keamanan/kunci", shown(addPasskey), fresh);
  on.post(
    "/keamanan/kunci/:id/hapus",
    shown(done((ask) => removePasskey(ask, idFrom(ask.params.id)), "people.passkey.removed")),
    fresh,
  );
  on.get(
    "/keamanan/aplikasi",
    shown((ask) => showApplication(ask)),
    fresh,
  );
  on.post("/keamanan/aplikasi", shown(addApplication), fresh);
  on.post("/keamanan/aplikasi/hapus", shown(done(removeApplication, "people.totp.removed")), fresh);
  on.post("/keamanan/kode-cadangan", shown(makeCodes), fresh);
  on.get(
    "/keamanan/kata-sandi",
    shown((ask) => showPassword(ask)),
    fresh,
  );
  on.post("/keamanan/kata-sandi", shown(setPassword), fresh);
  on.post(
    "/keluarkan-lain",
    done((ask) => ask.transact((tx) => endOtherSessions(tx, ask.actor)), "people.account.others-ended"),
  );
  on.post(
    "/sesi/:id/keluarkan",
    done((ask) => ask.transact((tx) => endSession(tx, ask.actor, idFrom(ask.params.id))), "people.session.ended"),
  );
});
