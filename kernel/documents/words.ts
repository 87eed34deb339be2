// The fixed words on documents and on the page that verifies them. What a single service says stands in its own template.

import { define } from "../words/words.ts";

export const documentWords = define({
  "document.number": ["Nomor:", "Number:"],
  "document.page": ["Halaman", "Page"],
  "document.of": ["dari", "of"],
  "document.crest-of": ["Lambang", "Crest of"],
  "document.qr-alt": ["Kode QR menuju halaman pemeriksaan:", "QR code leading to the verification page:"],
  "document.signed-electronically": [
    "Dokumen ini ditandatangani secara elektronik. Keasliannya dapat diperiksa siapa pun.",
    "This document is signed electronically. Anyone can check that it is genuine.",
  ],
  "document.verify-at": ["Pindai kode QR atau buka:", "Scan the QR code or open:"],
  "document.code": ["Kode:", "Code:"],
  "document.signed-mark": ["Ditandatangani secara elektronik", "Signed electronically"],
  "document.on-behalf-of": ["a.n.", "for"],
  "document.acting-plt": ["Plt.", "Acting"],
  "document.acting-plh": ["Plh.", "Acting (daily)"],
  "signature.none": ["Berkas ini tidak memuat tanda tangan elektronik.", "This file carries no electronic signature."],
  "signature.not-a-pdf": [
    "Berkas ini bukan PDF yang dapat dibaca, jadi tanda tangannya tidak dapat diperiksa.",
    "This file is not a readable PDF, so its signature cannot be checked.",
  ],
  "signature.too-large": [
    "Berkas ini terlalu besar untuk diperiksa di sini.",
    "This file is too large to be checked here.",
  ],
  "signature.valid": [
    "Tanda tangan sah. Isi dokumen tidak berubah sejak ditandatangani.",
    "The signature is valid. The document has not changed since it was signed.",
  ],
  "signature.content-changed": [
    "Isi dokumen berubah setelah ditandatangani. Jangan dipercaya.",
    "The content was changed after it was signed. Do not trust it.",
  ],
  "signature.changed-after-signing": [
    "Ada yang ditambahkan pada berkas setelah ditandatangani. Jangan dipercaya sebelum dibandingkan dengan aslinya.",
    "Something was added to the file after it was signed. Do not trust it before comparing it with the original.",
  ],
  "signature.not-whole-document": [
    "Tanda tangan ini tidak meliputi seluruh dokumen.",
    "This signature does not cover the whole document.",
  ],
  "signature.malformed": [
    "Tanda tangan pada berkas ini rusak dan tidak dapat dibaca.",
    "The signature in this file is damaged and cannot be read.",
  ],
  "signature.wrong": [
    "Tanda tangan tidak cocok dengan sertifikat penandatangannya.",
    "The signature does not match the certificate of its signer.",
  ],
  "signature.unsupported": [
    "Jenis tanda tangan ini belum dapat diperiksa di sini.",
    "This kind of signature cannot be checked here yet.",
  ],
  "signature.untrusted": [
    "Sertifikat penandatangan tidak diterbitkan oleh penerbit yang dipercaya di sini.",
    "The signer's certificate does not come from an issuer trusted here.",
  ],
  "signature.expired": [
    "Sertifikat penandatangan tidak berlaku pada waktu penandatanganan.",
    "The signer's certificate was not valid at the time of signing.",
  ],
  "signature.revoked": ["Sertifikat penandatangan telah dicabut.", "The signer's certificate has been revoked."],
  "signature.not-for-signing": [
    "Sertifikat ini tidak dibuat untuk menandatangani dokumen.",
    "This certificate is not meant for signing documents.",
  ],
  "document.press-died": [
    "Dokumen belum dapat disusun. Akan dicoba lagi.",
    "The document could not be typeset. It will be tried again.",
  ],
  "document.timestamp-down": [
    "Layanan penanda waktu belum menjawab. Dokumen akan disegel begitu layanan itu kembali.",
    "The time-stamping service does not answer. The document will be sealed as soon as it is back.",
  ],
  "document.typeset-late": [
    "Dokumen belum selesai disusun dalam waktu yang disediakan. Akan dicoba lagi.",
    "The document was not typeset in the time given. It will be tried again.",
  ],
});

const months = {
  id: "Januari Februari Maret April Mei Juni Juli Agustus September Oktober November Desember".split(" "),
  en: "January February March April May June July August September October November December".split(" "),
};

/** What the shared Typst parts print, in the document's language. */
export function wordsForTypst(locale: "id" | "en") {
  const column = locale === "id" ? 0 : 1;
  const say = (key: keyof typeof documentWords) => documentWords[key][column];
  return {
    lang: locale,
    region: locale === "id" ? "ID" : "GB",
    months: months[locale],
    number: say("document.number"),
    page: say("document.page"),
    of: say("document.of"),
    "crest-of": say("document.crest-of"),
    "qr-alt": say("document.qr-alt"),
    "signed-electronically": say("document.signed-electronically"),
    "verify-at": say("document.verify-at"),
    code: say("document.code"),
    "signed-mark": say("document.signed-mark"),
    "on-behalf-of": say("document.on-behalf-of"),
    acting: { plt: say("document.acting-plt"), plh: say("document.acting-plh") },
  };
}
