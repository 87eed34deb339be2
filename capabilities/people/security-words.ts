// What people read about how they sign in: factors, the way back, sessions, letters, and what the record calls these acts.

import { define } from "../../kernel/words/words.ts";

export const securityWords = define({
  "people.code": ["Kode", "Code"],
  "people.code.hint": [
    "Enam angka dari aplikasi kode, atau satu kode cadangan Anda",
    "Six digits from your code application, or one of your recovery codes",
  ],
  "people.code.title": ["Satu langkah lagi", "One more step"],
  "people.code.lead": [
    "Kata sandi Anda benar. Buka aplikasi kode di telepon Anda, lalu tulis kode yang tampil untuk Pendopo.",
    "Your password is right. Open the code application on your phone and write the code shown for Pendopo.",
  ],
  "people.code.lead-recovery": [
    "Kata sandi Anda benar. Gunakan kunci masuk Anda, atau tulis satu kode cadangan.",
    "Your password is right. Use your passkey, or write one of your recovery codes.",
  ],
  "people.code.demo": [
    "Hanya pada demo: kode akun ini sekarang tertulis di bawah. Pada pemasangan sungguhan kode hanya ada di telepon pemiliknya.",
    "Only in a demo: this account's code is written below. In a real installation it is on its holder's phone alone.",
  ],
  "people.code.lost": [
    "Telepon hilang? Tulis satu kode cadangan. Bila tidak ada, datanglah ke loket dengan KTP.",
    "Lost your phone? Write a recovery code. If you have none, come to a counter with your identity card.",
  ],
  "people.code.lost-official": [
    "Telepon hilang? Tulis satu kode cadangan. Bila tidak ada, hubungi administrator instansi Anda.",
    "Lost your phone? Write a recovery code. If you have none, turn to your agency's administrator.",
  ],
  "people.code.start-over": ["Kembali ke halaman masuk", "Back to signing in"],
  "people.code.empty": ["Tuliskan kode Anda", "Write your code"],
  "people.code-wrong": [
    "Kode tidak cocok, atau sudah dipakai. Tunggu kode berikutnya, lalu coba lagi.",
    "The code does not match, or was used already. Wait for the next one and try again.",
  ],
  "people.code-needed": [
    "Akun ini memerlukan kode dari aplikasi kode atau kode cadangan.",
    "This account needs a code from its code application, or a recovery code.",
  ],
  "people.enrol-first": [
    "Akun pegawai memerlukan faktor kedua. Masuklah lewat peramban di /masuk/pegawai dan pasang lebih dulu.",
    "An official's account needs a second factor. Sign in with a browser at /masuk/pegawai and set one up first.",
  ],
  "people.step-expired": [
    "Halaman ini terlalu lama terbuka atau sudah dipakai. Silakan mulai lagi.",
    "This page was open too long or was used already. Please begin again.",
  ],
  "people.again.title": ["Pastikan ini Anda", "Make sure it is you"],
  "people.again.lead": [
    "Anda akan mengubah hal penting. Tunjukkan sekali lagi bahwa ini Anda; setelah itu kami melanjutkan dari tempat tadi.",
    "You are about to change something important. Show once more that it is you; then we go on where you were.",
  ],
  "people.again.button": ["Pastikan dan lanjutkan", "Confirm and go on"],
  "people.again.not-now": ["Tidak jadi", "Not now"],
  "people.again.no-password": [
    "Akun Anda belum berkata sandi. Keluarlah, lalu masuk lagi dengan cara yang biasa Anda pakai; setelah itu Anda dapat melanjutkan.",
    "Your account has no password. Sign out and sign in again the way you usually do; then you can go on.",
  ],
  "people.again-refused": [
    "Kata sandi atau kode tidak cocok. Periksa, lalu coba lagi.",
    "The password or the code does not match. Check and try again.",
  ],
  "people.forgot": ["Lupa kata sandi", "Forgot the password"],
  "people.forgot.by-mail": ["Lewat surel", "By e-mail"],
  "people.forgot.by-mail.text": [
    "Bila alamat surel Anda sudah dipastikan, kami mengirim tautan untuk membuat kata sandi baru. Bila Anda memakai kode atau kunci masuk, kami menanyakannya juga.",
    "If your e-mail address was confirmed, we send a link for a new password. If you use codes or a passkey, we ask for those as well.",
  ],
  "people.forgot.button": ["Kirim tautan", "Send the link"],
  "people.forgot.at-counter": ["Di loket", "At a counter"],
  "people.forgot.at-counter.text": [
    "Tanpa surel, atau telepon hilang? Datanglah ke kantor layanan mana pun dengan KTP. Petugas memberi Anda kode yang berlaku 24 jam.",
    "No e-mail, or the phone is lost? Come to any service office with your identity card. The officer gives you a code that holds for 24 hours.",
  ],
  "people.forgot.have-code": ["Saya sudah punya kode dari petugas", "I have a code from an officer"],
  "people.forgot.officials": ["Untuk pegawai", "For officials"],
  "people.forgot.officials.text": [
    "Mintalah kode kepada administrator instansi Anda. Kode itu dipakai bersama kode cadangan atau aplikasi kode Anda.",
    "Ask your agency's administrator for a code. It is used together with your own recovery code or code application.",
  ],
  "people.forgot.never": [
    "Petugas tidak pernah menanyakan kata sandi atau kode Anda, juga tidak lewat telepon.",
    "No officer ever asks for your password or your codes, not by telephone either.",
  ],
  "people.forgot.sent": ["Periksa surel Anda", "Check your e-mail"],
  "people.forgot.sent.text": [
    "Bila NIK itu terdaftar dan alamat surelnya sudah dipastikan, tautan sedang dikirim. Tautan berlaku satu jam.",
    "If the NIK is registered and its e-mail address confirmed, a link is on its way. It holds for one hour.",
  ],
  "people.forgot.sent.none": [
    "Tidak ada surel setelah beberapa menit? Datanglah ke kantor layanan mana pun dengan KTP.",
    "No e-mail after a few minutes? Come to any service office with your identity card.",
  ],
  "people.recover": ["Buat kata sandi baru", "Set a new password"],
  "people.recover.code": ["Kode dari petugas", "Code from the officer"],
  "people.recover.code.hint": [
    "12 huruf dan angka, misalnya K7QM-2XPA-9RTD",
    "12 letters and digits, e.g. K7QM-2XPA-9RTD",
  ],
  "people.recover.second": ["Kode kedua Anda", "Your second code"],
  "people.recover.button": ["Simpan kata sandi baru", "Save the new password"],
  "people.recover.after": [
    "Setelah ini semua perangkat dikeluarkan, dan Anda masuk dengan kata sandi baru. Selama sehari Anda belum dapat memberi kuasa atau mengunduh semua data.",
    "After this every device is signed out, and you sign in with the new password. For a day you cannot give mandates or take out all data.",
  ],
  "people.recover.done": [
    "Kata sandi baru sudah berlaku. Silakan masuk.",
    "The new password holds from now on. Please sign in.",
  ],
  "people.recover.code-empty": ["Tuliskan kode Anda", "Write your code"],
  "people.recover.code-wrong": [
    "Kode atau tautan ini tidak berlaku, atau sudah dipakai. Mintalah yang baru.",
    "This code or link does not hold, or was used already. Ask for a new one.",
  ],
  "people.office-code": ["Kode untuk kata sandi baru", "Code for a new password"],
  "people.office-code.lead": [
    "Pegawai ini masih memiliki aplikasi kode, kunci masuk, atau kode cadangannya? Beri kode; ia membuat kata sandi baru dengan kode itu dan faktor keduanya sendiri.",
    "Does this official still have their code application, passkey or recovery codes? Give a code; with it and their own second factor they set a new password.",
  ],
  "people.office-code.give": ["Beri kode kata sandi baru", "Give a code for a new password"],
  "people.office-code.how": [
    "Serahkan langsung kepada orangnya. Kode berlaku 24 jam, satu kali, di {address}.",
    "Hand it to the person directly. It holds for 24 hours, once, at {address}.",
  ],
  "people.office-code.back": ["Kembali ke akun pegawai", "Back to the official's account"],
  "people.recently-recovered": [
    "Akun ini baru saja dipulihkan. Demi keamanan Anda, hal ini dapat dilakukan {hours} jam lagi.",
    "This account was recovered only just now. For your safety this can be done in {hours} hours.",
  ],
  "people.own-affairs": [
    "Anda sedang bertindak untuk {name}. Berhentilah bertindak untuk orang lain, lalu buka akun Anda sendiri.",
    "You are acting for {name}. Stop acting for somebody else, then open your own account.",
  ],
  "people.sign-up.done": ["Pendaftaran Anda kami terima", "We have your registration"],
  "people.sign-up.done.new": [
    "Bila NIK ini belum terdaftar, akun Anda sudah jadi dan Anda sudah masuk.",
    "If this NIK was not registered yet, your account is ready and you are signed in.",
  ],
  "people.sign-up.done.go": ["Lanjutkan", "Go on"],
  "people.sign-up.done.known": [
    "Bila NIK ini sudah terdaftar, tidak ada yang berubah, dan pemiliknya kami beri tahu. Apakah itu akun Anda? Masuklah, atau buat kata sandi baru. Bila bukan, datanglah ke kantor layanan dengan KTP.",
    "If it was, nothing has changed, and we have told its holder. Is it your account? Sign in, or set a new password. If it is not, come to a service office with your identity card.",
  ],
  "people.assurance": ["Jati diri", "Identity"],
  "people.assurance.self-declared": ["menurut keterangan sendiri", "as you told us"],
  "people.assurance.counter": ["sudah diperiksa di loket", "checked at a counter"],
  "people.assurance.provider": ["dipastikan penyedia identitas", "vouched for by an identity provider"],
  "people.none": ["belum ada", "none yet"],
  "people.remove": ["Hapus", "Remove"],
  "people.back-to-security": ["Kembali ke keamanan akun", "Back to account security"],
  "people.back-to-account": ["Kembali ke akun Anda", "Back to your account"],
  "people.onward.akun.keamanan": ["Keamanan akun", "Account security"],
  "people.onward.akun.keamanan.text": [
    "Kata sandi, kunci masuk, kode, dan perangkat yang sedang masuk",
    "Password, passkeys, codes, and the devices that are signed in",
  ],
  "people.onward.akun.verifikasi": ["Pastikan jati diri di loket", "Have your identity checked at a counter"],
  "people.onward.akun.verifikasi.text": [
    "Kode untuk petugas yang memeriksa KTP Anda, agar semua layanan terbuka",
    "A code for the officer who checks your identity card, so that every service opens",
  ],
  "people.onward.akun.verifikasi.known": ["Jati diri diperiksa lagi", "Have your identity checked again"],
  "people.onward.akun.verifikasi.known.text": [
    "Sudah diperiksa. Bila nama pada KTP Anda berubah, tampilkan kode di loket",
    "It was checked. If the name on your card changes, show a code at the counter",
  ],
  "people.onward.kuasa": ["Kuasa", "Mandates"],
  "people.onward.kuasa.text": [
    "Siapa yang boleh mengurus untuk Anda, dan untuk siapa Anda boleh mengurus",
    "Who may act for you, and for whom you may act",
  ],
  "people.onward.akun.data": ["Data saya dan siapa yang melihatnya", "My data and who looked at it"],
  "people.onward.akun.data.text": [
    "Setiap pembukaan data pribadi Anda, dengan alasannya, dan hak Anda",
    "Every look at your personal data with its reason, and your rights",
  ],
  "people.onward.akun.aplikasi": ["Aplikasi yang memakai akun ini", "Applications that use this account"],
  "people.onward.akun.aplikasi.text": [
    "Aplikasi pemerintah lain yang Anda masuki lewat Pendopo",
    "Other government applications that you enter through Pendopo",
  ],
  "people.email.unconfirmed": ["belum dipastikan", "not confirmed yet"],
  "people.email.change": ["Ubah alamat surel", "Change the e-mail address"],
  "people.email.change.lead": [
    "Kami mengirim tautan ke alamat baru. Alamat itu berlaku setelah Anda membuka tautannya. Kosongkan untuk menghapus alamat.",
    "We send a link to the new address. It counts once you have opened the link. Leave it empty to remove the address.",
  ],
  "people.email.change.button": ["Kirim tautan", "Send the link"],
  "people.email.sent": [
    "Tautan sudah dikirim ke alamat baru. Tautan berlaku 24 jam.",
    "The link was sent to the new address. It holds for 24 hours.",
  ],
  "people.email.removed": ["Alamat surel dihapus.", "The e-mail address was removed."],
  "people.email.no-mail": [
    "Pemasangan ini belum dapat mengirim surel, jadi alamat tidak dapat dipastikan. Silakan coba lain waktu.",
    "This installation cannot send e-mail yet, so the address cannot be confirmed. Please try another time.",
  ],
  "people.email.confirm": ["Pastikan alamat surel", "Confirm the e-mail address"],
  "people.email.confirm.lead": [
    "Tekan tombol di bawah agar alamat ini menjadi alamat surel akun Anda.",
    "Press the button to make this the e-mail address of your account.",
  ],
  "people.email.confirm.button": ["Pastikan alamat", "Confirm the address"],
  "people.email.confirmed": ["Alamat surel sudah dipastikan.", "The e-mail address is confirmed."],
  "people.email.link-wrong": [
    "Tautan ini tidak berlaku, sudah dipakai, atau milik akun lain. Mintalah tautan baru di akun Anda.",
    "This link does not hold, was used, or belongs to another account. Ask for a new one in your account.",
  ],
  "people.phone.change": ["Ubah nomor telepon", "Change the phone number"],
  "people.phone.change.lead": [
    "Petugas memakai nomor ini untuk menghubungi Anda tentang permohonan. Nomor ini tidak pernah dipakai untuk masuk.",
    "Officials use this number to reach you about a request. It is never used for signing in.",
  ],
  "people.phone.change.button": ["Simpan nomor", "Save the number"],
  "people.phone.changed": ["Nomor telepon disimpan.", "The phone number is saved."],
  "people.security": ["Keamanan akun", "Account security"],
  "people.security.must": ["Pasang faktor kedua lebih dulu", "Set up a second factor first"],
  "people.security.must.text": [
    "Akun pegawai membuka data banyak orang. Karena itu kata sandi saja tidak cukup. Pasang kunci masuk atau aplikasi kode di bawah; setelah itu pekerjaan Anda terbuka.",
    "An official's account opens the data of many people, so a password alone is not enough. Set up a passkey or a code application below; then your work opens.",
  ],
  "people.passkeys": ["Kunci masuk", "Passkeys"],
  "people.passkeys.lead": [
    "Masuk dengan sidik jari, wajah, atau PIN perangkat Anda. Tidak ada yang perlu diketik, dan tidak ada yang dapat ditipu dari Anda.",
    "Sign in with your device's fingerprint, face or PIN. Nothing to type, and nothing that can be tricked out of you.",
  ],
  "people.passkey.sign-in": ["Masuk dengan kunci masuk", "Sign in with a passkey"],
  "people.passkey.prove": ["Gunakan kunci masuk", "Use a passkey"],
  "people.passkey.add": ["Tambah kunci masuk", "Add a passkey"],
  "people.passkey.add.lead": [
    "Perangkat Anda akan meminta sidik jari, wajah, atau PIN. Data itu tetap di perangkat; kami hanya menerima kunci umumnya.",
    "Your device will ask for a fingerprint, a face or a PIN. Those stay in the device; we only receive the public key.",
  ],
  "people.passkey.make": ["Buat kunci masuk", "Make the passkey"],
  "people.passkey.name": ["Nama kunci ini", "Name of this passkey"],
  "people.passkey.name.hint": [
    "Agar Anda mengenalinya nanti, misalnya “HP Samsung”",
    "So that you know it later, e.g. “Samsung phone”",
  ],
  "people.passkey.name-empty": ["Beri nama kunci ini", "Give this passkey a name"],
  "people.passkey.kept": ["Kunci masuk sudah disimpan.", "The passkey is saved."],
  "people.passkey.removed": ["Kunci masuk dihapus.", "The passkey was removed."],
  "people.passkey.remove-named": ["Hapus kunci {name}", "Remove the passkey {name}"],
  "people.passkey.added": ["Dibuat {time}", "Made {time}"],
  "people.passkey.used": ["Terakhir dipakai {time}", "Last used {time}"],
  "people.passkey.synced": ["Tersimpan di akun perangkat Anda", "Kept in your device's account"],
  "people.passkey.suspended": ["dihentikan", "stopped"],
  "people.passkey.suspended.text": [
    "Kunci ini rupanya pernah disalin: dua perangkat menjawab dengan kunci yang sama. Hapus kunci ini, lalu buat yang baru.",
    "This passkey seems to have been copied: two devices answered with the same key. Remove it and make a new one.",
  ],
  "people.passkey.not-here": [
    "Kunci masuk tidak dapat dipakai di alamat ini.",
    "Passkeys cannot be used at this address.",
  ],
  "people.passkey.no-script": [
    "Kunci masuk memerlukan JavaScript. Tanpa itu, masuklah dengan nomor dan kata sandi.",
    "Passkeys need JavaScript. Without it, sign in with number and password.",
  ],
  "people.passkey.no-script-new": [
    "Membuat kunci masuk memerlukan JavaScript. Tanpa itu, gunakan aplikasi kode.",
    "Making a passkey needs JavaScript. Without it, use a code application.",
  ],
  "people.passkey.cancelled": [
    "Tidak jadi, atau perangkat ini tidak memiliki kunci untuk Pendopo. Anda dapat mencoba lagi atau memakai cara lain.",
    "Cancelled, or this device has no passkey for Pendopo. Try again or use another way.",
  ],
  "people.passkey.twice": [
    "Perangkat ini sudah memiliki kunci masuk untuk akun Anda.",
    "This device has a passkey for your account already.",
  ],
  "people.passkey-refused": [
    "Kunci masuk ini tidak kami kenal, atau jawabannya tidak cocok. Coba lagi, atau gunakan cara lain.",
    "We do not know this passkey, or its answer does not match. Try again or use another way.",
  ],
  "people.passkey-copied": [
    "Kunci masuk ini dihentikan karena rupanya pernah disalin. Masuklah dengan cara lain, lalu hapus kunci itu.",
    "This passkey was stopped because it seems to have been copied. Sign in another way and remove it.",
  ],
  "people.factor.last": [
    "Akun pegawai memerlukan satu faktor kedua. Pasang yang lain dulu sebelum menghapus yang ini.",
    "An official's account needs a second factor. Set up another before you remove this one.",
  ],
  "people.factor.last-way": [
    "Ini satu-satunya cara Anda masuk. Buat kata sandi dulu sebelum menghapusnya.",
    "This is your only way in. Set a password before you remove it.",
  ],
  "people.totp": ["Aplikasi kode", "Code application"],
  "people.totp.on": [
    "Aktif. Setelah kata sandi, kami menanyakan kode dari aplikasi Anda.",
    "On. After the password we ask for the code of your application.",
  ],
  "people.totp.off": [
    "Belum dipasang. Dengan aplikasi kode di telepon, kata sandi yang dicuri tidak cukup untuk masuk.",
    "Not set up. With a code application on your phone, a stolen password is not enough to get in.",
  ],
  "people.totp.off-official": ["Belum dipasang.", "Not set up."],
  "people.totp.add": ["Pasang aplikasi kode", "Set up a code application"],
  "people.totp.replace": ["Ganti aplikasi kode", "Replace the code application"],
  "people.totp.remove": ["Matikan aplikasi kode", "Switch the code application off"],
  "people.totp.removed": ["Aplikasi kode dimatikan.", "The code application is switched off."],
  "people.totp.kept": ["Aplikasi kode sudah terpasang.", "The code application is set up."],
  "people.totp.step-install": [
    "Pasang aplikasi kode di telepon Anda, misalnya Aegis, FreeOTP, atau Google Authenticator.",
    "Install a code application on your phone, such as Aegis, FreeOTP or Google Authenticator.",
  ],
  "people.totp.step-scan": ["Pindai gambar ini dengan aplikasi itu.", "Scan this picture with it."],
  "people.totp.step-code": [
    "Tulis enam angka yang tampil di aplikasi.",
    "Write the six digits that the application shows.",
  ],
  "people.totp.qr": ["Kode QR untuk aplikasi kode", "QR code for the code application"],
  "people.totp.open": ["Buka di aplikasi pada perangkat ini", "Open it in an application on this device"],
  "people.totp.by-hand": [
    "Tidak dapat memindai? Tulis kunci ini di aplikasi:",
    "Cannot scan? Write this key into the application:",
  ],
  "people.totp.code": ["Kode dari aplikasi", "Code from the application"],
  "people.totp.confirm": ["Pasang", "Set it up"],
  "people.totp.code-wrong": [
    "Kode tidak cocok. Periksa jam telepon Anda, lalu tulis kode yang tampil sekarang.",
    "The code does not match. Check your phone's clock and write the code shown now.",
  ],
  "people.codes": ["Kode cadangan", "Recovery codes"],
  "people.codes.title": ["Simpan kode cadangan Anda", "Keep your recovery codes"],
  "people.codes.lead": [
    "Bila telepon Anda hilang, satu kode ini menggantikan aplikasi kode. Setiap kode berlaku satu kali. Cetak atau salin, lalu simpan di tempat aman, bukan di telepon itu.",
    "If your phone is lost, one of these stands in for the code application. Each works once. Print or copy them and keep them safe, not on that phone.",
  ],
  "people.codes.once": ["Kode ini tidak ditampilkan lagi.", "These codes are not shown again."],
  "people.codes.kept": ["Sudah saya simpan", "I have kept them"],
  "people.codes.left": ["Masih ada {n} kode yang belum dipakai.", "{n} codes are not used yet."],
  "people.codes.none": ["Anda belum memiliki kode cadangan.", "You have no recovery codes yet."],
  "people.codes.renew": ["Buat kode cadangan baru", "Make new recovery codes"],
  "people.codes.make": ["Buat kode cadangan", "Make recovery codes"],
  "people.password.new": ["Kata sandi baru", "New password"],
  "people.password.has": ["Akun Anda berkata sandi.", "Your account has a password."],
  "people.password.has-none": ["Akun Anda belum berkata sandi.", "Your account has no password yet."],
  "people.password.change": ["Ganti kata sandi", "Change the password"],
  "people.password.make": ["Buat kata sandi", "Set a password"],
  "people.password.changed": [
    "Kata sandi baru sudah berlaku. Perangkat lain sudah dikeluarkan.",
    "The new password holds. Other devices are signed out.",
  ],
  "people.password.others-end": [
    "Setelah ini semua perangkat lain dikeluarkan.",
    "After this all other devices are signed out.",
  ],
  "people.password.own": [
    "Kata sandi ini memuat nama, nomor, atau tanggal lahir Anda. Pilih yang tidak diketahui orang lain.",
    "This password holds your name, number or birth date. Choose one that others do not know.",
  ],
  "people.password.leaked": [
    "Kata sandi ini ada dalam daftar kata sandi yang pernah bocor. Pilih yang lain.",
    "This password is on a list of passwords that leaked. Choose another.",
  ],
  "people.session.unknown": ["Perangkat tidak dikenal", "Unknown device"],
  "people.session.line": [
    "Masuk dengan {how} sejak {since}. Terakhir dipakai {seen}.",
    "Signed in by {how} since {since}. Last used {seen}.",
  ],
  "people.session.network": ["Jaringan {network}.", "Network {network}."],
  "people.session.end": ["Keluarkan", "Sign out"],
  "people.session.end-named": ["Keluarkan {name}, masuk sejak {time}", "Sign out {name}, since {time}"],
  "people.session.ended": ["Perangkat itu sudah dikeluarkan.", "That device is signed out."],
  "people.how.password": ["kata sandi", "password"],
  "people.how.password-code": ["kata sandi dan kode", "password and code"],
  "people.how.password-recovery-code": ["kata sandi dan kode cadangan", "password and recovery code"],
  "people.how.passkey": ["kunci masuk", "passkey"],
  "people.how.provider": ["penyedia identitas", "identity provider"],
  "people.how.recovery": ["pemulihan", "recovery"],

  "people.mail.recover.subject": ["Kata sandi baru untuk akun Pendopo Anda", "A new password for your Pendopo account"],
  "people.mail.recover.body": [
    "Seseorang meminta kata sandi baru untuk akun Anda. Bila itu Anda, buka tautan ini dalam satu jam:\n\n{link}\n\nBila bukan Anda, abaikan surat ini; tidak ada yang berubah. Jangan teruskan tautan ini kepada siapa pun, juga tidak kepada petugas.",
    "Somebody asked for a new password for your account. If it was you, open this link within one hour:\n\n{link}\n\nIf it was not, ignore this letter; nothing has changed. Do not pass the link on to anybody, officials included.",
  ],
  "people.mail.confirm-email.subject": ["Pastikan alamat surel Anda", "Confirm your e-mail address"],
  "people.mail.confirm-email.body": [
    "Alamat ini ditulis pada sebuah akun Pendopo. Bila itu akun Anda, buka tautan ini dalam 24 jam lalu tekan tombolnya:\n\n{link}\n\nBila bukan, abaikan surat ini.",
    "This address was written on a Pendopo account. If it is yours, open this link within 24 hours and press the button:\n\n{link}\n\nIf not, ignore this letter.",
  ],
  "people.mail.nik-known.subject": [
    "Ada yang mencoba mendaftar dengan NIK Anda",
    "Somebody tried to register with your NIK",
  ],
  "people.mail.nik-known.body": [
    "Seseorang mencoba membuat akun dengan NIK Anda. Akun Anda tidak berubah. Bila itu Anda sendiri, Anda sudah memiliki akun: masuklah di {url}/masuk, atau buat kata sandi baru di {url}/masuk/lupa.",
    "Somebody tried to make an account with your NIK. Your account has not changed. If it was you, you have an account already: sign in at {url}/masuk, or set a new password at {url}/masuk/lupa.",
  ],
  "people.mail.recovered.subject": [
    "Akun Anda dipulihkan dengan kata sandi baru",
    "Your account was recovered with a new password",
  ],
  "people.mail.recovered.body": [
    "Pada {time} kata sandi akun Anda diganti lewat pemulihan, dan semua perangkat dikeluarkan. Bila bukan Anda, segera datang ke kantor layanan dengan KTP.",
    "On {time} your account's password was replaced by recovery, and every device was signed out. If it was not you, come to a service office with your identity card at once.",
  ],
  "people.mail.password-changed.subject": ["Kata sandi akun Anda diganti", "Your account's password was changed"],
  "people.mail.password-changed.body": [
    "Pada {time} kata sandi akun Anda diganti. Bila bukan Anda, buat kata sandi baru di {url}/masuk/lupa atau datang ke kantor layanan dengan KTP.",
    "On {time} your account's password was changed. If it was not you, set a new one at {url}/masuk/lupa or come to a service office with your identity card.",
  ],
  "people.mail.email-changed.subject": ["Alamat surel akun Anda diganti", "Your account's e-mail address was changed"],
  "people.mail.email-changed.body": [
    "Pada {time} alamat surel akun Anda diganti; alamat ini tidak dipakai lagi. Bila bukan Anda, segera datang ke kantor layanan dengan KTP.",
    "On {time} your account's e-mail address was changed; this one is not used any more. If it was not you, come to a service office with your identity card at once.",
  ],
  "people.mail.phone-changed.subject": ["Nomor telepon akun Anda diganti", "Your account's phone number was changed"],
  "people.mail.phone-changed.body": [
    "Pada {time} nomor telepon akun Anda diganti. Bila bukan Anda, periksa {url}/akun/keamanan.",
    "On {time} your account's phone number was changed. If it was not you, look at {url}/akun/keamanan.",
  ],
  "people.mail.passkey-added.subject": ["Kunci masuk baru pada akun Anda", "A new passkey on your account"],
  "people.mail.passkey-added.body": [
    "Pada {time} kunci masuk baru ditambahkan pada akun Anda. Bila bukan Anda, hapus kunci itu di {url}/akun/keamanan dan ganti kata sandi.",
    "On {time} a new passkey was added to your account. If it was not you, remove it at {url}/akun/keamanan and change the password.",
  ],
  "people.mail.passkey-removed.subject": [
    "Kunci masuk dihapus dari akun Anda",
    "A passkey was removed from your account",
  ],
  "people.mail.passkey-removed.body": [
    "Pada {time} sebuah kunci masuk dihapus dari akun Anda. Bila bukan Anda, periksa {url}/akun/keamanan dan ganti kata sandi.",
    "On {time} a passkey was removed from your account. If it was not you, look at {url}/akun/keamanan and change the password.",
  ],
  "people.mail.passkey-copied.subject": ["Kunci masuk Anda dihentikan", "Your passkey was stopped"],
  "people.mail.passkey-copied.body": [
    "Pada {time} sebuah kunci masuk Anda dipakai dengan cara yang hanya terjadi bila kunci disalin. Kunci itu dihentikan. Hapus di {url}/akun/keamanan, lalu buat yang baru.",
    "On {time} one of your passkeys was used in a way that only happens when a key was copied. It was stopped. Remove it at {url}/akun/keamanan and make a new one.",
  ],
  "people.mail.totp-added.subject": [
    "Aplikasi kode dipasang pada akun Anda",
    "A code application was set up on your account",
  ],
  "people.mail.totp-added.body": [
    "Pada {time} aplikasi kode dipasang pada akun Anda. Bila bukan Anda, segera datang ke kantor layanan dengan KTP.",
    "On {time} a code application was set up on your account. If it was not you, come to a service office with your identity card at once.",
  ],
  "people.mail.totp-removed.subject": [
    "Aplikasi kode akun Anda dimatikan",
    "Your account's code application was switched off",
  ],
  "people.mail.totp-removed.body": [
    "Pada {time} aplikasi kode pada akun Anda dimatikan. Bila bukan Anda, pasang lagi di {url}/akun/keamanan dan ganti kata sandi.",
    "On {time} the code application of your account was switched off. If it was not you, set it up again at {url}/akun/keamanan and change the password.",
  ],
  "people.mail.codes-made.subject": ["Kode cadangan baru untuk akun Anda", "New recovery codes for your account"],
  "people.mail.codes-made.body": [
    "Pada {time} kode cadangan baru dibuat untuk akun Anda; kode lama tidak berlaku lagi. Bila bukan Anda, ganti kata sandi di {url}/akun/keamanan.",
    "On {time} new recovery codes were made for your account; the old ones hold no longer. If it was not you, change the password at {url}/akun/keamanan.",
  ],
});
