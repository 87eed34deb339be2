// A crest as somebody uploads it, made harmless: drawn lines are kept, whatever could act or fetch is left out. A photo or PNG
// becomes a picture inside a drawing, so that pages and letters know one form only.

import { SaxesParser } from "saxes";
import sharp from "sharp";
import { refuse } from "../../kernel/errors.ts";

const MOST_BYTES = 400_000;
const EDGE = 512;

const ELEMENTS = new Set(
  "svg g path rect circle ellipse line polyline polygon defs linearGradient radialGradient stop clipPath mask pattern symbol use title desc".split(
    " ",
  ),
);
const ATTRIBUTES = new Set(
  (
    "id d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height viewBox points transform fill fill-rule fill-opacity stroke stroke-width " +
    "stroke-linecap stroke-linejoin stroke-miterlimit stroke-dasharray stroke-opacity opacity clip-path clip-rule mask offset stop-color " +
    "stop-opacity gradientUnits gradientTransform patternUnits patternTransform preserveAspectRatio style href"
  ).split(" "),
);

/** The crest as a clean SVG text. @throws Refused when it is neither a drawing nor a picture, or too large. */
export async function readCrest(bytes: Uint8Array): Promise<string> {
  if (bytes.length === 0 || bytes.length > MOST_BYTES) throw refuse("agencies.crest-size");
  const head = Buffer.from(bytes.subarray(0, 4)).toString("latin1");
  return head === "\x89PNG" || head.startsWith("\xff\xd8") ? drawPicture(bytes) : cleanDrawing(bytes);
}

async function drawPicture(bytes: Uint8Array): Promise<string> {
  try {
    const { data, info } = await sharp(bytes, { limitInputPixels: 40_000_000 })
      .resize({ width: EDGE, height: EDGE, fit: "inside", withoutEnlargement: true })
      .png({ palette: true })
      .toBuffer({ resolveWithObject: true });
    const { width, height } = info;
    return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" width="${width}" height="${height}"><image width="${width}" height="${height}" href="data:image/png;base64,${data.toString("base64")}"/></svg>`;
  } catch {
    throw refuse("agencies.crest-kind");
  }
}

function cleanDrawing(bytes: Uint8Array): string {
  let text: string;
  try {
    text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    throw refuse("agencies.crest-kind");
  }
  // Entities are how a small file becomes a large one.
  if (/<!DOCTYPE|<!ENTITY/i.test(text) && /<!ENTITY/i.test(text)) throw refuse("agencies.crest-kind");
  const parser = new SaxesParser();
  const out: string[] = [];
  let left = 0;
  let isDrawing = false;
  let depth = 0;
  parser.on("opentag", ({ name, attributes }) => {
    depth++;
    if (depth === 1) isDrawing = name === "svg" && /\S/.test(String(attributes.viewBox ?? attributes.width ?? ""));
    if (left > 0 || !ELEMENTS.has(name)) {
      left++;
      return;
    }
    const kept = Object.entries(attributes as Record<string, string>)
      .map(([key, value]): [string, string] => [key === "xlink:href" ? "href" : key, value])
      .filter(([key, value]) => ATTRIBUTES.has(key) && isHarmless(key, value))
      .map(([key, value]) => ` ${key}="${escaped(value)}"`);
    out.push(`<${name}${depth === 1 ? ' xmlns="http://www.w3.org/2000/svg"' : ""}${kept.join("")}>`);
  });
  parser.on("closetag", ({ name }) => {
    depth--;
    if (left > 0) left--;
    else out.push(`</${name}>`);
  });
  try {
    parser.write(text).close();
  } catch {
    throw refuse("agencies.crest-kind");
  }
  if (!isDrawing) throw refuse("agencies.crest-kind");
  return out.join("");
}

/** Nothing may be fetched from elsewhere: a reference stays inside the drawing. */
const isHarmless = (key: string, value: string): boolean =>
  key === "href"
    ? value.startsWith("#")
    : !/javascript:|expression|@import|\\/i.test(value) && !/url\(\s*['"]?(?!#)/i.test(value);

const escaped = (value: string): string =>
  value.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
