// What people read, in Indonesian and English, kept apart from code and templates.

export type Locale = "id" | "en";
export type Params = Record<string, string | number | undefined>;

/** Every sentence of one capability: key → [Indonesian, English]. `{name}` in a sentence is filled from the parameters. */
export type Dictionary = Record<string, readonly [id: string, en: string]>;

/** Turns a key into the sentence in the reader's language. */
export interface Words {
  (key: string, params?: Params): string;
  readonly locale: Locale;
  /** Whether the key has a sentence: for keys that come from data. */
  has(key: string): boolean;
}

/** Names a dictionary; gives it back unchanged, with its keys typed. */
export const define = <D extends Dictionary>(dictionary: D): D => dictionary;

/**
 * Makes the reader of the given dictionaries. A missing key is our defect, shown as the key itself: an ugly word on a page
 * is better than no page, and a test walks all keys.
 * @example translator("id", define({ "hello": ["Halo {name}", "Hello {name}"] }))("hello", { name: "Budi" }) // "Halo Budi"
 */
export function translator(locale: Locale, ...dictionaries: Dictionary[]): Words {
  const all: Dictionary = Object.assign({}, ...dictionaries);
  const column = locale === "id" ? 0 : 1;
  const t = (key: string, params?: Params) => {
    const sentence = all[key]?.[column] ?? key;
    return params ? fill(sentence, params) : sentence;
  };
  return Object.assign(t, { locale, has: (key: string) => key in all });
}

/** Fills `{name}` marks; a mark without a value stays visible. */
export const fill = (sentence: string, params: Params): string =>
  sentence.replace(/\{(\w+)\}/g, (mark, name: string) => (params[name] === undefined ? mark : String(params[name])));

/** A text that carries both languages, as definitions of services do. */
export type Bilingual = { id: string; en?: string };

/** Picks the reader's language of a bilingual text; Indonesian when English is missing. */
export const pick = (text: Bilingual | string | undefined, locale: Locale): string =>
  text === undefined ? "" : typeof text === "string" ? text : ((locale === "en" ? text.en : undefined) ?? text.id);

/** The sentence of a fault: its own when it brought one (rules of a service do), else that of its key. */
export const sentenceOf = (t: Words, fault: { key: string; params?: Params; message?: Bilingual }): string =>
  fault.message ? pick(fault.message, t.locale) : t(fault.key, fault.params);
