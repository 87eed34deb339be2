import { define } from "../../../kernel/words/words.ts";
import type { LifeEvent } from "./service-schema.ts";

/** What people call the moments by which the catalogue is ordered; keys are `life-event.<code>`. */
export const lifeEventWords = define({
  "life-event.lahir": ["Kelahiran anak", "Having a child"],
  "life-event.sekolah": ["Sekolah dan kuliah", "School and study"],
  "life-event.bekerja": ["Mencari kerja dan bekerja", "Finding and having work"],
  "life-event.menikah": ["Menikah dan berkeluarga", "Marriage and family"],
  "life-event.rumah": ["Membangun atau menempati rumah", "Building or living in a home"],
  "life-event.pindah": ["Pindah tempat tinggal", "Moving house"],
  "life-event.sehat": ["Menjaga kesehatan", "Staying well"],
  "life-event.sakit": ["Sakit dan berobat", "Illness and care"],
  "life-event.bantuan": ["Memerlukan bantuan", "Needing support"],
  "life-event.kendaraan": ["Memiliki kendaraan", "Owning a vehicle"],
  "life-event.pensiun": ["Pensiun dan lanjut usia", "Retirement and old age"],
  "life-event.meninggal": ["Anggota keluarga meninggal", "A death in the family"],
  "life-event.memulai-usaha": ["Memulai usaha", "Starting a business"],
  "life-event.menjalankan-usaha": ["Menjalankan usaha", "Running a business"],
  "life-event.memperluas-usaha": ["Memperluas usaha", "Growing a business"],
  "life-event.menutup-usaha": ["Menutup usaha", "Closing a business"],
  "life-event.bangunan": ["Mendirikan bangunan", "Putting up a building"],
  "life-event.tanah": ["Mengurus tanah", "Dealing with land"],
  "life-event.lingkungan": ["Menjaga lingkungan", "Caring for the environment"],
  "life-event.acara": ["Mengadakan acara", "Holding an event"],
  "life-event.melapor": ["Melapor dan bertanya", "Reporting and asking"],
}) satisfies Record<`life-event.${LifeEvent}`, readonly [string, string]>;
