// The map in a row of a list: no words inside, one sentence outside.

import type { Words } from "../../../words/words.ts";
import { type LineMapData, layOut, type Placed } from "./map.ts";
import { palette } from "./palette.ts";
import { path, planRails } from "./rails.ts";

/** @example <LineMapSmall t={t} map={data} /> */
export function LineMapSmall({ t, map: data }: { t: Words; map: LineMapData }) {
  const map = layOut(data);
  const rails = planRails(map);
  const [gap, level] = [map.columns > 9 ? 15 : 19, 12];
  const x = (station: Placed) => 9 + station.column * gap;
  const y = (station: Placed) => 9 + station.lane * level;
  const [w, h] = [18 + (map.columns - 1) * gap, 18 + (map.lanes - 1) * level];
  const color = (lineAt: number) => map.lines[lineAt]?.color ?? 0;
  return (
    <svg
      class="lm-small"
      width={w}
      height={h}
      viewBox={`0 0 ${w} ${h}`}
      fill="none"
      role="img"
      aria-label={mapSummary(t, data)}
    >
      {[...map.tracks]
        .sort((a, b) => Number(a.state === "done") - Number(b.state === "done"))
        .map((track) => (
          <path
            key={`${track.from.id}-${track.to.id}`}
            class={track.state === "done" ? `lm-line l${color(track.lineAt)}` : "lm-ahead"}
            d={path(track, x, y, rails, { column: gap, spread: 5, radius: 7 })}
            stroke={track.state === "done" ? palette.lines[color(track.lineAt)] : palette.ahead}
            stroke-width={track.state === "done" ? 4 : 2}
            stroke-dasharray={track.state === "skipped" ? "1 3" : undefined}
            stroke-linejoin="round"
          />
        ))}
      {map.stations.map((station) => {
        const [cx, cy] = [x(station), y(station)];
        if (station.state === "current") {
          const need = station.yours || station.late;
          return (
            <circle
              key={station.id}
              class={need ? "lm-ring lm-need" : "lm-ring"}
              cx={cx}
              cy={cy}
              r="5.5"
              fill={palette.paper}
              stroke={need ? palette.need : palette.ink}
              stroke-width="3.5"
            />
          );
        }
        if (station.state === "done")
          return (
            <circle
              key={station.id}
              class={station.end === "well" ? "lm-gold" : `lm-disc l${color(station.lineAt)}`}
              cx={cx}
              cy={cy}
              r={station.end ? 5.5 : 4.5}
              fill={palette.lines[color(station.lineAt)]}
              stroke={palette.paper}
              stroke-width="1.5"
            />
          );
        return (
          <circle
            key={station.id}
            class={
              station.state === "skipped"
                ? "lm-passed"
                : map.plan
                  ? `lm-wait lm-plan l${color(station.lineAt)}`
                  : "lm-wait"
            }
            cx={cx}
            cy={cy}
            r={station.state === "skipped" ? 2 : 3.5}
            fill={station.state === "skipped" ? palette.ahead : palette.paper}
            stroke={palette.ahead}
            stroke-width="2"
          />
        );
      })}
    </svg>
  );
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
