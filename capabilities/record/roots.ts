// The daily roots in the forms in which people and programs take them away.

import { ROOTS_FORMAT, type Roots } from "../../kernel/audit/check/shape.ts";
import { sha256 } from "../../kernel/audit/merkle.ts";
import type { Statement } from "../../kernel/audit/texts.ts";
import type { Words } from "../../kernel/words/words.ts";
import type { RootRow } from "./roots.sql.ts";

/** What akar.json holds. */
export function rootsFile(t: Words, url: string, rows: readonly RootRow[]): Roots {
  const certificates: string[] = [];
  const place = (der: Buffer) => {
    const text = der.toString("base64");
    const at = certificates.indexOf(text);
    return at >= 0 ? at : certificates.push(text) - 1;
  };
  return {
    format: ROOTS_FORMAT,
    about: t("record.roots-about"),
    installation: url,
    roots: rows.map((row) => ({
      statement: row.statement,
      signature: row.signature.toString("base64"),
      certificates: row.certificates.map(place),
      ...(row.stamp ? { stamp: row.stamp.toString("base64") } : {}),
    })),
    certificates,
  };
}

export const fingerprintOf = (row: Pick<RootRow, "statement">): string => sha256(row.statement).toString("hex");
export const statementOf = (row: Pick<RootRow, "statement">): Statement => JSON.parse(row.statement) as Statement;

const escaped = (text: string) =>
  text.replace(/[<>&"]/g, (sign) => ({ "<": "&lt;", ">": "&gt;", "&": "&amp;", '"': "&quot;" })[sign] as string);

/** The newest roots as an Atom feed (RFC 4287). */
export function rootsFeed(t: Words, url: string, rows: readonly RootRow[]): string {
  const updated = (rows[0]?.made_at ?? new Date(0)).toISOString();
  const entries = rows.map(
    (row) => `  <entry>
    <id>${escaped(`${url}/catatan#akar-${row.number}`)}</id>
    <title>${escaped(t("record.feed-entry", { day: row.day }))}</title>
    <updated>${row.made_at.toISOString()}</updated>
    <link href="${escaped(`${url}/catatan#akar-${row.number}`)}"/>
    <content type="text">${escaped(`${fingerprintOf(row)}\n${row.statement}`)}</content>
  </entry>`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="${t.locale}">
  <id>${escaped(`${url}/catatan/akar.atom`)}</id>
  <title>${escaped(t("record.feed-title", { host: new URL(url).host }))}</title>
  <updated>${updated}</updated>
  <author><name>${escaped(new URL(url).host)}</name></author>
  <link rel="self" href="${escaped(`${url}/catatan/akar.atom`)}"/>
  <link href="${escaped(`${url}/catatan`)}"/>
${entries.join("\n")}
</feed>
`;
}
