import { define } from "../../kernel/words/words.ts";

/** What administrators read of an official's NIK, and where nobody else can help them. */
export const officialNikWords = define({
  "agencies.official-nik": ["NIK pegawai", "NIK of the official"],
  "agencies.official-nik-lead": [
    "Dengan NIK, Pendopo tahu bila permohonan diajukan pegawai ini sendiri, dengan akun warganya atau lewat kuasa. Permohonan itu lalu dikerjakan rekannya. NIK disimpan tersandi dan hanya dipakai untuk itu.",
    "By the NIK, Pendopo knows when a request is this official's own, sent from their account as a resident or under a mandate. Colleagues then work on it. The NIK is kept encrypted and used for nothing else.",
  ],
  "agencies.official-nik-none": ["belum dicatat", "not noted yet"],
  "agencies.official-nik-hint": ["16 angka, sesuai data kepegawaian", "16 digits, as in the personnel file"],
  "agencies.official-nik-note": ["Catat NIK", "Note the NIK"],
  "agencies.official-nik-change": ["Ganti NIK", "Replace the NIK"],
  "agencies.official-nik-noted": ["NIK dicatat.", "The NIK is noted."],
  "agencies.niks": ["NIK banyak pegawai", "NIKs of many officials"],
  "agencies.niks-all": ["NIK semua pegawai yang bertugas sudah dicatat.", "The NIK of everybody in service is noted."],
  "agencies.niks-without": [
    "{count} pegawai yang bertugas belum dicatat NIK-nya.",
    "{count} in service are without a noted NIK.",
  ],
  "agencies.niks-who": ["Siapa saja ({count} pertama)", "Who they are (the first {count})"],
  "agencies.niks-list": ["Daftar NIP dan NIK", "List of NIPs and NIKs"],
  "agencies.niks-hint": [
    "Satu pegawai satu baris: NIP, lalu NIK. Dua kolom dari lembar kerja dapat langsung ditempel. Paling banyak {most} baris. Pejabat tanpa NIP dicatat di halamannya.",
    "One official a line: NIP, then NIK. Two columns of a spreadsheet can be pasted as they are. At most {most} lines. Officials without a NIP are noted on their page.",
  ],
  "agencies.niks-noted": ["Daftar NIK dicatat.", "The list of NIKs is noted."],
  "agencies.niks-empty": ["Tempelkan daftar NIP dan NIK.", "Paste the list of NIPs and NIKs."],
  "agencies.niks-many": ["Paling banyak {most} baris sekali kirim.", "At most {most} lines at once."],
  "agencies.niks-nip": [
    "Baris {line}: NIP itu bukan pegawai yang dicatat instansi ini.",
    "Line {line}: this agency keeps no official of that NIP.",
  ],
  "agencies.niks-nik": ["Baris {line}: NIK-nya keliru.", "Line {line}: the NIK is wrong."],
  "agencies.nik-missing": ["Tuliskan NIK pegawai.", "Write the official's NIK."],
  "agencies.nik.length": ["NIK terdiri dari 16 angka, ini {length}.", "A NIK has 16 digits, this one {length}."],
  "agencies.nik.digits": ["NIK hanya berisi angka.", "A NIK holds digits only."],
  "agencies.nik.region": [
    "Enam angka pertama bukan kode wilayah. Periksa NIK-nya.",
    "The first six digits are not the code of a region. Check the NIK.",
  ],
  "agencies.nik.date": [
    "Angka ke-7 sampai ke-12 bukan tanggal lahir. Periksa NIK-nya.",
    "Digits 7 to 12 are not a date of birth. Check the NIK.",
  ],
  "agencies.nik.serial": [
    "Empat angka terakhir NIK tidak mungkin 0000.",
    "The last four digits of a NIK cannot be 0000.",
  ],
  "agencies.nik-own": [
    "NIK Anda sendiri yang sudah tercatat hanya dapat diganti oleh pengelola lain.",
    "Your own NIK, once noted, can be replaced only by another administrator.",
  ],
  "agencies.sole-administrator": ["Anda satu-satunya pengelola", "You are the only administrator"],
  "agencies.sole-administrator-advice": [
    "Mengubah izin jabatan Anda sendiri, memulihkan akun Anda, dan mengganti NIK Anda memerlukan pengelola lain. Minta operator instalasi menambah satu pengelola dengan perintah ini, memakai kode instansi {code}:",
    "Changing what your own position permits, recovering your account and replacing your NIK need another administrator. Ask the installation's operator to add one with this command, with the agency's code {code}:",
  ],
  "agencies.doctor.niks": [
    "instansi: NIK setiap pegawai yang memegang jabatan sudah dicatat",
    "agencies: the NIK of every official in a position is noted",
  ],
  "agencies.doctor.niks-lacking": [
    "instansi: NIK {count} pegawai yang memegang jabatan belum dicatat",
    "agencies: the NIK of {count} officials in a position is not noted",
  ],
  "agencies.doctor.niks-advice": [
    "Tanpa NIK, permohonan pegawai dari akun warganya tidak dikenali sebagai urusannya sendiri. Pengelola mencatatnya di halaman pegawai.",
    "Without it, what officials file from their accounts as residents is not known to be their own affair. Administrators note it on the official's page.",
  ],
  "act.official.nik-noted": ["Mencatat NIK pegawai", "Noted an official's NIK"],
});
