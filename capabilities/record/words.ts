// What people read about the record: the public page, the verifier, and the auditors' search.

import { define } from "../../kernel/words/words.ts";

export const words = define({
  "record.title": ["Catatan yang tidak dapat diam-diam diubah", "The record that cannot be rewritten quietly"],
  "record.nav": ["Catatan", "The record"],
  "record.lead": [
    "Setiap tindakan di sini dicatat: siapa, apa, kapan, untuk siapa. Setiap hari pukul 00.00 WIB seluruh catatan diringkas menjadi satu angka, yaitu akar harian, lalu ditandatangani dan diumumkan di halaman ini.",
    "Every act here is recorded: who, what, when, for whom. Each day at 00.00 WIB the whole record is condensed into one number, the daily root, which is signed and published on this page.",
  ],
  "record.why": ["Untuk apa?", "What for?"],
  "record.why-text": [
    "Bila satu catatan saja kemudian diubah, dihapus, atau disisipkan, akar hari itu tidak lagi cocok. Siapa pun yang menyimpan salinan akar dapat membuktikannya, tanpa perlu percaya kepada kami. Isi catatan tidak dapat dibaca dari akar.",
    "If a single entry is later changed, removed or put in, the root of that day no longer fits. Whoever keeps a copy of the roots can prove it, without having to trust us. Nothing of the entries can be read from a root.",
  ],
  "record.keep": ["Simpan salinannya", "Keep a copy"],
  "record.keep-text": [
    "Unduh semua akar sekarang dan nanti, lalu simpan di tempat Anda sendiri. Wartawan, akademisi, dan lembaga pengawas: makin banyak salinan di luar, makin sulit catatan diubah.",
    "Download all roots, now and later, and keep them at your own place. Journalists, scholars, supervisors: the more copies there are outside, the harder the record is to change.",
  ],
  "record.all": ["Unduh semua akar (JSON)", "Download all roots (JSON)"],
  "record.feed": ["Ikuti akar baru (Atom)", "Follow new roots (Atom)"],
  "record.check-link": ["Periksa petikan catatan", "Check an extract of the record"],
  "record.own-link": [
    "Catatan tentang Anda sendiri, dengan buktinya (JSON)",
    "The record about yourself, with its proof (JSON)",
  ],
  "record.authority": ["Sidik jari otoritas tanda tangan", "Fingerprint of the signing authority"],
  "record.authority-hint": [
    "Akar ditandatangani dengan sertifikat di bawah otoritas ini. Simpan juga sidik jarinya.",
    "Roots are signed with a certificate below this authority. Keep its fingerprint too.",
  ],
  "record.days": ["Akar harian", "Daily roots"],
  "record.day": ["Hari", "Day"],
  "record.entries": ["Catatan", "Entries"],
  "record.entries-so-far": ["{n} catatan sejak awal", "{n} entries since the beginning"],
  "record.root": ["Sidik jari akar (SHA-256)", "Fingerprint of the root (SHA-256)"],
  "record.stamp": ["Cap waktu", "Time-stamp"],
  "record.stamped": ["dicap {at}", "stamped {at}"],
  "record.not-stamped": ["tidak dicap", "not stamped"],
  "record.none": ["Belum ada akar harian", "No daily root yet"],
  "record.none-text": [
    "Akar pertama diumumkan lewat tengah malam WIB, setelah hari pertama berakhir.",
    "The first root is published after midnight WIB, when the first day has ended.",
  ],
  "record.roots-about": [
    "Akar harian catatan. Setiap statement ditandatangani (ECDSA P-256, SHA-256) dan memuat SHA-256 dari statement sebelumnya. Bandingkan dengan: npx pendopo audit verify --roots akar.json",
    "Daily roots of the record. Each statement is signed (ECDSA P-256, SHA-256) and carries the SHA-256 of the statement before. Compare with: npx pendopo audit verify --roots akar.json",
  ],
  "record.feed-title": ["Akar harian catatan {host}", "Daily roots of the record of {host}"],
  "record.feed-entry": ["Akar harian {day}", "Daily root of {day}"],

  "record.check": ["Periksa petikan catatan", "Check an extract of the record"],
  "record.check-lead": [
    "Pilih berkas petikan yang Anda terima atau unduh. Pemeriksaan berjalan di perangkat Anda; berkas tidak dikirim ke mana pun.",
    "Choose the extract that you received or downloaded. It is checked on your device; the file is sent nowhere.",
  ],
  "record.check-file": ["Petikan catatan (JSON)", "Extract of the record (JSON)"],
  "record.check-kept": [
    "Salinan akar harian yang Anda simpan (akar.json)",
    "The copy of the daily roots that you kept (akar.json)",
  ],
  "record.check-kept-hint": [
    "Boleh dikosongkan. Dengan salinan Anda sendiri, hasilnya tidak bergantung pada siapa pun.",
    "May be left out. With your own copy the result depends on nobody.",
  ],
  "record.check-without": ["Tanpa skrip", "Without scripts"],
  "record.check-without-text": [
    "Halaman ini memerlukan skrip. Tanpa skrip, periksa dengan perintah: npx pendopo audit check petikan.json",
    "This page needs scripts. Without them, check with the command: npx pendopo audit check petikan.json",
  ],
  "record.check-offline": ["Periksa tanpa internet", "Check without the internet"],
  "record.check-offline-text": [
    "Unduh pemeriksa sebagai satu berkas. Ia bekerja tanpa jaringan, juga bertahun-tahun lagi.",
    "Download the verifier as one file. It works without a network, also years from now.",
  ],
  "record.check-offline-link": ["Unduh pemeriksa (HTML)", "Download the verifier (HTML)"],
  "record.result": ["Hasil", "Result"],
  "record.result.busy": ["Sedang memeriksa …", "Checking …"],
  "record.result.ok": ["Utuh", "Whole"],
  "record.result.ok-text": [
    "{entries} catatan cocok dengan buktinya: {rooted} terikat pada akar harian, {sealed} pada segel, {waiting} belum disegel ketika petikan dibuat.",
    "{entries} entries agree with their proof: {rooted} bound by a daily root, {sealed} by a seal, {waiting} not sealed yet when the extract was made.",
  ],
  "record.result.bad": ["TIDAK UTUH", "NOT WHOLE"],
  "record.result.bad-text": ["{count} kerusakan ditemukan:", "{count} faults were found:"],
  "record.result.not-json": [
    "Berkas ini bukan petikan catatan yang dapat dibaca.",
    "This file is not an extract of the record that can be read.",
  ],
  "record.result.not-roots": [
    "Berkas kedua bukan salinan akar harian (akar.json) dari halaman catatan.",
    "The second file is not a copy of the daily roots (akar.json) from the page of the record.",
  ],
  "record.result.no-crypto": [
    "Peramban ini tidak dapat memeriksa tanda tangan di halaman ini. Unduh pemeriksa di bawah lalu buka dari perangkat Anda.",
    "This browser cannot check signatures on this page. Download the verifier below and open it from your device.",
  ],
  "record.result.made": ["Petikan dari {installation}, dibuat {made}", "Extract of {installation}, made {made}"],
  "record.result.fingerprint": [
    "Sidik jari otoritas: {fingerprint}. Bandingkan dengan yang diumumkan di {installation}/catatan atau yang Anda simpan.",
    "Fingerprint of the authority: {fingerprint}. Compare it with the one published at {installation}/catatan, or the one you kept.",
  ],
  "record.result.confirmed": [
    "{count} dari {days} akar harian sama dengan salinan Anda.",
    "{count} of {days} daily roots are as in your copy.",
  ],
  "record.result.unconfirmed": [
    "Tanda tangan cocok dengan sertifikat dalam berkas. Agar tidak bergantung pada kami, bandingkan juga dengan salinan akar harian Anda.",
    "The signatures fit the certificates in the file. To depend on nobody, compare with your own copy of the daily roots too.",
  ],
  "record.fault.format": ["bentuk berkas tidak dikenal atau rusak", "the file's form is unknown or broken"],
  "record.fault.entry": ["catatan {place} bukan yang disegel", "entry {place} is not what was sealed"],
  "record.fault.seal": ["segel {place} tidak sah", "seal {place} is not valid"],
  "record.fault.chain": ["rantai {place} tidak termasuk akar harinya", "chain {place} is not in the root of its day"],
  "record.fault.root": [
    "akar harian {place} tidak ditandatangani dengan sah",
    "the daily root of {place} is not validly signed",
  ],
  "record.fault.kept": [
    "akar harian {place} berbeda dari salinan Anda",
    "the daily root of {place} differs from your copy",
  ],
  "record.fault.roots-differ": ["berkas ini memuat lebih dari satu otoritas", "the file has more than one authority"],
  "record.state.rooted": ["terikat pada akar harian", "bound by a daily root"],
  "record.state.sealed": ["terikat pada segel", "bound by a seal"],
  "record.state.waiting": ["belum disegel", "not sealed yet"],
  "record.state.false": ["TIDAK COCOK", "DOES NOT FIT"],

  "record.extract-about": [
    "Petikan catatan. entries[].cells adalah catatan, kolomnya di columns; path adalah hash di samping jalannya ke segel, hari, dan akar yang ditandatangani. Periksa di {url}/catatan/periksa atau dengan: npx pendopo audit check <berkas>",
    "Extract of the record. entries[].cells are the entries, their columns in columns; path are the hashes beside the way to the seal, the day and the signed root. Check at {url}/catatan/periksa or with: npx pendopo audit check <file>",
  ],
  "record.own-only": [
    "Bukti catatan hanya untuk diri sendiri. Kembalilah bertindak atas nama sendiri, lalu unduh lagi.",
    "The proof is for oneself only. Act in your own name again, then download it.",
  ],

  "record.examine": ["Pemeriksaan catatan", "Audit of the record"],
  "record.examine-lead": [
    "Catatan {agency}. Pencarian Anda pun dicatat.",
    "The record of {agency}. Your own searching is recorded too.",
  ],
  "record.from": ["Dari tanggal", "From"],
  "record.until": ["Sampai tanggal", "Until"],
  "record.act": ["Tindakan", "Act"],
  "record.position": ["Jabatan", "Position"],
  "record.target": ["Nomor permohonan atau sasaran", "Tracking number or target"],
  "record.any": ["Semua", "All"],
  "record.way": ["Cara", "Way"],
  "record.way.behalf": ["Atas nama orang lain", "On behalf of another"],
  "record.way.program": ["Lewat aplikasi", "Through a program"],
  "record.way.look": ["Data pribadi dilihat", "Personal data looked at"],
  "record.account": ["Akun {id}", "Account {id}"],
  "record.subject": ["Warga {id}", "Resident {id}"],
  "record.when": ["Waktu", "Time"],
  "record.who": ["Oleh", "By"],
  "record.what": ["Tindakan", "Act"],
  "record.about": ["Sasaran", "Target"],
  "record.more": ["Keterangan", "Details"],
  "record.system": ["Pendopo sendiri", "Pendopo itself"],
  "record.on-behalf": ["atas nama {id}", "on behalf of {id}"],
  "record.mandate": ["kuasa {id}", "mandate {id}"],
  "record.program": ["lewat aplikasi {id}", "through program {id}"],
  "record.sealed": ["segel {n}", "seal {n}"],
  "record.unsealed": ["belum disegel", "not sealed yet"],
  "record.purpose": ["Keperluan: {purpose}", "Purpose: {purpose}"],
  "record.found-none": ["Tidak ada catatan yang cocok", "No entry matches"],
  "record.found-none-text": [
    "Lebarkan tanggalnya atau hapus satu saringan. Setiap pencarian meliputi paling banyak 366 hari.",
    "Widen the dates or remove a filter. A search covers at most 366 days.",
  ],
  "record.list": ["Catatan dari {from} sampai {until}", "Entries from {from} until {until}"],
  "record.take": ["Unduh", "Download"],
  "record.take-json": ["Petikan dengan bukti (JSON)", "Extract with proof (JSON)"],
  "record.take-csv": ["Tabel untuk dibaca (CSV)", "Table for reading (CSV)"],
  "record.take-hint": [
    "Paling banyak {most} catatan terbaru dari hasil ini.",
    "At most the {most} newest entries of this result.",
  ],

  "record.doctor.roots": ["akar harian terakhir: {day}", "latest daily root: {day}"],
  "record.doctor.none": ["belum ada akar harian", "no daily root yet"],
  "record.doctor.late": ["akar harian terakhir {day}: sudah lama", "the latest daily root is of {day}: long ago"],
  "record.doctor.late-advice": [
    "Jalankan satu simpul dengan pekerja latar (PENDOPO_WORKERS=on); akar dibuat lewat tengah malam WIB.",
    "Run a node with workers (PENDOPO_WORKERS=on); the root is made after midnight WIB.",
  ],
  "record.doctor.unsealed": [
    "semua catatan yang lebih tua dari satu jam sudah disegel",
    "every entry older than an hour is sealed",
  ],
  "record.doctor.unsealed-bad": [
    "{count} catatan belum disegel lebih dari satu jam",
    "{count} entries have waited for their seal for over an hour",
  ],
});
