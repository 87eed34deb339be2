// An official of the same agency whose position manages the agency's applications, and nothing of the unit's cases.

import type { LaterPerson } from "../door.ts";

export const person: LaterPerson = {
  name: "integrator",
  who: "an official of the same agency who manages its applications",
  enter: async (world) => {
    const browser = await world.hall.as("pangkalpinang/diskominfo/integrasi");
    return { page: browser, api: world.hall.api(browser.token) };
  },
  // In the unit and its cases as much a stranger as somebody from another agency.
  expect: (_, of) => of("away"),
};
