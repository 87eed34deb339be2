import { continuesName, isKeyword, normalName, startsName } from "./names.ts";
import { FeelSyntaxError } from "./syntax.ts";

/** Longer than any rule a person writes; a longer text is refused before it is read. */
const longestExpression = 65_536;

/** What a reader knows beforehand. */
export type Known = {
  /** Names that can be read as a whole although they hold keywords or symbols. */
  names: Iterable<string>;
  /** The same for names that only follow a dot, or stand in a filter, where they are entries of the item. */
  properties?: Iterable<string>;
  /** The names of built-in functions: they are never free. */
  builtins: ReadonlySet<string>;
};

/** Walks a text: white space and comments, symbols, words, texts, and names, known ones of any form among them. */
export class Scanner {
  protected at = 0;
  protected readonly known: string[];
  protected readonly properties: string[];
  protected readonly builtins: ReadonlySet<string>;
  protected readonly scopes: Set<string>[] = [];
  protected filters = 0;
  protected readonly text: string;

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

  protected string(): string {
    const at = this.at;
    if (this.text[at] !== '"') this.fail('a text in "…" was expected');
    let end = at + 1;
    while (end < this.text.length && this.text[end] !== '"') end += this.text[end] === "\\" ? 2 : 1;
    if (end >= this.text.length) throw new FeelSyntaxError("a text is not closed", at);
    this.at = end + 1;
    return unescapeText(this.text.slice(at + 1, end));
  }

  /** A name in use: the longest name that is known here, or else all the words up to a keyword or a symbol. */
  protected anyName(keywordsToo = false): string {
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

  protected greedyName(at: number, keywordsToo: boolean): { name: string; end: number } | undefined {
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
  protected newName(ends: (at: number) => boolean): string {
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
  protected matchKnown(name: string, at: number): number | undefined {
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

  protected skip(): number {
    this.at = skipSpace(this.text, this.at);
    return this.at;
  }

  protected take(symbol: string): boolean {
    this.skip();
    if (!this.text.startsWith(symbol, this.at)) return false;
    this.at += symbol.length;
    return true;
  }

  protected need(symbol: string): void {
    if (!this.take(symbol)) this.fail(`"${symbol}" was expected`);
  }

  protected word(word: string): boolean {
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

  protected needWord(word: string): void {
    if (!this.word(word)) this.fail(`"${word}" was expected`);
  }

  protected fail(message: string): never {
    throw new FeelSyntaxError(message, this.at);
  }
}

const irregularBuiltins = ["date and time", "years and months duration"];

const isSymbol = (char: string): boolean => char !== "" && "-+*/'.".includes(char);

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
