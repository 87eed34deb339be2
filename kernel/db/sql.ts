// SQL as SQL: a tagged template whose values travel apart from the text, and whose fragments compose.

const FRAGMENT = Symbol("sql");

export type Sql = { readonly [FRAGMENT]: true; readonly text: string; readonly values: readonly unknown[] };

const isSql = (value: unknown): value is Sql => typeof value === "object" && value !== null && FRAGMENT in value;

const make = (text: string, values: readonly unknown[]): Sql => ({ [FRAGMENT]: true, text, values });

// The text of a template without fragments never changes, so it is joined once.
const plain = new WeakMap<TemplateStringsArray, string>();

/**
 * Builds a query. Values become parameters; other `sql` pieces are spliced in with their parameters renumbered.
 * @example tx.many(sql`select id from cases.task where unit_id = ${unit} and ${onlyOpen ? sql`status = 'open'` : sql`true`}`)
 */
export function sql(strings: TemplateStringsArray, ...values: unknown[]): Sql {
  if (!values.some(isSql)) {
    let text = plain.get(strings);
    if (text === undefined) {
      text = strings.reduce((all, part, i) => (i === 0 ? part : `${all}$${i}${part}`), "");
      plain.set(strings, text);
    }
    return make(text, values);
  }
  let text = strings[0] ?? "";
  const all: unknown[] = [];
  values.forEach((value, i) => {
    if (isSql(value)) {
      text += value.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + all.length}`);
      all.push(...value.values);
    } else {
      all.push(value);
      text += `$${all.length}`;
    }
    text += strings[i + 1] ?? "";
  });
  return make(text, all);
}

/** Pieces joined by a separator, e.g. conditions by ` and `. */
export function join(pieces: Sql[], separator = ", "): Sql {
  const values: unknown[] = [];
  const text = pieces
    .map((piece) => {
      const shifted = piece.text.replace(/\$(\d+)/g, (_, n: string) => `$${Number(n) + values.length}`);
      values.push(...piece.values);
      return shifted;
    })
    .join(separator);
  return make(text, values);
}

/** A text of SQL written by us (a name from a fixed list, a migration): never anything a person typed. */
export const raw = (text: string): Sql => make(text, []);
