// services: what is offered. Definitions are published once, adopted by agencies, and found by people.

import { fileURLToPath } from "node:url";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Capability, Finding, Hall } from "../../kernel/hall.ts";
import type { Words } from "../../kernel/words/words.ts";
import { lifeEventWords } from "./definition/life-events.ts";
import { definitionWords, faultWords } from "./definition/words.ts";
import { seedDemoServices } from "./demo.ts";
import { doctorWords } from "./doctor-words.ts";
import { endpoints } from "./endpoints.ts";
import { refresh, reopen } from "./keep-offering.ts";
import { offeringRoutes } from "./offering-routes.ts";
import { offeringWords } from "./offering-words.ts";
import { questionWords } from "./questions/words.ts";
import { reindex } from "./reindex.ts";
import { routes } from "./routes.ts";
import { versions } from "./services.sql.ts";
import { loadVersion } from "./version.ts";
import { words } from "./words.ts";

export { type FolderAnswer, publishCommand } from "./command.ts";
export { startVariables, taskResults } from "./definition/case-values.ts";
export { type CheckOptions, isFiles, isRows } from "./definition/check-answer.ts";
export { clockStarts, pausesClock, promiseOf, silenceOf, taskTime } from "./definition/clock-rules.ts";
export {
  context,
  fieldsOf,
  isRequired,
  isVisible,
  type Surroundings,
  shownAnswers,
  visiblePages,
} from "./definition/conditions.ts";
export { restrictTo } from "./definition/correction.ts";
export { type DisplayOptions, displayAnswer, displayAnswers, displayRows, rupiah } from "./definition/display.ts";
export { APPLICATION_FORM } from "./definition/form-schema.ts";
export { type JsonSchema, jsonSchema } from "./definition/json-schema.ts";
export type * from "./definition/model.ts";
export { noticeText } from "./definition/notice-text.ts";
export { numberOf } from "./definition/numbering.ts";
export { amountOf, parameterValues } from "./definition/parameters.ts";
export { isPersonal, isSpecific, maskAnswer, splitPersonal } from "./definition/personal.ts";
export { controlsOf, type Raw, rawOf, rowsOf } from "./definition/raw.ts";
export { checkAnswers, readSubmission, removedFiles, type Submission } from "./definition/submission.ts";
export { LIBRARY } from "./demo.ts";
export { feeText, promiseText, spanText } from "./facts.ts";
export { type Figures, offeringsToTell, tellFigures } from "./figures.ts";
export { type Offer, offerIn, offerService, resolveRole } from "./offer.ts";
export { FoundCard } from "./pages/catalogue.tsx";
export { FaultyDefinition, type Published, publishFolder } from "./publish.ts";
export { type Places, Questions, sizeText } from "./questions/questions.tsx";
export { rawAnswers } from "./questions/raw-answers.ts";
export { shownFields } from "./questions/shown-fields.ts";
export {
  catalogueAddresses,
  catalogueCounts,
  catalogueFacets,
  type Found,
  offeringAgencies,
  popularServices,
  searchServices,
} from "./search.ts";
export { serviceMap } from "./service-map.ts";
export {
  dataRights,
  type Letterhead,
  type Offering,
  offeringById,
  offeringBySlug,
  offeringsOf,
  openOfferings,
  type RoleHolder,
  type ServiceRow,
  type Status,
  serviceByKey,
} from "./services.sql.ts";
export { type LoadedVersion, loadedVersion, loadVersion } from "./version.ts";

export const services: Capability = {
  name: "services",
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words: {
    ...definitionWords,
    ...faultWords,
    ...lifeEventWords,
    ...questionWords,
    ...words,
    ...offeringWords,
    ...doctorWords,
  },
  routes: [...routes, ...offeringRoutes],
  endpoints,
  reactions: { "catalogue.stale": refresh },
  rounds: (hall) => [{ name: "reopen offerings", everySeconds: 900, work: () => reopen(hall) }],
  // Officials come for their worklist; they find the catalogue at the foot.
  nav: (actor, t) => (actor.kind === "official" ? [] : [{ href: "/layanan", label: t("services.nav") }]),
  foot: (t) => [{ href: "/layanan", label: t("services.nav") }],
  seed: reindex,
  demo: async (hall, tell) => {
    await seedDemoServices(hall, tell);
    return undefined;
  },
  doctor,
};

/** Whether every version that cases may run on can still be read by this program. */
async function doctor(hall: Hall, t: Words): Promise<Finding[]> {
  return hall.db.read(worker, async (tx) => {
    const all = await versions(tx);
    const broken: string[] = [];
    for (const version of all) {
      try {
        await loadVersion(tx, version.id);
      } catch {
        broken.push(`${version.key} ${version.number}`);
      }
    }
    const [orphaned] = await tx.many<{ n: number }>(sql`
      select count(distinct (o.agency_id, o.id))::int as n from services.offering o, jsonb_each(o.roles) r
       where o.status = 'open' and (exists (select from agencies.unit u where u.id = (r.value ->> 'unit')::uuid and u.closed_on is not null)
          or exists (select from agencies.position p where p.id = (r.value ->> 'position')::uuid and p.closed_on is not null)
          or not exists (select from agencies.position p join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id
                          where p.unit_id = (r.value ->> 'unit')::uuid and p.closed_on is null
                            and (nullif(r.value ->> 'position', '') is null or p.id = (r.value ->> 'position')::uuid)
                            and h.starts_on <= ${tx.now} and (h.ends_on is null or h.ends_on >= ${tx.now})))`);
    const idle = orphaned?.n ?? 0;
    return [
      idle === 0
        ? { ok: true, what: t("services.doctor.roles") }
        : {
            ok: false,
            what: t("services.doctor.idle", { count: idle }),
            advice: t("services.doctor.idle-advice"),
          },
      broken.length === 0
        ? { ok: true, what: t("services.doctor.versions", { count: all.length }) }
        : {
            ok: false,
            what: t("services.doctor.broken", { names: broken.join(", ") }),
            advice: t("services.doctor.broken-advice"),
          },
    ];
  });
}
