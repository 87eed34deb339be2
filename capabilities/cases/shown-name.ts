// Names as officials see them before they ask for more: people shortened, organizations whole, and who filed beside whom it is for.

import type { Words } from "../../kernel/words/words.ts";
import type { Personal } from "./case.ts";
import { maskName } from "./mask-name.ts";

/** An organization's name is public; a person's is shortened. */
export const shownName = (name: string, isOrganization: boolean): string => (isOrganization ? name : maskName(name));

/** The row that says who filed for the applicant; none when they filed themselves. */
export function filedBy(t: Words, { filer }: Personal, whole: boolean): [string, string][] {
  if (!filer) return [];
  const name = whole || filer.as === "assisted" ? filer.name : maskName(filer.name);
  const how = t(`mandates.kind.${filer.as}`);
  return [[t("mandates.filed-by"), `${name} (${how.charAt(0).toLowerCase()}${how.slice(1)})`]];
}
