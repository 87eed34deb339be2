import { define } from "../../kernel/words/words.ts";

export const words = define({
  "cases.not-found": [
    "Permohonan dengan nomor ini tidak ditemukan, atau bukan untuk akun Anda",
    "No request with this number was found, or it is not for your account",
  ],
  "cases.draft-gone": [
    "Konsep permohonan ini tidak ada lagi. Mungkin sudah Anda kirim.",
    "This draft is no longer there. You may have sent it already.",
  ],
  "cases.only-residents": ["Masuklah sebagai warga untuk mengajukan permohonan", "Sign in as a resident to apply"],
  "cases.offering-paused": [
    "Layanan ini sedang tidak menerima permohonan baru",
    "This service takes no new requests at present",
  ],
  "cases.cannot-withdraw": ["Permohonan ini tidak dapat ditarik lagi", "This request can no longer be withdrawn"],
  "cases.file-unknown": [
    "Berkas ini tidak ditemukan. Kirim sekali lagi.",
    "This file was not found. Send it once more.",
  ],
  "task.done-already": [
    "Tugas ini sudah selesai dikerjakan. Muat ulang halaman untuk melihat keadaan terbaru.",
    "This task is already done. Load the page again to see how things stand.",
  ],
  "task.not-yours": ["Tugas ini bukan tugas unit atau jabatan Anda", "This task belongs to another unit or position"],
  "task.claimed": ["Tugas ini sedang dikerjakan rekan Anda", "A colleague is working on this task"],
  "task.not-a-colleague": [
    "Pegawai itu tidak bertugas di unit ini hari ini",
    "That official does not serve in this unit today",
  ],
  "task.say-what": [
    "Pilih paling sedikit satu bagian yang perlu diperbaiki, agar pemohon tahu apa yang harus dilakukan",
    "Choose at least one part to be put right, so that the applicant knows what to do",
  ],
  "comment.empty": ["Tuliskan pesan Anda", "Write your message"],
  "comment.long": [
    "Pesan paling banyak 4.000 huruf. Yang tertulis {length}.",
    "A message has at most 4,000 characters. There are {length}.",
  ],
});
