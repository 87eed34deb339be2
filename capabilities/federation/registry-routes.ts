// The register of applications, for officials whose position manages them: only their own agency's, and row security says so again.

import { formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { ensure, forbidden, notFound, Refused } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { unitById, unitsOf } from "../agencies/index.ts";
import { flashed } from "./account-routes.ts";
import type { Audience, AuthMethod, Client, ClientKind, Registration } from "./client.ts";
import { listClients, ownClient } from "./clients.sql.ts";
import { ProgramPage, SecretPage } from "./pages/program.tsx";
import { RegistryPage } from "./pages/registry.tsx";
import { EditPage, type Typed } from "./pages/registry-form.tsx";
import {
  changeClient,
  mayManage,
  type Registered,
  reachOf,
  registerClient,
  renewSecret,
  suspendClient,
} from "./register.ts";
import { apiScopes, machineScopes, OFFLINE, PERSONAL_SCOPES } from "./scopes.ts";

const ROWS = 25;

/** Row security would answer with nothing; who may not come is told so instead. */
const ensureManager = (ask: Ask) =>
  ensure(mayManage(ask.actor) && !ask.actor.program, forbidden("federation.not-manager"));

/** Every scope that there is, by the kind that may have it. */
export const scopesFor = (ask: Ask, kind: ClientKind): string[] =>
  kind === "machine"
    ? machineScopes(ask.hall.capabilities)
    : [...PERSONAL_SCOPES, OFFLINE, ...apiScopes(ask.hall.capabilities)];

async function list(ask: Ask) {
  ensureManager(ask);
  const given = (name: string) => (ask.query.get(name) ?? "").trim().slice(0, 100);
  const [text, kind, state] = [given("cari"), given("jenis"), given("keadaan")];
  const after = readCursor(ask.query.get("sesudah") ?? undefined, 2) as [string, string] | undefined;
  if (after && !isUuid(after[1])) throw new Refused("error.cursor", { status: 400 });
  const rows = await ask.read((tx) =>
    listClients(tx, ask.actor.agency as string, { text, kind, state, after, limit: ROWS + 1 }),
  );
  const last = rows.length > ROWS ? rows[ROWS - 1] : undefined;
  return page(
    RegistryPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      rows: rows.slice(0, ROWS),
      filter: { text, kind, state },
      next: last && writeCursor([last.name.toLowerCase(), last.id]),
    }),
  );
}

const own = async (ask: Ask): Promise<Client> => {
  ensureManager(ask);
  const id = ask.params.id ?? "";
  const found = isUuid(id) ? await ask.read((tx) => ownClient(tx, id)) : undefined;
  if (!found) throw notFound();
  return found;
};

async function showOne(ask: Ask) {
  const client = await own(ask);
  const units = await ask.read(async (tx) => {
    const names: string[] = [];
    for (const unit of client.units) names.push((await unitById(tx, unit))?.name ?? "");
    return names;
  });
  const when = (at: Date | null) => (at ? formatDateTime(at, zone("Asia/Jakarta"), ask.t.locale) : undefined);
  const until =
    client.old_secret_until && client.old_secret_until > ask.hall.time.now() ? client.old_secret_until : null;
  return page(
    ProgramPage({
      t: ask.t,
      site: ask.site,
      flash: ask.flash,
      client,
      units,
      issuer: `${ask.hall.url}/oidc`,
      since: when(client.created_at) as string,
      suspended: when(client.suspended_at),
      oldUntil: when(until),
      keys: [ask.key(), ask.key()],
    }),
  );
}

async function showForm(
  ask: Ask,
  given: { client?: Client; typed?: Typed; problem?: Refused; kind?: ClientKind } = {},
) {
  ensureManager(ask);
  const asked = ask.query.get("jenis") as ClientKind | null;
  const kind =
    given.client?.kind ?? given.kind ?? (asked && ["web", "native", "machine"].includes(asked) ? asked : "web");
  const { client } = given;
  const units = await ask.read(async (tx) =>
    (await unitsOf(tx, ask.actor.agency as string)).filter(
      (unit) => reachOf(ask.actor).includes(unit.id) || client?.units.includes(unit.id),
    ),
  );
  return page(
    EditPage({
      t: ask.t,
      site: ask.site,
      kind,
      id: client?.id,
      typed: given.typed ?? (client ? typedOf(client) : EMPTY),
      problem: given.problem,
      scopes: scopesFor(ask, kind),
      units: units.map(({ id, name }) => ({ id, name })),
      key: ask.key(),
    }),
    { status: given.problem ? 422 : 200 },
  );
}

