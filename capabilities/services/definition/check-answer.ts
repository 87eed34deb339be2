import { checkNik } from "../../../kernel/identifiers/nik.ts";
import { dayInWords, fault } from "./field-words.ts";
import type { Address, Answer, Cell, Field, FieldFault, FileAnswer, Location, Row } from "./form-schema.ts";
import { EMAIL, PHONE, REGION } from "./typed-text.ts";

/** What a check needs to know besides the answer. */
export type CheckOptions = {
  /** Today in the agency's zone, as an ISO date. */
  today: string;
  /** Demo installations take NIK with serial 0000. */
  demo?: boolean;
  /** The agency's region, for fields that must lie `within: agency`. */
  agencyRegion?: string;
  /** Whether a region code is a real one; without it only the form of the code is checked. */
  regionExists?: (code: string) => boolean;
};

/** MIME types of the file kinds a form may ask for. */
export const KIND_TYPES: Record<string, readonly string[]> = {
  pdf: ["application/pdf"],
  jpeg: ["image/jpeg"],
  png: ["image/png"],
  webp: ["image/webp"],
  docx: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  xlsx: ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  csv: ["text/csv"],
  geojson: ["application/geo+json", "application/json"],
};

const length = (text: string) => [...text].length;

/** Everything wrong with one answer that is there (a table's rows are checked cell by cell by the caller). `control` is its name on the page. */
export function checkAnswer(field: Field | Cell, answer: Answer, control: string, options: CheckOptions): FieldFault[] {
  const one = (key: Parameters<typeof fault>[2], params: Parameters<typeof fault>[3] = {}, part = "") => [
    fault(`${control}${part}`, field, key, params),
  ];
  switch (field.type) {
    case "text":
    case "textarea": {
      if (typeof answer !== "string") return one("form.type");
      if (field.minLength !== undefined && length(answer) < field.minLength)
        return one("form.too-short", { min: field.minLength, length: length(answer) });
      if (length(answer) > field.maxLength)
        return one("form.too-long", { max: field.maxLength, length: length(answer) });
      if (field.type === "text" && field.pattern && !new RegExp(field.pattern, "u").test(answer))
        return one("form.pattern");
      return [];
    }
    case "number":
    case "rupiah": {
      if (typeof answer !== "number" || !Number.isFinite(answer)) return one("form.type");
      const decimals = field.type === "number" ? field.decimals : 0;
      if (!hasDecimals(answer, decimals))
        return decimals === 0 ? one("form.whole") : one("form.decimals", { decimals });
      if (field.min !== undefined && answer < field.min) return one("form.below", { min: field.min });
      if (field.max !== undefined && answer > field.max) return one("form.above", { max: field.max });
      return [];
    }
    case "date": {
      if (typeof answer !== "string" || !isIsoDay(answer)) return one("form.type");
      const min = field.min === "today" ? options.today : field.min;
      const max = field.max === "today" ? options.today : field.max;
      if (min && answer < min) return one("form.date-before", { min: dayInWords(min) });
      if (max && answer > max) return one("form.date-after", { max: dayInWords(max) });
      return [];
    }
    case "yes-no":
      return typeof answer === "boolean" ? [] : one("form.type");
    case "statement":
      return answer === true ? [] : one("form.type");
    case "choice":
      if (typeof answer !== "string") return one("form.type");
      return field.options.some(({ value }) => value === answer) ? [] : one("form.option");
    case "choices": {
      if (!isTexts(answer)) return one("form.type");
      if (
        answer.some((chosen) => !field.options.some(({ value }) => value === chosen)) ||
        new Set(answer).size < answer.length
      )
        return one("form.option");
      if (field.min !== undefined && answer.length < field.min) return one("form.too-few", { min: field.min });
      if (field.max !== undefined && answer.length > field.max) return one("form.too-many", { max: field.max });
      return [];
    }
    case "nik": {
      if (typeof answer !== "string") return one("form.type");
      const wrong = checkNik(answer, { demo: options.demo });
      return wrong ? one(`form.nik-${wrong}`, { length: answer.length }) : [];
    }
    case "nib":
      if (typeof answer !== "string") return one("form.type");
      return /^[0-9]{13}$/.test(answer) ? [] : one("form.nib", { length: answer.length });
    case "phone":
      if (typeof answer !== "string") return one("form.type");
      return PHONE.test(answer) ? [] : one("form.phone");
    case "email":
      if (typeof answer !== "string") return one("form.type");
      return EMAIL.test(answer) && answer.length <= 254 ? [] : one("form.email");
    case "region":
      if (typeof answer !== "string") return one("form.type");
      return checkRegion(field, answer, { level: field.level, within: field.within, control }, options);
    case "address":
      return isAddress(answer) ? checkAddress(field, answer, control, options) : one("form.type");
    case "location":
      return isLocation(answer) ? (inIndonesia(answer) ? [] : one("form.location-outside")) : one("form.type");
    case "file":
      return isFiles(answer) ? checkFiles(field, answer, control) : one("form.type");
    case "table":
      return isRows(answer) ? [] : one("form.type");
  }
}

