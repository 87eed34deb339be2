import { define } from "../../kernel/words/words.ts";

export const whyWords = define({
  "why.link": ["Mengapa saya bisa melihat berkas ini?", "Why can I see this case?"],
  "why.title-you": ["Mengapa Anda bisa melihat berkas ini", "Why you can see this case"],
  "why.title-other": ["Apakah {name} bisa melihat berkas ini", "Whether {name} can see this case"],
  "why.sees": ["Ya, karena:", "Yes, because:"],
  "why.because": ["Karena:", "Because:"],
  "why.sees-not": ["Tidak. {why}", "No. {why}"],
  "why.answers": ["{unit} yang menjawab permohonan ini.", "{unit} answers for this request."],
  "why.party": [
    "{unit} ikut menangani permohonan ini sejak {when}.",
    "{unit} has worked on this request since {when}.",
  ],
  "why.by-permission": ["Jabatan {position} boleh:", "The position {position} permits:"],
  "why.emergency": [
    "Akses darurat terbuka sampai {when}, hanya untuk membaca.",
    "Emergency access is open until {when}, to read only.",
  ],
  "why.works": ["Boleh juga mengerjakannya.", "May also work on it."],
  "why.works-not": ["Hanya melihat, tidak mengerjakannya.", "Sees it only, and does not work on it."],
  "why.own-affair": [
    "Ini urusan Anda sendiri: Anda pemohonnya, atau Anda yang mengirimnya. Jadi rekan lain yang mengerjakannya.",
    "This is your own affair: you applied, or you sent it. So colleagues work on it.",
  ],
  "why.lacks.unit": [
    "Jabatannya tidak diberi izin di unit mana pun yang menangani permohonan ini.",
    "The position has no permission in any unit that handles this request.",
  ],
  "why.lacks.act": [
    "Jabatannya ada di unit yang menangani, tetapi tidak diberi izin melihat berkas.",
    "The position is in a unit that handles it, but may not see cases.",
  ],
  "why.lacks.service": [
    "Izin jabatannya tidak mencakup layanan ini.",
    "What the position permits does not include this service.",
  ],
  "why.lacks.territory": [
    "Izin jabatannya tidak mencakup wilayah permohonan ini.",
    "What the position permits does not reach the place of this request.",
  ],
  "why.lacks.ceiling": ["Nilainya di atas batas izin jabatannya.", "The sum is above what the position permits."],
  "why.handled-by": ["Yang menangani", "Handled by"],
  "why.service": ["Layanan", "Service"],
  "why.ask-other": ["Tanyakan untuk pegawai lain", "Ask about another official"],
  "why.nip": ["NIP pegawai", "NIP of the official"],
  "why.ask": ["Periksa", "Check"],
  "why.emergency-lead": [
    "Bila berkas ini harus dibaca sekarang juga tanpa izin di atas, gunakan akses darurat.",
    "If this case must be read at once without any of these, use emergency access.",
  ],
  "why.not-auditor": [
    "Hanya pemeriksa dan pengelola instansi yang dapat menanyakan untuk pegawai lain.",
    "Only auditors and administrators of the agency can ask about another official.",
  ],
  "why.not-here": [
    "Pegawai dengan NIP itu tidak memegang jabatan di instansi ini hari ini.",
    "The official with that NIP holds no position in this agency today.",
  ],
});
