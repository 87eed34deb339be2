// Appends a revision to a PDF: what stood before stays byte for byte, so earlier signatures stay whole (ISO 32000-1 §7.5.6).

import type { PdfFile } from "./file.ts";
import { type Dict, dict, Name, Ref, Str, source, type Value } from "./value.ts";

export type Change = { num: number; gen?: number; value: Value | { raw: string } };

/** The file with the changed and new objects behind it, and where each of them begins. `id` is the new half of the file's /ID. */
export function appendRevision(
  file: PdfFile,
  changes: Change[],
  size: number,
  id: Uint8Array,
): { bytes: Uint8Array; starts: Map<number, number> } {
  const parts: Buffer[] = [Buffer.from(file.bytes)];
  let at = file.bytes.length;
  const push = (text: string) => {
    const part = Buffer.from(text, "latin1");
    parts.push(part);
    at += part.length;
  };
  const last = file.bytes.at(-1);
  if (last !== 10 && last !== 13) push("\n");

  const starts = new Map<number, number>();
  const sorted = [...changes].sort((a, b) => a.num - b.num);
  for (const change of sorted) {
    starts.set(change.num, at);
    const body =
      typeof change.value === "object" && change.value && "raw" in change.value && typeof change.value.raw === "string"
        ? change.value.raw
        : source(change.value as Value);
    push(`${change.num} ${change.gen ?? 0} obj\n${body}\nendobj\n`);
  }

  const oldId = file.resolve(file.trailer.get("ID"));
  const first = Array.isArray(oldId) && oldId[0] instanceof Str ? oldId[0] : new Str(id);
  const hexed = (one: Str) => new Str(one.bytes, -1, -1, true);
  const trailer: Dict = dict({
    Size: size,
    Root: file.trailer.get("Root"),
    Info: file.trailer.get("Info"),
    ID: [hexed(first), hexed(new Str(id))],
    Prev: file.xrefAt,
  });
  const xrefAt = at;
  if (file.xrefIsStream) {
    const num = size;
    trailer.set("Size", size + 1);
    const rows = [
      ...sorted.map((c) => ({ num: c.num, gen: c.gen ?? 0, at: starts.get(c.num)! })),
      { num, gen: 0, at: xrefAt },
    ];
    const data = Buffer.alloc(rows.length * 7);
    for (const [i, row] of rows.entries()) {
      data.writeUInt8(1, i * 7);
      data.writeUInt32BE(row.at, i * 7 + 1);
      data.writeUInt16BE(row.gen, i * 7 + 5);
    }
    trailer.set("Type", new Name("XRef"));
    trailer.set("W", [1, 4, 2]);
    trailer.set(
      "Index",
      rows.flatMap((row) => [row.num, 1]),
    );
    trailer.set("Length", data.length);
    push(`${num} 0 obj\n${source(trailer)}\nstream\n${data.toString("latin1")}\nendstream\nendobj\n`);
  } else {
    push("xref\n");
    for (const c of sorted)
      push(`${c.num} 1\n${String(starts.get(c.num)).padStart(10, "0")} ${String(c.gen ?? 0).padStart(5, "0")} n \n`);
    push(`trailer\n${source(trailer)}\n`);
  }
  push(`startxref\n${xrefAt}\n%%EOF\n`);
  return { bytes: Buffer.concat(parts), starts };
}

/** The number the next new object may take. */
export function nextNumber(file: PdfFile): number {
  let highest = 0;
  for (const num of file.entries.keys()) if (num > highest) highest = num;
  const size = file.trailer.get("Size");
  return Math.max(highest + 1, typeof size === "number" ? size : 0);
}

/** A reference's number, for objects that an update must replace in place. */
export const numberOf = (value: Value | undefined): number | undefined =>
  value instanceof Ref ? value.num : undefined;
