// The people, papers and days that the examples speak of: one case of one believable stall in Pangkalpinang. Nobody real.

import { translator } from "../../words/words.ts";
import { words } from "../words.ts";
import type { LineMapData, Station } from "./line-map/map.ts";
import type { Site } from "./page/site.ts";

export const indonesian = translator("id", words);
export const english = translator("en", words);

/** A stranger at the front door. */
export const visitor: Site = {
  path: "/layanan",
  audience: "public",
  demo: true,
  nav: [
    { href: "/layanan", label: "Layanan" },
    { href: "/lacak", label: "Lacak permohonan" },
    { href: "/periksa", label: "Periksa dokumen" },
  ],
  foot: [
    { href: "/tentang", label: "Tentang pendopo" },
    { href: "/aksesibilitas", label: "Aksesibilitas" },
    { href: "/pelindungan-data", label: "Pelindungan data pribadi" },
  ],
  csrf: { name: "_token", value: "contoh" },
};

/** The owner of the stall, signed in. */
export const resident: Site = {
  ...visitor,
  audience: "resident",
  path: "/permohonan",
  who: { kind: "resident", name: "Lim Sui Kian" },
  nav: [
    { href: "/layanan", label: "Layanan" },
    { href: "/permohonan", label: "Permohonan saya", count: 1 },
    { href: "/periksa", label: "Periksa dokumen" },
  ],
};

/** The inspector at her desk. */
export const official: Site = {
  ...visitor,
  audience: "official",
  path: "/tugas",
  who: { kind: "official", name: "Rina Wulandari, A.Md.KL.", position: "Sanitarian Penyelia" },
  agency: { name: "Dinas Kesehatan Kota Pangkalpinang" },
  nav: [
    { href: "/tugas", label: "Tugas", count: 4 },
    { href: "/berkas", label: "Berkas" },
    { href: "/kinerja", label: "Kinerja" },
    { href: "/layanan", label: "Layanan" },
  ],
};

const lines = [
  { id: "dpmptsp", name: "DPMPTSP", agency: "Kota Pangkalpinang" },
  { id: "dinkes", name: "Dinas Kesehatan", agency: "Kota Pangkalpinang" },
  { id: "labkes", name: "Balai Laboratorium Kesehatan", agency: "Provinsi Kep. Bangka Belitung" },
];

const way: Array<Pick<Station, "id" | "name" | "line" | "end">> = [
  { id: "kirim", name: "Permohonan dikirim", line: "dpmptsp" },
  { id: "lengkap", name: "Periksa kelengkapan", line: "dpmptsp" },
  { id: "lokasi", name: "Periksa lokasi usaha", line: "dinkes" },
  { id: "laporan", name: "Tulis laporan pemeriksaan", line: "dinkes" },
  { id: "uji", name: "Uji sampel air dan makanan", line: "labkes" },
  { id: "putus", name: "Putuskan permohonan", line: "dpmptsp" },
  { id: "tanda", name: "Tanda tangan kepala dinas", line: "dpmptsp" },
  { id: "terbit", name: "Sertifikat terbit", line: "dpmptsp", end: "well" },
];

const links = [
  { from: "kirim", to: "lengkap" },
  { from: "lengkap", to: "kirim" },
  { from: "lengkap", to: "lokasi" },
  { from: "lengkap", to: "uji" },
  { from: "lokasi", to: "laporan" },
  { from: "laporan", to: "putus" },
  { from: "uji", to: "putus" },
  { from: "putus", to: "tanda" },
  { from: "tanda", to: "terbit" },
];

const at = (states: Record<string, Partial<Station>>): LineMapData => ({
  lines,
  links,
  stations: way.map((station) => ({ ...station, state: "ahead", ...states[station.id] })),
});

const ahead = {
  putus: { promised: "Kamis, 26 November" },
  tanda: { promised: "Jumat, 27 November" },
  terbit: { promised: "Jumat, 27 November" },
};
const begun = {
  kirim: { state: "done", when: "Senin, 16 November" },
  lengkap: { state: "done", when: "Selasa, 17 November", who: "Yusuf Hidayat" },
} as const;

