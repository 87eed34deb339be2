// The unit's own official, who signed in without a second factor: stolen passwords look like this.

import { createHash } from "node:crypto";
import type { LaterPerson } from "../door.ts";

export const person: LaterPerson = {
  name: "single",
  who: "the unit's own official, signed in without a second factor",
  enter: async (world) => {
    const browser = await world.hall.as(`${world.unit.key}/kasi-pelayanan`);
    await world.hall.rows("update people.session set second_at = null where token_hash = $1", [
      createHash("sha256").update(browser.token).digest(),
    ]);
    return { page: browser, api: world.hall.api(browser.token) };
  },
  // What is for officials waits until the second factor is there; what is everybody's, and one's own account, does not.
  expect: ({ access, api }, of) => (access === "official" ? (api ? 403 : 303) : of("unit")),
};
