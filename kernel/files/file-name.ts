// A file's name as we keep it: for people to recognise it, and harmless wherever it is shown or saved.

/** Direction marks, zero-width characters and the like: they make "fdp.exe" look like "exe.pdf". */
const invisible = /[\p{Cc}\p{Cf}\p{Co}\p{Cn}\u2028\u2029]/gu;
const reserved = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;

/**
 * The last part of the name, without what is invisible or means something to a file system, with the ending of what the
 * file really is; "berkas" when nothing is left. At most 120 characters.
 * @example cleanFileName("C:\\foto\\KTP \u202Egpj.exe", "jpg") // "KTP gpj.jpg"
 */
export function cleanFileName(declared: string, extension?: string): string {
  const last = declared.normalize("NFC").split(/[\\/]/).at(-1) ?? "";
  let name = last
    .replace(/\p{Cs}/gu, "")
    .replace(invisible, "")
    .replace(/[<>:"|?*]/g, "-")
    .replace(/\s+/g, " ")
    .replace(/^[.\s-]+|[.\s]+$/g, "");
  if (extension) name = name.replace(/\.[A-Za-z0-9]{1,8}$/, "").replace(/[.\s]+$/, "");
  if (reserved.test(name)) name = `berkas-${name}`;
  name =
    [...name]
      .slice(0, 120 - (extension ? extension.length + 1 : 0))
      .join("")
      .trim() || "berkas";
  return extension ? `${name}.${extension}` : name;
}

/** The ending of a name in lower case, without the dot; empty when there is none. */
export const endingOf = (name: string): string => /\.([A-Za-z0-9]{1,8})\s*$/.exec(name)?.[1]?.toLowerCase() ?? "";
