// Whole pages as people would meet them, made of the components and the specimens: what the gallery shows and tests look at.

import { Refused } from "../../../errors.ts";
import * as C from "../index.ts";
import { mapHalfWay, mapReturned, mapSent, resident, indonesian as t, visitor } from "../specimens.ts";

export const HomePage = () => (
  <C.Page
    t={t}
    site={{ ...visitor, path: "/" }}
    title="Layanan pemerintah Kepulauan Bangka Belitung"
    layout="wide"
    description="Satu pintu untuk layanan provinsi, kabupaten, kota, dan desa."
  >
    <div class="hall">
      <div>
        <h1>Satu pintu untuk semua layanan pemerintah</h1>
        <p class="lead">Provinsi, enam kabupaten, dan satu kota. Ajukan sekali, ikuti jalannya, terima hasilnya.</p>
        <C.SearchBox
          t={t}
          action="/layanan"
          label="Apa yang Anda perlukan?"
          hint="Misalnya: izin warung, surat domisili, akta lahir"
          large
        />
      </div>
      <C.Drawing name="hall" />
    </div>
    <C.Kawung />
    <section>
      <h2>Sering dicari</h2>
      <div class="grid-3">
        <C.Card
          title="Sertifikat laik higiene sanitasi"
          href="/layanan/slh"
          icon="store"
          facts={["9 hari kerja", "Gratis"]}
        >
          Untuk warung, katering, dan depot air minum.
        </C.Card>
        <C.Card
          title="Surat keterangan domisili usaha"
          href="/layanan/skdu"
          icon="map-pin"
          facts={["Hari itu juga", "Gratis"]}
        >
          Dari kelurahan tempat usaha Anda.
        </C.Card>
        <C.Card
          title="Persetujuan bangunan gedung"
          href="/layanan/pbg"
          icon="building-2"
          facts={["28 hari kerja", "Berbayar"]}
        >
          Membangun, mengubah, atau memperluas bangunan.
        </C.Card>
      </div>
    </section>
    <section>
      <h2>Menurut peristiwa hidup</h2>
      <div class="tiles">
        <C.Card title="Membuka usaha" href="/layanan?peristiwa=usaha">
          14 layanan
        </C.Card>
        <C.Card title="Punya anak" href="/layanan?peristiwa=anak">
          9 layanan
        </C.Card>
        <C.Card title="Membangun rumah" href="/layanan?peristiwa=rumah">
          7 layanan
        </C.Card>
        <C.Card title="Pindah tempat tinggal" href="/layanan?peristiwa=pindah">
          6 layanan
        </C.Card>
        <C.Card title="Melaut dan menangkap ikan" href="/layanan?peristiwa=melaut">
          5 layanan
        </C.Card>
        <C.Card title="Kehilangan keluarga" href="/layanan?peristiwa=wafat">
          4 layanan
        </C.Card>
      </div>
    </section>
    <section>
      <h2>Yang dijanjikan dan yang terjadi</h2>
      <p class="measure">Bulan Oktober 2026, 1.284 permohonan selesai. 93 dari 100 tepat waktu.</p>
      <p>
        <a href="/kinerja">Lihat kinerja setiap layanan</a>
      </p>
    </section>
  </C.Page>
);

export const ServicePage = () => (
  <C.Page
    t={t}
    site={{ ...visitor, path: "/layanan/slh" }}
    title="Sertifikat laik higiene sanitasi"
    crumbs={[
      { href: "/", label: "Beranda" },
      { href: "/layanan", label: "Layanan" },
    ]}
  >
    <h1>Sertifikat laik higiene sanitasi</h1>
    <p class="lead">Tanda bahwa dapur, air, dan cara kerja usaha makanan Anda memenuhi syarat kesehatan.</p>
    <C.SummaryList
      t={t}
      rows={[
        ["Untuk siapa", "Warung makan, katering, depot air minum, dan kantin di Kota Pangkalpinang"],
        ["Lamanya", "9 hari kerja sejak berkas lengkap"],
        ["Biaya", "Gratis. Uji laboratorium Rp 150.000 bila usaha Anda berisiko tinggi"],
        ["Hasilnya", "Sertifikat bertanda tangan elektronik, berlaku 3 tahun"],
      ]}
    />
    <C.ButtonGroup>
      <C.Button href="/permohonan/baru/slh" icon="arrow-right">
        Mulai permohonan
      </C.Button>
      <C.Button kind="secondary" href="/layanan/slh/syarat.pdf" icon="download">
        Unduh daftar syarat
      </C.Button>
    </C.ButtonGroup>
    <section>
      <h2>Yang perlu disiapkan</h2>
      <ul>
        <li>Nomor Induk Berusaha (NIB). Data usaha kami ambil sendiri dari OSS.</li>
        <li>Foto dapur, tempat cuci, dan tempat simpan bahan</li>
        <li>Bukti pelatihan penjamah makanan, bila sudah ada</li>
      </ul>
      <C.Details summary="Belum punya NIB?">
        <p>
          NIB dibuat gratis di sistem OSS. Biasanya selesai hari itu juga. Simpan permohonan ini dan lanjutkan kapan
          saja.
        </p>
      </C.Details>
    </section>
    <section>
      <h2>Jalannya permohonan</h2>
      <C.LineMap
        t={t}
        map={{
          ...mapHalfWay,
          stations: mapHalfWay.stations.map(({ id, name, line, end }) => ({ id, name, line, end, state: "ahead" })),
        }}
        upright
      />
    </section>
    <C.Notice t={t} title="Bila kami terlambat">
      <p>Sistem memberi tahu atasan petugas. Anda dapat mengadu ke Ombudsman lewat halaman permohonan Anda.</p>
    </C.Notice>
  </C.Page>
);

