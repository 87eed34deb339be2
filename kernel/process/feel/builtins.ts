import { contextBuiltins } from "./builtins-context.ts";
import { listBuiltins } from "./builtins-list.ts";
import { numberBuiltins } from "./builtins-number.ts";
import { rangeBuiltins } from "./builtins-range.ts";
import { textBuiltins } from "./builtins-text.ts";
import { timeBuiltins } from "./builtins-time.ts";
import type { FeelFunction } from "./values.ts";

/** Every function that FEEL has of itself, by name. */
export const builtins: ReadonlyMap<string, FeelFunction> = new Map(
  Object.entries({
    ...textBuiltins,
    ...numberBuiltins,
    ...listBuiltins,
    ...timeBuiltins,
    ...rangeBuiltins,
    ...contextBuiltins,
  }),
);

export const builtinNames: ReadonlySet<string> = new Set(builtins.keys());
