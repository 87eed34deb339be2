// What the rows of a brought list mean, by their heads. Pure.

import { type Fault, faulty } from "../../kernel/errors.ts";
import { positionRanks, unitKinds } from "./agency.ts";

/** One row: a unit, with a position in it where one is named, with who holds it where somebody is. */
export type ListRow = {
  line: number;
  unit: string;
  above: string;
  unitKind: string;
  unitShort: string;
  region?: string;
  position: string;
  rank: string;
  head: boolean;
  signs: boolean;
  administers?: boolean;
  seats: string;
  nip: string;
  name: string;
  kind: string;
  email: string;
  from: string;
};

/** The heads that are understood; the first of each is what the example says. */
export const HEADS = {
  unit: ["Unit kerja", "unit", "perangkat daerah", "opd", "skpd"],
  above: ["Di bawah unit", "di bawah", "unit induk", "induk"],
  unitKind: ["Jenis unit"],
  unitShort: ["Singkatan unit", "singkatan"],
  position: ["Jabatan", "nama jabatan"],
  rank: ["Jenjang", "jenjang jabatan", "jenis jabatan"],
  head: ["Kepala unit", "kepala", "pimpinan"],
  signs: ["Menandatangani", "tanda tangan"],
  seats: ["Kursi", "jumlah kursi"],
  nip: ["NIP", "nip/ni pppk", "ni pppk"],
  name: ["Nama pegawai", "nama", "nama lengkap"],
  kind: ["Jenis pegawai", "status pegawai"],
  email: ["Surel", "email", "e-mail"],
  from: ["Mulai", "tmt", "tmt jabatan", "mulai tanggal"],
} as const;
type Key = keyof typeof HEADS;

const plain = (text: string) =>
  text
    .normalize("NFKC")
    .toLowerCase()
    .replaceAll(/[\s_]+/g, " ")
    .trim();
const yes = (text: string) => ["ya", "y", "yes", "1", "true", "x", "v", "✓"].includes(plain(text));

/** Rows by their heads. @throws Refused when the head names no unit, or a column that nobody knows. */
export function rowsOf(table: string[][]): ListRow[] {
  const [head = [], ...body] = table;
  const columns = new Map<Key, number>();
  const unknown: string[] = [];
  head.forEach((title, at) => {
    if (title === "") return;
    const key = (Object.keys(HEADS) as Key[]).find((each) => HEADS[each].some((name) => plain(name) === plain(title)));
    if (key && !columns.has(key)) columns.set(key, at);
    else unknown.push(title);
  });
  const faults: Fault[] = [];
  if (!columns.has("unit")) faults.push({ field: "daftar", key: "agencies.import-no-unit" });
  if (unknown.length > 0)
    faults.push({ field: "daftar", key: "agencies.import-heads", params: { names: unknown.slice(0, 8).join(", ") } });
  if (faults.length > 0) throw faulty(faults);
  return body.map((cells, i): ListRow => {
    const cell = (key: Key) => (cells[columns.get(key) ?? -1] ?? "").replaceAll(/\s+/g, " ").slice(0, 400);
    return {
      line: i + 2,
      unit: cell("unit"),
      above: cell("above"),
      unitKind: asKey(cell("unitKind"), unitKinds),
      unitShort: cell("unitShort"),
      position: cell("position"),
      rank: asKey(cell("rank"), positionRanks),
      head: yes(cell("head")),
      signs: yes(cell("signs")),
      seats: cell("seats"),
      nip: cell("nip").replace(/^'/, ""),
      name: cell("name"),
      kind: asKey(cell("kind"), ["pns", "pppk", "elected"]),
      email: cell("email"),
      from: cell("from"),
    };
  });
}

/** "Perangkat daerah", as people write it, is "perangkat-daerah"; what is none of the keys comes back as typed. */
function asKey(text: string, keys: readonly string[]): string {
  const key = plain(text).replaceAll(/[\s/]+/g, "-");
  const words: Record<string, string> = {
    lainnya: "other",
    dipilih: "elected",
    "pejabat-terpilih": "elected",
    dinas: "perangkat-daerah",
  };
  const found = words[key] ?? key;
  return keys.includes(found) ? found : text;
}

/** A day as lists write it: 2026-01-05, 5/1/2026, 05-01-2026, or a spreadsheet's own count of days. Undefined when it is none. */
export function readDay(text: string): string | undefined {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})/.exec(text);
  const local = /^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/.exec(text);
  const [year, month, day] = iso ? [iso[1], iso[2], iso[3]] : local ? [local[3], local[2], local[1]] : [];
  if (year && month && day) {
    const written = `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}`;
    const read = new Date(`${written}T00:00:00Z`);
    return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(written) ? written : undefined;
  }
  // Days since 1899-12-30, between 1950 and 2100.
  const count = /^\d{5}(\.\d+)?$/.test(text) ? Math.floor(Number(text)) : 0;
  return count > 18_264 && count < 73_051
    ? new Date((count - 25_569) * 86_400_000).toISOString().slice(0, 10)
    : undefined;
}