const problem = new Refused("error.faults", {
  faults: [
    { field: "nik", key: "NIK terdiri dari 16 angka. Yang tertulis baru 15." },
    { field: "lahir", key: "Bulan Februari 1987 hanya sampai tanggal 28." },
    { field: "jenis", key: "Pilih jenis usaha Anda." },
    { field: "foto", key: "“dapur.heic” belum bisa kami baca. Kirim sebagai JPG atau PNG." },
  ],
});

export const FormPage = () => (
  <C.Page
    t={t}
    site={{ ...resident, path: "/permohonan/1/usaha" }}
    title="Tentang usaha Anda"
    crumbs={[{ href: "/layanan/slh", label: "Sertifikat laik higiene sanitasi" }]}
    problem
    private
  >
    <C.Steps
      t={t}
      steps={[
        { label: "Pemilik", href: "/permohonan/1/pemilik", state: "done" },
        { label: "Usaha", state: "now" },
        { label: "Lokasi", state: "ahead" },
        { label: "Berkas", state: "ahead" },
        { label: "Periksa", state: "ahead" },
      ]}
    />
    <C.ErrorSummary t={t} problem={problem} />
    <h1>Tentang usaha Anda</h1>
    <C.Form t={t} site={resident} action="/permohonan/1/usaha" once="k1" files guard draft="slh:usaha">
      <C.TextField
        t={t}
        name="nama"
        label="Nama usaha"
        value="Martabak Acau 89"
        source="Dari OSS, NIB 0220…4471"
        readOnly
      />
      <C.TextField
        t={t}
        name="nik"
        label="NIK penanggung jawab"
        hint="16 angka pada KTP"
        inputMode="numeric"
        width={20}
        value="197101270387000"
        problem={problem}
      />
      <C.DateField
        t={t}
        name="lahir"
        label="Tanggal lahir penanggung jawab"
        value={{ day: "29", month: "Februari", year: "1987" }}
        birthday
        problem={problem}
      />
      <C.Radios
        t={t}
        name="jenis"
        label="Jenis usaha"
        problem={problem}
        options={[
          { value: "warung", label: "Warung atau rumah makan", hint: "Makanan dimakan di tempat" },
          { value: "katering", label: "Katering", hint: "Makanan diantar, termasuk dapur rumahan" },
          { value: "depot", label: "Depot air minum" },
        ]}
      />
      <C.Checkboxes
        t={t}
        name="simpan"
        label="Tempat simpan bahan"
        optional
        options={[
          { value: "kulkas", label: "Lemari es" },
          { value: "pembeku", label: "Pembeku" },
          { value: "rak", label: "Rak tertutup" },
        ]}
        values={["kulkas", "rak"]}
      />
      <C.RupiahField t={t} name="modal" label="Modal usaha" hint="Tanpa tanah dan bangunan" value={25_000_000} />
      <C.NumberField t={t} name="porsi" label="Porsi sehari" value="120" suffix="porsi" />
      <C.Select
        t={t}
        name="kecamatan"
        label="Kecamatan"
        value="gerunggang"
        options={[
          { value: "gerunggang", label: "Gerunggang" },
          { value: "rangkui", label: "Rangkui" },
          { value: "tamansari", label: "Taman Sari" },
        ]}
      />
      <C.TextArea
        t={t}
        name="uraian"
        label="Apa yang Anda masak dan jual?"
        limit={400}
        value="Martabak manis dan martabak telur, digoreng di tempat. Kulit dibuat sendiri setiap pagi."
      />
      <C.FileField
        t={t}
        name="foto"
        label="Foto dapur"
        hint="Dari pintu, dengan lampu menyala"
        accept="image/jpeg,image/png"
        types="Foto (JPG, PNG)"
        size="5 MB"
        multiple
        stored={[
          { id: "f1", name: "tempat-cuci.jpg", size: "412 kB", href: "/berkas/f1" },
          { id: "f2", name: "gudang-bahan-kering-lantai-dua.jpg", size: "1,2 MB", checking: true },
        ]}
        problem={problem}
      />
      <C.Checkbox t={t} name="benar" label="Semua yang saya isi benar, dan saya tahu petugas akan datang memeriksa." />
      <C.ButtonGroup>
        <C.Button>Simpan dan lanjutkan</C.Button>
        <C.Button kind="secondary" name="nanti" value="ya">
          Simpan untuk nanti
        </C.Button>
      </C.ButtonGroup>
    </C.Form>
  </C.Page>
);

