// A new release may index the catalogue in a new way: then each entry is made anew, once.

import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { INDEX_FORM, learnWords, placeWords, writeEntry } from "./catalogue.ts";
import { asOwner } from "./owner.ts";
import { loadVersion } from "./version.ts";

export async function reindex(hall: Hall, tell: (text: string) => void): Promise<void> {
  const old = await hall.db.read(worker, (tx) =>
    tx.many<{ service: string; version: string }>(
      sql`select service_id as service, version_id as version from services.entry where index_form <> ${INDEX_FORM}`,
    ),
  );
  if (old.length === 0) return;
  tell(`making the catalogue anew: ${old.length} services`);
  await asOwner(hall, async (tx) => {
    await tx.run(sql`delete from services.word`);
    for (const { service, version } of old)
      await writeEntry(tx, service, version, (await loadVersion(tx, version)).definition);
    const places = await tx.many<{ text: string }>(
      sql`select distinct agency_name || ' ' || unit_name as text from services.offering`,
    );
    await learnWords(tx, placeWords(places.map((place) => place.text)));
  });
}
