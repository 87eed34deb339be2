/**
 * Data for search engines, beside the page. It is no script: browsers never run this type, and the policy against inline scripts
 * does not stop it. Trusted: JSON of our own making, in which nothing can close the element.
 */
export const DataBlock = ({ data }: { data: unknown }) => (
  <script
    type="application/ld+json"
    dangerouslySetInnerHTML={{ __html: JSON.stringify(data).replaceAll("<", "\\u003c") }}
  />
);
