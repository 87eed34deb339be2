import { normalName, startsName } from "./names.ts";
import { type Known, Scanner } from "./scan.ts";
import { type Comparison, FeelSyntaxError, type Loop, type Node, type Operator, type TypeNode } from "./syntax.ts";

const deepest = 100;

/** How many sub-expressions are read before giving up: readings that are tried twice must not double at each level. */
const mostWork = 50_000;

const typeNames = ["days and time duration", "years and months duration", "date and time"];

/** Reads one expression. Throws FeelSyntaxError with the place. */
export function parseExpression(text: string, known: Known): Node {
  const reader = new Reader(text, known);
  const node = reader.expression();
  reader.end();
  return node;
}

/** Reads the cell of a decision table: `-`, or tests parted by commas, or `not(…)` around them. */
export function parseUnaryTests(text: string, known: Known): Node {
  const reader = new Reader(text, known);
  const node = reader.unaryTests();
  reader.end();
  return node;
}

class Reader extends Scanner {
  private depth = 0;
  private work = 0;

  unaryTests(): Node {
    const at = this.skip();
    if (this.text.slice(at).trim() === "-") {
      this.at = this.text.length;
      return { kind: "any", at };
    }
    // `not(` opens a negation only when its bracket closes the whole cell; `not(a) and b` is an expression.
    const tests = this.attempt(() => {
      if (!this.word("not") || !this.take("(")) return undefined;
      const within = this.testList();
      return this.take(")") && this.skip() === this.text.length ? within : undefined;
    });
    if (tests) return { kind: "tests", negated: true, tests, at };
    return { kind: "tests", negated: false, tests: this.testList(), at };
  }

  expression(): Node {
    if (++this.depth > deepest) this.fail("the expression is nested too deeply");
    if (++this.work > mostWork) this.fail("the expression is too tangled to read");
    const at = this.skip();
    let node: Node;
    if (this.word("if")) node = this.conditional(at);
    else if (this.word("for")) node = this.iteration(at);
    else if (this.word("some")) node = this.quantified(at, false);
    else if (this.word("every")) node = this.quantified(at, true);
    else node = this.disjunction();
    this.depth--;
    return node;
  }

  private conditional(at: number): Node {
    const test = this.expression();
    this.needWord("then");
    const yes = this.expression();
    this.needWord("else");
    return { kind: "if", test, yes, no: this.expression(), at };
  }

  private iteration(at: number): Node {
    const scope = new Set(["partial"]);
    this.scopes.push(scope);
    const loops = this.loops(scope);
    this.needWord("return");
    const give = this.expression();
    this.scopes.pop();
    return { kind: "for", loops, give, at };
  }

  private quantified(at: number, every: boolean): Node {
    const scope = new Set<string>();
    this.scopes.push(scope);
    const loops = this.loops(scope);
    this.needWord("satisfies");
    const test = this.expression();
    this.scopes.pop();
    return { kind: "quantified", every, loops, test, at };
  }

  private loops(scope: Set<string>): Loop[] {
    const loops: Loop[] = [];
    do {
      const name = this.newName((end) => /^\s+in\b/u.test(this.text.slice(end)));
      this.needWord("in");
      const over = this.expression();
      const loop: Loop = { name, in: over };
      if (this.take("..")) loop.to = this.expression();
      loops.push(loop);
      scope.add(name);
    } while (this.take(","));
    return loops;
  }

  private disjunction(): Node {
    let left = this.conjunction();
    for (let at = this.skip(); this.word("or"); at = this.skip())
      left = { kind: "binary", op: "or", left, right: this.conjunction(), at };
    return left;
  }

  private conjunction(): Node {
    let left = this.comparison();
    for (let at = this.skip(); this.word("and"); at = this.skip())
      left = { kind: "binary", op: "and", left, right: this.comparison(), at };
    return left;
  }

