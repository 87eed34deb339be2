// What `audit verify` says of the histories of cases.

import { define } from "../../kernel/words/words.ts";

export const verifyWords = define({
  "cases.verify.progress": ["{seen} permohonan, {lines} baris riwayat", "{seen} cases, {lines} lines of history"],
  "cases.verify.whole": [
    "permohonan: {seen} riwayat dengan {lines} baris utuh dan sesuai dengan yang tersimpan",
    "cases: {seen} histories of {lines} lines are whole and lead to what is stored",
  ],
  "cases.verify.recorded": [
    "permohonan: setiap baris riwayat sama dengan yang tertulis di catatan",
    "cases: every recorded line of a history is the one that is there",
  ],
  "cases.verify.unrecorded": [
    "permohonan {where}, riwayat baris {line}: bukan baris yang tercatat ketika terjadi",
    "case {where}, line {line} of its history: not the line that was recorded when it happened",
  ],
  "cases.verify.hash": [
    "permohonan {where}, riwayat baris {line}: baris itu diubah",
    "case {where}, line {line} of its history: the line was changed",
  ],
  "cases.verify.order": [
    "permohonan {where}, riwayat baris {line}: baris itu hilang atau urutannya berubah",
    "case {where}, line {line} of its history: the line is missing or out of order",
  ],
  "cases.verify.end": [
    "permohonan {where}, riwayat baris {line}: ada baris yang dipotong atau ditambahkan sesudahnya, atau ujung yang tersimpan diubah",
    "case {where}, line {line} of its history: lines were cut off or added after it, or the stored end was changed",
  ],
  "cases.verify.state": [
    "permohonan {where}, riwayat baris {line}: keadaan atau jawaban yang tersimpan bukan hasil riwayatnya",
    "case {where}, line {line} of its history: the stored state or answers are not what the history leads to",
  ],
  "cases.verify.orphan": [
    "permohonan {where}, riwayat baris {line}: riwayatnya ada, permohonannya tidak ada",
    "case {where}, line {line} of its history: there is history of a case that is not there",
  ],
  "cases.verify.more": [
    "permohonan: {count} riwayat rusak seluruhnya; {named} disebutkan",
    "cases: {count} broken histories in all; {named} are named",
  ],
  "cases.verify.advice": [
    "Ada yang menulis tanpa lewat program. Pulihkan permohonan itu dari cadangan sebelumnya, dan periksa siapa yang memegang akses pemilik basis data.",
    "Somebody wrote past the program. Restore the named cases from a backup taken before, and look who had the owner's access.",
  ],
});
