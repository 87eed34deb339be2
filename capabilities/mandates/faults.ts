// Faults of a number and a name, wherever somebody is named by them. Pure.

import type { Fault } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { checkNik, cleanNik } from "../../kernel/identifiers/nik.ts";

export const nameFault = (name: string): Fault[] =>
  name === ""
    ? [{ field: "nama", key: "mandates.name-missing" }]
    : name.length > 150
      ? [{ field: "nama", key: "mandates.name-long" }]
      : [];

export function nikFaults(hall: Pick<Hall, "config">, typed: string): Fault[] {
  const nik = cleanNik(typed);
  const wrong = nik === "" ? "missing" : checkNik(nik, { demo: hall.config.PENDOPO_DEMO });
  return wrong ? [{ field: "nik", key: `mandates.nik-${wrong}`, params: { digits: nik.length } }] : [];
}

export const phoneFault = (phone: string): Fault[] =>
  phone === "" || /^(\+62|0)\d{6,13}$/.test(phone.replace(/[\s().-]/g, ""))
    ? []
    : [{ field: "telepon", key: "mandates.phone-wrong" }];
