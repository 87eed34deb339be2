import { define } from "../../kernel/words/words.ts";

/** What people read when who they are is checked at a counter. */
export const counterWords = define({
  "people.verification": ["Periksa identitas di loket", "Have your identity checked at a counter"],
  "people.verification.lead": [
    "Datang ke loket dengan KTP. Di depan petugas, tekan tombol ini dan bacakan kodenya.",
    "Come to a counter with your identity card. In front of the official, press this button and read out the code.",
  ],
  "people.verification.again-lead": [
    "Nama pada KTP Anda berubah? Di loket, tampilkan kode ini agar petugas memeriksanya lagi.",
    "Has the name on your card changed? At the counter, show a code so that the official checks it again.",
  ],
  "people.verification.show": ["Tampilkan kode", "Show the code"],
  "people.verification.again": ["Ganti dengan kode baru", "Replace with a new code"],
  "people.verification.code-title": [
    "Bacakan kode ini kepada petugas loket",
    "Read this code to the official at the counter",
  ],
  "people.verification.code": ["Kode Anda", "Your code"],
  "people.verification.code-lead": [
    "Berlaku sampai {until}. Jangan diberikan lewat telepon atau pesan: petugas hanya memintanya di loket, dengan KTP Anda di tangannya.",
    "Until {until}. Never give it by telephone or message: officials ask for it only at the counter, with your card in hand.",
  ],
  "people.verification.state.self-declared": [
    "Sampai sekarang identitas Anda tercatat menurut pernyataan Anda sendiri.",
    "So far your identity stands by your own word.",
  ],
  "people.verification.state.counter": [
    "Identitas Anda sudah diperiksa di loket.",
    "Your identity was checked at a counter.",
  ],
  "people.verification.state.provider": [
    "Identitas Anda sudah dijamin penyedia identitas.",
    "An identity provider vouched for you.",
  ],
  "people.counter": ["Periksa identitas warga", "Check a resident's identity"],
  "people.counter.nav": ["Periksa identitas", "Check identities"],
  "people.counter.check": ["Warga dengan kode", "Resident with a code"],
  "people.counter.new": ["Tanpa akun atau kehilangan kunci", "Without an account, or keys lost"],
  "people.counter.lead": [
    "Minta warga membuka “Periksa identitas di loket” pada akunnya dan membacakan kodenya.",
    "Ask the resident to open “Have your identity checked at a counter” in their account and to read the code.",
  ],
  "people.counter.code": ["Kode warga", "The resident's code"],
  "people.counter.code-hint": ["8 tanda, berlaku 10 menit", "8 signs, good for 10 minutes"],
  "people.counter.look": ["Lanjutkan", "Go on"],
  "people.counter.code-empty": ["Tuliskan kode yang dibacakan warga.", "Write the code that the resident reads out."],
  "people.counter.code-wrong": [
    "Kode itu tidak ada atau sudah lewat waktunya. Minta warga menampilkan kode baru.",
    "There is no such code, or it is too old. Ask the resident to show a new one.",
  ],
  "people.counter.known": ["Sampai sekarang dikenal", "Known so far"],
  "people.counter.known.self-declared": ["menurut pernyataannya sendiri", "by their own word"],
  "people.counter.known.counter": ["sudah diperiksa di loket", "checked at a counter"],
  "people.counter.known.provider": ["dijamin penyedia identitas", "vouched for by an identity provider"],
  "people.counter.nik": ["NIK pada KTP", "NIK on the card"],
  "people.counter.nik-hint": [
    "Ketik dari kartunya, jangan dari ucapan",
    "Type it from the card, not from what is said",
  ],
  "people.counter.name": ["Nama pada KTP", "Name on the card"],
  "people.counter.name-hint": ["Betulkan bila berbeda dengan kartu", "Correct it where the card differs"],
  "people.counter.seen": ["Yang Anda lihat sendiri", "What you saw yourself"],
  "people.counter.seen-card": ["KTP-el asli, bukan foto atau fotokopi", "The original card, no photo or copy"],
  "people.counter.seen-face": ["Wajahnya cocok dengan foto pada kartu", "The face matches the picture on the card"],
  "people.counter.seen-both": [
    "Lihat kartu aslinya dan cocokkan wajahnya, lalu centang keduanya.",
    "Look at the original card and compare the face, then tick both.",
  ],
  "people.counter.confirm": ["Nyatakan sudah diperiksa", "Confirm the identity"],
  "people.counter.other": ["Warga lain", "Another resident"],
  "people.counter.done": ["Identitas warga dicatat sudah diperiksa.", "The identity was noted as checked."],
  "people.counter.number-wrong": [
    "NIK itu bukan milik akun ini. Periksa kartunya. Percobaan ini dicatat.",
    "That NIK is not this account's. Look at the card. This try was recorded.",
  ],
  "people.counter.purpose": ["Pemeriksaan identitas di loket", "Checking the identity at a counter"],
  "people.counter.not-allowed": [
    "Jabatan Anda tidak diberi izin memeriksa identitas warga.",
    "Your position is not permitted to check identities.",
  ],
  "people.counter.new-lead": [
    "Untuk warga tanpa telepon atau akun, dan untuk yang kehilangan kata sandi beserta perangkatnya. Pegang KTP aslinya.",
    "For residents without a telephone or account, and for those who lost password and device. Have the original card in hand.",
  ],
  "people.counter.make": ["Buat akun dan terbitkan kode", "Make the account and issue a code"],
  "people.counter.lost": ["Orang ini sudah mempunyai akun", "This person has an account already"],
  "people.counter.lost-lead": [
    "Akunnya sudah pernah diperiksa, jadi tidak dibuka hanya dengan kata-kata. Petugas pertama meminta pemulihan dan pemilik akun diberi tahu; petugas kedua yang juga memegang KTP-nya menyetujui, atau 24 jam berlalu. Sesudah itu kode terbit.",
    "The account was checked before, so talk alone does not open it. A first official asks for recovery and the holder is told; a second one who also has the card confirms, or 24 hours pass. Then a code is issued.",
  ],
  "people.counter.lost-go": ["Lanjutkan pemulihan", "Go on with the recovery"],
  "people.counter.lost-asked": [
    "Pemulihan diminta. Panggil petugas kedua untuk menyetujui, atau minta warga kembali sesudah 24 jam.",
    "Recovery was asked for. Call a second official to confirm, or let the resident come back after 24 hours.",
  ],
  "people.counter.lost-confirmed": [
    "Disetujui. Ulangi sekali lagi untuk menerbitkan kodenya.",
    "Confirmed. Do it once more to issue the code.",
  ],
  "people.counter.lost-waits": [
    "Masih menunggu petugas kedua atau 24 jam.",
    "It still waits for a second official or for 24 hours.",
  ],
  "people.counter.nobody": ["Tidak ada akun dengan NIK itu.", "There is no account with that NIK."],
  "people.counter.handed": ["Serahkan kode ini kepada warga", "Hand this code to the resident"],
  "people.counter.handed-code": ["Kode sekali pakai", "Code of one use"],
  "people.counter.handed-lead": [
    "Dengan kode ini ia memilih kata sandi di {address}. Berlaku 24 jam dan hanya tampil sekali.",
    "With it they choose a password at {address}. It holds for 24 hours and is shown only once.",
  ],
  "people.counter.next": ["Warga berikutnya", "Next resident"],
});
