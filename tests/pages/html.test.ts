// Every page as text: right HTML, one h1, a title, the reader's language, nothing that the policy refuses, no key in place of words.

import assert from "node:assert/strict";
import { test } from "node:test";
import { openTestHall } from "../hall.ts";
import { comeTo, officialPages, publicPages } from "./list.ts";
import { faultsOf } from "./validator.ts";

const hall = await openTestHall({ demo: true });

for (const page of [...publicPages, ...officialPages])
  for (const language of ["id", "en"] as const)
    test(`${page.name} (${language}) is right HTML in the reader's language`, async () => {
      const { browser, path } = await comeTo(hall, page);
      await browser.get(`/bahasa/${language}`);
      const reply = await browser.get(path);
      assert.equal(reply.status, page.status ?? 200);
      assert.deepEqual(await faultsOf(reply.html), []);
      assert.equal(reply.page.querySelector("html")?.getAttribute("lang"), language);
      assert.equal(reply.all("h1").length, 1);
      assert.match(reply.title, /^.{3,} · pendopo$/);
      assert.doesNotMatch(reply.html, /\sstyle=|\son[a-z]+="|javascript:|<style/);
      for (const script of reply.all("script"))
        assert.ok(script.getAttribute("src") || script.getAttribute("type") === "application/ld+json");
      // A sentence that is missing shows its key: small words with a dot between and no space.
      const keys = reply.text.match(/(?<![\w./@-])[a-z]+(?:-[a-z]+)*\.[a-z]+(?:[.-][a-z]+)*(?![\w./@-])/g) ?? [];
      const known = hall.words("id");
      const shown = path.startsWith("/bantuan/kesalahan")
        ? []
        : keys.filter(
            (key) => !/\.(id|go|example|invalid|png|jpg|pdf|contoh)$/.test(key) && !/^(www|lapor)\./.test(key),
          );
      assert.deepEqual(
        shown.filter((key) => known.has(key) || /^(portal|services|web|people|cases|case|agencies)\./.test(key)),
        [],
      );
      assert.doesNotMatch(reply.text, /\{[a-zA-Z]+\}|undefined|\[object|NaN/);
    });

test("every link of a public page to our own house leads somewhere", async () => {
  const visitor = hall.visitor();
  const seen = new Set<string>();
  for (const page of publicPages.filter((each) => !each.who && each.status === undefined)) {
    const { path } = await comeTo(hall, page);
    const reply = await visitor.get(path);
    for (const link of reply.all("a[href^='/']"))
      seen.add((link.getAttribute("href") as string).split("#")[0] as string);
  }
  const broken: string[] = [];
  for (const href of seen) {
    if (href === "") continue;
    const { status } = await visitor.get(href);
    if (status >= 400) broken.push(`${status} ${href}`);
  }
  assert.ok(seen.size > 20, `${seen.size} links`);
  assert.deepEqual(broken, []);
});

test("links within a page lead to something on it", async () => {
  for (const page of publicPages) {
    const { browser, path } = await comeTo(hall, page);
    const reply = await browser.get(path);
    for (const link of reply.all("a[href^='#']"))
      assert.ok(
        reply.page.querySelector(`[id="${link.getAttribute("href")?.slice(1)}"]`),
        `${page.name}: ${link.getAttribute("href")}`,
      );
  }
});
