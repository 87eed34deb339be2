// Officials' accounts, for their agency's administrators; and the page on which an official takes theirs up.

import { formatDateTime, localDate, zone } from "../../kernel/calendar/index.ts";
import { qrDrawing } from "../../kernel/documents/qr-code.ts";
import { ensure, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { command, tell } from "../../kernel/web/command.ts";
import { FLASH, SESSION, writeCookie } from "../../kernel/web/cookies.ts";
import { serve } from "../../kernel/web/serve.ts";
import { administeredHere, formatNip, searchWords } from "../agencies/index.ts";
import { listAccounts, officialOfAccounts, type State, uninvited, wayBackOfAccount } from "./accounts.sql.ts";
import { activateAccount } from "./activate-account.ts";
import { INVITED_AT_ONCE, inviteOfficials, type Slip, withdrawInvitation } from "./invite-official.ts";
import { issueOfficialRecovery } from "./issue-recovery.ts";
import { askWayBack, confirmWayBack, holdAccount, takeWayBack } from "./keep-accounts.ts";
import { AccountsPage, OfficialAccountPage, RecoveryCodePage, SlipsPage } from "./pages/accounts.tsx";
import { ActivatePage } from "./pages/activate.tsx";

const PAGE = 50;
const STATES: readonly string[] = ["none", "invited", "active", "locked"];
type Agency = Awaited<ReturnType<typeof administeredHere>>;
const dayIn = (ask: Ask, agency: Agency) => localDate(ask.hall.time.now(), zone(agency.zone));
const likeWord = (word: string) => `%${word.replace(/[\\%_]/g, "\\$&")}%`;

async function list(ask: Ask) {
  const agency = await administeredHere(ask);
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const asked = ask.query.get("keadaan") ?? "";
  const state = (STATES.includes(asked) ? asked : "") as State | "";
  const after = readCursor(ask.query.get("sesudah") ?? undefined, 2) as [string, string] | undefined;
  const words = (/^[\d .]+$/.test(text) ? [text.replaceAll(/[ .]/g, "")] : searchWords(text)).map(likeWord);
  const day = dayIn(ask, agency);
  const { found, waiting } = await ask.read(async (tx) => ({
    found: await listAccounts(tx, agency.id, { words, state, day, after: after ?? ["", ""], limit: PAGE + 1 }),
    waiting: (await uninvited(tx, agency.id, { day, limit: INVITED_AT_ONCE })).length,
  }));
  const rows = found.slice(0, PAGE);
  const last = rows.at(-1);
  const address = (more: Record<string, string>) =>
    `/instansi/${agency.code}/akun?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...(state ? { keadaan: state } : {}), ...more })}`;
  const next = found.length > PAGE && last ? address({ sesudah: writeCursor([last.name, last.official]) }) : undefined;
  const first = after ? address({}) : undefined;
  return page(
    AccountsPage({
      t: ask.t,
      site: ask.site,
      agency,
      flash: ask.flash,
      rows,
      text,
      state,
      waiting,
      once: ask.key(),
      next,
      first,
    }),
  );
}

const officialIn = (ask: Ask): string => {
  const { official = "" } = ask.params;
  if (!isUuid(official)) throw notFound("agencies.no-such-official");
  return official;
};

async function show(ask: Ask, problem?: Refused) {
  const agency = await administeredHere(ask);
  const official = officialIn(ask);
  const { row, way } = await ask.read(async (tx) => {
    const [row] = await listAccounts(tx, agency.id, {
      words: [],
      state: "",
      day: dayIn(ask, agency),
      after: ["", ""],
      limit: 1,
      official,
    });
    ensure(row, () => notFound("agencies.no-such-official"));
    const [account] = await officialOfAccounts(tx, [official]);
    return { row, way: account ? await wayBackOfAccount(tx, account.account) : undefined };
  });
  const when = (at: Date | null) => (at ? formatDateTime(at, zone(agency.zone), ask.t.locale) : "");
  return page(
    OfficialAccountPage({
      t: ask.t,
      site: ask.site,
      agency,
      flash: ask.flash,
      problem,
      row,
      nip: row.nip ? formatNip(row.nip) : ask.t("agencies.official-kind.elected"),
      seen: when(row.seenAt),
      expires: when(row.expiresAt),
      own: official === ask.actor.official,
      once: () => ask.key(),
      ...(way
        ? {
            way: {
              id: way.id,
              ready: way.readyAt <= ask.hall.time.now(),
              readyAt: when(way.readyAt),
              mine: way.askedBy === ask.actor.account,
            },
          }
        : {}),
    }),
    { status: problem?.status },
  );
}

/** The slips are the answer itself: a code is never written down where a later page could find it. */
async function slips(ask: Ask, agency: Agency, made: Slip[]) {
  const printed = await Promise.all(
    made.map(async (slip) => ({
      ...slip,
      qr: (await qrDrawing(slip.link)).replace("<svg ", '<svg width="120" height="120" aria-hidden="true" '),
      expires: formatDateTime(slip.expires, zone(agency.zone), ask.t.locale),
    })),
  );
  const back = `/instansi/${agency.code}/akun`;
  return page(
    SlipsPage({ t: ask.t, site: ask.site, agency, slips: printed, address: `${ask.hall.url}/aktivasi`, back }),
  );
}

async function inviteOne(ask: Ask) {
  const agency = await administeredHere(ask);
  const official = officialIn(ask);
  await ask.form();
  const made = await ask.transact((tx) => inviteOfficials(tx, ask.hall, ask.actor, [official]));
  ensure(made.length > 0, () => notFound("agencies.no-such-official"));
  return slips(ask, agency, made);
}

async function inviteAll(ask: Ask) {
  const agency = await administeredHere(ask);
  await ask.form();
  const made = await ask.transact(async (tx) => {
    const rows = await uninvited(tx, agency.id, { day: dayIn(ask, agency), limit: INVITED_AT_ONCE });
    return inviteOfficials(
      tx,
      ask.hall,
      ask.actor,
      rows.map(({ official }) => official),
    );
  });
  return made.length === 0 ? seeOther(`/instansi/${agency.code}/akun`) : slips(ask, agency, made);
}

type Act = (ask: Ask, official: string) => Parameters<Ask["transact"]>[0];
const onAccount = (flash: string, act: Act) => async (ask: Ask) => {
  const { code } = await administeredHere(ask);
  const official = officialIn(ask);
  return command(ask, {
    work: async (tx) => void (await act(ask, official)(tx)),
    again: (problem) => show(ask, problem),
    next: () => ({ to: `/instansi/${code}/akun/${official}`, flash }),
  });
};

/** The way back that waits for an official of the agency. */
const wayOf = (ask: Ask, official: string): Promise<string> =>
  ask.read(async (tx) => {
    const [account] = await officialOfAccounts(tx, [official]);
    const way = account && (await wayBackOfAccount(tx, account.account));
    ensure(way, () => notFound());
    return way.id;
  });

async function confirm(ask: Ask) {
  const agency = await administeredHere(ask);
  const official = officialIn(ask);
  const id = await wayOf(ask, official);
  return command(ask, {
    work: (tx) => confirmWayBack(tx, ask.actor, id),
    again: (problem) => show(ask, problem),
    next: () => ({ to: `/instansi/${agency.code}/akun/${official}`, flash: "people.way-back.confirmed" }),
  });
}

async function takeCode(ask: Ask) {
  const agency = await administeredHere(ask);
  const id = await wayOf(ask, officialIn(ask));
  await ask.form();
  try {
    const taken = await ask.transact((tx) => takeWayBack(tx, ask.hall, ask.actor, id));
    ensure("slip" in taken, () => notFound());
    return slips(ask, agency, [taken.slip]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return show(ask, error);
  }
}

/** For who forgot the password and still has the second factor: the code is shown once, to be handed over in person. */
async function giveCode(ask: Ask) {
  const agency = await administeredHere(ask);
  const official = officialIn(ask);
  await ask.form();
  const code = await ask.transact((tx) => issueOfficialRecovery(tx, ask.actor, official));
  const address = `${ask.hall.url}/masuk/pulih`;
  const back = `/instansi/${agency.code}/akun/${official}`;
  return page(RecoveryCodePage({ t: ask.t, site: ask.site, agency, code, address, back }));
}

const showActivate = (ask: Ask, given: { code?: string; number?: string; problem?: Refused } = {}) =>
  page(
    ActivatePage({
      t: ask.t,
      site: ask.site,
      code: given.code ?? (ask.query.get("kode") ?? "").slice(0, 40),
      number: given.number ?? "",
      problem: given.problem,
    }),
    { status: given.problem?.status },
  );

async function activate(ask: Ask) {
  const form = await ask.form();
  const [code, number] = [form.text("kode"), form.text("number")];
  try {
    const { session, seated } = await activateAccount(
      ask.hall,
      { code, number, password: form.fields.get("password")?.at(-1) ?? "" },
      { address: ask.ip, agent: (ask.header("user-agent") ?? "").slice(0, 120) },
    );
    const secure = ask.hall.url.startsWith("https://");
    if (!seated) return tell(ask, "/", "people.activated-unseated");
    return seeOther("/akun/keamanan", [
      writeCookie(SESSION, session.token, { secure, maxAge: session.seconds }),
      writeCookie(FLASH, "people.activated", { secure, maxAge: 30 }),
    ]);
  } catch (error) {
    if (!(error instanceof Refused) || error.status >= 500) throw error;
    return showActivate(ask, { code, number, problem: error });
  }
}

export const accountRoutes = [
  ...serve("/aktivasi", "public", (on) => {
    on.get("/", (ask) => showActivate(ask));
    on.post("/", activate);
  }),
  ...serve("/instansi/:code/akun", "official", (on) => {
    on.get("/", list);
    on.post("/undangan", inviteAll, { fresh: true });
    on.get("/:official", (ask) => show(ask));
    on.post("/:official/undangan", inviteOne, { fresh: true });
    on.post(
      "/:official/pencabutan",
      onAccount("people.accounts.withdrawn", (ask, official) => (tx) => withdrawInvitation(tx, ask.actor, official)),
    );
    on.post(
      "/:official/kunci",
      onAccount("people.accounts.locked", (ask, id) => (tx) => holdAccount(tx, ask.actor, id, "lock")),
      { fresh: true },
    );
    on.post(
      "/:official/buka",
      onAccount("people.accounts.unlocked", (ask, id) => (tx) => holdAccount(tx, ask.actor, id, "unlock")),
      { fresh: true },
    );
    on.post(
      "/:official/sesi",
      onAccount("people.accounts.sessions-ended", (ask, id) => (tx) => holdAccount(tx, ask.actor, id, "end-sessions")),
    );
    on.post(
      "/:official/pemulihan",
      onAccount("people.way-back.asked", (ask, id) => (tx) => askWayBack(tx, ask.hall, ask.actor, id)),
      { fresh: true },
    );
    on.post("/:official/kata-sandi", giveCode, { fresh: true });
    on.post("/:official/pemulihan-persetujuan", confirm, { fresh: true });
    on.post("/:official/pemulihan-kode", takeCode, { fresh: true });
  }),
];
