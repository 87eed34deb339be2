// A process that goes on with a change of keys in small steps, to be killed in the middle.

import { capabilities } from "../../app/capabilities.ts";
import { openHall } from "../../app/open-hall.ts";
import { readConfig } from "../../kernel/config.ts";
import { allBytes } from "../../kernel/vault/bytes.ts";
import { reseal } from "../../kernel/vault/reseal.ts";

const hall = await openHall(readConfig(), { migrate: false });
const step = () =>
  reseal(hall.ownerUrl, hall.vault, allBytes(capabilities), {
    size: 3,
    tell: ({ table, seen }) => console.log(`${table} ${seen}`),
  });
// The database may hold the turn of a process that was killed for a moment longer.
while ((await step()) === "busy") await new Promise((resolve) => setTimeout(resolve, 50));
console.log("done");
await hall.close();
