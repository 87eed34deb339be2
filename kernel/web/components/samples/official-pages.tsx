// Pages of officials: the worklist in the morning, one case on the desk, the agency's figures.

import * as C from "../index.ts";
import { mapFinished, mapHalfWay, mapReturned, mapShort, official, indonesian as t } from "../specimens.ts";

const cases = [
  {
    no: "SKD-2F9Q-17",
    what: "Diperiksa lurah",
    service: "Surat keterangan domisili usaha",
    who: "CV Timah Jaya Abadi",
    map: mapShort,
    clock: <C.Clock t={t} small state="breached" left={{ hours: 2 }} due="kemarin, 16.00" />,
    tone: "need" as const,
  },
  {
    no: "SLH-7K2M-94",
    what: "Periksa lokasi usaha",
    service: "Sertifikat laik higiene sanitasi",
    who: "Martabak Acau 89",
    map: mapHalfWay,
    clock: <C.Clock t={t} small state="warned" left={{ hours: 5 }} due="hari ini, 16.00" used={0.85} />,
  },
  {
    no: "SLH-4T8W-02",
    what: "Periksa lokasi usaha",
    service: "Sertifikat laik higiene sanitasi",
    who: "Depot Air Tirta Sungailiat",
    map: mapHalfWay,
    clock: <C.Clock t={t} small state="running" left={{ days: 3 }} due="Rabu 25 November" used={0.4} />,
  },
  {
    no: "SLH-9B3H-55",
    what: "Menunggu perbaikan pemohon",
    service: "Sertifikat laik higiene sanitasi",
    who: "Katering Ibu Halimah",
    map: mapReturned,
    clock: <C.Clock t={t} small state="paused" left={{ days: 8 }} used={0.1} />,
    tone: "quiet" as const,
  },
  {
    no: "SLH-1C6D-30",
    what: "Sertifikat terbit",
    service: "Sertifikat laik higiene sanitasi",
    who: "Mie Koba Iskandar",
    map: mapFinished,
    clock: <C.Clock t={t} small state="finished" />,
    tone: "quiet" as const,
  },
];

export const WorklistPage = () => (
  <C.Page t={t} site={official} title="Tugas" layout="wide">
    <div class="row between">
      <h1>Tugas</h1>
      <p class="muted">Minggu, 22 November 2026, 08.14 WIB</p>
    </div>
    <C.Tabs
      label="Tugas"
      tabs={[
        { href: "/tugas", label: "Milik saya", current: true, count: 4 },
        { href: "/tugas/unit", label: "Belum diambil", count: 11 },
        { href: "/tugas/tunggu", label: "Menunggu orang lain", count: 7 },
      ]}
    />
    <C.FilterBar
      t={t}
      action="/tugas"
      fields={[
        {
          name: "layanan",
          label: "Layanan",
          options: [
            { value: "", label: "Semua layanan" },
            { value: "slh", label: "Sertifikat laik higiene sanitasi" },
          ],
          value: "",
        },
        {
          name: "jangka",
          label: "Jangka waktu",
          options: [
            { value: "", label: "Semua" },
            { value: "lewat", label: "Terlambat" },
          ],
          value: "lewat",
        },
      ]}
      active={[{ label: "Terlambat atau hampir", without: "/tugas" }]}
      clear="/tugas"
    />
    <C.Table
      t={t}
      caption="Tugas menurut batas waktu"
      captionHidden
      columns={[
        { key: "what", head: "Tugas", main: true },
        { key: "who", head: "Pemohon" },
        { key: "map", head: "Jalur", wideOnly: true },
        { key: "clock", head: "Jangka waktu", sort: { href: "/tugas?urut=-batas", now: "up" } },
      ]}
      rows={cases.map((one) => ({
        key: one.no,
        tone: one.tone,
        cells: {
          what: (
            <>
              <a href={`/berkas/${one.no}`}>{one.what}</a>
              <br />
              <span class="muted small">{one.service}</span>
            </>
          ),
          who: (
            <span>
              {one.who}
              <br />
              <span class="code small">{one.no}</span>
            </span>
          ),
          map: <C.LineMapSmall t={t} map={one.map} />,
          clock: one.clock,
        },
      }))}
    />
    <C.Pagination t={t} next="/tugas?sesudah=x" shown="1–25" />
  </C.Page>
);

