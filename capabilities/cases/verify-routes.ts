// The public page that says whether a document is what it claims, and still in force.

import { createHash } from "node:crypto";
import { isoWithOffset, zone } from "../../kernel/calendar/index.ts";
import { sql } from "../../kernel/db/sql.ts";
import { verify } from "../../kernel/documents/index.ts";
import { faulty, notFound } from "../../kernel/errors.ts";
import { trusted } from "../../kernel/seals/seals.ts";
import { page, seeOther } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { serve } from "../../kernel/web/serve.ts";
import { agencyById } from "../agencies/index.ts";
import { FileVerifiedPage, type PublicDocument, VerifiedPage, VerifyFormPage } from "./pages/verify.tsx";
import { checkCharacter } from "./tracking.ts";

type Row = {
  agency_id: string;
  id: string;
  title: { id: string; en: string };
  number: string;
  status: PublicDocument["status"];
  issued_at: Date;
  valid_until: string | null;
  signer: { name: string; title: string } | null;
  /** Null of a document whose time was over: it was destroyed, number and digest stayed. */
  holder: Buffer | null;
  digest: Buffer;
  store_id: string | null;
  replaced_code: string | null;
  ended_at: Date | null;
  ended_why: string | null;
};

/** A code as people type it; undefined when its check character says that it cannot be one. */
export function readCode(typed: string): string | undefined {
  const text = typed
    .toUpperCase()
    .replace(/[\s.–—-]/g, "")
    .replaceAll("O", "0")
    .replace(/[IL]/g, "1");
  return /^[0-9A-Z]{13}$/.test(text) && checkCharacter(text.slice(0, 12)) === text[12] ? text : undefined;
}

/** What the program knows of the document with that code. */
export async function recordOf(
  ask: Ask,
  code: string,
): Promise<{ document: PublicDocument; bytes: Buffer | undefined; row: Row } | undefined> {
  const found = await ask.read(async (tx) => {
    const row = await tx.maybe<Row>(sql`select * from cases.verify_document(${code})`);
    return row && { row, agency: await agencyById(tx, row.agency_id) };
  });
  if (!found) return undefined;
  const { row, agency } = found;
  const bytes = row.store_id ? await ask.hall.files.get(row.store_id).catch(() => undefined) : undefined;
  const day = isoWithOffset(ask.hall.time.now(), zone("Asia/Jakarta")).slice(0, 10);
  return {
    row,
    bytes,
    document: {
      code,
      title: row.title,
      number: row.number,
      status: row.status,
      expired: row.valid_until !== null && row.valid_until < day,
      issuedAt: row.issued_at,
      validUntil: row.valid_until,
      signer: row.signer,
      holder: row.holder ? ask.hall.vault.open(row.holder, `cases.document:holder:${row.id}`) : "",
      agency: agency?.name ?? "",
      replacedBy: row.replaced_code,
      endedAt: row.ended_at,
      endedWhy: row.ended_why,
      whole: bytes !== undefined && createHash("sha256").update(bytes).digest().equals(row.digest),
    },
  };
}

async function show(ask: Ask) {
  const code = readCode(ask.params.code ?? "");
  const found = code && (await recordOf(ask, code));
  if (!found) throw notFound("verify.not-found");
  const { roots, revocations } = await trust(ask);
  const signatures =
    found.bytes &&
    verify(found.bytes, { roots, revoked: revocations, now: ask.hall.time.now(), at: found.row.issued_at });
  return page(VerifiedPage({ t: ask.t, site: ask.site, document: found.document, signatures }));
}

const trust = async (ask: Ask) => {
  const { roots, revoked } = await ask.read((tx) => trusted(tx));
  return { roots, revocations: [...revoked].map(([serial, at]) => ({ serial, at }) as never) };
};

async function form(ask: Ask) {
  const typed = ask.query.get("kode") ?? "";
  if (typed.trim() === "") return page(VerifyFormPage({ t: ask.t, site: ask.site, typed }));
  const code = readCode(typed);
  if (code) return seeOther(`/periksa/${code}`);
  return page(
    VerifyFormPage({ t: ask.t, site: ask.site, typed, problem: faulty([{ field: "kode", key: "verify.code-wrong" }]) }),
    { status: 422 },
  );
}

/** Checks a PDF that somebody holds: its signatures, and whether it is byte by byte one of ours. Nothing of it is kept. */
async function checkFile(ask: Ask) {
  const sent = (await ask.form()).files.find((file) => file.field === "berkas");
  if (!sent || sent.bytes.length === 0)
    return page(
      VerifyFormPage({
        t: ask.t,
        site: ask.site,
        typed: "",
        problem: faulty([{ field: "berkas", key: "verify.no-file" }]),
      }),
      { status: 422 },
    );
  const { roots, revocations } = await trust(ask);
  const digest = createHash("sha256").update(sent.bytes).digest();
  const ours = await ask.read((tx) => tx.maybe<{ code: string }>(sql`select code from cases.verify_digest(${digest})`));
  const verification = verify(sent.bytes, {
    roots,
    revoked: revocations,
    now: ask.hall.time.now(),
    maxBytes: 10_000_000,
  });
  return page(
    FileVerifiedPage({ t: ask.t, site: ask.site, verification, code: ours?.code, name: sent.name.slice(0, 120) }),
  );
}

export const verifyRoutes = serve("/periksa", "public", (on) => {
  on.get("/", form);
  on.post("/", checkFile, { uploads: "one" });
  on.get("/:code", show, { lookup: true });
});
