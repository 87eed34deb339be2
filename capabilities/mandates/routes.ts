// Mandates of residents: seeing, giving, asking, answering, ending them, and acting under one.

import { formatDay } from "../../kernel/calendar/index.ts";
import { faulty, notFound, Refused } from "../../kernel/errors.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import { readKeyset, writeCursor } from "../../kernel/web/api.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { endedPage, openKept } from "../../kernel/web/behalf.ts";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { serve } from "../../kernel/web/serve.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { actFor, stopActing } from "./act-for.ts";
import { actingPositions } from "./acting-positions.sql.ts";
import { agreeTo, declineMandate, waitingOf } from "./answer-mandate.ts";
import { declareOrganization } from "./declare-organization.ts";
import { endMandate } from "./end-mandate.ts";
import { givenOf, hiddenOf, nothingTyped, typedIn } from "./form.ts";
import { givenBy, heldBy, type MandateRow, mandateById } from "./mandates.sql.ts";
import { offerMandate, readMandate } from "./offer-mandate.ts";
import type { GivenOrganization } from "./organization.ts";
import { organizationsDeclaredBy } from "./organizations.sql.ts";
import { confirmNotes } from "./pages/confirm-notes.tsx";
import { ConfirmMandatePage, MandateFormPage, type TypedMandate } from "./pages/give.tsx";
import { GoOnPage } from "./pages/go-on.tsx";
import { ActingPage, MandatesPage } from "./pages/list.tsx";
import { MandatePage } from "./pages/one.tsx";
import { OrganizationsPage } from "./pages/organizations.tsx";
import { readRequest, requestMandate } from "./request-mandate.ts";
import { places, today } from "./sealed.ts";
import { sentenceFor } from "./sentence.ts";
import { placesToChoose, servicesToChoose } from "./services.sql.ts";
import { lineOf, namesFor, openNames, sentenceOfRow, viewMandate } from "./view.ts";

export const flash = (ask: Ask, key: string): string =>
  writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 });

const mayGive = (ask: Ask): boolean =>
  !ask.actor.behalf || ask.actor.behalf.extent.acts === "all" || ask.actor.behalf.extent.acts.includes("mandate");

async function list(ask: Ask) {
  const { t, hall, actor } = ask;
  if (actor.kind === "official") return acting(ask);
  if (actor.kind !== "resident" || !actor.person) throw new Refused("mandates.only-residents", { status: 403 });
  const isOwn = !actor.behalf;
  const data = await ask.read(async (tx) => {
    const none = { rows: [] as MandateRow[], more: false };
    const held = isOwn
      ? await heldBy(tx, actor.account as string, readKeyset(ask.query.get("dipegang") ?? undefined))
      : none;
    const given = mayGive(ask)
      ? await givenBy(tx, actor.person as string, readKeyset(ask.query.get("diberikan") ?? undefined))
      : none;
    const waiting = await waitingOf(tx, hall, actor);
    const names = await namesFor(tx, [...held.rows, ...given.rows, ...waiting.map((each) => each.row)]);
    return { held, given, waiting, names };
  });
  const older = (name: string, { rows, more }: typeof data.held) => {
    const last = rows.at(-1);
    return more && last ? `/kuasa?${name}=${writeCursor([last.created_at.toISOString(), last.id])}` : undefined;
  };
  return page(
    MandatesPage({
      t,
      site: ask.site,
      flash: ask.flash,
      behalf: actor.behalf?.name,
      isOwn,
      mayGive: mayGive(ask),
      waiting: data.waiting.map(({ row, side }) => ({
        id: row.id,
        isOffer: side === "holder",
        says:
          row.needed > 1 && row.status === "requested"
            ? t("mandates.waiting.agreement", { agreed: row.agreed ?? 0, needed: row.needed, ...openNames(hall, row) })
            : t(`mandates.waiting.${side === "holder" ? "offered" : "requested"}`, openNames(hall, row)),
        sentence: sentenceOfRow(t, hall, row, data.names),
        once: ask.key(),
      })),
      held: data.held.rows.map((row) => lineOf(t, hall, actor, row, data.names)),
      given: data.given.rows.map((row) => lineOf(t, hall, actor, row, data.names)),
      olderHeld: older("dipegang", data.held),
      olderGiven: older("diberikan", data.given),
    }),
  );
}