export const TrackingPage = () => (
  <C.Page
    t={t}
    site={{ ...visitor, path: "/lacak/SLH-7K2M-94" }}
    title="Permohonan SLH-7K2M-94"
    crumbs={[{ href: "/lacak", label: "Lacak permohonan" }]}
    layout="wide"
    private
    refresh={60}
  >
    <div>
      <p class="caption">Permohonan SLH-7K2M-94</p>
      <h1>Sertifikat laik higiene sanitasi</h1>
    </div>
    <C.Clock t={t} state="running" left={{ days: 3 }} due="Jumat, 27 November 2026" used={0.66} />
    <C.LineMap t={t} map={mapHalfWay} />
    <div class="measure stack">
      <C.InsetText>
        <p>
          Dinas Kesehatan memeriksa lokasi usaha Anda paling lambat Rabu, 25 November 2026. Anda tidak perlu melakukan
          apa pun; petugas menelepon sebelum datang.
        </p>
      </C.InsetText>
      <section>
        <h2>Yang sudah terjadi</h2>
        <C.Timeline
          happenings={[
            {
              key: "3",
              what: "Hasil uji sampel memenuhi syarat",
              who: "Balai Laboratorium Kesehatan",
              when: "Jumat, 20 November 2026, 14.05 WIB",
              at: "2026-11-20T14:05:00+07:00",
              mark: "well",
            },
            {
              key: "2",
              what: "Berkas dinyatakan lengkap",
              who: "DPMPTSP Kota Pangkalpinang",
              when: "Selasa, 17 November 2026, 10.31 WIB",
              at: "2026-11-17T10:31:00+07:00",
            },
            {
              key: "1",
              what: "Permohonan dikirim",
              who: "Anda",
              when: "Senin, 16 November 2026, 09.12 WIB",
              at: "2026-11-16T09:12:00+07:00",
            },
          ]}
        />
      </section>
      <section>
        <h2>Pemberitahuan</h2>
        <p>Surel ke li••••@gmail.com: berkas lengkap (17 November), hasil uji (20 November).</p>
      </section>
    </div>
  </C.Page>
);

export const ReturnedPage = () => (
  <C.Page
    t={t}
    site={{ ...resident, path: "/permohonan/1" }}
    title="Permohonan SLH-7K2M-94"
    crumbs={[{ href: "/permohonan", label: "Permohonan saya" }]}
    private
  >
    <div>
      <p class="caption">Permohonan SLH-7K2M-94</p>
      <h1>Sertifikat laik higiene sanitasi</h1>
    </div>
    <C.Notice t={t} kind="attention" title="Satu foto perlu Anda kirim ulang">
      <p>Foto tempat cuci terlalu gelap untuk diperiksa. Isian lain tidak perlu diubah.</p>
    </C.Notice>
    <C.Clock t={t} state="paused" left={{ days: 8 }} due="Senin, 30 November 2026" used={0.1} />
    <C.Button href="/permohonan/1/perbaikan">Perbaiki permohonan</C.Button>
    <C.LineMap t={t} map={mapReturned} upright />
  </C.Page>
);

export const SentPage = () => (
  <C.Page t={t} site={{ ...resident, path: "/permohonan/1/terkirim" }} title="Permohonan terkirim" private>
    <C.ConfirmPanel title="Permohonan terkirim" label="Nomor permohonan Anda" code="SLH-7K2M-94">
      <p>Catat nomor ini. Dengan nomor ini Anda dapat melihat jalannya permohonan tanpa masuk.</p>
    </C.ConfirmPanel>
    <h2>Setelah ini</h2>
    <p>DPMPTSP memeriksa kelengkapan berkas paling lambat Selasa, 17 November 2026.</p>
    <C.LineMap t={t} map={mapSent} here="Permohonan Anda di sini" upright />
    <C.Button href="/lacak/SLH-7K2M-94">Lihat jalannya permohonan</C.Button>
  </C.Page>
);
