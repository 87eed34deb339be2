// Wilayah: the official regions by the codes of the Ministry of Home Affairs (Kepmendagri on codes and data of regions).

export type RegionKind = "province" | "regency" | "city" | "district" | "kelurahan" | "desa" | "desa-adat";
export const regionKinds: readonly RegionKind[] = [
  "province",
  "regency",
  "city",
  "district",
  "kelurahan",
  "desa",
  "desa-adat",
];

/** `label` says where it lies: "Opas Indah, Taman Sari, Kota Pangkal Pinang, Kepulauan Bangka Belitung". */
export type Region = { code: string; kind: RegionKind; name: string; parent: string | null; label: string };

/**
 * What a region is, by its code alone: a second part from 71 is a city; a village's serial begins with 1 (kelurahan), 2 (desa)
 * or 3 (customary village, in Papua). Undefined when it is no region's code.
 * @example kindOfCode("19.71.02.1001") // "kelurahan"
 */
export function kindOfCode(code: string): RegionKind | undefined {
  const match = /^\d\d(?:\.(\d\d)(?:\.\d\d(?:\.(\d)\d{3})?)?)?$/.exec(code);
  if (!match) return undefined;
  const [, second, village] = match;
  if (second === undefined) return "province";
  if (village !== undefined) return village === "1" ? "kelurahan" : village === "3" ? "desa-adat" : "desa";
  if (code.length === 8) return "district";
  return Number(second) >= 71 ? "city" : "regency";
}

/** A code and those above it, the province first. @example lineOfCode("19.71.02") // ["19", "19.71", "19.71.02"] */
export const lineOfCode = (code: string): string[] => {
  const parts = code.split(".");
  return parts.map((_, index) => parts.slice(0, index + 1).join("."));
};

/** The words of a search, small and plain; at most six, because nobody means more. */
export const searchWords = (text: string): string[] =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .split(/[^\p{L}\p{N}'."]+/u)
    .filter(
      (word) => /[\p{L}\p{N}]/u.test(word) && !["kecamatan", "kec", "kec.", "provinsi", "kel.", "kab."].includes(word),
    )
    .slice(0, 6);
