import { continuesName, isKeyword, normalName, startsName } from "./names.ts";
import { type Comparison, FeelSyntaxError, type Loop, type Node, type Operator, type TypeNode } from "./syntax.ts";

/** Longer than any rule a person writes; a longer text is refused before it is read. */
const longestExpression = 65_536;
const deepest = 100;

/** How many sub-expressions are read before giving up: readings that are tried twice must not double at each level. */
const mostWork = 50_000;

const typeNames = ["days and time duration", "years and months duration", "date and time"];

export type Known = {
  /** Names that can be read as a whole although they hold keywords or symbols. */
  names: Iterable<string>;
  /** The same for names that only follow a dot, or stand in a filter, where they are entries of the item. */
  properties?: Iterable<string>;
  /** The names of built-in functions: they are never free. */
  builtins: ReadonlySet<string>;
};

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

class Reader {
  private at = 0;
  private depth = 0;
  private readonly known: string[];
  private readonly properties: string[];
  private readonly builtins: ReadonlySet<string>;
  private readonly scopes: Set<string>[] = [];
  private filters = 0;
  private work = 0;
  private readonly text: string;

  constructor(text: string, known: Known) {
    if (text.length > longestExpression) throw new FeelSyntaxError("the expression is too long", longestExpression);
    this.text = text;
    this.builtins = known.builtins;
    this.properties = [...(known.properties ?? [])].map(normalName);
    this.known = [...new Set([...known.names, ...irregularBuiltins].map(normalName))].sort(
      (a, b) => b.length - a.length,
    );
  }

  end(): void {
    this.skip();
    if (this.at < this.text.length) this.fail(`"${this.text.slice(this.at, this.at + 12)}" was not expected`);
  }

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

  private string(): string {
    const at = this.at;
    if (this.text[at] !== '"') this.fail('a text in "…" was expected');
    let end = at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) throw new FeelSyntaxError("a text is not closed", at);
    this.at = end + 1;
    return unescapeText(this.text.slice(at + 1, end));
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

  /** A name in use: the longest name that is known here, or else all the words up to a keyword or a symbol. */
  private anyName(keywordsToo = false): string {
    const at = this.skip();
    let best = "";
    let end = at;
    const consider = (name: string) => {
      if (name.length <= best.length) return;
      const to = this.matchKnown(name, at);
      if (to) {
        best = name;
        end = to;
      }
    };
    for (const name of this.known) consider(name);
    if (keywordsToo || this.filters > 0) for (const name of this.properties) consider(name);
    for (const scope of this.scopes) for (const name of scope) consider(name);
    const greedy = this.greedyName(at, keywordsToo);
    if (greedy && greedy.name.length > best.length) {
      // A local name ends where it ends: in `for x in xs return x y` nothing is gained by reading `x y`.
      best = greedy.name;
      end = greedy.end;
    }
    if (!best) this.fail("a value was expected");
    this.at = end;
    return best;
  }

  private greedyName(at: number, keywordsToo: boolean): { name: string; end: number } | undefined {
    const words: string[] = [];
    let end = at;
    for (let next = at; ; ) {
      const word = wordAt(this.text, next, words.length > 0);
      if (!word || (isKeyword(word) && !(keywordsToo && words.length === 0))) break;
      words.push(word);
      end = next + word.length;
      next = skipSpace(this.text, end);
      if (next === end) break;
    }
    return words.length ? { name: words.join(" "), end } : undefined;
  }

