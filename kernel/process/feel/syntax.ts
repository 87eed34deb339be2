/** What a FEEL text says, as a tree. Every node knows where in the text it began, so that a fault can be shown there. */
export type Node =
  | { kind: "literal"; value: unknown; at: number }
  | { kind: "at"; text: string; at: number }
  | { kind: "name"; name: string; free: boolean; at: number }
  | { kind: "unary"; op: "-"; of: Node; at: number }
  | { kind: "binary"; op: Operator; left: Node; right: Node; at: number }
  | { kind: "between"; of: Node; low: Node; high: Node; at: number }
  | { kind: "in"; of: Node; tests: Node[]; at: number }
  | { kind: "instance"; of: Node; type: TypeNode; at: number }
  | { kind: "path"; of: Node; name: string; at: number }
  | { kind: "filter"; of: Node; by: Node; at: number }
  | { kind: "call"; fn: Node; args: Node[]; names?: string[]; at: number }
  | { kind: "list"; items: Node[]; at: number }
  | { kind: "context"; entries: { key: string; value: Node }[]; at: number }
  | { kind: "range"; low?: Node; high?: Node; lowIn: boolean; highIn: boolean; at: number }
  | { kind: "compare"; op: Comparison; to: Node; at: number }
  | { kind: "if"; test: Node; yes: Node; no: Node; at: number }
  | { kind: "for"; loops: Loop[]; give: Node; at: number }
  | { kind: "quantified"; every: boolean; loops: Loop[]; test: Node; at: number }
  | { kind: "function"; params: { name: string; type?: TypeNode }[]; body: Node; external: boolean; at: number }
  | { kind: "tests"; negated: boolean; tests: Node[]; at: number }
  | { kind: "any"; at: number };

export type Comparison = "=" | "!=" | "<" | "<=" | ">" | ">=";
export type Operator = Comparison | "+" | "-" | "*" | "/" | "**" | "and" | "or";
export type Loop = { name: string; in: Node; to?: Node };

/** A type as FEEL writes it after `instance of` or after a parameter's colon. */
export type TypeNode =
  | { type: "named"; name: string }
  | { type: "list" | "range"; of: TypeNode }
  | { type: "context"; entries: { name: string; of: TypeNode }[] }
  | { type: "function"; params: TypeNode[]; gives: TypeNode };

/** A fault in the text of an expression, with the place where reading stopped (counted from 0). */
export class FeelSyntaxError extends Error {
  readonly position: number;
  constructor(message: string, position: number) {
    super(`${message} (at character ${position + 1})`);
    this.position = position;
  }
}
