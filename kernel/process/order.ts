import { graphOf } from "./graph.ts";
import type { Node, Process } from "./model.ts";

/** Where one can go from a node within its scope: along its flows, by its boundary events, over a link. */
export function nextNodes(process: Process, node: Node): Node[] {
  const graph = graphOf(process);
  const direct = node.out
    .map((id) => graph.node.get(graph.flow.get(id)?.to ?? ""))
    .filter((each) => each !== undefined);
  const link = node.kind === "throw" && node.trigger === "link" ? graph.linkTarget(node) : undefined;
  // A broken file may lead across a border; the order of one scope stays in it.
  return [...direct, ...(link ? [link] : []), ...(graph.boundaries.get(node.id) ?? [])].filter(
    (each) => each.scope === node.scope,
  );
}

/**
 * The nodes of a scope in the order in which a case usually passes them: each after what leads to it, the first way out
 * of a choice before the second; a way back does not count. Event sub-processes and what nothing leads to come last.
 */
export function usualOrder(process: Process, scope: string | undefined): Node[] {
  const graph = graphOf(process);
  const inside = process.nodes.filter((node) => node.scope === scope);
  const found: Node[] = [];
  const seen = new Set<Node>();
  const visit = (root: Node) => {
    if (seen.has(root)) return;
    seen.add(root);
    const stack = [{ node: root, next: nextNodes(process, root).reverse() }];
    while (stack.length) {
      const top = stack.at(-1)!;
      const next = top.next.shift();
      if (!next) {
        found.push(top.node);
        stack.pop();
      } else if (!seen.has(next)) {
        seen.add(next);
        stack.push({ node: next, next: nextNodes(process, next).reverse() });
      }
    }
  };
  const starts = graph.starts.get(scope ?? "") ?? [];
  // A node is put down after all behind it; read backwards, each stands before them. Hence the starts come last here.
  const rest = inside.filter((node) => !starts.includes(node)).reverse();
  const reachable = new Set<Node>();
  const flood = [...starts];
  while (flood.length) {
    const node = flood.pop()!;
    if (reachable.has(node)) continue;
    reachable.add(node);
    flood.push(...nextNodes(process, node));
  }
  for (const node of rest) if (!reachable.has(node)) visit(node);
  for (const node of [...starts].reverse()) visit(node);
  return found.reverse();
}
