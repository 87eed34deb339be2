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

/** What a designer of services reads when a definition cannot be published. One sentence a rule; the place stands beside it. */
export const faultWords = define({
  "service.file-missing": [
    "Berkas {name} tidak ada di folder layanan.",
    "The file {name} is missing from the folder of the service.",
  ],
  "service.file-unknown": ["Berkas {name} tidak dibaca.{hint}", "The file {name} is not read.{hint}"],
  "service.file-too-large": ["Berkas ini lebih besar dari {max} KB.", "The file is larger than {max} KB."],
  "service.not-text": ["Berkas ini bukan teks UTF-8.", "The file is not UTF-8 text."],
  "service.folder-missing": [
    "Folder {name} tidak ada atau tidak dapat dibaca.",
    "The folder {name} is not there or cannot be read.",
  ],
  "yaml.syntax": ["YAML tidak dapat dibaca: {reason}", "The YAML cannot be read: {reason}"],
  "yaml.too-large": ["YAML ini terlalu besar atau terlalu bertingkat.", "The YAML is too large or too deeply nested."],
  "yaml.part-missing": ["Bagian {name} tidak ditemukan di library/parts.", "The part {name} is not in library/parts."],
  "yaml.part-shape": ["Bagian {name} tidak berisi daftar {what}.", "The part {name} does not hold a list of {what}."],
  "yaml.part-nested": [
    "Bagian {name} memakai bagian lain; itu tidak diizinkan.",
    "The part {name} uses another part, which is not allowed.",
  ],
  "schema.missing": ["{path} belum ditulis.", "{path} is missing."],
  "schema.unknown": ["{path} tidak dikenal.{hint}", "{path} is not known here.{hint}"],
  "schema.type": ["{path} harus berupa {expected}.", "{path} must be {expected}."],
  "schema.value": ["{path}: {reason}", "{path}: {reason}"],
  "schema.language": [
    "{path}: kalimat dalam bahasa {language} belum ditulis.",
    "{path}: the sentence in {language} is missing.",
  ],
  "service.duplicate": ["{what} {name} ditulis lebih dari sekali.", "The {what} {name} is written more than once."],
  "service.reference-unknown": ["{what} {name} tidak ada.{hint}", "There is no {what} {name}.{hint}"],
  "service.unused": ["{what} {name} tidak dipakai di mana pun.", "The {what} {name} is not used anywhere."],
  "service.parameter-range": [
    "Nilai bawaan parameter {name} di luar batasnya sendiri.",
    "The default of the parameter {name} lies outside its own bounds.",
  ],
  "service.reference-code": [
    "Kode {code} tidak ada dalam referensi arsitektur SPBE.",
    "The code {code} is not in the reference architecture of SPBE.",
  ],
  "service.notice-field": [
    "Pemberitahuan memakai {field}, yang tidak ada atau bersifat pribadi.{hint}",
    "The notice uses {field}, which does not exist or is personal.{hint}",
  ],
  "service.number-mark": [
    "Pola nomor memakai {mark}, yang tidak dikenal.",
    "The number pattern uses {mark}, which is not known.",
  ],
  "service.number-serial": ["Pola nomor harus memuat {serial}.", "The number pattern must hold {serial}."],
  "service.silence-kind": [
    "Diam harus memutuskan hasil yang ditandai bySilence.",
    "Silence must decide an outcome that is marked bySilence.",
  ],
  "service.head-signs": [
    "Dokumen ditandatangani peran {name}, yang tidak boleh menandatangani (acts: sign).",
    "The document is signed by the role {name}, which may not sign (acts: sign).",
  ],
  "service.applicant-role": [
    "Layanan memerlukan tepat satu peran jenis applicant; sekarang ada {count}.",
    "A service needs exactly one role of kind applicant; there are {count}.",
  ],
  "form.reserved-name": [
    "Nama {name} sudah dipakai oleh FEEL atau program; pilih nama lain.",
    "The name {name} belongs to FEEL or to the program; choose another.",
  ],
  "form.forward-reference": [
    "Syarat ini melihat {name}, yang baru ditanyakan sesudahnya.",
    "The condition looks at {name}, which is only asked later.",
  ],
  "form.no-basis": [
    "Isian pribadi {name} belum menyebut dasar hukum dan kegunaannya (privacy).",
    "The personal field {name} states no legal basis and purpose (privacy).",
  ],
  "form.pattern-invalid": [
    "Pola {pattern} bukan ekspresi reguler yang dapat dipakai: {reason}",
    "The pattern {pattern} is not a usable regular expression: {reason}",
  ],
  "form.bounds": [
    "Batas bawah {name} lebih besar daripada batas atasnya.",
    "The lower bound of {name} is above its upper bound.",
  ],
  "form.unused": ["Formulir {name} tidak dipakai oleh tugas mana pun.", "The form {name} is not used by any task."],
  "feel.syntax": [
    "Ekspresi FEEL tidak dapat dibaca ({reason}): {expression}",
    "The FEEL expression does not parse ({reason}): {expression}",
  ],
  "feel.name-unknown": [
    "{name} tidak dikenal dalam: {expression}.{hint}",
    "{name} is not known in: {expression}.{hint}",
  ],
  "feel.option-unknown": ["{name} tidak pernah bernilai “{value}”.{hint}", "{name} is never “{value}”.{hint}"],
  "feel.personal": [
    "{name} bersifat pribadi dan tersandi, jadi alur tidak dapat melihatnya: {expression}",
    "{name} is personal and encrypted, so the process cannot see it: {expression}",
  ],
  "process.lane-role": [
    "Jalur {lane} memakai peran {role}, yang tidak ada dalam service.yaml.",
    "The lane {lane} names the role {role}, which is not in service.yaml.",
  ],
  "process.no-lane": ["Tugas ini tidak berada di jalur mana pun.", "The task stands in no lane."],
  "process.task-form": ["Tugas ini tidak menyebut formulir (pendopo:form).", "The task names no form (pendopo:form)."],
  "process.task-time": [
    "Tugas ini tidak menyebut batas waktu (pendopo:workingDays).",
    "The task has no time limit (pendopo:workingDays).",
  ],
  "process.english": [
    "Nama “{name}” belum punya padanan Inggris (pendopo:en).",
    "The name “{name}” has no English beside it (pendopo:en).",
  ],
  "process.applicant-form": [
    "Formulir permohonan hanya dapat dibuka lagi untuk pemohon.",
    "The application form can be reopened for the applicant only.",
  ],
  "process.act-unknown": [
    "Kegiatan {name} tidak dikenal; yang ada: {acts}.",
    "The act {name} is not known; there are: {acts}.",
  ],
  "process.end-outcome": [
    "Akhir ini tidak menyebut hasil (pendopo:outcome).",
    "The end event names no outcome (pendopo:outcome).",
  ],
  "process.outcome-unreached": [
    "Hasil {name} tidak pernah dicapai oleh alur.",
    "The outcome {name} is never reached by the process.",
  ],
  "process.unsound": ["{reason} Jalan terpendek: {path}.", "{reason} Shortest way: {path}."],
  "process.no-message": [
    "Pesan {name} tidak ditangkap di mana pun dalam alur.",
    "The message {name} is caught nowhere in the process.",
  ],
  "process.no-picture": ["{name} tidak tergambar dalam diagram.", "{name} is not drawn in the diagram."],
  "document.unissued": [
    "Dokumen {name} tidak diterbitkan oleh hasil mana pun.",
    "The document {name} is issued by no outcome.",
  ],
  "document.not-own": [
    "Layanan ini tidak menerbitkan dokumen dari {name}.",
    "No document of this service uses {name}.",
  ],
  "decision.clock": [
    "Keputusan tidak boleh melihat jam ({call}); berikan tanggal sebagai masukan.",
    "A decision may not look at the clock ({call}); give it the date as an input.",
  ],
  "decision.unused": [
    "Keputusan {name} tidak dipakai oleh alur atau biaya.",
    "The decision {name} is used by neither the process nor the fee.",
  ],
  "decision.input": [
    "Tabel keputusan membaca {name}, yang tidak diisi formulir atau alur mana pun.{hint}",
    "The decision reads {name}, which no form or process fills.{hint}",
  ],
  "scenario.uncovered": ["Belum ada skenario yang berakhir dengan {name}.", "No scenario ends in {name}."],
});

export type FaultWord = keyof typeof faultWords;
export type DefinitionWord = keyof typeof definitionWords;
