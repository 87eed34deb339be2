// A table that becomes a list on a phone: each cell then says its own heading.

import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";
import { Icon } from "../icon/icon.tsx";

export type Column<K extends string = string> = {
  key: K;
  head: string;
  /** Numbers stand at the end and line up. */
  num?: boolean;
  /** The cell that names the row: a row header, and the title of the row on a phone. */
  main?: boolean;
  /** Leads to the same list sorted by this column; `now` when it is. */
  sort?: { href: string; now?: "up" | "down" };
  /** Not needed on a phone. */
  wideOnly?: boolean;
};

export type Row<K extends string = string> = {
  key: string;
  cells: Partial<Record<K, ComponentChildren>>;
  tone?: "need" | "well" | "quiet";
};

export type TableProps<K extends string = string> = {
  t: Words;
  /** What the table holds; seen unless `captionHidden`. */
  caption: string;
  captionHidden?: boolean;
  columns: Column<K>[];
  rows: Row<K>[];
  foot?: Partial<Record<K, ComponentChildren>>;
  dense?: boolean;
};

/** @example <Table t={t} caption="Biaya" columns={[{ key: "hal", head: "Hal", main: true }, { key: "rp", head: "Biaya", num: true }]} rows={[{ key: "1", cells: { hal: "Uji air", rp: "Rp 150.000" } }]} /> */
export function Table<K extends string>({ t, caption, captionHidden, columns, rows, foot, dense }: TableProps<K>) {
  const cell = (column: Column<K>, content: ComponentChildren) => {
    const look = [column.num && "num end", column.wideOnly && "wide-only"].filter(Boolean).join(" ") || undefined;
    return column.main ? (
      <th key={column.key} scope="row" class={look}>
        {content}
      </th>
    ) : (
      <td key={column.key} class={look} data-head={content === undefined || content === "" ? undefined : column.head}>
        {content}
      </td>
    );
  };
  return (
    <table class={dense ? "table dense" : "table"}>
      <caption class={captionHidden ? "sr-only" : undefined}>{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <th
              key={column.key}
              scope="col"
              class={[column.num && "end", column.wideOnly && "wide-only"].filter(Boolean).join(" ") || undefined}
              aria-sort={
                column.sort?.now === "up" ? "ascending" : column.sort?.now === "down" ? "descending" : undefined
              }
            >
              {column.sort ? (
                <a class="sort" href={column.sort.href}>
                  {column.head}
                  {column.sort.now && (
                    <Icon name="chevron-down" class={column.sort.now === "up" ? "turned" : undefined} />
                  )}
                  {column.sort.now && (
                    <span class="sr-only">{t(column.sort.now === "up" ? "web.sorted-up" : "web.sorted-down")}</span>
                  )}
                </a>
              ) : (
                column.head
              )}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key} class={row.tone}>
            {columns.map((column) => cell(column, row.cells[column.key]))}
          </tr>
        ))}
      </tbody>
      {foot && (
        <tfoot>
          <tr>{columns.map((column) => cell(column, foot[column.key]))}</tr>
        </tfoot>
      )}
    </table>
  );
}
