// Answers as the boxes of a form show them again: the way back of reading.

import type { Address, Answer, Answers, Cell, Field, Location, Row } from "../definition/model.ts";
import type { Raw } from "../definition/raw.ts";

/** What each control holds for these answers. Files are shown beside their box, not in it. */
export function rawAnswers(fields: readonly (Field | Cell)[], answers: Answers, prefix = ""): Raw {
  const raw: Raw = {};
  for (const field of fields) write(raw, field, answers[field.key], `${prefix}${field.key}`);
  return raw;
}

function write(raw: Raw, field: Field | Cell, answer: Answer, name: string): void {
  if (answer === undefined || answer === null) return;
  switch (field.type) {
    case "date": {
      const [year, month, day] = String(answer).split("-");
      raw[`${name}.day`] = String(Number(day));
      raw[`${name}.month`] = String(Number(month));
      raw[`${name}.year`] = year;
      break;
    }
    case "address": {
      const { street, rt, rw, postcode, village } = answer as Address;
      Object.assign(raw, {
        [`${name}.street`]: street,
        [`${name}.rt`]: rt,
        [`${name}.rw`]: rw,
        [`${name}.postcode`]: postcode,
        [`${name}.village`]: village,
      });
      break;
    }
    case "location": {
      const { lat, lon } = answer as Location;
      raw[`${name}.lat`] = String(lat).replace(".", ",");
      raw[`${name}.lon`] = String(lon).replace(".", ",");
      break;
    }
    case "yes-no":
      raw[name] = answer === true ? "ya" : "tidak";
      break;
    case "statement":
      if (answer === true) raw[name] = "ya";
      break;
    case "number":
    case "rupiah":
      raw[name] = (answer as number).toLocaleString("id-ID", { maximumFractionDigits: 6 });
      break;
    case "choices":
      raw[name] = answer as string[];
      break;
    case "table":
      for (const [i, row] of (answer as Row[]).entries())
        Object.assign(raw, rawAnswers(field.fields, row, `${name}.${i + 1}.`));
      break;
    case "file":
      break;
    default:
      raw[name] = String(answer);
  }
}
