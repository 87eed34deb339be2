// Draws the pictures of the mark that must be PNG: the icon of an installed application. Run again when the mark changes:
// node bin/run.js scripts/draw-icons.ts

import sharp from "sharp";
import { appIcon } from "../kernel/web/components/mark/mark.tsx";

for (const size of [180, 512])
  await sharp(Buffer.from(appIcon), { density: 72 * (size / 64) })
    .resize(size, size)
    .png({ compressionLevel: 9, palette: true })
    .toFile(new URL(`../kernel/web/components/mark/icon-${size}.png`, import.meta.url).pathname);
