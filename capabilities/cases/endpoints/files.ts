// Files of programs: sent byte by byte, examined as those from a browser are, and fetched again.

import { createHash } from "node:crypto";
import { z } from "zod";
import type { Tx } from "../../../kernel/db/database.ts";
import { faulty } from "../../../kernel/errors.ts";
import { newId } from "../../../kernel/ids.ts";
import { bytes } from "../../../kernel/web/answer.ts";
import { Direct, endpoint } from "../../../kernel/web/api.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { once } from "../../../kernel/web/once.ts";
import { type Cell, type Form, fieldsOf, type FileAnswer as Told } from "../../services/index.ts";
import { answerOf, attachmentById, insertAttachment, recordOpening, takeIn } from "../uploads.ts";
import { idIn } from "./shapes.ts";

export const FileQuery = z.object({
  field: z.string().min(1).max(200).describe("The key of the question; in a table, table.cell."),
  name: z.string().min(1).max(255).describe("The file's name, with its ending."),
});

type FileField = Extract<Cell, { type: "file" }>;

/** The question that a file answers. @throws Refused when there is none of that name that asks for a file. */
function fieldNamed(form: Pick<Form, "pages"> | undefined, name: string): FileField {
  const [key, cell] = name.split(".");
  const outer = form && fieldsOf(form).find((each) => each.key === key);
  const field =
    cell && outer?.type === "table" ? outer.fields.find((each) => each.key === cell) : cell ? undefined : outer;
  if (field?.type !== "file") throw faulty([{ field: "/query/field", key: "cases.no-file-field" }]);
  return field;
}

/**
 * Takes a file in and ties it to its place. The same content under the same key is one file. `also` is done with it, in the same
 * transaction, and only the first time.
 */
export async function receive(
  ask: Ask,
  at: { agency: string; draft: string | null; case: string | null },
  form: Pick<Form, "pages"> | undefined,
  sent: { field: string; name: string; bytes: Uint8Array; key: string },
  also: (tx: Tx, field: FileField, file: Told) => Promise<void> = async () => {},
): Promise<Told> {
  const field = fieldNamed(form, sent.field);
  const digest = createHash("sha256").update(sent.bytes).digest("hex");
  const kept = await takeIn(ask.hall, field, { name: sent.name, type: "", bytes: sent.bytes }, newId());
  // Only the id is kept under the key: a file's name may say whose paper it is, and kept answers are not encrypted.
  const { id } = await ask.transact((tx) =>
    once(tx, sent.key, ["file", at, sent.field, sent.name, digest], async () => {
      insertAttachment(tx, ask.hall, ask.actor, at, field.key, kept);
      await also(tx, field, answerOf(kept));
      return { id: kept.id };
    }),
  );
  return { ...answerOf(kept), id };
}

export const fileEndpoints = [
  endpoint({
    method: "GET",
    path: "/files/{id}",
    tag: "files",
    access: "signed-in",
    behalf: "see",
    summary: "Download a file that was sent with a draft or case",
    description: "An official's download is recorded for the applicant to see.",
    params: z.object({ id: z.string().max(60) }),
    produces: "application/octet-stream",
    answer: z.unknown(),
    handler: async (ask, { params }) => {
      const id = idIn(params.id);
      const found = await ask.read((tx) => attachmentById(tx, ask.hall, id));
      await recordOpening(ask, found);
      return new Direct(
        bytes(await ask.hall.files.get(found.store_id), { type: "application/octet-stream", name: found.name }),
      );
    },
  }),
];
