// Time and cost in a few words, as lists and pages show them.

import type { Words } from "../../kernel/words/words.ts";
import type { Unit } from "./definition/basic-schema.ts";
import { rupiah } from "./definition/display.ts";
import type { ParameterValues, Service } from "./definition/model.ts";
import { amountOf } from "./definition/parameters.ts";
import type { Bounds } from "./services.sql.ts";

/** "9 hari kerja", "1 working day"; hours of whole days as the law writes them: "3 × 24 jam". */
export const spanText = (t: Words, n: number, unit: Unit | string): string =>
  unit === "hours" && n > 0 && n % 24 === 0
    ? t("services.unit.hours.whole-days", { n: n / 24 })
    : n === 1
      ? t(`services.unit.${unit}.one`)
      : t(`services.unit.${unit}`, { n: String(n).replace(".", t.locale === "id" ? "," : ".") });

/** What an offering promises. */
export const promiseText = (t: Words, service: Service, parameters: ParameterValues): string =>
  spanText(t, amountOf(service.promise.amount, parameters), service.promise.unit);

/** What it costs: free, an amount, or that it follows from the answers. */
export function feeText(t: Words, service: Service, parameters: ParameterValues): string {
  if (service.fee.kind === "decision" || service.fee.kind === "expression") return t("services.fee.varies");
  return feeAmount(t, service.fee.kind === "none" ? 0 : amountOf(service.fee.amount, parameters));
}

const feeAmount = (t: Words, amount: number): string => (amount === 0 ? t("services.fee.none") : rupiah(amount));

/** Between which bounds all that offer it promise: "12–18 hari kerja". */
export function promiseBounds(t: Words, { least, most, amount, unit = "working-days" }: Bounds): string {
  const [from, to] = [least ?? amount ?? 0, most ?? amount ?? 0];
  return from === to
    ? spanText(t, to, unit)
    : t(`services.unit.${unit}`, { n: t("services.range", { least: from, most: to }) });
}

export function feeBounds(t: Words, { least, most, amount }: Bounds): string {
  if (least === undefined && amount === undefined) return t("services.fee.varies");
  const [from, to] = [least ?? amount ?? 0, most ?? amount ?? 0];
  return from === to ? feeAmount(t, to) : t("services.range", { least: feeAmount(t, from), most: feeAmount(t, to) });
}
