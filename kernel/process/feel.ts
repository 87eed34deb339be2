import { evaluate as feelinEvaluate, unaryTest as feelinUnaryTest, parseExpression } from "feelin";

/** A FEEL context: names to values. Values are JSON values and FEEL's own dates, times and durations. */
export type Context = Record<string, unknown>;

/** Evaluates a FEEL expression. Never throws: a fault gives `null` and a `problem` that says what was wrong. */
export function evaluate(expression: string, context: Context): { value: unknown; problem?: string } {
  try {
    const { value, warnings } = feelinEvaluate(expression, context);
    return warnings[0] ? { value, problem: warnings[0].message } : { value };
  } catch (fault) {
    return { value: null, problem: (fault as Error).message };
  }
}

/** Whether a condition holds: true only when the expression gives exactly `true`. */
export const test = (expression: string, context: Context): boolean => evaluate(expression, context).value === true;

/** Whether `input` passes the unary tests of a decision table's cell, as `> 5, [1..3]`. */
export function unaryTest(expression: string, input: unknown, context: Context): boolean {
  try {
    return feelinUnaryTest(expression, { ...context, "?": input }).value === true;
  } catch {
    return false;
  }
}

/** The free names of an expression, or where its syntax breaks. */
export function inspect(expression: string): { names: string[]; problem?: string } {
  try {
    const names = new Set<string>();
    let problem: string | undefined;
    parseExpression(expression, {}, undefined).iterate({
      enter(node) {
        if (node.name === "VariableName") names.add(expression.slice(node.from, node.to));
        if (node.type.isError) problem ??= `syntax fault at ${node.from}`;
      },
    });
    return problem ? { names: [...names], problem } : { names: [...names] };
  } catch (fault) {
    return { names: [], problem: (fault as Error).message };
  }
}
