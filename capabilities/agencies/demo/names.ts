// Believable officials for the demo's many chairs: names as varied as the islands' offices are, and numbers that no real person has.
// Everything follows from the chair's key, so every installation shows the same people.

import type { PositionRank } from "../agency.ts";
import { chosen } from "./ids.ts";

type Sex = "male" | "female";
/** Given and family parts that go together; a list without second part gives single names. */
type Custom = Record<Sex, readonly string[]> & { second: readonly string[] | Record<Sex, readonly string[]> };

const customs: readonly (readonly [weight: number, Custom])[] = [
  // Malay Bangka and Belitung
  [
    30,
    {
      male: [
        "Zamroni",
        "Marwan",
        "Suhaili",
        "Fakhrizal",
        "Hardiansyah",
        "Rustam",
        "Efendi",
        "Syafrizal",
        "Zainudin",
        "Mustofa",
        "Erwandi",
        "Subhan",
        "Kurniadi",
        "Hairul",
      ],
      female: [
        "Rosdiana",
        "Yusmaniar",
        "Hartini",
        "Zubaidah",
        "Marlena",
        "Suryani",
        "Eka Fitriani",
        "Nurlaila",
        "Masitoh",
        "Yuliana",
        "Ratna Juwita",
        "Desi Arisanti",
      ],
      second: ["", "Mahmud", "Bakri", "Usman", "Hasyim", "Tahir", "Yusuf", "Jamal", "Amin", "Kadir", "Sulaiman"],
    },
  ],
  // Javanese
  [
    22,
    {
      male: ["Agus", "Joko", "Slamet", "Eko", "Tri", "Wahyu", "Dwi", "Budi", "Heru", "Sigit"],
      female: ["Sri", "Endang", "Wiwik", "Retno", "Indah", "Dyah", "Siti", "Nur", "Ambar"],
      second: {
        male: ["Santoso", "Widodo", "Nugroho", "Purnomo", "Setiawan", "Wibowo", "Hartono", "Raharjo"],
        female: ["Lestari", "Rahayu", "Wulandari", "Purwanti", "Astuti", "Kusumawati", "Widyastuti", "Utami"],
      },
    },
  ],
  // Chinese Bangka
  [
    12,
    {
      male: ["Hendri", "Andi", "Johan", "Rudi", "Steven", "Herman", "Edwin", "Ferry"],
      female: ["Susanti", "Melinda", "Lina", "Vivi", "Jessica", "Meylan", "Fenny", "Yuliani"],
      second: ["Bong", "Liem", "Tjhin", "Phang", "Chandra", "Wijaya", "Kosasih", "Lay", "Halim", "Jong"],
    },
  ],
  // Batak
  [
    8,
    {
      male: ["Parlindungan", "Jonson", "Ricardo", "Marulak", "Saut", "Togar"],
      female: ["Rotua", "Tiurma", "Lasma", "Herlina", "Duma", "Romauli"],
      second: ["Sitorus", "Hutagalung", "Nainggolan", "Panjaitan", "Siregar", "Lubis", "Tampubolon"],
    },
  ],
  // Minangkabau and Palembang
  [
    10,
    {
      male: ["Yendri", "Afrizal", "Kemas", "Masagus", "Hendrizal", "Febrian"],
      female: ["Yeni", "Nyimas", "Rahmi", "Welly", "Silvia", "Gusniarti"],
      second: ["Chaniago", "Koto", "Piliang", "Effendi", "Fikri", "Yuniarti", "Rahman", "Fauziah"],
    },
  ],
  // Sundanese
  [
    7,
    {
      male: ["Asep", "Dadang", "Ujang", "Cecep", "Yayan"],
      female: ["Neng", "Eulis", "Iis", "Yani", "Tati"],
      second: {
        male: ["Hidayat", "Kurnia", "Supriatna", "Ruhiyat"],
        female: ["Rohaeti", "Nurhayati", "Sumiati", "Kartika"],
      },
    },
  ],
  // Flores, Timor and Maluku
  [
    4,
    {
      male: ["Yohanes", "Petrus", "Fransiskus", "Elias"],
      female: ["Maria", "Yustina", "Agnes", "Margaretha"],
      second: ["Lawa", "Bria", "Seran", "Latuconsina", "Kolo", "Tuhumena"],
    },
  ],
  // Bali
  [
    3,
    {
      male: ["I Wayan", "I Nyoman", "I Ketut", "Gede"],
      female: ["Ni Made", "Ni Putu", "Ni Ketut", "Kadek"],
      second: { male: ["Suardika", "Arnawa", "Mahendra"], female: ["Widiani", "Suryaningsih", "Purnami"] },
    },
  ],
  // Bugis
  [
    4,
    {
      male: ["Andi Baso", "Daeng", "Ambo", "Lukman"],
      female: ["Andi Besse", "Hasnah", "Rosmini", "Indo"],
      second: ["Mappasara", "Palallo", "Tahang", "Beddu"],
    },
  ],
];

