// The counter at which identities are checked, and the resident's own page for it.

import { mayAct } from "../../kernel/actor.ts";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { ensure, faulty, forbidden, Refused } from "../../kernel/errors.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { tell } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { wayBackOfAccount } from "./accounts.sql.ts";
import { cleanCode } from "./issue-recovery.ts";
import { stopWayBack } from "./keep-accounts.ts";
import { CounterPage, HandedPage, NewcomerPage, VerificationPage } from "./pages/counter.tsx";
import { throttle } from "./throttle.ts";
import { admitAtCounter, goBack, lookUpCode, showCode, verifyPerson } from "./verify-person.ts";

/** How often one official may miss: a slip of the finger, not a search. */
const TRIES = { from: 20, all: 30, address: 400 } as const;
const when = (ask: Ask, at: Date) => formatDateTime(at, zone("Asia/Jakarta"), ask.t.locale);

async function showOwn(ask: Ask, shown?: { code: string; until: Date }) {
  const { actor, t } = ask;
  const pending = await ask.read((tx) => wayBackOfAccount(tx, actor.account as string));
  return page(
    VerificationPage({
      t,
      site: ask.site,
      flash: ask.flash,
      assurance: actor.assurance ?? "self-declared",
      resident: actor.kind === "resident" && !actor.behalf,
      once: () => ask.key(),
      ...(pending ? { pending: when(ask, pending.askedAt) } : {}),
      ...(shown ? { code: shown.code, until: when(ask, shown.until) } : {}),
    }),
  );
}

/** The code is the answer itself: no later page could show it, for only its blind index is kept. */
async function makeCode(ask: Ask) {
  await ask.form();
  return showOwn(ask, await ask.transact((tx) => showCode(tx, ask.hall, ask.actor)));
}

async function stop(ask: Ask) {
  await ask.form();
  await ask.transact((tx) => stopWayBack(tx, ask.actor));
  return tell(ask, "/akun/verifikasi", "people.way-back.stopped");
}

const allowed = (ask: Ask) =>
  ensure(mayAct(ask.actor, "verify-identity"), () => forbidden("people.counter.not-allowed"));

type Again = {
  problem?: Refused;
  code?: string;
  typed?: { nik: string; name: string; seen: string[] };
  found?: Awaited<ReturnType<typeof lookUpCode>>;
};

function showCounter(ask: Ask, { problem, code = "", typed, found }: Again = {}) {
  allowed(ask);
  return page(
    CounterPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      problem,
      code,
      found,
      typed: typed ?? { nik: "", name: found?.name ?? "", seen: [] },
      once: () => ask.key(),
    }),
    { status: problem?.status },
  );
}

async function lookUp(ask: Ask) {
  allowed(ask);
  const form = await ask.form();
  const code = form.text("kode");
  await throttle(ask.hall.db, ask.hall.vault, `counter:${ask.actor.account}`, ask.ip, TRIES);
  try {
    return showCounter(ask, { code, found: await ask.read((tx) => lookUpCode(tx, ask.hall, ask.actor, code)) });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return showCounter(ask, { code, problem: error });
  }
}

const typedIn = (form: Form) => ({
  nik: form.text("nik"),
  name: form.text("nama").replaceAll(/\s+/g, " "),
  seen: form.all("dilihat"),
});

async function check(ask: Ask) {
  allowed(ask);
  const form = await ask.form();
  const [code, typed] = [form.text("kode"), typedIn(form)];
  await throttle(ask.hall.db, ask.hall.vault, `counter:${ask.actor.account}`, ask.ip, TRIES);
  // The same code guessed at by several officials is counted as one.
  await throttle(ask.hall.db, ask.hall.vault, `counter-code:${cleanCode(code)}`, ask.ip, {
    from: 5,
    all: 5,
    address: 400,
  });
  try {
    const answer = await ask.transact((tx) => verifyPerson(tx, ask.hall, ask.actor, { code, ...typed }));
    if (answer === "verified") return tell(ask, "/loket/identitas", "people.counter.done");
    throw faulty([{ field: "nik", key: "people.counter.number-wrong" }]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    const found = await ask.read((tx) => lookUpCode(tx, ask.hall, ask.actor, code)).catch(() => undefined);
    return showCounter(ask, { problem: error, code, typed, found });
  }
}

const showNew = (ask: Ask, given: { problem?: Refused; form?: Form; lost?: boolean } = {}) => {
  allowed(ask);
  const { form, problem, lost = false } = given;
  const typed = form ? { ...typedIn(form), phone: form.text("phone") } : { nik: "", name: "", phone: "", seen: [] };
  return page(
    NewcomerPage({ t: ask.t, site: ask.site, flash: ask.flash, problem, typed, lost, once: () => ask.key() }),
    { status: problem?.status },
  );
};

const handed = (ask: Ask, code: string) =>
  page(HandedPage({ t: ask.t, site: ask.site, code, address: `${ask.hall.url}/masuk/pulih` }));

async function admit(ask: Ask) {
  allowed(ask);
  const form = await ask.form();
  await throttle(ask.hall.db, ask.hall.vault, `counter:${ask.actor.account}`, ask.ip, TRIES);
  try {
    const made = await ask.transact((tx) =>
      admitAtCounter(tx, ask.hall, ask.actor, { ...typedIn(form), phone: form.text("phone") }),
    );
    return "code" in made ? handed(ask, made.code) : showNew(ask, { form, lost: true });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return showNew(ask, { form, problem: error });
  }
}

async function back(ask: Ask) {
  allowed(ask);
  const form = await ask.form();
  await throttle(ask.hall.db, ask.hall.vault, `counter:${ask.actor.account}`, ask.ip, TRIES);
  try {
    const done = await ask.transact((tx) =>
      goBack(tx, ask.hall, ask.actor, { nik: form.text("nik"), seen: form.all("dilihat") }),
    );
    return typeof done === "object"
      ? handed(ask, done.code)
      : tell(ask, "/loket/identitas/baru", `people.counter.lost-${done}`);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return showNew(ask, { form, problem: error });
  }
}

export const counterRoutes = [
  ...serve("/akun/verifikasi", "signed-in", (on) => {
    on.get("/", (ask) => showOwn(ask));
    on.post("/", makeCode);
    on.post("/hentikan", stop);
  }),
  ...serve("/loket/identitas", "official", (on) => {
    on.get("/", (ask) => showCounter(ask));
    on.post("/", lookUp);
    on.post("/periksa", check);
    on.get("/baru", (ask) => showNew(ask));
    on.post("/baru", admit);
    on.post("/pemulihan", back, { fresh: true });
  }),
];