  private comparison(): Node {
    let left = this.sum();
    for (;;) {
      const at = this.skip();
      const op = this.comparisonOperator();
      if (op) left = { kind: "binary", op, left, right: this.compared(), at };
      else if (this.word("between")) {
        const low = this.sum();
        this.needWord("and");
        left = { kind: "between", of: left, low, high: this.sum(), at };
      } else if (this.word("in")) left = { kind: "in", of: left, tests: this.inTests(), at };
      else return left;
    }
  }

  /** What stands after a comparison: a value, or a range in short, as in `r = >= 2`. */
  private compared(): Node {
    const at = this.skip();
    const op = this.comparisonOperator();
    return op ? rangeOf(op, this.sum(), at) : this.sum();
  }

  private comparisonOperator(): Comparison | undefined {
    for (const op of ["<=", ">=", "!=", "=", "<", ">"] as const) if (this.take(op)) return op;
    return undefined;
  }

  private inTests(): Node[] {
    // `in (1, 2)` and `in (< 5, [7..9])` list tests in brackets; `in (1..5)` and `in (x)` are single values.
    const tests = this.attempt(() => {
      if (!this.take("(")) return undefined;
      const within = this.testList();
      return this.take(")") ? within : undefined;
    });
    return tests ?? [this.unaryTest(() => this.sum())];
  }

  /** Reads one way, and when that fails goes back to where it stood so that another way can be tried. */
  private attempt<T>(read: () => T | undefined): T | undefined {
    const back = { at: this.at, depth: this.depth, filters: this.filters, scopes: this.scopes.length };
    try {
      const done = read();
      if (done !== undefined) return done;
    } catch (fault) {
      if (!(fault instanceof FeelSyntaxError) || this.work > mostWork) throw fault;
    }
    this.at = back.at;
    this.depth = back.depth;
    this.filters = back.filters;
    this.scopes.length = back.scopes;
    this.noFilter = false;
    return undefined;
  }

  private testList(): Node[] {
    const tests = [this.unaryTest(() => this.expression())];
    while (this.take(",")) tests.push(this.unaryTest(() => this.expression()));
    return tests;
  }

  private unaryTest(otherwise: () => Node): Node {
    const at = this.skip();
    const op = this.comparisonOperator();
    return op ? { kind: "compare", op, to: this.sum(), at } : otherwise();
  }

  private sum(): Node {
    let left = this.product();
    for (;;) {
      const at = this.skip();
      const op: Operator | undefined = this.take("+") ? "+" : this.take("-") ? "-" : undefined;
      if (!op) return left;
      left = { kind: "binary", op, left, right: this.product(), at };
    }
  }

  private product(): Node {
    let left = this.power();
    for (;;) {
      const at = this.skip();
      if (this.text.startsWith("**", at)) return left;
      const op: Operator | undefined = this.take("*") ? "*" : this.take("/") ? "/" : undefined;
      if (!op) return left;
      left = { kind: "binary", op, left, right: this.power(), at };
    }
  }

  // Exponents group from the left and negation binds more tightly: -3 ** 2 is 9, as the standard has it.
  private power(): Node {
    let left = this.negation();
    for (let at = this.skip(); this.take("**"); at = this.skip())
      left = { kind: "binary", op: "**", left, right: this.negation(), at };
    return left;
  }

  private negation(): Node {
    const at = this.skip();
    if (!this.take("-")) return this.instance();
    if (++this.depth > deepest) this.fail("the expression is nested too deeply");
    const of = this.negation();
    this.depth--;
    return { kind: "unary", op: "-", of, at };
  }

  private instance(): Node {
    let node = this.postfix();
    for (let at = this.skip(); this.word("instance"); at = this.skip()) {
      this.needWord("of");
      node = { kind: "instance", of: node, type: this.type(), at };
    }
    return node;
  }

  private noFilter = false;

  private postfix(): Node {
    const plain = this.noFilter;
    this.noFilter = false;
    let node = this.primary();
    for (;;) {
      const at = this.skip();
      if (this.text[at] === "." && this.text[at + 1] !== ".") {
        this.at++;
        node = { kind: "path", of: node, name: this.propertyName(), at };
      } else if (this.text[at] === "(" && callable(node)) node = this.call(node, at);
      else if (this.text[at] === "[" && !plain) {
        this.at++;
        this.filters++;
        const by = this.unaryTest(() => this.expression());
        this.filters--;
        this.need("]");
        node = { kind: "filter", of: node, by, at };
      } else return node;
    }
  }

