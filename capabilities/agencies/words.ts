import { define } from "../../kernel/words/words.ts";

/** What people read about agencies. */
export const words = define({
  "agencies.title": ["Instansi", "Agencies"],
  "agencies.lead": [
    "Pemerintah yang melayani lewat pendopo: siapa, di mana, dan kapan buka.",
    "The governments that serve through pendopo: who they are, where, and when they are open.",
  ],
  "agencies.search": ["Cari instansi atau wilayah", "Search for an agency or a place"],
  "agencies.none": ["Tidak ada instansi yang cocok dengan “{text}”.", "No agency matches “{text}”."],
  "agencies.none-advice": [
    "Periksa ejaannya, atau cari dengan nama kabupaten atau kotanya saja.",
    "Check the spelling, or search by the name of its regency or city alone.",
  ],
  "agencies.empty": [
    "Belum ada instansi. Pengelola memasukkannya saat pemasangan.",
    "There are no agencies yet. The operator brings them in at set-up.",
  ],
  "agencies.units-count": ["{n} unit kerja", "{n} units"],
  "agencies.code": ["Kode instansi", "Institution code"],
  "agencies.region": ["Wilayah", "Region"],
  "agencies.address": ["Alamat", "Address"],
  "agencies.phone": ["Telepon", "Telephone"],
  "agencies.email": ["Surel", "E-mail"],
  "agencies.hours": ["Jam pelayanan", "Office hours"],
  "agencies.now": ["Saat ini", "Right now"],
  "agencies.days-off": ["Hari libur berikutnya", "Next days off"],
  "agencies.days-off-none": ["Belum ada hari libur yang tercatat.", "No days off are listed yet."],
  "agencies.days-off-all": ["Semua hari libur dan kalender", "All days off and the calendar"],
  "agencies.day": ["Tanggal", "Date"],
  "agencies.day-name": ["Hari libur", "Day off"],
  "agencies.day-kind": ["Jenis", "Kind"],
  "agencies.kind.libur_nasional": ["Libur nasional", "National holiday"],
  "agencies.kind.cuti_bersama": ["Cuti bersama", "Joint leave"],
  "agencies.kind.local": ["Libur daerah", "Local holiday"],
  "agencies.units": ["Unit kerja dan pejabatnya", "Units and who heads them"],
  "agencies.head-vacant": ["jabatan belum terisi", "the position is vacant"],
  "agencies.head-away": [
    "{name} (sedang tidak bertugas, belum ada pelaksana harian)",
    "{name} (away, nobody acts in their place)",
  ],
  "agencies.below-count": ["{n} unit di bawahnya", "{n} units below it"],

  "agencies.calendar": ["Kalender kerja", "Working calendar"],
  "agencies.calendar-lead": [
    "Batas waktu setiap layanan dihitung dengan kalender ini: hari yang tertulis di sini tidak dihitung.",
    "The due time of every service is counted by this calendar: the days listed here are not counted.",
  ],
  "agencies.calendar-year": ["Hari libur tahun {year}", "Days off in {year}"],
  "agencies.calendar-not-listed": [
    "Daftar libur nasional tahun {year} belum dimasukkan. Batas waktu yang jatuh di tahun itu masih dapat berubah.",
    "The national holidays of {year} are not listed yet. Due times that fall in that year may still change.",
  ],
  "agencies.calendar-subscribe": ["Pasang di kalender Anda (iCalendar)", "Add to your own calendar (iCalendar)"],

  "agencies.holiday-add": ["Tambah libur daerah", "Add a local holiday"],
  "agencies.holiday-add-lead": [
    "Libur daerah menggeser batas waktu semua berkas yang sedang berjalan di instansi ini.",
    "A local holiday moves the due times of all cases under way in this agency.",
  ],
  "agencies.holiday-name": ["Nama hari libur", "Name of the day"],
  "agencies.holiday-name-hint": ["Seperti dalam keputusan kepala daerah", "As in the decree"],
  "agencies.holiday-date": ["Tanggal libur", "Date of the holiday"],
  "agencies.holiday-save": ["Tambahkan libur", "Add the holiday"],
  "agencies.holiday-remove": ["Hapus", "Remove"],
  "agencies.holiday-remove-label": ["Hapus libur {name}, {day}", "Remove the holiday {name}, {day}"],
  "agencies.holiday-added": ["Libur daerah ditambahkan.", "The local holiday was added."],
  "agencies.holiday-removed": ["Libur daerah dihapus.", "The local holiday was removed."],
  "agencies.holiday-name-missing": ["Isi nama hari liburnya.", "Fill in the name of the day."],
  "agencies.holiday-date-missing": ["Isi tanggal liburnya.", "Fill in the date of the holiday."],
  "agencies.holiday-date-bad": [
    "Tanggal itu tidak ada. Periksa tanggal, bulan, dan tahunnya.",
    "That date does not exist. Check day, month and year.",
  ],
  "agencies.holiday-year-far": [
    "Tahun libur paling jauh dua tahun dari sekarang.",
    "The year may be at most two years away.",
  ],
  "agencies.holiday-there": ["Tanggal {day} sudah libur: {name}.", "{day} is a day off already: {name}."],
  "agencies.holiday-not-there": ["Libur daerah itu sudah tidak ada.", "That local holiday is no longer there."],

  "agencies.no-such-region": ["Tidak ada wilayah dengan kode itu.", "There is no region of that code."],
  "agencies.no-such-agency": ["Instansi itu tidak ada.", "There is no such agency."],
  "agencies.not-administrator": [
    "Hanya pengelola instansi ini yang dapat mengubahnya.",
    "Only this agency's administrators can change this.",
  ],

  "agencies.plh-needs-end": [
    "Pelaksana harian (Plh.) ditunjuk sampai tanggal tertentu. Isi tanggal akhirnya.",
    "A Plh. is appointed until a certain day. Fill in the last day.",
  ],
  "agencies.dates-backwards": ["Tanggal akhir mendahului tanggal mulai.", "The last day lies before the first."],
  "agencies.seat-taken": ["Jabatan itu sudah terisi pada waktu tersebut.", "The position is taken at that time."],
  "agencies.not-vacant": [
    "Pelaksana tugas (Plt.) hanya untuk jabatan yang kosong; jabatan ini masih ada pejabatnya.",
    "A Plt. is only for a vacant position; this one has a holder.",
  ],
  "agencies.holder-not-away": [
    "Pelaksana harian (Plh.) menggantikan pejabat yang berhalangan; jabatan ini kosong. Tunjuk Plt.",
    "A Plh. stands in for a holder who is away; this position is vacant. Appoint a Plt.",
  ],
  "agencies.acts-for-self": [
    "Pejabat tidak dapat menjadi pelaksana harian bagi dirinya sendiri.",
    "An official cannot stand in for themselves.",
  ],
});
