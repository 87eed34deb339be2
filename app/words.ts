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
    "Utuh: {entries} catatan dalam {seals} segel dan {roots} akar harian; {unsealed} catatan terakhir belum disegel.",
    "Whole: {entries} entries in {seals} seals and {roots} daily roots; the last {unsealed} are not sealed yet.",
  ],
  "audit.kept": [
    "Cocok dengan salinan: {count} akar harian sama seperti pada {file}.",
    "Agrees with the copy: {count} daily roots are as in {file}.",
  ],
  "audit.not-roots": [
    "{file} bukan salinan akar harian (akar.json) dari halaman /catatan.",
    "{file} is not a copy of the daily roots (akar.json) from the page /catatan.",
  ],
  "audit.no-file": ["Berkas {file} tidak dapat dibaca.", "The file {file} cannot be read."],
  "audit.late": [
    "Perhatian: {count} catatan sudah lebih dari satu jam belum disegel. Apakah ada simpul yang menjalankan pekerja latar?",
    "Note: {count} entries have waited for their seal for more than an hour. Does any node run the workers?",
  ],
  "audit.broken": ["TIDAK UTUH: {count} kerusakan.", "NOT WHOLE; faults found: {count}."],
  "audit.more": ["… dan {count} kerusakan lain.", "… and {count} more."],
  "audit.at": ["instansi {agency}, segel {seal}", "agency {agency}, seal {seal}"],
  "audit.at-agency": ["instansi {agency}", "agency {agency}"],
  "audit.at-day": ["akar harian {day}", "daily root of {day}"],
  "audit.at-all": ["pemasangan", "installation"],
  "audit.fault.altered": ["catatan {id} diubah isinya", "entry {id} was changed"],
  "audit.fault.missing": ["catatan {id} dihapus", "entry {id} was removed"],
  "audit.fault.inserted": [
    "catatan {id} disisipkan sesudah segel dibuat",
    "entry {id} was put in after the seal was made",
  ],
  "audit.fault.swapped": [
    "catatan {id} dan {other} ditukar isinya",
    "entries {id} and {other} carry each other's content",
  ],
  "audit.fault.moved": [
    "catatan {id} dipindahkan dari segel ini ke segel {other}",
    "entry {id} was moved out of this seal into seal {other}",
  ],
  "audit.fault.batch": [
    "catatan diubah, dihapus, atau disisipkan (segel bentuk lama, yang tidak menyebut catatan mana)",
    "entries were changed, removed or put in (a seal of the old form, which cannot say which)",
  ],
  "audit.fault.seal": ["segel diubah sesudah dibuat", "the seal was changed after it was made"],
  "audit.fault.gap": ["{count} segel hilang mulai dari sini", "seals missing from here on: {count}"],
  "audit.fault.previous": ["tidak menyambung ke segel sebelumnya", "does not follow from the seal before"],
  "audit.fault.signature": [
    "tidak ditandatangani oleh kunci pemasangan ini",
    "is not signed with this installation's key",
  ],
  "audit.fault.stray": [
    "{count} catatan menunjuk segel yang tidak ada",
    "{count} entries name a seal that is not there",
  ],
  "audit.fault.cut": [
    "ujung rantai dipotong: {count} segel terakhir tidak ada lagi",
    "the end was cut off; seals gone: {count}",
  ],
  "audit.fault.counter": [
    "penghitung rantai tidak sesuai dengan segel-segelnya",
    "the counter of the chain is not what its seals add up to",
  ],
  "audit.fault.rewritten": [
    "bukan segel yang tercakup dalam akar harian {day}: rantai ditulis ulang",
    "is not the seal that the daily root of {day} was made over: the chain was written anew",
  ],
  "audit.fault.root": ["diubah sesudah dibuat", "was changed after it was made"],
  "audit.fault.root-gap": ["{count} akar harian sebelumnya hilang", "daily roots missing before it: {count}"],
  "audit.fault.root-previous": ["tidak menyambung ke akar sebelumnya", "does not follow from the root before"],
  "audit.fault.root-signature": [
    "tidak ditandatangani oleh kunci pemasangan ini",
    "is not signed with this installation's key",
  ],
  "audit.fault.root-chains": [
    "daftar rantai yang dicakupnya diubah",
    "the list of chains that it was made over was changed",
  ],
  "audit.fault.kept": ["berbeda dari salinan yang disimpan", "differs from the kept copy"],
  "audit.fault.kept-missing": [
    "ada pada salinan yang disimpan, tetapi tidak ada lagi di sini",
    "is in the kept copy and no longer here",
  ],
  "audit.fault.stamp": [
    "cap waktunya tidak untuk akar ini, atau tidak sah",
    "its time-stamp is not about it, or is not valid",
  ],
  "audit.fault.authority": [
    "sertifikat {id} tidak berasal dari kunci induk ini: otoritas atau penandatangan diganti",
    "certificate {id} does not belong to this master key: the authority or the signer was replaced",
  ],

  "audit.not-a-day": ["{value} bukan tanggal seperti 2026-11-23.", "{value} is not a day such as 2026-11-23."],
  "audit.exists": ["Berkas {file} sudah ada.", "The file {file} exists already."],
  "audit.no-agency": ["Instansi {code} tidak dikenal.", "The agency {code} is not known."],
  "audit.extracted": ["{file}: {entries} catatan dengan buktinya", "{file}: {entries} entries with their proof"],
  "audit.extracted-part": [
    "Hanya {most} catatan terbaru yang ikut. Persempit dengan --from dan --until.",
    "Only the {most} newest entries are in it. Narrow it by --from and --until.",
  ],
  "audit.not-extract": ["{file} bukan petikan catatan.", "{file} is not an extract of the record."],
  "audit.check.whole": [
    "Utuh: {entries} catatan cocok dengan buktinya; {rooted} terikat pada akar harian, {sealed} pada segel, {waiting} belum disegel.",
    "Whole: {entries} entries agree with their proof; {rooted} bound by a daily root, {sealed} by a seal, {waiting} not sealed yet.",
  ],
  "audit.check.of": ["Petikan dari {installation}, dibuat {made}", "Extract of {installation}, made {made}"],
  "audit.check.fingerprint": [
    "Sidik jari otoritas: {fingerprint} (bandingkan dengan {installation}/catatan)",
    "Fingerprint of the authority: {fingerprint} (compare with {installation}/catatan)",
  ],
  "audit.check.confirmed": [
    "{count} dari {days} akar harian sama dengan salinan yang disimpan.",
    "{count} of {days} daily roots are as in the kept copy.",
  ],
  "audit.check.unconfirmed": [
    "Bandingkan juga dengan salinan akar harian yang Anda simpan: --roots akar.json",
    "Compare with the copy of the daily roots that you kept, too: --roots akar.json",
  ],
  "audit.check.format": ["bentuk berkas tidak dikenal atau rusak", "the file's form is unknown or broken"],
  "audit.check.entry": ["catatan {place} bukan yang disegel", "entry {place} is not what was sealed"],
  "audit.check.seal": ["segel {place} tidak sah", "seal {place} is not valid"],
  "audit.check.chain": ["rantai {place} tidak termasuk akar harinya", "chain {place} is not in the root of its day"],
  "audit.check.root": [
    "akar harian {place} tidak ditandatangani dengan sah",
    "the daily root of {place} is not validly signed",
  ],
  "audit.check.kept": ["akar harian {place} berbeda dari salinan", "the daily root of {place} differs from the copy"],
  "audit.check.roots-differ": ["berkas memuat lebih dari satu otoritas", "the file has more than one authority"],

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
  "doctor.proxy-open": [
    "PENDOPO_TRUST_PROXY=on tanpa PENDOPO_URL: siapa pun dapat mengaku dari alamat lain",
    "PENDOPO_TRUST_PROXY=on without PENDOPO_URL: anybody can claim another address",
  ],
  "doctor.proxy-open.advice": [
    "Nyalakan hanya di belakang proksi milik sendiri, dan isi PENDOPO_URL",
    "Turn it on only behind a proxy of your own, and set PENDOPO_URL",
  ],
  "doctor.proxy-ignored": [
    "Permintaan membawa X-Forwarded-For ({at}), tetapi PENDOPO_TRUST_PROXY mati: semua orang terhitung sebagai satu alamat",
    "Requests carry X-Forwarded-For ({at}), but PENDOPO_TRUST_PROXY is off: everybody counts as one address",
  ],
  "doctor.proxy-ignored.advice": [
    "Bila proksi itu milik Anda, nyalakan PENDOPO_TRUST_PROXY dan pastikan pengunjung tidak dapat melewatinya",
    "If that proxy is yours, turn PENDOPO_TRUST_PROXY on and make sure that visitors cannot go round it",
  ],
  "doctor.contact": [
    "Ada alamat untuk laporan kelemahan (security.txt)",
    "There is an address for reports of weaknesses (security.txt)",
  ],
  "doctor.contact-none": [
    "Belum ada alamat untuk laporan kelemahan; isi PENDOPO_SECURITY_CONTACT agar /.well-known/security.txt dijawab",
    "There is no address for reports of weaknesses; set PENDOPO_SECURITY_CONTACT, and /.well-known/security.txt answers",
  ],
  "doctor.scanner": ["pemindai virus {where} menjawab ({version})", "the virus scanner {where} answers ({version})"],
  "doctor.scanner-none": [
    "berkas unggahan tidak dipindai virus: tidak ada clamav-daemon di mesin ini dan CLAMAV tidak diisi",
    "uploads are not scanned for viruses: no clamav-daemon on this machine, and CLAMAV is not set",
  ],
  "doctor.scanner-bad": [
    "pemindai virus {where} tidak menjawab ({reason}); selama itu unggahan ditolak",
    "the virus scanner {where} does not answer ({reason}); uploads are refused meanwhile",
  ],
  "doctor.scanner.advice": [
    "Jalankan clamav-daemon dan beri pengguna program ini akses ke soketnya, atau isi CLAMAV=off",
    "Start clamav-daemon and let this program's user reach its socket, or set CLAMAV=off",
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

  "admin.there": [
    "Pemasangan ini sudah mempunyai pengelola. Pengelola menambah pegawai dari halamannya; untuk menambah pengelola dari sini, pakai --another.",
    "This installation has administrators already. They add officials on their pages; to add an administrator from here, use --another.",
  ],
  "admin.done": [
    "{agency} ({code}): {units} unit kerja, {positions} jabatan, {officials} pegawai, dan {holdings} penempatan ditambahkan.",
    "{agency} ({code}): {units} units, {positions} positions, {officials} officials and {holdings} holdings were added.",
  ],
  "admin.would": [
    "{agency} ({code}): akan menambahkan {units} unit kerja, {positions} jabatan, {officials} pegawai, dan {holdings} penempatan. Belum ada yang ditulis.",
    "{agency} ({code}): would add {units} units, {positions} positions, {officials} officials and {holdings} holdings. Nothing was written.",
  ],
  "admin.nobody": [
    "Belum ada jabatan dengan administers: true yang dipegang seseorang. Tanpa itu tidak ada yang dapat mengelola instansi.",
    "Nobody holds a position with administers: true. Without one, nobody can administer the agency.",
  ],
  "admin.slip": [
    "{name} (NIP {nip})\n  kode   {code}\n  buka   {link}\nKode ini hanya tampil sekali, berlaku {hours} jam. Sesudah memilih kata sandi, faktor kedua wajib dipasang.",
    "{name} (NIP {nip})\n  code   {code}\n  open   {link}\nThis code is shown once and holds for {hours} hours. After choosing a password, a second factor must be set up.",
  ],
  "agency.added": [
    "{added} instansi ditambahkan, {known} sudah ada.",
    "{added} agencies were added, {known} were there already.",
  ],
  "agency.would": [
    "Akan menambahkan {added} instansi; {known} sudah ada. Belum ada yang ditulis.",
    "Would add {added} agencies; {known} are there already. Nothing was written.",
  ],
});
