// A case's path as a rail map: what is drawn, before it is drawn. Pure; nothing here knows SVG.

export type MapLine = {
  id: string;
  /** The unit or agency that works here: "Dinas Kesehatan". */
  name: string;
  agency?: string;
  /** Which of the six colours; its place in the list when not said. */
  colorIndex?: number;
};

export type StationState = "done" | "current" | "ahead" | "skipped";

export type Station = {
  id: string;
  name: string;
  line: string;
  state: StationState;
  /** When it was done, as finished words: "Senin, 16 November". */
  when?: string;
  /** By when it will be: "Rabu, 25 November". */
  promised?: string;
  /** How long it takes at most, in a plan that has no days yet, as finished words: "paling lama 5 hari kerja". */
  takes?: string;
  who?: string;
  href?: string;
  /** The reader must act here: terracotta. */
  yours?: boolean;
  late?: boolean;
  /** The last stop: how it ended or would end. */
  end?: "well" | "refused";
};

export type MapLink = { from: string; to: string; transfer?: boolean };
export type LineMapData = { lines: MapLine[]; stations: Station[]; links: MapLink[] };

/** A station in its place. `row` is its place in the list, `column` its place along the path, `lane` its track. */
export type Placed = Station & { row: number; column: number; lane: number; lineAt: number; beside: Placed[] };

/** A piece of track from one station to the next; `along` tells in which of the two lanes it runs, and so its colour. */
export type Track = {
  from: Placed;
  to: Placed;
  along: "from" | "to";
  lineAt: number;
  state: "done" | "ahead" | "skipped";
};

export type Layout = {
  /** Nobody has set out yet: the map shows the whole network in its colours, as on the wall of a station. */
  plan: boolean;
  lines: Array<MapLine & { letter: string; color: number }>;
  stations: Placed[];
  tracks: Track[];
  columns: number;
  lanes: number;
};

/** Places every station and track. Loops back (a return for correction) are left out: a map shows the way, not each attempt. */
export function layOut(data: LineMapData, by: "row" | "column" = "column"): Layout {
  const known = new Set(data.stations.map((station) => station.id));
  const used = data.lines.filter((line) => data.stations.some((station) => station.line === line.id));
  const lines = used.map((line, at) => ({ ...line, letter: letterOf(at), color: (line.colorIndex ?? at) % 6 }));
  const links = shortened(
    forward(
      data.stations,
      data.links.filter((link) => known.has(link.from) && known.has(link.to) && link.from !== link.to),
    ),
  );
  const next = grouped(links, "from", "to");
  const before = grouped(links, "to", "from");
  const order = listed(data.stations, next, before);
  const reach = reachable(order, next);
  const placed = new Map<string, Placed>();
  for (const [row, station] of order.entries()) {
    const column = Math.max(-1, ...(before.get(station.id) ?? []).map((id) => placed.get(id)!.column)) + 1;
    const lineAt = Math.max(
      0,
      lines.findIndex((line) => line.id === station.line),
    );
    placed.set(station.id, { ...station, row, column, lineAt, lane: 0, beside: [] });
  }
  const stations = [...placed.values()];
  giveLanes(stations, lines.length, reach);
  const pairs = links.map((link): [Placed, Placed] => [placed.get(link.from)!, placed.get(link.to)!]);
  const lanes = joinLanes(stations, pairs);
  for (const one of stations)
    one.beside = stations.filter(
      (other) => other !== one && !reach.get(one.id)!.has(other.id) && !reach.get(other.id)!.has(one.id),
    );
  const plan = stations.every((station) => station.state === "ahead");
  const tracks = layAll(pairs, stations, by).map((track) => (plan ? { ...track, state: "done" as const } : track));
  return {
    plan,
    lines,
    stations,
    tracks,
    columns: Math.max(0, ...stations.map((station) => station.column)) + 1,
    lanes,
  };
}

const letterOf = (at: number) => String.fromCharCode(65 + (at % 26));

/** Links without those that lead back to a station already on the way to them. */
function forward(stations: Station[], links: MapLink[]): MapLink[] {
  const next = grouped(links, "from", "to");
  const colour = new Map<string, "open" | "closed">();
  const back = new Set<string>();
  const walk = (id: string) => {
    colour.set(id, "open");
    for (const to of next.get(id) ?? []) {
      if (colour.get(to) === "open") back.add(`${id}\n${to}`);
      else if (!colour.has(to)) walk(to);
    }
    colour.set(id, "closed");
  };
  for (const station of stations) if (!colour.has(station.id)) walk(station.id);
  return links.filter((link) => !back.has(`${link.from}\n${link.to}`));
}

/** Links without doubles and without shortcuts past other stations: a stop that was not needed is shown as skipped instead. */
function shortened(links: MapLink[]): MapLink[] {
  const once = [...new Map(links.map((link) => [`${link.from}\n${link.to}`, link])).values()];
  const next = grouped(once, "from", "to");
  const leads = (from: string, to: string, direct: boolean, seen = new Set<string>()): boolean => {
    for (const id of next.get(from) ?? []) {
      if (id === to) {
        if (!direct) return true;
        continue;
      }
      if (seen.has(id)) continue;
      seen.add(id);
      if (leads(id, to, false, seen)) return true;
    }
    return false;
  };
  return once.filter((link) => !leads(link.from, link.to, true));
}

