import { Run, run } from "../feel/evaluate.ts";
import type { Node } from "../feel/syntax.ts";
import { typeNamed } from "../feel/types.ts";
import { equals } from "../feel/values.ts";
import { freeNames } from "../feel.ts";
import { eachText, tablesIn } from "./boxed.ts";
import { type DecisionModel, type DecisionProblem, type Drg, nameSeenBy, type TableInput } from "./model.ts";
import { cut, type Piece } from "./pieces.ts";
import { type ReadOptions, readDecisions } from "./read.ts";
import { leansOn } from "./requirements.ts";
import type { Table } from "./table.ts";

const tooMany = "the table has too many combinations to look at each";

export type DecisionCheck = { ok: boolean; problems: DecisionProblem[] };

/** So many are told of one table; a person mends the first and asks again. */
const mostTold = 10;
/** Combinations looked at in one table before the check gives up on it and says so. */
const mostCombinations = 100_000;

/**
 * Checks a decision file before it is published: everything that `readDecisions` refuses, names that nothing gives,
 * and of each table the combinations that no rule covers, rules that overlap, and rules that can never apply. `ok` is
 * false when there is an error; gaps and dead rules are warnings.
 */
export async function decisionCheck(xml: string, options: ReadOptions = {}): Promise<DecisionCheck> {
  const read = await readDecisions(xml, { ...options, lenient: true });
  if (!read.ok) return { ok: false, problems: read.problems };
  const problems = [
    ...read.model.faults,
    ...checkNames(read.model),
    ...checkTypes(read.model),
    ...checkTables(read.model),
  ];
  return { ok: problems.every(({ severity }) => severity === "warning"), problems };
}

function logicOf(drg: Drg) {
  return drg.is === "decision" || drg.is === "knowledge" ? drg.logic : undefined;
}

function checkNames(model: DecisionModel): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  for (const drg of model.elements.values()) {
    const logic = logicOf(drg);
    if (!logic) {
      if (drg.is === "decision")
        problems.push({
          element: drg.id,
          code: "decision.no-logic",
          severity: "warning",
          message: `"${drg.name}" has no logic`,
        });
      continue;
    }
    const seen = leansOn(drg).flatMap((id) => {
      const other = model.elements.get(id);
      return other ? [nameSeenBy(model, drg, other)] : [];
    });
    // A decision that requires nothing takes its names from the process around it.
    const severity = drg.is === "decision" && drg.requires.length === 0 ? "warning" : "error";
    const told = new Set<string>();
    eachText(logic, drg.is === "knowledge" ? [...seen, drg.local] : seen, ({ node }, names, id) => {
      for (const name of node ? freeNames(node) : []) {
        if (names.includes(name) || told.has(name)) continue;
        told.add(name);
        problems.push({
          element: id || drg.id,
          within: drg.id,
          code: "name.unknown",
          severity,
          message: `"${name}" is not given to "${drg.name}"`,
        });
      }
    });
  }
  return problems;
}

/** A type that nobody defines is passed over when deciding, so that only this check tells of it. */
function checkTypes(model: DecisionModel): DecisionProblem[] {
  return [...model.elements.values()].flatMap((drg) => {
    if (!drg.type || typeNamed(drg.type, (name) => model.types.get(drg.home)?.get(name))) return [];
    const message = `"${drg.name}" is of the type "${drg.type}", which is not there`;
    return [{ element: drg.id, within: drg.id, code: "type.unknown", severity: "warning" as const, message }];
  });
}

function checkTables(model: DecisionModel): DecisionProblem[] {
  return [...model.elements.values()].flatMap((drg) =>
    tablesIn(logicOf(drg)).flatMap((table) => checkTable(table, model, drg)),
  );
}

