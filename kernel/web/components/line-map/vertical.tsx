// The map for phones, and the text of the map everywhere: an ordered list with its track drawn beside it.

import type { Words } from "../../../words/words.ts";
import { type Layout, type LineMapData, layOut, type Placed, type Track } from "./map.ts";
import { middles, palette } from "./palette.ts";

const first = 18;
/** Past six lanes they move together, so that the words keep their place. */
const stepOf = (lanes: number) => Math.min(22, 110 / Math.max(1, lanes - 1));
/** Where the dot stands in its row: the middle of the first line of words; lower where tracks come in from the side. */
const dotAt = (map: Layout, station: Placed) => (joins(map, station) ? 46 : 20);
const laneOf = (track: Track) => (track.along === "to" ? track.to.lane : track.from.lane);
const joins = (map: Layout, station: Placed) =>
  map.tracks.some((track) => track.to === station && laneOf(track) !== station.lane);

/** The list is the map: every station, its state and its day as words, for eyes, ears and fingers alike. */
export function Vertical({ t, data, here }: { t: Words; data: LineMapData; here: string }) {
  const map = layOut(data, "row");
  const gutter = Math.ceil(first * 2 + (map.lanes - 1) * stepOf(map.lanes));
  return (
    <ol class={`lm-list${map.plan ? " plan" : ""} lanes-${Math.min(6, map.lanes)}`} aria-label={t("web.map.label")}>
      {map.stations.map((station) => (
        <li
          key={station.id}
          class={`lm-${station.state}${joins(map, station) ? " lm-joins" : ""}${station.yours || station.late ? " lm-need" : ""}`}
          aria-current={station.state === "current" ? "step" : undefined}
        >
          <Gutter map={map} station={station} width={gutter} />
          <div class="lm-words">
            <About t={t} map={map} station={station} here={here} />
          </div>
        </li>
      ))}
    </ol>
  );
}

function About({ t, map, station, here }: { t: Words; map: Layout; station: Placed; here: string }) {
  const line = map.lines[station.lineAt];
  const previous = map.stations[station.row - 1];
  const changed = line && previous?.lineAt !== station.lineAt;
  const when =
    station.state === "done"
      ? station.when
      : station.state === "skipped"
        ? t("web.map.skipped")
        : station.promised
          ? t("web.map.promised", { when: station.promised })
          : station.takes;
  return (
    <>
      {station.state === "current" && <p class="lm-here">{here}</p>}
      <p class="lm-name">
        {station.state !== "skipped" && !map.plan && <span class="sr-only">{t(`web.map.${station.state}`)}: </span>}
        {station.href ? <a href={station.href}>{station.name}</a> : station.name}
      </p>
      {(when || station.who) && (
        <p class="lm-meta">
          {[when, station.state === "ahead" ? undefined : station.who].filter(Boolean).join(" · ")}
          {station.late && <strong class="lm-late"> · {t("web.map.late")}</strong>}
        </p>
      )}
      {line && (
        <p class={changed ? "lm-meta lm-line-name" : "sr-only"}>
          <span class={`lm-letter-box l${line.color}`} aria-hidden="true">
            {line.letter}
          </span>
          {line.name}
          {station.beside.length > 0 && (
            <span class="sr-only">
              ,{" "}
              {t("web.map.parallel", {
                names: station.beside
                  .slice(0, 3)
                  .map((other) => other.name)
                  .join(", "),
              })}
            </span>
          )}
        </p>
      )}
    </>
  );
}

