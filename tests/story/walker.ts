// A person in a real browser, and an examiner who looks at every page that they reach: eyes (axe), form (a validator), width
// (320 px without scrolling sideways) and quiet (no complaint in the console, nothing refused by the page's own policy).

import assert from "node:assert/strict";
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { Browser, BrowserContext, Locator, Page } from "playwright-core";
import { faultsOf } from "../pages/validator.ts";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

type Violation = { id: string; nodes: { html: string; failureSummary: string }[] };
type Tool = { run(context: Document, options: object): Promise<{ passes: unknown[]; violations: Violation[] }> };

export type Look = { width: number; height: number; scripts: boolean; dark?: boolean };

export const PHONE: Look = { width: 360, height: 740, scripts: false };
export const DESK: Look = { width: 1280, height: 900, scripts: true };

/** Where pictures of the way go, when somebody wants to look: `SHOTS=folder`. */
const shots = process.env.SHOTS;
let shot = 0;

/** What the examiner saw on a page, one line a fault; none is what we want. */
async function eyes(tab: Page): Promise<string[]> {
  // By the tool's own door: the page's policy stays as strict as it is.
  const session = await tab.context().newCDPSession(tab);
  await session.send("Runtime.evaluate", { expression: axe });
  await session.detach();
  return tab.evaluate(async () => {
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
}

/** A browser's profile: cookies of its own, one tab. Every page that it reaches is examined once it stands. */
export class Walker {
  readonly tab: Page;
  readonly room: BrowserContext;
  readonly #examiner: Page;
  readonly #url: string;
  readonly #look: Look;
  readonly #complaints: string[] = [];
  #html: Promise<string> = Promise.resolve("");
  #type = "";
  /** How many pages were looked at, over all walkers of this process. */
  static pages = 0;
  /** Everything that was wrong with any of them: told together at the end, so that one fault does not hide the next. */
  static readonly faults: string[] = [];

  private constructor(room: BrowserContext, tab: Page, examiner: Page, url: string, look: Look) {
    this.room = room;
    this.tab = tab;
    this.#examiner = examiner;
    this.#url = url;
    this.#look = look;
    tab.on("response", (response) => {
      const request = response.request();
      if (!request.isNavigationRequest() || request.frame() !== tab.mainFrame()) return;
      if (response.status() >= 300 && response.status() < 400) return;
      this.#type = response.headers()["content-type"] ?? "";
      if (this.#type.startsWith("text/html")) this.#html = response.text().catch(() => "");
    });
    tab.on("console", (message) => {
      if (message.type() === "error" && !/status of 4\d\d/.test(message.text())) this.#complaints.push(message.text());
    });
    tab.on("pageerror", (error) => this.#complaints.push(error.message));
  }

  static async open(browser: Browser, url: string, look: Look): Promise<Walker> {
    const options = {
      viewport: { width: look.width, height: look.height },
      colorScheme: look.dark ? ("dark" as const) : ("light" as const),
      locale: "id-ID",
      timezoneId: "Asia/Jakarta",
      acceptDownloads: true,
    };
    const room = await browser.newContext({ ...options, javaScriptEnabled: look.scripts });
    // The examiner's tools are scripts, so where the person has none it looks at the same bytes in a room of its own.
    const examiner = await (await browser.newContext({ ...options, viewport: { width: 320, height: 740 } })).newPage();
    await examiner.route("**/*.js", (route) => route.abort());
    const tab = await room.newPage();
    tab.setDefaultTimeout(10_000);
    return new Walker(room, tab, examiner, url, look);
  }

  async close(): Promise<void> {
    await this.room.close();
    await this.#examiner.context().close();
  }

  /** Path and query of where the person stands. */
  get at(): string {
    const { pathname, search } = new URL(this.tab.url());
    return pathname + search;
  }

  get main(): Locator {
    return this.tab.locator("main");
  }

  text(): Promise<string> {
    // biome-ignore lint/performance/useDomNodeTextContent: only what is seen counts, and textContent gives what is folded away too
    return this.main.innerText();
  }

  async go(path: string, name?: string): Promise<void> {
    await this.tab.goto(path.startsWith("http") ? path : this.#url + path);
    await this.look(name);
  }

  /** Presses a button or follows a link by its words, and waits for the page that comes. */
  async press(words: string | RegExp, options: { name?: string; within?: Locator; key?: boolean } = {}): Promise<void> {
    const where = options.within ?? this.main;
    const target = where
      .getByRole("button", { name: words, exact: typeof words === "string" })
      .or(where.getByRole("link", { name: words, exact: typeof words === "string" }))
      .first();
    await Promise.all([this.tab.waitForEvent("load"), options.key ? target.press("Enter") : target.click()]);
    await this.look(options.name);
  }

  /** Fills boxes by their names, as the form has them: text, choices, ticks and lists. */
  async fill(fields: Record<string, string | string[]>): Promise<void> {
    for (const [name, value] of Object.entries(fields)) {
      const box = this.main.locator(`[name="${name}"]`);
      const type = (await box.first().getAttribute("type")) ?? (await box.first().evaluate((each) => each.tagName));
      if (type === "radio" || type === "checkbox")
        for (const each of [value].flat()) await this.main.locator(`[name="${name}"][value="${each}"]`).check();
      else if (type === "SELECT") await box.selectOption(value);
      else await box.fill(value as string);
    }
  }

  async attach(name: string, files: { name: string; mimeType: string; buffer: Buffer }[]): Promise<void> {
    await this.main.locator(`input[type="file"][name="${name}"]`).setInputFiles(files);
  }

  /** The examination. `name` is what the picture of this page is called. */
  async look(name?: string): Promise<void> {
    await this.tab.waitForLoadState();
    assert.ok(this.#type.startsWith("text/html"), `${this.at} is ${this.#type}`);
    Walker.pages++;
    const where = `${this.at} (${this.#look.width} px, ${this.#look.scripts ? "with" : "without"} scripts)`;
    if (shots && name) {
      mkdirSync(shots, { recursive: true });
      const file = `${String(++shot).padStart(2, "0")}-${name}.png`;
      await this.tab.screenshot({ path: join(shots, file), fullPage: true });
    }
    const note = (kind: string, faults: string[]) =>
      Walker.faults.push(...faults.map((fault) => `${kind}: ${fault} — ${where}`));
    const html = await this.#html;
    note("html", await faultsOf(html));
    if (this.#look.scripts) note("axe", await eyes(this.tab));
    const examiner = this.#examiner;
    await examiner.context().addCookies(await this.room.cookies());
    await examiner.route(
      (address) => address.href === this.tab.url(),
      (route) => route.fulfill({ body: html, contentType: "text/html; charset=utf-8" }),
      { times: 1 },
    );
    await examiner.goto(this.tab.url());
    const over = await examiner.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (over > 0) note("width", [`scrolls sideways by ${over} px at 320 px`]);
    if (!this.#look.scripts) note("axe", await eyes(examiner));
    note("console", this.#complaints.splice(0));
  }
}
