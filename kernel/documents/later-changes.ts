// What was added to a file after a signature was made. Further signatures and data for their long-term checking are
// welcome; anything that could change what a reader sees is not (the "shadow" and "incremental saving" attacks).

import { openPdf, type PdfFile } from "./pdf/file.ts";
import { type Dict, isDict, nameOf, Ref, Stream, source, type Value } from "./pdf/value.ts";

/** Whether the revisions behind the first `length` bytes only add signatures. False is the answer to every doubt. */
export function onlySignaturesAdded(bytes: Uint8Array, length: number): boolean {
  // A file without a proper end is repaired by some readers, which then find objects that no cross-reference lists.
  const tail = Buffer.from(bytes.subarray(Math.max(length, bytes.length - 64))).toString("latin1");
  if (!/startxref\s+\d+\s+%%EOF\s*$/.test(tail)) return false;
  const before = openPdf(bytes.subarray(0, length));
  const after = openPdf(bytes);
  if (
    !same(before.trailer.get("Root"), after.trailer.get("Root")) ||
    !same(before.trailer.get("Info"), after.trailer.get("Info"))
  )
    return false;
  if (after.trailer.has("Encrypt") !== before.trailer.has("Encrypt")) return false;
  const allowed = allowedChanges(before, after);
  for (const [num, old] of before.entries) {
    const now = after.entries.get(num);
    if ("free" in old) continue;
    if (!now || "free" in now) return false;
    // Same place below the signed length means same bytes.
    if ("at" in old && "at" in now && old.at === now.at) continue;
    if ("inside" in old && "inside" in now && old.inside === now.inside && old.index === now.index) continue;
    const [was, is] = [before.object(num), after.object(num)];
    if (!same(was, is) && !allowed(num, was, is)) return false;
  }
  return true;
}

type Rule = (num: number, was: Value, is: Value) => boolean;

function allowedChanges(before: PdfFile, after: PdfFile): Rule {
  const root = after.trailer.get("Root");
  const rootNum = root instanceof Ref ? root.num : -1;
  const oldRoot = before.dict(root)!;
  const formRef = oldRoot.get("AcroForm");
  const pages = pageNumbers(before);
  const annotsRefs = new Set<number>();
  for (const page of pages) {
    const ref = before.dict(new Ref(page, 0))?.get("Annots");
    if (ref instanceof Ref) annotsRefs.add(ref.num);
  }
  const form = before.dict(formRef);
  const fieldsRef = form?.get("Fields");

  /** A field that carries a signature and draws nothing. */
  const silentSignature = (value: Value | undefined): boolean => {
    const field = after.dict(value);
    if (!field || nameOf(field.get("FT")) !== "Sig" || field.has("Kids") || field.has("A") || field.has("AA"))
      return false;
    const rect = after.resolve(field.get("Rect"));
    return Array.isArray(rect) && rect.length === 4 && rect[0] === rect[2] && rect[1] === rect[3];
  };
  const onlyAppended = (was: Value | undefined, is: Value | undefined): boolean => {
    const [old, now] = [before.resolve(was), after.resolve(is)];
    const first = Array.isArray(old) ? old : [];
    if (old !== null && !Array.isArray(old)) return false;
    if (!Array.isArray(now)) return now === null && first.length === 0;
    return first.every((one, i) => same(one, now[i])) && now.slice(first.length).every(silentSignature);
  };
  const formOk = (was: Value | undefined, is: Value | undefined): boolean => {
    const [old, now] = [before.dict(was) ?? new Map(), after.dict(is)];
    return now !== undefined && differOnlyIn(old, now, { Fields: onlyAppended, SigFlags: () => true });
  };
  const anything = () => true;
  return (num, was, is) => {
    if (num === rootNum)
      return (
        isDict(was) && isDict(is) && differOnlyIn(was, is, { AcroForm: formOk, DSS: anything, Extensions: anything })
      );
    if (formRef instanceof Ref && num === formRef.num) return isDict(is) && isDict(was) && formOk(was, is);
    if (fieldsRef instanceof Ref && num === fieldsRef.num) return onlyAppended(was, is);
    if (pages.has(num)) return isDict(was) && isDict(is) && differOnlyIn(was, is, { Annots: onlyAppended });
    if (annotsRefs.has(num)) return onlyAppended(was, is);
    // An empty signature field that is now signed: only its value may come.
    if (isDict(was) && isDict(is) && nameOf(was.get("FT")) === "Sig" && !was.has("V") && silentSignature(is))
      return differOnlyIn(was, is, { V: anything });
    const oldDss = oldRoot.get("DSS");
    return oldDss instanceof Ref && oldDss.num === num;
  };
}

function differOnlyIn(
  was: Dict,
  is: Dict,
  rules: Record<string, (was: Value | undefined, is: Value | undefined) => boolean>,
): boolean {
  for (const key of new Set([...was.keys(), ...is.keys()])) {
    const [old, now] = [was.get(key), is.get(key)];
    if (old !== undefined && now !== undefined && same(old, now)) continue;
    const rule = Object.hasOwn(rules, key) ? rules[key] : undefined;
    if (!rule?.(old, now)) return false;
  }
  return true;
}

function pageNumbers(file: PdfFile): Set<number> {
  const found = new Set<number>();
  const seen = new Set<number>();
  const walk = (at: Value | undefined, depth: number) => {
    if (!(at instanceof Ref) || seen.has(at.num) || depth > 64 || seen.size > 50_000) return;
    seen.add(at.num);
    const node = file.dict(at);
    const kids = file.resolve(node?.get("Kids"));
    if (Array.isArray(kids)) for (const kid of kids) walk(kid, depth + 1);
    else if (node) found.add(at.num);
  };
  walk(file.dict(file.trailer.get("Root"))?.get("Pages"), 0);
  return found;
}

function same(a: Value | undefined, b: Value | undefined): boolean {
  if (a === undefined || b === undefined) return a === b;
  if (a instanceof Stream && b instanceof Stream)
    return source(a.dict) === source(b.dict) && Buffer.from(a.raw).equals(b.raw);
  if (a instanceof Stream || b instanceof Stream) return false;
  return source(a) === source(b);
}
