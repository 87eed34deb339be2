import national from "./references.json" with { type: "json" };

export type ReferenceDomain = "RAB" | "RAL" | "RAD";

/**
 * The name of a code of the national reference architecture (Perpres 132/2022), or undefined. Levels 1 and 2 are national; an agency
 * may go deeper, and a deeper code is known when its first two levels are.
 * @example referenceName("RAL.01.25") // "Kesehatan"
 */
export function referenceName(code: string): string | undefined {
  const [domain, ...levels] = code.split(".");
  const names: Record<string, string> | undefined =
    domain && ["RAB", "RAL", "RAD"].includes(domain) ? national[domain as ReferenceDomain] : undefined;
  const known = `${domain}.${levels.slice(0, 2).join(".")}`;
  return names && Object.hasOwn(names, known) && levels.every((level) => /^\d{2}$/.test(level))
    ? names[known]
    : undefined;
}
