// Draws a BPMN file anew: lanes as bands, columns by the order of work, edges at right angles around the shapes.
// Run: node bin/run.js scripts/lay-out-bpmn.ts library/<service>/process.bpmn …   The drawing is written into the file (BPMN DI).

import { readFile, writeFile } from "node:fs/promises";
import { compile, type Flow, type Node, type Process } from "../kernel/process/index.ts";

const COLUMN = 172;
const ROW = 118;
const POOL_X = 160;
const POOL_Y = 80;
const BAND = 30;
const LEFT = 40;
const LANE_PAD = 16;

export type Point = { x: number; y: number };
export type Box = { x: number; y: number; width: number; height: number };
export type Drawn = {
  shapes: Map<string, Box>;
  labels: Map<string, Box>;
  edges: Map<string, Point[]>;
  expanded: Set<string>;
  bands: Set<string>;
  pool?: string;
};

const centre = (box: Box): Point => ({ x: box.x + box.width / 2, y: box.y + box.height / 2 });

function sizeOf(node: Node): { width: number; height: number } {
  if (["start", "end", "throw", "catch", "boundary"].includes(node.kind)) return { width: 36, height: 36 };
  if (["exclusive", "parallel", "inclusive", "event-based"].includes(node.kind)) return { width: 50, height: 50 };
  return { width: 116, height: 80 };
}

