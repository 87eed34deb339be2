// The map in a row of a list: no words inside, one sentence outside.

import type { Words } from "../../../words/words.ts";
import { trusted } from "../trusted/trusted.tsx";
import { type LineMapData, layOut, type Placed } from "./map.ts";
import { palette } from "./palette.ts";
import { path, planRails } from "./rails.ts";

type Drawn = { width: number; height: number; shapes: string };

/** @example <LineMapSmall t={t} map={data} /> */
export function LineMapSmall({ t, map }: { t: Words; map: LineMapData }) {
  const { width, height, shapes } = drawn(map);
  return (
    <svg
      class="lm-small"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      fill="none"
      role="img"
      aria-label={mapSummary(t, map)}
      {...trusted(shapes)}
    />
  );
}

/** Pictures already drawn. A worklist shows many cases of one service at the same station: they share one picture. */
const known = new Map<string, Drawn>();

function drawn(data: LineMapData): Drawn {
  const key = shapeOf(data);
  let picture = known.get(key);
  if (!picture) {
    if (known.size >= 2000) known.clear();
    picture = draw(data);
    known.set(key, picture);
  }
  return picture;
}

/** All that the picture depends on, as one text. */
const shapeOf = ({ lines, stations, links }: LineMapData): string =>
  JSON.stringify([
    lines.map((line) => [line.id, line.colorIndex]),
    stations.map((one) => [one.id, one.line, one.state, one.yours || one.late, one.end]),
    links.map((link) => [link.from, link.to]),
  ]);

/** Only numbers and our own class names go into these shapes: no word of a definition, so nothing to escape. */
function draw(data: LineMapData): Drawn {
  const map = layOut(data);
  const rails = planRails(map);
  const [gap, level] = [map.columns > 9 ? 15 : 19, 12];
  const x = (station: Placed) => 9 + station.column * gap;
  const y = (station: Placed) => 9 + station.lane * level;
  const color = (lineAt: number) => map.lines[lineAt]?.color ?? 0;
  const tracks = [...map.tracks]
    .sort((a, b) => Number(a.state === "done") - Number(b.state === "done"))
    .map((track) => {
      const c = color(track.lineAt);
      const d = path(track, x, y, rails, { column: gap, spread: 5, radius: 7 });
      return track.state === "done"
        ? `<path class="lm-line l${c}" d="${d}" stroke="${palette.lines[c]}" stroke-width="4"/>`
        : `<path class="lm-ahead" d="${d}" stroke="${palette.ahead}" stroke-width="2"${track.state === "skipped" ? ' stroke-dasharray="1 3"' : ""}/>`;
    });
  const dots = map.stations.map((station) => {
    const at = `cx="${x(station)}" cy="${y(station)}"`;
    const c = color(station.lineAt);
    if (station.state === "current") {
      const need = station.yours || station.late;
      return `<circle class="lm-ring${need ? " lm-need" : ""}" ${at} r="5.5" fill="${palette.paper}" stroke="${need ? palette.need : palette.ink}" stroke-width="3.5"/>`;
    }
    if (station.state === "done") {
      const well = station.end === "well";
      return `<circle class="${well ? "lm-gold" : `lm-disc l${c}`}" ${at} r="${well ? 5.5 : 4.5}" fill="${well ? palette.well : palette.lines[c]}" stroke="${palette.paper}" stroke-width="1.5"/>`;
    }
    if (station.state === "skipped") return `<circle class="lm-passed" ${at} r="2" fill="${palette.ahead}"/>`;
    return `<circle class="lm-wait${map.plan ? ` lm-plan l${c}` : ""}" ${at} r="3.5" fill="${palette.paper}" stroke="${map.plan ? palette.lines[c] : palette.ahead}" stroke-width="2"/>`;
  });
  return {
    width: 18 + (map.columns - 1) * gap,
    height: 18 + (map.lanes - 1) * level,
    shapes: [...tracks, ...dots].join(""),
  };
}

/** The map in one sentence: "3 dari 7 tahap selesai; sekarang: Pemeriksaan lokasi (Dinas Kesehatan)". */
export function mapSummary(t: Words, data: LineMapData): string {
  const needed = data.stations.filter((station) => station.state !== "skipped");
  const counts = { done: needed.filter((station) => station.state === "done").length, of: needed.length };
  const now = needed
    .filter((station) => station.state === "current")
    .map((station) => `${station.name} (${data.lines.find((line) => line.id === station.line)?.name ?? station.line})`);
  return now.length > 0 ? t("web.map.summary", { ...counts, now: now.join(", ") }) : t("web.map.summary-end", counts);
}
