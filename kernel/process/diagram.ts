import { type Document, nameOf, refId } from "./document.ts";
import type { Diagram, Edge, Process, Shape, State } from "./model.ts";
import { ns } from "./names.ts";
import { type Progress, progress } from "./progress.ts";
import type { Element } from "./xml.ts";

/** Reads the drawings of a file that show a process: each with its shapes and edges, in the order of the file. */
export function readDiagrams(document: Document, root: Element): Diagram[] {
  const own = idsOf(root);
  const diagrams = document.root.children
    .filter((each) => each.uri === ns.bpmndi && each.local === "BPMNDiagram")
    .map((each) => readDiagram(document, each));
  return diagrams.filter(({ shapes }) => shapes.some((shape) => own.has(shape.element)));
}

function idsOf(root: Element): Set<string> {
  const ids = new Set<string>();
  const waiting = [...root.children];
  while (waiting.length) {
    const element = waiting.pop()!;
    if (element.uri === ns.bpmn && element.attributes.id) ids.add(element.attributes.id);
    waiting.push(...element.children);
  }
  return ids;
}

function readDiagram(document: Document, element: Element): Diagram {
  const diagram: Diagram = { shapes: [], edges: [] };
  if (element.attributes.id) diagram.id = element.attributes.id;
  const name = nameOf(element);
  if (name) diagram.name = name;
  const parts = element.children.filter((each) => each.local === "BPMNPlane").flatMap((plane) => plane.children);
  for (const part of parts) {
    const of = document.byId.get(refId(document, part.attributes.bpmnElement) ?? "");
    const common = {
      element: of?.attributes.id ?? part.attributes.bpmnElement ?? "",
      type: of?.local ?? "unknown",
      ...(nameOf(of) && { name: nameOf(of) as string }),
      ...labelOf(part),
    };
    const bounds = boundsOf(part);
    if (part.local === "BPMNShape" && bounds) {
      const { isHorizontal, isExpanded } = part.attributes;
      const shape: Shape = { ...common, ...bounds };
      if (isHorizontal !== undefined) shape.horizontal = isHorizontal === "true";
      if (isExpanded !== undefined) shape.expanded = isExpanded === "true";
      diagram.shapes.push(shape);
    } else if (part.local === "BPMNEdge") {
      const points = part.children
        .filter((each) => each.local === "waypoint")
        .map(({ attributes }) => ({ x: Number(attributes.x), y: Number(attributes.y) }))
        .filter(({ x, y }) => Number.isFinite(x) && Number.isFinite(y));
      const edge: Edge = { ...common, points };
      const [from, to] = [refId(document, of?.attributes.sourceRef), refId(document, of?.attributes.targetRef)];
      if (from) edge.from = from;
      if (to) edge.to = to;
      if (points.length > 1) diagram.edges.push(edge);
    }
  }
  return diagram;
}

function boundsOf(element: Element): { x: number; y: number; width: number; height: number } | undefined {
  const bounds = element.children.find((each) => each.local === "Bounds")?.attributes;
  if (!bounds) return undefined;
  const [x, y, width, height] = [bounds.x, bounds.y, bounds.width, bounds.height].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  return [x, y, width, height].every(Number.isFinite) && width >= 0 && height >= 0
    ? { x, y, width, height }
    : undefined;
}

function labelOf(element: Element): { label?: { x: number; y: number; width: number; height: number } } {
  const label = element.children.find((each) => each.local === "BPMNLabel");
  const bounds = label && boundsOf(label);
  return bounds ? { label: bounds } : {};
}

/** A diagram ready to draw: shapes and edges with what has become of each, and the frame around them all. */
export interface Drawing extends Diagram {
  frame: { x: number; y: number; width: number; height: number };
  marks: Record<string, Progress>;
}

/**
 * The original drawing of a process as data, for a server-side SVG; with a state, `marks` says which elements are done
 * and where the case stands. Undefined when the file carries no drawing.
 */
export function diagram(process: Process, state?: State, which = 0): Drawing | undefined {
  const found = process.diagrams[which];
  if (!found) return undefined;
  const points = [
    ...found.shapes.flatMap((s) => [
      { x: s.x, y: s.y },
      { x: s.x + s.width, y: s.y + s.height },
    ]),
    ...found.shapes.flatMap(({ label }) =>
      label
        ? [
            { x: label.x, y: label.y },
            { x: label.x + label.width, y: label.y + label.height },
          ]
        : [],
    ),
    ...found.edges.flatMap((edge) => edge.points),
  ];
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y } of points) {
    left = Math.min(left, x);
    right = Math.max(right, x);
    top = Math.min(top, y);
    bottom = Math.max(bottom, y);
  }
  const frame = points.length
    ? { x: left, y: top, width: right - left, height: bottom - top }
    : { x: 0, y: 0, width: 0, height: 0 };
  return { ...found, frame, marks: state ? progress(process, state) : {} };
}
