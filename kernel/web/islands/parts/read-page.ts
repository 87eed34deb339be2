// The one place where text becomes markup in the browser: an answer of our own server, parsed and never run. The policy of
// content lets nothing else do so (require-trusted-types-for).

type Policy = { createHTML(text: string): string };
const makers = (window as { trustedTypes?: { createPolicy(name: string, rules: Policy): Policy } }).trustedTypes;
const policy = makers?.createPolicy("pendopo", { createHTML: (text) => text });

/** A page of ours, from its text. */
export const readPage = (text: string): Document =>
  new DOMParser().parseFromString(policy ? policy.createHTML(text) : text, "text/html");
