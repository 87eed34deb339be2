// Every page in a real browser: clean to axe, never scrolling sideways, quiet in the console; on a phone without scripts and on a
// desk with them, in light and in dark.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import { openChromium } from "../chromium.ts";
import { openTestHall } from "../hall.ts";
import { comeTo, officialPages, publicPages } from "./list.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const hall = await openTestHall({ demo: true });
const served = await hall.listen();
const browser = await openChromium();
after(async () => {
  if (typeof browser !== "string") await browser.close();
});

type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
type Tool = { run(context: Document, options: object): Promise<{ passes: unknown[]; violations: Violation[] }> };

const looks = [
  {
    name: "360 px, light, without scripts",
    scripts: false,
    viewport: { width: 360, height: 740 },
    colorScheme: "light",
  },
  { name: "1280 px, dark, with scripts", scripts: true, viewport: { width: 1280, height: 900 }, colorScheme: "dark" },
] as const;

for (const { name, scripts, ...look } of looks)
  test(`axe finds nothing on any page, and nothing scrolls sideways (${name})`, {
    timeout: 180_000,
  }, async (context) => {
    if (typeof browser === "string") return context.skip(browser);
    for (const page of [...publicPages, ...officialPages]) {
      const { browser: person, path } = await comeTo(hall, page);
      const room = await browser.newContext(look);
      await room.addCookies([...person.cookies].map(([cookie, value]) => ({ name: cookie, value, url: served.url })));
      const tab = await room.newPage();
      const complaints: string[] = [];
      // Without scripts means that none of ours arrives; the examining tool itself needs a browser that could run them.
      if (!scripts) await tab.route("**/*.js", (route) => route.abort());
      tab.on(
        "console",
        (message) =>
          message.type() === "error" &&
          !/status of 4\d\d|ERR_FAILED/.test(message.text()) &&
          complaints.push(message.text()),
      );
      tab.on("pageerror", (error) => complaints.push(error.message));
      await tab.goto(served.url + path);
      // By the tool's own door: the page's policy stays as strict as it is.
      const session = await room.newCDPSession(tab);
      await session.send("Runtime.evaluate", { expression: axe });
      const found = await tab.evaluate(async () => {
        const { axe: tool } = globalThis as unknown as { axe: Tool };
        const result = await tool.run(document, {
          runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
        });
        if (result.passes.length < 15) return [`only ${result.passes.length} rules looked at this page`];
        return result.violations.map(
          (violation) =>
            `${violation.id}: ${violation.nodes
              .slice(0, 3)
              .map((node) => `${node.html.slice(0, 160)} — ${node.failureSummary.slice(0, 200)}`)
              .join("\n    ")}`,
        );
      });
      assert.deepEqual(found, [], page.name);
      const over = await tab.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      assert.ok(over <= 0, `${page.name} scrolls sideways by ${over} px`);
      assert.deepEqual(complaints, [], page.name);
      await room.close();
    }
  });
