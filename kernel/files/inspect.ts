// Looks into an upload before anything else touches it: is it what it says, is it whole, does it carry a program?

import { readFile, stat } from "node:fs/promises";
import { fileTypeFromBuffer } from "file-type";
import { type Refused, refuse } from "../errors.ts";
import { cleanFileName, endingOf } from "./file-name.ts";
import { kindByEnding, kindOf } from "./kinds.ts";
import { activeOffice, isGeoJson } from "./office-check.ts";
import { inspectPdf, PdfRefused } from "./pdf-check.ts";
import { readPicture } from "./photo.ts";

export type Allowance = {
  declaredName: string;
  /** What the browser said; only used to tell "not allowed" from "not what it says". */
  declaredType?: string;
  /** Media types, e.g. ["application/pdf", "image/jpeg"]. */
  allow: readonly string[];
  maxBytes: number;
};
export type Inspected = {
  /** Clean, with the ending of the real kind. */
  name: string;
  /** What the bytes are. */
  type: string;
  size: number;
  bytes: Uint8Array;
  picture: boolean;
  width?: number;
  height?: number;
  /** Things worth telling an official, e.g. "attachments" in a PDF. */
  notes: string[];
};

/**
 * Examines an upload given as bytes or as a path. Throws `Refused` with one of the keys of `words.ts`.
 * @example const file = await inspectUpload(bytes, { declaredName, allow: ["image/jpeg", "application/pdf"], maxBytes: 5 << 20 })
 */
export async function inspectUpload(input: Uint8Array | string, allowance: Allowance): Promise<Inspected> {
  const shown = cleanFileName(allowance.declaredName);
  const allowed = allowance.allow.map((type) => kindOf(type)?.label ?? type).join(", ");
  const no = (key: string, params: Record<string, string | number> = {}): Refused =>
    refuse(key, { name: shown, allowed, ...params });

  // Size first: it costs nothing to ask, and a file on disk need not be read to be refused.
  const size = typeof input === "string" ? (await stat(input)).size : input.length;
  if (size === 0) throw no("file.empty");
  if (size > allowance.maxBytes) throw no("file.too-large", { limit: inMegabytes(allowance.maxBytes) });
  const bytes = typeof input === "string" ? new Uint8Array(await readFile(input)) : input;

  const type = await sniff(bytes, allowance);
  if (!type || !allowance.allow.includes(type)) {
    // HEIC is what iPhones take; whoever may send a JPEG is told how, even where HEIC is not asked for.
    if (type === "image/heic" && allowance.allow.includes("image/jpeg")) throw no("file.heic-not-readable");
    const claimed = kindByEnding(endingOf(shown));
    throw no(claimed && allowance.allow.includes(claimed.type) ? "file.not-what-it-says" : "file.kind-not-allowed");
  }
  const kind = kindOf(type);
  // A kind that is allowed by a caller and that nobody here can examine is not let through.
  if (!kind) throw no("file.kind-not-allowed");
  const found = {
    name: cleanFileName(allowance.declaredName, kind.extension),
    type,
    size: bytes.length,
    bytes,
    picture: kind.picture,
  };
  if (type === "application/pdf") {
    try {
      return { ...found, notes: inspectPdf(bytes).notes };
    } catch (error) {
      if (error instanceof PdfRefused) throw no(error.key, { what: error.what });
      throw error;
    }
  }
  if (type.startsWith("application/vnd.openxmlformats")) {
    const what = activeOffice(bytes);
    if (what !== undefined) throw no(what === "damaged" ? "file.not-what-it-says" : "file.office-active", { what });
  }
  if (kind.picture) return { ...found, ...(await readPicture(bytes, no, type)), notes: [] };
  return { ...found, notes: [] };
}

/** What the bytes are, by their own account; undefined when it is nothing that we know. */
async function sniff(bytes: Uint8Array, allowance: Allowance): Promise<string | undefined> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  if (found) return found.mime === "image/heif" || found.mime.startsWith("image/heic") ? "image/heic" : found.mime;
  if (!isText(bytes)) return undefined;
  // Text has no mark of its own: CSV when it is called so, plain otherwise. Markup is neither.
  const head = Buffer.from(bytes.subarray(0, 512))
    .toString("utf8")
    .replace(/^\ufeff/, "")
    .trimStart();
  if (allowance.allow.includes("application/geo+json") && isGeoJson(bytes)) return "application/geo+json";
  if (/^(<[!?a-z]|%!|#!|\{\\rtf)/i.test(head)) return undefined;
  return endingOf(allowance.declaredName) === "csv" || allowance.declaredType === "text/csv"
    ? "text/csv"
    : "text/plain";
}

function isText(bytes: Uint8Array): boolean {
  if (bytes.some((byte) => byte < 9 || (byte > 13 && byte < 32 && byte !== 27))) return false;
  try {
    new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return true;
  } catch {
    return false;
  }
}

const inMegabytes = (bytes: number) =>
  bytes >= 1024 * 1024
    ? `${Math.round((bytes / 1024 / 1024) * 10) / 10} MB`
    : `${Math.max(1, Math.round(bytes / 1024))} kB`;
