import type { Run } from "./evaluate.ts";
import { FeelDate, startOf } from "./times.ts";
import { FeelFunction, kindOf } from "./values.ts";

type Param = { name: string; kinds: string[]; optional: boolean; rest: boolean };
/** Written as a method, so that each body may name the kinds of its own arguments; fitArguments sees to them. */
type Body = { run(args: unknown[], on: Run): unknown }["run"];
type Signature = { params: Param[]; body: Body };

/**
 * Makes a built-in from one or more signatures, as `"string: string, start position: number, length?: number"`.
 * `?` marks an argument that may be left out, `...` one that takes all the rest, `|` kinds beside each other.
 * An argument of another kind gives null, after the implicit conversions have been tried.
 */
export function builtin(...definitions: [string, Body][]): FeelFunction {
  const signatures: Signature[] = definitions.map(([text, body]) => ({ params: paramsOf(text), body }));
  const first = signatures[0]?.params ?? [];
  return new FeelFunction(
    first.map(({ name }) => ({ name })),
    () => null,
    (args, names, on) => {
      for (const { params, body } of signatures) {
        const fitted = fitArguments(params, args, names);
        if (fitted) return body(fitted, on) ?? null;
      }
      // An argument that is null makes a null quietly: nothing is wrong with the expression then.
      return args.includes(null) ? null : on.report(`no function takes (${args.map(kindOf).join(", ")}) here`);
    },
  );
}

function paramsOf(text: string): Param[] {
  if (!text) return [];
  return text.split(",").map((part) => {
    const [name = "", kinds = "any"] = part.split(":").map((piece) => piece.trim());
    return {
      name: name.replace(/^\.\.\./, "").replace(/\?$/, ""),
      kinds: kinds.split("|"),
      optional: name.endsWith("?"),
      rest: name.startsWith("..."),
    };
  });
}

function fitArguments(params: Param[], args: unknown[], names: string[] | undefined): unknown[] | undefined {
  const given = names ? byName(params, args, names) : byOrder(params, args);
  if (!given) return undefined;
  const fitted: unknown[] = [];
  for (const [index, param] of params.entries()) {
    const value = given[index];
    if (value === undefined) {
      if (!param.optional) return undefined;
      fitted.push(undefined);
    } else {
      const made = fitOne(value, param);
      if (made === undefined) return undefined;
      fitted.push(made);
    }
  }
  return fitted;
}

function byOrder(params: Param[], args: unknown[]): unknown[] | undefined {
  const last = params.at(-1);
  if (last?.rest) {
    const before = params.length - 1;
    return args.length < params.length ? undefined : [...args.slice(0, before), args.slice(before)];
  }
  return args.length > params.length ? undefined : args;
}

function byName(params: Param[], args: unknown[], names: string[]): unknown[] | undefined {
  if (!names.every((name) => params.some((param) => param.name === name && !param.rest))) return undefined;
  return params.map(({ name }) => {
    const at = names.indexOf(name);
    return at < 0 ? undefined : args[at];
  });
}

/** The value as the parameter wants it, or `undefined` when it cannot be had. */
function fitOne(value: unknown, param: Param): unknown {
  if (param.rest) return value;
  const kind = kindOf(value);
  const { kinds } = param;
  if (kinds.includes("any") || kinds.includes(kind)) return value;
  if (kind.endsWith("duration") && kinds.includes("duration")) return value;
  if (value === null) return param.kinds.includes("null") ? null : undefined;
  if (kind === "list" && (value as unknown[]).length === 1) return fitOne((value as unknown[])[0], param);
  if (kinds.includes("list")) return [value];
  if (kinds.includes("date and time") && value instanceof FeelDate) return startOf(value, "Z");
  return undefined;
}
