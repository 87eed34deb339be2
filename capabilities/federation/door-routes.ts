// The way through our door on behalf of an application: sign in if need be, be asked in plain words, go on.

import type { Actor } from "../../kernel/actor.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agencyById } from "../agencies/index.ts";
import { leastAsked, levelOfActor, methodsOf, reaches } from "./assurance.ts";
import { giveConsent } from "./consent.ts";
import { factsOf } from "./facts.ts";
import { isMeantFor, subjectBefore } from "./here.ts";
import { answerRequest, type Request, requestAtHand } from "./interaction.ts";
import { maskFact } from "./mask.ts";
import { ConsentPage } from "./pages/consent.tsx";
import { OnwardPage } from "./pages/onward.tsx";
import { StopPage } from "./pages/stop.tsx";
import { OFFLINE, PERSONAL_SCOPES } from "./scopes.ts";
import { type Subject, writeSubject } from "./subject.ts";

const here = (ask: Ask) => `/masuk-aplikasi/${ask.params.uid}`;
const back = (ask: Ask, door: string) => seeOther(`${door}?kembali=${encodeURIComponent(here(ask))}`);

/** What stands between who is here and an answer to the application; undefined when nothing does. */
function obstacle(ask: Ask, request: Request) {
  const { actor } = ask;
  const { client, interaction } = request;
  if (actor.kind === "public") return back(ask, client.audience === "official" ? "/masuk/pegawai" : "/masuk");
  const shell = { t: ask.t, site: ask.site, application: client.name, refuse: `${here(ask)}/penolakan` };
  // Whoever helps at a desk has somebody else before them, and no business in that person's other applications.
  if (actor.behalf?.as === "assisted") return page(StopPage({ ...shell, why: "desk" }));
  if (!isMeantFor(client.audience, actor)) {
    const door = client.audience === "official" ? "/masuk/pegawai" : "/masuk";
    return page(
      StopPage({ ...shell, why: `not-${client.audience}`, onward: `${door}?kembali=${encodeURIComponent(here(ask))}` }),
    );
  }
  if (actor.kind === "official" && !actor.proof?.second) return back(ask, "/akun/keamanan");
  const { reasons } = interaction.prompt;
  const proved = actor.proof?.at.getTime() ?? 0;
  const fresh = reasons.includes("login_prompt")
    ? interaction.iat * 1000
    : reasons.includes("max_age")
      ? Date.now() - Number(interaction.params.max_age) * 1000
      : 0;
  // A proof in the very second of the request counts: the library counts in seconds.
  if (proved + 1000 < fresh) return back(ask, "/masuk/ulang");
  const asked = leastAsked(interaction.params.acr_values as string | undefined);
  if (!reaches(levelOfActor(actor), asked)) {
    const second = reaches(levelOfActor({ ...actor, proof: { at: new Date(), second: true } }), asked);
    return page(
      StopPage({
        ...shell,
        why: second ? "second" : "assurance",
        onward: second ? `/akun/keamanan?kembali=${encodeURIComponent(here(ask))}` : undefined,
      }),
    );
  }
  return undefined;
}

async function show(ask: Ask) {
  const request = await requestAtHand(ask);
  const stopped = obstacle(ask, request);
  if (stopped) return stopped;
  const { client, interaction } = request;
  const subject = await subjectBefore(ask.hall, ask.actor, client.knows_act);
  if (!subject) return back(ask, "/masuk");
  if (interaction.prompt.name === "login") {
    // Whether anything has to be allowed the library decides, once it knows who is here.
    const onward = await answerRequest(request, { login: loginOf(ask.actor, subject) });
    return page(OnwardPage({ t: ask.t, site: ask.site, application: client.name, onward: local(ask, onward) }));
  }
  return showConsent(ask, request, subject);
}

const local = (ask: Ask, address: string) => address.slice(ask.hall.url.length);

const loginOf = (actor: Actor, subject: Subject) => ({
  accountId: writeSubject(subject),
  acr: levelOfActor(actor),
  amr: methodsOf(actor.proof?.second ?? false),
  ts: Math.floor((actor.proof?.at.getTime() ?? Date.now()) / 1000),
});

async function showConsent(ask: Ask, { client, scopes, interaction }: Request, subject: Subject) {
  const { actor, hall, t } = ask;
  const asSelf = actor.behalf !== undefined && subject.mandate === undefined;
  const who: Actor = asSelf ? { ...actor, person: subject.subject, behalf: undefined } : actor;
  const personal = PERSONAL_SCOPES.filter((scope) => scopes.includes(scope));
  const [facts, agency] = await Promise.all([
    factsOf(hall, who, personal),
    ask.read((tx) => agencyById(tx, client.agency_id)),
  ]);
  return page(
    ConsentPage({
      t,
      site: ask.site,
      uid: interaction.uid,
      application: client.name,
      agency: agency?.name ?? "",
      purpose: client.purpose,
      legalBasis: client.legal_basis,
      contact: client.contact,
      as: asSelf ? { own: actor.name ?? "", other: actor.behalf?.name ?? "" } : undefined,
      behalf: !asSelf ? actor.behalf?.name : undefined,
      name: actor.name ?? "",
      facts: Object.entries(facts).flatMap(([claim, value]) =>
        value === undefined || claim === "nik_assurance" ? [] : [{ claim, value: maskFact(claim, value) }],
      ),
      api: scopes.filter((scope) => scope.includes(":")),
      stays: scopes.includes(OFFLINE),
      key: ask.key(),
    }),
  );
}

async function accept(ask: Ask) {
  await ask.form();
  const request = await requestAtHand(ask);
  const stopped = obstacle(ask, request);
  if (stopped) return stopped;
  const subject = await subjectBefore(ask.hall, ask.actor, request.client.knows_act);
  // Somebody else may have signed in since the page was shown: then it is shown anew, to them.
  if (!subject || request.interaction.session?.accountId !== writeSubject(subject)) return seeOther(here(ask));
  const grantId = await ask.transact((tx) => giveConsent(tx, ask.actor, request, subject));
  const onward = await answerRequest(request, { consent: { grantId } });
  return page(OnwardPage({ t: ask.t, site: ask.site, application: request.client.name, onward: local(ask, onward) }));
}

async function decline(ask: Ask) {
  await ask.form();
  const request = await requestAtHand(ask);
  const onward = await answerRequest(request, { error: "access_denied", error_description: "the person declined" });
  return page(OnwardPage({ t: ask.t, site: ask.site, application: request.client.name, onward: local(ask, onward) }));
}

export const doorRoutes = serve("/masuk-aplikasi", "public", (on) => {
  on.get("/:uid", show);
  on.post("/:uid/izin", accept);
  on.post("/:uid/penolakan", decline);
});
