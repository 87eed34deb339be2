import { define } from "../../kernel/words/words.ts";

export const words = define({
  "portal.title": ["Layanan pemerintah, satu pintu", "Government services, one door"],
  "portal.description": [
    "Cari, ajukan, dan ikuti layanan pemerintah dari ponsel Anda.",
    "Find, ask for and follow government services from your phone.",
  ],
  "portal.h1": ["Satu pintu untuk semua layanan pemerintah", "One door to all government services"],
  "portal.lead": [
    "Ajukan sekali, ikuti jalannya, terima hasilnya. Berapa pun kantor yang mengerjakannya.",
    "Ask once, follow its way, receive the result. However many offices work on it.",
  ],
  "portal.search": ["Apa yang Anda perlukan?", "What do you need?"],
  "portal.search.hint": ["Misalnya: izin warung, surat domisili", "For example: food stall permit, domicile letter"],
  "portal.popular": ["Sering dicari", "Often looked for"],
  "portal.events": ["Menurut keperluan", "By life event"],
  "portal.audiences": ["Untuk siapa", "For whom"],
  "portal.count": ["{count} layanan", "{count} services"],
  "portal.count.one": ["1 layanan", "1 service"],
  "portal.track": ["Lacak permohonan", "Follow a request"],
  "portal.track.label": ["Nomor permohonan", "Number of the request"],
  "portal.track.hint": ["Ada di tanda terima Anda. Tidak perlu masuk.", "On your receipt. No need to sign in."],
  "portal.track.button": ["Lacak", "Follow"],
  "portal.verify": ["Periksa dokumen", "Check a document"],
  "portal.verify.label": ["Kode pada dokumen", "Code on the document"],
  "portal.verify.hint": [
    "Di bawah kode QR. Kami tunjukkan apakah dokumen itu asli dan masih berlaku.",
    "Below the QR code. We show whether it is genuine and still in force.",
  ],
  "portal.verify.button": ["Periksa", "Check"],
  "portal.officials": ["Anda pegawai?", "Are you an official?"],
  "portal.officials.text": [
    "Semua tugas dari semua layanan ada dalam satu daftar.",
    "All tasks of all services stand in one list.",
  ],
  "portal.officials.door": ["Masuk di pintu pegawai", "Go in by the officials' door"],
  "portal.officials.work": ["Buka daftar kerja", "Open your worklist"],
  "portal.mine": ["Permohonan Anda", "Your requests"],
  "portal.none": ["Belum ada layanan yang dibuka di sini", "No service is open here yet"],
  "portal.none.text": [
    "Layanan muncul di halaman ini begitu sebuah instansi menyelenggarakannya.",
    "Services appear on this page as soon as an agency offers them.",
  ],

  "portal.first": ["Pendopo sudah berjalan, tetapi masih kosong", "Pendopo is running, and empty"],
  "portal.first.text": [
    "Langkah berikutnya untuk pengelola pemasangan: di komputer server, buat instansi pertama beserta pengelolanya dengan perintah di bawah. Perintah itu mencetak kode untuk mengaktifkan akunnya.",
    "The operator's next step: on the server, make the first agency with its administrator by the command below. It prints a code with which the account is taken up.",
  ],
  "portal.about": ["Tentang situs ini", "About this site"],
  "portal.about.lead": [
    "Pendopo adalah balai terbuka bagi layanan pemerintah: satu atap, banyak tiang, tanpa dinding.",
    "A pendopo is an open hall: one roof, many pillars, no walls. This one is for government services.",
  ],
  "portal.about.now": ["Yang berjalan di sini sekarang", "What runs here now"],
  "portal.about.services": ["Layanan terbit", "Published services"],
  "portal.about.offerings": ["Tempat layanan", "Places of service"],
  "portal.about.agencies": ["Instansi penyelenggara", "Agencies that offer them"],
  "portal.about.version": ["Versi program", "Version of the program"],
  "portal.about.how": ["Cara kerjanya", "How it works"],
  "portal.about.how.1": [
    "Sebuah layanan ditulis sekali sebagai data: syarat, formulir, jalannya, waktunya, dan dokumen hasilnya. Instansi lain dapat langsung memakainya dengan ketentuan sendiri.",
    "A service is written once as data: what it needs, its form, its way, its time and the document it gives. The next agency adopts it at once, with its own terms.",
  ],
  "portal.about.how.2": [
    "Setiap permohonan punya satu nomor dan satu jam, walaupun dikerjakan beberapa kantor. Pemohon melihat jam yang sama dengan petugas.",
    "Each request has one number and one clock, even when several offices work on it. The applicant sees the same clock as the official.",
  ],
  "portal.about.how.3": [
    "Dokumen hasil bertanda tangan elektronik. Siapa pun dapat memeriksa keasliannya tanpa bertanya kepada kami.",
    "The documents are signed electronically. Anyone can check that they are genuine without asking us.",
  ],
  "portal.about.law": [
    "Dasar: Peraturan Presiden Nomor 95 Tahun 2018 tentang Sistem Pemerintahan Berbasis Elektronik dan Undang-Undang Nomor 25 Tahun 2009 tentang Pelayanan Publik.",
    "Basis: Presidential Regulation 95/2018 on electronic-based government and Law 25/2009 on public services.",
  ],
  "portal.about.free": [
    "Program ini perangkat lunak bebas berlisensi EUPL-1.2. Pemerintah mana pun boleh memakai, memeriksa, dan mengubahnya.",
    "The program is free software under the EUPL-1.2. Any government may use, inspect and change it.",
  ],
  "portal.about.programs": ["Untuk program", "For programs"],
  "portal.about.api": [
    "Semua yang ada di halaman ini juga tersedia bagi program, dengan uraian OpenAPI.",
    "All that is on these pages is open to programs too, described in OpenAPI.",
  ],
  "portal.about.api.link": ["Uraian antarmuka (OpenAPI 3.1)", "Description of the interface (OpenAPI 3.1)"],

  "portal.access": ["Aksesibilitas", "Accessibility"],
  "portal.access.lead": [
    "Situs ini dibuat agar setiap orang dapat memakainya, apa pun perangkat dan caranya.",
    "This site is made for everyone, whatever device they have and however they use it.",
  ],
  "portal.access.what": ["Yang kami jaga", "What we keep to"],
  "portal.access.1": [
    "Semua halaman bekerja tanpa skrip, dengan papan tik saja, dan dengan pembaca layar.",
    "Every page works without scripts, by keyboard alone and with a screen reader.",
  ],
  "portal.access.2": [
    "Warna tidak pernah menjadi satu-satunya tanda, dan kontras teks sekurangnya 4,5 banding 1.",
    "Colour is never the only sign, and the contrast of text is at least 4.5 to 1.",
  ],
  "portal.access.3": [
    "Tombol dan tautan cukup besar untuk jari, dan halaman tetap terbaca bila diperbesar empat kali.",
    "Buttons and links are large enough for a finger, and pages stay readable at four times their size.",
  ],
  "portal.access.4": [
    "Peta jalur selalu disertai daftar berurut yang menyampaikan hal yang sama.",
    "The line map always comes with an ordered list that says the same.",
  ],
  "portal.access.5": [
    "Halaman pertama paling besar 60 kilobita, jadi cepat terbuka di sinyal lemah.",
    "A first page is at most 60 kilobytes, so it opens quickly where the signal is weak.",
  ],
  "portal.access.measure": [
    "Ukurannya WCAG 2.2 tingkat AA. Setiap halaman umum diperiksa dengan alat uji otomatis (axe) pada setiap perubahan program. Alat itu tidak menemukan semuanya; pemeriksaan oleh pengguna dengan disabilitas belum dilakukan.",
    "The measure is WCAG 2.2 level AA. Each public page is checked by an automatic tool (axe) at every change of the program. The tool does not find everything; checks by users with disabilities have not been made yet.",
  ],
  "portal.access.gaps": ["Yang belum baik", "What is not good yet"],
  "portal.access.gaps.text": [
    "Dokumen yang Anda unggah sendiri kami tampilkan apa adanya, jadi mungkin tidak terbaca pembaca layar.",
    "Documents that people upload are shown as they are, so a screen reader may not read them.",
  ],
  "portal.access.tell": ["Menemui hambatan?", "Something in your way?"],
  "portal.access.tell.text": [
    "Sampaikan di loket penyelenggara layanan atau lewat SP4N-LAPOR! (lapor.go.id, SMS 1708). Petugas loket wajib membantu Anda mengajukan layanan tanpa situs ini.",
    "Tell the counter of the agency or SP4N-LAPOR! (lapor.go.id, SMS 1708). Officials at the counter must help you to apply without this site.",
  ],

  "portal.privacy": ["Privasi", "Privacy"],
  "portal.privacy.lead": [
    "Apa yang kami simpan tentang Anda, untuk apa, dan siapa yang melihatnya.",
    "What we keep about you, what for, and who sees it.",
  ],
  "portal.privacy.keep": ["Yang kami simpan", "What we keep"],
  "portal.privacy.keep.1": [
    "Akun: nama dan NIK, serta alamat surel dan nomor telepon bila Anda mengisinya. Kata sandi hanya tersimpan sebagai sidik yang tidak dapat dibalik.",
    "Account: name and NIK, and e-mail address and telephone number if you gave them. Of your password only a fingerprint is kept that cannot be turned back.",
  ],
  "portal.privacy.keep.2": [
    "Permohonan: isian dan berkas Anda, serta siapa yang mengerjakannya dan kapan.",
    "Requests: your answers and files, and who worked on them and when.",
  ],
  "portal.privacy.keep.3": [
    "Catatan kerja server berisi alamat halaman, waktu, dan lama jawaban, tanpa data pribadi.",
    "The server's log holds page, time and length of the answer, without personal data.",
  ],
  "portal.privacy.guard": ["Cara kami menjaganya", "How we guard it"],
  "portal.privacy.guard.1": [
    "Data pribadi disandikan sebelum masuk basis data. NIK tidak pernah ada di alamat halaman atau catatan kerja.",
    "Personal data are encrypted before they enter the database. A NIK never stands in an address or a log.",
  ],
  "portal.privacy.guard.2": [
    "Hanya kantor yang mengerjakan permohonan Anda yang dapat membukanya. Aplikasi memeriksanya, dan basis data memeriksanya sekali lagi.",
    "Only the offices that work on your request can open it. The program checks, and the database checks again.",
  ],
  "portal.privacy.guard.3": [
    "Setiap kali pegawai membuka data pribadi Anda, itu tercatat. Anda dapat melihatnya di halaman akun.",
    "Each time an official opens your personal data it is recorded. You can see it on your account's page.",
  ],
  "portal.privacy.cookies": ["Kuki", "Cookies"],
  "portal.privacy.cookies.text": [
    "Hanya empat, semuanya dari situs ini sendiri dan diperlukan agar situs bekerja. Tidak ada iklan, pelacak, atau pengukur dari luar.",
    "Only four, all of this site and needed for it to work. No advertising, tracking or measuring from outside.",
  ],
  "portal.privacy.cookie": ["Nama", "Name"],
  "portal.privacy.cookie.use": ["Gunanya", "Use"],
  "portal.privacy.cookie.ends": ["Berakhir", "Ends"],
  "portal.privacy.cookie.session": ["Tanda bahwa Anda sudah masuk", "Shows that you are signed in"],
  "portal.privacy.cookie.session.ends": [
    "12 jam (pegawai 10 jam), atau saat Anda keluar",
    "12 hours (officials 10), or when you sign out",
  ],
  "portal.privacy.cookie.visit": [
    "Tanda bahwa formulir dikirim dari halaman kami sendiri",
    "Shows that a form was sent from our own page",
  ],
  "portal.privacy.cookie.visit.ends": ["Saat peramban ditutup", "When the browser is closed"],
  "portal.privacy.cookie.language": ["Bahasa yang Anda pilih", "The language that you chose"],
  "portal.privacy.cookie.language.ends": ["Satu tahun", "One year"],
  "portal.privacy.cookie.flash": ["Kabar singkat setelah sebuah tindakan", "A short word after an act"],
  "portal.privacy.cookie.flash.ends": ["30 detik", "30 seconds"],
  "portal.privacy.long": ["Berapa lama", "How long"],
  "portal.privacy.long.text": [
    "Data pribadi permohonan dihapus sendiri bila jadwal retensi arsip layanannya habis, kecuali masih ada yang menunggu: permohonan yang berjalan, dokumen yang berlaku, hak yang diajukan, atau perkara.",
    "Personal data of a request are deleted by themselves when the retention of its service is over, unless something is still awaited: a running request, a document in force, a right that is exercised, or a lawsuit.",
  ],
  "portal.privacy.long.1": ["Konsep yang tidak disentuh: 180 hari.", "Drafts that nobody touches: 180 days."],
  "portal.privacy.long.2": ["Berkas yang tidak jadi dipakai: 7 hari.", "Files that were sent and not used: 7 days."],
  "portal.privacy.long.3": ["Isi surel yang sudah dikirim: 90 hari.", "The words of mail that was sent: 90 days."],
  "portal.privacy.long.4": [
    "Catatan siapa yang melihat data Anda: tetap, karena itu bukti bagi Anda.",
    "The record of who looked at your data: for good, because it is your evidence.",
  ],
  "portal.privacy.mine": ["Lihat siapa yang membuka data Anda", "See who opened your data"],
  "portal.privacy.incidents": ["Kegagalan pelindungan data", "Failures of data protection"],
  "portal.privacy.rights": ["Hak Anda", "Your rights"],
  "portal.privacy.rights.text": [
    "Menurut Undang-Undang Nomor 27 Tahun 2022, Anda berhak mengetahui, melihat, memperbaiki, dan meminta penghapusan data Anda sepanjang undang-undang lain tidak mewajibkan kami menyimpannya. Ajukan di sini, atau di loket penyelenggara.",
    "Under Law 27/2022 you may know, see and correct your data and ask for them to be erased, as far as no other law makes us keep them. Ask here, or at the counter of the agency.",
  ],

  "portal.help": ["Bantuan", "Help"],
  "portal.help.lead": ["Jawaban atas yang paling sering ditanyakan.", "Answers to what is asked most."],
  "portal.help.find": ["Bagaimana menemukan layanan yang tepat?", "How do I find the right service?"],
  "portal.help.find.text": [
    "Tulis keperluan Anda dengan kata sehari-hari di kotak pencarian, misalnya “ijin warung”. Salah ketik dimengerti. Atau pilih menurut keperluan di halaman Layanan.",
    "Write what you need in everyday words in the search box, such as “food stall”. Slips are understood. Or choose by life event on the page Services.",
  ],
  "portal.help.account": ["Apakah saya harus punya akun?", "Do I need an account?"],
  "portal.help.account.text": [
    "Untuk mengajukan permohonan, ya: satu akun dengan NIK untuk semua layanan. Melihat layanan, melacak permohonan, dan memeriksa dokumen tidak memerlukan akun.",
    "To ask for a service, yes: one account with your NIK for all services. Looking at services, following a request and checking a document need none.",
  ],
  "portal.help.stop": ["Bolehkah berhenti di tengah pengisian?", "May I stop half-way?"],
  "portal.help.stop.text": [
    "Boleh. Setiap langkah tersimpan. Buka lagi dari “Permohonan Anda”, juga dari perangkat lain.",
    "Yes. Each step is kept. Open it again from “Your requests”, on another device too.",
  ],
  "portal.help.track": ["Bagaimana mengetahui sampai mana permohonan saya?", "How do I know where my request stands?"],
  "portal.help.track.text": [
    "Masukkan nomornya di halaman Lacak permohonan. Peta jalur menunjukkan kantor yang sedang mengerjakan dan sampai kapan.",
    "Enter its number on the page Follow a request. The line map shows which office works on it and until when.",
  ],
  "portal.help.correct": [
    "Petugas meminta perbaikan. Apa yang harus saya lakukan?",
    "An official asks for a correction. What must I do?",
  ],
  "portal.help.correct.text": [
    "Buka permohonan itu. Hanya isian yang diminta yang terbuka; yang lain tetap. Waktu pelayanan berhenti sampai Anda mengirim perbaikan.",
    "Open the request. Only what is asked for is open; the rest stays. The clock stands still until you send the correction.",
  ],
  "portal.help.late": ["Waktunya sudah lewat. Bagaimana?", "The time has passed. What now?"],
  "portal.help.late.text": [
    "Atasan petugas diberi tahu secara otomatis, dan Anda melihatnya di halaman permohonan. Anda juga dapat mengadu lewat SP4N-LAPOR! (lapor.go.id, SMS 1708) atau Ombudsman.",
    "The superior is told automatically, and you see it on the page of the request. You may also complain to SP4N-LAPOR! (lapor.go.id, SMS 1708) or the Ombudsman.",
  ],
  "portal.help.genuine": ["Bagaimana memeriksa keaslian dokumen?", "How do I check that a document is genuine?"],
  "portal.help.genuine.text": [
    "Pindai kode QR pada dokumen, atau tulis kodenya di halaman Periksa dokumen. Kami tunjukkan apakah dokumen itu asli dan masih berlaku.",
    "Scan the QR code on the document, or write its code on the page Check a document. We show whether it is genuine and still in force.",
  ],
  "portal.help.without": ["Saya tidak dapat memakai situs ini", "I cannot use this site"],
  "portal.help.without.text": [
    "Datanglah ke loket penyelenggara layanan. Petugas mengajukannya bersama Anda.",
    "Come to the counter of the agency. An official will apply together with you.",
  ],
  "portal.help.errors": ["Daftar pesan kesalahan dan jalan keluarnya", "All error messages and the way out of each"],

  "portal.errors": ["Pesan kesalahan", "Error messages"],
  "portal.errors.lead": [
    "Setiap pesan yang dapat diberikan program ini, artinya, dan yang dapat Anda lakukan.",
    "Every message that this program can give, what it means, and what you can do.",
  ],
  "portal.errors.mostly": [
    "Bila tidak tertulis lain: perbaiki isian itu, lalu kirim lagi. Yang lain tetap tersimpan.",
    "Where nothing else is said: correct that answer and send again. The rest is kept.",
  ],
  "portal.errors.do.mend": [
    "Perbaiki isian itu, lalu kirim lagi. Yang lain tetap tersimpan.",
    "Correct that answer and send again. The rest is kept.",
  ],
  "portal.errors.do.wait": [
    "Tunggu sebentar, lalu coba lagi. Bila berulang, beri tahu petugas.",
    "Wait a little and try again. If it comes back, tell an official.",
  ],
  "portal.errors.do.door": [
    "Masuk dengan akun yang berwenang, atau kembali ke beranda.",
    "Sign in with an account that may, or go back to the home page.",
  ],
  "portal.errors.do.look": [
    "Periksa alamat atau nomornya, lalu cari lagi dari beranda.",
    "Check the address or number and search again from the home page.",
  ],
  "portal.errors.do.program": [
    "Ini pesan bagi program. Perbaiki kiriman menurut uraian OpenAPI.",
    "This message is for programs. Mend the request after the OpenAPI description.",
  ],
  "portal.errors.do.operator": [
    "Ini pesan bagi pengelola pemasangan. Ikuti petunjuk di dalamnya.",
    "This message is for the operator of the installation. Follow what it says.",
  ],
  "portal.errors.do.designer": [
    "Ini pesan bagi perancang layanan. Perbaiki berkas yang disebut, lalu periksa lagi.",
    "This message is for the designer of a service. Mend the file it names and check again.",
  ],
  "portal.errors.area.error": ["Umum", "General"],
  "portal.errors.area.people": ["Akun dan masuk", "Accounts and signing in"],
  "portal.errors.area.services": ["Layanan", "Services"],
  "portal.errors.area.form": ["Isian formulir", "Answers of a form"],
  "portal.errors.area.case": ["Permohonan", "Requests"],
  "portal.errors.area.cases": ["Permohonan", "Requests"],
  "portal.errors.area.task": ["Tugas", "Tasks"],
  "portal.errors.area.files": ["Berkas", "Files"],
  "portal.errors.area.file": ["Berkas", "Files"],
  "portal.errors.area.agencies": ["Instansi dan wilayah", "Agencies and regions"],
  "portal.errors.area.documents": ["Dokumen", "Documents"],
  "portal.errors.area.document": ["Dokumen", "Documents"],
  "portal.errors.area.backup": ["Cadangan", "Backups"],
  "portal.errors.area.command": ["Perintah dari program", "Commands of programs"],
  "portal.errors.area.clock": ["Kalender", "Calendar"],
  "portal.errors.area.calendar": ["Kalender", "Calendar"],
  "portal.errors.area.other": ["Lainnya", "Others"],
});
