// The catalogue and the page of each service.

import { covers } from "../../kernel/authority.ts";
import { localDate, zone } from "../../kernel/calendar/index.ts";
import { notFound } from "../../kernel/errors.ts";
import { page } from "../../kernel/web/answer.ts";
import { readCursor, writeCursor } from "../../kernel/web/api.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { AUDIENCES, type Audience, LIFE_EVENTS, type LifeEvent } from "./definition/service-schema.ts";
import { checkAfter } from "./endpoints.ts";
import { figuresOf } from "./figures.ts";
import { CataloguePage, catalogueAddress } from "./pages/catalogue.tsx";
import { ServicePage } from "./pages/service.tsx";
import { catalogueFacets, offeringAgencies, searchServices } from "./search.ts";
import { offeringBySlug, placesOf, serviceByKey } from "./services.sql.ts";
import { loadVersion } from "./version.ts";

const PAGE = 20;
/** More agencies than this are found by typing their name; a list of hundreds helps nobody. */
const MOST_AGENCIES = 60;

/** One of a fixed set, or nothing. */
const oneOf = <T extends string>(set: readonly T[], text: string | null): T | undefined =>
  set.find((each) => each === text);

async function showCatalogue(ask: Ask) {
  const text = (ask.query.get("cari") ?? "").trim().slice(0, 200);
  const wish = {
    text: text || undefined,
    audience: oneOf<Audience>(AUDIENCES, ask.query.get("untuk")),
    lifeEvent: oneOf<LifeEvent>(LIFE_EVENTS, ask.query.get("keperluan")),
    agency: /^[a-z0-9-]{1,60}$/.exec(ask.query.get("instansi") ?? "")?.[0],
  };
  const after = checkAfter(readCursor(ask.query.get("sesudah") ?? undefined, 3));
  const { result, agencies, facets } = await ask.read(async (tx) => {
    const [result, agencies, facets] = await Promise.all([
      searchServices(tx, { ...wish, limit: PAGE, after }),
      offeringAgencies(tx),
      catalogueFacets(tx),
    ]);
    return {
      result,
      agencies: agencies.length <= MOST_AGENCIES ? agencies : agencies.filter((agency) => agency.slug === wish.agency),
      facets,
    };
  });
  const next = result.next && catalogueAddress(wish, { sesudah: writeCursor(result.next) });
  return page(
    CataloguePage({
      t: ask.t,
      site: ask.site,
      wish,
      result,
      agencies,
      facets,
      next,
      first: after !== undefined ? catalogueAddress(wish) : undefined,
    }),
  );
}

async function showService(ask: Ask) {
  const { key = "", slug } = ask.params;
  const text = (ask.query.get("tempat") ?? "").trim().slice(0, 100);
  const after = /^[a-z0-9-]{1,80}$/.exec(ask.query.get("sesudah") ?? "")?.[0];
  const shown = await ask.read(async (tx) => {
    const service = /^[a-z0-9-]{1,80}$/.test(key) ? await serviceByKey(tx, key) : undefined;
    if (!service) throw notFound();
    const { count, bounds, places } = await placesOf(tx, service.id, { text, after, limit: PAGE + 1 });
    const only = slug === undefined && count === 1 && text === "" ? places[0]?.slug : slug;
    const offering = only === undefined ? undefined : await offeringBySlug(tx, key, only);
    if (slug !== undefined && !offering) throw notFound();
    const version = await loadVersion(tx, offering?.versionId ?? service.versionId);
    const figures = offering && (await figuresOf(tx, offering));
    return { service, version, offering, figures, count, bounds, places };
  });
  // Told before anybody begins; whether the fee and the place are within the mandate too is asked when it is sent.
  const { behalf } = ask.actor;
  const day = localDate(ask.hall.time.now(), zone("Asia/Jakarta"));
  const beyond =
    behalf && !covers(behalf.extent, { act: "apply", service: shown.service.id, day }) ? behalf.name : undefined;
  return page(
    ServicePage({ t: ask.t, site: ask.site, url: ask.hall.url, once: () => ask.key(), text, after, beyond, ...shown }),
  );
}

export const routes = serve("/layanan", "public", (on) => {
  on.get("/", showCatalogue);
  on.get("/:key", showService);
  on.get("/:key/:slug", showService);
});
