// The pages that every check of pages walks over. A capability adds its own here: one line each.

import type { TestHall } from "../hall.ts";

export type Walked = {
  /** What the page is called in a failing test. */
  name: string;
  /** Where it is; a function where something has to happen before there is such a page. */
  path: string | ((hall: TestHall) => Promise<string>);
  /** Who opens it; nobody in particular when left out. */
  who?: { resident: string } | { official: string };
  /** The answer that is right for it; 200 when left out. */
  status?: number;
};

/** Pages for people: small, valid, open to everyone's eyes and hands, useful without scripts. */
export const publicPages: Walked[] = [
  // portal
  { name: "beranda", path: "/" },
  { name: "tentang", path: "/tentang" },
  { name: "aksesibilitas", path: "/aksesibilitas" },
  { name: "privasi", path: "/privasi" },
  { name: "bantuan", path: "/bantuan" },
  { name: "pesan kesalahan", path: "/bantuan/kesalahan" },
  { name: "halaman yang tidak ada", path: "/tidak-ada", status: 404 },
  // services
  { name: "katalog", path: "/layanan" },
  { name: "hasil cari", path: "/layanan?cari=sertipikat+higine&untuk=business" },
  { name: "cari tanpa hasil", path: "/layanan?cari=xyzzy" },
  { name: "layanan di beberapa tempat", path: "/layanan/keterangan-domisili-usaha" },
  { name: "layanan, tempat tidak ketemu", path: "/layanan/keterangan-domisili-usaha?tempat=atlantis" },
  { name: "layanan di satu tempat", path: "/layanan/sertifikat-laik-higiene/kota-pangkalpinang" },
  { name: "layanan dengan diam berarti setuju", path: "/layanan/persetujuan-kkpr" },
  // people
  { name: "masuk", path: "/masuk" },
  { name: "masuk pegawai", path: "/masuk/pegawai" },
  { name: "daftar", path: "/daftar" },
  { name: "akun", path: "/akun", who: { resident: "melati" } },
  // cases
  { name: "lacak", path: "/lacak" },
  { name: "lacak, nomor salah", path: "/lacak?nomor=BUKAN", status: 422 },
  { name: "periksa dokumen", path: "/periksa" },
  { name: "permohonan saya", path: "/permohonan", who: { resident: "melati" } },
  // record
  { name: "catatan", path: "/catatan" },
  { name: "periksa catatan", path: "/catatan/periksa" },
];

/** Pages for officials: the same checks, without the byte budget of a phone. */
export const officialPages: Walked[] = [
  { name: "akun pegawai", path: "/akun", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "daftar kerja", path: "/kerja", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "dasbor", path: "/dasbor", who: { official: "pangkalpinang/dpmptsp/kepala" } },
  { name: "pemeriksaan catatan", path: "/catatan/pemeriksaan", who: { official: "pangkalpinang/inspektorat/auditor" } },
];

/** The browser of whoever opens the page, and the page's address. */
export async function comeTo(hall: TestHall, page: Walked) {
  const browser = !page.who
    ? hall.visitor()
    : "resident" in page.who
      ? await hall.resident(page.who.resident)
      : await hall.as(page.who.official);
  return { browser, path: typeof page.path === "string" ? page.path : await page.path(hall) };
}
