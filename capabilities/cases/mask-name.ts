/** "Melati A." for a list; a single name stays whole, as there is nothing to shorten. */
export const maskName = (name: string): string =>
  name
    .split(" ")
    .filter(Boolean)
    .map((word, i) => (i === 0 ? word : `${[...word][0]}.`))
    .join(" ");
