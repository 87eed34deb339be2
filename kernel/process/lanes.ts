import { attributesOf, children, nameOf, refId } from "./document.ts";
import type { Diagram, Lane, Node } from "./model.ts";
import type { Elements } from "./nodes.ts";
import { problem } from "./problems.ts";
import type { Element } from "./xml.ts";

/**
 * Reads the lanes of all bodies (the process and its sub-processes), nested ones too, and gives each node its innermost
 * lane. A node of a sub-process without lanes stands in the lane of its sub-process.
 */
export function readLanes(elements: Elements, bodies: Element[], nodes: Node[], diagrams: Diagram[]): Lane[] {
  const { document, warnings } = elements;
  const lanes: Lane[] = [];
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const walk = (set: Element, parent: Lane | undefined) => {
    for (const element of children(set, "lane")) {
      const id = element.attributes.id ?? `lane-at-line-${element.line}`;
      const attributes = attributesOf(element);
      const name = nameOf(element);
      const lane: Lane = { id, role: attributes.role ?? parent?.attributes.role ?? name ?? id, attributes };
      if (name) lane.name = name;
      if (parent) lane.parent = parent.id;
      lanes.push(lane);
      for (const ref of children(element, "flowNodeRef")) {
        const node = byId.get(refId(document, ref.text) ?? "");
        if (node) node.lane = id;
      }
      for (const inner of children(element, "childLaneSet")) walk(inner, lane);
    }
  };
  for (const body of bodies) for (const set of children(body, "laneSet")) walk(set, undefined);
  if (lanes.length === 0) return lanes;

  for (const node of nodes) {
    if (node.lane !== undefined) continue;
    const host = node.kind === "boundary" ? byId.get(node.on ?? "") : undefined;
    const around = node.scope === undefined ? undefined : byId.get(node.scope);
    const placed = host?.lane ?? around?.lane ?? laneByPosition(node, lanes, diagrams);
    if (placed === undefined) continue;
    node.lane = placed;
    if (!host && !around) warnings.push(problem("lane-by-position", node.id, {}, node.line));
  }
  return lanes;
}

/** Some modellers draw a node inside a lane without listing it there; the innermost lane around its middle is meant. */
function laneByPosition(node: Node, lanes: Lane[], diagrams: Diagram[]): string | undefined {
  const shapes = diagrams.flatMap((diagram) => diagram.shapes);
  const at = shapes.find((shape) => shape.element === node.id);
  if (!at) return undefined;
  const [x, y] = [at.x + at.width / 2, at.y + at.height / 2];
  const ids = new Set(lanes.map((lane) => lane.id));
  const around = shapes.filter(
    (s) => ids.has(s.element) && x >= s.x && x <= s.x + s.width && y >= s.y && y <= s.y + s.height,
  );
  return around.sort((a, b) => a.width * a.height - b.width * b.height)[0]?.element;
}
