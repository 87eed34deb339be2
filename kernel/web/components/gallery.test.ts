// Every sample page in a real browser: axe clean, valid HTML, no sideways scrolling, targets large enough, light and dark.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { HtmlValidate } from "html-validate";
import type { Browser, Page } from "playwright-core";
import { render } from "preact-render-to-string";
import { openChromium } from "../../../tests/chromium.ts";
import { assets } from "../assets.ts";
import { samplePages } from "./gallery.tsx";

/** As strict as the server's own. */
const policy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; connect-src 'self'; form-action 'self'; manifest-src 'self'";
const axe = createRequire(import.meta.url).resolve("axe-core/axe.min.js");

let browser: Browser | string;
before(async () => {
  browser = await openChromium();
});
after(async () => {
  if (typeof browser !== "string") await browser?.close();
});

async function open(look: {
  width: number;
  colorScheme?: "light" | "dark";
  javaScriptEnabled?: boolean;
  forcedColors?: "active";
  reducedMotion?: "reduce";
}): Promise<Page> {
  const { width, ...rest } = look;
  const context = await (browser as Browser).newContext({
    viewport: { width, height: 740 },
    bypassCSP: false,
    ...rest,
  });
  const page = await context.newPage();
  await page.route("**/*", (route) => {
    const path = new URL(route.request().url()).pathname;
    const asset = assets().at(path);
    if (asset) return route.fulfill({ contentType: asset.type, body: Buffer.from(asset.body) });
    const sample = samplePages[path.slice(1)];
    if (!sample) return route.fulfill({ status: 404, body: "" });
    return route.fulfill({
      contentType: "text/html; charset=utf-8",
      headers: { "content-security-policy": policy },
      body: `<!doctype html>${render(sample())}`,
    });
  });
  return page;
}

const looks = [
  { name: "360 px, light", width: 360, colorScheme: "light" },
  { name: "1280 px, dark", width: 1280, colorScheme: "dark" },
] as const;

for (const { name, ...look } of looks)
  test(`axe finds nothing on any sample page (${name})`, async (context) => {
    if (typeof browser === "string") return context.skip(browser);
    const page = await open(look);
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    for (const sample of Object.keys(samplePages)) {
      await page.goto(`http://pendopo.test/${sample}`);
      // Through the tool's own door, so that the page's policy can stay as strict as it is.
      const handle = await page.context().newCDPSession(page);
      await handle.send("Runtime.evaluate", { expression: readFileSync(axe, "utf8") });
      const found = await page.evaluate(async () => {
        const { axe: tool } = globalThis as unknown as {
          axe: {
            run(
              context: Document,
              options: object,
            ): Promise<{
              passes: unknown[];
              violations: Array<{ id: string; nodes: Array<{ html: string; failureSummary: string }> }>;
            }>;
          };
        };
        const result = await tool.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        if (result.passes.length < 15) return [`only ${result.passes.length} rules looked at this page`];
        return result.violations.map(
          (violation) =>
            `${violation.id}: ${violation.nodes
              .map((node) => `${node.html.slice(0, 160)} — ${node.failureSummary.slice(0, 200)}`)
              .slice(0, 3)
              .join("\n    ")}`,
        );
      });
      assert.deepEqual(found, [], sample);
      const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${sample} scrolls sideways by ${over} px at ${look.width}`);
    }
    assert.deepEqual(complaints, []);
    await page.context().close();
  });

test("at 320 px nothing scrolls sideways: that is 1280 px at 400 %", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const page = await open({ width: 320 });
  for (const sample of Object.keys(samplePages)) {
    await page.goto(`http://pendopo.test/${sample}`);
    const wide = await page.evaluate(() =>
      document.documentElement.scrollWidth <= innerWidth
        ? []
        : [...document.querySelectorAll("body *")]
            .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 && !one.closest("svg, .sr-only, .skip"))
            .map((one) => one.outerHTML.slice(0, 120)),
    );
    assert.deepEqual(wide.slice(0, 4), [], sample);
  }
  await page.context().close();
});

test("buttons, boxes and links of the menu are at least 44 px high for a thumb", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const page = await open({ width: 360 });
  for (const sample of ["beranda", "isian", "lacak", "tugas", "berkas"]) {
    await page.goto(`http://pendopo.test/${sample}`);
    const small = await page.evaluate(() =>
      [
        ...document.querySelectorAll<HTMLElement>(
          ".ds-button, .ds-input:not([type=radio], [type=checkbox]), .choice > label, .page-nav a, .tool, .link-button, .tabs a, .pagination a, summary, .file-box",
        ),
      ]
        .filter((one) => one.getClientRects().length > 0 && one.getBoundingClientRect().height < 43.5)
        .map((one) => `${one.outerHTML.slice(0, 90)} ${one.getBoundingClientRect().height}`),
    );
    assert.deepEqual(small, [], sample);
  }
  await page.context().close();
});

test("without scripts every sample page still shows all it has", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const page = await open({ width: 360, javaScriptEnabled: false });
  await page.goto("http://pendopo.test/isian");
  assert.ok(await page.locator("#kesalahan").isVisible());
  assert.equal(await page.locator("#f-uraian-count").textContent(), "Paling banyak 400 huruf");
  assert.ok(await page.getByRole("button", { name: "Simpan dan lanjutkan" }).isVisible());
  await page.context().close();
});

test("with a faulty form the summary has the focus, and its link leads to the box", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const page = await open({ width: 1280 });
  await page.goto("http://pendopo.test/isian");
  await page.waitForFunction(() => document.activeElement?.id === "kesalahan");
  await page.getByRole("link", { name: /NIK terdiri/ }).click();
  assert.equal(await page.evaluate(() => document.activeElement?.id), "f-nik");
  await page.context().close();
});

test("the map is a list on a phone and drawn across on a desk; listeners have the list in both", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  for (const [width, across] of [
    [360, false],
    [1280, true],
  ] as const) {
    const page = await open({ width });
    await page.goto("http://pendopo.test/lacak");
    assert.equal(await page.locator(".lm-wide").isVisible(), across);
    assert.equal(await page.getByRole("list", { name: "Peta jalur permohonan" }).getByRole("listitem").count(), 8);
    await page.context().close();
  }
});

test("every sample page is valid HTML", async () => {
  const validator = new HtmlValidate({
    extends: ["html-validate:standard", "html-validate:a11y"],
    rules: {
      // How the HTML is written, rather than whether it is right; the renderer decides that.
      "void-style": "off",
      "attribute-boolean-style": "off",
      "no-trailing-whitespace": "off",
      "no-inline-style": "error",
      "long-title": "off",
      "doctype-style": "off",
      // Lists with their dots taken away lose their role in one browser's reader; the role gives it back.
      "no-redundant-role": "off",
      "tel-non-breaking": "off",
      "aria-label-misuse": ["error", { allowAnyNamable: true }],
      "no-raw-characters": "off",
      "prefer-native-element": ["error", { exclude: ["search"] }],
    },
  });
  for (const [name, sample] of Object.entries(samplePages)) {
    const report = await validator.validateString(`<!DOCTYPE html>${render(sample())}`);
    const found = report.results.flatMap((result) =>
      result.messages.map((message) => `${message.ruleId}: ${message.message} (${message.selector})`),
    );
    assert.deepEqual([...new Set(found)].slice(0, 8), [], name);
  }
});
