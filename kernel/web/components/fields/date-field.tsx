// A date people know by heart is typed, in three boxes: quicker than any calendar, and right on every phone.

import { FieldGroup, type FieldProps, fieldId, tie } from "./field.tsx";

/** What was typed, box by box: kept as typed when it is wrong. */
export type TypedDate = { day?: string; month?: string; year?: string };

const months = new Map<string, number>();
for (const [at, names] of [
  "januari january jan",
  "februari february feb pebruari",
  "maret march mar",
  "april apr",
  "mei may",
  "juni june jun",
  "juli july jul",
  "agustus august agu ags aug agt",
  "september sep sept",
  "oktober october okt oct",
  "november nov nop nopember",
  "desember december des dec",
].entries())
  for (const name of names.split(" ")) months.set(name, at + 1);

/** Reads one date from the three boxes; the month may be a number or its name in Indonesian or English.
 * Gives the ISO date, or which box is wrong: "missing" when all are empty. @example readDate({ day: "27", month: "Maret", year: "1987" }) // { date: "1987-03-27" } */
export function readDate(typed: TypedDate): { date: string } | { wrong: "missing" | "day" | "month" | "year" } {
  const [day, month, year] = [typed.day, typed.month, typed.year].map((part) => (part ?? "").trim());
  if (!day && !month && !year) return { wrong: "missing" };
  const m = /^\d{1,2}$/.test(month!) ? Number(month) : months.get(month!.toLowerCase().replace(/\.$/, ""));
  if (!m || m > 12) return { wrong: "month" };
  if (!/^\d{4}$/.test(year!) || Number(year) < 1) return { wrong: "year" };
  const y = Number(year);
  const leap = (y % 4 === 0 && y % 100 !== 0) || y % 400 === 0;
  const longest = m === 2 ? (leap ? 29 : 28) : [4, 6, 9, 11].includes(m) ? 30 : 31;
  if (!/^\d{1,2}$/.test(day!) || Number(day) < 1 || Number(day) > longest) return { wrong: "day" };
  return { date: `${year}-${String(m).padStart(2, "0")}-${day!.padStart(2, "0")}` };
}

/** The names of the three boxes of a date field, as they arrive in a posted form. */
export const dateParts = (name: string) => ({ day: `${name}.day`, month: `${name}.month`, year: `${name}.year` });

/** Takes the three boxes out of a posted form. @example readDate(typedDate(form, "lahir")) */
export const typedDate = (form: { get(name: string): unknown }, name: string): TypedDate => {
  const part = (key: string) => {
    const value = form.get(key);
    return typeof value === "string" ? value : undefined;
  };
  const names = dateParts(name);
  return { day: part(names.day), month: part(names.month), year: part(names.year) };
};

/** @example <DateField t={t} name="lahir" label="Kapan Anda lahir?" value={{ day: "27", month: "3", year: "1987" }} birthday /> */
export function DateField(props: FieldProps & { value?: TypedDate | string; birthday?: boolean }) {
  const { t } = props;
  const hint = props.hint ?? t("web.date.hint");
  const { id, fault, aria } = tie({ ...props, hint });
  const value = typeof props.value === "string" ? fromIso(props.value) : (props.value ?? {});
  const names = dateParts(props.name);
  const box = (part: "day" | "month" | "year", boxId: string, width: string) => (
    <div class="date-part">
      <label for={boxId}>{t(`web.date.${part}`)}</label>
      <input
        class={`ds-input ${width}`}
        id={boxId}
        name={names[part]}
        value={value[part] ?? ""}
        inputmode={part === "month" ? undefined : "numeric"}
        autocomplete={props.birthday ? `bday-${part}` : undefined}
        readonly={props.readOnly}
        aria-invalid={fault ? "true" : undefined}
        aria-describedby={fault ? aria["aria-describedby"] : undefined}
      />
    </div>
  );
  return (
    <FieldGroup field={{ ...props, hint }}>
      <div class="date-parts">
        {box("day", id, "w4")}
        {box("month", fieldId(names.month), "w8")}
        {box("year", fieldId(names.year), "w6")}
      </div>
    </FieldGroup>
  );
}

const fromIso = (iso: string): TypedDate => {
  const [year, month, day] = iso.slice(0, 10).split("-");
  return { day: day?.replace(/^0/, ""), month: month?.replace(/^0/, ""), year };
};