/** Just sent: the counter has it. */
export const mapSent = at({
  kirim: { state: "done", when: "Senin, 16 November" },
  lengkap: { state: "current", promised: "Selasa, 17 November" },
  ...ahead,
});

/** Half-way: the inspector is on her way while the laboratory tests. */
export const mapHalfWay = at({
  ...begun,
  lokasi: { state: "current", promised: "Rabu, 25 November", who: "Rina Wulandari" },
  laporan: { promised: "Rabu, 25 November" },
  uji: { state: "done", when: "Jumat, 20 November", who: "Made Artawan" },
  ...ahead,
});

/** Back at the applicant: a photo could not be read. */
export const mapReturned = at({
  kirim: { state: "current", promised: "Senin, 30 November", yours: true },
  lengkap: { promised: "sehari setelah Anda kirim" },
  lokasi: {},
});

/** All done, and well. */
export const mapFinished = at({
  ...begun,
  lokasi: { state: "done", when: "Senin, 23 November" },
  laporan: { state: "done", when: "Selasa, 24 November" },
  uji: { state: "skipped" },
  putus: { state: "done", when: "Rabu, 25 November" },
  tanda: { state: "done", when: "Kamis, 26 November", who: "Plt. Kepala Dinas" },
  terbit: { state: "done", when: "Kamis, 26 November" },
});

/** One counter, three stops, an afternoon. */
export const mapShort: LineMapData = {
  lines: [{ id: "kelurahan", name: "Kelurahan Taman Bunga" }],
  stations: [
    { id: "a", name: "Permohonan dikirim", line: "kelurahan", state: "done", when: "Hari ini, 09.12 WIB" },
    {
      id: "b",
      name: "Diperiksa lurah",
      line: "kelurahan",
      state: "current",
      promised: "hari ini, 16.00 WIB",
      late: true,
    },
    { id: "c", name: "Surat terbit", line: "kelurahan", state: "ahead", promised: "hari ini", end: "well" },
  ],
  links: [
    { from: "a", to: "b" },
    { from: "b", to: "c" },
  ],
};

/** Six agencies on one building permit: the widest map that is drawn across. */
export const mapLong: LineMapData = {
  lines: [
    { id: "a", name: "DPMPTSP" },
    { id: "b", name: "Dinas PUPR" },
    { id: "c", name: "Dinas Lingkungan Hidup" },
    { id: "d", name: "Dinas Perhubungan" },
    { id: "e", name: "Kantor Pertanahan" },
    { id: "f", name: "Pemadam Kebakaran" },
  ],
  stations: [
    { id: "1", name: "Permohonan dikirim", line: "a", state: "done", when: "2 November" },
    { id: "2", name: "Periksa berkas", line: "a", state: "done", when: "3 November" },
    { id: "3", name: "Periksa tata ruang", line: "b", state: "done", when: "9 November" },
    { id: "4", name: "Periksa hak atas tanah", line: "e", state: "done", when: "6 November" },
    { id: "5", name: "Persetujuan lingkungan", line: "c", state: "done", when: "13 November" },
    { id: "6", name: "Andalalin", line: "d", state: "skipped" },
    { id: "7", name: "Periksa gambar", line: "b", state: "current", promised: "24 November" },
    { id: "8", name: "Jalur kebakaran", line: "f", state: "done", when: "19 November" },
    { id: "9", name: "Sidang tim profesi", line: "b", state: "ahead", promised: "27 November" },
    { id: "10", name: "Hitung retribusi", line: "a", state: "ahead", promised: "30 November" },
    { id: "11", name: "PBG terbit", line: "a", state: "ahead", promised: "2 Desember", end: "well" },
  ],
  links: [
    { from: "1", to: "2" },
    { from: "2", to: "3" },
    { from: "2", to: "4" },
    { from: "3", to: "5" },
    { from: "3", to: "6" },
    { from: "4", to: "7" },
    { from: "5", to: "7" },
    { from: "6", to: "9" },
    { from: "5", to: "8" },
    { from: "7", to: "9" },
    { from: "8", to: "9" },
    { from: "9", to: "10" },
    { from: "10", to: "11" },
    { from: "9", to: "7" },
    { from: "1", to: "2" },
    { from: "3", to: "9" },
  ],
};
