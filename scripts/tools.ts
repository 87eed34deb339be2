// Programs from outside that some tests judge us by. They come from the system; npm brings everything else.

import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";

export type Tool = { name: string; debian: string; use: string; found: boolean };

const onPath = (name: string): boolean =>
  // Debian keeps servers in /usr/sbin, which is not on everybody's path.
  [...(process.env.PATH ?? "").split(delimiter), "/usr/sbin"].some((folder) => {
    try {
      accessSync(join(folder, name), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** Each with its Debian package and what our tests use it for. */
const tools: [name: string, debian: string, use: string][] = [
  ["pdfsig", "poppler-utils", "sealed documents"],
  ["pdftoppm", "poppler-utils", "printed documents"],
  ["zbarimg", "zbar-tools", "QR codes"],
  ["certutil", "libnss3-tools", "seals in a browser's own store"],
  ["openssl", "openssl", "certificates"],
  ["xmllint", "libxml2-utils", "diagrams against their schema"],
  ["pgbouncer", "pgbouncer", "work behind a pooler"],
];

/** The tools that this machine lacks. */
export const missingTools = (): Tool[] =>
  tools.map(([name, debian, use]) => ({ name, debian, use, found: onPath(name) })).filter((tool) => !tool.found);