  private call(fn: Node, at: number): Node {
    this.need("(");
    if (this.take(")")) return { kind: "call", fn, args: [], at };
    const names: string[] = [];
    const args: Node[] = [];
    do {
      const named = this.argumentName();
      if (named !== undefined) names.push(named);
      args.push(this.expression());
    } while (this.take(","));
    this.need(")");
    if (names.length && names.length !== args.length)
      throw new FeelSyntaxError("arguments are named all or none", fn.at);
    return names.length ? { kind: "call", fn, args, names, at } : { kind: "call", fn, args, at };
  }

  /** `name:` before an argument. The text up to the colon must be a plain name, so `a[x: …` or `"k": …` is none. */
  private argumentName(): string | undefined {
    const at = this.skip();
    const match = /^[^\s"'()[\]{},:=<>@][^"()[\]{},:=<>@]*?(?=\s*:)/u.exec(this.text.slice(at, at + 200));
    if (!match || !startsName(String.fromCodePoint(this.text.codePointAt(at) ?? 0))) return undefined;
    this.at = at + match[0].length;
    this.need(":");
    return normalName(match[0]);
  }

  private primary(): Node {
    const at = this.skip();
    const char = this.text[at];
    if (char === undefined) this.fail("the expression is not finished");
    if (char === '"') return { kind: "literal", value: this.string(), at };
    if (/[0-9]/.test(char) || (char === "." && /[0-9]/.test(this.text[at + 1] ?? ""))) return this.number(at);
    if (char === "@") {
      this.at++;
      this.skip();
      return { kind: "at", text: this.string(), at };
    }
    if (char === "(") return this.bracketed(at);
    if (char === "[") return this.listOrRange(at);
    if (char === "]") return this.range(at, false);
    if (char === "{") return this.context(at);
    for (const [word, value] of constants) if (this.word(word)) return { kind: "literal", value, at };
    if (this.word("function")) return this.functionDefinition(at);
    if (/^not\s*\(/u.test(this.text.slice(at, at + 20))) {
      this.at = at + 3;
      return { kind: "name", name: "not", free: false, at };
    }
    return this.variable(at);
  }

  private number(at: number): Node {
    const match = /^(\d+(\.\d+)?|\.\d+)([eE][+-]?\d+)?/.exec(this.text.slice(at));
    if (!match) this.fail("a number was expected");
    this.at += match[0].length;
    return { kind: "literal", value: Number(match[0]), at };
  }

  private bracketed(at: number): Node {
    this.at++;
    const op = this.comparisonOperator();
    if (op) {
      const to = this.sum();
      this.need(")");
      return rangeOf(op, to, at);
    }
    const node = this.expression();
    if (this.take("..")) return this.closeRange(at, node, false);
    this.need(")");
    // Brackets end a name: `(a)(b)` calls what the brackets give, and `(a).b` is a path.
    return node;
  }

  private listOrRange(at: number): Node {
    this.at++;
    const items: Node[] = [];
    if (this.take("]")) return { kind: "list", items, at };
    const first = this.unaryTest(() => this.expression());
    if (this.take("..")) return this.closeRange(at, first, true);
    items.push(first);
    while (this.take(",")) items.push(this.unaryTest(() => this.expression()));
    this.need("]");
    return { kind: "list", items, at };
  }

  private range(at: number, lowIn: boolean): Node {
    this.at++;
    const low = this.expression();
    this.need("..");
    return this.closeRange(at, low, lowIn);
  }

  private closeRange(at: number, low: Node, lowIn: boolean): Node {
    // An open end written `[` looks like a filter; the second reading takes it as the bracket.
    for (const plain of [false, true]) {
      const range = this.attempt((): Node | undefined => {
        this.noFilter = plain;
        const high = this.sum();
        const close = this.text[this.skip()];
        if (close !== "]" && close !== ")" && close !== "[") return undefined;
        this.at++;
        return { kind: "range", low, high, lowIn, highIn: close === "]", at };
      });
      if (range) return range;
    }
    return this.fail("a range is not closed");
  }

  private context(at: number): Node {
    this.at++;
    const entries: { key: string; value: Node }[] = [];
    const scope = new Set<string>();
    this.scopes.push(scope);
    if (!this.take("}")) {
      do {
        const start = this.skip();
        let key: string;
        if (this.text[start] === '"') key = this.string();
        else key = this.newName((end) => /^\s*:/u.test(this.text.slice(end)));
        this.need(":");
        if (entries.some((entry) => entry.key === key)) throw new FeelSyntaxError(`"${key}" is given twice`, start);
        entries.push({ key, value: this.expression() });
        scope.add(key);
      } while (this.take(","));
      this.need("}");
    }
    this.scopes.pop();
    return { kind: "context", entries, at };
  }

  private functionDefinition(at: number): Node {
    this.need("(");
    const params: { name: string; type?: TypeNode }[] = [];
    const scope = new Set<string>();
    if (!this.take(")")) {
      do {
        const name = this.newName((end) => /^\s*[:,)]/u.test(this.text.slice(end)));
        params.push(this.take(":") ? { name, type: this.type() } : { name });
        scope.add(name);
      } while (this.take(","));
      this.need(")");
    }
    const external = this.word("external");
    this.scopes.push(scope);
    const body = this.expression();
    this.scopes.pop();
    return { kind: "function", params, body, external, at };
  }

