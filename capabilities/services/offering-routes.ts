// The services that an agency offers, for its administrators; and for heads, who pause and open what their units answer for.

import { mayAct } from "../../kernel/actor.ts";
import { localDate, zone } from "../../kernel/calendar/index.ts";
import { ensure, faulty, forbidden, notFound, type Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { dateParts, readDate, type TypedDate } from "../../kernel/web/components/fields/date-field.tsx";
import { serve } from "../../kernel/web/serve.ts";
import { administeredHere, agencyByCode } from "../agencies/index.ts";
import type { Service } from "./definition/model.ts";
import { changeStatus, keepOffering, mayKeep } from "./keep-offering.ts";
import { ownOfferings, publishedServices } from "./own-offerings.sql.ts";
import { OfferingPage, OfferingsPage, OfferPage } from "./pages/offerings.tsx";
import { placesOfRoles, readTyped, type TypedOffer, typedFrom, typedOf } from "./read-offer.ts";
import { offeringById, type Status, serviceByKey } from "./services.sql.ts";
import { loadVersion } from "./version.ts";

/** The agency in the path, when it is the official's own. */
async function ownAgency(ask: Ask) {
  const agency = await ask.read((tx) => agencyByCode(tx, ask.params.code ?? ""));
  ensure(agency, () => notFound("agencies.no-such-agency"));
  ensure(agency.id === ask.actor.agency, () => forbidden("services.not-keeper"));
  return agency;
}
type Own = Awaited<ReturnType<typeof ownAgency>>;
const dayIn = (ask: Ask, agency: Own) => localDate(ask.hall.time.now(), zone(agency.zone));

const PAGE = 50;

async function list(ask: Ask) {
  const agency = await ownAgency(ask);
  const administers = mayAct(ask.actor, "administer");
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 100);
  const after = ask.query.get("sesudah") ?? undefined;
  ensure(after === undefined || isUuid(after), () => notFound());
  const { offerings, services } = await ask.read(async (tx) => ({
    // Who heads no unit and administers nothing has nothing to keep here.
    offerings: await ownOfferings(tx, agency.id, {
      text,
      units: administers ? undefined : ask.actor.units,
      after,
      limit: PAGE + 1,
    }),
    services: administers && !after ? await publishedServices(tx) : [],
  }));
  ensure(administers || after || offerings.length > 0, () => forbidden("services.not-keeper"));
  return page(
    OfferingsPage({
      t: ask.t,
      site: ask.site,
      agency,
      flash: ask.flash,
      offerings: offerings.slice(0, PAGE),
      next: offerings.length > PAGE ? offerings[PAGE - 1]?.id : undefined,
      after,
      services,
      text,
      administers,
    }),
  );
}

async function showNew(ask: Ask, problem?: Refused, form?: Form) {
  const agency = await administeredHere(ask);
  const key = ask.query.get("layanan") ?? "";
  const { service, number } = await ask.read((tx) => definitionOf(tx, key));
  const typed = form ? readTyped(form, service) : typedOf(service);
  return page(
    OfferPage({ t: ask.t, site: ask.site, agency, serviceKey: key, service, number, typed, once: ask.key(), problem }),
    { status: problem?.status },
  );
}

async function definitionOf(tx: Parameters<typeof serviceByKey>[0], key: string) {
  const found = /^[a-z0-9-]{1,80}$/.test(key) ? await serviceByKey(tx, key) : undefined;
  ensure(found, () => notFound());
  return { service: (await loadVersion(tx, found.versionId)).definition.service, number: found.number };
}

async function offer(ask: Ask) {
  const agency = await administeredHere(ask);
  const key = ask.query.get("layanan") ?? "";
  const { service } = await ask.read((tx) => definitionOf(tx, key));
  return command(ask, {
    work: async (tx, form) => (await keep(tx, ask, { agency, key, service, typed: readTyped(form, service) })).id,
    again: (problem, form) => showNew(ask, problem, form),
    next: (id) => ({ to: `/instansi/${agency.code}/layanan/${id}`, flash: "services.offered" }),
  });
}

