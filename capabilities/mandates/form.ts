// The form of a mandate: from what was posted to what was typed, and from there to what the acts take.

import { Refused } from "../../kernel/errors.ts";
import type { Form } from "../../kernel/web/ask.ts";
import { dateParts, readDate, type TypedDate } from "../../kernel/web/components/fields/date-field.tsx";
import type { TypedMandate } from "./pages/give.tsx";
import type { GivenRequest } from "./request-mandate.ts";

export const nothingTyped: TypedMandate = {
  of: "person",
  nik: "",
  nib: "",
  name: "",
  all: false,
  services: [],
  search: "",
  acts: ["see", "apply", "answer", "collect"],
  ceiling: "",
  region: "",
  from: {},
  until: {},
};

const typedDay = (form: Form, name: string): TypedDate => {
  const parts = dateParts(name);
  return { day: form.text(parts.day), month: form.text(parts.month), year: form.text(parts.year) };
};

export const typedIn = (form: Form): TypedMandate => ({
  of: form.text("dari") || "person",
  nik: form.text("nik"),
  nib: form.text("nib"),
  name: form.text("nama").replace(/\s+/g, " "),
  all: form.has("semua"),
  services: form.all("layanan"),
  search: form.text("cari").slice(0, 200),
  acts: form.all("tindakan"),
  ceiling: form.text("batas"),
  region: form.text("wilayah"),
  from: typedDay(form, "mulai"),
  until: typedDay(form, "sampai"),
});

/** The same fields once more, hidden behind the question whether it is meant so. */
export const hiddenOf = (typed: TypedMandate, asks: boolean): [string, string][] => [
  ...(asks
    ? ([
        ["dari", typed.of],
        ["nib", typed.nib],
      ] as [string, string][])
    : []),
  ["nik", typed.nik],
  ["nama", typed.name],
  ...(typed.all ? ([["semua", "ya"]] as [string, string][]) : []),
  ...typed.services.map((id): [string, string] => ["layanan", id]),
  ...typed.acts.map((act): [string, string] => ["tindakan", act]),
  ["batas", typed.ceiling],
  ["wilayah", typed.region],
  ...(["from", "until"] as const).flatMap((which): [string, string][] => {
    const parts = dateParts(which === "from" ? "mulai" : "sampai");
    const day = typed[which];
    return [
      [parts.day, day.day ?? ""],
      [parts.month, day.month ?? ""],
      [parts.year, day.year ?? ""],
    ];
  }),
];

/** @throws Refused when a day is not on the calendar; what is missing is the act's to say. */
export function givenOf(typed: TypedMandate): GivenRequest {
  const faults: { field: string; key: string }[] = [];
  const day = (which: TypedDate, field: string): string => {
    const read = readDate(which);
    if ("date" in read) return read.date;
    if (read.wrong !== "missing") faults.push({ field, key: "mandates.day-wrong" });
    return "";
  };
  const given: GivenRequest = {
    of: typed.of as GivenRequest["of"],
    nik: typed.nik,
    nib: typed.nib,
    name: typed.name,
    services: typed.all ? "all" : typed.services,
    acts: typed.acts,
    ceiling: typed.ceiling,
    region: typed.region,
    from: day(typed.from, "mulai"),
    until: day(typed.until, "sampai"),
  };
  if (faults.length > 0) throw new Refused("error.faults", { faults });
  return given;
}
