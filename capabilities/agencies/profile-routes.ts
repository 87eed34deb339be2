// What an agency says of itself, for its administrators to keep.

import type { Refused } from "../../kernel/errors.ts";
import { faulty, notFound } from "../../kernel/errors.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask, Form } from "../../kernel/web/ask.ts";
import { command } from "../../kernel/web/command.ts";
import { serve } from "../../kernel/web/serve.ts";
import { administered, administeredHere } from "./administration.ts";
import { agencyById } from "./agencies.sql.ts";
import { readCrest } from "./crest.ts";
import { changeAgency, changeCrest } from "./keep-agency.ts";
import { ProfilePage } from "./pages/profile.tsx";

const typedIn = (form: Form) => ({
  name: form.text("nama"),
  shortName: form.text("singkatan"),
  address: form.text("alamat").slice(0, 300),
  phone: form.text("telepon").slice(0, 60),
  email: form.text("surel"),
  zone: form.text("zona") as "WIB",
});

async function show(ask: Ask, problem?: Refused, form?: Form) {
  const agency = await administeredHere(ask);
  const typed = form?.has("nama") ? typedIn(form) : agency;
  return page(
    ProfilePage({ t: ask.t, site: ask.site, agency, typed, once: () => ask.key(), flash: ask.flash, problem }),
    {
      status: problem?.status,
    },
  );
}

async function change(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: (tx, form) => changeAgency(tx, ask.actor, typedIn(form)),
    again: (problem, form) => show(ask, problem, form),
    next: () => ({ to: `/instansi/${code}/profil`, flash: "agencies.saved" }),
  });
}

async function changeTheCrest(ask: Ask) {
  const { code } = await administeredHere(ask);
  return command(ask, {
    work: async (tx, form) => {
      const sent = form.files.find(({ field }) => field === "lambang");
      if (!sent) throw faulty([{ field: "lambang", key: "agencies.crest-missing" }]);
      const crest = await readCrest(sent.bytes).catch((error: Refused) => {
        throw error.key?.startsWith("agencies.") ? faulty([{ field: "lambang", key: error.key }]) : error;
      });
      await changeCrest(tx, ask.actor, crest);
    },
    again: (problem, form) => show(ask, problem, form),
    next: () => ({ to: `/instansi/${code}/profil`, flash: "agencies.crest-saved" }),
  });
}

/** From the menu to the page of one's own agency, where everything that administrators keep stands first. */
async function showOwn(ask: Ask) {
  const agency = await ask.read((tx) => agencyById(tx, administered(ask.actor)));
  if (!agency) throw notFound("agencies.no-such-agency");
  return seeOther(`/instansi/${agency.code}`);
}

export const profileRoutes = [
  ...serve("/kelola", "official", (on) => on.get("/", showOwn)),
  ...serve("/instansi", "official", (on) => {
    on.get("/:code/profil", (ask) => show(ask));
    on.post("/:code/profil", change);
    on.post("/:code/lambang", changeTheCrest, { uploads: "one" });
  }),
];
