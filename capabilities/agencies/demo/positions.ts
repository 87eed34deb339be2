// The chairs that every unit of a kind has, so that the data files name only what is particular.

import type { PositionRank, UnitKind } from "../agency.ts";

export type Chair = {
  key: string;
  name: string;
  rank: PositionRank;
  head?: boolean;
  signs?: boolean;
  administers?: boolean;
  seats?: number;
  /** What it permits beyond what follows from the position. */
  permits?: string[];
};

/** Who sits at a counter sees people's papers, and files for those who cannot themselves. */
const COUNTER = ["verify-identity", "file-for"];

const head = (key: string, name: string, rank: PositionRank, signs = true): Chair => ({
  key,
  name,
  rank,
  head: true,
  signs,
});

/** The ordinary chairs of a unit. `headTitle` is what its head is called where that is not "Kepala …". */
export function ordinaryChairs(kind: UnitKind, name: string, headTitle?: string): Chair[] {
  const title = headTitle ?? `Kepala ${name}`;
  switch (kind) {
    case "perangkat-daerah":
      return [
        head("kepala", title, "jpt-pratama"),
        { key: "sekretaris", name: `Sekretaris ${name}`, rank: "administrator" },
      ];
    case "sekretariat":
      return [head("kepala", title, "jpt-pratama")];
    case "bidang":
    case "bagian":
      return [head("kepala", title, "administrator", false)];
    case "uptd":
      return [
        head("kepala", title, "pengawas"),
        { key: "tata-usaha", name: "Kepala Subbagian Tata Usaha", rank: "pengawas" },
      ];
    case "rumah-sakit":
      return [
        head("kepala", `Direktur ${name}`, "administrator"),
        { key: "tata-usaha", name: "Kepala Bagian Tata Usaha", rank: "administrator" },
      ];
    case "puskesmas":
      return [
        head("kepala", title, "fungsional"),
        { key: "sanitarian", name: "Tenaga Sanitasi Lingkungan", rank: "fungsional" },
        { key: "tata-usaha", name: "Kepala Subbagian Tata Usaha", rank: "pengawas" },
      ];
    case "kecamatan":
      return [
        head("camat", `Camat ${name.replace(/^Kecamatan /, "")}`, "administrator"),
        { key: "sekretaris", name: "Sekretaris Kecamatan", rank: "pengawas" },
        { key: "kasi-pelayanan", name: "Kepala Seksi Pelayanan Umum", rank: "pengawas", permits: COUNTER },
      ];
    case "kelurahan":
      return [
        head("lurah", `Lurah ${name.replace(/^Kelurahan /, "")}`, "pengawas"),
        { key: "sekretaris", name: "Sekretaris Kelurahan", rank: "pengawas" },
        {
          key: "kasi-pelayanan",
          name: "Kepala Seksi Pemerintahan dan Pelayanan Umum",
          rank: "pengawas",
          permits: COUNTER,
        },
      ];
    default:
      return [];
  }
}
