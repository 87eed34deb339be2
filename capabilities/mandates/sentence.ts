// How far a mandate reaches, said in one sentence that a neighbour would use. Pure.

import { formatDay } from "../../kernel/calendar/index.ts";
import { pick, type Words } from "../../kernel/words/words.ts";
import { rupiah } from "../services/index.ts";
import type { Named } from "./mandate.ts";
import { ACTS, type StoredExtent } from "./mandate.ts";

export type About = {
  holder: string;
  grantor: string;
  services: readonly Named[];
  /** Names of regions by code. */
  regions?: ReadonlyMap<string, string>;
};

/** "a, b dan c" */
export function listed(t: Words, parts: readonly string[]): string {
  if (parts.length < 2) return parts[0] ?? "";
  return `${parts.slice(0, -1).join(", ")} ${t("mandates.and")} ${parts.at(-1)}`;
}

/**
 * "Rina boleh melihat dan mengajukan permohonan Sertifikat Laik Higiene atas nama Sumiati sampai Kamis, 31 Desember 2026, dengan
 * biaya paling banyak Rp 500.000."
 */
export function sentenceFor(t: Words, extent: StoredExtent, about: About): string {
  const acts = ACTS.filter((act) => extent.acts.includes(act)).map((act) => t(`mandates.act.${act}`));
  const services =
    extent.services === null
      ? t("mandates.sentence.all-services")
      : t("mandates.sentence.services", {
          services: listed(
            t,
            about.services.map((each) => pick(each.name, t.locale)),
          ),
        });
  const day = (text: string) => formatDay(text, t.locale);
  const tail = [
    extent.ends_on === null
      ? t("mandates.sentence.no-end", { from: day(extent.starts_on) })
      : extent.ends_on === extent.starts_on
        ? t("mandates.sentence.one-day", { day: day(extent.starts_on) })
        : t("mandates.sentence.until", { from: day(extent.starts_on), until: day(extent.ends_on) }),
    ...(extent.ceiling === null ? [] : [t("mandates.sentence.ceiling", { sum: rupiah(Number(extent.ceiling)) })]),
    ...(extent.regions === null
      ? []
      : [
          t("mandates.sentence.regions", {
            regions: listed(
              t,
              extent.regions.map((code) => about.regions?.get(code) ?? code),
            ),
          }),
        ]),
  ];
  return t("mandates.sentence", {
    holder: about.holder,
    grantor: about.grantor,
    acts: listed(t, acts),
    services,
    tail: tail.join(", "),
  });
}
