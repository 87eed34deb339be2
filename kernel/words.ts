// What the kernel itself says: refusals that any counter may give, and faults of the installation.

import { define } from "./words/words.ts";

export const words = define({
  "error.not-found": ["Halaman atau berkas ini tidak ditemukan", "This page or file was not found"],
  "error.forbidden": ["Anda tidak berwenang membuka bagian ini", "You may not open this part"],
  "error.sign-in": ["Silakan masuk dahulu", "Please sign in first"],
  "error.token": ["Tanda masuk tidak berlaku atau sudah berakhir", "The token is not valid or has ended"],
  "error.second-factor": [
    "Pegawai masuk dengan dua langkah. Pasang kunci sandi atau aplikasi kode di halaman akun dahulu",
    "Officials sign in with two steps. Set up a passkey or a code app on your account page first",
  ],
  "error.fresh-proof": [
    "Untuk hal ini buktikan sekali lagi bahwa ini Anda: masuk lagi, lalu ulangi dalam sepuluh menit",
    "For this, prove once more that it is you: sign in again and repeat it within ten minutes",
  ],
  "error.program-acts": [
    "Program tanpa orang hanya membaca yang dibuka untuknya. Tindakan dan data pribadi adalah urusan orang, yang namanya tercatat.",
    "A program without a person only reads what was opened to it. Acts and personal data are for people, whose names are recorded.",
  ],
  "error.scope": [
    "Program ini belum diizinkan untuk hal itu (izin yang diperlukan: {scope})",
    "This program was not allowed that (scope needed: {scope})",
  ],
  "error.behalf-ended": [
    "Kuasa Anda untuk {name} sudah berakhir, jadi hal itu tidak dilakukan",
    "Your mandate for {name} has ended, so that was not done",
  ],
  "error.behalf-own": [
    "Bagian ini tentang urusan Anda sendiri. Sekarang Anda bertindak untuk {name}: tekan Berhenti di bagian atas halaman, lalu buka lagi.",
    "This part is about your own affairs. You now act on behalf of {name}: press Stop at the top of the page and open it again.",
  ],
  "error.behalf-act": [
    "Kuasa dari {name} tidak sampai ke sini. Mintalah kuasa yang lebih luas bila Anda memerlukannya.",
    "The mandate from {name} does not reach this far. Ask for a wider one if you need it.",
  ],
  "error.acting-for": [
    "Pendopo-Acting-For berisi nomor kuasa (UUID)",
    "Pendopo-Acting-For holds the id of a mandate (UUID)",
  ],
  "error.too-many": [
    "Terlalu banyak permintaan dari perangkat atau jaringan ini. Tunggu {seconds} detik, lalu coba lagi. Isian Anda tidak hilang bila halamannya tetap terbuka.",
    "Too many requests from this device or network. Wait {seconds} seconds and try again. What you typed stays while the page is open.",
  ],
  "error.busy": [
    "Sedang banyak sekali pengunjung. Tunggu sebentar, lalu coba lagi.",
    "There are very many visitors right now. Wait a moment and try again.",
  ],
  "error.faults": ["Ada isian yang perlu diperbaiki", "Some answers need to be corrected"],
  "error.value": ["Nilai tidak sesuai: {detail}", "The value does not fit: {detail}"],
  "error.cursor": [
    "Penanda halaman tidak dikenal; mulailah dari awal daftar",
    "The page mark is not known; begin from the start of the list",
  ],
  "error.form-token": [
    "Formulir ini sudah lama terbuka atau berasal dari situs lain. Muat ulang halaman, lalu kirim lagi.",
    "This form was open too long or comes from another site. Load the page again and send it once more.",
  ],
  "error.too-large": [
    "Kiriman terlalu besar. Paling besar {megabytes} MB.",
    "What was sent is too large. At most {megabytes} MB.",
  ],
  "error.too-many-fields": ["Isian terlalu banyak", "Too many fields"],
  "error.broken-form": [
    "Isian tidak terbaca. Muat ulang halaman, lalu kirim lagi.",
    "The form cannot be read. Load the page again and send it once more.",
  ],
  "error.text": [
    "Teks ini memuat tanda yang tidak dapat disimpan (NUL atau Unicode yang terpotong)",
    "This text has a character that cannot be kept (NUL or broken Unicode)",
  ],
  "error.too-deep": ["Isi bersusun lebih dari {most} tingkat", "The body is nested more than {most} levels deep"],
  "error.method": ["Alamat ini tidak menerima perintah itu", "This address does not take that method"],
  "error.not-bytes": ["Kirimkan berkas sebagai application/octet-stream", "Send the file as application/octet-stream"],
  "error.not-json": ["Kirimkan isi sebagai application/json", "Send the body as application/json"],
  "error.broken-json": ["Isi bukan JSON yang benar: {detail}", "The body is not correct JSON: {detail}"],
  "error.idempotency-key": [
    "Idempotency-Key paling panjang 100 huruf",
    "An Idempotency-Key has at most 100 characters",
  ],
  "error.defect": [
    "Maaf, ada kesalahan pada program kami. Isian yang sudah tersimpan tidak hilang.",
    "Sorry, our program has a fault. What was saved is not lost.",
  ],
  "error.database-away": [
    "Layanan sedang tidak tersambung ke basis data. Tunggu sebentar, lalu coba lagi.",
    "The service has lost its database for a moment. Wait a little and try again.",
  ],
  "error.database-did-not-start": [
    "PostgreSQL tidak dapat dijalankan. Lihat postgres.log di folder data.",
    "PostgreSQL could not be started. See postgres.log in the data folder.",
  ],
  "error.database-folder": ["Folder basis data tidak dapat dibuat.", "The database folder could not be created."],
  "error.no-embedded-database": [
    "PostgreSQL bawaan tidak tersedia untuk mesin ini. Atur DATABASE_URL ke PostgreSQL 15 atau lebih baru.",
    "No embedded PostgreSQL exists for this machine. Set DATABASE_URL to a PostgreSQL 15 or newer.",
  ],
  "error.postgres-too-old": [
    "PostgreSQL di server itu terlalu lama (versi {version}). Pendopo memerlukan versi 15 atau lebih baru.",
    "The PostgreSQL there is too old (version {version}). Pendopo needs 15 or newer.",
  ],
  "error.database-is-newer": [
    "Basis data ini berasal dari Pendopo yang lebih baru ({names}). Jalankan versi itu.",
    "This database comes from a newer Pendopo ({names}). Run that version.",
  ],
  "error.migration-changed": [
    "Migrasi {name} berbeda dari yang dulu dijalankan. Jangan mengubah migrasi yang sudah dirilis.",
    "Migration {name} differs from what was run before. A released migration is never changed.",
  ],
  "error.cannot-make-roles": [
    "Pengguna DATABASE_URL tidak dapat membuat peran basis data ({reason}). Beri hak CREATEROLE.",
    "The user of DATABASE_URL cannot create database roles ({reason}). Grant it CREATEROLE.",
  ],
  "error.role-bypasses-security": [
    "Peran {role} dapat melewati keamanan baris. Cabut SUPERUSER dan BYPASSRLS darinya.",
    "Role {role} can bypass row security. Take SUPERUSER and BYPASSRLS from it.",
  ],
  "error.key-file-is-not-a-key": [
    "Berkas kunci {file} bukan kunci Pendopo (64 angka heksadesimal).",
    "The key file {file} is not a Pendopo key (64 hexadecimal digits).",
  ],
  "error.key-file-missing": [
    "Berkas kunci {file} tidak ada, padahal basis data di folder ini sudah disegel dengannya. Kembalikan berkas itu dari salinannya, atau atur PENDOPO_KEY_FILE ke tempatnya; kunci baru tidak dibuat.",
    "The key file {file} is not there, but the database in this folder is sealed with it. Bring the file back from its copy, or set PENDOPO_KEY_FILE to where it is; no new key is made.",
  ],
  "error.wrong-key-file": [
    "Kunci ini bukan kunci basis data tersebut. Gunakan berkas kunci yang semula; tanpa itu data pribadi tidak dapat dibaca.",
    "This key does not belong to that database. Use the original key file; without it personal data cannot be read.",
  ],
  "error.configuration": ["Pengaturan salah: {list}", "Wrong settings: {list}"],
  "command.key-reused": [
    "Kunci perintah ini sudah dipakai untuk isi yang lain",
    "This command key was already used for another content",
  ],
});
