// What an administrator types to offer a service: names of units and positions become ids, text becomes values.

import type { Tx } from "../../kernel/db/database.ts";
import type { Fault } from "../../kernel/errors.ts";
import type { Form } from "../../kernel/web/ask.ts";
import {
  type Agency,
  agencyByCode,
  agencyById,
  positionById,
  positionsOf,
  UnitNames,
  unitsOf,
} from "../agencies/index.ts";
import type { ParameterValues, Service } from "./definition/model.ts";
import type { Offering } from "./services.sql.ts";

export type TypedOffer = {
  unit: string;
  /** By role: the unit as it is called, with the code of another agency before it ("5700: Laboratorium"), and the position in it. */
  roles: Record<string, { unit: string; position: string }>;
  /** As typed; "" is the definition's own. */
  texts: Record<string, string>;
  values: ParameterValues;
};

/** An empty form: everything as the definition has it. */
export const typedOf = (service: Service): TypedOffer => ({
  unit: "",
  roles: Object.fromEntries(service.roles.map(({ key }) => [key, { unit: "", position: "" }])),
  texts: Object.fromEntries(service.parameters.map(({ key, default: value }) => [key, String(value)])),
  values: {},
});

/** The form as it was sent. */
export function readTyped(form: Form, service: Service): TypedOffer {
  const texts: Record<string, string> = {};
  const values: ParameterValues = {};
  for (const parameter of service.parameters) {
    const text = form.text(`parameters.${parameter.key}`);
    texts[parameter.key] = text;
    if (parameter.type === "yes-no") values[parameter.key] = text === "ya";
    else if (text === "") continue;
    else if (parameter.type === "number" || parameter.type === "rupiah") {
      const plain = text
        .replace(/^Rp\s*/i, "")
        .replaceAll(/[.\s](?=\d{3}(\D|$))/g, "")
        .replace(",", ".");
      // What is no number stays text, and the definition's own check says so at its field.
      values[parameter.key] = (/^-?\d+(\.\d+)?$/.test(plain) ? Number(plain) : text) as never;
    } else values[parameter.key] = text;
  }
  const roles = Object.fromEntries(
    service.roles.map(({ key }) => [
      key,
      { unit: form.text(`roles.${key}`), position: form.text(`roles.${key}.jabatan`) },
    ]),
  );
  return { unit: form.text("unit"), roles, texts, values };
}

type Found = { unit?: string; roles: Record<string, { unit: string; position: string | null }>; faults: Fault[] };
const plain = (text: string) => text.normalize("NFKC").toLowerCase().replaceAll(/\s+/g, " ").trim();

/** Looks every typed name up, in the agency itself or in the one whose code stands before it. */
export async function placesOfRoles(tx: Tx, own: Agency, service: Service, typed: TypedOffer): Promise<Found> {
  const faults: Fault[] = [];
  const names = new Map<string, UnitNames<Awaited<ReturnType<typeof unitsOf>>[number]>>();
  const unitsIn = async (agency: string) => {
    const known = names.get(agency) ?? new UnitNames(await unitsOf(tx, agency));
    names.set(agency, known);
    return known;
  };
  const unitOf = async (
    text: string,
    field: string,
    abroad: boolean,
  ): Promise<{ id: string; agency: string } | undefined> => {
    const [, code, rest] = (abroad && /^([A-Za-z0-9-]{2,40}):\s*(.+)$/.exec(text)) || [];
    const agency = code ? await agencyByCode(tx, code) : own;
    if (!agency) {
      faults.push({ field, key: "services.no-agency", params: { code: code ?? "" } });
      return undefined;
    }
    const found = (await unitsIn(agency.id)).find(rest ?? text);
    if ("unit" in found) return { id: found.unit.id, agency: agency.id };
    faults.push({
      field,
      key: text === "" ? "services.role-empty" : found.fault,
      params: { name: rest ?? text, count: found.count },
    });
    return undefined;
  };
  const answers = typed.unit === "" ? undefined : await unitOf(typed.unit, "unit", false);
  const roles: Found["roles"] = {};
  for (const role of service.roles) {
    if (role.kind === "applicant") continue;
    const field = `roles.${role.key}`;
    const given = typed.roles[role.key] ?? { unit: "", position: "" };
    // Who answers for the service plays what nobody else was named for.
    const unit = given.unit === "" && answers ? answers : await unitOf(given.unit, field, true);
    if (!unit) continue;
    if (given.position === "") {
      roles[role.key] = { unit: unit.id, position: null };
      continue;
    }
    const position = (await positionsOf(tx, unit.agency)).find(
      (each) => each.unit === unit.id && plain(each.name) === plain(given.position),
    );
    if (position) roles[role.key] = { unit: unit.id, position: position.id };
    else faults.push({ field: `${field}.jabatan`, key: "services.role.no-position", params: { role: role.key } });
  }
  return { ...(answers ? { unit: answers.id } : {}), roles, faults };
}

/** How an offering stands, as its form shows it. */
export async function typedFrom(tx: Tx, own: Agency, service: Service, offering: Offering): Promise<TypedOffer> {
  const names = new Map<string, UnitNames<Awaited<ReturnType<typeof unitsOf>>[number]>>();
  const callUnit = async (agency: string, unit: string): Promise<string> => {
    const known = names.get(agency) ?? new UnitNames(await unitsOf(tx, agency));
    names.set(agency, known);
    const found = known.get(unit);
    if (!found) return "";
    const path = "unit" in known.find(found.name) ? found.name : known.pathOf(found);
    return agency === own.id ? path : `${(await agencyById(tx, agency))?.code ?? ""}: ${path}`;
  };
  const roles: TypedOffer["roles"] = {};
  for (const { key } of service.roles) {
    const holder = offering.roles[key];
    roles[key] = {
      unit: holder ? await callUnit(holder.agency, holder.unit) : "",
      position: holder?.position ? ((await positionById(tx, holder.position))?.name ?? "") : "",
    };
  }
  const texts = Object.fromEntries(
    service.parameters.map(({ key, default: value }) => {
      const set = offering.parameters[key] ?? value;
      return [key, typeof set === "boolean" ? (set ? "ya" : "") : String(set)];
    }),
  );
  return { unit: await callUnit(own.id, offering.unitId), roles, texts, values: offering.own };
}
