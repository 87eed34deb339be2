// Facts as the consent page shows them: enough for their owner to know them again, too little for whoever looks over a shoulder.

import { maskNik } from "../../kernel/identifiers/nik.ts";

/** @example maskFact("email", "melati@contoh.id") // "m•••@contoh.id" */
export function maskFact(claim: string, value: string): string {
  if (claim === "nik") return maskNik(value);
  if (claim === "email") return value.replace(/^(.).*(?=@)/, "$1•••");
  if (claim === "phone_number") return `${value.slice(0, 4)}••••${value.slice(-3)}`;
  if (claim === "nip") return `${value.slice(0, 4)}••••••••••${value.slice(-4)}`;
  return value;
}