/** Places every element of a process. */
export function layOut(process: Process): Drawn {
  const drawn: Drawn = {
    shapes: new Map(),
    labels: new Map(),
    edges: new Map(),
    expanded: new Set(),
    bands: new Set(),
  };
  const top = process.nodes.filter((node) => node.scope === undefined);
  const columns = columnsOf(top, process.flows);
  const lanes = process.lanes.length > 0 ? process.lanes.map(({ id }) => id) : [""];
  const cells = new Map<string, string>();
  const rows = new Map<string, number>();
  const depth = new Map(lanes.map((lane) => [lane, 1]));
  const laneOf = (node: Node) => (node.lane && lanes.includes(node.lane) ? node.lane : lanes[0]!);
  const spans = new Map<string, { inner: Drawn; width: number; height: number; columns: number }>();

  const put = (node: Node, wanted: number) => {
    const lane = laneOf(node);
    const wide = spans.get(node.id)?.columns ?? 1;
    const from = columns.get(node.id)!;
    const free = (row: number) =>
      Array.from({ length: wide }, (_, i) => cells.has(`${lane}|${from + i}|${row}`)).every((taken) => !taken);
    let row = wanted;
    while (!free(row)) row++;
    for (let i = 0; i < wide; i++) cells.set(`${lane}|${from + i}|${row}`, node.id);
    rows.set(node.id, row);
    depth.set(lane, Math.max(depth.get(lane)!, row + 1));
  };

  const ordinary = top.filter((node) => node.kind !== "boundary" && node.kind !== "event-sub");
  const inOrder = [...ordinary].sort(
    (a, b) => columns.get(a.id)! - columns.get(b.id)! || top.indexOf(a) - top.indexOf(b),
  );
  const predecessors = (node: Node) =>
    process.flows
      .filter((flow) => flow.to === node.id)
      .map((flow) => top.find((one) => one.id === flow.from))
      .filter((one) => one !== undefined);
  for (const node of inOrder) {
    const before = predecessors(node);
    const host = before.find((one) => one.kind === "boundary");
    if (host && before.every((one) => one.kind === "boundary")) {
      const on = top.find((one) => one.id === host.on)!;
      const boundaries = top.filter((one) => one.kind === "boundary" && one.on === on.id);
      const place = boundaries.length - 1 - boundaries.indexOf(host);
      put(node, laneOf(on) === laneOf(node) ? rows.get(on.id)! + 1 + place : 0);
      continue;
    }
    const same = before.find((one) => laneOf(one) === laneOf(node) && rows.has(one.id));
    put(node, same ? rows.get(same.id)! : 0);
  }
  for (const node of top.filter((one) => one.kind === "event-sub")) {
    const inner = layOutInside(process, node.id);
    spans.set(node.id, { ...inner, columns: Math.ceil((inner.width + 30) / COLUMN) });
    const lane = laneOf(node);
    const wide = spans.get(node.id)!.columns;
    const first = Math.min(...ordinary.filter((one) => laneOf(one) === lane).map((one) => columns.get(one.id)!));
    columns.set(node.id, first - wide >= 1 ? Math.max(1, first - wide - 1) : 0);
    put(node, 0);
  }

  const rowHeight = (lane: string, row: number) =>
    Math.max(
      ROW,
      ...top
        .filter((node) => laneOf(node) === lane && rows.get(node.id) === row)
        .map((node) => (spans.get(node.id)?.height ?? 0) + 30),
    );
  const last = Math.max(
    ...top
      .filter((node) => columns.has(node.id))
      .map((node) => columns.get(node.id)! + (spans.get(node.id)?.columns ?? 1)),
  );
  const width = BAND * 2 + LEFT + last * COLUMN;
  let y = POOL_Y;
  const laneTop = new Map<string, number>();
  for (const lane of lanes) {
    laneTop.set(lane, y);
    const height =
      Array.from({ length: depth.get(lane)! }, (_, row) => rowHeight(lane, row)).reduce((a, b) => a + b, 0) +
      LANE_PAD * 2;
    if (lane !== "") {
      drawn.shapes.set(lane, { x: POOL_X + BAND, y, width: width - BAND, height });
      drawn.bands.add(lane);
    }
    y += height;
  }
  const pool = process.participants.find((one) => one.own);
  if (pool) {
    drawn.shapes.set(pool.id, { x: POOL_X, y: POOL_Y, width, height: y - POOL_Y });
    drawn.bands.add(pool.id);
    drawn.pool = pool.id;
  }
  for (const node of top) {
    if (node.kind === "boundary") continue;
    const lane = laneOf(node);
    const { width: w, height: h } = spans.get(node.id) ?? sizeOf(node);
    const above = Array.from({ length: rows.get(node.id)! }, (_, row) => rowHeight(lane, row)).reduce(
      (a, b) => a + b,
      0,
    );
    const wide = (spans.get(node.id)?.columns ?? 1) * COLUMN;
    const x = POOL_X + BAND * 2 + LEFT + columns.get(node.id)! * COLUMN + (wide - w) / 2;
    const at = laneTop.get(lane)! + LANE_PAD + above + (rowHeight(lane, rows.get(node.id)!) - h) / 2;
    drawn.shapes.set(node.id, { x: Math.round(x), y: Math.round(at), width: w, height: h });
    const inner = spans.get(node.id)?.inner;
    if (!inner) continue;
    drawn.expanded.add(node.id);
    for (const [id, box] of inner.shapes)
      drawn.shapes.set(id, { ...box, x: box.x + Math.round(x), y: box.y + Math.round(at) });
    for (const [id, box] of inner.labels)
      drawn.labels.set(id, { ...box, x: box.x + Math.round(x), y: box.y + Math.round(at) });
    for (const [id, points] of inner.edges)
      drawn.edges.set(
        id,
        points.map((p) => ({ x: p.x + Math.round(x), y: p.y + Math.round(at) })),
      );
  }
  for (const node of top) {
    if (node.kind !== "boundary") continue;
    const on = drawn.shapes.get(node.on!)!;
    const group = top.filter((one) => one.kind === "boundary" && one.on === node.on);
    const at =
      on.x +
      (on.width * (group.indexOf(node) + (group.length > 1 ? 0.6 : 1.2))) / (group.length > 1 ? group.length : 2) -
      18;
    drawn.shapes.set(node.id, { x: Math.round(at), y: on.y + on.height - 18, width: 36, height: 36 });
  }
  route(process, top, drawn);
  label(process, top, drawn);
  return drawn;
}

/** Columns by the longest way from a start, without the flows that lead back. */
function columnsOf(nodes: Node[], flows: Flow[]): Map<string, number> {
  const back = new Set<string>();
  const seen = new Map<string, "open" | "done">();
  const next = (id: string) => [
    ...flows.filter((flow) => flow.from === id),
    ...nodes.filter((node) => node.on === id).flatMap((node) => flows.filter((flow) => flow.from === node.id)),
  ];
  const walk = (id: string) => {
    seen.set(id, "open");
    for (const flow of next(id)) {
      if (seen.get(flow.to) === "open") back.add(flow.id);
      else if (!seen.has(flow.to)) walk(flow.to);
    }
    seen.set(id, "done");
  };
  const starts = nodes.filter((node) => node.in.length === 0 && node.kind !== "boundary" && node.kind !== "event-sub");
  for (const node of starts) walk(node.id);
  const columns = new Map<string, number>(
    nodes.filter((n) => n.kind !== "boundary" && n.kind !== "event-sub").map((node) => [node.id, 0]),
  );
  for (let changed = true; changed; ) {
    changed = false;
    for (const node of nodes) {
      if (node.kind === "boundary") continue;
      for (const flow of next(node.id)) {
        if (back.has(flow.id) || !columns.has(flow.to)) continue;
        const wanted = columns.get(node.id)! + 1;
        if (columns.get(flow.to)! < wanted) {
          columns.set(flow.to, wanted);
          changed = true;
        }
      }
    }
  }
  return columns;
}

