import assert from "node:assert/strict";
import { test } from "node:test";
import { h } from "preact";
import { render } from "preact-render-to-string";
import { words } from "../../words.ts";
import { samplePages } from "../gallery.tsx";
import { english, official, resident, indonesian as t, visitor } from "../specimens.ts";
import { Page } from "./page.tsx";

const page = (more: Partial<Parameters<typeof Page>[0]> = {}) =>
  render(h(Page, { t, site: visitor, title: "Layanan", children: h("h1", null, "Layanan"), ...more }));

test("a page with faults begins its title with Kesalahan", () => {
  assert.match(page({ problem: true }), /<title>Kesalahan: Layanan · pendopo<\/title>/);
  assert.match(page(), /<title>Layanan · pendopo<\/title>/);
});

test("the other language is one link away and leads back here", () => {
  assert.match(
    page({ site: { ...visitor, path: "/layanan?cari=izin&urut=nama" } }),
    /href="\/bahasa\/en\?kembali=%2Flayanan%3Fcari%3Dizin%26urut%3Dnama"[^>]*lang="en"/,
  );
  assert.match(page({ t: english }), /<html lang="en">.*href="\/bahasa\/id/s);
});

test("the menu marks where the reader is, and only there", () => {
  const html = page({
    site: {
      ...visitor,
      path: "/layanan/slh?x=1",
      nav: [
        { href: "/", label: "Beranda" },
        { href: "/layanan", label: "Layanan" },
        { href: "/layanan/baru", label: "Baru" },
      ],
    },
  });
  assert.deepEqual(
    [...html.matchAll(/href="([^"]+)" aria-current="page"/g)].map((m) => m[1]),
    ["/layanan"],
  );
});

test("who is signed in is shown with the way out, which is a post with a token; a stranger sees the way in", () => {
  assert.match(
    page({ site: resident }),
    /Lim Sui Kian.*<form method="post" action="\/keluar"><input type="hidden" name="_token"/s,
  );
  assert.match(page(), /href="\/masuk\?kembali=%2Flayanan"/);
});

test("officials get their own stylesheet and their agency beside the mark", () => {
  assert.match(page({ site: official }), /official-\w+\.css.*Dinas Kesehatan Kota Pangkalpinang/s);
  assert.doesNotMatch(page(), /official-\w+\.css/);
});

test("every sample page has one h1, one main and a way past the menu", () => {
  for (const [name, sample] of Object.entries(samplePages)) {
    const html = render(sample());
    assert.equal(html.match(/<h1/g)?.length, 1, name);
    assert.equal(html.match(/<main/g)?.length, 1, name);
    assert.match(html, /class="skip" href="#isi"/, name);
  }
});

test("every sentence of the shell is there in both languages, and the two name the same things", () => {
  const marks = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  for (const [key, [id, en]] of Object.entries(words)) {
    assert.ok(id && en, key);
    assert.deepEqual(marks(id), marks(en), key);
  }
});
