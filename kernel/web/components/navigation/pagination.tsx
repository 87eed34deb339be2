import type { Words } from "../../../words/words.ts";
import { Icon } from "../icon/icon.tsx";

/** Paging by key: there is a next and a previous, never "page 3 of 41,200", which would cost a count of everything. */
export const Pagination = ({
  t,
  previous,
  next,
  shown,
}: {
  t: Words;
  previous?: string;
  next?: string;
  shown?: string;
}) =>
  previous || next ? (
    <nav class="pagination" aria-label={t("web.pages")}>
      {previous && (
        <a rel="prev" href={previous}>
          <Icon name="arrow-left" /> {t("web.previous")}
        </a>
      )}
      {shown && <span class="muted">{shown}</span>}
      {next && (
        <a rel="next" href={next}>
          {t("web.next")} <Icon name="arrow-right" />
        </a>
      )}
    </nav>
  ) : null;