/** Officials see in which positions they act: the same rule, kept by their agency. */
async function acting(ask: Ask) {
  const { t } = ask;
  const day = today(ask.hall.time.now());
  const rows = await ask.read((tx) => actingPositions(tx, ask.actor.official ?? "", day));
  return page(
    ActingPage({
      t,
      site: ask.site,
      lines: rows.map((row) =>
        t("mandates.acting.sentence", {
          title: `${row.kind === "plt" ? "Plt." : "Plh."} ${row.title}`,
          unit: row.unit,
          from: formatDay(row.starts_on, t.locale),
          until: row.ends_on ? t("mandates.acting.until", { until: formatDay(row.ends_on, t.locale) }) : "",
        }),
      ),
    }),
  );
}

/** The form of giving or of asking. */
async function showForm(ask: Ask, asks: boolean, typed: TypedMandate, problem?: Refused) {
  const { behalf } = ask.actor;
  const bound = behalf && behalf.extent.services !== "all" ? behalf.extent.services : undefined;
  const { services, regions } = await ask.read(async (tx) => ({
    services: (await servicesToChoose(tx, bound ?? typed.services, bound ? "" : typed.search)).filter(
      (each) => !bound || bound.includes(each.id),
    ),
    regions: await placesToChoose(tx),
  }));
  return page(
    MandateFormPage({
      t: ask.t,
      site: ask.site,
      asks,
      typed,
      services,
      places: regions,
      acts: behalf && behalf.extent.acts !== "all" ? behalf.extent.acts : undefined,
      allServices: !bound,
      problem,
    }),
    { status: problem ? 422 : 200 },
  );
}

/** A form in two steps: what was typed is said back as one sentence; only the second yes does it. */
async function takeForm(ask: Ask, asks: boolean) {
  const { t, hall, actor } = ask;
  const form = await ask.form();
  const typed = typedIn(form);
  if (form.has("_cari") || form.has("_ubah")) return showForm(ask, asks, typed);
  try {
    const given = givenOf(typed);
    const { extent, faults } = asks ? readRequest(hall, given) : readMandate(hall, actor, given);
    if (faults.length > 0) throw faulty(faults);
    if (form.text("_setuju") !== "ya") {
      const names = await ask.read((tx) => namesFor(tx, [extent]));
      const me = actor.name ?? "";
      const about = asks
        ? { holder: me, grantor: given.name }
        : { holder: given.name, grantor: actor.behalf?.name ?? me };
      return page(
        ConfirmMandatePage({
          t,
          site: ask.site,
          asks,
          sentence: sentenceFor(t, extent, { ...about, ...names }),
          fields: hiddenOf(typed, asks),
          once: ask.key(),
          children: confirmNotes(t, asks, given.name),
        }),
      );
    }
    if (asks) {
      const { id } = await ask.transact((tx) => requestMandate(tx, hall, actor, given, form.key));
      return seeOther(`/kuasa/${id}`, [flash(ask, "mandates.requested")]);
    }
    const { id, status } = await ask.transact((tx) => offerMandate(tx, hall, actor, given, form.key));
    return seeOther(`/kuasa/${id}`, [flash(ask, status === "offered" ? "mandates.offered" : "mandates.laid-before")]);
  } catch (problem) {
    if (!(problem instanceof Refused) || (problem.faults.length === 0 && problem.status >= 404)) throw problem;
    return showForm(ask, asks, typed, problem);
  }
}

async function showOne(ask: Ask) {
  const id = idFrom(ask.params.id);
  const view = await ask.read(async (tx) => {
    const row = await mandateById(tx, id);
    if (!row) throw notFound("mandates.not-found");
    return viewMandate(tx, ask.hall, ask.t, ask.actor, row);
  });
  return page(MandatePage({ t: ask.t, site: ask.site, view, once: ask.key(), flash: ask.flash }));
}

async function beginActing(ask: Ask) {
  const form = await ask.form();
  await ask.transact((tx) => actFor(tx, ask.hall, ask.actor, idFrom(form.text("kuasa"))));
  return seeOther("/permohonan", [flash(ask, "mandates.acting-now")]);
}

async function stop(ask: Ask) {
  await ask.form();
  await ask.transact((tx) => stopActing(tx, ask.actor));
  return seeOther(ask.actor.official ? "/loket/bantuan" : "/kuasa", [flash(ask, "mandates.stopped-now")]);
}