function layOutInside(process: Process, scope: string): { inner: Drawn; width: number; height: number } {
  const inner: Drawn = {
    shapes: new Map(),
    labels: new Map(),
    edges: new Map(),
    expanded: new Set(),
    bands: new Set(),
  };
  const nodes = process.nodes.filter((node) => node.scope === scope);
  const columns = columnsOf(nodes, process.flows);
  const step = 150;
  for (const node of nodes) {
    const { width, height } = sizeOf(node);
    const x = 30 + columns.get(node.id)! * step + (116 - width) / 2;
    inner.shapes.set(node.id, { x: Math.round(x - 20), y: Math.round(75 - height / 2), width, height });
  }
  route(process, nodes, inner);
  label(process, nodes, inner);
  return { inner, width: 20 + Math.max(...columns.values()) * step + 116 + 20, height: 140 };
}

type Side = "left" | "right" | "top" | "bottom";
const port = (box: Box, side: Side): Point =>
  side === "left"
    ? { x: box.x, y: box.y + box.height / 2 }
    : side === "right"
      ? { x: box.x + box.width, y: box.y + box.height / 2 }
      : side === "top"
        ? { x: box.x + box.width / 2, y: box.y }
        : { x: box.x + box.width / 2, y: box.y + box.height };

/** Chooses for each flow the cheapest way among right-angled candidates: short, few bends, through no shape, on no other flow. */
function route(process: Process, nodes: Node[], drawn: Drawn): void {
  const ids = new Set(nodes.map(({ id }) => id));
  const solid = nodes.map((node) => ({ id: node.id, box: drawn.shapes.get(node.id)! }));
  const kind = new Map(nodes.map((node) => [node.id, node.kind]));
  const used = new Map<string, "in" | "out">();
  const flows = process.flows.filter((flow) => ids.has(flow.from) && ids.has(flow.to));
  const length = (flow: Flow) => {
    const [a, b] = [centre(drawn.shapes.get(flow.from)!), centre(drawn.shapes.get(flow.to)!)];
    return Math.abs(a.x - b.x) + Math.abs(a.y - b.y) * 1.5;
  };
  for (const flow of [...flows].sort((a, b) => length(a) - length(b))) {
    const [from, to] = [drawn.shapes.get(flow.from)!, drawn.shapes.get(flow.to)!];
    const outs: Side[] = kind.get(flow.from) === "boundary" ? ["bottom"] : ["right", "bottom", "top", "left"];
    const ins: Side[] = ["left", "top", "bottom", "right"];
    let best: { points: Point[]; cost: number; out: Side; in: Side } | undefined;
    for (const out of outs)
      for (const into of ins)
        for (const points of candidates(port(from, out), out, port(to, into), into)) {
          const others = solid.filter(({ id }) => id !== flow.from && id !== flow.to);
          let cost = wayLength(points) + (points.length - 2) * 60;
          for (const { box } of others) if (hits(points, box, 10)) cost += 6000;
          if (hits(points, shrink(from, 2), 0)) cost += 6000;
          if (hits(points, shrink(to, 2), 0)) cost += 6000;
          for (const [otherId, other] of drawn.edges) {
            const one = flows.find(({ id }) => id === otherId);
            const fork =
              one?.from === flow.from &&
              !one.name &&
              !flow.name &&
              ["parallel", "inclusive"].includes(kind.get(flow.from)!);
            cost += overlap(points, other) * (one?.to === flow.to || fork ? 0.6 : 12) + crossings(points, other) * 90;
          }
          if (used.get(`${flow.from}|${out}`) === "in") cost += 400;
          if (
            used.get(`${flow.from}|${out}`) === "out" &&
            (flow.name || !["parallel", "inclusive"].includes(kind.get(flow.from)!))
          )
            cost += 240;
          for (const id of drawn.bands) cost += alongBorder(points, drawn.shapes.get(id)!) * 8;
          if (used.get(`${flow.to}|${into}`) === "out") cost += 400;
          if (out === "left") cost += 120;
          if (into === "right") cost += 120;
          if (!best || cost < best.cost) best = { points, cost, out, in: into };
        }
    drawn.edges.set(flow.id, best!.points);
    used.set(`${flow.from}|${best!.out}`, "out");
    used.set(`${flow.to}|${best!.in}`, "in");
  }
}

