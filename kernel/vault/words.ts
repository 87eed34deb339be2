// What the vault says to the operator: keys that do not fit, holders that do not answer, changes that are under way.

import { define } from "../words/words.ts";

export const words = define({
  "key.two-holders": [
    "PENDOPO_KMS_URL dan PENDOPO_KEY_COMMAND keduanya terisi. Pilih satu pemegang kunci induk.",
    "Both PENDOPO_KMS_URL and PENDOPO_KEY_COMMAND are set. Choose one holder of the master key.",
  ],
  "key.no-token-file": [
    "PENDOPO_KMS_URL memerlukan PENDOPO_KMS_TOKEN_FILE, berkas berisi token untuk layanan kunci.",
    "PENDOPO_KMS_URL needs PENDOPO_KMS_TOKEN_FILE, the file with the token for the key service.",
  ],
  "key.service-trouble": [
    "Layanan kunci {where} tidak dapat dipakai: {reason}",
    "The key service {where} cannot be used: {reason}",
  ],
  "key.command-trouble": [
    "Program pemegang kunci {command} tidak dapat dipakai: {reason}",
    "The program that holds the key, {command}, cannot be used: {reason}",
  ],
  "key.wrong-holder": [
    "Basis data ini tidak dikunci oleh {where}. Periksa pengaturan pemegang kunci induk.",
    "This database was not locked by {where}. Check the settings of the master key's holder.",
  ],
  "key.wrong-answer": [
    "{where} memberikan kunci yang bukan kunci basis data ini. Program tidak dijalankan.",
    "{where} gave a key that is not this database's. The program does not start.",
  ],
  "key.two-roots": [
    "Dua mesin memulai pemasangan ini pada saat yang sama. Jalankan lagi.",
    "Two machines began this installation in the same moment. Start again.",
  ],
  "key.not-here": [
    "Kunci data baru saja diganti. Coba lagi sebentar.",
    "The data key has just been changed. Try again in a moment.",
  ],
  "key.change-under-way": [
    "Kunci induk sedang diganti. Selesaikan dahulu dengan: npx pendopo key rotate master --finish",
    "The master key is being changed. Finish that first: npx pendopo key rotate master --finish",
  ],
  "key.same-holder": [
    "Pemegang kunci yang baru sama dengan yang lama",
    "The new holder of the key is the same as the old one",
  ],
  "key.no-rewrap": [
    "Sebutkan kunci yang baru: --to <berkas>, --to kms, atau --to command",
    "Say which key is new: --to <file>, --to kms, or --to command",
  ],
  "key.no-such-target": [
    "Untuk --to {target}, isi dahulu pengaturannya ({setting})",
    "For --to {target}, set its setting first ({setting})",
  ],
  "key.same-trace": [
    "Dua baris {table} ternyata milik orang yang sama. Periksa dahulu, lalu jalankan lagi.",
    "Two rows of {table} turned out to stand for the same person. Look at them, then run this again.",
  ],
  "key.what": [
    "Sebutkan yang diganti: key rotate data, key rotate index, atau key rotate master",
    "Say what is to be changed: key rotate data, key rotate index, or key rotate master",
  ],
  "key.no-key-to-give": [
    "Kunci induk tidak berupa berkas, jadi tidak dapat dimasukkan ke cadangan. Jalankan tanpa --with-key.",
    "The master key is not a file, so it cannot go into the backup. Run without --with-key.",
  ],
  "key.announced": [
    "Kunci baru dibuat; dipakai setelah {seconds} detik, ketika semua mesin sudah membacanya",
    "The new key is made; it is used after {seconds} seconds, when every node has read it",
  ],
  "key.rows": ["{table}: {seen} baris dilihat, {changed} diganti", "{table}: {seen} rows seen, {changed} changed"],
  "key.files": ["{count} berkas diganti kuncinya", "{count} files changed their key"],
  "key.data-done": [
    "Kunci data sudah diganti: {rows} kolom dan {files} berkas, {rate} baris per detik. Kunci lama tidak dipakai lagi; dihapus pada penggantian berikutnya, paling cepat tujuh hari lagi.",
    "The data key is changed: {rows} columns and {files} files, {rate} rows a second. The old key is no longer used; it is removed at the next change, seven days from now at the earliest.",
  ],
  "key.index-done": [
    "Kunci pencarian sudah diganti: {rows} baris, {rate} baris per detik.",
    "The index key is changed: {rows} rows, {rate} rows a second.",
  ],
  "key.master-begun": [
    "{count} kunci kini juga dapat dibuka oleh {where}. Jalankan ulang setiap mesin dengan pemegang kunci yang baru, satu per satu. Lalu, dengan pengaturan baru: npx pendopo key rotate master --finish",
    "{count} keys can now also be opened by {where}. Restart every node with the new holder, one after the other. Then, with the new settings: npx pendopo key rotate master --finish",
  ],
  "key.master-finished": [
    "Hanya pemegang kunci ini yang berlaku sekarang ({count} pemegang lama dihapus). Simpan kunci lama bersama cadangan lama: cadangan itu masih memerlukannya.",
    "Only this holder counts now ({count} former ones removed). Keep the old key with the old backups: they still need it.",
  ],
  "key.rewrapped": [
    "{count} kunci dibungkus ulang dengan versi kunci terbaru di {where}",
    "{count} keys were wrapped again with the newest version of the key at {where}",
  ],
  "key.holder": ["Kunci induk dipegang: {where}", "The master key is held by: {where}"],
  "key.state.announced": ["diumumkan", "announced"],
  "key.state.current": ["dipakai", "in use"],
  "key.state.followed": ["sedang diganti", "being changed"],
  "key.state.retired": ["sudah diganti", "retired"],
});