/** A name for a chair. Some people have one name only. */
export function demoName(key: string, sex: Sex): string {
  let left = chosen(
    `${key}/custom`,
    customs.reduce((sum, [weight]) => sum + weight, 0),
  );
  const [, custom] = customs.find(([weight]) => {
    left -= weight;
    return left < 0;
  })!;
  const pick = (list: readonly string[], what: string) => list[chosen(`${key}/${what}`, list.length)]!;
  const second = Array.isArray(custom.second) ? custom.second : (custom.second as Record<Sex, readonly string[]>)[sex];
  return `${pick(custom[sex], "first")} ${pick(second, "second")}`.trim();
}

const degrees: Record<PositionRank, readonly string[]> = {
  "kepala-daerah": [""],
  "jpt-madya": ["M.Si."],
  "jpt-pratama": ["M.Si.", "S.E., M.M.", "S.IP., M.Si.", "S.T., M.T.", "S.Sos., M.A.P.", "S.H., M.H."],
  administrator: ["S.E.", "S.IP.", "S.STP.", "S.T., M.T.", "S.Sos.", "S.H.", "M.Si."],
  pengawas: ["S.E.", "S.Sos.", "S.IP.", "S.H.", ""],
  fungsional: ["S.Kom.", "S.K.M.", "A.Md.", "S.E.", "S.T."],
  pelaksana: ["", "", "A.Md.", "S.E."],
};

/** A degree that goes with a rank, written behind the name; none for some. */
export const demoDegree = (key: string, rank: PositionRank): string =>
  degrees[rank][chosen(`${key}/degree`, degrees[rank].length)]!;

export const demoSex = (key: string): Sex => (chosen(`${key}/sex`, 2) === 0 ? "female" : "male");

const ages: Record<PositionRank, [youngest: number, oldest: number]> = {
  "kepala-daerah": [1960, 1980],
  "jpt-madya": [1967, 1972],
  "jpt-pratama": [1967, 1978],
  administrator: [1969, 1985],
  pengawas: [1970, 1990],
  fungsional: [1975, 1997],
  pelaksana: [1975, 1999],
};

/** A birth date that goes with a rank. */
export function demoBirth(key: string, rank: PositionRank): string {
  const [from, to] = ages[rank];
  const part = (what: string, below: number) => chosen(`${key}/${what}`, below);
  const two = (n: number) => String(n).padStart(2, "0");
  return `${from + part("year", to - from + 1)}-${two(1 + part("month", 12))}-${two(1 + part("date", 28))}`;
}

/**
 * A NIP of the right form that nobody has: the serial counts the people who share the first fifteen digits, so it never comes
 * near 900; ours begin there.
 */
export function demoNip(key: string, { born, sex, since }: { born: string; sex: Sex; since?: string }): string {
  const [year] = born.split("-").map(Number) as [number];
  const latest = since ? Number(since.slice(0, 4)) : year + 27;
  const appointed = Math.max(year + 19, Math.min(year + 22 + chosen(`${key}/appointed`, 5), latest));
  const month = appointed === latest ? "01" : ["01", "02", "03", "04", "12"][chosen(`${key}/appointed-month`, 5)];
  return `${born.replaceAll("-", "")}${appointed}${month}${sex === "male" ? 1 : 2}${901 + chosen(`${key}/serial`, 99)}`;
}
