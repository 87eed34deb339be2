import { define } from "../../../kernel/words/words.ts";

export const questionWords = define({
  "services.only-if": [
    "Diisi bila jawaban “{question}” adalah “{answer}”.",
    "Only if the answer to “{question}” is “{answer}”.",
  ],
  "services.yes": ["Ya", "Yes"],
  "services.no": ["Tidak", "No"],
  "services.address.street": ["Jalan dan nomor", "Street and number"],
  "services.address.street-hint": [
    "Misalnya: Jalan Jenderal Sudirman No. 17",
    "For example: Jalan Jenderal Sudirman No. 17",
  ],
  "services.address.village": ["Kelurahan atau desa", "Village (kelurahan or desa)"],
  "services.address.postcode": ["Kode pos", "Postcode"],
  "services.place.hint": [
    "Tuliskan nama kelurahan atau desa beserta kota atau kabupatennya, misalnya: Opas Indah, Pangkalpinang",
    "Write the village with its city or regency, for example: Opas Indah, Pangkalpinang",
  ],
  "services.place.none": [
    "Tempat ini tidak kami temukan. Periksa ejaannya, atau tambahkan nama kota atau kabupatennya.",
    "We did not find this place. Check the spelling, or add its city or regency.",
  ],
  "services.place.which": [
    "Ada beberapa tempat dengan nama ini. Pilih yang dimaksud.",
    "There are several places of this name. Choose the one you mean.",
  ],
  "services.location.use": ["Pakai posisi saya sekarang", "Use my position now"],
  "services.location.finding": ["Mencari posisi Anda…", "Finding your position…"],
  "services.location.found": ["Posisi terisi, tepat sampai {n} meter.", "Position filled in, exact to {n} metres."],
  "services.location.failed": [
    "Posisi tidak dapat dibaca. Anda dapat mengosongkannya atau menuliskannya sendiri.",
    "The position could not be read. You may leave it empty or write it yourself.",
  ],
  "services.location.lat": ["Garis lintang", "Latitude"],
  "services.location.lat-hint": ["Misalnya −2,1291", "For example −2.1291"],
  "services.location.lon": ["Garis bujur", "Longitude"],
  "services.location.lon-hint": ["Misalnya 106,1138", "For example 106.1138"],
  "services.row": ["{row} ke-{n}", "{row} {n}"],
  "services.row-add": ["Tambah {row}", "Add a {row}"],
  "services.row-remove": ["Hapus", "Remove"],
  "services.row-remove-of": ["Hapus {row} ke-{n}", "Remove {row} {n}"],
});
