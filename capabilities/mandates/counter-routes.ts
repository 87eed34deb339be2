// Counters and desks: what officials confirm with papers on the table, and whom they help today.

import { mayAct } from "../../kernel/actor.ts";
import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, Refused } from "../../kernel/errors.ts";
import { maskNik } from "../../kernel/identifiers/nik.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { throttle } from "../people/index.ts";
import { decideGuardian, decideOrganization, nameDirector, removeDirector } from "./decide-at-counter.ts";
import type { GivenHelp } from "./help.ts";
import { helpAtDesk } from "./help-at-desk.ts";
import { directorsOf, guardianByCode, type OrganizationRow, organizationByCode } from "./organizations.sql.ts";
import { type Counter, CounterPage, type CounterView, type TypedPapers } from "./pages/counter.tsx";
import { DeskPage } from "./pages/desk.tsx";
import { flash } from "./routes.ts";
import { places, readCode } from "./sealed.ts";
import { servicesToChoose } from "./services.sql.ts";
import { namesFor, openNames, sentenceOfRow } from "./view.ts";

const nothing: TypedPapers = { papers: "", why: "", quorum: "1", nik: "", name: "" };

const typedPapers = (form: Form): TypedPapers => ({
  papers: form.text("dokumen"),
  why: form.text("alasan"),
  quorum: form.text("kuorum") || "1",
  nik: form.text("nik"),
  name: form.text("nama").replace(/\s+/g, " "),
});

async function organizationView(tx: Tx, ask: Ask, row: OrganizationRow): Promise<CounterView> {
  const { t, hall } = ask;
  const open = (field: "name" | "nib" | "npwp" | "email" | "phone") => {
    const sealed = row[field];
    return sealed ? hall.vault.open(sealed, places.organization(field, row.id)) : "";
  };
  const rows: [string, string][] = [
    [t("mandates.state"), t(`mandates.organization.status.${row.status}`)],
    [t("mandates.organization.kind"), t(`mandates.organization.kind.${row.kind}`)],
    [t("mandates.form.nib"), open("nib")],
    [t("mandates.organization.npwp"), open("npwp")],
    [t("mandates.organization.email"), open("email")],
    [t("mandates.organization.phone"), open("phone")],
    [t("mandates.counter.declared-by"), hall.vault.open(row.declarer_name, places.organization("declarer", row.id))],
    [t("mandates.organization.quorum"), row.status === "verified" ? String(row.quorum) : ""],
  ];
  const directors = row.status === "verified" ? await directorsOf(tx, row.id) : undefined;
  return {
    code: row.code,
    name: open("name"),
    rows: rows.filter(([, value]) => value !== ""),
    isOpen: row.status === "declared",
    directors: directors?.map((each) => ({
      id: each.id,
      name: hall.vault.open(each.holder_name, places.holder(each.id)),
      status: each.status,
      once: ask.key(),
    })),
  };
}

async function guardianView(tx: Tx, ask: Ask, code: string): Promise<CounterView | undefined> {
  const { t, hall } = ask;
  const row = await guardianByCode(tx, code);
  if (!row) return undefined;
  const { grantor, holder } = openNames(hall, row);
  const isOpen = row.status === "requested";
  return {
    code,
    name: t("mandates.details-of", { holder, grantor }),
    rows: [
      [t("mandates.state"), t(`mandates.status.${row.status}`)],
      [t("mandates.holder"), holder],
      [t("mandates.grantor"), grantor],
      ...(isOpen && row.reason
        ? [[t("mandates.counter.nik"), maskNik(hall.vault.open(row.reason, places.reason(row.id)))] as const]
        : []),
      [t("mandates.history"), formatDateTime(row.created_at, zone("Asia/Jakarta"), t.locale)],
      [t("mandates.form.acts"), sentenceOfRow(t, hall, row, await namesFor(tx, [row]))],
    ],
    isOpen,
  };
}

/** The page of a counter, with what the code opens. */
async function showCounter(
  ask: Ask,
  counter: Counter,
  given: { code?: string; typed?: TypedPapers; problem?: Refused; wanted?: boolean } = {},
) {
  ensure(mayAct(ask.actor, "verify-identity"), forbidden("mandates.not-at-counter"));
  const code = readCode(given.code ?? "");
  const view = await ask.read(async (tx) => {
    if (code === "") return undefined;
    if (counter === "perwalian") return guardianView(tx, ask, code);
    const row = await organizationByCode(tx, code);
    return row && organizationView(tx, ask, row);
  });
  const problem =
    given.problem ?? (given.wanted && !view ? faulty([{ field: "kode", key: "mandates.code-unknown" }]) : undefined);
  return page(
    CounterPage({
      t: ask.t,
      site: ask.site,
      counter,
      flash: ask.flash,
      code: given.code ?? "",
      view,
      typed: given.typed ?? nothing,
      once: () => ask.key(),
      problem,
    }),
    { status: problem ? 422 : 200 },
  );
}

