import { Drawing } from "../drawing/drawing.tsx";
import type { Example } from "../gallery.tsx";
import { CommentThread, Timeline } from "../history/history.tsx";
import { Pagination } from "../navigation/pagination.tsx";
import { Steps } from "../navigation/steps.tsx";
import { Tabs } from "../navigation/tabs.tsx";
import { indonesian as t } from "../specimens.ts";
import { Table } from "../table/table.tsx";
import { Card, EmptyState } from "./card.tsx";
import { SummaryList } from "./summary-list.tsx";
import { TaskList } from "./task-list.tsx";

export const listExamples: Example[] = [
  {
    name: "Ringkasan",
    show: (
      <SummaryList
        t={t}
        rows={[
          { label: "Nama usaha", value: "Martabak Acau 89", change: "#", source: "Dari OSS" },
          ["Alamat", "Jalan Sudirman 17, Pangkalpinang"],
        ]}
      />
    ),
  },
  {
    name: "Daftar pekerjaan",
    show: (
      <TaskList
        t={t}
        tasks={[
          { label: "Data usaha", href: "#", state: "done" },
          { label: "Foto dapur", href: "#", state: "to-do", hint: "Tiga foto" },
          { label: "Pernyataan", state: "need", stateText: "Perlu diperbaiki" },
        ]}
      />
    ),
  },
  {
    name: "Tabel",
    show: (
      <Table
        t={t}
        caption="Biaya"
        columns={[
          { key: "hal", head: "Hal", main: true },
          { key: "dasar", head: "Dasar" },
          { key: "rp", head: "Biaya", num: true, sort: { href: "#", now: "down" } },
        ]}
        rows={[
          { key: "1", cells: { hal: "Uji sampel air", dasar: "Perda 3/2024", rp: "Rp 150.000" } },
          { key: "2", cells: { hal: "Uji usap alat", dasar: "Perda 3/2024", rp: "Rp 90.000" } },
        ]}
        foot={{ hal: "Jumlah", rp: "Rp 240.000" }}
      />
    ),
  },
  {
    name: "Kartu",
    show: (
      <div class="grid-2">
        <Card title="Surat keterangan domisili usaha" href="#" icon="map-pin" facts={["Hari itu juga", "Gratis"]}>
          Dari kelurahan tempat usaha.
        </Card>
      </div>
    ),
  },
  {
    name: "Belum ada isi",
    show: (
      <EmptyState title="Belum ada tugas" drawing={<Drawing name="counter" />}>
        <p>Tugas baru muncul di sini begitu permohonan sampai di unit Anda.</p>
      </EmptyState>
    ),
  },
  {
    name: "Langkah",
    show: (
      <Steps
        t={t}
        steps={[
          { label: "Pemilik", href: "#", state: "done" },
          { label: "Usaha", state: "now" },
          { label: "Lokasi", state: "ahead" },
        ]}
      />
    ),
  },
  {
    name: "Tab",
    show: (
      <Tabs
        label="Contoh tab"
        tabs={[
          { href: "#", label: "Milik saya", current: true, count: 4 },
          { href: "#2", label: "Belum diambil" },
        ]}
      />
    ),
  },
  { name: "Halaman daftar", show: <Pagination t={t} previous="#" next="#" shown="26–50" /> },
  {
    name: "Riwayat",
    show: (
      <Timeline
        happenings={[
          { key: "2", what: "Sertifikat terbit", when: "kemarin", mark: "well" },
          {
            key: "1",
            what: "Permohonan dikirim",
            who: "Anda",
            when: "Senin, 16 November 2026, 09.12 WIB",
            at: "2026-11-16T09:12:00+07:00",
          },
        ]}
      />
    ),
  },
  {
    name: "Percakapan",
    show: (
      <CommentThread
        t={t}
        label="Percakapan contoh"
        comments={[
          {
            key: "1",
            by: "Dr. Rina Wulandari, M.Kes.",
            role: "Sanitarian",
            when: "kemarin",
            text: "Mohon foto ulang tempat cuci.",
            audience: "applicant",
          },
        ]}
      />
    ),
  },
];
