// Documents for programs: of one's own case, and for everybody who holds one and asks whether it is genuine.

import { createHash } from "node:crypto";
import { z } from "zod";
import { sql } from "../../../kernel/db/sql.ts";
import { notFound } from "../../../kernel/errors.ts";
import { bytes } from "../../../kernel/web/answer.ts";
import { Direct, endpoint } from "../../../kernel/web/api.ts";
import type { Ask } from "../../../kernel/web/ask.ts";
import { documentById } from "../documents.sql.ts";
import { recordDocumentLook } from "../record-look.ts";
import { readCode, recordOf } from "../verify-routes.ts";
import type { CaseView } from "../view.ts";
import { CaseParams, caseOf } from "./cases.ts";
import { Bilingual, idIn, iso, Time } from "./shapes.ts";

const DocumentAnswer = z.object({
  id: z.uuid(),
  key: z.string(),
  title: Bilingual,
  number: z.string().describe("Empty while it is being made."),
  status: z.enum(["making", "issued", "replaced", "revoked", "destroyed"]),
  code: z.string().describe("By which everybody can verify it."),
  size: z.number().int().nullable(),
  issuedAt: Time.nullable(),
  validUntil: z.iso.date().nullable(),
  links: z.object({ content: z.string().nullable(), verify: z.string() }),
});

type Told = Pick<
  CaseView["documents"][number],
  "id" | "key" | "title" | "number" | "status" | "code" | "size" | "issuedAt" | "validUntil"
>;

const documentAnswer = (url: string, one: Told) => ({
  id: one.id,
  key: one.key,
  title: one.title,
  number: one.number,
  status: one.status,
  code: one.code,
  size: one.size,
  issuedAt: iso(one.issuedAt),
  validUntil: one.validUntil,
  links: {
    content: one.status === "making" || one.status === "destroyed" ? null : `${url}/api/v1/documents/${one.id}/content`,
    verify: `${url}/api/v1/verification/${one.code}`,
  },
});

const DocumentId = z.object({ id: z.string().max(60) });

async function documentFor(ask: Ask, text: string) {
  const id = idIn(text);
  const found = await ask.read(async (tx) => {
    const at = await tx.maybe<{ agency_id: string }>(sql`select agency_id from cases.document where id = ${id}`);
    return at && documentById(tx, at.agency_id, id);
  });
  if (!found) throw notFound();
  return found;
}

const Verified = z.object({
  code: z.string(),
  inForce: z.boolean(),
  status: z.enum(["issued", "expired", "replaced", "revoked", "destroyed"]),
  whole: z.boolean().describe("The installation still holds it byte by byte as it was issued."),
  title: Bilingual,
  number: z.string(),
  agency: z.string(),
  holder: z.string(),
  signer: z.object({ name: z.string(), title: z.string() }).nullable(),
  issuedAt: Time,
  validUntil: z.iso.date().nullable(),
  replacedBy: z.string().nullable().describe("The code of the document in its place."),
  endedAt: Time.nullable(),
  reason: z.string().nullable(),
});

async function verified(ask: Ask, code: string): Promise<z.infer<typeof Verified>> {
  const found = await recordOf(ask, code);
  if (!found) throw notFound("verify.not-found");
  const { document } = found;
  const status = document.status === "issued" && document.expired ? "expired" : document.status;
  return {
    code,
    inForce: status === "issued" && document.whole,
    status: status as "issued",
    whole: document.whole,
    title: document.title,
    number: document.number,
    agency: document.agency,
    holder: document.holder,
    signer: document.signer,
    issuedAt: document.issuedAt.toISOString(),
    validUntil: document.validUntil,
    replacedBy: document.replacedBy,
    endedAt: iso(document.endedAt),
    reason: document.endedWhy,
  };
}

async function byDigest(ask: Ask, digest: Buffer): Promise<z.infer<typeof Verified>> {
  const ours = await ask.read((tx) => tx.maybe<{ code: string }>(sql`select code from cases.verify_digest(${digest})`));
  if (!ours) throw notFound("verify.not-found");
  return verified(ask, ours.code);
}

export const documentEndpoints = [
  endpoint({
    method: "GET",
    path: "/cases/{tracking}/documents",
    tag: "documents",
    access: "signed-in",
    behalf: "see",
    summary: "What the case issued",
    params: CaseParams,
    answer: z.object({ items: z.array(DocumentAnswer) }),
    handler: async (ask, { params }) => ({
      items: (await caseOf(ask, params.tracking)).documents.map((one) => documentAnswer(ask.hall.url, one)),
    }),
  }),
  endpoint({
    method: "GET",
    path: "/documents/{id}",
    tag: "documents",
    access: "signed-in",
    behalf: "see",
    summary: "One document",
    params: DocumentId,
    answer: DocumentAnswer,
    handler: async (ask, { params }) => {
      const row = await documentFor(ask, params.id);
      return documentAnswer(ask.hall.url, { ...row, issuedAt: row.issued_at, validUntil: row.valid_until });
    },
  }),
  endpoint({
    method: "GET",
    path: "/documents/{id}/content",
    tag: "documents",
    access: "signed-in",
    behalf: "collect",
    summary: "The signed PDF",
    params: DocumentId,
    produces: "application/pdf",
    answer: z.unknown(),
    handler: async (ask, { params }) => {
      const row = await documentFor(ask, params.id);
      if (!row.store_id) throw notFound();
      await recordDocumentLook(ask, row);
      return new Direct(
        bytes(await ask.hall.files.get(row.store_id), {
          type: "application/pdf",
          name: `${row.number.replaceAll("/", "-") || row.key}.pdf`,
        }),
      );
    },
  }),
  endpoint({
    method: "GET",
    path: "/verification/{code}",
    tag: "verification",
    lookup: true,
    access: "public",
    summary: "Whether a document is genuine and in force, by the code printed on it",
    params: z.object({ code: z.string().max(40) }),
    answer: Verified,
    handler: async (ask, { params }) => {
      const code = readCode(params.code);
      if (!code) throw notFound("verify.not-found");
      return verified(ask, code);
    },
  }),
  endpoint({
    method: "GET",
    path: "/verification",
    tag: "verification",
    access: "public",
    summary: "The same by the SHA-256 of the file",
    description: "404 when no document of this installation has these bytes: it was changed, or is not from here.",
    query: z.object({ sha256: z.string().regex(/^[0-9a-fA-F]{64}$/) }),
    answer: Verified,
    handler: (ask, { query }) => byDigest(ask, Buffer.from(query.sha256, "hex")),
  }),
  endpoint({
    method: "POST",
    path: "/verification",
    tag: "verification",
    access: "public",
    summary: "The same by the file itself, of which nothing is kept",
    upload: true,
    answer: Verified,
    handler: (ask, { body }) =>
      byDigest(
        ask,
        createHash("sha256")
          .update(body as unknown as Uint8Array)
          .digest(),
      ),
  }),
];
