// A person's own page of the applications they let sign them in, and of the outside providers through which they come.

import { formatDate, zone } from "../../kernel/calendar/index.ts";
import { forbidden, notFound } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { FLASH, writeCookie } from "../../kernel/web/cookies.ts";
import { once } from "../../kernel/web/once.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agencyById } from "../agencies/index.ts";
import { openPayload } from "./adapter.ts";
import { grantsOf } from "./artifacts.sql.ts";
import { withdrawConsent } from "./consent.ts";
import { linksOf } from "./outside/links.sql.ts";
import { outsideProviders } from "./outside/providers.ts";
import { unlink } from "./outside/unlink.ts";
import { ApplicationsPage } from "./pages/applications.tsx";

export const flashed = (ask: Ask, path: string, key: string) =>
  seeOther(path, [writeCookie(FLASH, key, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 })]);

/** Programs have no account page, and a borrowed one is not theirs to change. */
function ensurePerson(ask: Ask): void {
  if (!ask.actor.account || ask.actor.program) throw forbidden();
}

async function show(ask: Ask) {
  ensurePerson(ask);
  const { t, hall } = ask;
  const { allowed, links } = await ask.read(async (tx) => {
    const rows = await grantsOf(tx);
    const named = [];
    for (const row of rows) named.push({ row, agency: (await agencyById(tx, row.agency))?.name ?? "" });
    return { allowed: named, links: await linksOf(tx) };
  });
  const providers = outsideProviders(hall);
  const day = (at: Date) => formatDate(at, zone("Asia/Jakarta"), t.locale);
  return page(
    ApplicationsPage({
      t,
      site: ask.site,
      flash: ask.flash,
      allowed: allowed.map(({ row, agency }) => {
        const payload = openPayload(hall, "Grant", row.id, row.payload) as { openid?: { scope?: string } };
        return {
          client: row.client,
          mandate: row.mandate ?? "",
          behalf: row.mandate === null ? undefined : t("federation.applications.by-mandate"),
          name: row.name,
          agency,
          purpose: row.purpose,
          contact: row.contact,
          home: row.home_uri,
          scopes: (payload.openid?.scope ?? "").split(" ").filter((scope) => !["", "openid"].includes(scope)),
          since: day(row.made_at),
          until: day(row.expires_at),
        };
      }),
      linked: links.map((link) => ({
        provider: link.provider,
        name: providers.find((each) => each.id === link.provider)?.name[t.locale] ?? link.provider,
        since: day(link.linked_at),
      })),
      keys: allowed.map(() => ask.key()),
    }),
  );
}

async function withdraw(ask: Ask) {
  ensurePerson(ask);
  const form = await ask.form();
  const client = ask.params.client ?? "";
  const mandate = form.text("kuasa") || null;
  if (!isUuid(client) || (mandate !== null && !isUuid(mandate))) throw notFound();
  await ask.transact((tx) =>
    once(tx, form.key, [client, mandate], () => withdrawConsent(tx, ask.actor, { client, mandate })),
  );
  return flashed(ask, "/akun/aplikasi", "federation.withdrawn");
}

async function endLink(ask: Ask) {
  ensurePerson(ask);
  await ask.form();
  await ask.transact((tx) => unlink(tx, ask.actor, ask.params.provider ?? ""));
  return flashed(ask, "/akun/aplikasi", "federation.unlinked");
}

export const accountRoutes = serve("/akun", "signed-in", (on) => {
  on.get("/aplikasi", show);
  on.post("/aplikasi/:client/penarikan", withdraw);
  on.post("/tautan/:provider/pelepasan", endLink, { fresh: true });
});
