// Makes capabilities/people/common-passwords.bin: passwords that are guessed first. The world's come from a package that is read only
// here, Indonesia's also from our own list beside the result. `--write` writes it; without, it says whether the file is what it should be.

import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dictionary as world } from "@zxcvbn-ts/language-common";
import { dictionary as indonesia } from "@zxcvbn-ts/language-id";
import { BYTES, fingerprint } from "../capabilities/people/common-passwords.ts";

const folder = new URL("../capabilities/people/", import.meta.url);
const target = fileURLToPath(new URL("common-passwords.bin", folder));
const ours = readFileSync(new URL("common-passwords.txt", folder), "utf8").split("\n");

const words = [...(world["passwords-common"] as string[]), ...(indonesia["names-id"] as string[]), ...ours]
  .map((word) => word.trim().toLowerCase())
  // Shorter ones are parts of ordinary sentences.
  .filter((word) => word.length >= 4);
const prints = [...new Set(words.map((word) => fingerprint(word)))].sort((a, b) => a - b);
const bytes = Buffer.alloc(prints.length * BYTES);
for (const [i, print] of prints.entries()) bytes.writeUInt32BE(print, i * BYTES);

const digest = (content: Buffer) => createHash("sha256").update(content).digest("hex").slice(0, 12);
if (process.argv.includes("--write")) {
  writeFileSync(target, bytes);
  console.log(`common-passwords.bin: ${prints.length} passwords, ${bytes.length} bytes, ${digest(bytes)}`);
} else if (!readFileSync(target).equals(bytes)) {
  console.error("common-passwords.bin is not what its lists make: node bin/run.js scripts/passwords.ts --write");
  process.exitCode = 1;
}
