// What the operator's commands say.

import { define } from "../kernel/words/words.ts";

export const words = define({
  "command.title": [
    "Pendopo, balai layanan pemerintah secara elektronik",
    "Pendopo, the open hall of electronic government",
  ],
  "command.usage": ["Pemakaian: npx pendopo {usage}", "Usage: npx pendopo {usage}"],
  "command.unknown": ['Perintah "{name}" tidak dikenal.', 'The command "{name}" is not known.'],
  "command.settings": [
    "Pengaturan dibaca dari lingkungan (environment); lihat docs/operate/settings.md.",
    "Settings are read from the environment; see docs/operate/settings.md.",
  ],
  "command.more": [
    "npx pendopo help <perintah> menjelaskan satu perintah.",
    "npx pendopo help <command> explains one command.",
  ],
  "command.missing": ["Argumen {name} belum diberikan.", "The argument {name} is missing."],
  "command.too-many": ["Argumen {value} tidak dikenal.", "The argument {value} is not known."],

  "start.port-busy": [
    "Port {port} sudah dipakai program lain. Hentikan program itu, atau atur PORT ke angka lain.",
    "Port {port} is taken by another program. Stop it, or set PORT to another number.",
  ],
  "start.port-forbidden": [
    "Port {port} tidak boleh dipakai oleh pengguna ini. Atur PORT ke angka di atas 1024.",
    "This user may not use port {port}. Set PORT to a number above 1024.",
  ],
  "start.no-such-address": [
    "Mesin ini tidak mempunyai alamat {host}. Periksa HOST.",
    "This machine has no address {host}. Check HOST.",
  ],
  "start.running": [
    "Pendopo sudah berjalan di folder {folder} (proses {pid}, {url}). Hentikan dahulu, atau atur PENDOPO_DATA ke folder lain.",
    "Pendopo is running on the folder {folder} already (process {pid}, {url}). Stop it first, or set PENDOPO_DATA to another folder.",
  ],
  "start.not-a-demo": [
    "Basis data ini bukan pemasangan demo, jadi data demo tidak diisikan. Jalankan `npx pendopo start` tanpa --demo, atau gunakan folder atau basis data lain.",
    "This database is not a demo installation, so no demo data is put into it. Run `npx pendopo start` without --demo, or use another folder or database.",
  ],
  "start.is-a-demo": [
    "Basis data ini pemasangan demo: kata sandi akunnya diketahui umum. Jalankan dengan --demo, atau gunakan folder atau basis data lain untuk pemasangan sungguhan.",
    "This database is a demo installation: the passwords of its accounts are public. Start it with --demo, or use another folder or database for a real one.",
  ],
  "start.opening": ["membuka basis data", "opening the database"],
  "start.reference": ["memeriksa data acuan", "checking reference data"],
  "start.demo": ["memeriksa data demo", "checking demo data"],
  "start.ready": ["siap", "ready"],
  "start.accounts": ["Akun demo", "Demo accounts"],
  "start.stop-hint": ["Ctrl+C menghentikan Pendopo.", "Ctrl+C stops Pendopo."],
  "start.stopping": [
    "menghentikan: permintaan yang sedang berjalan diselesaikan dahulu",
    "stopping: requests under way are finished first",
  ],
  "start.stopped": ["berhenti", "stopped"],
  "start.address": ["Pendopo terbuka di {url}", "Pendopo is open at {url}"],

  "migrate.none": [
    "Basis data sudah sesuai dengan program ini; tidak ada migrasi yang dijalankan.",
    "The database matches this program; no migration was needed.",
  ],
  "migrate.done": ["{count} migrasi dijalankan: {names}", "{count} migrations were run: {names}"],
  "demo.done": ["Data demo sudah ada.", "The demo data is in place."],

  "backup.table": ["{count} baris dari {table}", "{count} rows of {table}"],
  "backup.files": ["{count} berkas unggahan", "{count} uploaded files"],
  "backup.done": [
    "{file}: {rows} baris dari {tables} tabel dan {files} berkas, {size}",
    "{file}: {rows} rows of {tables} tables and {files} files, {size}",
  ],
  "backup.keep-key": [
    "PENTING: kunci induk TIDAK ikut. Simpan salinan {file} di tempat lain; tanpa kunci itu data pribadi dalam cadangan tidak dapat dibaca siapa pun.",
    "IMPORTANT: the master key is NOT in it. Keep a copy of {file} elsewhere; without that key nobody can read the personal data in the backup.",
  ],
  "backup.guard": [
    "PERINGATAN: kunci induk ikut. Siapa pun yang memegang berkas ini dapat membaca seluruh data pribadi. Simpan terkunci.",
    "WARNING: the master key is in it. Whoever holds this file can read all personal data. Keep it locked away.",
  ],
  "restore.verify": ["memeriksa keutuhan cadangan", "checking that the backup is whole"],
  "restore.tables": ["membuat tabel seperti pada saat pencadangan", "making the tables as they were"],
  "restore.rows": ["mengisi {table}", "filling {table}"],
  "restore.migrating": ["menyesuaikan dengan program ini", "bringing it to this program"],
  "restore.auditing": ["memeriksa rantai catatan", "verifying the record"],
  "restore.done": [
    "Cadangan dari {at} (Pendopo {program}) sudah dipulihkan: {rows} baris, {files} berkas, {applied} migrasi dijalankan.",
    "The backup of {at} (Pendopo {program}) is restored: {rows} rows, {files} files, {applied} migrations run.",
  ],
  "restore.start-hint": ["Jalankan dengan: {command}", "Start it with: {command}"],
  "restore.key-kept": ["Kunci induk ditulis ke {file}.", "The master key was written to {file}."],

  "audit.progress": ["{count} catatan diperiksa", "{count} entries verified"],
  "audit.whole": [
    "Utuh: {entries} catatan dalam {seals} segel; {unsealed} catatan terakhir belum disegel.",
    "Whole: {entries} entries in {seals} seals; the last {unsealed} are not sealed yet.",
  ],
  "audit.broken": ["TIDAK UTUH: {count} kerusakan.", "NOT WHOLE: {count} faults."],
  "audit.fault.hash": [
    "instansi {agency}, segel {seal}: isi catatan berubah",
    "agency {agency}, seal {seal}: an entry was changed",
  ],
  "audit.fault.entries": [
    "instansi {agency}, segel {seal}: jumlah catatan berubah",
    "agency {agency}, seal {seal}: entries were removed or added",
  ],
  "audit.fault.previous": [
    "instansi {agency}, segel {seal}: tidak menyambung ke segel sebelumnya",
    "agency {agency}, seal {seal}: does not follow from the seal before",
  ],
  "audit.fault.gap": [
    "instansi {agency}, segel {seal}: segel hilang",
    "agency {agency}, seal {seal}: the seal is missing",
  ],
  "audit.fault.missing-seal": [
    "instansi {agency}, mulai segel {seal}: catatan menunjuk segel yang tidak ada",
    "agency {agency}, from seal {seal}: entries name a seal that is not there",
  ],

  "doctor.healthy": ["Semua baik.", "All is well."],
  "doctor.advice": ["{count} hal perlu perhatian.", "{count} things need attention."],
  "doctor.unreachable": ["Basis data tidak terjangkau: {reason}", "The database cannot be reached: {reason}"],
  "doctor.unreachable.advice": [
    "Periksa DATABASE_URL, jaringan, dan apakah PostgreSQL berjalan.",
    "Check DATABASE_URL, the network, and whether PostgreSQL runs.",
  ],
  "doctor.postgres": ["PostgreSQL {version}, terjangkau dalam {ms} ms", "PostgreSQL {version}, reached in {ms} ms"],
  "doctor.roles": [
    "peran program tidak dapat melewati keamanan baris",
    "the program's roles cannot bypass row security",
  ],
  "doctor.roles-bad": ["peran {names} dapat melewati keamanan baris", "roles {names} can bypass row security"],
  "doctor.roles.advice": [
    "Jalankan: alter role … nosuperuser nobypassrls",
    "Run: alter role … nosuperuser nobypassrls",
  ],
  "doctor.security": ["keamanan baris menyala di {count} tabel", "row security is on for {count} tables"],
  "doctor.security-bad": ["keamanan baris mati di {names}", "row security is off for {names}"],
  "doctor.security.advice": [
    "Laporkan ini sebagai cacat; jangan jalankan untuk umum sebelum diperbaiki.",
    "Report this as a defect; do not serve the public until it is mended.",
  ],
  "doctor.migrations": ["semua {count} migrasi sudah dijalankan", "all {count} migrations have been run"],
  "doctor.migrations-bad": [
    "{count} migrasi belum dijalankan: {names}",
    "{count} migrations have not been run: {names}",
  ],
  "doctor.migrations.advice": ["Jalankan npx pendopo migrate.", "Run npx pendopo migrate."],
  "doctor.key": ["kunci induk cocok dengan basis data", "the master key belongs to the database"],
  "doctor.key-bad": [
    "kunci induk di {file} bukan kunci basis data ini",
    "the master key at {file} does not belong to this database",
  ],
  "doctor.key.advice": ["Kembalikan berkas kunci yang semula.", "Bring back the original key file."],
  "doctor.key-none": [
    "basis data ini belum pernah dipakai: belum ada kunci",
    "this database was never used: there is no key yet",
  ],
  "doctor.key-mode": [
    "berkas kunci {file} dapat dibaca pengguna lain",
    "the key file {file} can be read by other users",
  ],
  "doctor.key-mode.advice": ["Jalankan: chmod 600 {file}", "Run: chmod 600 {file}"],
  "doctor.disk": ["ruang kosong di {folder}: {free} ({percent}%)", "free room at {folder}: {free} ({percent}%)"],
  "doctor.disk.advice": [
    "Tambah ruang: unggahan dan basis data berhenti bila penuh.",
    "Add room: uploads and the database stop when it is full.",
  ],
  "doctor.mail": ["server surel {host} menjawab", "the mail server {host} answers"],
  "doctor.mail-bad": [
    "server surel {host} tidak menjawab: {reason}",
    "the mail server {host} does not answer: {reason}",
  ],
  "doctor.mail.advice": [
    "Pemberitahuan menunggu di kotak keluar dan tidak hilang. Periksa SMTP_URL.",
    "Notices wait in the outbox and are not lost. Check SMTP_URL.",
  ],
  "doctor.mail-none": [
    "SMTP_URL tidak diatur: pemberitahuan hanya tampil pada berkas permohonan",
    "SMTP_URL is not set: notices stay on the case only",
  ],
  "doctor.clock": [
    "jam program dan basis data berselisih {seconds} detik",
    "the clocks of program and database differ by {seconds} s",
  ],
  "doctor.clock.advice": [
    "Pasang NTP di kedua mesin: jangka waktu layanan dihitung dari jam ini.",
    "Run NTP on both machines: the promises of services are counted by this clock.",
  ],
  "doctor.jobs": [
    "{waiting} pekerjaan menunggu, tidak ada yang terlambat atau mati",
    "{waiting} jobs wait; none is late or dead",
  ],
  "doctor.jobs-bad": [
    "{late} pekerjaan terlambat lebih dari 5 menit, {dead} mati: {kinds}",
    "{late} jobs are more than 5 minutes late, {dead} are dead: {kinds}",
  ],
  "doctor.jobs.advice": [
    "Pastikan ada simpul dengan PENDOPO_WORKERS=on; kolom last_error di kernel.job menyebut sebabnya.",
    "See that some node has PENDOPO_WORKERS=on; last_error in kernel.job names the cause.",
  ],
  "doctor.certificate": ["sertifikat {kind} berlaku sampai {until}", "the {kind} certificate is valid until {until}"],
  "doctor.certificate.advice": [
    "Terbitkan sertifikat pengganti sebelum tanggal itu.",
    "Issue its successor before that day.",
  ],
  "doctor.certificates-none": [
    "belum ada sertifikat; dibuat saat dokumen pertama disegel",
    "no certificates yet; made when the first document is sealed",
  ],
  "doctor.holidays": ["hari libur nasional {year}: {count} hari", "national holidays of {year}: {count} days"],
  "doctor.holidays-none": [
    "hari libur nasional {year} belum terdaftar",
    "the national holidays of {year} are not listed yet",
  ],
  "doctor.holidays.advice": [
    "Masukkan libur dari SKB tiga menteri sebelum tahun itu; jangka waktu yang melewatinya dihitung tanpa libur.",
    "Enter the holidays of the ministers' joint decree before that year; promises that run into it are counted without them.",
  ],
  "doctor.url": ["alamat yang dilihat orang: {url}", "the address people see: {url}"],
  "doctor.url.advice": [
    "Atur PENDOPO_URL ke alamat https yang sebenarnya: alamat itu tercetak pada dokumen dan QR.",
    "Set PENDOPO_URL to the real https address: it is printed on documents and in QR codes.",
  ],
});