/** Right-angled ways from one port to another: straight, one bend, two bends, and round by a channel above or below. */
function candidates(a: Point, out: Side, b: Point, into: Side): Point[][] {
  const ways: Point[][] = [];
  const horizontal = (side: Side) => side === "left" || side === "right";
  const gap = 22;
  const leave = step(a, out, gap);
  const enter = step(b, into, gap);
  if (horizontal(out) && horizontal(into)) {
    if (a.y === b.y) ways.push([a, b]);
    for (const x of [leave.x, enter.x, (a.x + b.x) / 2, leave.x + 14, enter.x - 14])
      ways.push([a, { x, y: a.y }, { x, y: b.y }, b]);
  } else if (horizontal(out)) ways.push([a, { x: b.x, y: a.y }, b]);
  else if (horizontal(into)) ways.push([a, { x: a.x, y: b.y }, b]);
  else if (a.x === b.x) ways.push([a, b]);
  const ys = [
    Math.min(a.y, b.y) - 34,
    Math.max(a.y, b.y) + 34,
    (a.y + b.y) / 2,
    a.y - 18,
    a.y + 18,
    a.y - 62,
    a.y + 62,
    b.y - 62,
    b.y + 62,
    a.y - 76,
    b.y + 76,
  ];
  for (const y of ys) {
    const p = horizontal(out) ? [a, { x: leave.x, y: a.y }, { x: leave.x, y }] : [a, { x: a.x, y }];
    const q = horizontal(into) ? [{ x: enter.x, y }, { x: enter.x, y: b.y }, b] : [{ x: b.x, y }, b];
    ways.push([...p, ...q]);
  }
  return ways.map(tidy).filter((points) => faces(points, out, into));
}

const step = (p: Point, side: Side, by: number): Point => ({
  x: p.x + (side === "right" ? by : side === "left" ? -by : 0),
  y: p.y + (side === "bottom" ? by : side === "top" ? -by : 0),
});

/** The first piece must leave its shape outwards and the last must come from outside. */
function faces(points: Point[], out: Side, into: Side): boolean {
  const away = (from: Point, to: Point, side: Side) =>
    side === "right"
      ? to.x > from.x && to.y === from.y
      : side === "left"
        ? to.x < from.x && to.y === from.y
        : side === "bottom"
          ? to.y > from.y && to.x === from.x
          : to.y < from.y && to.x === from.x;
  return points.length > 1 && away(points[0]!, points[1]!, out) && away(points.at(-1)!, points.at(-2)!, into);
}

/** Without points that repeat or lie in the middle of a straight piece. */
function tidy(points: Point[]): Point[] {
  const clean = points
    .map((p) => ({ x: Math.round(p.x), y: Math.round(p.y) }))
    .filter((p, i, all) => i === 0 || p.x !== all[i - 1]!.x || p.y !== all[i - 1]!.y);
  return clean.filter((p, i) => {
    const [before, after] = [clean[i - 1], clean[i + 1]];
    if (!before || !after) return true;
    return !((before.x === p.x && p.x === after.x) || (before.y === p.y && p.y === after.y));
  });
}

const pieces = (points: Point[]) => points.slice(1).map((to, i) => ({ from: points[i]!, to }));
const wayLength = (points: Point[]) =>
  pieces(points).reduce((sum, { from, to }) => sum + Math.abs(from.x - to.x) + Math.abs(from.y - to.y), 0);
const shrink = (box: Box, by: number): Box => ({
  x: box.x + by,
  y: box.y + by,
  width: box.width - 2 * by,
  height: box.height - 2 * by,
});

/** Whether a way passes through a box, or nearer to it than the margin. */
export const hits = (points: Point[], box: Box, margin: number): boolean =>
  pieces(points).some(({ from, to }) => {
    const [x1, x2] = [Math.min(from.x, to.x), Math.max(from.x, to.x)];
    const [y1, y2] = [Math.min(from.y, to.y), Math.max(from.y, to.y)];
    return (
      x2 > box.x - margin && x1 < box.x + box.width + margin && y2 > box.y - margin && y1 < box.y + box.height + margin
    );
  });

