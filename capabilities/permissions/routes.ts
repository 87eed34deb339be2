// What a position permits: for the officials of its agency to read, for its administrators to change.

import type { Tx } from "../../kernel/db/database.ts";
import { ensure, faulty, forbidden, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { readDate } from "../../kernel/web/components/fields/date-field.tsx";
import { serve } from "../../kernel/web/serve.ts";
import { checkPermission, endPermission, grantPermission } from "../agencies/index.ts";
import { EndPermissionPage } from "./pages/end.tsx";
import { PermissionFormPage } from "./pages/form.tsx";
import { PermissionsPage } from "./pages/permissions.tsx";
import { PreviewPage } from "./pages/preview.tsx";
import { type PositionView, viewPosition } from "./view.ts";
import { type Source, type Typed, typedFrom, wantedOf } from "./wanted.ts";

const placeOf = (ask: Ask) => {
  const { code = "", position = "" } = ask.params;
  if (!isUuid(position) || !/^[A-Za-z0-9-]{1,40}$/.test(code)) throw notFound();
  return { code, position };
};
const pathOf = (view: PositionView) => `/instansi/${view.agency.code}/jabatan/${view.position.id}/izin`;
const read = <T>(ask: Ask, work: (tx: Tx, view: PositionView) => Promise<T> | T): Promise<T> =>
  ask.read(async (tx) => work(tx, await viewPosition(tx, ask.actor, placeOf(ask))));

async function show(ask: Ask) {
  const view = await read(ask, (_, found) => found);
  return page(PermissionsPage({ t: ask.t, site: ask.site, flash: ask.flash, view, path: pathOf(view) }));
}

/** The position, for whoever may add to what it permits. */
const readToChange = (ask: Ask) =>
  read(ask, (_, view) => {
    ensure(view.mayEnd, () => forbidden("agencies.not-administrator"));
    ensure(view.mayChange, () => forbidden("permission.own-position"));
    return view;
  });

const formPage = (ask: Ask, view: PositionView, typed: Typed, problem?: Refused) =>
  page(PermissionFormPage({ t: ask.t, site: ask.site, view, path: pathOf(view), typed, problem }), {
    status: problem ? 422 : 200,
  });

async function showForm(ask: Ask) {
  const view = await readToChange(ask);
  // Back from the preview, with every answer.
  if (ask.query.has("izin")) return formPage(ask, view, typedFrom(inAddress(ask.query)));
  const row = view.rows.find(({ id, endsOn }) => id === ask.query.get("ubah") && endsOn === null);
  const [year, month, day] = view.today.split("-");
  return formPage(ask, view, {
    act: row?.act ?? "",
    unit: row?.unit ?? "",
    below: row?.below ?? false,
    services: row?.services ?? [],
    regions: row?.regions ?? [],
    from: { day: String(Number(day)), month: String(Number(month)), year },
    to: {},
    decree: "",
    replaces: row?.id ?? "",
  });
}

const inAddress = (query: URLSearchParams): Source => ({
  text: (name) => query.get(name)?.trim() ?? "",
  all: (name) => query.getAll(name),
});

/** The wanted permission with everything that stands against it. */
async function weigh(tx: Tx, ask: Ask, view: PositionView, typed: Typed) {
  const { wanted, faults } = wantedOf(typed, view.position.id, view);
  // Told all at once: where the day is missing, the rest is looked at as if it began today.
  const checked = await checkPermission(
    tx,
    ask.actor,
    { ...wanted, startsOn: wanted.startsOn || view.today },
    view.today,
  );
  const all = [...faults, ...checked.faults.filter(({ field }) => !faults.some((fault) => fault.field === field))];
  if (all.length > 0) throw faulty(all);
  return wanted;
}

async function preview(ask: Ask) {
  const view = await readToChange(ask);
  const typed = typedFrom(inAddress(ask.query));
  try {
    const wanted = await ask.read((tx) => weigh(tx, ask, view, typed));
    return page(PreviewPage({ t: ask.t, site: ask.site, view, path: pathOf(view), typed, wanted, once: ask.key() }));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return formPage(ask, view, typed, problem);
  }
}

async function grant(ask: Ask) {
  const view = await readToChange(ask);
  return command(ask, {
    work: async (tx, form) => {
      const { wanted, faults } = wantedOf(typedFrom(form), view.position.id, view);
      if (faults.length > 0) throw faulty(faults);
      return grantPermission(tx, ask.actor, wanted, view.today);
    },
    again: (problem, form) => formPage(ask, view, typedFrom(form), problem),
    next: () => ({ to: pathOf(view), flash: "permission.saved" }),
  });
}

async function showEnd(ask: Ask, problem?: Refused, form?: Form) {
  const { view, row } = await read(ask, (_, found) => {
    ensure(found.mayEnd, () => forbidden("agencies.not-administrator"));
    const one = found.rows.find(({ id }) => id === ask.params.permission);
    if (!one) throw notFound();
    ensure(one.endsOn === null || one.endsOn >= found.today, new Refused("permission.ended-already", { status: 409 }));
    return { view: found, row: one };
  });
  const typed = form && { when: form.text("kapan"), day: typedFrom(form).to };
  return page(
    EndPermissionPage({ t: ask.t, site: ask.site, view, row, path: pathOf(view), once: ask.key(), typed, problem }),
    { status: problem?.status },
  );
}

async function end(ask: Ask) {
  const view = await read(ask, (_, found) => found);
  ensure(view.mayEnd, () => forbidden("agencies.not-administrator"));
  const { permission = "" } = ask.params;
  if (!isUuid(permission)) throw notFound();
  return command(ask, {
    work: async (tx, form) => {
      const when = form.text("kapan");
      if (when !== "sekarang" && when !== "tanggal") throw faulty([{ field: "kapan", key: "permission.end-missing" }]);
      const given = readDate(typedFrom(form).to);
      if (when === "tanggal" && !("date" in given))
        throw faulty([
          { field: "selesai", key: given.wrong === "missing" ? "agencies.date-missing" : "agencies.date-bad" },
        ]);
      const yesterday = new Date(Date.parse(`${view.today}T00:00:00Z`) - 86_400_000).toISOString().slice(0, 10);
      const lastDay = when === "tanggal" && "date" in given ? given.date : yesterday;
      await endPermission(tx, ask.actor, { position: view.position.id, permission, lastDay }, view.today).catch(
        (error) => {
          throw error instanceof Refused && error.faults.length > 0
            ? faulty(error.faults.map((fault) => ({ ...fault, field: when === "tanggal" ? "selesai" : "kapan" })))
            : error;
        },
      );
    },
    again: showEndAgain(ask),
    next: () => ({ to: pathOf(view), flash: "permission.ended" }),
  });
}
const showEndAgain = (ask: Ask) => (problem: Refused, form: Form) => showEnd(ask, problem, form);

export const routes = serve("/instansi", "official", (on) => {
  on.get("/:code/jabatan/:position/izin", show);
  on.get("/:code/jabatan/:position/izin/baru", showForm);
  on.get("/:code/jabatan/:position/izin/pratinjau", preview);
  on.post("/:code/jabatan/:position/izin", grant, { fresh: true });
  on.get("/:code/jabatan/:position/izin/:permission/akhiri", (ask) => showEnd(ask));
  on.post("/:code/jabatan/:position/izin/:permission/akhiri", end, { fresh: true });
});
