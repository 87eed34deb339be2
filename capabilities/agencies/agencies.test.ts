import { test } from "node:test";
import { worker } from "../../kernel/db/scope.ts";
import { openTestHall } from "../../tests/hall.ts";
import { agencies, demoId, headOf, holdersOf, regionByCode, searchRegions, signerFor } from "./index.ts";
import { seedDemo, seedReference } from "./seed.ts";

const quiet = () => {};
const hall = await openTestHall({ capabilities: [agencies] });

const t = performance.now();
await seedReference(hall, quiet);
const u = performance.now();
await seedDemo(hall, quiet);
console.log("regions", u - t, "demo", performance.now() - u);

test("x", async () => {
  await hall.db.read(worker, async (tx) => {
    for (const q of [
      "opas indah",
      "pangkalpinang",
      "opas indah pangkal pinang",
      "tanjungpandan",
      "mentok",
      "muntok",
      "kota bandung",
      "19",
    ]) {
      const t = performance.now();
      const r = await searchRegions(tx, q, { limit: 3 });
      console.log(
        q,
        performance.now() - t,
        r.map((x) => x.label),
      );
    }
    console.log(await headOf(tx, demoId("unit", "pangkalpinang/dinkes"), "2026-11-23"));
    console.log(await signerFor(tx, demoId("unit", "pangkalpinang/dinkes-kesmas"), "2026-11-23"));
    console.log(await holdersOf(tx, demoId("position", "pangkalpinang/dpmptsp/front-office"), "2026-11-23"));
    console.log(await regionByCode(tx, "19.71.02.1001"));
  });
  const t = performance.now();
  const r = await hall.rows("select agencies.standing_of($1, '2026-11-23') as s", [
    demoId("official", "pangkalpinang/dinkes/sekretaris"),
  ]);
  console.log(performance.now() - t, JSON.stringify(r[0]!.s).slice(0, 900));
  console.log(
    await hall.rows(
      "select count(*), pg_size_pretty(pg_total_relation_size('agencies.region')) as size from agencies.region",
    ),
  );
});