/** The tracks through one row: those that pass, those that arrive, those that leave; then the station on top. */
function Gutter({ map, station, width }: { map: Layout; station: Placed; width: number }) {
  const step = stepOf(map.lanes);
  const x = (lane: number) => first + Math.round(lane * step);
  const at = x(station.lane);
  const dot = dotAt(map, station);
  const color = (track: Track) => map.lines[track.lineAt]?.color ?? 0;
  const pieces: Array<{ track: Track; d?: string; x?: number; y1?: number | string; y2?: number | string }> = [];
  for (const track of map.tracks) {
    const lane = x(laneOf(track));
    if (track.from.row < station.row && station.row < track.to.row) pieces.push({ track, x: lane, y1: 0, y2: "100%" });
    if (track.to === station)
      pieces.push(
        lane === at
          ? { track, x: at, y1: 0, y2: dot }
          : { track, d: `M${lane} 0C${lane} ${dot - 14} ${at} ${dot - 32} ${at} ${dot}` },
      );
    if (track.from === station) {
      if (lane === at) pieces.push({ track, x: at, y1: dot, y2: "100%" });
      else
        pieces.push(
          { track, d: `M${at} ${dot}C${at} ${dot + 26} ${lane} ${dot + 10} ${lane} ${dot + 36}` },
          { track, x: lane, y1: dot + 35, y2: "100%" },
        );
    }
  }
  pieces.sort((a, b) => Number(a.track.state === "done") - Number(b.track.state === "done"));
  return (
    <svg class="lm-gutter" width={width} height="100%" fill="none" aria-hidden="true">
      {pieces.map((piece, key) => (
        <Piece key={key} piece={piece} color={color(piece.track)} />
      ))}
      <Dot station={station} plan={map.plan} x={at} dot={dot} color={map.lines[station.lineAt]?.color ?? 0} />
    </svg>
  );
}

const Piece = ({
  piece,
  color,
}: {
  piece: { track: Track; d?: string; x?: number; y1?: number | string; y2?: number | string };
  color: number;
}) => {
  const shape = (look: Record<string, string | number | undefined>) =>
    piece.d ? <path d={piece.d} {...look} /> : <line x1={piece.x} x2={piece.x} y1={piece.y1} y2={piece.y2} {...look} />;
  const { state } = piece.track;
  if (state !== "done")
    return shape({
      class: "lm-ahead",
      stroke: palette.ahead,
      "stroke-width": 4,
      "stroke-dasharray": state === "skipped" ? "2 6" : undefined,
    });
  const middle = middles[color];
  return (
    <g class={`l${color}`}>
      {shape({ class: "lm-line", stroke: palette.lines[color], "stroke-width": 8 })}
      {middle &&
        shape({
          class: "lm-middle",
          stroke: palette.paper,
          "stroke-width": Math.min(3, middle.width),
          "stroke-dasharray": middle.dash,
          "stroke-linecap": middle.dash?.startsWith("0") ? "round" : undefined,
        })}
    </g>
  );
};

function Dot({
  station,
  plan,
  x,
  dot,
  color,
}: {
  station: Placed;
  plan: boolean;
  x: number;
  dot: number;
  color: number;
}) {
  if (station.state === "current")
    return (
      <g>
        <circle class="lm-ring" cx={x} cy={dot} r="12" fill={palette.paper} stroke={palette.ink} stroke-width="5" />
        <circle class="lm-heart" cx={x} cy={dot} r="4.5" fill={palette.ink} />
      </g>
    );
  if (station.state === "done") {
    const well = station.end === "well";
    const r = well ? 12 : 9.5;
    return (
      <g class={`l${color}`}>
        <circle
          class={well ? "lm-gold" : "lm-disc"}
          cx={x}
          cy={dot}
          r={r}
          fill={well ? palette.well : palette.lines[color]}
          stroke={palette.paper}
          stroke-width="2.5"
        />
        <path
          class={well ? "lm-tick" : "lm-check"}
          d={`M${x - 4} ${dot + 0.3}l2.9 3l5.2-6`}
          stroke={well ? palette.ink : palette.onLine}
          stroke-width="2.2"
          stroke-linecap="round"
          stroke-linejoin="round"
        />
      </g>
    );
  }
  if (station.state === "skipped") return <circle class="lm-passed" cx={x} cy={dot} r="4" fill={palette.ahead} />;
  return (
    <circle
      class={plan ? `lm-wait lm-plan l${color}` : "lm-wait"}
      cx={x}
      cy={dot}
      r={station.end ? 9 : 7}
      fill={palette.paper}
      stroke={plan ? palette.lines[color] : palette.ahead}
      stroke-width="3.5"
    />
  );
}
