// What backup and restore say.

import { define } from "../words/words.ts";

export const words = define({
  "backup.exists": [
    "Berkas {file} sudah ada. Pilih nama lain; cadangan lama tidak ditimpa.",
    "The file {file} exists already. Choose another name; an older backup is not overwritten.",
  ],
  "backup.no-file": ["Berkas {file} tidak ada.", "There is no file {file}."],
  "backup.broken": [
    "{file} bukan cadangan Pendopo yang utuh: terpotong, rusak, atau diubah. Tidak ada yang dipulihkan.",
    "{file} is not a whole backup of Pendopo: cut off, damaged or altered. Nothing was restored.",
  ],
  "backup.wrong-key": [
    "Kunci ini bukan kunci cadangan tersebut. Berikan berkas kunci yang semula dengan --key.",
    "This key is not the key of that backup. Give the original key file with --key.",
  ],
  "backup.key-missing": [
    "Cadangan ini tidak membawa kunci induk, dan di {file} tidak ada kunci. Berikan berkas kunci yang semula dengan --key.",
    "This backup does not carry the master key, and there is none at {file}. Give the original key file with --key.",
  ],
  "backup.newer-format": [
    "Cadangan ini dibuat oleh Pendopo {program} dengan bentuk yang lebih baru. Gunakan versi itu.",
    "This backup was made by Pendopo {program} in a newer format. Use that version.",
  ],
  "backup.newer-program": [
    "Cadangan ini dibuat oleh Pendopo {program}, yang migrasinya tidak dikenal di sini ({names}). Gunakan versi itu atau yang lebih baru.",
    "This backup was made by Pendopo {program}, whose migrations are not known here ({names}). Use that version or a newer one.",
  ],
  "restore.not-empty": [
    "Basis data tujuan tidak kosong ({names}). Pemulihan hanya ke basis data kosong.",
    "The target database is not empty ({names}). A restore goes into an empty one only.",
  ],
  "restore.files-not-empty": [
    "Folder berkas {folder} tidak kosong. Pemulihan hanya ke folder kosong.",
    "The folder of files {folder} is not empty. A restore goes into an empty one only.",
  ],
});
