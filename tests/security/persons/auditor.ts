// Who may read the record of the whole agency, and for that nothing else.

import type { LaterPerson } from "../door.ts";

export const person: LaterPerson = {
  name: "auditor",
  who: "an official of the unit's agency whose position permits to audit its record",
  enter: async ({ hall }) => {
    const page = await hall.as("pangkalpinang/inspektorat/auditor");
    return { page, api: hall.api(page.token) };
  },
  // To every other door they are an official of another unit.
  expect: ({ access }, of) => of(access === "official" ? "away" : "sister"),
};
