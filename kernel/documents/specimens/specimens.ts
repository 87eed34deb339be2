// A certificate no ministry owns, for the tests of typesetting, sealing and verifying.

import { readFileSync } from "node:fs";
import { join } from "node:path";
import { qrCode } from "../qr-code.ts";

const read = (name: string) => readFileSync(join(import.meta.dirname, name));

export const noon = new Date("2026-11-22T05:00:00Z");
export const verifyUrl = "https://layanan.babelprov.go.id/periksa/7K3M-9QXT-42";
export const template = read("certificate.typ").toString();
export const assets = { "crest.svg": new Uint8Array(read("crest.svg")) };

/** What the host hands to a template: the shape told in ../README.md. */
export const certificateData = async () => ({
  case: { tracking: "PGK-7K3M-9Q", submittedAt: "2026-11-10" },
  applicant: { name: "Nuraini binti Sahrul" },
  answers: {
    nama_perahu: "Bintang Laut #3 *jaya* $x$",
    pangkalan: "Pelabuhan Tanjung Kelayang, Belitung",
    penumpang: 12,
  },
  variables: { hasil: "Memenuhi syarat (nilai 91 dari 100)" },
  agency: {
    government: "Pemerintah Provinsi Kepulauan Bangka Belitung",
    name: "Dinas Pariwisata dan Kebudayaan",
    address: "Jalan Pulau Bangka, Air Itam, Pangkalpinang 33149",
    phone: "(0717) 000000",
    website: "pariwisata.babelprov.go.id",
    crest: "crest.svg",
  },
  signer: {
    name: "Dra. Rukmini Haryati, M.Si.",
    rank: "Pembina Utama Muda",
    nip: "19700101 199503 2 000",
    position: "Kepala Dinas Pariwisata dan Kebudayaan",
    acting: "plh",
  },
  document: {
    number: "500.13/0417/DISPARBUD/2026",
    date: "2026-11-22",
    place: "Pangkalpinang",
    validUntil: "2028-11-22",
    verifyUrl,
    code: "7K3M-9QXT-42",
  },
  qr: (await qrCode(verifyUrl)).svg,
});
