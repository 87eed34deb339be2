import { cleanNik } from "../../../kernel/identifiers/nik.ts";
import { fault } from "./field-words.ts";
import type { Address, Answer, Cell, FieldFault } from "./form-schema.ts";
import { many, one, type Raw } from "./raw.ts";
import { cleanText, readDate, readNumber, readPhone, readRegion } from "./typed-text.ts";

type Parsed = { value?: Answer; fault?: FieldFault };

/**
 * Turns what was typed into one field (a table's cells come one by one) into an answer. Blank gives no value and no fault;
 * text that cannot be read gives a fault and no value. Bounds are checked later, together with answers that came as JSON.
 */
export function parse(field: Cell, raw: Raw, control: string): Parsed {
  switch (field.type) {
    case "text":
      return some(cleanText(one(raw, control)));
    case "textarea":
      return some(cleanText(one(raw, control), { lines: true }));
    case "email":
      return some(cleanText(one(raw, control)));
    case "choice":
      return some(one(raw, control).trim());
    case "choices": {
      const chosen = [...new Set(many(raw, control).map((text) => text.trim()))];
      return chosen.length > 0 ? { value: chosen } : {};
    }
    case "nik":
      return some(cleanNik(one(raw, control)));
    case "nib":
      return some(one(raw, control).replace(/[\s.-]/g, ""));
    case "number":
    case "rupiah": {
      const typed = one(raw, control).trim();
      if (typed === "") return {};
      const value = readNumber(typed);
      const example = field.type === "rupiah" ? { id: "250.000", en: "250.000" } : { id: "12", en: "12" };
      return value === undefined ? { fault: fault(control, field, "form.number", { example }) } : { value };
    }
    case "date":
      return parseDate(field, raw, control);
    case "yes-no":
      return parseYesNo(field, raw, control);
    case "statement":
      return /^(?:on|yes|ya|true|1)$/i.test(one(raw, control).trim()) ? { value: true } : {};
    case "phone": {
      const typed = one(raw, control).trim();
      if (typed === "") return {};
      const value = readPhone(typed);
      return value === undefined ? { fault: fault(control, field, "form.phone") } : { value };
    }
    case "region": {
      const typed = one(raw, control).trim();
      if (typed === "") return {};
      const value = readRegion(typed);
      return value === undefined ? { fault: fault(control, field, "form.region") } : { value };
    }
    case "address":
      return parseAddress(raw, control);
    case "location":
      return parseLocation(field, raw, control);
    case "file":
      return {};
  }
}

const some = (text: string): Parsed => (text === "" ? {} : { value: text });

function parseDate(field: Cell, raw: Raw, control: string): Parsed {
  const parts = ["day", "month", "year"].map((part) => one(raw, `${control}.${part}`).trim());
  const typed = one(raw, control).trim() || (parts.some(Boolean) ? parts.join("/") : "");
  if (typed === "") return {};
  const read = readDate(/^\d{1,2}\/[A-Za-z]+\/\d{4}$/.test(typed) ? typed.replaceAll("/", " ") : typed);
  if (read === undefined) return { fault: fault(control, field, "form.date") };
  if (read === "impossible")
    return { fault: fault(control, field, "form.date-impossible", { typed: cleanText(typed) }) };
  return { value: read.date };
}

function parseYesNo(field: Cell, raw: Raw, control: string): Parsed {
  const typed = one(raw, control).trim();
  if (typed === "") return {};
  if (/^(?:yes|ya|y|true|1)$/i.test(typed)) return { value: true };
  if (/^(?:no|tidak|n|t|false|0)$/i.test(typed)) return { value: false };
  return { fault: fault(control, field, "form.option") };
}

function parseAddress(raw: Raw, control: string): Parsed {
  const part = (name: string) => cleanText(one(raw, `${control}.${name}`));
  const village = part("village");
  const address: Address = { street: part("street") };
  // RT and RW are written with three digits on every identity card: "3" and "003" are one RT.
  const neighbourhood = (text: string) => (/^\d{1,3}$/.test(text) ? text.padStart(3, "0") : text);
  if (part("rt")) address.rt = neighbourhood(part("rt"));
  if (part("rw")) address.rw = neighbourhood(part("rw"));
  if (part("postcode")) address.postcode = part("postcode").replaceAll(" ", "");
  if (village) address.village = readRegion(village) ?? village;
  return Object.values(address).some(Boolean) ? { value: address } : {};
}

/** Two controls, or one with "lintang, bujur" as maps copy it. */
function parseLocation(field: Cell, raw: Raw, control: string): Parsed {
  const typed = one(raw, control).trim();
  const joined = /^([+-]?\d{1,3}(?:[.,]\d+)?)\s*[,; ]\s*([+-]?\d{1,3}(?:[.,]\d+)?)$/.exec(typed);
  const [lat, lon] = joined
    ? [joined[1]!, joined[2]!]
    : [one(raw, `${control}.lat`).trim(), one(raw, `${control}.lon`).trim()];
  if (!joined && typed === "" && lat === "" && lon === "") return {};
  const degrees = (text: string) =>
    /^[+-]?\d{1,3}(?:[.,]\d{1,12})?$/.test(text) ? Number(text.replace(",", ".")) : undefined;
  const value = { lat: degrees(lat), lon: degrees(lon) };
  if (value.lat === undefined || value.lon === undefined) return { fault: fault(control, field, "form.location") };
  return { value: { lat: value.lat, lon: value.lon } };
}
