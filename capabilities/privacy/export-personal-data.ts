// The act "export-personal-data": a copy to read and one for machines, with the files that the person sent and received (UU 27/2022
// art. 7 and 13). It is put where only the person can fetch it, after a fresh proof, for a few days.

import { zipSync } from "fflate";
import { render } from "preact-render-to-string";
import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { Hall, ServiceAct } from "../../kernel/hall.ts";
import { insertCopy } from "./copies.ts";
import { lookJson } from "./look-json.ts";
import { CopyPage } from "./pages/copy.tsx";
import { type PersonRecord, personRecord } from "./person-record.ts";

/** Files beyond this are named in the copy and fetched from the case: an archive must open on a cheap telephone too. */
const MOST_BYTES = 40_000_000;

type Packed = { entries: Record<string, Uint8Array>; left: string[] };

export const exportPersonalData =
  (hall: Hall): ServiceAct =>
  async (tx, order) => {
    const found = await personRecord(tx, hall, order.person);
    const { entries, left } = await packFiles(hall, found);
    const html = `<!doctype html>${render(CopyPage({ t: hall.words("id"), record: found, left, files: Object.keys(entries) }))}`;
    const archive = zipSync(
      {
        "data-pribadi.html": [Buffer.from(html), { level: 6 }],
        "data-pribadi.json": [Buffer.from(JSON.stringify(jsonOf(found, left), null, 2)), { level: 6 }],
        ...Object.fromEntries(Object.entries(entries).map(([name, bytes]) => [name, [bytes, { level: 0 }] as const])),
      } as Parameters<typeof zipSync>[0],
      { mtime: tx.now },
    );
    const stored = await hall.files.put(archive);
    await insertCopy(tx, {
      person: order.person,
      agency: order.agency,
      case: order.case,
      tracking: order.tracking,
      store: stored.id,
      size: archive.length,
    });
    record(tx, workerActor, {
      agency: order.agency,
      act: "personal-data.copied",
      target: order.tracking,
      subject: order.person,
      detail: { cases: found.cases.length, looks: found.looks.length, bytes: archive.length },
    });
    return {};
  };

async function packFiles(hall: Hall, found: PersonRecord): Promise<Packed> {
  const packed: Packed = { entries: {}, left: [] };
  let size = 0;
  for (const each of found.cases) {
    const wanted = [
      ...each.files.map((file) => ({ store: file.store, name: `${file.id.slice(-6)}-${plain(file.name)}` })),
      ...each.documents.flatMap((document) =>
        document.store ? [{ store: document.store, name: `${plain(document.number) || "dokumen"}.pdf` }] : [],
      ),
    ];
    for (const { store, name } of wanted) {
      const path = `berkas/${each.tracking}/${name}`;
      const bytes = await hall.files.get(store).catch(() => undefined);
      size += bytes?.length ?? 0;
      if (bytes && size <= MOST_BYTES) packed.entries[path] = bytes;
      else packed.left.push(path);
    }
  }
  return packed;
}

/** A name that every system can write: no path, no sign with a meaning of its own. */
const plain = (name: string): string => name.replace(/[^\p{L}\p{N}._ -]+/gu, "-").slice(-80);

/** The copy for machines: names of fields as the service declares them, times in UTC. */
export const jsonOf = (found: PersonRecord, left: string[] = []) => ({
  format: "pendopo.personal-data/1",
  madeAt: found.madeAt,
  account: found.account,
  restrictedSince: found.restrictedSince,
  cases: found.cases.map(({ answers, files, documents, ...rest }) => ({
    ...rest,
    answers: Object.fromEntries(answers.map(({ key, value }) => [key, value])),
    files: files.map(({ store: _, ...file }) => file),
    documents: documents.map(({ store: _, ...document }) => document),
  })),
  drafts: found.drafts,
  looks: found.looks.map(lookJson),
  objections: found.objections,
  ...(left.length > 0 ? { filesLeftOut: left } : {}),
});
