// The roof: the front page, the pages that tell, and what robots ask for.

import { readFileSync } from "node:fs";
import { publicActor } from "../../kernel/actor.ts";
import { calendarWords, formatLongDate, zone } from "../../kernel/calendar/index.ts";
import { words as fileWords } from "../../kernel/files/words.ts";
import type { Hall } from "../../kernel/hall.ts";
import { bytes, page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { words as kernelWords } from "../../kernel/words.ts";
import { anyAgency } from "../agencies/index.ts";
import { publicIncidents } from "../privacy/index.ts";
import { catalogueCounts, catalogueFacets, dataRights, offeringAgencies, popularServices } from "../services/index.ts";
import { HomePage } from "./pages/home.tsx";
import { AboutPage, AccessibilityPage, ErrorsPage, HelpPage, PrivacyPage } from "./pages/texts.tsx";
import { refusals } from "./refusals.ts";
import { robots, siteIndex, sitePart } from "./robots.ts";

const { version } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8")) as {
  version: string;
};

/** Pages without a form are the same for every visitor for a minute; who is signed in gets a fresh one. */
const forAll = (ask: Ask) => (ask.actor === publicActor ? { cache: "public, max-age=60" } : {});

async function showHome(ask: Ask) {
  const { popular, facets, empty } = await ask.read(async (tx) => {
    const popular = await popularServices(tx, 6);
    // Asked only where there is nothing to show: the front page of a working hall pays nothing for it.
    return { popular, facets: await catalogueFacets(tx), empty: popular.length === 0 && !(await anyAgency(tx)) };
  });
  return page(HomePage({ t: ask.t, site: ask.site, flash: ask.flash, popular, facets, empty }));
}

async function showAbout(ask: Ask) {
  const counts = await ask.read(async (tx) => ({
    ...(await catalogueCounts(tx)),
    agencies: (await offeringAgencies(tx)).length,
  }));
  return page(AboutPage({ t: ask.t, site: ask.site, counts, version }), forAll(ask));
}

async function showPrivacy(ask: Ask) {
  const { rights, incidents } = await ask.read(async (tx) => ({
    rights: await dataRights(tx),
    incidents: await publicIncidents(tx),
  }));
  const { locale } = ask.t;
  return page(
    PrivacyPage({
      t: ask.t,
      site: ask.site,
      rights: rights.map((right) => ({
        href: `/layanan/${right.key}`,
        name: right.name[locale],
        summary: right.summary[locale],
      })),
      incidents: incidents.map((each) => ({
        id: each.id,
        head: `${each.agency}, ${formatLongDate(each.found_at, zone("Asia/Jakarta"), locale)}: ${each.title}`,
        text: `${each.what} ${each.handling}`,
      })),
    }),
    forAll(ask),
  );
}

/** Every key that any part of the program has a sentence for. */
export const allKeys = (hall: Pick<Hall, "capabilities">): string[] =>
  [kernelWords, fileWords, calendarWords, ...hall.capabilities.map((each) => each.words ?? {})].flatMap((dictionary) =>
    Object.keys(dictionary),
  );

const xml = (text: string) =>
  bytes(Buffer.from(text), { type: "application/xml; charset=utf-8", cache: "public, max-age=3600" });

export const routes = serve("", "public", (on) => {
  on.get("/", showHome);
  on.get("/tentang", showAbout);
  on.get("/aksesibilitas", (ask) => page(AccessibilityPage({ t: ask.t, site: ask.site }), forAll(ask)));
  on.get("/privasi", showPrivacy);
  on.get("/bantuan", (ask) => page(HelpPage({ t: ask.t, site: ask.site }), forAll(ask)));
  on.get("/bantuan/kesalahan", (ask) =>
    page(ErrorsPage({ t: ask.t, site: ask.site, refusals: refusals(ask.t, allKeys(ask.hall)) }), forAll(ask)),
  );
  on.get("/robots.txt", (ask) =>
    bytes(Buffer.from(robots(ask.hall.url)), { type: "text/plain; charset=utf-8", cache: "public, max-age=3600" }),
  );
  on.get("/sitemap.xml", async (ask) => xml(await siteIndex(ask)));
  on.get("/sitemap/:part", async (ask) => xml(await sitePart(ask)));
});
