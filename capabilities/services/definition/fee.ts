import { evaluate } from "../../../kernel/process/feel.ts";
import type { Definition, ParameterValues } from "./model.ts";
import { amountOf } from "./parameters.ts";

/**
 * What a case costs, in whole rupiah; `undefined` when the rule gives no amount for these answers, which nobody may take for "free".
 * `variables` are those of the process: open answers, results and parameters.
 */
export function feeOf(
  definition: Pick<Definition, "service" | "decide">,
  variables: Record<string, unknown>,
  parameters: ParameterValues,
): number | undefined {
  const { fee } = definition.service;
  switch (fee.kind) {
    case "none":
      return 0;
    case "fixed":
      return whole(amountOf(fee.amount, parameters));
    case "decision":
      return whole(definition.decide(fee.decision, variables).value);
    case "expression":
      return whole(evaluate(fee.feel, { ...variables, parameters }).value);
  }
}

const whole = (value: unknown): number | undefined =>
  typeof value === "number" && Number.isSafeInteger(Math.round(value)) && value >= 0 ? Math.round(value) : undefined;
