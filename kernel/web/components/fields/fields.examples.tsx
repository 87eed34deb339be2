import { Button, ButtonGroup } from "../buttons/buttons.tsx";
import type { Example } from "../gallery.tsx";
import { SearchBox } from "../lists/search.tsx";
import { indonesian as t } from "../specimens.ts";
import { Checkbox, Checkboxes, Radios, Select } from "./choice-field.tsx";
import { DateField } from "./date-field.tsx";
import { FileField } from "./file-field.tsx";
import { NumberField, RupiahField, TextArea, TextField } from "./text-field.tsx";

const options = [
  { value: "a", label: "Warung makan", hint: "Makan di tempat" },
  { value: "b", label: "Katering" },
];

export const fieldExamples: Example[] = [
  { name: "Satu baris", show: <TextField t={t} name="e-nama" label="Nama usaha" value="Martabak Acau 89" /> },
  {
    name: "Satu baris, keliru",
    show: (
      <TextField
        t={t}
        name="e-nik"
        label="NIK"
        hint="16 angka pada KTP"
        value="197101"
        width={20}
        fault="NIK terdiri dari 16 angka. Yang tertulis baru 6."
      />
    ),
  },
  {
    name: "Terisi dari register",
    show: <TextField t={t} name="e-reg" label="Nama" value="Lim Sui Kian" source="Dari data kependudukan" readOnly />,
  },
  {
    name: "Bilangan dan rupiah",
    show: (
      <div class="stack">
        <NumberField t={t} name="e-n" label="Jumlah pekerja" suffix="orang" value={4} />
        <RupiahField t={t} name="e-rp" label="Modal" value={1_250_000} optional />
      </div>
    ),
  },
  { name: "Beberapa baris", show: <TextArea t={t} name="e-area" label="Uraian" limit={200} value="Martabak manis." /> },
  { name: "Tanggal", show: <DateField t={t} name="e-tgl" label="Tanggal lahir" value="1987-03-27" birthday /> },
  {
    name: "Tanggal, keliru",
    show: (
      <DateField
        t={t}
        name="e-tgl2"
        label="Tanggal berdiri"
        value={{ day: "31", month: "Februari", year: "2020" }}
        fault="Bulan Februari 2020 hanya sampai tanggal 29."
      />
    ),
  },
  { name: "Pilih satu", show: <Radios t={t} name="e-satu" label="Jenis usaha" options={options} value="a" /> },
  {
    name: "Ya atau tidak",
    show: (
      <Radios
        t={t}
        name="e-ya"
        label="Sudah punya NIB?"
        inline
        options={[
          { value: "ya", label: "Ya" },
          { value: "tidak", label: "Belum" },
        ]}
        fault="Pilih salah satu."
      />
    ),
  },
  { name: "Pilih beberapa", show: <Checkboxes t={t} name="e-banyak" label="Alat" options={options} values={["b"]} /> },
  {
    name: "Setuju",
    show: <Checkbox t={t} name="e-setuju" label="Semua yang saya isi benar." fault="Beri tanda bila Anda setuju." />,
  },
  {
    name: "Pilih dari daftar",
    show: (
      <Select
        t={t}
        name="e-kec"
        label="Kecamatan"
        options={[
          { label: "Pangkalpinang", options },
          { value: "c", label: "Lainnya" },
        ]}
        value=""
      />
    ),
  },
  {
    name: "Berkas",
    show: (
      <FileField
        t={t}
        name="e-berkas"
        label="Bukti pelatihan"
        accept=".pdf,image/jpeg"
        types="PDF atau foto (JPG)"
        size="5 MB"
        stored={[{ id: "1", name: "sertifikat.pdf", size: "212 kB", href: "#" }]}
      />
    ),
  },
  { name: "Cari", show: <SearchBox t={t} action="/layanan" label="Cari layanan" name="e-cari" /> },
  {
    name: "Tombol",
    show: (
      <ButtonGroup>
        <Button>Kirim permohonan</Button>
        <Button kind="secondary">Simpan untuk nanti</Button>
        <Button kind="quiet" href="#">
          Lihat contoh
        </Button>
        <Button kind="warning" icon="trash-2">
          Tarik permohonan
        </Button>
        <Button small kind="secondary" icon="download" href="#">
          Unduh
        </Button>
      </ButtonGroup>
    ),
  },
];
