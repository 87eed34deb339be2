import assert from "node:assert/strict";
import { test } from "node:test";
import { brotliDecompressSync, gunzipSync, gzipSync } from "node:zlib";
import { render } from "preact-render-to-string";
import { assets, assetsPath } from "./assets.ts";
import { samplePages } from "./components/gallery.tsx";

const files = assets();
const wire = (path: string) => {
  const asset = files.at(path) ?? assert.fail(`nothing at ${path}`);
  return (asset.gzip ?? asset.body).length;
};
const publicPages = ["beranda", "layanan", "isian", "lacak", "terkirim", "perbaikan"];

test("the public stylesheet is at most 12 KB on the wire, the officials' at most 14", () => {
  assert.ok(wire(files.publicCss) <= 12_000, `${wire(files.publicCss)}`);
  assert.ok(wire(files.officialCss) <= 14_000, `${wire(files.officialCss)}`);
});

test("the font is at most 30 KB", () => assert.ok(wire(files.font) <= 30_000));

for (const name of publicPages)
  test(`the first load of “${name}” is at most 60 KB, with at most 15 KB of script`, () => {
    const html = `<!doctype html>${render(samplePages[name]!())}`;
    const asked = new Set([...html.matchAll(/(?:href|src)="(\/aset\/[^"]+)"/g)].map((found) => found[1]!));
    // The installed application's icon is only fetched when someone installs it.
    asked.delete(files.touchIcon);
    const scripts = [...asked]
      .filter((path) => path.endsWith(".js"))
      .reduce((sum, path) => sum + wire(path) + imported(path), 0);
    const total =
      gzipSync(html).length +
      scripts +
      [...asked].filter((path) => !path.endsWith(".js")).reduce((sum, path) => sum + wire(path), 0);
    assert.ok(scripts <= 15_000, `${scripts} bytes of script`);
    assert.ok(total <= 60_000, `${total} bytes in all`);
  });

/** What a module imports counts as well. */
const imported = (path: string): number =>
  [
    ...Buffer.from(files.at(path)!.body)
      .toString()
      .matchAll(/from"\.\/([^"]+)"|import"\.\/([^"]+)"/g),
  ].reduce((sum, found) => sum + wire(assetsPath + (found[1] ?? found[2])), 0);

test("every name carries the hash of what it names, so that it may be kept for ever", () => {
  for (const asset of files.all) assert.match(asset.path, /^\/aset\/[\w-]+-[0-9A-Za-z]{8}\.\w+$/);
});

test("what is served smaller unfolds to the same bytes, and only known names are served", () => {
  for (const asset of files.all) {
    if (asset.gzip) assert.deepEqual(gunzipSync(asset.gzip), Buffer.from(asset.body));
    if (asset.brotli) assert.deepEqual(brotliDecompressSync(asset.brotli), Buffer.from(asset.body));
  }
  assert.equal(files.at("/aset/../assets.ts"), undefined);
  assert.equal(files.at("/aset/public.css"), undefined);
});

test("no page carries a style attribute, an inline script or a handler: the policy would refuse them", () => {
  for (const [name, page] of Object.entries(samplePages)) {
    const html = render(page());
    assert.doesNotMatch(html, /\sstyle=/, name);
    assert.doesNotMatch(html, /\son[a-z]+=/, name);
    assert.doesNotMatch(html, /<script(?![^>]*\ssrc=)/, name);
    assert.doesNotMatch(html, /javascript:|<style/, name);
  }
});

test("the stylesheets fetch nothing but the font, and nothing from elsewhere", () => {
  for (const path of [files.publicCss, files.officialCss]) {
    const css = Buffer.from(files.at(path)!.body).toString();
    const fetched = [...css.matchAll(/url\(["']?([^"')]+)/g)].map((found) => found[1]!);
    assert.deepEqual(new Set(fetched), new Set([files.font]));
  }
});
