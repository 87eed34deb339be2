// The pages that every check of pages walks over. A capability adds its own here: one line each.

import { demoId } from "../../capabilities/agencies/index.ts";
import { register } from "../federation/world.ts";
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
  { name: "aktivasi akun pegawai", path: "/aktivasi" },
  { name: "periksa identitas", path: "/akun/verifikasi", who: { resident: "melati" } },
  { name: "daftar selesai", path: "/daftar/selesai" },
  { name: "lupa kata sandi", path: "/masuk/lupa" },
  { name: "lupa, terkirim", path: "/masuk/lupa/terkirim" },
  { name: "kata sandi baru dengan kode", path: "/masuk/pulih" },
  { name: "akun", path: "/akun", who: { resident: "melati" } },
  { name: "keamanan akun", path: "/akun/keamanan", who: { resident: "melati" } },
  { name: "kunci masuk baru", path: "/akun/keamanan/kunci", who: { resident: "melati" } },
  { name: "aplikasi kode", path: "/akun/keamanan/aplikasi", who: { resident: "melati" } },
  { name: "ganti kata sandi", path: "/akun/keamanan/kata-sandi", who: { resident: "melati" } },
  { name: "alamat surel", path: "/akun/surel/ubah", who: { resident: "melati" } },
  { name: "pastikan ini Anda", path: "/masuk/ulang", who: { resident: "melati" } },
  // federation
  { name: "aplikasi yang diizinkan", path: "/akun/aplikasi", who: { resident: "melati" } },
  { name: "permintaan aplikasi yang sudah selesai", path: "/masuk-aplikasi/tidak-ada", status: 410 },
  // cases
  { name: "lacak", path: "/lacak" },
  { name: "lacak, nomor salah", path: "/lacak?nomor=BUKAN", status: 422 },
  { name: "periksa dokumen", path: "/periksa" },
  { name: "permohonan saya", path: "/permohonan", who: { resident: "melati" } },
  // mandates
  { name: "kuasa", path: "/kuasa", who: { resident: "melati" } },
  { name: "beri kuasa", path: "/kuasa/beri", who: { resident: "melati" } },
  { name: "minta kuasa", path: "/kuasa/minta", who: { resident: "melati" } },
  { name: "badan usaha", path: "/kuasa/badan-usaha", who: { resident: "melati" } },
  // privacy
  { name: "data saya", path: "/akun/data", who: { resident: "melati" } },
  { name: "hak atas data", path: "/layanan/hak-akses" },
  // record
  { name: "catatan", path: "/catatan" },
  { name: "periksa catatan", path: "/catatan/periksa" },
];

/** Pages for officials: the same checks, without the byte budget of a phone. */
export const officialPages: Walked[] = [
  { name: "aplikasi instansi", path: "/aplikasi", who: { official: "pangkalpinang/diskominfo/integrasi" } },
  { name: "daftarkan aplikasi", path: "/aplikasi/baru", who: { official: "pangkalpinang/diskominfo/integrasi" } },
  {
    name: "daftarkan program",
    path: "/aplikasi/baru?jenis=machine",
    who: { official: "pangkalpinang/diskominfo/integrasi" },
  },
  {
    name: "aplikasi yang terdaftar",
    path: async (hall) => `/aplikasi/${(await register(hall, { agency: "5771" })).id}`,
    who: { official: "pangkalpinang/diskominfo/integrasi" },
  },
  { name: "keamanan akun pegawai", path: "/akun/keamanan", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "akun pegawai", path: "/akun", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "loket identitas", path: "/loket/identitas", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "loket, warga baru", path: "/loket/identitas/baru", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  ...[
    "profil",
    "unit",
    "unit-baru",
    "pegawai",
    "pegawai-baru",
    "pegawai-nik",
    "impor",
    "akun",
    "layanan",
    "layanan-baru?layanan=sertifikat-laik-higiene",
  ].map((place) => ({
    name: `kelola: ${place}`,
    path: `/instansi/5771/${place}`,
    who: { official: "pangkalpinang/diskominfo/administrator" },
  })),
  { name: "daftar kerja", path: "/kerja", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "bantuan di loket", path: "/loket/bantuan", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  {
    name: "pengesahan badan usaha",
    path: "/loket/badan-usaha",
    who: { official: "pangkalpinang/dpmptsp/front-office" },
  },
  { name: "pengesahan wali", path: "/loket/perwalian", who: { official: "pangkalpinang/dpmptsp/front-office" } },
  { name: "dasbor", path: "/dasbor", who: { official: "pangkalpinang/dpmptsp/kepala" } },
  { name: "pemeriksaan catatan", path: "/catatan/pemeriksaan", who: { official: "pangkalpinang/inspektorat/auditor" } },
];

const ADMINISTRATOR = { official: "pangkalpinang/diskominfo/administrator" };
const izin = `/instansi/5771/jabatan/${demoId("position", "pangkalpinang/dpmptsp/front-office")}/izin`;
officialPages.push(
  { name: "izin jabatan", path: izin, who: ADMINISTRATOR },
  { name: "izin baru", path: `${izin}/baru`, who: ADMINISTRATOR },
  { name: "pratinjau izin, kosong", path: `${izin}/pratinjau`, who: ADMINISTRATOR, status: 422 },
  { name: "akses darurat", path: "/kerja/darurat", who: { official: "pangkalpinang/inspektorat/kepala" } },
);

const PROTECTOR = { official: "pangkalpinang/diskominfo/pelindung-data" };
officialPages.push(
  ...["", "/keberatan", "/retensi", "/izin", "/daftar", "/daftar/persetujuan-kkpr", "/insiden"].map((part) => ({
    name: `data pribadi${part}`,
    path: `/data-pribadi${part}`,
    who: PROTECTOR,
  })),
);

/** The browser of whoever opens the page, and the page's address. */
export async function comeTo(hall: TestHall, page: Walked) {
  const browser = !page.who
    ? hall.visitor()
    : "resident" in page.who
      ? await hall.resident(page.who.resident)
      : await hall.as(page.who.official);
  return { browser, path: typeof page.path === "string" ? page.path : await page.path(hall) };
}
