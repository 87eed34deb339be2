// What a new password may not be: short, known from leaks, or made of what others know about its holder. Nothing else is asked of it,
// and none ever expires (NIST SP 800-63B): rules of composition bring forth "Password1!", and expiry brings forth "Password2!".

import type { Config } from "../../kernel/config.ts";
import type { Fault } from "../../kernel/errors.ts";
import { isCommon } from "./common-passwords.ts";
import { isLeaked } from "./leaked-passwords.ts";

/** What others know of whose password it is to be. */
export type Owner = { number: string; name?: string };

/** What is wrong with a new password, to be said at its field. */
export function passwordFault(
  config: Pick<Config, "PENDOPO_LEAKED_PASSWORDS">,
  password: string,
  owner: Owner,
): Fault | undefined {
  const field = "password";
  if (password === "") return { field, key: "people.password.empty" };
  const length = [...password].length;
  if (length < 10) return { field, key: "people.password.short", params: { length } };
  if (length > 200) return { field, key: "people.password.long" };
  const plain = password.normalize("NFKC").toLowerCase();
  if (new Set(plain).size < 4 || isCommon(plain)) return { field, key: "people.password.common" };
  if (knownParts(owner).some((part) => plain.includes(part))) return { field, key: "people.password.own" };
  if (config.PENDOPO_LEAKED_PASSWORDS && isLeaked(config.PENDOPO_LEAKED_PASSWORDS, password))
    return { field, key: "people.password.leaked" };
  return undefined;
}

/** The number, the birth date inside it in the ways people write it, and the parts of the name. */
function knownParts({ number, name = "" }: Owner): string[] {
  const parts = number.length >= 10 ? [number] : [];
  for (const { day, month, year } of birthDates(number))
    parts.push(
      `${day}${month}${year}`,
      `${year}${month}${day}`,
      `${month}${day}${year}`,
      `${day}-${month}-${year}`,
      `${day}/${month}/${year}`,
    );
  // A short name is a word of a sentence too ("Sri", "Adi"); who has one may still not use it as half of the password.
  for (const word of name.toLowerCase().split(/[^\p{L}\p{N}]+/u)) if (word.length >= 5) parts.push(word);
  const whole = name.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");
  if (whole.length >= 5) parts.push(whole);
  return parts;
}

/** A NIK has two digits of year and, for women, forty on the day; a NIP begins with the whole date. */
function birthDates(number: string): { day: string; month: string; year: string }[] {
  if (number.length === 18) return [{ year: number.slice(0, 4), month: number.slice(4, 6), day: number.slice(6, 8) }];
  if (number.length !== 16) return [];
  const day = String(Number(number.slice(6, 8)) % 40).padStart(2, "0");
  const [month, year] = [number.slice(8, 10), number.slice(10, 12)];
  return ["19", "20"].map((century) => ({ day, month, year: century + year }));
}
