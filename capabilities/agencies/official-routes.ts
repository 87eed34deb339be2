// The officials whom an agency keeps.

import type { Tx } from "../../kernel/db/database.ts";
import { ensure, notFound, type Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { holdingsOfOfficial, keptOfficial, listOfficials, type Where } from "./administration.sql.ts";
import { administeredHere, readAdministered } from "./administration.ts";
import { addOfficial, changeOfficial, handOver, noteLeaving, type TypedOfficial } from "./keep-officials.ts";
import { formatNip } from "./nip.ts";
import { NIKS_AT_ONCE, noteNiks, withoutNik } from "./note-niks.ts";
import { maskedNik, noteNik } from "./official-nik.ts";
import { NiksPage } from "./pages/niks.tsx";
import { NewOfficialPage, OfficialPage, OfficialsPage } from "./pages/officials.tsx";
import { searchWords } from "./region.ts";
import { todayOf } from "./unit-routes.ts";

const PAGE = 50;
const WHERE: readonly string[] = ["seated", "unseated", "left"];

async function list(ask: Ask) {
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const asked = ask.query.get("yang") ?? "";
  const where = (WHERE.includes(asked) ? asked : "") as Where | "";
  const after = readCursor(ask.query.get("sesudah") ?? undefined, 2) as [string, string] | undefined;
  const agency = await administeredHere(ask);
  const day = await todayOf(ask, agency.id);
  // A number may be typed in its groups.
  const words = /^[\d .]+$/.test(text) ? [text.replaceAll(/[ .]/g, "")] : searchWords(text);
  const rows = await ask.read((tx) =>
    listOfficials(tx, agency.id, { words, where, day, after: after ?? ["", ""], limit: PAGE + 1 }),
  );
  const officials = rows.slice(0, PAGE);
  const last = officials.at(-1);
  const address = (more: Record<string, string>) =>
    `/instansi/${agency.code}/pegawai?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...(where ? { yang: where } : {}), ...more })}`;
  const next = rows.length > PAGE && last ? address({ sesudah: writeCursor([last.name, last.id]) }) : undefined;
  const first = after ? address({}) : undefined;
  return page(
    OfficialsPage({ t: ask.t, site: ask.site, agency, flash: ask.flash, officials, text, where, next, first }),
  );
}

const typedIn = (form: Form): TypedOfficial => ({
  name: form.text("nama").replaceAll(/\s+/g, " "),
  kind: form.text("jenis"),
  nip: form.text("nip"),
  email: form.text("surel"),
});

async function showNew(ask: Ask, problem?: Refused, form?: Form) {
  const agency = await administeredHere(ask);
  const typed = form ? typedIn(form) : { name: "", kind: "pns", nip: "", email: "" };
  return page(NewOfficialPage({ t: ask.t, site: ask.site, agency, problem, typed, once: ask.key() }), {
    status: problem?.status,
  });
}

async function add(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: (tx, form) => addOfficial(tx, ask.actor, typedIn(form)),
    again: (problem, form) => showNew(ask, problem, form),
    next: (id) => ({ to: `/instansi/${code}/pegawai/${id}`, flash: "agencies.official-added" }),
  });
}

async function show(ask: Ask, problem?: Refused, form?: Form) {
  const { official: id = "" } = ask.params;
  const view = await readAdministered(ask, async (tx, agency) => {
    const official = isUuid(id) ? await keptOfficial(tx, id) : undefined;
    ensure(official?.keptBy === agency.id, () => notFound("agencies.no-such-official"));
    const nik = await maskedNik(tx, ask.hall.vault, id);
    return { agency, official, nik, holdings: await holdingsOfOfficial(tx, id) };
  });
  const { name, kind, nip, email } = view.official;
  const typed = form?.has("nama") ? typedIn(form) : { name, kind, nip: nip ? formatNip(nip) : "", email: email ?? "" };
  return page(
    OfficialPage({
      t: ask.t,
      site: ask.site,
      ...view,
      typed,
      typedNik: form?.text("nik") ?? "",
      own: id === ask.actor.official,
      to: form?.text("instansi") ?? "",
      once: () => ask.key(),
      flash: ask.flash,
      problem,
    }),
    { status: problem?.status },
  );
}

async function showNiks(ask: Ask, problem?: Refused, form?: Form) {
  const view = await readAdministered(ask, async (tx, agency) => ({ agency, without: await withoutNik(tx) }));
  return page(
    NiksPage({
      t: ask.t,
      site: ask.site,
      ...view,
      problem,
      typed: form?.text("daftar") ?? "",
      most: NIKS_AT_ONCE,
      once: ask.key(),
    }),
    { status: problem?.status },
  );
}

async function addNiks(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: (tx, form) => noteNiks(tx, ask.hall, ask.actor, form.text("daftar")),
    again: (problem, form) => showNiks(ask, problem, form),
    next: () => ({ to: `/instansi/${code}/pegawai`, flash: "agencies.niks-noted" }),
  });
}

type Act = (tx: Tx, ask: Ask, given: { id: string; form: Form; today: string }) => Promise<unknown>;
/** One of the acts on an official; `away` leads back to the list, for whom the agency keeps no longer. */
const onOfficial =
  (flash: string, act: Act, away = false) =>
  async (ask: Ask) => {
    const agency = await administeredHere(ask);
    const { official: id = "" } = ask.params;
    if (!isUuid(id)) throw notFound("agencies.no-such-official");
    const today = await todayOf(ask, agency.id);
    return command(ask, {
      work: (tx, form) => act(tx, ask, { id, form, today }),
      again: (problem, form) => show(ask, problem, form),
      next: () => ({ to: `/instansi/${agency.code}/pegawai${away ? "" : `/${id}`}`, flash }),
    });
  };

export const officialRoutes = serve("/instansi", "official", (on) => {
  on.get("/:code/pegawai", list);
  on.get("/:code/pegawai-baru", (ask) => showNew(ask));
  on.post("/:code/pegawai-baru", add);
  on.get("/:code/pegawai-nik", (ask) => showNiks(ask));
  on.post("/:code/pegawai-nik", addNiks);
  on.get("/:code/pegawai/:official", (ask) => show(ask));
  on.post(
    "/:code/pegawai/:official",
    onOfficial("agencies.saved", (tx, ask, { id, form }) => changeOfficial(tx, ask.actor, id, typedIn(form))),
  );
  on.post(
    "/:code/pegawai/:official/nik",
    onOfficial("agencies.official-nik-noted", (tx, ask, { id, form }) =>
      noteNik(tx, ask.hall, ask.actor, { id, nik: form.text("nik") }),
    ),
  );
  on.post(
    "/:code/pegawai/:official/berhenti",
    onOfficial("agencies.official-left-noted", (tx, ask, { id, today }) =>
      noteLeaving(tx, ask.actor, { id, day: today, today }),
    ),
  );
  on.post(
    "/:code/pegawai/:official/kembali",
    onOfficial("agencies.official-back", (tx, ask, { id, today }) =>
      noteLeaving(tx, ask.actor, { id, day: null, today }),
    ),
  );
  on.post(
    "/:code/pegawai/:official/serah-terima",
    onOfficial(
      "agencies.handed-over",
      (tx, ask, { id, form }) => handOver(tx, ask.actor, { id, to: form.text("instansi") }),
      true,
    ),
  );
});
