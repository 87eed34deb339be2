import { define } from "../../kernel/words/words.ts";

/** What is said of rights on a case: why something is refused, why somebody sees a case, and looks in an emergency. */
export const rightsWords = define({
  "task.own-affair": [
    "Permohonan ini Anda sendiri yang mengirim, jadi rekan lain yang mengerjakannya.",
    "You sent this request yourself, so a colleague works on it.",
  ],
  "task.kept-apart": [
    "Anda sudah mengerjakan langkah lain yang harus dipisahkan dari langkah ini. Mintalah rekan mengerjakannya.",
    "You did another step that is kept apart from this one. Ask a colleague to do it.",
  ],
  "task.lacks.unit": [
    "Jabatan Anda tidak diberi izin atas berkas unit ini.",
    "Your position has no permission for this unit's cases.",
  ],
  "task.lacks.act": [
    "Jabatan Anda tidak diberi izin untuk langkah ini. Pengelola instansi dapat melihat dan mengubah izin jabatan.",
    "Your position is not permitted this step. Your agency's administrators can see and change what it permits.",
  ],
  "task.lacks.service": [
    "Izin jabatan Anda tidak mencakup layanan ini.",
    "What your position permits does not include this service.",
  ],
  "task.lacks.territory": [
    "Izin jabatan Anda tidak mencakup wilayah berkas ini.",
    "What your position permits does not reach the place of this case.",
  ],
  "task.lacks.personal": [
    "Jabatan Anda tidak diberi izin membuka data pribadi dalam berkas ini.",
    "Your position is not permitted to open personal data in this case.",
  ],
  "task.lacks.ceiling": [
    "Nilainya di atas batas yang diizinkan bagi jabatan Anda.",
    "The sum is above what your position permits.",
  ],
});
