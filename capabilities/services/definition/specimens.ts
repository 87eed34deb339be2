import type { Answers, FileAnswer, Form } from "./form-schema.ts";
import { Form as FormSchema } from "./form-schema.ts";

// A form no agency owns, with every kind of question; and the person who fills it in.

const words = (id: string, en: string) => ({ id, en });
const privacy = { purpose: words("Menghubungi Anda", "To reach you"), basis: "UU 27/2022 Pasal 20 ayat (2) huruf e" };

export const boatForm: Form = {
  key: "permohonan",
  ...FormSchema.parse({
    title: words("Permohonan izin perahu wisata", "Application for a tour boat"),
    privacy,
    pages: [
      {
        key: "pemohon",
        title: words("Pemohon", "Applicant"),
        fields: [
          { key: "nama", type: "text", label: words("Nama", "Name"), minLength: 2, maxLength: 60, personal: true },
          { key: "nik", type: "nik", label: words("NIK", "NIK"), personal: true },
          { key: "telepon", type: "phone", label: words("Nomor telepon", "Telephone"), personal: true },
          { key: "surel", type: "email", label: words("Surel", "E-mail"), required: false, personal: true },
          { key: "lahir", type: "date", label: words("Tanggal lahir", "Date of birth"), max: "today", personal: true },
          { key: "alamat", type: "address", label: words("Alamat", "Address"), personal: true },
        ],
      },
      {
        key: "perahu",
        title: words("Perahu", "Boat"),
        fields: [
          { key: "namaPerahu", type: "text", label: words("Nama perahu", "Name of the boat") },
          { key: "panjang", type: "number", label: words("Panjang", "Length"), decimals: 1, min: 2, max: 40 },
          { key: "penumpang", type: "number", label: words("Penumpang", "Passengers"), min: 1, max: 100 },
          { key: "nilai", type: "rupiah", label: words("Nilai perahu", "Worth of the boat"), required: false },
          { key: "bermesin", type: "yes-no", label: words("Bermesin?", "Does it have an engine?") },
          {
            key: "mesin",
            type: "choice",
            label: words("Jenis mesin", "Kind of engine"),
            visible: "bermesin",
            options: [
              { value: "tempel", label: words("Tempel", "Outboard") },
              { value: "dalam", label: words("Dalam", "Inboard") },
            ],
          },
          {
            key: "alat",
            type: "choices",
            label: words("Alat keselamatan", "Safety equipment"),
            options: [
              { value: "pelampung", label: words("Jaket pelampung", "Life jackets") },
              { value: "suar", label: words("Suar", "Flares") },
              { value: "radio", label: words("Radio", "Radio") },
            ],
            max: 2,
            rules: [
              {
                feel: 'penumpang <= 6 or list contains(alat, "pelampung")',
                message: words(
                  "Lebih dari enam penumpang memerlukan jaket pelampung.",
                  "More than six passengers need life jackets.",
                ),
              },
            ],
          },
          { key: "pangkalan", type: "region", label: words("Pangkalan", "Home port"), within: "agency" },
          { key: "titik", type: "location", label: words("Titik tambat", "Mooring"), required: false },
          { key: "catatan", type: "textarea", label: words("Catatan", "Remarks"), required: "panjang > 20" },
          {
            key: "foto",
            type: "file",
            label: words("Foto perahu", "Photos of the boat"),
            kinds: ["jpeg", "png"],
            max: 3,
            maxMegabytes: 2,
          },
          {
            key: "awak",
            type: "table",
            label: words("Awak", "Crew"),
            row: words("orang awak", "crew member"),
            max: 3,
            fields: [
              { key: "nama", type: "text", label: words("Nama awak", "Name"), personal: true },
              { key: "nahkoda", type: "yes-no", label: words("Nahkoda?", "Master?"), required: false },
              {
                key: "sertifikat",
                type: "text",
                label: words("Nomor sertifikat", "Certificate"),
                visible: "nahkoda = true",
              },
            ],
          },
        ],
      },
      {
        key: "usaha",
        title: words("Usaha", "Business"),
        visible: "penumpang > 12",
        fields: [{ key: "nib", type: "nib", label: words("NIB", "NIB") }],
      },
      {
        key: "pernyataan",
        title: words("Pernyataan", "Declaration"),
        fields: [
          {
            key: "benar",
            type: "statement",
            label: words("Pernyataan", "Declaration"),
            text: words("Isian ini benar.", "This is true."),
          },
        ],
      },
    ],
  }),
};

export const photo: FileAnswer = { id: "0197-foto", name: "perahu.jpg", type: "image/jpeg", size: 300_000 };
export const circumstances = { today: "2026-11-22", demo: true, agencyRegion: "19.02" };

/** What Nuraini types on her phone, mistakes of habit and all. */
export const typed: Record<string, string | string[]> = {
  nama: "  Nuraini   binti Sahrul ",
  nik: "1902 0150 0390 0000",
  telepon: "0812-3456-7890",
  surel: "",
  "lahir.day": "10",
  "lahir.month": "3",
  "lahir.year": "1990",
  "alamat.street": "Jalan Pantai 7",
  "alamat.rt": "3",
  "alamat.rw": "1",
  "alamat.postcode": "33451",
  "alamat.village": "1902012005",
  namaPerahu: "Bintang Laut",
  panjang: "7,5",
  penumpang: "10",
  nilai: "Rp 85.000.000,-",
  bermesin: "ya",
  mesin: "tempel",
  alat: ["pelampung", "suar"],
  pangkalan: "19.02.01.2005",
  "titik.lat": "-2,5512",
  "titik.lon": "107,6689",
  catatan: "",
  "awak.0.nama": "Nuraini",
  "awak.0.nahkoda": "yes",
  "awak.0.sertifikat": "60/2024",
  "awak.4.nama": "Tono",
  benar: "on",
};

/** The same, as the program stores it. */
export const stored: Answers = {
  nama: "Nuraini binti Sahrul",
  nik: "1902015003900000",
  telepon: "+6281234567890",
  lahir: "1990-03-10",
  alamat: { street: "Jalan Pantai 7", rt: "003", rw: "001", postcode: "33451", village: "19.02.01.2005" },
  namaPerahu: "Bintang Laut",
  panjang: 7.5,
  penumpang: 10,
  nilai: 85_000_000,
  bermesin: true,
  mesin: "tempel",
  alat: ["pelampung", "suar"],
  pangkalan: "19.02.01.2005",
  titik: { lat: -2.5512, lon: 107.6689 },
  foto: [photo],
  awak: [{ nama: "Nuraini", nahkoda: true, sertifikat: "60/2024" }, { nama: "Tono" }],
  benar: true,
};
