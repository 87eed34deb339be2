// A table as people bring it: CSV with whichever separator their spreadsheet writes, or the first sheet of an XLSX file. Cells
// come out as text; what they mean is for others to say. Pure.

import { inflateRawSync } from "node:zlib";
import { SaxesParser } from "saxes";
import { refuse } from "../../kernel/errors.ts";

const MOST_ROWS = 20_000;
const MOST_COLUMNS = 60;
/** What a part of a workbook may unpack to: a small file that becomes a huge one is not taken in. */
const MOST_UNPACKED = 60_000_000;

/** Rows of cells, the head first. @throws Refused when it is neither kind of file, or too long. */
export function readSheet(bytes: Uint8Array): string[][] {
  const isZip = bytes[0] === 0x50 && bytes[1] === 0x4b;
  const rows = (isZip ? readWorkbook(Buffer.from(bytes)) : readCsv(bytes)).filter((row) =>
    row.some((cell) => cell !== ""),
  );
  if (rows.length > MOST_ROWS + 1) throw refuse("agencies.import-too-long", { most: MOST_ROWS });
  return rows;
}

function readCsv(bytes: Uint8Array): string[][] {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    // Older spreadsheets write Windows' own code page.
    text = new TextDecoder("windows-1252").decode(bytes);
  }
  if (text.includes("\0")) throw refuse("agencies.import-kind");
  const head = text.slice(0, text.indexOf("\n") + 1 || text.length);
  const separator = [";", "\t", ","].reduce(
    (best, each) => (head.split(each).length > head.split(best).length ? each : best),
    ",",
  );
  const rows: string[][] = [];
  let row: string[] = [];
  let cell = "";
  let quoted = false;
  const endCell = () => {
    if (row.length < MOST_COLUMNS) row.push(cell.trim());
    cell = "";
  };
  const endRow = () => {
    endCell();
    rows.push(row);
    row = [];
    if (rows.length > MOST_ROWS + 1000) throw refuse("agencies.import-too-long", { most: MOST_ROWS });
  };
  for (let i = 0; i < text.length; i++) {
    const char = text[i] as string;
    if (quoted) {
      if (char !== '"') cell += char;
      else if (text[i + 1] === '"') {
        cell += '"';
        i++;
      } else quoted = false;
    } else if (char === '"' && cell.trim() === "") {
      quoted = true;
      cell = "";
    } else if (char === separator) endCell();
    else if (char === "\n") endRow();
    else if (char !== "\r") cell += char;
  }
  if (cell !== "" || row.length > 0) endRow();
  return rows;
}

function readWorkbook(file: Buffer): string[][] {
  const parts = partsOf(file);
  const sheet = [...parts.keys()].filter((name) => /^xl\/worksheets\/sheet\d+\.xml$/.test(name)).sort(byNumber)[0];
  if (!sheet) throw refuse("agencies.import-kind");
  const strings = parts.has("xl/sharedStrings.xml") ? sharedStrings(unpack(file, parts, "xl/sharedStrings.xml")) : [];
  return cellsOf(unpack(file, parts, sheet), strings);
}

const byNumber = (a: string, b: string) => Number(/\d+/.exec(a)?.[0]) - Number(/\d+/.exec(b)?.[0]);

type Part = { at: number; packed: number; method: number };

/** The table of contents of a ZIP file. */
function partsOf(file: Buffer): Map<string, Part> {
  const parts = new Map<string, Part>();
  const end = file.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0 || end + 22 > file.length) throw refuse("agencies.import-kind");
  let at = file.readUInt32LE(end + 16);
  for (let i = file.readUInt16LE(end + 10); i > 0; i--) {
    if (at + 46 > file.length || file.readUInt32LE(at) !== 0x02014b50) throw refuse("agencies.import-kind");
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    parts.set(file.toString("utf8", at + 46, at + 46 + name), {
      at: file.readUInt32LE(at + 42),
      packed: file.readUInt32LE(at + 20),
      method: file.readUInt16LE(at + 10),
    });
    at += 46 + name + extra + comment;
  }
  return parts;
}

function unpack(file: Buffer, parts: Map<string, Part>, name: string): string {
  const part = parts.get(name) as Part;
  try {
    const from = part.at + 30 + file.readUInt16LE(part.at + 26) + file.readUInt16LE(part.at + 28);
    const packed = file.subarray(from, from + part.packed);
    return (part.method === 0 ? packed : inflateRawSync(packed, { maxOutputLength: MOST_UNPACKED })).toString("utf8");
  } catch {
    throw refuse("agencies.import-kind");
  }
}

/** Goes over XML without keeping it; a document that brings entities of its own is not read. */
function walk(
  xml: string,
  on: {
    open?(name: string, attributes: Record<string, string>): void;
    text?(text: string): void;
    close?(name: string): void;
  },
) {
  if (/<!ENTITY/i.test(xml)) throw refuse("agencies.import-kind");
  const parser = new SaxesParser();
  const plain = (name: string) => name.replace(/^.*:/, "");
  parser.on("opentag", ({ name, attributes }) => on.open?.(plain(name), attributes as Record<string, string>));
  parser.on("text", (text) => on.text?.(text));
  parser.on("closetag", ({ name }) => on.close?.(plain(name)));
  try {
    parser.write(xml).close();
  } catch {
    throw refuse("agencies.import-kind");
  }
}

function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = "";
  let reading = false;
  walk(xml, {
    open: (name) => {
      if (name === "si") text = "";
      reading = name === "t";
    },
    text: (piece) => {
      if (reading) text += piece;
    },
    close: (name) => {
      reading = false;
      if (name === "si") strings.push(text);
    },
  });
  return strings;
}

function cellsOf(xml: string, strings: string[]): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let column = 0;
  let type = "";
  let text = "";
  let reading = false;
  walk(xml, {
    open: (name, attributes) => {
      if (name === "row") row = [];
      else if (name === "c") {
        column = columnOf(attributes.r ?? "") ?? row.length;
        type = attributes.t ?? "";
        text = "";
      } else reading = name === "v" || name === "t";
    },
    text: (piece) => {
      if (reading) text += piece;
    },
    close: (name) => {
      reading = false;
      if (name === "c" && column < MOST_COLUMNS) {
        while (row.length < column) row.push("");
        row[column] = (type === "s" ? (strings[Number(text)] ?? "") : text).trim();
      } else if (name === "row") {
        rows.push(row);
        if (rows.length > MOST_ROWS + 1000) throw refuse("agencies.import-too-long", { most: MOST_ROWS });
      }
    },
  });
  return rows;
}

/** @example columnOf("AB12") // 27 */
function columnOf(reference: string): number | undefined {
  const letters = /^[A-Z]{1,3}/.exec(reference)?.[0];
  if (!letters) return undefined;
  return [...letters].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
}
