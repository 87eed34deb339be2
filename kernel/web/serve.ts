// A counter's table of paths: which path is answered by which handler, and who may come to it at all.

import type { Answer } from "./answer.ts";
import type { Ask, Form } from "./ask.ts";
import type { BehalfRule, TypedRow } from "./behalf.ts";

/** "official" asks for a second factor as well; "signed-in" is open to an official who has yet to set one up. */
export type Access = "public" | "resident" | "official" | "signed-in";
export type Handler = (ask: Ask) => Promise<Answer> | Answer;

export type Route = {
  method: "GET" | "POST";
  path: string;
  access: Access;
  handler: Handler;
  /** Accepts files: the body may be as large as six of the installation's largest files, or as one. */
  uploads?: boolean | "one";
  /** Only for who proved who they are within the last minutes: acts that a borrowed telephone must not be enough for. */
  fresh?: boolean;
  /** Opens something to whoever knows a number or a code: counted apart, and wrong ones across nodes. */
  lookup?: boolean;
  /** What a mandate must name so that this may be done for another; "any": whoever it is for. Left out: only for oneself. */
  behalf?: BehalfRule;
  /** What was typed here, by its questions: shown back when the mandate under which it was typed has ended. */
  typed?: (ask: Ask, form: Form) => Promise<TypedRow[]>;
};

type Options = Pick<Route, "uploads" | "fresh" | "lookup" | "behalf" | "typed">;

export type On = {
  get(path: string, handler: Handler, options?: Options): void;
  post(path: string, handler: Handler, options?: Options): void;
};

/**
 * Declares the routes below a prefix. Access is stated for the whole table, so that forgetting it is impossible; `common` are
 * options of each of its routes.
 * @example serve("/surat", "official", (on) => { on.get("/:id", showLetter); })
 */
export function serve(prefix: string, access: Access, declare: (on: On) => void, common: Options = {}): Route[] {
  const routes: Route[] = [];
  const join = (path: string) => (path === "/" ? prefix || "/" : `${prefix}${path}`);
  declare({
    get: (path, handler, options) =>
      routes.push({ method: "GET", path: join(path), access, handler, ...common, ...options }),
    post: (path, handler, options) =>
      routes.push({ method: "POST", path: join(path), access, handler, ...common, ...options }),
  });
  return routes;
}
