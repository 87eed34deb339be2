// Appointments, for an agency's administrators: everybody else is refused before anything is shown.

import type { Tx } from "../../kernel/db/database.ts";
import { ensure, type Fault, faulty, forbidden, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { dateParts, readDate, type TypedDate } from "../../kernel/web/components/fields/date-field.tsx";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { officialByNip } from "./agencies.sql.ts";
import type { HoldingKind } from "./agency.ts";
import { appoint, endHolding, noteAbsence } from "./appointment.ts";
import { mayAdminister } from "./officers.ts";
import { PositionPage, type TypedAppointment } from "./pages/position.tsx";
import { PositionsPage } from "./pages/positions.tsx";
import { viewChair, viewChairs } from "./positions-view.ts";
import { findAgency } from "./view.ts";

/** Reads within the actor's own agency, as its administrator. */
const readOwn = <T>(ask: Ask, work: (tx: Tx, code: string) => Promise<T>): Promise<T> =>
  ask.read(async (tx) => {
    const agency = await findAgency(tx, ask.params.code ?? "");
    ensure(agency.id === ask.actor.agency && (await mayAdminister(tx, ask.actor)), () =>
      forbidden("agencies.not-administrator"),
    );
    return work(tx, agency.code);
  });

const positionOf = (ask: Ask): string => {
  const { position = "" } = ask.params;
  if (!isUuid(position)) throw notFound();
  return position;
};

async function showPositions(ask: Ask) {
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const after = ask.query.get("sesudah") ?? "";
  const view = await readOwn(ask, (tx, code) => viewChairs(tx, code, { text, after }));
  return page(PositionsPage({ t: ask.t, site: ask.site, view, text, after }));
}

async function showPosition(ask: Ask, refused?: { problem: Refused; typed: TypedAppointment }) {
  const view = await readOwn(ask, (tx, code) => viewChair(tx, code, positionOf(ask)));
  return page(PositionPage({ t: ask.t, site: ask.site, view, flash: ask.flash, once: () => ask.key(), ...refused }), {
    status: refused?.problem.status,
  });
}

/** One of the three commands: read, done once, told; a fault brings the page back with what was typed. */
const command = (flash: string, work: (tx: Tx, ask: Ask, given: Given) => Promise<unknown>) => async (ask: Ask) => {
  const { agency: code } = await readOwn(ask, async (_, agency) => ({ agency }));
  const position = positionOf(ask);
  const form = await ask.form();
  const typed = typedIn(form);
  try {
    await ask.transact((tx) =>
      once(tx, form.key, [position, form.record()], async () => void (await work(tx, ask, given(typed)))),
    );
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showPosition(ask, { problem, typed });
  }
  const told = writeCookie(FLASH, flash, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 });
  return seeOther(`/instansi/${code}/jabatan/${position}`, [told]);
};

const appointHere = command("agencies.appointed", async (tx, ask, { text, day, faults, check }) => {
  const nip = text("nip").replaceAll(/[ .-]/g, "");
  const startsOn = day("mulai");
  const endsOn = day("selesai", { optional: true });
  const kind = text("jenis") as HoldingKind;
  if (!["definitif", "plt", "plh"].includes(kind)) faults.push({ field: "jenis", key: "agencies.kind-missing" });
  const official = nip === "" ? undefined : await officialByNip(tx, nip);
  if (!official) faults.push({ field: "nip", key: nip === "" ? "agencies.nip-missing" : "agencies.nip-unknown" });
  check();
  await appoint(tx, ask.actor, {
    position: positionOf(ask),
    official: official!.id,
    kind,
    startsOn,
    endsOn: endsOn || null,
    decree: text("keputusan").slice(0, 200),
  });
});

const endHere = command("agencies.ended", async (tx, ask, { text, day, faults, check }) => {
  const lastDay = day("akhir");
  if (!isUuid(text("masa"))) faults.push({ field: "masa", key: "agencies.whom-missing" });
  check();
  await endHolding(tx, ask.actor, { holding: text("masa"), lastDay });
});

const noteHere = command("agencies.away-noted", async (tx, ask, { text, day, faults, check }) => {
  const [startsOn, endsOn] = [day("pergi"), day("hadir")];
  if (!isUuid(text("pegawai"))) faults.push({ field: "pegawai", key: "agencies.whom-missing" });
  check();
  await noteAbsence(tx, ask.actor, { official: text("pegawai"), startsOn, endsOn });
});

export const positionRoutes = serve("/instansi", "official", (on) => {
  on.get("/:code/jabatan", showPositions);
  on.get("/:code/jabatan/:position", (ask) => showPosition(ask));
  on.post("/:code/jabatan/:position/penunjukan", appointHere);
  on.post("/:code/jabatan/:position/pengakhiran", endHere);
  on.post("/:code/jabatan/:position/ketidakhadiran", noteHere);
});

function typedIn(form: Form): TypedAppointment {
  return {
    text: (name) => form.text(name),
    date: (name): TypedDate => {
      const parts = dateParts(name);
      return { day: form.text(parts.day), month: form.text(parts.month), year: form.text(parts.year) };
    },
  };
}

type Given = {
  text(name: string): string;
  /** The date of a field as "2026-11-25"; "" when it is missing or wrong, which `check` then tells. */
  day(name: string, options?: { optional: boolean }): string;
  faults: Fault[];
  check(): void;
};

function given({ text, date }: TypedAppointment): Given {
  const faults: Fault[] = [];
  return {
    text,
    faults,
    day: (name, { optional = false } = { optional: false }) => {
      const read = readDate(date(name));
      if ("date" in read) return read.date;
      if (read.wrong !== "missing") faults.push({ field: name, key: "agencies.date-bad" });
      else if (!optional) faults.push({ field: name, key: "agencies.date-missing" });
      return "";
    },
    check: () => {
      if (faults.length > 0) throw faulty(faults);
    },
  };
}