type Wanted = { agency: Own; key: string; service: Service; typed: TypedOffer; unit?: string };

/** Names become units and positions; every fault is told at once, those of the names and those of the definition. */
async function keep(tx: Parameters<typeof serviceByKey>[0], ask: Ask, { agency, key, service, typed, unit }: Wanted) {
  const places = await placesOfRoles(tx, agency, service, typed);
  if (places.faults.length > 0) throw faulty(places.faults);
  return keepOffering(tx, ask.actor, {
    service: key,
    unit: unit ?? (places.unit as string),
    roles: places.roles,
    parameters: typed.values,
  });
}

const idOf = (ask: Ask): string => {
  const { offering = "" } = ask.params;
  if (!isUuid(offering)) throw notFound();
  return offering;
};

const typedDay = (form: Form): TypedDate => {
  const parts = dateParts("sampai");
  return { day: form.text(parts.day), month: form.text(parts.month), year: form.text(parts.year) };
};

async function show(ask: Ask, problem?: Refused, form?: Form) {
  const agency = await ownAgency(ask);
  const id = idOf(ask);
  const administers = mayAct(ask.actor, "administer");
  const view = await ask.read(async (tx) => {
    const offering = await offeringById(tx, agency.id, id);
    ensure(offering, () => notFound());
    ensure(await mayKeep(tx, ask.actor, offering, dayIn(ask, agency)), () => forbidden("services.not-keeper"));
    const { service, number } = await definitionOf(tx, offering.serviceKey);
    const own = (await loadVersion(tx, offering.versionId)).number;
    return { offering, service, newest: number, number: own, known: await typedFrom(tx, agency, service, offering) };
  });
  const typed = form?.has("unit") || form?.has("peran") ? readTyped(form, view.service) : view.known;
  return page(
    OfferingPage({
      t: ask.t,
      site: ask.site,
      agency,
      ...view,
      typed,
      administers,
      reason: form?.text("alasan") ?? "",
      until: form ? typedDay(form) : {},
      flash: ask.flash,
      problem,
      once: () => ask.key(),
    }),
    { status: problem?.status },
  );
}

async function change(ask: Ask) {
  const agency = await administeredHere(ask);
  const id = idOf(ask);
  const { offering, service } = await ask.read(async (tx) => {
    const offering = await offeringById(tx, agency.id, id);
    ensure(offering, () => notFound());
    return { offering, ...(await definitionOf(tx, offering.serviceKey)) };
  });
  return command(ask, {
    work: async (tx, form) => {
      const typed = readTyped(form, service);
      await keep(tx, ask, { agency, key: offering.serviceKey, service, typed, unit: offering.unitId });
    },
    again: (problem, form) => show(ask, problem, form),
    next: () => ({ to: `/instansi/${agency.code}/layanan/${id}`, flash: "services.offering-saved" }),
  });
}

const turn = (status: Status) => async (ask: Ask) => {
  const agency = await ownAgency(ask);
  const id = idOf(ask);
  return command(ask, {
    work: async (tx, form) => {
      const day = dayIn(ask, agency);
      const read = readDate(typedDay(form));
      if ("wrong" in read && read.wrong !== "missing") throw faulty([{ field: "sampai", key: "agencies.date-bad" }]);
      const until = "date" in read ? read.date : null;
      await changeStatus(tx, ask.actor, { id, day }, { status, reason: form.text("alasan"), until });
    },
    again: (problem, form) => show(ask, problem, form),
    next: () => ({ to: `/instansi/${agency.code}/layanan/${id}`, flash: `services.turned.${status}` }),
  });
};

export const offeringRoutes = serve("/instansi/:code", "official", (on) => {
  on.get("/layanan", list);
  on.get("/layanan-baru", (ask) => showNew(ask));
  on.post("/layanan-baru", offer);
  on.get("/layanan/:offering", (ask) => show(ask));
  on.post("/layanan/:offering", change);
  on.post("/layanan/:offering/jeda", turn("paused"));
  on.post("/layanan/:offering/buka", turn("open"));
  on.post("/layanan/:offering/tutup", turn("closed"));
});
