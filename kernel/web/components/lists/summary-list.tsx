import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";

export type SummaryRow = {
  label: string;
  value: ComponentChildren;
  /** Where this answer can be changed. */
  change?: string;
  /** Where the value came from: "Dari data kependudukan". */
  source?: string;
};

/** Answers given, each with its way back. Also takes pairs: rows={[["Nomor", "PBB-…"]]}. */
export const SummaryList = ({
  t,
  rows,
}: {
  t: Words;
  rows: Array<SummaryRow | readonly [string, ComponentChildren]>;
}) => (
  <dl class="summary">
    {rows.map((given) => {
      const row: SummaryRow = "label" in given ? given : { label: given[0], value: given[1] };
      return (
        <div class="summary-row" key={row.label}>
          <dt>{row.label}</dt>
          <dd>
            {row.value}
            {row.source && <span class="summary-source">{row.source}</span>}
          </dd>
          {row.change && (
            <dd class="summary-change">
              <a href={row.change}>
                {t("web.change")}
                <span class="sr-only"> {row.label}</span>
              </a>
            </dd>
          )}
        </div>
      );
    })}
  </dl>
);
