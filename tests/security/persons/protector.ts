// The data protection officer of the same agency: the desk of personal data is theirs, and no case is.

import type { LaterPerson } from "../door.ts";

export const person: LaterPerson = {
  name: "protector",
  who: "the data protection officer of the same agency",
  enter: async (world) => {
    const browser = await world.hall.as("pangkalpinang/diskominfo/pelindung-data");
    return { page: browser, api: world.hall.api(browser.token) };
  },
  // In the unit and its cases as much a stranger as somebody from another agency.
  expect: (_, of) => of("away"),
};
