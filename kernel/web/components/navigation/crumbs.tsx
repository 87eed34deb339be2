import type { Words } from "../../../words/words.ts";

export type Crumb = { href: string; label: string };

/** The way back up. On a phone only the nearest step shows, as "‹ Layanan": the rest is far away anyway. */
export const Crumbs = ({ t, crumbs }: { t: Words; crumbs: Crumb[] }) => (
  <nav class="crumbs" aria-label={t("web.crumbs")}>
    <ol>
      {crumbs.map((crumb) => (
        <li key={crumb.href}>
          <a href={crumb.href}>{crumb.label}</a>
        </li>
      ))}
    </ol>
  </nav>
);
