import { Clock } from "../clock/clock.tsx";
import type { Example } from "../gallery.tsx";
import { mapFinished, mapHalfWay, mapLong, mapReturned, mapShort, indonesian as t } from "../specimens.ts";
import { LineMap } from "./line-map.tsx";
import { LineMapSmall } from "./small.tsx";

export const lineMapExamples: Example[] = [
  { name: "Di tengah jalan, dua instansi bersamaan", show: <LineMap t={t} map={mapHalfWay} /> },
  { name: "Kembali ke pemohon", show: <LineMap t={t} map={mapReturned} /> },
  { name: "Selesai, satu tahap tidak diperlukan", show: <LineMap t={t} map={mapFinished} /> },
  { name: "Satu loket, terlambat", show: <LineMap t={t} map={mapShort} here="case" /> },
  { name: "Enam instansi", show: <LineMap t={t} map={mapLong} /> },
  {
    name: "Peta kecil",
    show: (
      <ul class="plain">
        {[mapHalfWay, mapReturned, mapFinished, mapShort, mapLong].map((map, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a fixed list.
          <li key={at}>
            <LineMapSmall t={t} map={map} />
          </li>
        ))}
      </ul>
    ),
  },
  {
    name: "Jam",
    show: (
      <div class="grid-3">
        <Clock t={t} state="running" left={{ days: 3 }} due="Rabu, 25 November 2026" used={0.4} />
        <Clock t={t} state="warned" left={{ hours: 5 }} due="hari ini, 16.00 WIB" used={0.85} />
        <Clock t={t} state="breached" left={{ days: 2 }} due="Kamis, 19 November 2026" />
        <Clock t={t} state="paused" left={{ days: 8 }} used={0.2} />
        <Clock t={t} state="finished" says="selesai dalam 6 hari kerja" />
        <Clock t={t} state="running" left={{ minutes: 40 }} due="hari ini, 16.00 WIB" used={0.95} small />
      </div>
    ),
  },
];
