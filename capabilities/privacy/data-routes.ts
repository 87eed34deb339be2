// What a person does about their own data: read who looked, take the list away, ask about a look, fetch a copy.

import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { notFound, Refused } from "../../kernel/errors.ts";
import { maskNik } from "../../kernel/identifiers/nik.ts";
import { isUuid } from "../../kernel/ids.ts";
import { bytes, page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import type { Words } from "../../kernel/words/words.ts";
import { endRestriction, restrictionOf, sheet } from "../cases/index.ts";
import { personById } from "../people/index.ts";
import { dataRights } from "../services/index.ts";
import { copiesOf, fetchCopy } from "./copies.ts";
import { incidentsTold } from "./incidents.sql.ts";
import { lookJson } from "./look-json.ts";
import { agenciesThatLooked, keptAbout, type LookRow, lookById, looksAt } from "./looks.sql.ts";
import { objectionPlace, objectToLook, personOf } from "./object-to-look.ts";
import { objectionsOf } from "./objections.sql.ts";
import { type LookView, MyDataPage, ObjectPage } from "./pages/my-data.tsx";

const WIB = zone("Asia/Jakarta");
export const when = (t: Words, at: Date): string => formatDateTime(at, WIB, t.locale);
export const flashed = (ask: Ask, key: string): string =>
  writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 });

/** These pages are about oneself, or about whom one is guardian of in all; whoever else acts for another goes back to themselves first. */
const ownPerson = (ask: Ask): string => personOf(ask.actor);

export const actName = (t: Words, act: string): string =>
  t.has(`privacy.act.${act}`)
    ? t(`privacy.act.${act}`)
    : t.has(`act.${act}`)
      ? t(`act.${act}`)
      : t("privacy.act.other");

const viewOf = (t: Words, row: LookRow): LookView => ({
  id: row.id,
  when: when(t, row.at),
  act: actName(t, row.act),
  who: row.detail.who ?? row.position ?? t("privacy.who.program"),
  agency: row.agency ?? "",
  // "Berkas dibuka: berkas" says nothing twice.
  kinds: (row.detail.kinds ?? [])
    .filter((kind) => kind !== "files" && kind !== "documents")
    .map((kind) => (t.has(`privacy.kind.${kind}`) ? t(`privacy.kind.${kind}`) : kind))
    .join(", "),
  purpose: row.purpose,
  tracking: row.detail.tracking,
  objected: row.objected !== null,
});

function filterOf(ask: Ask) {
  const period = ["30", "365"].find((each) => each === ask.query.get("masa")) ?? "";
  const asked = ask.query.get("instansi") ?? "";
  const agency = isUuid(asked) ? asked : "";
  const from = period
    ? new Date(ask.hall.time.now().getTime() - Number(period) * 86_400_000).toISOString().slice(0, 10)
    : undefined;
  return { period, agency, sql: { from, agency: agency || undefined } };
}

const queryOf = (filter: { period: string; agency: string }, more: Record<string, string> = {}): string => {
  const query = new URLSearchParams({
    ...(filter.period ? { masa: filter.period } : {}),
    ...(filter.agency ? { instansi: filter.agency } : {}),
    ...more,
  }).toString();
  return query ? `?${query}` : "";
};

/** Whether this installation has the page: a link leads only to what is there. */
const has = (ask: Ask, path: string) =>
  ask.hall.capabilities.some((each) => each.routes?.some((route) => route.path === path && route.method === "GET"));

async function showMine(ask: Ask) {
  const person = ownPerson(ask);
  const { t } = ask;
  const filter = filterOf(ask);
  const found = await ask.read(async (tx) => ({
    looks: await looksAt(tx, person, { ...filter.sql, cursor: ask.query.get("setelah") ?? undefined }),
    agencies: await agenciesThatLooked(tx, person),
    own: await personById(tx, ask.hall.vault, person),
    kept: await keptAbout(tx, person),
    rights: await dataRights(tx),
    copies: await copiesOf(tx, person),
    objections: await objectionsOf(tx, person),
    restriction: await restrictionOf(tx, person),
    incidents: await incidentsTold(tx, person),
  }));
  const { own, kept } = found;
  const number = (label: string, n: number, href?: string) => ({
    label: t(label),
    value: String(n),
    href: n > 0 ? href : undefined,
  });
  return page(
    MyDataPage({
      t,
      site: ask.site,
      flash: ask.flash,
      once: ask.key(),
      looks: found.looks.rows.map((row) => viewOf(t, row)),
      next: found.looks.next && `/akun/data${queryOf(filter, { setelah: found.looks.next })}#dilihat`,
      filter,
      agencies: found.agencies,
      query: queryOf(filter),
      incidents: found.incidents.map((each) => ({
        id: each.id,
        head: t("privacy.incident.told-of", { agency: each.agency, when: when(t, each.told_at), title: each.title }),
        rows: [
          [t("privacy.incident.what"), each.what],
          [t("privacy.incident.kinds"), each.kinds],
          [t("privacy.incident.handling"), each.handling],
        ],
      })),
      restrictedSince: found.restriction && when(t, found.restriction.since),
      account: [
        [t("people.name"), own?.name ?? ""],
        [t("people.nik"), own?.nik ? maskNik(own.nik) : "–"],
        [t("people.email"), own?.email || "–"],
        [t("people.phone"), own?.phone || "–"],
      ],
      kept: [
        number("privacy.kept.cases", kept.cases, "/permohonan"),
        number("privacy.kept.drafts", kept.drafts, "/permohonan"),
        number("privacy.kept.documents", kept.documents, "/permohonan"),
        // Who acts for another finds neither door open.
        ...(!ask.actor.behalf && has(ask, "/kuasa")
          ? [{ label: t("privacy.kept.mandates"), value: t("privacy.see"), href: "/kuasa" }]
          : []),
        ...(!ask.actor.behalf && has(ask, "/akun/aplikasi")
          ? [{ label: t("privacy.kept.consents"), value: t("privacy.see"), href: "/akun/aplikasi" }]
          : []),
      ],
      rights: found.rights.map((right) => ({
        key: right.key,
        name: right.name[t.locale],
        summary: right.summary[t.locale],
        href: `/layanan/${right.key}`,
      })),
      copies: found.copies.map((copy) => ({
        id: copy.id,
        tracking: copy.tracking,
        made: when(t, copy.made_at),
        until: when(t, copy.expires_at),
      })),
      objections: found.objections.map((row) => ({
        id: row.id,
        when: when(t, row.at),
        look: `${row.look.who}, ${when(t, new Date(row.look.at))}`,
        text: ask.hall.vault.open(row.body, objectionPlace(row.id, "body")),
        due: when(t, row.due_at),
        answer:
          row.answer && row.answered_at
            ? {
                text: ask.hall.vault.open(row.answer, objectionPlace(row.id, "answer")),
                by: row.answered_label ?? "",
                when: when(t, row.answered_at),
              }
            : undefined,
      })),
    }),
  );
}

