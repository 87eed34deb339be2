// The agencies, for everybody to read; their calendars, for their administrators to change.

import { localDate } from "../../kernel/calendar/index.ts";
import { notFound, Refused } from "../../kernel/errors.ts";
import { bytes, page, seeOther } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { dateParts, readDate } from "../../kernel/web/components/fields/date-field.tsx";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { administratorsOf } from "./administration.sql.ts";
import { crestOf, holidaysOf, listAgencies } from "./agencies.sql.ts";
import { calendarOf } from "./calendars.ts";
import { holidayFeed } from "./holiday-feed.ts";
import { importRoutes } from "./import-routes.ts";
import { addLocalHoliday, removeLocalHoliday } from "./local-holiday.ts";
import { mayAdminister } from "./officers.ts";
import { officialRoutes } from "./official-routes.ts";
import { AgenciesPage } from "./pages/agencies.tsx";
import { AgencyPage } from "./pages/agency.tsx";
import { CalendarPage, type TypedHoliday } from "./pages/calendar.tsx";
import { positionRoutes } from "./position-routes.ts";
import { profileRoutes } from "./profile-routes.ts";
import { searchWords } from "./region.ts";
import { unitRoutes } from "./unit-routes.ts";
import { findAgency, viewAgency } from "./view.ts";

const PAGE = 24;
const codeOf = (ask: Ask): string => {
  const code = ask.params.code ?? "";
  if (!/^[A-Za-z0-9-]{1,40}$/.test(code)) throw notFound("agencies.no-such-agency");
  return code;
};

async function showAgencies(ask: Ask) {
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const after = String(readCursor(ask.query.get("sesudah") ?? undefined, 1)?.[0] ?? "");
  const rows = await ask.read((tx) => listAgencies(tx, { words: searchWords(text), after, limit: PAGE + 1 }));
  const shown = rows.slice(0, PAGE);
  const address = (more: Record<string, string>) =>
    `/instansi?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...more })}`;
  return page(
    AgenciesPage({
      t: ask.t,
      site: ask.site,
      text,
      agencies: shown.map(({ code, name, regionName, units }) => ({ code, name, region: regionName ?? "", units })),
      next: rows.length > PAGE ? address({ sesudah: writeCursor([shown.at(-1)?.code]) }) : undefined,
      first: after ? address({}) : undefined,
    }),
  );
}

async function showAgency(ask: Ask) {
  const { view, manage } = await ask.read(async (tx) => {
    const view = await viewAgency(tx, codeOf(ask));
    const administers = ask.actor.agency === view.agency.id && (await mayAdminister(tx, ask.actor));
    const day = localDate(tx.now, view.calendar.zone);
    return {
      view,
      manage: administers ? { alone: (await administratorsOf(tx, view.agency.id, day)) === 1 } : undefined,
    };
  });
  return page(AgencyPage({ t: ask.t, site: ask.site, view, now: ask.hall.time.now(), manage }));
}

async function showCrest(ask: Ask) {
  const found = await ask.read((tx) => crestOf(tx, codeOf(ask)));
  if (!found?.crest) throw notFound();
  return bytes(new TextEncoder().encode(found.crest), {
    type: "image/svg+xml",
    inline: true,
    cache: "public, max-age=86400",
  });
}

async function showCalendar(ask: Ask, refused?: { typed: TypedHoliday; problem: Refused }) {
  const now = ask.hall.time.now();
  const given = Number(ask.query.get("tahun"));
  const shown = await ask.read(async (tx) => {
    const agency = await findAgency(tx, codeOf(ask));
    const calendar = await calendarOf(tx, agency.id);
    const thisYear = new Date(now.getTime() + calendar.zone.offset).getUTCFullYear();
    const years = [thisYear - 1, thisYear, thisYear + 1];
    const year = years.includes(given) ? given : thisYear;
    const holidays = await holidaysOf(tx, agency.id, { from: `${year}-01-01`, to: `${year}-12-31` });
    const mine = ask.actor.agency === agency.id && (await mayAdminister(tx, ask.actor));
    return { agency, calendar, year, years, holidays, mine };
  });
  const form = shown.mine ? { key: ask.key(), ...refused } : undefined;
  return page(CalendarPage({ t: ask.t, site: ask.site, flash: ask.flash, ...shown, form }), {
    status: refused?.problem.status,
  });
}

async function showFeed(ask: Ask) {
  const year = ask.hall.time.now().getUTCFullYear();
  const { agency, holidays } = await ask.read(async (tx) => {
    const agency = await findAgency(tx, codeOf(ask));
    return {
      agency,
      holidays: await holidaysOf(tx, agency.id, { from: `${year - 1}-01-01`, to: `${year + 2}-12-31` }),
    };
  });
  const text = holidayFeed({
    name: agency.shortName,
    host: new URL(ask.hall.url).hostname,
    holidays,
    made: ask.hall.time.now(),
  });
  return bytes(new TextEncoder().encode(text), {
    type: "text/calendar; charset=utf-8",
    name: `libur-${agency.code}.ics`,
    cache: "public, max-age=3600",
  });
}

/** The agency in the path must be the actor's own: nobody changes another's calendar, not even by mistake. */
async function ownCalendar(ask: Ask): Promise<string> {
  const agency = await ask.read((tx) => findAgency(tx, codeOf(ask)));
  if (agency.id !== ask.actor.agency) throw new Refused("agencies.not-administrator", { status: 403 });
  return `/instansi/${agency.code}/kalender`;
}

const told = (ask: Ask, to: string, key: string) =>
  seeOther(to, [writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 })]);

const boxes = dateParts("tanggal");
const typedHoliday = (form: Form): TypedHoliday => ({
  name: form.text("nama"),
  date: { day: form.text(boxes.day), month: form.text(boxes.month), year: form.text(boxes.year) },
});

async function addHoliday(ask: Ask) {
  const path = await ownCalendar(ask);
  const form = await ask.form();
  const typed = typedHoliday(form);
  const read = readDate(typed.date);
  const day = "date" in read ? read.date : { wrong: read.wrong };
  try {
    await ask.transact((tx) =>
      once(tx, form.key, typed, () => addLocalHoliday(tx, ask.actor, { name: typed.name, day })),
    );
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showCalendar(ask, { typed, problem });
  }
  return told(ask, typeof day === "string" ? `${path}?tahun=${day.slice(0, 4)}` : path, "agencies.holiday-added");
}

async function removeHoliday(ask: Ask) {
  const path = await ownCalendar(ask);
  await ask.form();
  const day = ask.params.day ?? "";
  await ask.transact((tx) => removeLocalHoliday(tx, ask.actor, day));
  return told(ask, `${path}?tahun=${day.slice(0, 4)}`, "agencies.holiday-removed");
}

export const routes = [
  ...positionRoutes,
  ...profileRoutes,
  ...unitRoutes,
  ...officialRoutes,
  ...importRoutes,
  ...serve("/instansi", "public", (on) => {
    on.get("/", showAgencies);
    on.get("/:code", showAgency);
    on.get("/:code/lambang.svg", showCrest);
    on.get("/:code/kalender", (ask) => showCalendar(ask));
    on.get("/:code/kalender.ics", showFeed);
  }),
  ...serve("/instansi", "official", (on) => {
    on.post("/:code/kalender", addHoliday);
    on.post("/:code/kalender/:day/penghapusan", removeHoliday);
  }),
];
