// Where tracks turn: at the station itself, side by side, or in the gap beside it when something stands in the way.

import type { Layout, Placed, Track } from "./map.ts";

/** How one track goes up or down: beside which station, and its place among those that turn there (0, 1, 2 of `mates`). */
export type Turn = { at: Placed; where: "station" | "gap"; side: 1 | -1; slot: number; mates: number };

export type Rails = { turns: Map<Track, Turn>; labelUp: Set<string> };

/** Plans all turns, and on which side of each station its words stand so that no track crosses them. */
export function planRails(map: Layout): Rails {
  const turning = map.tracks.filter((track) => track.from.lane !== track.to.lane);
  const at = (track: Track) => (track.along === "to" ? track.from : track.to);
  const other = (track: Track) => (track.along === "to" ? track.to : track.from);
  const down = (track: Track) => other(track).lane > at(track).lane;
  const between = (track: Track, lane: number) => (lane - track.from.lane) * (lane - track.to.lane) < 0;
  const free = (track: Track) =>
    !map.stations.some((one) => one.column === at(track).column && between(track, one.lane));
  const upwards = new Set(turning.filter((track) => free(track) && !down(track)).map((track) => at(track).id));
  const atStation = (track: Track) => free(track) && !(down(track) && upwards.has(at(track).id));
  const labelUp = new Set(turning.filter((track) => atStation(track) && down(track)).map((track) => at(track).id));
  // The first level speaks upwards as a whole when others hang below it: one line of words is calmer than two.
  if (map.lanes > 1) for (const station of map.stations) if (station.lane === 0) labelUp.add(station.id);

  const groups = new Map<string, Track[]>();
  const side = (track: Track): 1 | -1 => (track.along === "to" ? 1 : -1);
  for (const track of turning) {
    const name = atStation(track) ? `s ${at(track).id}` : `g ${at(track).column + (side(track) - 1) / 2}`;
    groups.set(name, [...(groups.get(name) ?? []), track]);
  }
  const turns = new Map<Track, Turn>();
  for (const group of groups.values()) {
    // Leaving to the right, the longest way turns first; coming home, it turns last: so they never cross.
    const rank = (track: Track) =>
      side(track) * -Math.abs(track.to.lane - track.from.lane) + (side(track) === -1 ? 100 : 0);
    group.sort((a, b) => rank(a) - rank(b));
    for (const [slot, track] of group.entries())
      turns.set(track, {
        at: at(track),
        where: atStation(track) ? "station" : "gap",
        side: side(track),
        slot,
        mates: group.length,
      });
  }
  return { turns, labelUp };
}

/** How many tracks turn at a station: so wide is its capsule. */
export const turnsAt = (rails: Rails, station: Placed): number =>
  Math.max(
    0,
    ...[...rails.turns.values()]
      .filter((turn) => turn.where === "station" && turn.at === station)
      .map((turn) => turn.mates),
  );

type Size = { column: number; spread: number; radius: number };

/** The line of one track as an SVG path. */
export function path(
  track: Track,
  x: (s: Placed) => number,
  y: (s: Placed) => number,
  rails: Rails,
  size: Size,
): string {
  const [x1, y1, x2, y2] = [x(track.from), y(track.from), x(track.to), y(track.to)];
  const turn = rails.turns.get(track);
  if (!turn) return `M${x1} ${y1}H${x2}`;
  const shift = (turn.slot - (turn.mates - 1) / 2) * size.spread;
  const across = x(turn.at) + shift + (turn.where === "gap" ? (turn.side * size.column) / 2 : 0);
  const r = Math.min(
    size.radius,
    Math.abs(y2 - y1) / 2,
    Math.max(4, Math.abs(across - (track.along === "to" ? x2 : x1)) - 2),
  );
  const v = y2 > y1 ? r : -r;
  const leaves =
    turn.where === "station" && track.along === "to"
      ? `M${across} ${y1}`
      : `M${x1} ${y1}H${across - r}Q${across} ${y1} ${across} ${y1 + v}`;
  const arrives =
    turn.where === "station" && track.along === "from"
      ? `V${y2}`
      : `V${y2 - v}Q${across} ${y2} ${across + r} ${y2}H${x2}`;
  return leaves + arrives;
}
