// The words by which people look for a service: what is left out, what sounds alike, what means the same. Pure.

/** Words that say only "I want" or "how": they match everything, so they find nothing. */
const EMPTY = new Set(
  `ada adalah agar akan aku anda apa atau bagaimana bagi bikin bikinin boleh buat caranya cara dalam dan dari daftarin dengan di dimana
   dong ini itu ingin ke kami kita mau mana membuat memperoleh mendapat mendapatkan mengurus minta mo mohon nya oleh online pada perlu
   pengen pengin pingin saja saya sebuah sih syarat tolong tentang untuk urus utk yang yg gimana
   a about an and apply do for get getting how i in is my need of on or the to want with`.split(/\s+/),
);

/**
 * Words that stand for one idea. A service that uses one of a line is found by all of it; a phrase counts when all its words stand
 * together. Slang and old spellings belong here; mere slips of the finger do not (they are found by sound and nearness).
 */
const SAME: readonly (readonly string[])[] = [
  ["ktp", "e-ktp", "ektp", "ktp-el", "kartu tanda penduduk", "identity card"],
  ["kk", "kartu keluarga", "family card"],
  ["nib", "nomor induk berusaha"],
  ["slhs", "laik higiene sanitasi", "sertifikat laik higiene"],
  ["skdu", "surat keterangan domisili usaha", "domisili usaha"],
  ["kkpr", "kesesuaian kegiatan pemanfaatan ruang"],
  ["pbg", "imb", "persetujuan bangunan gedung", "izin mendirikan bangunan"],
  ["sktm", "surat keterangan tidak mampu", "tidak mampu", "miskin"],
  ["skck", "surat keterangan catatan kepolisian"],
  ["akta", "akte"],
  ["usaha", "bisnis", "dagang", "jualan", "berjualan", "umkm", "toko", "business", "trade"],
  [
    "warung",
    "rumah makan",
    "kedai",
    "lapak",
    "kaki lima",
    "depot",
    "warteg",
    "kafe",
    "cafe",
    "restoran",
    "food stall",
    "restaurant",
  ],
  ["makanan", "kuliner", "pangan", "masakan", "jajanan", "food"],
  ["katering", "catering", "jasa boga", "jasaboga"],
  ["higiene", "higienis", "hygiene", "kebersihan", "sanitasi", "bersih", "sehat"],
  ["izin", "ijin", "perizinan", "permit", "licence", "license"],
  ["domisili", "alamat", "tempat usaha", "address"],
  ["tanah", "lahan", "land"],
  ["bangunan", "gedung", "building"],
  ["tata ruang", "pemanfaatan ruang", "zonasi", "rdtr", "spatial plan"],
  ["sertifikat", "certificate"],
  ["surat", "letter"],
  ["keterangan", "statement"],
  ["gratis", "tanpa biaya", "tidak dipungut biaya", "free"],
  ["kelurahan", "lurah"],
  ["desa", "kampung", "village"],
  ["lahir", "kelahiran", "birth"],
  ["meninggal", "kematian", "mati", "wafat", "death"],
  ["nikah", "menikah", "kawin", "perkawinan", "marriage"],
  ["pindah", "pindahan", "moving"],
  ["sekolah", "pendidikan", "school"],
  ["bantuan", "bansos", "subsidi", "aid"],
];

/** Words of a text: letters and figures, small; marks and accents gone. A word may have an inner hyphen. */
export function wordsOf(text: string): string[] {
  const plain = text
    .slice(0, 20_000)
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
  return (plain.match(/[\p{L}\p{N}]+(?:-[\p{L}\p{N}]+)*/gu) ?? []).map((word) => word.slice(0, 60));
}

/**
 * How a word sounds to an Indonesian ear, so that ijin is izin, sertipikat is sertifikat and higine is hygiene.
 * @example soundOf("Sertipikat") === soundOf("sertifikat") // "sertipikat"
 */
export function soundOf(word: string): string {
  return word
    .toLowerCase()
    .replace(/[^a-z0-9]/g, "")
    .replace(/oe/g, "u")
    .replace(/dj/g, "j")
    .replace(/tj/g, "c")
    .replace(/ph|f|v/g, "p")
    .replace(/kh|ck|q/g, "k")
    .replace(/sy|sh/g, "s")
    .replace(/[td]h/g, (pair) => pair.charAt(0))
    .replace(/x/g, "ks")
    .replace(/z/g, "j")
    .replace(/y/g, "i")
    .replace(/ie|ei/g, "i")
    .replace(/(.)\1+/g, "$1");
}

/** What is asked, as words that count. When only empty words were typed, they count after all. At most eight. */
export function askedWords(query: string): string[] {
  const all = [...new Set(wordsOf(query.slice(0, 200)))];
  const telling = all.filter((word) => word.length > 1 && !EMPTY.has(word));
  return (telling.length > 0 ? telling : all).slice(0, 8);
}

/** The other words for what a text says: each line of `SAME` of which one member stands in it, all members. */
export function otherWords(text: string): string[] {
  const padded = ` ${wordsOf(text).join(" ")} `;
  return SAME.filter((line) => line.some((member) => padded.includes(` ${member} `))).flat();
}

/** Damerau–Levenshtein, with a neighbour swap as one slip; gives up past `most`. */
export function slips(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1];
      let least = Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) least = Math.min(least, before[j - 2]! + 1);
      next.push(least);
    }
    before = row;
    row = next;
  }
  return row[b.length]!;
}

/** How many slips a word of this length may hold before it is another word. */
export const allowedSlips = (sound: string): number =>
  sound.length <= 3 ? 0 : sound.length <= 5 ? 1 : sound.length <= 9 ? 2 : 3;

export type Near = { place: number; word: string; sound: string };

/**
 * For each asked word, the words of the catalogue that are meant by it: those that sound the same, that it begins, or, when there are
 * none of these, those with the fewest slips. An empty list: nobody uses such a word.
 */
export function meant(asked: readonly string[], near: readonly Near[]): string[][] {
  return asked.map((word, index) => {
    const sound = soundOf(word);
    const found = near.filter((each) => each.place === index + 1);
    const same = found.filter(
      (each) => each.word === word || each.sound === sound || (word.length >= 3 && each.word.startsWith(word)),
    );
    if (same.length > 0) return [...new Set(same.map((each) => each.word))];
    const most = allowedSlips(sound);
    const far = found
      .map((each) => ({ word: each.word, far: slips(sound, each.sound, most) }))
      .filter((each) => each.far <= most);
    const least = Math.min(...far.map((each) => each.far));
    return [...new Set(far.filter((each) => each.far === least).map((each) => each.word))];
  });
}