function checkTable(table: Table, model: DecisionModel, drg: Drg): DecisionProblem[] {
  const problems: DecisionProblem[] = [];
  const element = table.id || drg.id;
  const tell = (code: string, severity: "error" | "warning", message: string, at = element) =>
    problems.push({ element: at, within: drg.id, code, severity, message });
  const columns: { label: string; pieces: Piece[] }[] = [];
  for (const [index, input] of table.inputs.entries()) {
    const cells = table.rules.map((rule) => rule.tests[index]?.node);
    const { domain, whole } = domainOf(input, model, drg);
    const pieces = cut(cells, domain, whole);
    if (!pieces) {
      tell(
        "table.unchecked",
        "warning",
        `"${input.label}" is tested by more than values and ranges, so gaps and overlaps were not looked for`,
      );
      return problems;
    }
    if (pieces === "large") {
      tell("table.unchecked", "warning", tooMany);
      return problems;
    }
    columns.push({ label: input.label, pieces: merged(pieces) });
  }
  const found = walk(table, columns);
  if (found.tooMany) tell("table.unchecked", "warning", tooMany);
  const covers = ["UNIQUE", "ANY", "FIRST", "PRIORITY"].includes(table.policy);
  if (covers && !table.outputs.some(({ fallback }) => fallback))
    for (const gap of found.gaps) tell("table.gap", "warning", `no rule covers ${gap}`);
  if (table.policy === "UNIQUE" || table.policy === "ANY")
    for (const { a, b, where } of found.overlaps)
      tell("table.overlap", "error", `rules "${a}" and "${b}" both apply to ${where}`, a);
  if (!found.tooMany)
    for (const rule of table.rules.filter((_, index) => !(found.reached & (1n << BigInt(index)))))
      tell("table.dead-rule", "warning", `rule "${rule.id}" can never apply`, rule.id);
  return problems;
}

/** The values a column can have: its own list, or what the type of its input allows. */
function domainOf(input: TableInput, model: DecisionModel, drg: Drg): { domain: Node | undefined; whole: boolean } {
  const types = (name: string) => model.types.get(drg.home)?.get(name);
  const source = [...model.elements.values()].find((one) => one.is === "input" && one.local === input.text);
  const type = typeNamed(source?.type ?? input.type ?? "", types);
  const whole = /^(integer|int|long|short)$/.test(input.type ?? "");
  return { domain: input.values?.node ?? (type?.is === "checked" ? type.values : undefined), whole };
}

/** Pieces that meet the same rules are one, told by the words of the first. */
function merged(pieces: Piece[]): Piece[] {
  const byRules = new Map<bigint, Piece>();
  for (const piece of pieces) if (!byRules.has(piece.rules)) byRules.set(piece.rules, piece);
  return [...byRules.values()];
}

type Found = {
  gaps: string[];
  overlaps: { a: string; b: string; where: string }[];
  reached: bigint;
  tooMany: boolean;
};

function walk(table: Table, columns: { label: string; pieces: Piece[] }[]): Found {
  const found: Found = { gaps: [], overlaps: [], reached: 0n, tooMany: false };
  const pairs = new Set<string>();
  const seen = new Set<string>();
  let looked = 0;
  const step = (index: number, rules: bigint, where: string[]): void => {
    if (rules === 0n) {
      if (found.gaps.length < mostTold) found.gaps.push(where.join(", ") || "anything");
      return;
    }
    const key = `${index}:${rules}`;
    // The same rules left at the same column come to the same end, wherever they came from.
    if (seen.has(key)) return;
    seen.add(key);
    if (++looked > mostCombinations) {
      found.tooMany = true;
      return;
    }
    const column = columns[index];
    if (!column) ended(rules, where.join(", ") || "anything");
    else
      for (const piece of column.pieces)
        step(index + 1, rules & piece.rules, [...where, `${column.label}: ${piece.words}`]);
  };
  const ended = (rules: bigint, where: string): void => {
    const ids = table.rules.flatMap((rule, index) => (rules & (1n << BigInt(index)) ? [{ rule, index }] : []));
    const [first] = ids;
    if (table.policy === "FIRST" && first) found.reached |= 1n << BigInt(first.index);
    else found.reached |= rules;
    for (const [at, one] of ids.entries()) {
      for (const other of ids.slice(at + 1)) {
        const pair = `${one.index} ${other.index}`;
        if (pairs.has(pair) || found.overlaps.length >= mostTold) continue;
        pairs.add(pair);
        if (table.policy !== "ANY" || !sameResults(table, one.index, other.index))
          found.overlaps.push({ a: one.rule.id, b: other.rule.id, where });
      }
    }
  };
  step(0, (1n << BigInt(table.rules.length)) - 1n, []);
  return found;
}

/** Whether two rules give the same, as far as their texts or their constant values show. */
function sameResults(table: Table, a: number, b: number): boolean {
  const [one, other] = [table.rules[a]?.results ?? [], table.rules[b]?.results ?? []];
  return one.every((result, index) => {
    const against = other[index];
    if (result.text === against?.text) return true;
    if (!result.node || !against?.node || freeNames(result.node).length || freeNames(against.node).length) return false;
    const value = (node: Node) => run(node, { names: {}, outer: undefined }, new Run());
    return equals(value(result.node), value(against.node)) === true;
  });
}
