// Photos: turned the right way up, without the place where they were taken, no larger than needed, encoded by us.
// What is encoded anew carries nothing that was hidden behind or inside the original.

import sharp from "sharp";
import type { Refused } from "../errors.ts";

/** 50 million pixels are more than any phone's camera of today takes by default, and 200 MB when unpacked. */
const MOST_PIXELS = 50_000_000;

// One thread a picture and no cache: many small pictures at once are our case, and memory is counted.
sharp.cache(false);
sharp.concurrency(1);

const open = (bytes: Uint8Array) =>
  sharp(bytes, { limitInputPixels: MOST_PIXELS, failOn: "error", sequentialRead: true, pages: 1 });

/** Width and height, after the whole picture was decoded once. */
export async function readPicture(
  bytes: Uint8Array,
  no: (key: string, params?: Record<string, string | number>) => Refused,
  type: string,
): Promise<{ width: number; height: number }> {
  try {
    const { width = 0, height = 0, orientation = 1 } = await sharp(bytes, { limitInputPixels: false }).metadata();
    if (width * height > MOST_PIXELS) throw no("file.picture-too-many-pixels", { width, height });
    await open(bytes).resize(32, 32, { fit: "inside" }).raw().toBuffer();
    return orientation >= 5 ? { width: height, height: width } : { width, height };
  } catch (error) {
    if ((error as Refused).key) throw error;
    // The picture library comes without the HEVC decoder, whose patents are not ours to give.
    throw no(type === "image/heic" ? "file.heic-not-readable" : "file.picture-damaged");
  }
}

export type Photo = { bytes: Uint8Array; type: "image/jpeg" | "image/png"; width: number; height: number };

/**
 * Prepares an inspected picture for keeping: upright, at most `maxSide` (2,400) pixels, without metadata, as JPEG; and a
 * thumbnail of `thumbnailSide` (320). What has transparency stays PNG.
 * @example const { photo, thumbnail } = await preparePhoto(file.bytes)
 */
export async function preparePhoto(
  bytes: Uint8Array,
  options: { maxSide?: number; thumbnailSide?: number } = {},
): Promise<{ photo: Photo; thumbnail: Photo }> {
  const transparent = await open(bytes)
    .metadata()
    .then(async (meta) => meta.hasAlpha === true && !(await open(bytes).stats()).isOpaque);
  const scaled = async (source: Uint8Array, side: number, quality: number): Promise<Photo> => {
    const picture = open(source)
      .rotate()
      .toColourspace("srgb")
      .resize(side, side, { fit: "inside", withoutEnlargement: true });
    const encoded = transparent
      ? picture.png({ compressionLevel: 9 })
      : picture.flatten({ background: "#ffffff" }).jpeg({ quality, mozjpeg: false });
    const { data, info } = await encoded.toBuffer({ resolveWithObject: true });
    return { bytes: data, type: transparent ? "image/png" : "image/jpeg", width: info.width, height: info.height };
  };
  const photo = await scaled(bytes, options.maxSide ?? 2400, 84);
  return { photo, thumbnail: await scaled(photo.bytes, options.thumbnailSide ?? 320, 76) };
}
