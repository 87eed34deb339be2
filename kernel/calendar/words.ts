import { define } from "../words/words.ts";

/** What people read about time: due times and what is left, and what is wrong with a calendar or a command. */
export const calendarWords = define({
  "calendar.working-days": ["{n} hari kerja", "{n} working days"],
  "calendar.working-day": ["{n} hari kerja", "{n} working day"],
  "calendar.days": ["{n} hari", "{n} days"],
  "calendar.day": ["{n} hari", "{n} day"],
  "calendar.hours": ["{n} jam", "{n} hours"],
  "calendar.hour": ["{n} jam", "{n} hour"],
  "calendar.minutes": ["{n} menit", "{n} minutes"],
  "calendar.minute": ["{n} menit", "{n} minute"],
  "calendar.seconds": ["{n} detik", "{n} seconds"],
  "calendar.second": ["{n} detik", "{n} second"],
  "calendar.working-length": ["{length} kerja", "{length} of working time"],

  "calendar.left": ["sisa {length}, paling lambat {due}", "{length} left, due by {due}"],
  "calendar.left-today": ["sisa {length}, paling lambat hari ini pukul {time}", "{length} left, due today by {time}"],
  "calendar.due-now": ["jatuh tempo sekarang, {due}", "due now, {due}"],
  "calendar.late": ["terlambat {length}, seharusnya {due}", "{length} late, was due {due}"],
  "calendar.paused": [
    "berhenti sementara; sisa {length}. Jika dilanjutkan sekarang, paling lambat {due}",
    "paused with {length} left. If it resumed now it would be due by {due}",
  ],
  "calendar.stopped-in-time": ["selesai tepat waktu; batasnya {due}", "finished in time; it was due {due}"],
  "calendar.stopped-late": ["selesai terlambat; batasnya {due}", "finished late; it was due {due}"],

  "calendar.open-until": ["buka sekarang, sampai pukul {time}", "open now, until {time}"],
  "calendar.opens-today": ["sedang tutup, buka lagi hari ini pukul {time}", "closed now, opens again today at {time}"],
  "calendar.opens": ["sedang tutup, buka lagi {when}", "closed now, opens again {when}"],

  "calendar.due-sentence": [
    "Paling lambat {due}: {length} sejak diterima {from}.",
    "Due by {due}: {length} from receipt on {from}.",
  ],
  "calendar.counted-from": [
    "Diterima di luar jam kerja, jadi dihitung sebagai diterima {day}.",
    "Received outside office hours, so it counts as received on {day}.",
  ],
  "calendar.paused-sentence": [
    "Waktu yang dijeda: {length}; batas waktu mundur sebanyak itu.",
    "Time paused: {length}; the due time moves by as much.",
  ],
  "calendar.warning": ["Peringatan: {text}", "Warning: {text}"],
  "calendar.year-not-listed": [
    "daftar hari libur tahun {year} belum ada dalam kalender ini. Perhitungan memakai hari kerja biasa; tambahkan daftarnya, lalu hitung kembali.",
    "this calendar does not list the holidays of {year} yet. Ordinary working days were counted; add the list and count again.",
  ],
  "calendar.pause-outside": [
    "jeda {pause} di luar waktu berjalannya hitungan, jadi tidak mengubah batas waktu.",
    "the pause {pause} lies outside the time that is counted, so it changes nothing.",
  ],

  "calendar.invalid": ["Kalender {file} tidak dapat dipakai:", "The calendar {file} cannot be used:"],
  "calendar.unknown-key": ['kunci "{value}" tidak dikenal', 'unknown key "{value}"'],
  "calendar.missing": ["wajib diisi", "is required"],
  "calendar.wrong-type": ["bentuk isinya keliru; lihat docs/calendar.md", "has the wrong form; see docs/calendar.md"],
  "calendar.bad-date": [
    '"{value}" bukan tanggal yang ada; tulis seperti 2026-11-25',
    '"{value}" is no date that exists; write it as 2026-11-25',
  ],
  "calendar.bad-year": ['tahun pada "{value}" di luar 1970–2199', 'the year of "{value}" is outside 1970–2199'],
  "calendar.bad-interval": [
    '"{value}" bukan jam buka; tulis seperti 07:30-12:00',
    '"{value}" is no opening time; write it as 07:30-12:00',
  ],
  "calendar.interval-backwards": ['"{value}" berakhir sebelum mulai', '"{value}" ends before it starts'],
  "calendar.intervals-overlap": ["jam buka saling bertumpuk", "opening times overlap"],
  "calendar.bad-weekday": ['"{value}" bukan nama hari', '"{value}" is no weekday'],
  "calendar.weekday-twice": ['hari pada "{value}" sudah disebut', 'a day of "{value}" was named before'],
  "calendar.bad-kind": [
    'jenis "{value}" tidak dikenal; pakai libur_nasional, cuti_bersama, atau local',
    'unknown kind "{value}"; use libur_nasional, cuti_bersama or local',
  ],
  "calendar.range-backwards": ["tanggal akhir mendahului tanggal awal", "the last date lies before the first"],
  "calendar.range-long": [
    "rentang ini lebih dari 400 hari; periksa tahunnya",
    "this run is longer than 400 days; check the year",
  ],
  "calendar.bad-zone": [
    'zona waktu "{value}" tidak dikenal; pakai WIB, WITA, WIT, Asia/Jakarta, Asia/Makassar, Asia/Jayapura, atau +07:00',
    'unknown time zone "{value}"; use WIB, WITA, WIT, Asia/Jakarta, Asia/Makassar, Asia/Jayapura or +07:00',
  ],
  "calendar.unknown-base": [
    'tidak ada kalender bawaan bernama "{value}"',
    'there is no built-in calendar named "{value}"',
  ],
  "calendar.never-open": ["tidak ada satu pun jam buka dalam seminggu", "the week has no opening time at all"],

  "clock.wrong-argument": ["{argument}: {problem}", "{argument}: {problem}"],
  "clock.missing": ["belum diisi. {advice}", "is missing. {advice}"],
  "clock.advice-calendar": [
    "Tulis nama kalender (nasional), kode instansi, atau berkas JSON/YAML.",
    "Give a calendar's name (nasional), an agency's code, or a JSON or YAML file.",
  ],
  "clock.advice-time": [
    "Tulis seperti 2026-11-20T10:00 (waktu setempat) atau 2026-11-20T10:00+07:00.",
    "Write it as 2026-11-20T10:00 (local time) or 2026-11-20T10:00+07:00.",
  ],
  "clock.advice-days": ["Tulis bilangan bulat mulai 0, misalnya 5.", "Give a whole number from 0, such as 5."],
  "clock.advice-pause": [
    "Tulis <mulai>/<selesai>, misalnya 2026-11-23T09:00/2026-11-24T10:00.",
    "Write <from>/<to>, such as 2026-11-23T09:00/2026-11-24T10:00.",
  ],
  "clock.bad-time": [
    '"{value}" bukan waktu yang dapat dibaca. {advice}',
    '"{value}" is no time that can be read. {advice}',
  ],
  "clock.no-such-date": [
    "tanggal {value} tidak ada dalam kalender. {advice}",
    "the date {value} does not exist. {advice}",
  ],
  "clock.no-such-time": ["pukul {value} tidak ada. {advice}", "there is no time {value}. {advice}"],
  "clock.year-out-of-range": [
    'tahun pada "{value}" di luar 1970–2199. {advice}',
    'the year of "{value}" is outside 1970–2199. {advice}',
  ],
  "clock.bad-offset": [
    'selisih zona waktu "{value}" tidak ada. {advice}',
    'there is no time-zone offset "{value}". {advice}',
  ],
  "clock.bad-days": ['"{value}" bukan jumlah hari kerja. {advice}', '"{value}" is no number of working days. {advice}'],
  "clock.too-many-days": [
    "{value} hari kerja melewati tahun 2199. Periksa jumlahnya.",
    "{value} working days reach beyond 2199. Check the number.",
  ],
  "clock.bad-pause": ['"{value}" bukan jeda. {advice}', '"{value}" is no pause. {advice}'],
  "clock.pause-backwards": [
    'jeda "{value}" selesai sebelum mulai. Tukar kedua waktunya, atau perbaiki salah satunya.',
    'the pause "{value}" ends before it starts. Swap the two times, or correct one.',
  ],
  "clock.no-calendar": [
    'tidak ada kalender, instansi, atau berkas bernama "{value}". {advice}',
    'there is no calendar, agency or file named "{value}". {advice}',
  ],
  "clock.unreadable": [
    'berkas "{value}" tidak dapat dibaca: {problem}',
    'the file "{value}" cannot be read: {problem}',
  ],
});
