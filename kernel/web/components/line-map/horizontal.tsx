// The map for wide screens and for letters: the path runs to the right, each line on its own level.

import type { Words } from "../../../words/words.ts";
import type { Layout, Placed, Track } from "./map.ts";
import { middles, palette } from "./palette.ts";
import { path, planRails, turnsAt } from "./rails.ts";

/** Room for one station, narrower when there are many; the words are broken to fit it. */
const columnWidth = (columns: number) => (columns <= 5 ? 176 : columns <= 7 ? 148 : columns <= 9 ? 124 : 112);
const lineHeight = 17;

type Label = { lines: Array<{ text: string; kind: "name" | "meta" }>; here?: string };

/** The drawing alone, silent: its words are in the list beside it. With `standalone` it is a picture of its own. */
export function Horizontal({
  t,
  map,
  here,
  standalone,
}: {
  t: Words;
  map: Layout;
  here: string;
  standalone?: boolean;
}) {
  const width = columnWidth(map.columns);
  const rails = planRails(map);
  const up = (station: Placed) => rails.labelUp.has(station.id);
  const labels = new Map(map.stations.map((station) => [station.id, label(t, station, here, width)]));
  const room = (lane: number, above: boolean) =>
    Math.max(
      0,
      ...map.stations
        .filter((one) => one.lane === lane && up(one) === above)
        .map((one) => height(labels.get(one.id)!) + 24),
    );
  const tops: number[] = [Math.max(26, room(0, true) + 6)];
  for (let lane = 1; lane < map.lanes; lane++)
    tops.push(tops[lane - 1]! + Math.max(62, room(lane - 1, false) + room(lane, true) + 22));
  const edge = width / 2 + 4;
  const x = (station: Placed) => edge + station.column * width;
  const y = (station: Placed) => tops[station.lane]!;
  const w = edge * 2 + (map.columns - 1) * width;
  const h = tops.at(-1)! + Math.max(24, room(map.lanes - 1, false) + 6);
  const color = (lineAt: number) => map.lines[lineAt]?.color ?? 0;
  return (
    <svg
      class={standalone ? undefined : map.plan ? "lm-wide plan" : "lm-wide"}
      {...(standalone ? { xmlns: "http://www.w3.org/2000/svg" } : {})}
      width={Math.round(w)}
      height={Math.round(h)}
      viewBox={`0 0 ${Math.round(w)} ${Math.round(h)}`}
      font-family="Plus Jakarta Sans, system-ui, sans-serif"
      font-size="14"
      text-anchor="middle"
      fill="none"
      role={standalone ? "img" : undefined}
      aria-label={standalone ? t("web.map.label") : undefined}
      aria-hidden={standalone ? undefined : "true"}
    >
      {[...map.tracks]
        .sort((a, b) => Number(a.state === "done") - Number(b.state === "done"))
        .map((track) => (
          <Rail
            key={`${track.from.id}-${track.to.id}`}
            d={path(track, x, y, rails, { column: width, spread: 10, radius: 22 })}
            track={track}
            color={color(track.lineAt)}
          />
        ))}
      {map.lines.map((line, at) => {
        const first = map.stations.filter((station) => station.lineAt === at).sort((a, b) => a.column - b.column)[0];
        return (
          first && (
            <Badge
              key={line.id}
              x={x(first) - (first.column === 0 ? 34 : width * 0.3)}
              y={y(first)}
              letter={line.letter}
              color={line.color}
              quiet={first.state === "ahead"}
            />
          )
        );
      })}
      {map.stations.map((station) => (
        <Stop
          plan={map.plan}
          key={station.id}
          station={station}
          x={x(station)}
          y={y(station)}
          color={color(station.lineAt)}
          wide={Math.max(0, turnsAt(rails, station) - 1) * 10}
        />
      ))}
      {map.stations.map((station) => (
        <Words_
          key={station.id}
          station={station}
          label={labels.get(station.id)!}
          x={x(station)}
          y={y(station)}
          up={up(station)}
        />
      ))}
    </svg>
  );
}

/** A piece of track: thick and in its line's colour where the case has been, thin and grey where it will go. */
const Rail = ({ d, track, color }: { d: string; track: Track; color: number }) => {
  const middle = middles[color];
  if (track.state !== "done")
    return (
      <path
        class="lm-ahead"
        d={d}
        stroke={palette.ahead}
        stroke-width="4"
        stroke-dasharray={track.state === "skipped" ? "2 7" : undefined}
        stroke-linecap="round"
      />
    );
  return (
    <g class={`l${color}`}>
      <path class="lm-line" d={d} stroke={palette.lines[color]} stroke-width="9" />
      {middle && (
        <path
          class="lm-middle"
          d={d}
          stroke={palette.paper}
          stroke-width={middle.width}
          stroke-dasharray={middle.dash}
          stroke-linecap={middle.dash?.startsWith("0") ? "round" : "butt"}
        />
      )}
    </g>
  );
};

/** The line's letter on its own colour, as on a train. */
const Badge = ({
  x,
  y,
  letter,
  color,
  quiet,
}: {
  x: number;
  y: number;
  letter: string;
  color: number;
  quiet: boolean;
}) => (
  <g class={`l${color}`}>
    <rect
      class="lm-badge"
      x={x - 12}
      y={y - 12}
      width="24"
      height="24"
      rx="5"
      fill={palette.lines[color]}
      stroke={palette.paper}
      stroke-width={quiet ? 3 : 3}
    />
    <text class="lm-letter" x={x} y={y + 5} font-weight="700" fill={palette.onLine}>
      {letter}
    </text>
  </g>
);