const hasDecimals = (value: number, decimals: number): boolean =>
  Number.isSafeInteger(value) || (decimals > 0 && Number(value.toFixed(decimals)) === value && Math.abs(value) < 1e15);

const isIsoDay = (text: string): boolean => {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text);
  if (!parts) return false;
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text);
};

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
const isTexts = (value: unknown): value is string[] =>
  Array.isArray(value) && value.every((item) => typeof item === "string");
const only = (value: Record<string, unknown>, names: readonly string[]) =>
  Object.keys(value).every((key) => names.includes(key));

const ADDRESS_PARTS = ["street", "rt", "rw", "postcode", "village"] as const;
const isAddress = (value: unknown): value is Address =>
  isRecord(value) &&
  only(value, ADDRESS_PARTS) &&
  typeof value.street === "string" &&
  ADDRESS_PARTS.every((part) => value[part] === undefined || typeof value[part] === "string");

const isLocation = (value: unknown): value is Location =>
  isRecord(value) && only(value, ["lat", "lon"]) && Number.isFinite(value.lat) && Number.isFinite(value.lon);

/** Sabang to Merauke, Miangas to Rote, with the sea around them. */
export const INDONESIA = { lat: [-11.5, 6.5], lon: [94.5, 141.5] } as const;
const inIndonesia = ({ lat, lon }: Location): boolean =>
  lat >= INDONESIA.lat[0] && lat <= INDONESIA.lat[1] && lon >= INDONESIA.lon[0] && lon <= INDONESIA.lon[1];

export const isFiles = (value: unknown): value is FileAnswer[] =>
  Array.isArray(value) &&
  value.every(
    (file) =>
      isRecord(file) &&
      only(file, ["id", "name", "type", "size", "sha256"]) &&
      typeof file.id === "string" &&
      typeof file.name === "string" &&
      typeof file.type === "string" &&
      Number.isSafeInteger(file.size) &&
      (file.size as number) >= 0 &&
      (file.sha256 === undefined || typeof file.sha256 === "string"),
  );

export const isRows = (value: unknown): value is Row[] => Array.isArray(value) && value.every(isRecord);

function checkRegion(
  field: Field | Cell,
  code: string,
  { level, within, control }: { level: keyof typeof REGION; within?: string; control: string },
  options: CheckOptions,
): FieldFault[] {
  if (!REGION[level].test(code) || options.regionExists?.(code) === false)
    return [fault(control, field, "form.region")];
  const area = within === "agency" ? options.agencyRegion : within;
  const outside = area !== undefined && code !== area && !code.startsWith(`${area}.`);
  return outside ? [fault(control, field, "form.region-outside")] : [];
}

function checkAddress(
  field: Extract<Field, { type: "address" }>,
  address: Address,
  control: string,
  options: CheckOptions,
): FieldFault[] {
  const faults: FieldFault[] = [];
  if (address.street.trim() === "") faults.push(fault(`${control}.street`, field, "form.street"));
  else if (length(address.street) > 200)
    faults.push(fault(`${control}.street`, field, "form.too-long", { max: 200, length: length(address.street) }));
  for (const part of ["rt", "rw"] as const)
    if (address[part] !== undefined && !/^[0-9]{3}$/.test(address[part]))
      faults.push(fault(`${control}.${part}`, field, "form.rt"));
  if (address.postcode !== undefined && !/^[0-9]{5}$/.test(address.postcode))
    faults.push(fault(`${control}.postcode`, field, "form.postcode"));
  if (!field.village) return faults;
  const village = { level: "village" as const, within: field.within, control: `${control}.village` };
  return [...faults, ...checkRegion(field, address.village ?? "", village, options)];
}

function checkFiles(field: Extract<Field, { type: "file" }>, files: FileAnswer[], control: string): FieldFault[] {
  const types = field.kinds.flatMap((kind) => KIND_TYPES[kind] ?? []);
  const kinds = field.kinds.map((kind) => kind.toUpperCase()).join(", ");
  const faults = files.flatMap((file) => {
    if (!types.includes(file.type)) return [fault(control, field, "form.file-kind", { name: file.name, kinds })];
    if (file.size > field.maxMegabytes * 1024 * 1024)
      return [fault(control, field, "form.file-size", { name: file.name, max: field.maxMegabytes })];
    return [];
  });
  if (files.length < field.min) faults.push(fault(control, field, "form.files-few", { min: field.min }));
  if (files.length > field.max) faults.push(fault(control, field, "form.files-many", { max: field.max }));
  return faults;
}
