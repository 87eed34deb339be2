// Paths of the way back into an account, and of proving again who one is.

import { Refused } from "../../kernel/errors.ts";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { type Answer, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { localPath } from "../../kernel/web/local-path.ts";
import { serve } from "../../kernel/web/serve.ts";
import { backOf, demoCode, flashCookie, goOn, statusOf } from "./door-kit.ts";
import { factorCounts, passkeysOf } from "./factors.sql.ts";
import { AgainPage } from "./pages/code.tsx";
import { ForgotPage, ForgotSentPage, RecoverPage } from "./pages/recover.tsx";
import { askForPasskey, partyOf } from "./passkey.ts";
import { proveByPasskey, proveByPassword } from "./prove-again.ts";
import { askRecovery, holdTicket, recover } from "./recover.ts";
import type { Session } from "./session.ts";
import { nikFault } from "./sign-up.ts";

async function forgot(ask: Ask): Promise<Answer> {
  const typed = (await ask.form()).text("number");
  try {
    const fault = nikFault(typed, ask.hall.config.PENDOPO_DEMO);
    if (fault) throw new Refused("error.faults", { faults: [{ ...fault, field: "number" }] });
    await askRecovery(ask.hall, cleanNik(typed), ask.ip);
    return seeOther("/masuk/lupa/terkirim");
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return page(ForgotPage({ t: ask.t, site: ask.site, number: typed, problem: error }), { status: statusOf(error) });
  }
}

const showRecover = (ask: Ask, given: { kode: string; asksCode: boolean; problem?: Refused }) =>
  page(
    RecoverPage({
      t: ask.t,
      site: ask.site,
      kode: given.kode,
      fromLink: given.kode.length >= 40 && !given.problem?.faults.some((fault) => fault.field === "kode"),
      asksCode: given.asksCode,
      problem: given.problem,
    }),
    { status: statusOf(given.problem) },
  );

async function openRecover(ask: Ask): Promise<Answer> {
  const kode = ask.query.get("kode") ?? "";
  if (kode === "") return showRecover(ask, { kode: "", asksCode: false });
  try {
    const held = await holdTicket(ask.hall, kode, ask.ip);
    return showRecover(ask, { kode, asksCode: held.asksCode });
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return showRecover(ask, { kode: "", asksCode: false, problem: error });
  }
}

async function doRecover(ask: Ask): Promise<Answer> {
  const form = await ask.form();
  const kode = form.text("kode");
  let asksCode = false;
  try {
    if (kode === "")
      throw new Refused("error.faults", { faults: [{ field: "kode", key: "people.recover.code-empty" }] });
    const held = await holdTicket(ask.hall, kode, ask.ip);
    asksCode = held.asksCode;
    await recover(ask.hall, held, {
      password: form.fields.get("password")?.at(-1) ?? "",
      code: form.text("code"),
      address: ask.ip,
    });
    return seeOther(held.ticket.kind === "official" ? "/masuk/pegawai" : "/masuk", [
      flashCookie(ask, "people.recover.done"),
    ]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return showRecover(ask, { kode, asksCode, problem: error });
  }
}

async function showAgain(ask: Ask, given: { back: string; kept: string; problem?: Refused }): Promise<Answer> {
  const account = ask.actor.account as string;
  const party = partyOf(ask);
  const [factors, keys] = await ask.read((tx) => Promise.all([factorCounts(tx, account), passkeysOf(tx, account)]));
  const known = keys.filter((key) => !key.suspended_at);
  const asksCode = factors.totp || (ask.actor.kind === "official" && ask.actor.proof?.second === true);
  return page(
    AgainPage({
      t: ask.t,
      site: ask.site,
      problem: given.problem,
      back: given.back,
      kept: given.kept,
      hasPassword: factors.password,
      asksCode,
      passkey: party && known.length > 0 ? askForPasskey(ask, party, "step-up", known) : undefined,
      demoCode: asksCode ? await demoCode(ask, account, ask.actor.kind as "official") : undefined,
    }),
    { status: statusOf(given.problem) },
  );
}

const again =
  (prove: (ask: Ask) => Promise<Session>) =>
  async (ask: Ask): Promise<Answer> => {
    const form = await ask.form();
    const [back, kept] = [localPath(form.text("kembali"), ""), form.text("kept")];
    try {
      return goOn(ask, await prove(ask), { back, kept, home: "/akun/keamanan" });
    } catch (error) {
      if (!(error instanceof Refused) || error.status >= 500) throw error;
      return showAgain(ask, { back, kept, problem: error });
    }
  };

export const recoverRoutes = [
  ...serve("/masuk", "public", (on) => {
    on.get("/lupa", (ask) => page(ForgotPage({ t: ask.t, site: ask.site, number: "" })));
    on.post("/lupa", forgot);
    on.get("/lupa/terkirim", (ask) => page(ForgotSentPage({ t: ask.t, site: ask.site })));
    on.get("/pulih", openRecover);
    on.post("/pulih", doRecover);
  }),
  ...serve(
    "/masuk/ulang",
    "signed-in",
    (on) => {
      on.get("/", (ask) => showAgain(ask, { back: backOf(ask), kept: "" }));
      on.post(
        "/",
        again(async (ask) => {
          const form = await ask.form();
          return proveByPassword(ask, { password: form.fields.get("password")?.at(-1) ?? "", code: form.text("code") });
        }),
      );
      on.post("/lanjut", async (ask) => showAgain(ask, { back: "", kept: (await ask.form()).text("kept") }));
      on.post(
        "/kunci",
        again(async (ask) => {
          const form = await ask.form();
          const party = partyOf(ask);
          if (!party) throw new Refused("people.passkey-refused");
          return proveByPasskey(ask, party, { sealed: form.text("tantangan"), answer: form.text("jawaban") });
        }),
      );
      // Who proves themselves again does so in their own name, whoever they act for.
    },
    { behalf: "any" },
  ),
];
