import type { Amount } from "./basic-schema.ts";
import type { Parameter, ParameterValue, ParameterValues, Service } from "./service-schema.ts";

export type ParameterFault = {
  parameter: string;
  code: "unknown" | "type" | "below" | "above" | "option";
  bound?: number;
};

/** The parameters of an offering: the agency's own values where it set them, else the definition's. Every fault at once. */
export function parameterValues(
  service: Pick<Service, "parameters">,
  own: Record<string, unknown> = {},
): { values: ParameterValues; faults: ParameterFault[] } {
  const values: ParameterValues = {};
  const faults: ParameterFault[] = [];
  for (const parameter of service.parameters) {
    const set = Object.hasOwn(own, parameter.key) ? own[parameter.key] : undefined;
    const value = set === undefined || set === null ? parameter.default : set;
    const wrong = parameterFault(parameter, value);
    if (wrong) faults.push(wrong);
    values[parameter.key] = wrong ? parameter.default : (value as ParameterValue);
  }
  const known = new Set(service.parameters.map(({ key }) => key));
  for (const key of Object.keys(own)) if (!known.has(key)) faults.push({ parameter: key, code: "unknown" });
  return { values, faults };
}

/** What is wrong with one value of a parameter, if anything. */
export function parameterFault(parameter: Parameter, value: unknown): ParameterFault | undefined {
  const fault = (code: ParameterFault["code"], bound?: number): ParameterFault => ({
    parameter: parameter.key,
    code,
    ...(bound === undefined ? {} : { bound }),
  });
  switch (parameter.type) {
    case "number":
    case "rupiah":
      if (typeof value !== "number" || !Number.isFinite(value)) return fault("type");
      // Time is promised in whole units, and there is no coin below a rupiah.
      if ((parameter.type === "rupiah" || parameter.unit) && !Number.isInteger(value)) return fault("type");
      if (value < parameter.min) return fault("below", parameter.min);
      return value > parameter.max ? fault("above", parameter.max) : undefined;
    case "yes-no":
      return typeof value === "boolean" ? undefined : fault("type");
    case "text":
      if (typeof value !== "string") return fault("type");
      return value.length > parameter.maxLength ? fault("above", parameter.maxLength) : undefined;
    case "choice":
      return parameter.options.some((option) => option.value === value) ? undefined : fault("option");
  }
}

/** The number that an amount stands for. */
export const amountOf = (amount: Amount, parameters: ParameterValues): number =>
  typeof amount === "number" ? amount : Number(parameters[amount.parameter] ?? 0);
