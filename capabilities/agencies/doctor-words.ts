// What `doctor` says of agencies.

import { define } from "../../kernel/words/words.ts";

export const doctorWords = define({
  "agencies.doctor.none": ["instansi: belum ada", "agencies: none yet"],
  "agencies.doctor.none-advice": [
    "Buat instansi pertama beserta pengelolanya: npx pendopo admin create (docs/operate/install.md).",
    "Make the first one with its administrator: npx pendopo admin create (docs/operate/install.md).",
  ],
  "agencies.doctor.administered": [
    "instansi: setiap instansi yang bekerja di sini mempunyai pengelola",
    "agencies: each that works here has an administrator",
  ],
  "agencies.doctor.not-administered": [
    "instansi: {count} belum mempunyai pengelola",
    "agencies: {count} without an administrator",
  ],
  "agencies.doctor.administered-advice": [
    "Jalankan npx pendopo admin create --another dengan kode instansinya, atau tempatkan seseorang di jabatan yang mengelola.",
    "Run npx pendopo admin create --another with the agency's code, or appoint somebody to a position that administers.",
  ],
  "agencies.doctor.duties": [
    "instansi: {auditors} dengan pemeriksa catatan, {protectors} dengan pejabat pelindungan data pribadi",
    "agencies: {auditors} with an auditor, {protectors} with a data protection officer",
  ],
  "agencies.doctor.duties-advice": [
    "Di halaman izin sebuah jabatan, izinkan memeriksa catatan; di jabatan lain, melindungi data pribadi (UU 27/2022 pasal 53).",
    "On a position's page of permissions, permit it to audit; on another's, to protect personal data (UU 27/2022 art. 53).",
  ],
  "agencies.doctor.headed": ["instansi: setiap unit kerja ada kepalanya", "agencies: every unit's head is in place"],
  "agencies.doctor.unheaded": [
    "instansi: {count} jabatan kepala unit kosong",
    "agencies: {count} positions of heads are vacant",
  ],
  "agencies.doctor.unheaded-advice": [
    "Tempatkan pejabat atau tunjuk Plt.: untuk unit itu tidak ada yang menandatangani.",
    "Appoint a holder or a Plt.: nobody signs for these units.",
  ],
});
