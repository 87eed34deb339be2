// What the browser fetches beside the page: two stylesheets, the font, the islands, the icons of the mark. Built once, in
// memory, when first asked for (about 0.1 s); each name carries the hash of its content, so it may be kept for ever.

import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";
import { buildSync } from "esbuild";
import { favicon } from "./components/mark/mark.tsx";

export type IslandName =
  | "character-count"
  | "check-record"
  | "form"
  | "passkey"
  | "position"
  | "refresh"
  | "reveal"
  | "upload";

export type Asset = {
  /** Where it is served: "/aset/public-1A2B3C4D.css". */
  path: string;
  type: string;
  body: Uint8Array;
  /** The same body made smaller beforehand; absent where it would not become smaller. */
  gzip?: Uint8Array;
  brotli?: Uint8Array;
};

export type Assets = {
  publicCss: string;
  officialCss: string;
  font: string;
  favicon: string;
  touchIcon: string;
  manifest: string;
  island(name: IslandName): string;
  /** The asset at a path, or nothing: `assets().at("/aset/public-1A2B3C4D.css")`. */
  at(path: string): Asset | undefined;
  all: Asset[];
};

/** Where all assets are served from. Their answers may say `cache-control: public, max-age=31536000, immutable`. */
export const assetsPath = "/aset/";

let built: Assets | undefined;

/** All assets; the first call builds them. The server calls it once before it opens its door. */
export const assets = (): Assets => {
  built ??= build();
  return built;
};

const here = fileURLToPath(new URL(".", import.meta.url));

const types: Record<string, string> = {
  css: "text/css; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  woff2: "font/woff2",
  svg: "image/svg+xml",
  png: "image/png",
  webmanifest: "application/manifest+json",
};

function build(): Assets {
  const islands = readdirSync(join(here, "islands")).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const result = buildSync({
    entryPoints: ["styles/public.css", "styles/official.css", ...islands.map((file) => `islands/${file}`)].map((file) =>
      join(here, file),
    ),
    absWorkingDir: here,
    bundle: true,
    minify: true,
    write: false,
    metafile: true,
    outdir: join(here, "out"),
    entryNames: "[name]-[hash]",
    assetNames: "[name]-[hash]",
    chunkNames: "part-[hash]",
    publicPath: assetsPath,
    format: "esm",
    splitting: true,
    // Phones of four years and more: what they cannot read is rewritten, nesting above all.
    target: ["chrome90", "firefox90", "safari14.1"],
    loader: { ".woff2": "file" },
    logLevel: "silent",
    legalComments: "none",
  });
  const all = new Map<string, Asset>();
  const keep = (name: string, body: Uint8Array): string => {
    const path = assetsPath + name;
    all.set(path, {
      path,
      type: types[name.split(".").at(-1)!] ?? "application/octet-stream",
      body,
      ...smaller(name, body),
    });
    return path;
  };
  for (const file of result.outputFiles) keep(basename(file.path), file.contents);

  const entry = (source: string): string => {
    for (const [output, made] of Object.entries(result.metafile.outputs))
      if (made.entryPoint === source) return assetsPath + basename(output);
    throw new Error(`assets: ${source} was not built`);
  };
  const named = (stem: string, ending: string, content: string | Uint8Array) => {
    const body = Buffer.from(content);
    return keep(`${stem}-${createHash("sha256").update(body).digest("hex").slice(0, 8)}.${ending}`, body);
  };
  const font = [...all.keys()].find((path) => path.endsWith(".woff2"));
  if (!font) throw new Error("assets: the font was not built");
  const [touchIcon, icon] = [180, 512].map((size) =>
    named(`ikon-${size}`, "png", readFileSync(join(here, `components/mark/icon-${size}.png`))),
  );
  const manifest = named(
    "pendopo",
    "webmanifest",
    JSON.stringify({
      name: "pendopo",
      short_name: "pendopo",
      start_url: "/",
      display: "minimal-ui",
      background_color: "#fbf8f2",
      theme_color: "#0b5a5e",
      icons: [{ src: icon, sizes: "512x512", type: "image/png", purpose: "any maskable" }],
    }),
  );
  return {
    publicCss: entry("styles/public.css"),
    officialCss: entry("styles/official.css"),
    font,
    favicon: named("favicon", "svg", favicon),
    touchIcon: touchIcon!,
    manifest,
    island: (name) => entry(`islands/${name}.ts`),
    at: (path) => all.get(path),
    all: [...all.values()],
  };
}

/** Compressed once here instead of at every request; a font or a picture is small already. */
function smaller(name: string, body: Uint8Array): Pick<Asset, "gzip" | "brotli"> {
  if (/\.(woff2|png)$/.test(name)) return {};
  return {
    gzip: gzipSync(body, { level: 9 }),
    brotli: brotliCompressSync(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  };
}
