// Office files are ZIP files. They are kept and handed out, never unpacked here; but one with macros is not taken in.

/** Members that make an office program run something: macros, ActiveX controls, embedded programs. */
const active: [pattern: RegExp, what: string][] = [
  [/vbaProject[^/]*\.bin$/i, "makro"],
  [/\/activeX\//i, "ActiveX"],
  [/\/embeddings\/oleObject/i, "OLE"],
  [/\/macrosheets\//i, "makro"],
];

/** What in the file would run, "damaged" when its table of contents cannot be read, or undefined when all is well. */
export function activeOffice(bytes: Uint8Array): string | undefined {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = file.lastIndexOf(Buffer.from("504b0506", "hex"));
  if (end < 0 || end + 22 > file.length) return "damaged";
  const count = file.readUInt16LE(end + 10);
  let at = file.readUInt32LE(end + 16);
  for (let i = 0; i < count; i++) {
    if (at + 46 > end || file.readUInt32LE(at) !== 0x02014b50) return "damaged";
    const [name, extra, comment] = [28, 30, 32].map((offset) => file.readUInt16LE(at + offset)) as [
      number,
      number,
      number,
    ];
    const path = file.toString("utf8", at + 46, at + 46 + name).replaceAll("\\", "/");
    const hit = active.find(([pattern]) => pattern.test(path));
    if (hit) return hit[1];
    at += 46 + name + extra + comment;
  }
  return count > 0 ? undefined : "damaged";
}

const geometries = new Set(
  "FeatureCollection Feature Point MultiPoint LineString MultiLineString Polygon MultiPolygon GeometryCollection".split(
    " ",
  ),
);

/** Whether the text is JSON whose outermost type is one of GeoJSON's (RFC 7946 §1.4). */
export function isGeoJson(bytes: Uint8Array): boolean {
  try {
    const value = JSON.parse(Buffer.from(bytes).toString("utf8"));
    return geometries.has(value?.type);
  } catch {
    return false;
  }
}
