// Instansi, unit kerja, jabatan, pegawai: the nouns, as they are handed around. Dates are days on the calendar, "2026-11-25".

import type { CalendarData } from "../../kernel/calendar/index.ts";

export const agencyLevels = ["ministry", "institution", "province", "city", "regency", "desa", "other"] as const;
export type AgencyLevel = (typeof agencyLevels)[number];

export const unitKinds = [
  "pimpinan",
  "sekretariat",
  "perangkat-daerah",
  "bidang",
  "bagian",
  "uptd",
  "rumah-sakit",
  "puskesmas",
  "kecamatan",
  "kelurahan",
  "other",
] as const;
export type UnitKind = (typeof unitKinds)[number];

export const positionRanks = [
  "kepala-daerah",
  "jpt-madya",
  "jpt-pratama",
  "administrator",
  "pengawas",
  "fungsional",
  "pelaksana",
] as const;
export type PositionRank = (typeof positionRanks)[number];

export type Agency = {
  id: string;
  key: string | null;
  /** The institution code that the government's own lists use. */
  code: string;
  name: string;
  shortName: string;
  level: AgencyLevel;
  /** Code of the region it governs; a ministry has none. */
  region: string | null;
  hasCrest: boolean;
  address: string;
  phone: string;
  email: string;
  zone: "WIB" | "WITA" | "WIT";
  calendar: CalendarData;
};

export type Unit = {
  agency: string;
  id: string;
  key: string | null;
  parent: string | null;
  kind: UnitKind;
  name: string;
  shortName: string;
  region: string | null;
  /** The units above it, from the top, and itself. */
  lineage: string[];
};

export type Position = {
  agency: string;
  id: string;
  key: string | null;
  unit: string;
  name: string;
  rank: PositionRank;
  isHead: boolean;
  maySign: boolean;
  mayAdminister: boolean;
  /** How many may hold it at a time: a front desk has several seats. */
  seats: number;
};

/** Whom people elect (a mayor) has no NIP. */
export type Official = { id: string; key: string | null; name: string; nip: string | null; email: string | null };

/** definitif: appointed; plt: acts while the position is vacant; plh: acts while its holder is away. */
export type HoldingKind = "definitif" | "plt" | "plh";

export type Holding = {
  id: string;
  position: string;
  official: string;
  kind: HoldingKind;
  startsOn: string;
  /** The last day; null while no end is set. */
  endsOn: string | null;
};

export type Absence = { official: string; startsOn: string; endsOn: string };

/** The title on a letter. @example titleOf("Kepala Dinas Kesehatan", "plh") // "Plh. Kepala Dinas Kesehatan" */
export const titleOf = (position: string, kind: HoldingKind): string =>
  `${{ definitif: "", plt: "Plt. ", plh: "Plh. " }[kind]}${position}`;