export const CaseDeskPage = () => (
  <C.Page
    t={t}
    site={{ ...official, path: "/berkas/SLH-7K2M-94" }}
    title="SLH-7K2M-94"
    crumbs={[{ href: "/tugas", label: "Tugas" }]}
    layout="desk"
    private
  >
    <div class="row between">
      <div>
        <p class="caption">
          Sertifikat laik higiene sanitasi · <span class="code">SLH-7K2M-94</span>
        </p>
        <h1>Martabak Acau 89</h1>
      </div>
      <C.Clock t={t} state="warned" left={{ hours: 5 }} due="hari ini, 16.00 WIB" used={0.85} />
    </div>
    <C.LineMap t={t} map={mapHalfWay} here="case" />
    <div class="panes">
      <aside class="stack" aria-label="Tugas Anda">
        <section class="pane act">
          <h2>Periksa lokasi usaha</h2>
          <p class="small muted">Tugas Anda sejak Rabu, 18 November</p>
          <C.Form t={t} site={official} action="/tugas/1/selesai" once="k2">
            <C.Radios
              t={t}
              name="hasil"
              label="Hasil pemeriksaan"
              options={[
                { value: "laik", label: "Laik" },
                { value: "perbaikan", label: "Perlu perbaikan" },
              ]}
            />
            <C.TextArea t={t} name="catatan" label="Catatan" optional rows={3} />
            <C.Button icon="check">Selesaikan pemeriksaan</C.Button>
          </C.Form>
        </section>
        <section class="pane">
          <h2>Lainnya</h2>
          <C.ButtonGroup>
            <C.Button kind="secondary" small href="#" icon="undo-2">
              Kembalikan ke pemohon
            </C.Button>
            <C.Button kind="secondary" small href="#" icon="users">
              Serahkan
            </C.Button>
          </C.ButtonGroup>
        </section>
      </aside>
      <div>
        <C.Tabs
          label="Isi berkas"
          tabs={[
            { href: "#", label: "Permohonan", current: true },
            { href: "#a", label: "Berkas", count: 5 },
            { href: "#b", label: "Percakapan", count: 2 },
            { href: "#c", label: "Riwayat" },
          ]}
        />
        <section class="pane">
          <h2>Usaha</h2>
          <C.SummaryList
            t={t}
            rows={[
              { label: "Nama usaha", value: "Martabak Acau 89", source: "Dari OSS" },
              { label: "Alamat", value: "Jalan Sudirman 17, Gerunggang, Pangkalpinang" },
              { label: "Jenis", value: "Warung atau rumah makan" },
              { label: "Porsi sehari", value: "120" },
            ]}
          />
        </section>
        <section class="pane">
          <h2>Percakapan</h2>
          <C.CommentThread
            t={t}
            label="Percakapan"
            comments={[
              {
                key: "1",
                by: "Yusuf Hidayat, S.E.",
                role: "Petugas loket",
                when: "Selasa, 17 November, 10.29 WIB",
                text: "Pemohon minta petugas datang sebelum pukul 15, sesudahnya ia berjualan.",
                audience: "inside",
              },
              {
                key: "2",
                by: "Rina Wulandari, A.Md.KL.",
                role: "Sanitarian",
                when: "Kamis, 19 November, 08.02 WIB",
                text: "Kami datang Rabu pagi, sekitar pukul 9.\nMohon dapur dalam keadaan bekerja.",
                audience: "applicant",
              },
            ]}
          />
        </section>
      </div>
    </div>
  </C.Page>
);

export const DashboardPage = () => (
  <C.Page t={t} site={{ ...official, path: "/kinerja" }} title="Kinerja" layout="desk">
    <h1>Kinerja Dinas Kesehatan, November 2026</h1>
    <C.Figures
      figures={[
        {
          number: "318",
          label: "selesai bulan ini",
          href: "/berkas?selesai=2026-11",
          note: "41 lebih banyak dari Oktober",
          kind: "well",
        },
        { number: "93%", label: "tepat waktu", href: "/berkas?tepat=ya" },
        { number: "12", label: "terlambat sekarang", href: "/berkas?terlambat=ya", kind: "need" },
        { number: "6,4", label: "hari kerja rata-rata", note: "dijanjikan 9" },
      ]}
    />
    <div class="grid-2">
      <C.BarChart
        t={t}
        title="Yang dijanjikan dan yang terjadi"
        unit="hari kerja"
        measures={["Nyata", "Janji"]}
        bars={[
          { label: "Sertifikat laik higiene", value: 6.4, mark: 9, href: "#" },
          { label: "Izin praktik bidan", value: 11.2, mark: 7, href: "#" },
          { label: "Izin apotek", value: 13.5, mark: 14, href: "#" },
          { label: "Surat keterangan sehat", value: 0.4, mark: 1, href: "#" },
        ]}
      />
      <C.LineChart
        t={t}
        title="Lama penyelesaian"
        unit="hari kerja"
        measures={["Rata-rata", "Janji"]}
        level={9}
        points={["Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov"].map((label, i) => ({
          label,
          value: [10.2, 9.8, 11.4, 8.9, 8.1, 7.7, 8.4, 7.2, 6.9, 6.6, 6.4][i]!,
        }))}
      />
    </div>
    <p>
      Antrean tujuh hari:{" "}
      <C.Sparkline values={[14, 12, 15, 9, 11, 7, 4]} says="Antrean turun dari 14 menjadi 4 dalam tujuh hari" />
    </p>
  </C.Page>
);
