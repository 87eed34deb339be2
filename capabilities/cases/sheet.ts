// Lists taken away: as CSV for programs, as XLSX for people.

import writeExcel from "write-excel-file/node";
import { isoWithOffset, type Zone } from "../../kernel/calendar/index.ts";
import { bytes } from "../../kernel/web/answer.ts";

/** A moment is told in the zone of whose list it is. */
export type Cell = string | number | { at: Date; zone: Zone } | null;
export type Kind = "csv" | "xlsx";

const XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** @example await sheet("xlsx", "daftar-kerja", ["Nomor", "Batas"], rows) */
export async function sheet(kind: Kind, name: string, head: string[], rows: Cell[][]) {
  if (kind === "csv") {
    const lines = [head, ...rows].map((row) => row.map((cell) => quoted(textOf(cell))).join(","));
    // The mark at the front tells spreadsheets that this is UTF-8.
    return bytes(Buffer.from(`\ufeff${lines.join("\r\n")}\r\n`), {
      type: "text/csv; charset=utf-8",
      name: `${name}.csv`,
    });
  }
  const made = await writeExcel(
    [
      head.map((value) => ({ value, fontWeight: "bold" as const })),
      ...rows.map((row) =>
        row.map((cell) => {
          if (cell === null || cell === "") return null;
          if (typeof cell === "number") return { value: cell, type: Number };
          if (typeof cell === "string") return { value: cell, type: String };
          // A sheet knows no zones: the moment is written as the clock on the office's wall shows it.
          return { value: new Date(cell.at.getTime() + cell.zone.offset), type: Date, format: "yyyy-mm-dd hh:mm" };
        }),
      ),
    ],
    {
      columns: head.map((title, i) => ({
        width: Math.min(
          60,
          Math.max(title.length, ...rows.slice(0, 200).map((row) => textOf(row[i] ?? null).length)) + 2,
        ),
      })),
      stickyRowsCount: 1,
    },
  ).toBuffer();
  return bytes(made, { type: XLSX, name: `${name}.xlsx` });
}

const textOf = (cell: Cell): string =>
  cell === null ? "" : typeof cell === "object" ? isoWithOffset(cell.at, cell.zone) : String(cell);

/** A text that a spreadsheet would take for a formula is kept a text. */
const quoted = (text: string): string => `"${/^[=+\-@\t\r]/.test(text) ? "'" : ""}${text.replaceAll('"', '""')}"`;
