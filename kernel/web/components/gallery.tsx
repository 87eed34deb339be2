// Every component in every state, and whole sample pages: shown at /_galeri in a demonstration, and walked by the tests.

import type { VNode } from "preact";
import { drawingExamples } from "./drawing/drawing.examples.tsx";
import { fieldExamples } from "./fields/fields.examples.tsx";
import { lineMapExamples } from "./line-map/line-map.examples.tsx";
import { listExamples } from "./lists/lists.examples.tsx";
import { messageExamples } from "./messages/messages.examples.tsx";
import { Page } from "./page/page.tsx";
import { CaseDeskPage, DashboardPage, WorklistPage } from "./samples/official-pages.tsx";
import { FormPage, HomePage, ReturnedPage, SentPage, ServicePage, TrackingPage } from "./samples/public-pages.tsx";
import { official, indonesian as t, visitor } from "./specimens.ts";

/** One component in one state. */
export type Example = { name: string; show: VNode };

/** Whole pages by their name in the address. */
export const samplePages: Record<string, () => VNode> = {
  beranda: HomePage,
  layanan: ServicePage,
  isian: FormPage,
  terkirim: SentPage,
  lacak: TrackingPage,
  perbaikan: ReturnedPage,
  tugas: WorklistPage,
  berkas: CaseDeskPage,
  kinerja: DashboardPage,
  petak: () => <ExamplesPage />,
  "petak-pegawai": () => <ExamplesPage forOfficials />,
};

const groups: Record<string, Example[]> = {
  "Peta jalur dan jam": lineMapExamples,
  Isian: fieldExamples,
  Pesan: messageExamples,
  Daftar: listExamples,
  Gambar: drawingExamples,
};

/** All examples under each other. */
const ExamplesPage = ({ forOfficials }: { forOfficials?: boolean }) => (
  <Page t={t} site={forOfficials ? official : visitor} title="Galeri" layout="wide">
    <h1>Galeri</h1>
    {Object.entries(groups).map(([title, examples]) => (
      <section key={title}>
        <h2>{title}</h2>
        {examples.map((example) => (
          <section key={example.name} class="stack">
            <h3>{example.name}</h3>
            {example.show}
          </section>
        ))}
      </section>
    ))}
  </Page>
);

/** One sample page by its name; without a name, the list of them; nothing for a name that is not there. */
export const galleryPage = (name?: string): VNode | undefined =>
  name === undefined ? <GalleryIndex /> : Object.hasOwn(samplePages, name) ? samplePages[name]?.() : undefined;

const GalleryIndex = () => (
  <Page t={t} site={visitor} title="Galeri">
    <h1>Galeri</h1>
    <ul>
      {Object.keys(samplePages).map((name) => (
        <li key={name}>
          <a href={`/_galeri/${name}`}>{name}</a>
        </li>
      ))}
    </ul>
  </Page>
);
