// Units and their positions, for an agency's administrators.

import { localDate } from "../../kernel/calendar/index.ts";
import { ensure, notFound, type Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { allUnits, listUnits, positionsIn } from "./administration.sql.ts";
import { administeredHere, readAdministered } from "./administration.ts";
import { positionById, unitById } from "./agencies.sql.ts";
import { calendarOf } from "./calendars.ts";
import { addPosition, changePosition, closePosition, type TypedPosition } from "./keep-positions.ts";
import { addUnit, changeUnit, closeUnit, reopenUnit, type TypedUnit } from "./keep-units.ts";
import { PositionFormPage } from "./pages/position-form.tsx";
import { NewUnitPage, UnitPage, UnitsPage } from "./pages/units.tsx";
import { searchWords } from "./region.ts";
import { UnitNames } from "./unit-path.ts";

const PAGE = 50;
const idOf = (ask: Ask, name: string): string => {
  const id = ask.params[name] ?? "";
  if (!isUuid(id)) throw notFound();
  return id;
};
/** The day in the agency's zone: what is closed today is closed by its own calendar. */
export const todayOf = (ask: Ask, agency: string): Promise<string> =>
  ask.read(async (tx) => localDate(tx.now, (await calendarOf(tx, agency)).zone));

async function list(ask: Ask) {
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const closed = ask.query.get("tutup") === "ya";
  const after = readCursor(ask.query.get("sesudah") ?? undefined, 2) as [string, string] | undefined;
  const { agency, rows } = await readAdministered(ask, async (tx, agency) => ({
    agency,
    rows: await listUnits(tx, agency.id, {
      words: searchWords(text),
      parent: null,
      closed,
      after: after ?? ["", ""],
      limit: PAGE + 1,
    }),
  }));
  const units = rows.slice(0, PAGE);
  const last = units.at(-1);
  const address = (more: Record<string, string>) =>
    `/instansi/${agency.code}/unit?${new URLSearchParams({ ...(text ? { cari: text } : {}), ...(closed ? { tutup: "ya" } : {}), ...more })}`;
  const next = rows.length > PAGE && last ? address({ sesudah: writeCursor([last.name, last.id]) }) : undefined;
  const first = after ? address({}) : undefined;
  return page(UnitsPage({ t: ask.t, site: ask.site, agency, flash: ask.flash, units, text, closed, next, first }));
}

const typedUnit = (form: Form): TypedUnit => ({
  name: form.text("nama").replaceAll(/\s+/g, " "),
  shortName: form.text("singkatan"),
  kind: form.text("jenis"),
  above: form.text("atas"),
  region: form.text("wilayah"),
});

async function showNew(ask: Ask, problem?: Refused, form?: Form) {
  const below = ask.query.get("di") ?? "";
  const { agency, above } = await readAdministered(ask, async (tx, agency) => {
    const names = isUuid(below) ? new UnitNames(await allUnits(tx, agency.id)) : undefined;
    const unit = names?.get(below);
    return { agency, above: unit && names ? names.pathOf(unit) : "" };
  });
  const typed = form ? typedUnit(form) : { name: "", shortName: "", kind: "", above, region: "" };
  return page(NewUnitPage({ t: ask.t, site: ask.site, agency, problem, typed, once: ask.key() }), {
    status: problem?.status,
  });
}

async function show(ask: Ask, problem?: Refused, form?: Form) {
  const id = idOf(ask, "unit");
  const view = await readAdministered(ask, async (tx, agency) => {
    const units = await allUnits(tx, agency.id);
    const names = new UnitNames(units);
    const unit = names.get(id);
    ensure(unit, () => notFound("agencies.no-such-unit"));
    const above = unit.lineage.slice(0, -1).flatMap((each) => names.get(each) ?? []);
    const [below, positions] = await Promise.all([
      listUnits(tx, agency.id, { words: [], parent: id, closed: false, after: ["", ""], limit: 500 }),
      positionsIn(tx, agency.id, id),
    ]);
    const parent = above.at(-1);
    const known: TypedUnit = { ...unit, region: unit.region ?? "", above: parent ? names.pathOf(parent) : "" };
    return { agency, unit: { ...unit, above }, below, positions, known };
  });
  const typed = form?.has("nama") ? typedUnit(form) : view.known;
  return page(
    UnitPage({ t: ask.t, site: ask.site, ...view, typed, once: () => ask.key(), flash: ask.flash, problem }),
    { status: problem?.status },
  );
}

async function add(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: (tx, form) => addUnit(tx, ask.actor, typedUnit(form)),
    again: (problem, form) => showNew(ask, problem, form),
    next: (id) => ({ to: `/instansi/${code}/unit/${id}`, flash: "agencies.unit-added" }),
  });
}

