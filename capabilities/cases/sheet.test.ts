import assert from "node:assert/strict";
import { test } from "node:test";
import { unzipSync } from "fflate";
import { zone } from "../../kernel/calendar/index.ts";
import { sheet } from "./sheet.ts";

const rows = [
  ["7K3M-9QXT-2HWC", '=HYPERLINK("x")', { at: new Date("2026-11-25T09:00:00Z"), zone: zone("Asia/Jakarta") }, 3],
  ["A", 'kata "tegas", lalu', null, 0],
];
const head = ["Nomor", "Catatan", "Batas", "Hari"];
const text = async (kind: "csv" | "xlsx") => {
  const answer = await sheet(kind, "daftar", head, rows);
  assert.equal(answer.kind, "bytes");
  return Buffer.from(answer.kind === "bytes" ? (answer.bytes as Uint8Array) : "");
};

test("a CSV keeps formulas as text, doubles quotes and tells the zone of a moment", async () => {
  const lines = (await text("csv")).toString("utf8").split("\r\n");
  assert.equal(lines[0], '\ufeff"Nomor","Catatan","Batas","Hari"');
  assert.equal(lines[1], `"7K3M-9QXT-2HWC","'=HYPERLINK(""x"")","2026-11-25T16:00:00+07:00","3"`);
  assert.equal(lines[2], '"A","kata ""tegas"", lalu","","0"');
});

test("an XLSX holds the same rows, a formula only as text, a moment as a date", async () => {
  const files = unzipSync(await text("xlsx"));
  const all = Object.entries(files)
    .filter(([name]) => /worksheets\/|sharedStrings/.test(name))
    .map(([, bytes]) => Buffer.from(bytes).toString("utf8"))
    .join("\n");
  assert.match(all, /7K3M-9QXT-2HWC/);
  assert.match(all, /=HYPERLINK\(&quot;x&quot;\)|=HYPERLINK\("x"\)/);
  assert.doesNotMatch(all, /<f>/, "no cell is a formula");
  assert.match(all, /<v>46351\.6/, "25 November 2026, 16.00, as the wall clock shows it");
});
