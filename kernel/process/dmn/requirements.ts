import type { DecisionModel, DecisionProblem, Drg } from "./model.ts";

/** The ids that an element leans on directly. */
export function leansOn(drg: Drg): string[] {
  switch (drg.is) {
    case "decision":
      return [...drg.requires, ...drg.knows];
    case "knowledge":
      return drg.knows;
    case "service":
      return [...drg.outputs, ...drg.encapsulated, ...drg.inputDecisions, ...drg.inputs];
    case "input":
      return [];
  }
}

/** Every requirement must meet an element, and no decision may require itself, however far round. */
export function checkRequirements(model: DecisionModel): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  for (const drg of model.elements.values()) {
    for (const id of leansOn(drg)) {
      if (!model.elements.has(id))
        problems.push({
          element: drg.id,
          code: "requirement.missing",
          message: `"${drg.name}" requires "${id}", which is not there`,
        });
    }
  }
  const circle = findCircle(model);
  if (circle) {
    const [first] = circle;
    const names = circle.map((id) => `"${model.elements.get(id)?.name ?? id}"`).join(" → ");
    problems.push({
      ...(first ? { element: first } : {}),
      code: "requirement.circular",
      message: `requirements run in a circle: ${names}`,
    });
  }
  return problems;
}

function findCircle(model: DecisionModel): string[] | undefined {
  const done = new Set<string>();
  const path: string[] = [];
  const onPath = new Set<string>();
  const visit = (id: string): string[] | undefined => {
    if (onPath.has(id)) return [...path.slice(path.indexOf(id)), id];
    const drg = model.elements.get(id);
    if (done.has(id) || !drg || drg.is === "service" || path.length > 2000) return undefined;
    path.push(id);
    onPath.add(id);
    for (const next of leansOn(drg)) {
      // A knowledge model may call itself: recursion ends by its own condition, and has a limit.
      if (drg.is === "knowledge" && next === id) continue;
      const circle = visit(next);
      if (circle) return circle;
    }
    path.pop();
    onPath.delete(id);
    done.add(id);
    return undefined;
  };
  for (const id of model.elements.keys()) {
    const circle = visit(id);
    if (circle) return circle;
  }
  return undefined;
}