/** The most that leaves in one file: some years of the busiest person. */
const MOST = 5000;

const everyLook = (ask: Ask) =>
  ask.read((tx) => looksAt(tx, ownPerson(ask), { ...filterOf(ask).sql, limit: MOST })).then(({ rows }) => rows);

async function takeCsv(ask: Ask) {
  const { t } = ask;
  const rows = await everyLook(ask);
  return sheet(
    "csv",
    "siapa-melihat-data-saya",
    ["when", "who", "agency", "what", "kinds", "why", "case"].map((key) => t(`privacy.csv.${key}`)),
    rows.map((row) => {
      const view = viewOf(t, row);
      return [
        { at: row.at, zone: WIB },
        view.who,
        view.agency,
        view.act,
        view.kinds,
        view.purpose,
        view.tracking ?? "",
      ];
    }),
  );
}

async function takeJson(ask: Ask) {
  const rows = await everyLook(ask);
  const body = { madeAt: ask.hall.time.now().toISOString(), looks: rows.map(lookJson) };
  return bytes(Buffer.from(JSON.stringify(body, null, 2)), {
    type: "application/json",
    name: "siapa-melihat-data-saya.json",
  });
}

async function showObjecting(ask: Ask, given: { text?: string; problem?: Refused } = {}) {
  const person = ownPerson(ask);
  const { entry = "" } = ask.params;
  if (!isUuid(entry)) throw notFound("privacy.no-look");
  const row = await ask.read((tx) => lookById(tx, person, entry));
  if (!row) throw notFound("privacy.no-look");
  return page(ObjectPage({ t: ask.t, site: ask.site, look: viewOf(ask.t, row), once: ask.key(), ...given }), {
    status: given.problem ? 422 : 200,
  });
}

async function takeObjection(ask: Ask) {
  const form = await ask.form();
  const { entry = "" } = ask.params;
  if (!isUuid(entry)) throw notFound("privacy.no-look");
  const text = form.text("alasan");
  try {
    await ask.transact((tx) =>
      once(tx, form.key, ["object", entry, text], () => objectToLook(tx, ask.hall, ask.actor, entry, text)),
    );
  } catch (error) {
    if (error instanceof Refused && error.faults.length > 0) return showObjecting(ask, { text, problem: error });
    throw error;
  }
  return seeOther("/akun/data", [flashed(ask, "privacy.objection.sent")]);
}

export const dataRoutes = serve("/akun/data", "resident", (on) => {
  on.get("/", showMine, { behalf: "see" });
  on.get("/pembukaan.csv", takeCsv, { behalf: "see" });
  on.get("/pembukaan.json", takeJson, { behalf: "see" });
  on.get("/keberatan/:entry", (ask) => showObjecting(ask), { behalf: "apply" });
  on.post("/keberatan/:entry", takeObjection, { behalf: "apply" });
  on.post(
    "/pembatasan/akhir",
    async (ask) => {
      ownPerson(ask);
      const form = await ask.form();
      await ask.transact((tx) => once(tx, form.key, ["end-restriction"], () => endRestriction(tx, ask.actor)));
      return seeOther("/akun/data", [flashed(ask, "privacy.restricted.ended")]);
    },
    { behalf: "apply" },
  );
  on.get(
    "/salinan/:copy",
    async (ask) => {
      const person = ownPerson(ask);
      const { copy = "" } = ask.params;
      if (!isUuid(copy)) throw notFound("privacy.copy.gone");
      const found = await fetchCopy(ask, person, copy);
      return bytes(await ask.hall.files.get(found.store), { type: "application/zip", name: found.name });
    },
    { fresh: true, behalf: "collect" },
  );
});