type Act = (tx: Tx, ask: Ask, code: string, form: Form) => Promise<unknown>;

/** One command of a counter: done once, then the case again with what came of it; a fault keeps what was typed. */
const command = (counter: Counter, told: string, act: Act) => async (ask: Ask) => {
  ensure(mayAct(ask.actor, "verify-identity"), forbidden("mandates.not-at-counter"));
  const form = await ask.form();
  const code = readCode(ask.params.code ?? "");
  try {
    await ask.transact((tx) => act(tx, ask, code, form));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showCounter(ask, counter, { code, typed: typedPapers(form), problem });
  }
  return seeOther(`/loket/${counter}/${code}`, [flash(ask, told)]);
};

const decide =
  (counter: Counter, yes: boolean): Act =>
  (tx, ask, code, form) => {
    const { papers, why, quorum } = typedPapers(form);
    const given = { yes, papers, why, quorum };
    return counter === "badan-usaha"
      ? decideOrganization(tx, ask.hall, ask.actor, code, given, form.key)
      : decideGuardian(tx, ask.hall, ask.actor, code, given, form.key);
  };

type TypedHelp = GivenHelp & { search: string };
const nobodyTyped: TypedHelp = { nik: "", name: "", phone: "", services: [], consent: "", papers: false, search: "" };

async function showDesk(ask: Ask, typed = nobodyTyped, problem?: Refused) {
  ensure(mayAct(ask.actor, "file-for"), forbidden("mandates.not-at-desk"));
  const services = await ask.read((tx) => servicesToChoose(tx, typed.services, typed.search));
  return page(DeskPage({ t: ask.t, site: ask.site, flash: ask.flash, typed, services, once: ask.key(), problem }), {
    status: problem ? 422 : 200,
  });
}

async function help(ask: Ask) {
  ensure(mayAct(ask.actor, "file-for"), forbidden("mandates.not-at-desk"));
  const form = await ask.form();
  const typed: TypedHelp = {
    nik: form.text("nik"),
    name: form.text("nama").replace(/\s+/g, " "),
    phone: form.text("telepon"),
    services: form.all("layanan"),
    consent: form.text("persetujuan"),
    papers: form.has("ktp"),
    search: form.text("cari").slice(0, 200),
  };
  if (form.has("_cari")) return showDesk(ask, typed);
  // A name that does not fit a number says that the number is known: nobody tries a list of them here.
  await throttle(ask.hall.db, ask.hall.vault, `desk:${ask.actor.account}`, ask.ip, { from: 30, all: 40, address: 400 });
  try {
    await ask.transact((tx) => helpAtDesk(tx, ask.hall, ask.actor, typed, form.key));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showDesk(ask, typed, problem);
  }
  return seeOther("/permohonan", [flash(ask, "mandates.desk.started")]);
}

export const counterRoutes = serve("/loket", "official", (on) => {
  for (const counter of ["badan-usaha", "perwalian"] as const) {
    on.get(`/${counter}`, (ask) => showCounter(ask, counter));
    on.post(`/${counter}`, async (ask) => {
      const code = (await ask.form()).text("kode");
      return showCounter(ask, counter, { code, wanted: true });
    });
    on.get(`/${counter}/:code`, (ask) => showCounter(ask, counter, { code: ask.params.code, wanted: true }));
    on.post(`/${counter}/:code/pengesahan`, command(counter, "mandates.counter.decided", decide(counter, true)), {
      fresh: true,
    });
    on.post(`/${counter}/:code/penolakan`, command(counter, "mandates.counter.decided", decide(counter, false)));
  }
  on.post(
    "/badan-usaha/:code/direktur",
    command("badan-usaha", "mandates.counter.director-named", (tx, ask, code, form) => {
      const { nik, name } = typedPapers(form);
      return nameDirector(tx, ask.hall, ask.actor, code, { nik, name }, form.key);
    }),
    { fresh: true },
  );
  on.post(
    "/badan-usaha/:code/pemberhentian",
    command("badan-usaha", "mandates.counter.director-removed", (tx, ask, code, form) =>
      removeDirector(tx, ask.actor, code, idFrom(form.text("kuasa")), form.key),
    ),
  );
  on.get("/bantuan", (ask) => showDesk(ask));
  on.post("/bantuan", help);
});