  /** A name being given: everything up to where the caller says it ends, symbols and keywords included. */
  private newName(ends: (at: number) => boolean): string {
    const at = this.skip();
    const first = String.fromCodePoint(this.text.codePointAt(at) ?? 0);
    if (!startsName(first)) this.fail("a name was expected");
    let end = at;
    while (end < this.text.length && end - at < 256) {
      const char = String.fromCodePoint(this.text.codePointAt(end) ?? 0);
      if (end > at && ends(end)) break;
      if (!continuesName(char) && !/[\s.\-+*/']/u.test(char)) break;
      end += char.length;
    }
    this.at = end;
    return normalName(this.text.slice(at, end));
  }

  /** Where the known name ends when it stands at `at`; blanks in it stand for any white space. */
  private matchKnown(name: string, at: number): number | undefined {
    if (this.text.codePointAt(at) !== name.codePointAt(0)) return undefined;
    let to = at;
    let before = "";
    for (const char of name) {
      if (char === " ") {
        const after = skipSpace(this.text, to);
        if (after === to) return undefined;
        to = after;
      } else {
        // White space round a symbol does not matter: `profit - loss` is the known name `profit-loss`.
        if (!this.text.startsWith(char, to) && (isSymbol(char) || isSymbol(before))) to = skipSpace(this.text, to);
        if (!this.text.startsWith(char, to)) return undefined;
        to += char.length;
      }
      before = char;
    }
    const last = String.fromCodePoint(name.codePointAt(name.length - 1) ?? 0);
    const next = this.text.codePointAt(to);
    if (next !== undefined && continuesName(last) && continuesName(String.fromCodePoint(next))) return undefined;
    return to;
  }

  private skip(): number {
    this.at = skipSpace(this.text, this.at);
    return this.at;
  }

  private take(symbol: string): boolean {
    this.skip();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  private need(symbol: string): void {
    if (!this.take(symbol)) this.fail(`"${symbol}" was expected`);
  }

  private word(word: string): boolean {
    const at = this.skip();
    if (!this.text.startsWith(word, at)) return false;
    const next = this.text.codePointAt(at + word.length);
    if (next !== undefined && continuesName(String.fromCodePoint(next))) return false;
    // A known name that begins with this keyword wins: `not applicable` or `for sale`.
    if (this.known.some((name) => name.length > word.length && name.startsWith(word) && this.matchKnown(name, at)))
      return false;
    this.at = at + word.length;
    return true;
  }

  private needWord(word: string): void {
    if (!this.word(word)) this.fail(`"${word}" was expected`);
  }

  private fail(message: string): never {
    throw new FeelSyntaxError(message, this.at);
  }
}

const constants: [string, unknown][] = [
  ["true", true],
  ["false", false],
  ["null", null],
];

const irregularBuiltins = ["date and time", "years and months duration"];

const isSymbol = (char: string): boolean => char !== "" && "-+*/'.".includes(char);

const callable = (node: Node): boolean => !["literal", "at", "list", "context", "range"].includes(node.kind);

function rangeOf(op: Comparison, to: Node, at: number): Node {
  if (op === "<" || op === "<=") return { kind: "range", high: to, lowIn: false, highIn: op === "<=", at };
  if (op === ">" || op === ">=") return { kind: "range", low: to, lowIn: op === ">=", highIn: false, at };
  return { kind: "compare", op, to, at };
}

function skipSpace(text: string, from: number): number {
  let at = from;
  for (;;) {
    const char = text[at];
    if (char === undefined) return at;
    if (char === " " || char === "\n" || char === "\t" || char === "\r" || /\s|\u0085|\u180e|\u200b/u.test(char)) at++;
    else if (char === "/" && text[at + 1] === "/") {
      const end = text.indexOf("\n", at);
      at = end < 0 ? text.length : end + 1;
    } else if (char === "/" && text[at + 1] === "*") {
      const end = text.indexOf("*/", at + 2);
      if (end < 0) throw new FeelSyntaxError("a comment is not closed", at);
      at = end + 2;
    } else return at;
  }
}

function wordAt(text: string, at: number, later: boolean): string | undefined {
  let end = at;
  while (end < text.length) {
    const char = String.fromCodePoint(text.codePointAt(end) ?? 0);
    if (!(end === at && !later ? startsName(char) : continuesName(char))) break;
    end += char.length;
  }
  return end > at ? text.slice(at, end) : undefined;
}

const escapes: Record<string, string> = { n: "\n", r: "\r", t: "\t", '"': '"', "'": "'", "\\": "\\" };

function unescapeText(raw: string): string {
  return raw.replace(/\\(u[0-9a-fA-F]{4}|U[0-9a-fA-F]{6}|[nrt"'\\])/gu, (whole, code: string) => {
    if (code.length === 1) return escapes[code] ?? whole;
    const point = Number.parseInt(code.slice(1), 16);
    return point <= 0x10ffff ? String.fromCodePoint(point) : whole;
  });
}