/** One of the acts on a unit that is there. */
const onUnit =
  (flash: string, act: (ask: Ask, id: string, form: Form, today: string) => Promise<Act>) => async (ask: Ask) => {
    const agency = await administeredHere(ask);
    const id = idOf(ask, "unit");
    const today = await todayOf(ask, agency.id);
    return command(ask, {
      work: async (tx, form) => (await act(ask, id, form, today))(tx),
      again: (problem, form) => show(ask, problem, form),
      next: () => ({ to: `/instansi/${agency.code}/unit/${id}`, flash }),
    });
  };
type Act = (tx: Parameters<typeof addUnit>[0]) => Promise<unknown>;

const typedPosition = (form: Form): TypedPosition => ({
  name: form.text("nama").replaceAll(/\s+/g, " "),
  rank: form.text("jenjang"),
  seats: form.text("kursi"),
  isHead: form.all("sifat").includes("kepala"),
  maySign: form.all("sifat").includes("tanda-tangan"),
});

async function showPositionForm(ask: Ask, problem?: Refused, form?: Form) {
  const view = await readAdministered(ask, async (tx, agency) => {
    const position = ask.params.position ? await positionById(tx, idOf(ask, "position")) : undefined;
    const unit = await unitById(tx, position?.unit ?? idOf(ask, "unit"));
    ensure(unit?.agency === agency.id && (position !== undefined || !ask.params.position), () => notFound());
    return { agency, unit, position };
  });
  const known = view.position
    ? { ...view.position, seats: String(view.position.seats) }
    : { name: "", rank: "", seats: "1", isHead: false, maySign: false };
  const typed = form?.has("nama") ? typedPosition(form) : known;
  return page(PositionFormPage({ t: ask.t, site: ask.site, ...view, typed, once: () => ask.key(), problem }), {
    status: problem?.status,
  });
}

async function addHere(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: (tx, form) => addPosition(tx, ask.actor, idOf(ask, "unit"), typedPosition(form)),
    again: (problem, form) => showPositionForm(ask, problem, form),
    next: (id) => ({ to: `/instansi/${code}/jabatan/${id}`, flash: "agencies.position-added" }),
  });
}

async function changeHere(ask: Ask, close: boolean) {
  const agency = await administeredHere(ask);
  const id = idOf(ask, "position");
  const today = await todayOf(ask, agency.id);
  return command(ask, {
    work: (tx, form) =>
      close
        ? closePosition(tx, ask.actor, { id, day: today })
        : changePosition(tx, ask.actor, { id, today }, typedPosition(form)),
    again: (problem, form) => showPositionForm(ask, problem, form),
    next: () =>
      close
        ? { to: `/instansi/${agency.code}/unit`, flash: "agencies.position-closed" }
        : { to: `/instansi/${agency.code}/jabatan/${id}`, flash: "agencies.saved" },
  });
}

export const unitRoutes = serve("/instansi", "official", (on) => {
  on.get("/:code/unit", list);
  on.get("/:code/unit-baru", (ask) => showNew(ask));
  on.post("/:code/unit-baru", add);
  on.get("/:code/unit/:unit", (ask) => show(ask));
  on.post(
    "/:code/unit/:unit",
    onUnit("agencies.saved", async (ask, id, form) => (tx) => changeUnit(tx, ask.actor, id, typedUnit(form))),
  );
  on.post(
    "/:code/unit/:unit/penutupan",
    onUnit("agencies.unit-closed", async (ask, id, _, day) => (tx) => closeUnit(tx, ask.actor, { id, day })),
  );
  on.post(
    "/:code/unit/:unit/pembukaan",
    onUnit("agencies.unit-reopened", async (ask, id) => (tx) => reopenUnit(tx, ask.actor, id)),
  );
  on.get("/:code/unit/:unit/jabatan", (ask) => showPositionForm(ask));
  on.post("/:code/unit/:unit/jabatan", addHere);
  on.get("/:code/jabatan/:position/ubah", (ask) => showPositionForm(ask));
  on.post("/:code/jabatan/:position/ubah", (ask) => changeHere(ask, false));
  on.post("/:code/jabatan/:position/penutupan", (ask) => changeHere(ask, true));
});
