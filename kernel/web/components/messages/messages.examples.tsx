import type { Example } from "../gallery.tsx";
import { indonesian as t } from "../specimens.ts";
import { Details, ErrorSummary, InsetText, Notice, Tag } from "./messages.tsx";

export const messageExamples: Example[] = [
  {
    name: "Kesalahan",
    show: (
      <ErrorSummary
        t={t}
        faults={[
          { field: "e-nik", text: "NIK terdiri dari 16 angka. Yang tertulis baru 6." },
          { text: "Permohonan ini sudah dikirim dari tab lain." },
        ]}
      />
    ),
  },
  {
    name: "Keterangan",
    show: (
      <Notice t={t} title="Kantor tutup Kamis dan Jumat">
        <p>Jangka waktu dihitung lagi mulai Senin, 30 November 2026.</p>
      </Notice>
    ),
  },
  {
    name: "Berhasil",
    show: (
      <Notice t={t} kind="success">
        <p>Foto tersimpan.</p>
      </Notice>
    ),
  },
  {
    name: "Perlu perhatian",
    show: (
      <Notice t={t} kind="attention" title="Satu foto perlu dikirim ulang">
        <p>Foto tempat cuci terlalu gelap.</p>
      </Notice>
    ),
  },
  {
    name: "Sisipan",
    show: (
      <InsetText>
        <p>Petugas menelepon sebelum datang.</p>
      </InsetText>
    ),
  },
  {
    name: "Rincian",
    show: (
      <Details summary="Belum punya NIB?">
        <p>NIB dibuat gratis di sistem OSS.</p>
      </Details>
    ),
  },
  {
    name: "Tanda keadaan",
    show: (
      <p class="row">
        <Tag>Draf</Tag>
        <Tag kind="act">Diproses</Tag>
        <Tag kind="need">Perlu perbaikan</Tag>
        <Tag kind="well">Terbit</Tag>
      </p>
    ),
  },
];