  private type(): TypeNode {
    const at = this.skip();
    const generic = /^(list|range|context|function)\s*<\s*/u.exec(this.text.slice(at));
    if (!generic) return { type: "named", name: this.typeName() };
    if (++this.depth > deepest) this.fail("the type is nested too deeply");
    this.at += generic[0].length;
    const made = this.genericType(generic[1] as "list" | "range" | "context" | "function");
    this.depth--;
    return made;
  }

  private genericType(kind: "list" | "range" | "context" | "function"): TypeNode {
    if (kind === "list" || kind === "range") {
      const of = this.type();
      this.need(">");
      return { type: kind, of };
    }
    if (kind === "context") {
      const entries: { name: string; of: TypeNode }[] = [];
      do {
        const name = this.newName((end) => /^\s*:/u.test(this.text.slice(end)));
        this.need(":");
        entries.push({ name, of: this.type() });
      } while (this.take(","));
      this.need(">");
      return { type: kind, entries };
    }
    const params: TypeNode[] = [];
    if (!this.take(">")) {
      do params.push(this.type());
      while (this.take(","));
      this.need(">");
    }
    this.need("->");
    return { type: kind, params, gives: this.type() };
  }

  private typeName(): string {
    for (const name of typeNames) {
      const end = this.matchKnown(name, this.at);
      if (end) {
        this.at = end;
        return name;
      }
    }
    let name = this.anyName();
    while (this.text[this.at] === "." && this.text[this.at + 1] !== ".") {
      this.at++;
      name += `.${this.anyName()}`;
    }
    return name;
  }

  private variable(at: number): Node {
    const name = this.anyName();
    const local = this.scopes.some((scope) => scope.has(name));
    const special = name === "?" || (this.filters > 0 && !local);
    return { kind: "name", name, free: !local && !special && !this.builtins.has(name), at };
  }

  private propertyName(): string {
    this.skip();
    return this.anyName(true);
  }
}

const constants: [string, unknown][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

const callable = (node: Node): boolean => !["literal", "at", "list", "context", "range"].includes(node.kind);

function rangeOf(op: Comparison, to: Node, at: number): Node {
  if (op === "<" || op === "<=") return { kind: "range", high: to, lowIn: false, highIn: op === "<=", at };
  if (op === ">" || op === ">=") return { kind: "range", low: to, lowIn: op === ">=", highIn: false, at };
  return { kind: "compare", op, to, at };
}
