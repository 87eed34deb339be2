import { define } from "../../kernel/words/words.ts";

export const words = define({
  "people.sign-in": ["Masuk", "Sign in"],
  "people.sign-in.residents": ["Masuk sebagai warga", "Sign in as a resident"],
  "people.sign-in.officials": ["Masuk sebagai pegawai", "Sign in as an official"],
  "people.sign-in.lead": [
    "Dengan satu akun, Anda dapat mengajukan semua layanan di sini.",
    "One account opens every service here.",
  ],
  "people.sign-in.for-officials": [
    "Anda pegawai? Masuk di pintu pegawai",
    "Are you an official? Use the officials' door",
  ],
  "people.sign-in.for-residents": ["Anda warga? Masuk di pintu warga", "Are you a resident? Use the residents' door"],
  "people.sign-in.no-account": ["Belum punya akun? Buat akun", "No account yet? Make one"],
  "people.sign-in.follow": [
    "Hanya ingin melihat perkembangan permohonan? Cukup dengan nomornya.",
    "Only want to follow a request? Its number is enough.",
  ],
  "people.nik": ["NIK", "National identity number (NIK)"],
  "people.nik.hint": ["16 angka pada KTP atau Kartu Keluarga", "The 16 digits on your identity card or family card"],
  "people.nip": ["NIP", "Civil servant number (NIP)"],
  "people.nip.hint": ["18 angka, boleh dengan spasi", "18 digits; spaces are fine"],
  "people.password": ["Kata sandi", "Password"],
  "people.password.new-hint": [
    "Paling sedikit 10 huruf atau angka. Kalimat pendek yang mudah Anda ingat lebih baik.",
    "At least 10 characters. A short sentence that you remember is better.",
  ],
  "people.signed-out": ["Anda sudah keluar. Sampai jumpa.", "You are signed out. See you."],
  "people.sign-up": ["Buat akun", "Make an account"],
  "people.sign-up.lead": [
    "Kami memerlukan NIK agar hanya Anda yang dapat mengajukan layanan atas nama Anda.",
    "We need your NIK so that only you can ask for services in your name.",
  ],
  "people.name": ["Nama lengkap", "Full name"],
  "people.name.hint": ["Seperti pada KTP. Satu kata pun boleh.", "As on your identity card. A single name is fine."],
  "people.email": ["Alamat surel", "E-mail address"],
  "people.email.hint": [
    "Untuk kabar tentang permohonan Anda, dan bila Anda lupa kata sandi.",
    "For news about your requests, and for when you forget your password.",
  ],
  "people.phone": ["Nomor telepon", "Phone number"],
  "people.sign-up.button": ["Buat akun", "Make the account"],
  "people.resume.title": ["Lanjutkan isian Anda", "Go on with what you filled in"],
  "people.resume.lead": [
    "Anda sudah masuk kembali. Isian Anda masih ada; tekan tombol di bawah untuk mengirimnya.",
    "You are signed in again. What you filled in is still here; press the button to send it.",
  ],
  "people.resume.button": ["Lanjutkan", "Go on"],
  "people.account": ["Akun Anda", "Your account"],
  "people.account.sessions": ["Perangkat yang sedang masuk", "Devices that are signed in"],
  "people.account.session-now": ["perangkat ini", "this device"],
  "people.account.end-others": ["Keluarkan semua perangkat lain", "Sign out all other devices"],
  "people.account.others-ended": ["Semua perangkat lain sudah dikeluarkan.", "All other devices are signed out."],
  "people.account.positions": ["Jabatan Anda hari ini", "Your positions today"],
  "people.refused": [
    "Nomor atau kata sandi tidak cocok. Periksa keduanya, lalu coba lagi.",
    "The number or the password does not match. Check both and try again.",
  ],
  "people.busy": [
    "Sedang banyak yang masuk. Tunggu sebentar, lalu coba lagi.",
    "Many people are signing in. Wait a little and try again.",
  ],
  "people.throttled": [
    "Terlalu banyak percobaan. Tunggu {minutes} menit, lalu coba lagi.",
    "Too many tries. Wait {minutes} minutes and try again.",
  ],
  "people.nik.empty": ["Tuliskan NIK Anda", "Write your NIK"],
  "people.nip.empty": ["Tuliskan NIP Anda", "Write your NIP"],
  "people.password.empty": ["Tuliskan kata sandi Anda", "Write your password"],
  "people.password.short": [
    "Kata sandi paling sedikit 10 huruf atau angka. Yang tertulis baru {length}.",
    "A password has at least 10 characters. There are {length}.",
  ],
  "people.password.long": ["Kata sandi paling banyak 200 huruf", "A password has at most 200 characters"],
  "people.password.common": [
    "Kata sandi ini terlalu mudah ditebak. Pilih yang lain.",
    "This password is too easy to guess. Choose another.",
  ],
  "people.name.empty": ["Tuliskan nama lengkap Anda", "Write your full name"],
  "people.name.long": ["Nama paling banyak 150 huruf", "A name has at most 150 characters"],
  "people.email.wrong": [
    "Tuliskan alamat surel seperti nama@contoh.id",
    "Write an e-mail address such as name@example.id",
  ],
  "people.phone.wrong": [
    "Tuliskan nomor telepon seperti 0812 3456 7890",
    "Write a phone number such as 0812 3456 7890",
  ],
  "people.nik.length": [
    "NIK terdiri dari 16 angka. Yang tertulis {digits}.",
    "A NIK has 16 digits. There are {digits}.",
  ],
  "people.nik.digits": ["NIK hanya berisi angka", "A NIK holds digits only"],
  "people.nik.date": [
    "Tanggal lahir di dalam NIK ini tidak ada di kalender. Periksa lagi angka ke-7 sampai ke-12.",
    "The birth date inside this NIK is not on the calendar. Check digits 7 to 12.",
  ],
  "people.nik.region": [
    "Enam angka pertama NIK bukan kode wilayah. Periksa lagi.",
    "The first six digits of the NIK are no region code. Check them.",
  ],
  "people.nik.serial": ["Empat angka terakhir NIK tidak mungkin 0000", "The last four digits of a NIK cannot be 0000"],
  "people.nip.length": [
    "NIP terdiri dari 18 angka. Yang tertulis {digits}.",
    "A NIP has 18 digits. There are {digits}.",
  ],
});
