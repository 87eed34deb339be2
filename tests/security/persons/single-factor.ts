// An official of the unit who signed in without a second factor: stolen passwords look like this.

import { createHash } from "node:crypto";
import type { LaterPerson } from "../door.ts";

export const person: LaterPerson = {
  name: "single",
  who: "an official of the same unit who signed in without a second factor",
  enter: async (world) => {
    const browser = await world.hall.as(`${world.unit.key}/sekretaris`);
    await world.hall.rows("update people.session set second_at = null where token_hash = $1", [
      createHash("sha256").update(browser.token).digest(),
    ]);
    return { page: browser, api: world.hall.api(browser.token) };
  },
  // What is for officials waits until the second factor is there, and until then they stand for no unit.
  expect: ({ access, api }, of) => (access === "official" ? (api ? 403 : 303) : of("sister")),
};
