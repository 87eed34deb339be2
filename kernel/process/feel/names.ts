/** Words that end a name of several words, unless the whole name is known. */
const keywords = new Set(
  "and or in between instance then else return satisfies if for some every not function external true false null".split(
    " ",
  ),
);

export const isKeyword = (word: string): boolean => keywords.has(word);

/** One spelling for a name: trimmed, and every run of white space a single blank. */
export const normalName = (name: string): string => name.trim().replace(/\s+/gu, " ");

const letters = /[?_\p{L}\p{Nl}\p{So}\p{Sk}]/u;
const more = /[\p{Nd}\p{Mn}\p{Mc}\p{Pc}·‿⁀\u200c\u200d]/u;

export const startsName = (char: string): boolean => letters.test(char);
export const continuesName = (char: string): boolean => letters.test(char) || more.test(char);

/**
 * Whether a name can only be read when it is known beforehand: one that has a keyword or a symbol in it,
 * as `date and time`, `profit-loss` or `Rp/bulan`. All other names of several words are read without help.
 */
export function isIrregular(name: string): boolean {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return keywords.has(name);
  const words = normalName(name).split(" ");
  return words.some(
    (word, index) =>
      keywords.has(word) || [...word].some((char, at) => !(at === 0 && index === 0 ? startsName : continuesName)(char)),
  );
}
