// Files on their way in: examined before they are believed, made safe, kept encrypted, and named by a row.

import type { Actor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import { type Fault, notFound, Refused } from "../../kernel/errors.ts";
import { inspectUpload, openScanner, preparePhoto, scannerAddress } from "../../kernel/files/index.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { Ask, Sent } from "../../kernel/web/ask.ts";
import type { Cell, FileAnswer } from "../services/index.ts";
import { recordLook } from "./record-look.ts";

const TYPES: Record<string, string> = {
  pdf: "application/pdf",
  jpeg: "image/jpeg",
  png: "image/png",
  webp: "image/webp",
  docx: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
  xlsx: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
  csv: "text/csv",
  geojson: "application/geo+json",
};

type FileField = Extract<Cell, { type: "file" }>;
/** `type` is what was sent and is checked by rules; `storedType` what is kept, as photos become JPEG. */
type Kept = FileAnswer & { store: string; storedType: string; thumbnail: string | null };

const place = (id: string) => `cases.attachment:name:${id}`;

/** Examines one file and keeps it; not yet tied to anything. @throws Refused with a sentence for the person. */
export async function takeIn(
  hall: Hall,
  field: FileField,
  sent: Pick<Sent, "name" | "type" | "bytes">,
  id: string,
): Promise<Kept> {
  const most = Math.min(field.maxMegabytes, hall.config.PENDOPO_UPLOAD_MB) * 1_000_000;
  const found = await inspectUpload(sent.bytes, {
    declaredName: sent.name,
    declaredType: sent.type,
    allow: field.kinds.map((kind) => TYPES[kind] as string),
    maxBytes: most,
  });
  const scanner = scannerAddress(hall.config.CLAMAV);
  if (scanner) await openScanner(scanner).scan(found.bytes, found.name);
  let bytes = found.bytes;
  let type = found.type;
  let thumbnail: string | null = null;
  if (found.picture) {
    // Where and with what a photo was taken is nobody's business here; what is not needed is not kept.
    const photo = await preparePhoto(found.bytes);
    bytes = photo.photo.bytes;
    type = photo.photo.type;
    thumbnail = (await hall.files.put(photo.thumbnail.bytes)).id;
  }
  const stored = await hall.files.put(bytes);
  return {
    id,
    name: found.name,
    type: found.type,
    storedType: type,
    size: stored.size,
    sha256: stored.sha256,
    store: stored.id,
    thumbnail,
  };
}

/** Ties a kept file to a draft, in the sender's name. */
export const insertAttachment = (
  tx: Tx,
  hall: Hall,
  actor: Actor,
  at: { agency: string; draft: string | null; case: string | null },
  field: string,
  kept: Kept,
): void =>
  tx.later(sql`insert into cases.attachment (agency_id, id, draft_id, case_id, account_id, person_id, field, name, type, size, store_id, thumbnail, sent_at)
    values (${at.agency}, ${kept.id}, ${at.draft}, ${at.case}, ${actor.account}, ${actor.person ?? null}, ${field}, ${hall.vault.seal(kept.name, place(kept.id))}, ${kept.storedType}, ${kept.size},
      ${kept.store}, ${kept.thumbnail}, ${tx.now})`);

export const answerOf = ({ id, name, type, size, sha256 }: Kept): FileAnswer => ({ id, name, type, size, sha256 });

/** Takes in all files of a posted page; each that is refused becomes a fault at its field, the others are kept. */
export async function takeInAll(
  hall: Hall,
  fields: readonly Cell[],
  files: readonly Sent[],
  already: Record<string, FileAnswer[]>,
  newIdOf: () => string,
): Promise<{ kept: { field: string; file: Kept }[]; faults: Fault[] }> {
  const kept: { field: string; file: Kept }[] = [];
  const faults: Fault[] = [];
  for (const sent of files) {
    const field = fields.find((each): each is FileField => each.type === "file" && each.key === sent.field);
    if (!field) continue;
    const count = (already[field.key]?.length ?? 0) + kept.filter((each) => each.field === field.key).length;
    if (count >= field.max && field.max > 1) {
      faults.push({ field: field.key, key: "cases.too-many-files", params: { max: field.max } });
      continue;
    }
    try {
      kept.push({ field: field.key, file: await takeIn(hall, field, sent, newIdOf()) });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      faults.push({ field: field.key, key: error.key, params: error.params });
    }
  }
  return { kept, faults };
}

export type AttachmentRow = {
  agency_id: string;
  id: string;
  case_id: string | null;
  field: string;
  name: Buffer;
  type: string;
  size: number;
  store_id: string;
  thumbnail: string | null;
  /** Of the case that it hangs on. */
  tracking: string | null;
  applicant_id: string | null;
};

/** One file that the asker may see: row security decides. */
export async function attachmentById(
  tx: Tx,
  hall: Pick<Hall, "vault">,
  id: string,
): Promise<Omit<AttachmentRow, "name"> & { name: string }> {
  const row = await tx.maybe<AttachmentRow>(
    sql`select f.agency_id, f.id, f.case_id, f.field, f.name, f.type, f.size, f.store_id, f.thumbnail, c.tracking, c.applicant_id
      from cases.attachment f left join cases.case c on c.agency_id = f.agency_id and c.id = f.case_id where f.id = ${id}`,
  );
  if (!row) throw notFound("file.gone");
  return { ...row, name: hall.vault.open(row.name, place(row.id)) };
}

/** Writes down that an official opened a file of a case, for its applicant to read. Nobody is told of who opens their own. */
export async function recordOpening(
  ask: Pick<Ask, "actor" | "transact">,
  file: Omit<AttachmentRow, "name">,
): Promise<void> {
  const { actor } = ask;
  const { case_id, applicant_id, tracking } = file;
  if (actor.kind !== "official" || !case_id || !applicant_id || !tracking) return;
  await ask.transact(async (tx) =>
    recordLook(tx, actor, {
      act: "file.opened",
      agency: file.agency_id,
      case: case_id,
      applicant: applicant_id,
      tracking,
      target: `${case_id}/${file.id}`,
      purpose: `Membuka berkas permohonan ${tracking}`,
      kinds: ["files"],
    }),
  );
}
