// Why somebody sees a case: asked by who sees it, and by auditors and administrators of anybody in their agency.

import { Refused } from "../../kernel/errors.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agencyById, positionById, regionByCode, unitById } from "../agencies/index.ts";
import { type Names, sentenceOf, servicesByIds } from "../permissions/index.ts";
import { trackingOf } from "./case-routes.ts";
import { WhyPage, type WhyShown } from "./pages/why.tsx";
import { type WhyAnswer, whySeen } from "./why.ts";

async function show(ask: Ask) {
  const { actor } = ask;
  const tracking = trackingOf(ask);
  const typed = (ask.query.get("nip") ?? "").replaceAll(/[ .-]/g, "").slice(0, 30);
  const of = typed === "" ? undefined : typed;
  const others = ["audit", "administer"].some((act) => actor.acts?.includes(act));
  let problem: Refused | undefined;
  const answer = await ask.read(async (tx) => {
    const asked = (nip?: string) => whySeen(tx, ask.hall, actor, tracking, nip);
    const found = await asked(of).catch((error) => {
      // A number that is nobody's here is told at its field, beside the answer for oneself.
      if (!(error instanceof Refused) || error.faults.length === 0 || of === undefined) throw error;
      problem = error;
      return asked();
    });
    return { ...found, shown: await sentences(ask, tx, found) };
  });
  return page(WhyPage({ t: ask.t, site: ask.site, answer, shown: answer.shown, others, typed, problem }), {
    status: problem ? 422 : 200,
  });
}

/** The sentence and the page of each permission that a ground rests on. */
async function sentences(ask: Ask, tx: Parameters<typeof whySeen>[0], answer: WhyAnswer): Promise<WhyShown[]> {
  const agency = ask.actor.agency ? await agencyById(tx, ask.actor.agency) : undefined;
  const permissions = answer.grounds.flatMap((each) => (each.kind === "emergency" ? [] : [each.permission]));
  const services = await servicesByIds(
    tx,
    permissions.flatMap((each) => each.services ?? []),
  );
  const regions = await Promise.all(
    permissions.flatMap((each) => each.regions ?? []).map((code) => regionByCode(tx, code)),
  );
  const positions = await Promise.all(permissions.map((each) => positionById(tx, each.position)));
  const homes = await Promise.all(
    permissions.map((each, at) => unitById(tx, each.unit ?? (positions[at]?.unit as string))),
  );
  const names: Names = {
    units: new Map(homes.flatMap((unit) => (unit ? [[unit.id, unit.name] as const] : []))),
    services: new Map(services.map((service) => [service.id, service])),
    regions: new Map(regions.flatMap((region) => (region ? [[region.code, region.name] as const] : []))),
  };
  return permissions.map((permission, at) => ({
    id: permission.id,
    sentence: sentenceOf(ask.t, permission, positions[at]?.unit as string, names),
    position: permission.positionName,
    href: `/instansi/${agency?.code}/jabatan/${permission.position}/izin`,
  }));
}

export const whyRoutes = serve("/kerja", "official", (on) => {
  on.get("/:tracking/mengapa", show);
});