/** How far two ways run on (or almost on) one line. */
function overlap(a: Point[], b: Point[]): number {
  let sum = 0;
  for (const p of pieces(a))
    for (const q of pieces(b)) {
      if (p.from.x === p.to.x && q.from.x === q.to.x && Math.abs(p.from.x - q.from.x) < 8)
        sum += shared([p.from.y, p.to.y], [q.from.y, q.to.y]);
      if (p.from.y === p.to.y && q.from.y === q.to.y && Math.abs(p.from.y - q.from.y) < 8)
        sum += shared([p.from.x, p.to.x], [q.from.x, q.to.x]);
    }
  return sum;
}
/** How far a way runs on the upper or lower border of a band, where it would be taken for the border. */
const alongBorder = (points: Point[], band: Box): number =>
  pieces(points)
    .filter(({ from, to }) => from.y === to.y && [band.y, band.y + band.height].some((y) => Math.abs(from.y - y) < 8))
    .reduce((sum, { from, to }) => sum + Math.abs(from.x - to.x), 0);
const shared = (a: [number, number], b: [number, number]) =>
  Math.max(0, Math.min(Math.max(...a), Math.max(...b)) - Math.max(Math.min(...a), Math.min(...b)));

function crossings(a: Point[], b: Point[]): number {
  let count = 0;
  for (const p of pieces(a))
    for (const q of pieces(b)) {
      const [h, v] = p.from.y === p.to.y ? [p, q] : [q, p];
      if (h.from.y !== h.to.y || v.from.x !== v.to.x) continue;
      const inX = v.from.x > Math.min(h.from.x, h.to.x) && v.from.x < Math.max(h.from.x, h.to.x);
      const inY = h.from.y > Math.min(v.from.y, v.to.y) && h.from.y < Math.max(v.from.y, v.to.y);
      if (inX && inY) count++;
    }
  return count;
}

/** Names of events and gateways beside them, names of flows on their first piece, each where it covers nothing. */
function label(process: Process, nodes: Node[], drawn: Drawn): void {
  const ids = new Set(nodes.map(({ id }) => id));
  const taken = () => [...drawn.labels.values(), ...nodes.map(({ id }) => drawn.shapes.get(id)!)];
  const clear = (box: Box, own?: string) => {
    let cost = 0;
    for (const other of taken()) if (other !== drawn.shapes.get(own ?? "") && meet(box, other, 2)) cost += 1000;
    for (const [id, points] of drawn.edges) if (hits(points, shrink(box, 1), 0)) cost += id === own ? 100 : 300;
    return cost;
  };
  const place = (id: string, own: string | undefined, options: Box[]) => {
    const best = options.map((box, i) => ({ box, cost: clear(box, own) + i })).sort((a, b) => a.cost - b.cost)[0]!;
    drawn.labels.set(id, best.box);
  };
  for (const node of nodes) {
    if (
      !node.name ||
      !["start", "end", "throw", "catch", "boundary", "exclusive", "parallel", "inclusive", "event-based"].includes(
        node.kind,
      )
    )
      continue;
    const box = drawn.shapes.get(node.id)!;
    const { width, height } = textSize(node.name, 92);
    const c = centre(box);
    const at = (x: number, y: number): Box => ({ x: Math.round(x), y: Math.round(y), width, height });
    const below = at(c.x - width / 2, box.y + box.height + 5);
    const above = at(c.x - width / 2, box.y - height - 5);
    const right = at(box.x + box.width + 5, c.y + 8);
    const left = at(box.x - width - 5, c.y + 8);
    const corners = [
      at(box.x - width + 10, box.y - height + 6),
      at(box.x + box.width - 6, box.y - height + 8),
      at(box.x - width + 6, box.y + box.height - 6),
      at(box.x + box.width - 6, box.y + box.height - 4),
    ];
    place(
      node.id,
      node.id,
      node.kind === "boundary"
        ? [left, right, below]
        : ["start", "end", "throw", "catch"].includes(node.kind)
          ? [below, above, right, ...corners]
          : [above, below, ...corners],
    );
  }
  for (const flow of process.flows) {
    if (!flow.name || !ids.has(flow.from)) continue;
    const points = drawn.edges.get(flow.id)!;
    const { width, height } = textSize(flow.name, 84);
    const options = pieces(points)
      .slice(0, 2)
      .flatMap(({ from, to }) => {
        const far = (a: number, b: number) => (b > a ? a + 6 : a - 6 - width);
        if (from.y === to.y)
          return [
            { x: far(from.x, to.x), y: from.y - height - 3, width, height },
            { x: far(from.x, to.x), y: from.y + 3, width, height },
          ];
        const y = to.y > from.y ? from.y + 6 : from.y - height - 6;
        return [
          { x: from.x + 5, y, width, height },
          { x: from.x - width - 5, y, width, height },
        ];
      });
    place(flow.id, flow.id, options);
  }
}

