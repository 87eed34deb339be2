import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";
import { Icon } from "../icon/icon.tsx";

/** A search that goes to an address of its own. `keep` travels along (filters already set). */
export const SearchBox = ({
  t,
  action,
  label,
  value,
  name = "cari",
  hint,
  keep,
  large,
}: {
  t: Words;
  action: string;
  label: string;
  value?: string;
  name?: string;
  hint?: string;
  keep?: Record<string, string>;
  large?: boolean;
}) => (
  // biome-ignore lint/a11y/useSemanticElements: <search> has no role yet on the phones we serve.
  <form class={large ? "search large" : "search"} method="get" action={action} role="search">
    {Object.entries(keep ?? {}).map(([key, kept]) => (
      <input key={key} type="hidden" name={key} value={kept} />
    ))}
    <label class="field-label" for={`cari-${name}`}>
      {label}
    </label>
    {hint && (
      <p class="field-hint" id={`cari-${name}-hint`}>
        {hint}
      </p>
    )}
    <div class="search-row">
      <input
        class="ds-input"
        id={`cari-${name}`}
        name={name}
        type="search"
        value={value ?? ""}
        autocomplete="off"
        enterkeyhint="search"
        aria-describedby={hint ? `cari-${name}-hint` : undefined}
      />
      <button class="ds-button" type="submit">
        <Icon name="search" />
        <span class="search-word">{t("web.search")}</span>
      </button>
    </div>
  </form>
);

export type FilterField = {
  name: string;
  label: string;
  options: Array<{ value: string; label: string }>;
  value?: string;
};

/** Filters as plain selects in a form that leads to an address; what is set stands below as words that can be taken away. */
export const FilterBar = ({
  t,
  action,
  fields,
  active,
  clear,
  keep,
  children,
}: {
  t: Words;
  action: string;
  fields: FilterField[];
  active?: Array<{ label: string; without: string }>;
  clear?: string;
  keep?: Record<string, string>;
  children?: ComponentChildren;
}) => (
  <div class="filters">
    <form method="get" action={action}>
      {Object.entries(keep ?? {}).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      {children}
      {fields.map((field) => (
        <div class="filter" key={field.name}>
          <label for={`s-${field.name}`}>{field.label}</label>
          <select class="ds-input" id={`s-${field.name}`} name={field.name}>
            {field.options.map((option) => (
              <option key={option.value} value={option.value} selected={option.value === (field.value ?? "")}>
                {option.label}
              </option>
            ))}
          </select>
        </div>
      ))}
      <button class="ds-button small" type="submit" data-variant="secondary">
        <Icon name="filter" /> {t("web.filter-apply")}
      </button>
    </form>
    {active && active.length > 0 && (
      <ul class="plain row filter-active">
        {active.map((filter) => (
          <li key={filter.label}>
            <a href={filter.without} aria-label={t("web.filter-remove", { name: filter.label })}>
              {filter.label} <Icon name="x" />
            </a>
          </li>
        ))}
        {clear && (
          <li>
            <a class="filter-clear" href={clear}>
              {t("web.filter-clear")}
            </a>
          </li>
        )}
      </ul>
    )}
  </div>
);