async function make(ask: Ask) {
  ensureManager(ask);
  const form = await ask.form();
  const { typed, registration } = typedIn(form);
  const known = isUuid(ask.params.id) ? await own(ask) : undefined;
  const kind = known?.kind ?? registration.kind;
  let made: Registered | undefined;
  try {
    // A secret is not kept among the answers of commands: who sends the form twice is shown the application, not its secret.
    const { id } = await ask.transact((tx) =>
      once(tx, form.key, [known?.id, form.record()], async () => {
        const limits = { scopes: scopesFor(ask, kind) };
        made = known
          ? await changeClient(tx, ask.actor, known.id, { ...registration, kind }, limits)
          : await registerClient(tx, ask.actor, registration, limits);
        return { id: made.id };
      }),
    );
    if (!made?.secret) return flashed(ask, `/aplikasi/${id}`, known ? "federation.changed" : "federation.registered");
    return page(SecretPage({ t: ask.t, site: ask.site, id, secret: made.secret, name: registration.name }));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.faults.length === 0) throw problem;
    return showForm(ask, { client: known, typed, problem, kind });
  }
}

async function renew(ask: Ask) {
  const client = await own(ask);
  const form = await ask.form();
  let made: Registered | undefined;
  await ask.transact((tx) =>
    once(tx, form.key, [client.id, form.record()], async () => {
      made = await renewSecret(tx, ask.actor, client.id, form.text("hilang") === "ya");
    }),
  );
  if (!made?.secret) return seeOther(`/aplikasi/${client.id}`);
  return page(SecretPage({ t: ask.t, site: ask.site, id: client.id, secret: made.secret, name: client.name }));
}

const suspend = (suspended: boolean) => async (ask: Ask) => {
  const client = await own(ask);
  const form = await ask.form();
  await ask.transact((tx) =>
    once(tx, form.key, [client.id, suspended], () => suspendClient(tx, ask.actor, client.id, suspended)),
  );
  return flashed(ask, `/aplikasi/${client.id}`, suspended ? "federation.suspended" : "federation.resumed");
};

export const registryRoutes = serve("/aplikasi", "official", (on) => {
  on.get("/", list);
  on.get("/baru", (ask) => showForm(ask));
  on.post("/", make, { fresh: true });
  on.get("/:id", showOne);
  on.get("/:id/ubah", async (ask) => showForm(ask, { client: await own(ask) }));
  on.post("/:id", make, { fresh: true });
  on.post("/:id/rahasia", renew, { fresh: true });
  on.post("/:id/penangguhan", suspend(true), { fresh: true });
  on.post("/:id/pemulihan", suspend(false), { fresh: true });
});

const EMPTY: Typed = {
  text: () => "",
  all: () => [],
};

/** What stands in the form of an application that is known. */
function typedOf(client: Client): Typed {
  const texts: Record<string, string> = {
    nama: client.name,
    keperluan: client.purpose,
    dasar: client.legal_basis,
    kontak: client.contact,
    beranda: client.home_uri,
    orang: client.audience,
    balik: client.redirect_uris.join("\n"),
    keluar: client.logout_uris.join("\n"),
    kabar: client.backchannel_uri,
    cara: client.auth_method,
    kunci: client.jwks ? JSON.stringify(client.jwks, null, 1) : "",
    tanda: client.signing,
    kuasa: client.knows_act ? "ya" : "",
  };
  const lists: Record<string, string[]> = { lingkup: client.scopes, unit: client.units };
  return { text: (name) => texts[name] ?? "", all: (name) => lists[name] ?? [] };
}

const oneOf = <T extends string>(value: string, all: readonly T[]): T =>
  all.includes(value as T) ? (value as T) : (all[0] as T);

function typedIn(form: Form): { typed: Typed; registration: Registration } {
  const text = (name: string) => form.text(name);
  const lines = (name: string) => text(name).split(/\s+/).filter(Boolean);
  const kind = oneOf<ClientKind>(text("jenis"), ["web", "native", "machine"]);
  return {
    typed: { text, all: (name) => form.all(name) },
    registration: {
      kind,
      name: text("nama").replace(/\s+/g, " "),
      purpose: text("keperluan"),
      legalBasis: text("dasar"),
      contact: text("kontak"),
      home: text("beranda"),
      audience: oneOf<Audience>(text("orang"), ["resident", "official", "both"]),
      redirects: [...new Set(lines("balik"))],
      logouts: [...new Set(lines("keluar"))],
      backchannel: text("kabar"),
      method: oneOf<AuthMethod>(text("cara"), ["client_secret_basic", "private_key_jwt", "none"]),
      jwks: text("kunci"),
      signing: oneOf(text("tanda"), ["RS256", "ES256"] as const),
      scopes: [...new Set(form.all("lingkup"))],
      units: [...new Set(form.all("unit"))],
      knowsAct: text("kuasa") === "ya",
    },
  };
}