const meet = (a: Box, b: Box, margin: number) =>
  a.x < b.x + b.width + margin &&
  b.x < a.x + a.width + margin &&
  a.y < b.y + b.height + margin &&
  b.y < a.y + a.height + margin;

/** About how much room a name takes at 11 px, broken into lines of at most `most` pixels. */
function textSize(text: string, most: number): { width: number; height: number } {
  const letters = 5.9;
  let lines = 1;
  let line = 0;
  let widest = 0;
  for (const word of text.split(" ")) {
    const w = word.length * letters;
    if (line > 0 && line + letters + w > most) {
      lines++;
      line = w;
    } else line += (line > 0 ? letters : 0) + w;
    widest = Math.max(widest, line);
  }
  return { width: Math.ceil(widest), height: lines * 14 };
}

/** The drawing as BPMN DI. */
function drawingXml(process: Process, drawn: Drawn, plane: string): string {
  const bounds = (box: Box) => `<dc:Bounds x="${box.x}" y="${box.y}" width="${box.width}" height="${box.height}" />`;
  const labelled = (id: string) =>
    drawn.labels.has(id) ? `\n        <bpmndi:BPMNLabel>${bounds(drawn.labels.get(id)!)}</bpmndi:BPMNLabel>` : "";
  const shape = (id: string, extra = "") =>
    `      <bpmndi:BPMNShape id="${id}_di" bpmnElement="${id}"${extra}>\n        ${bounds(drawn.shapes.get(id)!)}${labelled(id)}\n      </bpmndi:BPMNShape>`;
  const nodes = process.nodes.map((node) => {
    const extra =
      node.kind === "exclusive" ? ' isMarkerVisible="true"' : drawn.expanded.has(node.id) ? ' isExpanded="true"' : "";
    return shape(node.id, extra);
  });
  const bands = [...(drawn.pool ? [drawn.pool] : []), ...[...drawn.bands].filter((id) => id !== drawn.pool)].map((id) =>
    shape(id, ' isHorizontal="true"'),
  );
  const edges = process.flows.map((flow) => {
    const points = drawn.edges.get(flow.id)!.map(({ x, y }) => `\n        <di:waypoint x="${x}" y="${y}" />`);
    return `      <bpmndi:BPMNEdge id="${flow.id}_di" bpmnElement="${flow.id}">${points.join("")}${labelled(flow.id)}\n      </bpmndi:BPMNEdge>`;
  });
  return `  <bpmndi:BPMNDiagram id="Gambar">\n    <bpmndi:BPMNPlane id="Bidang" bpmnElement="${plane}">\n${[...bands, ...nodes, ...edges].join("\n")}\n    </bpmndi:BPMNPlane>\n  </bpmndi:BPMNDiagram>\n`;
}

for (const file of process.argv[1]?.endsWith("lay-out-bpmn.ts") ? process.argv.slice(2) : []) {
  const xml = await readFile(file, "utf8");
  const bare = xml.replace(/\s*<bpmndi:BPMNDiagram[\s\S]*<\/bpmndi:BPMNDiagram>/, "");
  const compiled = await compile(bare);
  if (!compiled.ok)
    throw new Error(compiled.problems.map(({ element, message }) => `${element}: ${message}`).join("\n"));
  const plane = /<bpmn:collaboration id="([^"]+)"/.exec(bare)?.[1] ?? compiled.process.id;
  const drawing = drawingXml(compiled.process, layOut(compiled.process), plane);
  await writeFile(file, bare.replace(/\s*<\/bpmn:definitions>\s*$/, `\n${drawing}</bpmn:definitions>\n`));
  console.log(`${file}: drawn`);
}