function grouped(links: MapLink[], by: "from" | "to", take: "from" | "to"): Map<string, string[]> {
  const groups = new Map<string, string[]>();
  for (const link of links) groups.set(link[by], [...(groups.get(link[by]) ?? []), link[take]]);
  return groups;
}

/** The order of the list: never before what leads to it, and one branch to its end before the next begins. */
function listed(stations: Station[], next: Map<string, string[]>, before: Map<string, string[]>): Station[] {
  const waiting = new Map(stations.map((station) => [station.id, before.get(station.id)?.length ?? 0]));
  const ready = stations.filter((station) => waiting.get(station.id) === 0);
  const order: Station[] = [];
  while (ready.length > 0) {
    const last = order.at(-1);
    const follows = last ? ready.findIndex((station) => next.get(last.id)?.includes(station.id)) : -1;
    const [station] = ready.splice(Math.max(0, follows), 1);
    order.push(station!);
    for (const id of next.get(station!.id) ?? []) {
      waiting.set(id, waiting.get(id)! - 1);
      if (waiting.get(id) === 0) ready.push(stations.find((other) => other.id === id)!);
    }
    ready.sort((a, b) => stations.indexOf(a) - stations.indexOf(b));
  }
  return order;
}

function reachable(order: Station[], next: Map<string, string[]>): Map<string, Set<string>> {
  const reach = new Map<string, Set<string>>();
  for (const station of order.toReversed()) {
    const all = new Set<string>();
    for (const id of next.get(station.id) ?? []) {
      all.add(id);
      for (const further of reach.get(id) ?? []) all.add(further);
    }
    reach.set(station.id, all);
  }
  return reach;
}

/** One lane for each line, and more where a line works on two things at once. */
function giveLanes(stations: Placed[], lineCount: number, reach: Map<string, Set<string>>): void {
  let lanes = 0;
  for (let line = 0; line < Math.max(1, lineCount); line++) {
    const ends: Placed[] = [];
    for (const station of stations.filter((one) => one.lineAt === line)) {
      const found = ends.findIndex((end) => reach.get(end.id)!.has(station.id));
      const at = found < 0 ? ends.length : found;
      ends[at] = station;
      station.lane = lanes + at;
    }
    lanes += ends.length;
  }
}

/** Lets a line go on in the lane of one that has ended, so that a case handed from desk to desk is one straight way and not
 * a flight of stairs. Only where no track would run over a station or over another track. Gives how many lanes remain. */
function joinLanes(stations: Placed[], links: Array<[Placed, Placed]>): number {
  const chains = [...Map.groupBy(stations, (station) => station.lane).values()].sort((a, b) => a[0]!.row - b[0]!.row);
  for (const station of stations) station.lane = -1;
  const lanes: Placed[][] = [];
  for (const chain of chains) {
    const first = chain[0]!;
    const goesOn = (members: Placed[], lane: number) => {
      if (members.some((one) => one.row > first.row || one.column >= first.column)) return false;
      for (const station of chain) station.lane = lane;
      const there = stations.filter((one) => one.lane >= 0);
      const laid = links.filter(([from, to]) => from.lane >= 0 && to.lane >= 0);
      if (!collides(there, laid, "row") && !collides(there, laid, "column")) return true;
      for (const station of chain) station.lane = -1;
      return false;
    };
    const found = lanes.findIndex(goesOn);
    if (found >= 0) lanes[found]!.push(...chain);
    else {
      for (const station of chain) station.lane = lanes.length;
      lanes.push([...chain]);
    }
  }
  return Math.max(1, lanes.length);
}

/** Whether any track, laid as well as it can be, runs over a station or along another track that it does not share an end with. */
const collides = (stations: Placed[], links: Array<[Placed, Placed]>, by: "row" | "column"): boolean => {
  const tracks = layAll(links, stations, by);
  return tracks.some((track) => blocked(track, stations, tracks, by));
};

const laneOf = (track: Track): number => (track.along === "to" ? track.to.lane : track.from.lane);

/** Whether a track runs over a station, or along one of the others. */
const blocked = (track: Track, stations: Placed[], others: Track[], by: "row" | "column"): boolean => {
  const { from, to } = track;
  const lane = laneOf(track);
  return (
    stations.some((one) => one.lane === lane && one[by] > from[by] && one[by] < to[by]) ||
    others.some(
      (other) =>
        other !== track &&
        laneOf(other) === lane &&
        other.from !== from &&
        other.to !== to &&
        other.from[by] < to[by] &&
        from[by] < other.to[by],
    )
  );
};

/** Chooses where each track changes lanes: outwards at once, homewards at the end, unless something stands in the way there. */
function layAll(links: Array<[Placed, Placed]>, stations: Placed[], by: "row" | "column"): Track[] {
  const laid: Track[] = [];
  for (const [from, to] of links) {
    const wish = lay(from, to, to.lane > from.lane ? "to" : "from");
    const other = lay(from, to, wish.along === "to" ? "from" : "to");
    laid.push(blocked(wish, stations, laid, by) && !blocked(other, stations, laid, by) ? other : wish);
  }
  return laid;
}

function lay(from: Placed, to: Placed, along: "from" | "to"): Track {
  const skipped = from.state === "skipped" || to.state === "skipped";
  const gone = from.state === "done" && (to.state === "done" || to.state === "current");
  return {
    from,
    to,
    along,
    // Straight on into another line: the track is already the next one's.
    lineAt: along === "to" || from.lane === to.lane ? to.lineAt : from.lineAt,
    state: skipped ? "skipped" : gone ? "done" : "ahead",
  };
}
