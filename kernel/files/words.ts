// What people read when a file is not accepted: what happened, and what to do. Nobody is blamed.

import { define } from "../words/words.ts";

export const words = define({
  "file.empty": [
    "Berkas “{name}” kosong. Periksa apakah dapat dibuka di perangkat Anda, lalu unggah lagi.",
    "The file “{name}” is empty. Check that it opens on your device, then upload it again.",
  ],
  "file.too-large": [
    "Berkas “{name}” melebihi batas {limit}. Perkecil, atau foto ulang dengan ukuran lebih kecil, lalu unggah lagi.",
    "The file “{name}” is larger than the limit of {limit}. Make it smaller, or take the photo again at a smaller size, then upload it again.",
  ],
  "file.kind-not-allowed": [
    "Berkas “{name}” bukan jenis yang diterima di sini. Yang diterima: {allowed}.",
    "The file “{name}” is not of a kind accepted here. Accepted: {allowed}.",
  ],
  "file.not-what-it-says": [
    "Isi berkas “{name}” tidak sesuai dengan jenis pada namanya. Simpan ulang sebagai {allowed}, lalu unggah lagi.",
    "What is in the file “{name}” is not what its name says. Save it again as {allowed}, then upload it again.",
  ],
  "file.picture-damaged": [
    "Gambar “{name}” tidak dapat dibuka seluruhnya. Foto atau pindai ulang, lalu unggah lagi.",
    "The picture “{name}” cannot be opened completely. Take or scan it again, then upload it again.",
  ],
  "file.picture-too-many-pixels": [
    "Gambar “{name}” terlalu besar ukurannya ({width} × {height} titik). Foto ulang dengan resolusi lebih kecil.",
    "The picture “{name}” is too large ({width} × {height} pixels). Take it again at a lower resolution.",
  ],
  "file.heic-not-readable": [
    "Foto “{name}” berformat HEIC, yang belum dapat dibaca di sini. Kirim sebagai JPEG: di iPhone, Pengaturan, Kamera, Format, Paling Kompatibel.",
    "The photo “{name}” is in HEIC format, which cannot be read here yet. Send it as JPEG: on an iPhone, Settings, Camera, Formats, Most Compatible.",
  ],
  "file.pdf-damaged": [
    "PDF “{name}” rusak atau tidak lengkap. Unduh atau simpan ulang, lalu unggah lagi.",
    "The PDF “{name}” is damaged or incomplete. Download or save it again, then upload it again.",
  ],
  "file.pdf-locked": [
    "PDF “{name}” terkunci dengan kata sandi. Simpan tanpa kata sandi, lalu unggah lagi.",
    "The PDF “{name}” is locked with a password. Save it without a password, then upload it again.",
  ],
  "file.pdf-active": [
    "PDF “{name}” memuat program di dalamnya ({what}), jadi tidak dapat diterima. Cetak ke PDF baru, lalu unggah hasilnya.",
    "The PDF “{name}” contains a program ({what}), so it cannot be accepted. Print it to a new PDF and upload that.",
  ],
  "file.office-active": [
    "Berkas “{name}” memuat program di dalamnya ({what}), jadi tidak dapat diterima. Simpan tanpa makro, lalu unggah lagi.",
    "The file “{name}” contains a program ({what}), so it cannot be accepted. Save it without macros, then upload it again.",
  ],
  "file.infected": [
    "Pada berkas “{name}” ditemukan virus, jadi tidak disimpan. Periksa perangkat Anda, lalu unggah berkas lain.",
    "A virus was found in the file “{name}”, so it was not kept. Check your device, then upload another file.",
  ],
  "file.gone": ["Berkas ini tidak ada lagi.", "This file is no longer here."],
  "file.store-full": [
    "Tempat penyimpanan sedang penuh. Isian Anda tidak hilang; coba unggah lagi nanti.",
    "The storage is full at the moment. What you filled in is kept; try the upload again later.",
  ],
  "file.store-failed": [
    "Berkas belum dapat disimpan. Isian Anda tidak hilang; coba unggah lagi sebentar lagi.",
    "The file could not be stored. What you filled in is kept; try the upload again in a moment.",
  ],
  "file.scanner-down": [
    "Pemeriksa virus sedang tidak dapat dihubungi. Isian Anda tidak hilang; coba unggah lagi sebentar lagi.",
    "The virus scanner cannot be reached at the moment. What you filled in is kept; try the upload again in a moment.",
  ],
});