/** A station: ticked when done, a wide ring where the case is, small and grey where it will be, gold where it ends well. */
function Stop({
  station,
  x,
  y,
  color,
  wide,
  plan,
}: {
  station: Placed;
  x: number;
  y: number;
  color: number;
  wide: number;
  plan: boolean;
}) {
  const pill = (r: number, look: Record<string, string | number>) => (
    <rect x={x - r - wide / 2} y={y - r} width={r * 2 + wide} height={r * 2} rx={r} {...look} />
  );
  if (station.state === "current") {
    const need = station.yours || station.late;
    return (
      <g class={need ? "lm-need" : "lm-now"}>
        {pill(15, {
          class: "lm-ring",
          fill: palette.paper,
          stroke: need ? palette.need : palette.ink,
          "stroke-width": 5,
        })}
        <circle class="lm-heart" cx={x} cy={y} r="6" fill={need ? palette.need : palette.ink} />
      </g>
    );
  }
  if (station.state === "done" && station.end === "well")
    return (
      <g class="lm-well">
        {pill(14, { class: "lm-gold", fill: palette.well, stroke: palette.paper, "stroke-width": 3 })}
        <path
          class="lm-tick"
          d={`M${x - 6} ${y + 0.5}l4.2 4.5l8-9`}
          stroke={palette.ink}
          stroke-width="3"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </g>
    );
  if (station.state === "done")
    return (
      <g class={`l${color}`}>
        {pill(11, { class: "lm-disc", fill: palette.lines[color]!, stroke: palette.paper, "stroke-width": 3 })}
        <path
          class="lm-check"
          d={`M${x - 4.5} ${y + 0.3}l3.2 3.4l6-6.8`}
          stroke={palette.onLine}
          stroke-width="2.4"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </g>
    );
  if (station.state === "skipped")
    return (
      <circle class="lm-passed" cx={x} cy={y} r="5" fill={palette.ahead} stroke={palette.paper} stroke-width="3" />
    );
  return pill(station.end ? 11 : 9, {
    class: plan ? `lm-wait lm-plan l${color}` : "lm-wait",
    fill: palette.paper,
    stroke: plan ? palette.lines[color]! : palette.ahead,
    "stroke-width": 4,
  });
}

const Words_ = ({ station, label, x, y, up }: { station: Placed; label: Label; x: number; y: number; up: boolean }) => {
  const gap = station.state === "current" ? 24 : 20;
  const total = label.lines.length * lineHeight;
  const pill = label.here ? 30 : 0;
  const top = up ? y - gap - pill - total : y + gap + pill;
  const pillTop = up ? y - gap - 24 : y + gap;
  const wide = (label.here?.length ?? 0) * 7 + 22;
  const need = station.yours || station.late;
  return (
    <g>
      {label.here && (
        <g class={need ? "lm-need" : "lm-now"}>
          <path
            class="lm-pill"
            fill={need ? palette.need : palette.ink}
            d={up ? `M${x - 6} ${pillTop + 23}h12l-6 7z` : `M${x - 6} ${pillTop + 1}h12l-6 -7z`}
          />
          <rect
            class="lm-pill"
            x={x - wide / 2}
            y={pillTop}
            width={wide}
            height="24"
            rx="4"
            fill={need ? palette.need : palette.ink}
          />
          <text class="lm-pill-text" x={x} y={pillTop + 17} font-size="13" font-weight="700" fill={palette.paper}>
            {label.here}
          </text>
        </g>
      )}
      <text
        class={`lm-text-${station.state}`}
        fill={station.state === "ahead" || station.state === "skipped" ? palette.soft : palette.ink}
      >
        {label.lines.map((line, at) => (
          <tspan
            key={`${at}${line.text}`}
            x={x}
            y={top + at * lineHeight + 13}
            class={line.kind === "meta" ? "lm-meta-text" : undefined}
            font-weight={line.kind === "name" ? (station.state === "current" ? 700 : 600) : 400}
            font-size={line.kind === "meta" ? 12.5 : undefined}
          >
            {line.text}
          </tspan>
        ))}
      </text>
    </g>
  );
};

function label(t: Words, station: Placed, here: string, width: number): Label {
  // Nobody can measure letters here: so many fit at the widths of common fonts, bold for the name, smaller for the rest.
  const [ofName, ofRest] = [Math.floor((width - 10) / 8.3), Math.floor((width - 6) / 6.7)];
  const meta =
    station.state === "done"
      ? station.when
      : station.state === "skipped"
        ? t("web.map.skipped")
        : station.promised
          ? t("web.map.promised", { when: station.promised })
          : station.takes;
  const who = station.state === "current" || station.state === "done" ? station.who : undefined;
  return {
    here: station.state === "current" ? here : undefined,
    lines: [
      ...broken(station.name, ofName, 3).map((text) => ({ text, kind: "name" as const })),
      ...[meta, who]
        .filter((text) => text !== undefined)
        .flatMap((text) => broken(text!, ofRest, 2).map((line) => ({ text: line, kind: "meta" as const }))),
    ],
  };
}

const height = (label: Label) => label.lines.length * lineHeight + (label.here ? 30 : 0);

/** Words in lines of about so many characters; what does not fit in the last line ends in an ellipsis. */
export function broken(text: string, characters: number, most: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(/\s+/)) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= characters) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines.length <= most ? lines : [...lines.slice(0, most - 1), `${lines[most - 1]}…`];
}
