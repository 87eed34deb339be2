// Lists that an agency's administrators bring.

import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { faulty, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { bytes, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { administeredHere, readAdministered } from "./administration.ts";
import { carryOutImport, type Preview, previewImport, undoImport } from "./import-list.ts";
import { HEADS } from "./list-rows.ts";
import { ImportPage } from "./pages/import.tsx";
import { importById, importsOf } from "./plan.sql.ts";
import { todayOf } from "./unit-routes.ts";

const DAY = 86_400_000;

async function show(ask: Ask, { problem, preview }: { problem?: Refused; preview?: Preview } = {}) {
  const { t } = ask;
  const { agency, done } = await readAdministered(ask, async (tx, agency) => ({
    agency,
    done: await importsOf(tx, agency.id),
  }));
  const now = ask.hall.time.now().getTime();
  return page(
    ImportPage({
      t,
      site: ask.site,
      agency,
      preview,
      problem,
      flash: ask.flash,
      once: () => ask.key(),
      done: done.map((one) => ({
        id: one.id,
        fileName: one.fileName,
        when: formatDateTime(one.madeAt, zone(agency.zone), t.locale),
        what: t("agencies.import-brought", {
          units: one.units,
          positions: one.positions,
          officials: one.officials,
          holdings: one.holdings,
        }),
        state: one.undoneAt ? t("agencies.import-undone") : "",
        undo: one.undoneAt === null && one.doneAt !== null && now - one.doneAt.getTime() < DAY,
      })),
    }),
    { status: problem?.status ?? (preview && preview.faults.length > 0 ? 422 : 200) },
  );
}

/** Reads the list and keeps its plan; a list without faults is then looked at under an address of its own. */
async function look(ask: Ask) {
  const agency = await administeredHere(ask);
  const today = await todayOf(ask, agency.id);
  const form = await ask.form();
  const sent = form.files.find(({ field }) => field === "daftar");
  try {
    if (!sent) throw faulty([{ field: "daftar", key: "agencies.import-missing" }]);
    const preview = await ask.transact((tx) =>
      previewImport(tx, ask.actor, { bytes: sent.bytes, fileName: sent.name, today }),
    );
    return preview.id ? seeOther(`/instansi/${agency.code}/impor/${preview.id}`) : show(ask, { preview });
  } catch (error) {
    if (!(error instanceof Refused) || error.status !== 422) throw error;
    return show(ask, {
      problem: error.faults.length > 0 ? error : faulty([{ field: "daftar", key: error.key, params: error.params }]),
    });
  }
}

async function showPlan(ask: Ask) {
  const id = ask.params.import ?? "";
  const found = await readAdministered(ask, async (tx, agency) =>
    isUuid(id) ? importById(tx, agency.id, id) : undefined,
  );
  if (!found || found.doneAt) throw notFound("agencies.import-not-there");
  const rows = Math.max(
    found.plan.holdings.length,
    found.plan.officials.length,
    found.plan.positions.length,
    found.plan.units.length,
  );
  return show(ask, { preview: { id, plan: found.plan, faults: [], rows } });
}

const onImport = (flash: string, act: typeof carryOutImport) => async (ask: Ask) => {
  const { code } = await administeredHere(ask);
  const id = ask.params.import ?? "";
  if (!isUuid(id)) throw notFound("agencies.import-not-there");
  return command(ask, {
    work: (tx) => act(tx, ask.actor, id),
    again: (problem) => show(ask, { problem }),
    next: () => ({ to: `/instansi/${code}/impor`, flash }),
  });
};

/** The heads, and a row of each kind: a unit with its head, and a desk with two officials. */
async function example(ask: Ask) {
  await administeredHere(ask);
  const rows = [
    Object.values(HEADS).map(([head]) => head),
    [
      "Dinas Kesehatan",
      "",
      "perangkat daerah",
      "Dinkes",
      "Kepala Dinas Kesehatan",
      "JPT pratama",
      "ya",
      "ya",
      "",
      "",
      "",
      "",
      "",
      "",
    ],
    [
      "Bidang Pelayanan",
      "Dinas Kesehatan",
      "bidang",
      "",
      "Petugas loket",
      "pelaksana",
      "",
      "",
      "2",
      "",
      "",
      "",
      "",
      "",
    ],
  ];
  return bytes(Buffer.from(`\ufeff${rows.map((row) => row.join(";")).join("\r\n")}\r\n`), {
    type: "text/csv; charset=utf-8",
    name: "contoh-unit-jabatan-pegawai.csv",
  });
}

export const importRoutes = serve("/instansi", "official", (on) => {
  on.get("/:code/impor", (ask) => show(ask));
  on.post("/:code/impor", look, { uploads: "one" });
  on.get("/:code/impor/contoh.csv", example);
  on.get("/:code/impor/:import", showPlan);
  on.post("/:code/impor/:import", onImport("agencies.import-done", carryOutImport));
  on.post("/:code/impor/:import/pembatalan", onImport("agencies.import-taken-back", undoImport));
});
