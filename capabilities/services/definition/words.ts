import { define } from "../../../kernel/words/words.ts";

/** What a person reads when an answer cannot be taken. Never blames; says what is there and what to do. */
export const definitionWords = define({
  "form.missing": ["Isi “{label}”.", "Fill in “{label}”."],
  "form.missing-choice": ["Pilih jawaban untuk “{label}”.", "Choose an answer for “{label}”."],
  "form.missing-file": ["Unggah berkas untuk “{label}”.", "Upload a file for “{label}”."],
  "form.missing-statement": [
    "Beri tanda pada “{label}” jika pernyataannya benar.",
    "Tick “{label}” if the statement is true.",
  ],
  "form.missing-row": ["Isi sedikitnya {min} {row}.", "Fill in at least {min} {row}."],
  "form.type": [
    "Jawaban untuk “{label}” bukan bentuk yang diminta.",
    "The answer for “{label}” is not of the kind that is asked for.",
  ],
  "form.unknown": ["Isian “{name}” tidak dikenal pada formulir ini.", "The field “{name}” is not part of this form."],
  "form.closed": [
    "“{label}” tidak sedang diminta, jadi tidak dapat diubah.",
    "“{label}” is not being asked for, so it cannot be changed.",
  ],
  "form.too-short": [
    "“{label}” perlu sedikitnya {min} huruf. Yang tertulis baru {length}.",
    "“{label}” needs at least {min} characters. {length} are there so far.",
  ],
  "form.too-long": [
    "“{label}” paling panjang {max} huruf. Yang tertulis {length}.",
    "“{label}” can hold at most {max} characters. {length} are there.",
  ],
  "form.pattern": [
    "Tulisan pada “{label}” tidak sesuai bentuk yang diminta.",
    "The text in “{label}” does not have the form that is asked for.",
  ],
  "form.number": [
    "Tulis “{label}” dengan angka, misalnya {example}.",
    "Write “{label}” in figures, for example {example}.",
  ],
  "form.decimals": [
    "“{label}” paling banyak {decimals} angka di belakang koma.",
    "“{label}” can have at most {decimals} decimal places.",
  ],
  "form.whole": ["Tulis “{label}” dengan angka bulat, tanpa koma.", "Write “{label}” as a whole number."],
  "form.below": ["“{label}” paling sedikit {min}.", "“{label}” must be at least {min}."],
  "form.above": ["“{label}” paling banyak {max}.", "“{label}” must be at most {max}."],
  "form.date": [
    "Tulis “{label}” sebagai tanggal, bulan, dan tahun, misalnya 23/11/2026.",
    "Write “{label}” as day, month and year, for example 23/11/2026.",
  ],
  "form.date-impossible": [
    "Tanggal {typed} tidak ada di kalender. Periksa lagi “{label}”.",
    "There is no such day as {typed}. Please check “{label}”.",
  ],
  "form.date-before": ["“{label}” tidak boleh sebelum {min}.", "“{label}” cannot be before {min}."],
  "form.date-after": ["“{label}” tidak boleh sesudah {max}.", "“{label}” cannot be after {max}."],
  "form.option": ["Pilih “{label}” dari daftar yang ada.", "Choose “{label}” from the list."],
  "form.too-few": ["Pilih sedikitnya {min} untuk “{label}”.", "Choose at least {min} for “{label}”."],
  "form.too-many": ["Pilih paling banyak {max} untuk “{label}”.", "Choose at most {max} for “{label}”."],
  "form.file-kind": [
    "Berkas {name} tidak dapat diterima. Unggah {kinds}.",
    "The file {name} cannot be accepted. Upload {kinds}.",
  ],
  "form.file-size": [
    "Berkas {name} terlalu besar. Paling besar {max} MB.",
    "The file {name} is too large. The limit is {max} MB.",
  ],
  "form.files-few": ["Unggah sedikitnya {min} berkas untuk “{label}”.", "Upload at least {min} files for “{label}”."],
  "form.files-many": [
    "Unggah paling banyak {max} berkas untuk “{label}”.",
    "Upload at most {max} files for “{label}”.",
  ],
  "form.region": ["Pilih “{label}” dari daftar wilayah.", "Choose “{label}” from the list of regions."],
  "form.region-outside": [
    "“{label}” harus di wilayah layanan ini.",
    "“{label}” must lie within the area of this service.",
  ],
  "form.nik-length": ["NIK terdiri dari 16 angka. Yang tertulis {length}.", "A NIK has 16 digits. {length} are there."],
  "form.nik-digits": ["NIK hanya berisi angka.", "A NIK holds digits only."],
  "form.nik-region": [
    "Enam angka pertama NIK bukan kode wilayah. Cocokkan dengan KTP Anda.",
    "The first six digits of the NIK are not a region code. Please compare with your identity card.",
  ],
  "form.nik-date": [
    "Angka ke-7 sampai ke-12 NIK bukan tanggal lahir. Cocokkan dengan KTP Anda.",
    "Digits 7 to 12 of the NIK are not a date of birth. Please compare with your identity card.",
  ],
  "form.nik-serial": [
    "Empat angka terakhir NIK tidak mungkin 0000. Cocokkan dengan KTP Anda.",
    "The last four digits of a NIK cannot be 0000. Please compare with your identity card.",
  ],
  "form.nib": ["NIB terdiri dari 13 angka. Yang tertulis {length}.", "A NIB has 13 digits. {length} are there."],
  "form.phone": [
    "Tulis nomor telepon dengan angka, misalnya 0812 3456 7890.",
    "Write the telephone number in figures, for example 0812 3456 7890.",
  ],
  "form.email": [
    "Tulis alamat surel lengkap, misalnya nama@contoh.id.",
    "Write a full e-mail address, for example name@example.id.",
  ],
  "form.street": ["Isi jalan dan nomor pada “{label}”.", "Fill in the street and number in “{label}”."],
  "form.rt": ["RT dan RW ditulis dengan angka, misalnya 003.", "RT and RW are written in figures, for example 003."],
  "form.postcode": ["Kode pos terdiri dari 5 angka.", "A postcode has 5 digits."],
  "form.location": [
    "Tulis titik lokasi sebagai lintang dan bujur, misalnya -2,1291 dan 106,1138.",
    "Write the location as latitude and longitude, for example -2.1291 and 106.1138.",
  ],
  "form.location-outside": [
    "Titik lokasi itu di luar Indonesia. Periksa lintang dan bujurnya.",
    "That point lies outside Indonesia. Please check latitude and longitude.",
  ],
  "form.rows-many": ["Paling banyak {max} {row}.", "At most {max} {row}."],
});

export type DefinitionWord = keyof typeof definitionWords;
