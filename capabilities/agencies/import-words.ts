import { define } from "../../kernel/words/words.ts";

/** What people read who bring a list in. */
export const importWords = define({
  "agencies.import": ["Masukkan dari daftar", "Bring in from a list"],
  "agencies.import-lead": [
    "Satu berkas CSV atau XLSX untuk unit kerja, jabatan, dan pegawai. Anda melihat dahulu apa yang akan ditambahkan; yang sudah ada tidak diubah.",
    "One CSV or XLSX file for units, positions and officials. You first see what would be added; what is there is not changed.",
  ],
  "agencies.import-example": ["Unduh contoh daftar (CSV)", "Download an example (CSV)"],
  "agencies.import-file": ["Berkas daftar", "File of the list"],
  "agencies.import-rows": ["20.000 baris", "20,000 rows"],
  "agencies.import-look": ["Periksa daftar", "Look at the list"],
  "agencies.import-columns": ["Kolom yang dikenal", "Columns that are understood"],
  "agencies.import-column.unit": [
    "Wajib. Nama unit, atau lengkap bila kembar: Kelurahan Opas Indah / Seksi Pelayanan",
    "Required. The unit's name, or in full where several share it: Kelurahan Opas Indah / Seksi Pelayanan",
  ],
  "agencies.import-column.above": ["Untuk unit baru: unit di atasnya", "For a new unit: the unit above it"],
  "agencies.import-column.unitKind": [
    "Untuk unit baru: perangkat daerah, bidang, bagian, sekretariat, UPTD, puskesmas, rumah sakit, kecamatan, kelurahan, pimpinan, lainnya",
    "For a new unit: perangkat daerah, bidang, bagian, sekretariat, UPTD, puskesmas, rumah sakit, kecamatan, kelurahan, pimpinan, lainnya",
  ],
  "agencies.import-column.unitShort": ["Untuk unit baru: nama singkat", "For a new unit: its short name"],
  "agencies.import-column.position": [
    "Jabatan di unit itu; ditambahkan bila belum ada",
    "A position of that unit; added when it is not there",
  ],
  "agencies.import-column.rank": [
    "Kepala daerah, JPT madya, JPT pratama, administrator, pengawas, fungsional, atau pelaksana",
    "Kepala daerah, JPT madya, JPT pratama, administrator, pengawas, fungsional or pelaksana",
  ],
  "agencies.import-column.head": ["“ya” bila memimpin unit", "“ya” when it heads the unit"],
  "agencies.import-column.signs": ["“ya” bila menandatangani surat", "“ya” when it signs letters"],
  "agencies.import-column.seats": [
    "Jumlah kursi; kosong berarti sebanyak pegawai di daftar",
    "Number of seats; empty means as many as the list seats",
  ],
  "agencies.import-column.nip": [
    "NIP atau NI PPPK; format kolomnya sebagai teks",
    "NIP or NI PPPK; format the column as text",
  ],
  "agencies.import-column.name": ["Nama dengan gelar", "Name with titles"],
  "agencies.import-column.kind": ["PNS, PPPK, atau pejabat terpilih", "PNS, PPPK or pejabat terpilih"],
  "agencies.import-column.email": ["Alamat surel dinas", "Official e-mail address"],
  "agencies.import-column.from": [
    "Mulai memegang jabatan, seperti 2026-01-05 atau 5/1/2026; kosong berarti hari ini",
    "First day in the position, as 2026-01-05 or 5/1/2026; empty means today",
  ],
  "agencies.import-preview": ["Yang akan ditambahkan", "What would be added"],
  "agencies.import-preview-lead": [
    "Daftar ini tidak ada salahnya. Belum ada yang ditulis.",
    "Nothing is wrong with this list. Nothing has been written yet.",
  ],
  "agencies.import-nothing": [
    "Semuanya sudah ada. Tidak ada yang perlu ditambahkan.",
    "Everything is there already. There is nothing to add.",
  ],
  "agencies.import-new.units": ["Unit kerja", "Units"],
  "agencies.import-new.positions": ["Jabatan", "Positions"],
  "agencies.import-new.officials": ["Pegawai", "Officials"],
  "agencies.import-new.holdings": ["Penempatan pegawai pada jabatan", "Officials seated in positions"],
  "agencies.import-do": ["Tambahkan sekarang", "Add now"],
  "agencies.import-not": ["Jangan tambahkan", "Do not add"],
  "agencies.import-done": ["Daftar sudah dimasukkan.", "The list was brought in."],
  "agencies.import-faults": ["{count} hal perlu dibetulkan", "{count} things to put right"],
  "agencies.import-faults-lead": [
    "Belum ada yang ditulis. Betulkan baris-baris ini di berkas Anda, lalu periksa lagi.",
    "Nothing was written. Put these rows right in your file, then look again.",
  ],
  "agencies.import-faults-table": ["Baris yang perlu dibetulkan", "Rows to put right"],
  "agencies.import-faults-more": ["dan {count} lagi", "and {count} more"],
  "agencies.import-line": ["Baris", "Row"],
  "agencies.import-wrong": ["Yang perlu dibetulkan", "What is wrong"],
  "agencies.import-earlier": ["Daftar yang pernah dimasukkan", "Lists brought in before"],
  "agencies.import-brought": [
    "{units} unit, {positions} jabatan, {officials} pegawai, {holdings} penempatan",
    "{units} units, {positions} positions, {officials} officials, {holdings} seated",
  ],
  "agencies.import-undo": ["Batalkan", "Take back"],
  "agencies.import-undone": ["Sudah dibatalkan.", "Taken back."],
  "agencies.import-taken-back": [
    "Daftar dibatalkan: penempatan dicabut, unit dan jabatannya ditutup.",
    "The list was taken back: seats given up, its units and positions closed.",
  ],
  "agencies.import-missing": ["Pilih berkas daftarnya.", "Choose the file of the list."],
  "agencies.import-empty": [
    "Daftar ini tidak berisi baris di bawah judul kolom.",
    "This list has no rows below its heads.",
  ],
  "agencies.import-kind": ["Berkas ini bukan CSV atau XLSX yang utuh.", "This file is not a whole CSV or XLSX."],
  "agencies.import-too-long": [
    "Daftar paling banyak {most} baris. Bagi menjadi beberapa berkas.",
    "A list has at most {most} rows. Divide it into several files.",
  ],
  "agencies.import-no-unit": ["Daftar harus mempunyai kolom “Unit kerja”.", "The list needs a column “Unit kerja”."],
  "agencies.import-heads": [
    "Kolom yang tidak dikenal: {names}. Hapus atau ganti judulnya.",
    "Columns that nobody knows: {names}. Remove them or change their heads.",
  ],
  "agencies.import-unit-missing": ["Unit kerja belum diisi.", "The unit is missing."],
  "agencies.import-unit-unknown": [
    "Unit “{name}” belum ada. Untuk menambahkannya, isi kolom Jenis unit.",
    "There is no unit “{name}” yet. To add it, fill in the column Jenis unit.",
  ],
  "agencies.import-unit-kind": ["Jenis unit “{value}” tidak dikenal.", "The kind of unit “{value}” is unknown."],
  "agencies.import-rank": ["Jenjang “{value}” tidak dikenal.", "The rank “{value}” is unknown."],
  "agencies.import-day": [
    "“{value}” bukan tanggal. Tulis seperti 2026-01-05.",
    "“{value}” is no date. Write it as 2026-01-05.",
  ],
  "agencies.import-long": ["Nama di baris ini terlalu panjang.", "A name in this row is too long."],
  "agencies.import-nip-rounded": [
    "NIP di baris ini sudah dibulatkan oleh lembar kerja. Format kolom NIP sebagai teks, lalu tulis lagi.",
    "The spreadsheet rounded this NIP. Format the column as text and write it again.",
  ],
  "agencies.import-seats": [
    "Jabatan “{position}” hanya mempunyai {seats} kursi.",
    "The position “{position}” has {seats} seats.",
  ],
  "agencies.import-kept-elsewhere": [
    "NIP ini dicatat oleh instansi lain. Minta instansi itu menyerahkannya dahulu.",
    "Another agency keeps this NIP. Ask it to hand the official over first.",
  ],
  "agencies.import-not-there": [
    "Daftar itu tidak ada, atau sudah dibatalkan.",
    "That list is not there, or was taken back.",
  ],
  "agencies.import-done-before": ["Daftar itu sudah dimasukkan.", "That list was brought in already."],
  "agencies.import-overtaken": [
    "Sementara itu ada yang berubah di instansi ini. Periksa daftar Anda sekali lagi.",
    "Something changed in this agency meanwhile. Look at your list once more.",
  ],
  "agencies.import-too-late": [
    "Daftar hanya dapat dibatalkan dalam 24 jam.",
    "A list can be taken back within 24 hours only.",
  ],
  "agencies.import-in-use": [
    "Sudah ada pegawai yang bekerja dari jabatan di daftar ini. Akhiri masa jabatan satu per satu.",
    "Somebody has already worked from a position of this list. End the holdings one by one.",
  ],
  "agencies.file-yaml": ["bukan YAML yang benar: {detail}", "no correct YAML: {detail}"],
  "agencies.file-value": ["nilainya tidak dapat dipakai: {detail}", "the value cannot be used: {detail}"],
  "agencies.file-twice": ["jabatan {key} ditulis dua kali", "the position {key} is written twice"],
  "agencies.file-chair": ["tidak ada jabatan dengan kunci {key}", "there is no position with the key {key}"],
  "agencies.code-twice": ["kode {code} ditulis dua kali", "the code {code} is written twice"],
});
