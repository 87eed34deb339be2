import { define } from "../../kernel/words/words.ts";

/** What is said of rights on a case: why something is refused, why somebody sees a case, and looks in an emergency. */
export const rightsWords = define({
  "task.own-affair": [
    "Ini urusan Anda sendiri: Anda pemohonnya, atau Anda yang mengirimnya. Minta kepala unit atau pengelola menyerahkan tugasnya kepada rekan.",
    "This is your own affair: you applied, or you sent it. Ask the head of the unit or an administrator to hand its tasks to a colleague.",
  ],
  "task.colleagues-affair": [
    "Permohonan ini urusan rekan itu sendiri. Pilih rekan lain.",
    "This request is that colleague's own affair. Choose another.",
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
