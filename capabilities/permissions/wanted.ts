// Reads what an administrator asks for, from the address of the preview or from the form that saves it: both carry the same fields.

import type { Fault } from "../../kernel/errors.ts";
import { isUuid } from "../../kernel/ids.ts";
import { dateParts, readDate, type TypedDate } from "../../kernel/web/components/fields/date-field.tsx";
import type { PermittedAct, WantedPermission } from "../agencies/index.ts";

/** The fields as they were typed, wrong ones too. */
export type Typed = {
  act: string;
  unit: string;
  below: boolean;
  services: string[];
  regions: string[];
  from: TypedDate;
  to: TypedDate;
  decree: string;
  replaces: string;
};

export type Source = { text(name: string): string; all(name: string): string[] };

/** @example typedFrom({ text: (name) => query.get(name)?.trim() ?? "", all: (name) => query.getAll(name) }) */
export function typedFrom(source: Source): Typed {
  const text = (name: string) => source.text(name);
  const all = (name: string) => source.all(name);
  const date = (name: string): TypedDate => {
    const parts = dateParts(name);
    return { day: text(parts.day), month: text(parts.month), year: text(parts.year) };
  };
  return {
    act: text("izin"),
    unit: text("unit"),
    below: text("bawahan") === "ya",
    services: all("layanan").filter(isUuid).slice(0, 200),
    regions: all("wilayah")
      .filter((code) => /^[0-9.]{2,13}$/.test(code))
      .slice(0, 200),
    from: date("mulai"),
    to: date("selesai"),
    decree: text("keputusan").slice(0, 200),
    replaces: text("menggantikan"),
  };
}

/** The same fields to be sent again. */
export function fieldsOf(typed: Typed): [string, string][] {
  const date = (name: string, value: TypedDate): [string, string][] => {
    const parts = dateParts(name);
    return [
      [parts.day, value.day ?? ""],
      [parts.month, value.month ?? ""],
      [parts.year, value.year ?? ""],
    ];
  };
  return [
    ["izin", typed.act],
    ["unit", typed.unit],
    ...(typed.below ? [["bawahan", "ya"] as [string, string]] : []),
    ...typed.services.map((id): [string, string] => ["layanan", id]),
    ...typed.regions.map((code): [string, string] => ["wilayah", code]),
    ...date("mulai", typed.from),
    ...date("selesai", typed.to),
    ["keputusan", typed.decree],
    ["menggantikan", typed.replaces],
  ];
}

/** What is meant by what was typed; dates that are no dates, and things that are not the agency's, are told at their fields. */
export function wantedOf(
  typed: Typed,
  position: string,
  known: { services: readonly { id: string }[]; regions: readonly { code: string }[] },
): { wanted: WantedPermission; faults: Fault[] } {
  const faults: Fault[] = [];
  const day = (field: string, value: TypedDate, needed: boolean): string => {
    const read = readDate(value);
    if ("date" in read) return read.date;
    if (read.wrong !== "missing") faults.push({ field, key: "agencies.date-bad" });
    else if (needed) faults.push({ field, key: "agencies.date-missing" });
    return "";
  };
  if (typed.services.some((id) => !known.services.some((each) => each.id === id)))
    faults.push({ field: "layanan", key: "permission.service-unknown" });
  if (typed.regions.some((code) => !known.regions.some((each) => each.code === code)))
    faults.push({ field: "wilayah", key: "permission.region-unknown" });
  if (typed.unit !== "" && !isUuid(typed.unit)) faults.push({ field: "unit", key: "permission.unit-unknown" });
  const startsOn = day("mulai", typed.from, true);
  const endsOn = day("selesai", typed.to, false);
  return {
    faults,
    wanted: {
      position,
      act: typed.act as PermittedAct,
      unit: typed.unit === "" ? null : typed.unit,
      below: typed.below,
      services: typed.services.length > 0 ? typed.services : null,
      regions: typed.regions.length > 0 ? typed.regions : null,
      startsOn,
      endsOn: endsOn || null,
      decree: typed.decree,
      ...(isUuid(typed.replaces) ? { replaces: typed.replaces } : {}),
    },
  };
}