/** What was typed under a mandate that ended is taken up under another one of the same grantor, or shown once more. */
async function takeUp(ask: Ask) {
  const { hall, actor } = ask;
  const form = await ask.form();
  const kept = openKept(hall, ask, form.text("kept"));
  if (!kept) throw new Refused("mandates.nothing-kept", { status: 410 });
  const found = await ask.read(async (tx) => {
    const old = await mandateById(tx, idFrom(kept.mandate));
    if (!old) throw notFound("mandates.not-found");
    const held = (await heldBy(tx, actor.account as string, undefined, 100)).rows;
    const again = held.filter(
      (row) => row.grantor_id !== null && row.grantor_id === old.grantor_id && row.id !== old.id,
    );
    return {
      old,
      again: again.filter((row) => lineOf(ask.t, hall, actor, row, { services: [], regions: new Map() }).usable),
    };
  });
  for (const row of found.again) {
    try {
      await ask.transact((tx) => actFor(tx, hall, actor, row.id));
    } catch (error) {
      if (error instanceof Refused) continue;
      throw error;
    }
    return page(GoOnPage({ t: ask.t, site: ask.site, path: kept.path, fields: kept.fields }));
  }
  return endedPage(hall, ask, hall.vault.open(found.old.grantor_name, places.grantor(found.old.id)), kept);
}

const nothingDeclared: GivenOrganization = { kind: "", name: "", nib: "", npwp: "", email: "", phone: "" };

async function showOrganizations(ask: Ask, typed = nothingDeclared, problem?: Refused) {
  const { hall } = ask;
  const rows = await ask.read((tx) => organizationsDeclaredBy(tx, ask.actor.account as string));
  return page(
    OrganizationsPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      typed,
      once: ask.key(),
      problem,
      lines: rows.map((row) => {
        const open = (field: "name" | "nib" | "npwp" | "reason") => {
          const sealed = row[field];
          return sealed ? hall.vault.open(sealed, places.organization(field, row.id)) : "";
        };
        return {
          id: row.id,
          kind: row.kind,
          status: row.status,
          name: open("name"),
          nib: open("nib"),
          npwp: open("npwp"),
          code: row.status === "declared" ? row.code : undefined,
          reason: open("reason") || undefined,
        };
      }),
    }),
    { status: problem ? 422 : 200 },
  );
}

async function declare(ask: Ask) {
  const form = await ask.form();
  const typed = {
    kind: form.text("jenis"),
    name: form.text("nama").replace(/\s+/g, " "),
    nib: form.text("nib"),
    npwp: form.text("npwp"),
    email: form.text("email"),
    phone: form.text("telepon"),
  };
  try {
    await ask.transact((tx) => declareOrganization(tx, ask.hall, ask.actor, typed, form.key));
    return seeOther("/kuasa/badan-usaha", [flash(ask, "mandates.organization.declared-now")]);
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showOrganizations(ask, typed, problem);
  }
}

const told = (then: (ask: Ask, id: string, key: string) => Promise<unknown>, key: string) => async (ask: Ask) => {
  const form = await ask.form();
  await then(ask, idFrom(ask.params.id), form.key);
  return seeOther("/kuasa", [flash(ask, key)]);
};

export const routes = [
  ...serve("/kuasa", "signed-in", (on) => {
    on.get("/", list, { behalf: "any" });
    on.post("/berhenti", stop, { behalf: "any" });
    on.post("/lanjutkan", takeUp, { behalf: "any" });
  }),
  ...serve("/kuasa", "resident", (on) => {
    on.get("/beri", (ask) => showForm(ask, false, nothingTyped), { behalf: "mandate" });
    on.post("/beri", (ask) => takeForm(ask, false), { behalf: "mandate", fresh: true });
    on.get("/minta", (ask) => showForm(ask, true, nothingTyped));
    on.post("/minta", (ask) => takeForm(ask, true));
    on.post("/bertindak", beginActing, { behalf: "any" });
    on.get("/badan-usaha", (ask) => showOrganizations(ask));
    on.post("/badan-usaha", declare);
    on.get("/:id", showOne, { behalf: "any" });
    on.post(
      "/:id/persetujuan",
      told((ask, id, key) => ask.transact((tx) => agreeTo(tx, ask.hall, ask.actor, id, key)), "mandates.answered"),
      {
        behalf: "mandate",
        fresh: true,
      },
    );
    on.post(
      "/:id/penolakan",
      told(
        (ask, id, key) => ask.transact((tx) => declineMandate(tx, ask.hall, ask.actor, id, key)),
        "mandates.answered",
      ),
      {
        behalf: "mandate",
      },
    );
    on.post(
      "/:id/pengakhiran",
      told((ask, id, key) => ask.transact((tx) => endMandate(tx, ask.hall, ask.actor, id, key)), "mandates.ended-now"),
      {
        behalf: "any",
      },
    );
  }),
];
