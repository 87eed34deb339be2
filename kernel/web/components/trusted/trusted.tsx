// The one way round escaping. Search for "Trusted" to find every place that writes markup or data as it is.

/** Gives markup to an element as it is. Only for what our own code or packages made; never for what a person typed.
 * @example <svg {...trusted(shapes)} /> */
export const trusted = (html: string) => ({ dangerouslySetInnerHTML: { __html: html } });

/** Markup made by our own code (`html`: a picture, a QR code), or data for search engines (`json`: a JSON-LD block, which runs
 * nothing). JSON may hold what people typed: everything that could end the block is written as an escape.
 * @example <Trusted html={qrSvg} /> @example <Trusted json={{ "@type": "GovernmentService", name }} /> */
export const Trusted = ({ html, json, class: look }: { html?: string; json?: unknown; class?: string }) =>
  json === undefined ? (
    <div class={look} {...trusted(html ?? "")} />
  ) : (
    <script type="application/ld+json" {...trusted(JSON.stringify(json).replace(/[<>&\u2028\u2029]/g, escaped))} />
  );

const escaped = (character: string) => `\\u${character.charCodeAt(0).toString(16).padStart(4, "0")}`;
