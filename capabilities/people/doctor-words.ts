// What `doctor` says of accounts.

import { define } from "../../kernel/words/words.ts";

export const doctorWords = define({
  "people.doctor.accounts": [
    "akun: {count} dari {all} pegawai yang memegang jabatan mempunyai akun",
    "people: {count} of {all} officials in a position have an account",
  ],
  "people.doctor.accounts-advice": [
    "Pengelola instansinya mengundang mereka di /instansi/<kode>/akun.",
    "Their administrator invites them: /instansi/<code>/akun.",
  ],
  "people.doctor.factors": [
    "akun: setiap akun pegawai mempunyai faktor kedua",
    "people: every official's account has a second factor",
  ],
  "people.doctor.no-factor": [
    "akun: {count} pegawai belum mempunyai faktor kedua",
    "people: {count} officials have no second factor",
  ],
  "people.doctor.factors-advice": [
    "Mereka memasangnya saat masuk berikutnya; sampai itu tidak ada pekerjaan yang terbuka.",
    "They set it up at their next sign-in; until then nothing opens for them.",
  ],
  "people.doctor.mail": ["akun: undangan dikirim lewat surel", "people: invitations go by mail"],
  "people.doctor.no-mail": [
    "akun: tidak ada server surel, jadi tidak ada yang diberi tahu lewat surel",
    "people: no mail server, so nobody is told of anything by mail",
  ],
  "people.doctor.mail-advice": [
    "Isi SMTP_URL dan MAIL_FROM (docs/operate/settings.md); sampai itu undangan dicetak.",
    "Set SMTP_URL and MAIL_FROM (docs/operate/settings.md); until then invitations are printed.",
  ],
});
