import { define } from "../../kernel/words/words.ts";

/** What people read when they come in through an outside provider. */
export const outsideWords = define({
  "federation.outside.button": ["Masuk dengan {name}", "Sign in with {name}"],
  "federation.outside.problem": ["Masuk dengan {name} tidak berhasil", "Signing in with {name} did not work"],
  "federation.outside.down": [
    "{name} sedang tidak dapat dihubungi. Coba lagi nanti, atau masuk dengan cara lain sekarang.",
    "{name} does not answer at the moment. Try again later, or sign in another way now.",
  ],
  "federation.outside.declined": ["Anda membatalkan di {name}.", "You cancelled at {name}."],
  "federation.outside.refused": [
    "Jawaban dari {name} tidak dapat dipastikan. Mulailah lagi dari halaman masuk.",
    "The answer from {name} could not be trusted. Begin again from the sign-in page.",
  ],
  "federation.outside.late": [
    "Waktunya habis, atau dimulai di peramban lain. Mulailah lagi dari halaman masuk.",
    "It took too long, or began in another browser. Begin again from the sign-in page.",
  ],
  "federation.outside.no-number": [
    "{name} tidak memberikan nomor induk yang dapat kami pakai. Masuklah dengan cara lain.",
    "{name} gave no identity number that we can use. Sign in another way.",
  ],
  "federation.outside.no-official": [
    "Tidak ada akun pegawai di sini untuk Anda. Hubungi administrator instansi Anda.",
    "There is no official's account here for you. Ask your agency's administrator.",
  ],
  "federation.outside.not-vouched": [
    "Buatlah akun dulu di sini, lalu masuk dengan {name} untuk menautkannya.",
    "Make an account here first, then sign in with {name} to link it.",
  ],
  "federation.outside.other-link": [
    "Akun itu sudah ditautkan dengan pengguna {name} yang lain. Datanglah ke loket pelayanan dengan KTP Anda.",
    "That account is already linked with another user of {name}. Come to a service counter with your identity card.",
  ],
  "federation.outside.other-number": [
    "NIK di {name} bukan NIK akun yang sedang Anda pakai, jadi keduanya tidak ditautkan.",
    "The NIK at {name} is not that of the account you are using, so they were not linked.",
  ],
  "federation.outside.not-yours": [
    "Hanya akun warga Anda sendiri yang dapat ditautkan. Berhentilah dulu mewakili orang lain.",
    "Only your own account as a resident can be linked. Stop acting for somebody else first.",
  ],
  "federation.outside.otherwise": ["Masuk dengan cara lain", "Sign in another way"],
  "federation.outside.again": ["Coba {name} lagi", "Try {name} again"],
  "federation.outside.link": ["Tautkan akun Anda dengan {name}", "Link your account with {name}"],
  "federation.outside.link-first": [
    "Sudah ada akun dengan NIK Anda. Masuklah sekali dengan kata sandi akun itu, supaya kami tahu bahwa akun itu milik Anda. Setelah itu {name} cukup.",
    "There is an account with your NIK already. Sign in once with its password, so that we know that it is yours. After that {name} is enough.",
  ],
  "federation.outside.link-now": [
    "Setelah ditautkan, Anda dapat masuk ke akun ini dengan {name} saja.",
    "Once linked, you can sign in to this account with {name} alone.",
  ],
  "federation.outside.link-button": ["Tautkan dengan {name}", "Link with {name}"],
  "federation.outside.link-sign-in": ["Masuk dengan kata sandi", "Sign in with the password"],
  "federation.outside.not-mine": [
    "Bukan Anda yang membuat akun itu? Datanglah ke loket pelayanan dengan KTP Anda; petugas akan menyerahkannya kepada Anda.",
    "You did not make that account? Come to a service counter with your identity card; the official hands it over to you.",
  ],
  "federation.linked-now": ["Akun Anda sudah ditautkan.", "Your account is linked."],
  "federation.linked": ["Penyedia yang dapat membuka akun Anda", "Providers that open your account"],
  "federation.linked.lead": [
    "Anda dapat masuk ke akun ini lewat penyedia berikut.",
    "You can sign in to this account through these providers.",
  ],
  "federation.linked.since": ["ditautkan sejak {day}", "linked since {day}"],
  "federation.linked.end": ["Lepas tautan", "Unlink"],
  "federation.linked.end-of": ["Lepas tautan {name}", "Unlink {name}"],
  "federation.unlinked": ["Tautan sudah dilepas.", "It is unlinked."],
  "federation.providers-file": [
    "Berkas penyedia luar {file} keliru: {list}",
    "The file of outside providers {file} is wrong: {list}",
  ],
});
