// A permission as a sentence that an official reads without help. Pure.

import { pick, type Words } from "../../kernel/words/words.ts";
import { isCaseAct, type Permission } from "../agencies/index.ts";
import type { NamedService } from "./names.sql.ts";

/** Names of what permissions point at, by id or code. */
export type Names = {
  units: ReadonlyMap<string, string>;
  services: ReadonlyMap<string, NamedService>;
  regions: ReadonlyMap<string, string>;
};

type Reach = Pick<Permission, "act" | "unit" | "below" | "services" | "regions">;

/**
 * "Memeriksa dan mengerjakan berkas Sertifikat Laik Higiene di Dinas Kesehatan, untuk Kecamatan Taman Sari." `home` is the unit of
 * the position, where the permission names none.
 */
export function sentenceOf(t: Words, permission: Reach, home: string, names: Names): string {
  if (!isCaseAct(permission.act)) return t(`permission.say.${permission.act}`);
  const list = new Intl.ListFormat(t.locale === "id" ? "id" : "en", { type: "conjunction" });
  const named = (ids: readonly string[], name: (id: string) => string | undefined) =>
    list.format(ids.map((id) => name(id) ?? t("permission.unnamed")));
  const what = permission.services
    ? t("permission.cases-of", {
        services: named(permission.services, (id) => {
          const found = names.services.get(id);
          return found && pick(found.name, t.locale);
        }),
      })
    : t("permission.cases-all");
  const unit = names.units.get(permission.unit ?? home) ?? t("permission.unnamed");
  const where = t(permission.below ? "permission.in-and-below" : "permission.in", { unit });
  const territory = permission.regions
    ? t("permission.territory", { regions: named(permission.regions, (code) => names.regions.get(code)) })
    : "";
  return `${t(`permission.say.${permission.act}`, { what })} ${where}${territory}.`;
}
