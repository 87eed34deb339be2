// How who acted for an applicant stands in histories and talk: by name for the applicant's side, shortened for officials.

import type { Words } from "../../../kernel/words/words.ts";
import { maskName } from "../mask-name.ts";

type Acted = { actorName: string | null; label: string };

/** "Pemohon", "Rina Kartika (kuasa pemohon)", or "Petugas Loket, Yudi (membantu pemohon)". */
export function whoActed(t: Words, { actorName, label }: Acted, inside: boolean): string {
  if (actorName === null) return t("cases.applicant");
  // An official who helped stands by title and name, as officials do everywhere.
  if (label !== "") return t("mandates.helped-applicant", { name: label });
  return t("mandates.for-applicant", { name: inside ? maskName(actorName) : actorName });
}
