// A browser without a screen: cookies, redirects, forms with their hidden fields. It speaks to the server by function call,
// so a test knocks at the same door as a person and costs no socket.

import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import type { HTMLElement } from "node-html-parser";
import { cookieName, SESSION, VISIT } from "../kernel/web/cookies.ts";
import { formsOf, type PageForm, readPage, textOf } from "./html.ts";

export type Upload = { name: string; type?: string; bytes: Uint8Array | string };
export type Fields = Record<string, string | readonly string[]>;

export type Door = {
  url: string;
  knock(request: Request): Promise<Response>;
  /** Questions asked of the database so far. */
  questions(): number;
  /** The key of form tokens, for posting to a path whose form is not shown. */
  formKey(): Buffer;
};

/** What came back. */
export class Reply {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Buffer;
  /** Path and query of the page that was reached. */
  readonly url: string;
  /** The places that were passed on the way, e.g. ["/permohonan/…"] after a POST that redirects. */
  readonly hops: string[];
  /** How many questions the last request asked of the database. */
  readonly queries: number;
  #page: HTMLElement | undefined;
  constructor(given: {
    status: number;
    headers: Headers;
    bytes: Buffer;
    url: string;
    hops: string[];
    queries: number;
  }) {
    this.status = given.status;
    this.headers = given.headers;
    this.bytes = given.bytes;
    this.url = given.url;
    this.hops = given.hops;
    this.queries = given.queries;
  }
  get html(): string {
    return this.bytes.toString("utf8");
  }
  get page(): HTMLElement {
    this.#page ??= readPage(this.html);
    return this.#page;
  }
  /** The JSON of an API's answer. */
  get json(): any {
    return JSON.parse(this.html);
  }
  get type(): string {
    return (this.headers.get("content-type") ?? "").split(";")[0] ?? "";
  }
  get location(): string | undefined {
    return this.headers.get("location") ?? undefined;
  }
  get title(): string {
    return textOf(this.page.querySelector("title")) || (this.page.querySelector("title")?.text.trim() ?? "");
  }
  get h1(): string {
    return textOf(this.page.querySelector("h1"));
  }
  /** The words of the main part, as they are read. */
  get text(): string {
    return textOf(this.page.querySelector("main") ?? this.page.querySelector("body") ?? this.page);
  }
  /** The summary of faults at the top; "" when there is none. */
  get errorSummary(): string {
    return textOf(this.page.querySelector(".error-summary"));
  }
  /** Each fault of the summary, with the id that it leads to. */
  get errors(): { text: string; field?: string }[] {
    return this.page.querySelectorAll(".error-summary li").map((item) => ({
      text: textOf(item),
      field: item.querySelector("a")?.getAttribute("href")?.replace(/^#/, ""),
    }));
  }
  get notice(): string {
    return textOf(this.page.querySelector(".notice"));
  }
  all(selector: string): HTMLElement[] {
    return this.page.querySelectorAll(selector);
  }
  textOf(selector: string): string {
    return textOf(this.page.querySelector(selector));
  }
  /** Where a link leads, by its words. */
  link(words: string | RegExp): string {
    const links = this.page.querySelectorAll("a[href]");
    const found = links.find((link) => matches(textOf(link) || link.getAttribute("aria-label") || "", words));
    assert.ok(found, `no link "${words}" on ${this.url}; links: ${links.map(textOf).join(" | ")}`);
    return found.getAttribute("href") as string;
  }
  hasLink(words: string | RegExp): boolean {
    return this.page.querySelectorAll("a[href]").some((link) => matches(textOf(link), words));
  }
  get forms(): PageForm[] {
    return formsOf(this.page, this.url);
  }
}

const matches = (text: string, words: string | RegExp) =>
  typeof words === "string" ? text === words || text.includes(words) : words.test(text);

export type SubmitOptions = {
  files?: Record<string, Upload | readonly Upload[]>;
  /** The words of the button that is pressed; needed when a form has several. */
  button?: string | RegExp;
  /** Which form, by CSS selector or by a part of its action, when several could be meant. */
  form?: string;
  follow?: boolean;
};

/** One person's browser. Every visitor has cookies of their own. */
export class Browser {
  readonly cookies = new Map<string, string>();
  readonly #door: Door;
  constructor(door: Door) {
    this.#door = door;
  }

  /** A cookie's name as a browser keeps it at this address. */
  #name(name: string): string {
    return cookieName(name, this.#door.url.startsWith("https://"));
  }

  /** The address of the installation that it visits. */
  get home(): string {
    return this.#door.url;
  }

  /** The session's token, for use as a bearer token of the API. */
  get token(): string {
    const token = this.cookies.get(this.#name(SESSION));
    assert.ok(token, "nobody is signed in here");
    return token;
  }

  signedInWith(token: string): this {
    this.cookies.set(this.#name(SESSION), token);
    return this;
  }

  get(path: string, options: { follow?: boolean; headers?: Record<string, string> } = {}): Promise<Reply> {
    return this.#go("GET", path, { headers: options.headers }, options.follow ?? true);
  }

  /**
   * Posts fields to a path without having seen its form, with a good token: for knocking at doors that are not shown.
   * Redirects are not followed unless asked.
   */
  async post(
    path: string,
    fields: Fields = {},
    options: { files?: SubmitOptions["files"]; follow?: boolean; token?: string } = {},
  ): Promise<Reply> {
    const visit = this.#name(VISIT);
    if (!this.cookies.has(visit)) this.cookies.set(visit, "test-visit-0123456789abcdef");
    const token =
      options.token ??
      createHmac("sha256", this.#door.formKey()).update(this.cookies.get(visit)!).digest("base64url").slice(0, 32);
    const body = bodyOf([["_token", token], ...pairs(fields)], options.files, options.files !== undefined);
    return this.#go("POST", path, { body }, options.follow ?? false);
  }

  /** Follows a link of the page by its words. */
  click(reply: Reply, words: string | RegExp): Promise<Reply> {
    return this.get(new URL(reply.link(words), this.#door.url + reply.url).href);
  }

  /**
   * Fills in the page's form and sends it, as a browser does: with hidden fields, standing values and the pressed button.
   * Fields that the form does not have, and choices that it does not offer, are refused: a person could not send them either.
   */
  submit(reply: Reply, fields: Fields = {}, options: SubmitOptions = {}): Promise<Reply> {
    const form = pick(reply, fields, options);
    const pressed = pickButton(form, options.button);
    const given = new Set([...Object.keys(fields), ...Object.keys(options.files ?? {})]);
    for (const name of given)
      assert.ok(
        form.names.has(name),
        `the form on ${reply.url} has no field "${name}"; it has: ${[...form.names].join(", ")}`,
      );
    for (const [name, value] of pairs(fields)) {
      const offers = form.offers.get(name);
      if (offers)
        assert.ok(
          offers.has(value),
          `the field "${name}" on ${reply.url} does not offer "${value}"; it offers: ${[...offers].join(", ")}`,
        );
    }
    const all: [string, string][] = [
      ...form.standing
        .filter((field) => !given.has(field.name))
        .map((field): [string, string] => [field.name, field.value]),
      ...pairs(fields),
      ...(pressed && pressed.name !== "" ? [[pressed.name, pressed.value] as [string, string]] : []),
    ];
    const target = new URL(pressed?.action ?? form.action, this.#door.url + reply.url).href;
    if (form.method === "GET") {
      const to = new URL(target);
      to.search = new URLSearchParams(all).toString();
      return this.#go("GET", to.href, {}, options.follow ?? true);
    }
    return this.#go("POST", target, { body: bodyOf(all, options.files, form.multipart) }, options.follow ?? true);
  }

  async #go(
    method: string,
    path: string,
    init: { body?: FormData | URLSearchParams; headers?: Record<string, string> },
    follow: boolean,
  ): Promise<Reply> {
    const hops: string[] = [];
    let at = new URL(path, this.#door.url);
    let how = { method, ...init };
    for (let i = 0; i < 10; i++) {
      const headers = new Headers(how.headers);
      if (this.cookies.size > 0)
        headers.set("cookie", [...this.cookies].map(([name, value]) => `${name}=${value}`).join("; "));
      if (how.method === "POST") headers.set("sec-fetch-site", "same-origin");
      const before = this.#door.questions();
      const response = await this.#door.knock(
        new Request(at, { method: how.method, headers, body: how.body, redirect: "manual" }),
      );
      const bytes = Buffer.from(await response.arrayBuffer());
      const queries = this.#door.questions() - before;
      this.#keep(response.headers.getSetCookie());
      const location = response.headers.get("location");
      if (!follow || response.status < 300 || response.status > 399 || !location)
        return new Reply({
          status: response.status,
          headers: response.headers,
          bytes,
          url: at.pathname + at.search,
          hops,
          queries,
        });
      at = new URL(location, at);
      assert.equal(at.origin, new URL(this.#door.url).origin, `sent away to ${at}`);
      hops.push(at.pathname + at.search);
      how = { method: "GET" };
    }
    throw new assert.AssertionError({ message: `sent in a circle: ${hops.join(" → ")}` });
  }

  #keep(cookies: string[]): void {
    for (const cookie of cookies) {
      const [pair = "", ...more] = cookie.split(";").map((part) => part.trim());
      const at = pair.indexOf("=");
      if (more.some((part) => /^max-age=0$/i.test(part))) this.cookies.delete(pair.slice(0, at));
      else this.cookies.set(pair.slice(0, at), pair.slice(at + 1));
    }
  }
}

const pairs = (fields: Fields): [string, string][] =>
  Object.entries(fields).flatMap(([name, value]) =>
    (typeof value === "string" ? [value] : value).map((each): [string, string] => [name, each]),
  );

function bodyOf(
  fields: [string, string][],
  files: SubmitOptions["files"] = {},
  multipart = false,
): FormData | URLSearchParams {
  if (!multipart) {
    assert.equal(Object.keys(files).length, 0, "the form cannot carry files: it is not multipart");
    return new URLSearchParams(fields);
  }
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  for (const [name, given] of Object.entries(files))
    for (const file of Array.isArray(given) ? given : [given as Upload])
      form.append(
        name,
        new Blob([file.bytes as BlobPart], { type: file.type ?? "application/octet-stream" }),
        file.name,
      );
  return form;
}

function pick(reply: Reply, fields: Fields, { form: wanted, button, files }: SubmitOptions): PageForm {
  const all = reply.forms;
  assert.ok(all.length > 0, `no form on ${reply.url} (${reply.status} ${reply.title})`);
  if (wanted) {
    const bySelector = /^[#.[]/.test(wanted) ? reply.page.querySelector(wanted) : undefined;
    const found = all.find((form) => form.element === bySelector || form.action.includes(wanted));
    assert.ok(found, `no form "${wanted}" on ${reply.url}; actions: ${all.map((form) => form.action).join(", ")}`);
    return found;
  }
  const names = [...Object.keys(fields), ...Object.keys(files ?? {})];
  const able = all.filter(
    (form) =>
      names.every((name) => form.names.has(name)) &&
      (button === undefined || form.buttons.some((each) => matches(each.label, button))),
  );
  // Without fields and button, the form that changes something in the main part is meant.
  return able.find((form) => form.method === "POST") ?? able[0] ?? (all[0] as PageForm);
}

function pickButton(form: PageForm, words: string | RegExp | undefined): PageForm["buttons"][number] | undefined {
  if (words === undefined) return form.buttons[0];
  const found =
    form.buttons.find((button) => button.label === words) ??
    form.buttons.find((button) => matches(button.label, words));
  assert.ok(found, `no button "${words}"; buttons: ${form.buttons.map((button) => button.label).join(" | ")}`);
  return found;
}

/** A program at the API's door. */
export class ApiClient {
  readonly #door: Door;
  readonly #token: string | undefined;
  constructor(door: Door, token?: string) {
    this.#door = door;
    this.#token = token;
  }
  get(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send("GET", path, undefined, headers);
  }
  post(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.send("POST", path, body, headers);
  }
  put(path: string, body?: unknown, headers?: Record<string, string>): Promise<Reply> {
    return this.send("PUT", path, body, headers);
  }
  delete(path: string, headers?: Record<string, string>): Promise<Reply> {
    return this.send("DELETE", path, undefined, headers);
  }
  /** `path` is below /api/v1 unless it begins with /api/. Bytes go as they are; anything else as JSON. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Reply> {
    const raw = body instanceof Uint8Array || typeof body === "string";
    const request = new Request(new URL(path.startsWith("/api/") ? path : `/api/v1${path}`, this.#door.url), {
      method,
      headers: {
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        ...(body === undefined ? {} : { "content-type": raw ? "application/octet-stream" : "application/json" }),
        ...headers,
      },
      body: body === undefined ? undefined : raw ? (body as BodyInit) : JSON.stringify(body),
    });
    const before = this.#door.questions();
    const response = await this.#door.knock(request);
    const bytes = Buffer.from(await response.arrayBuffer());
    return new Reply({
      status: response.status,
      headers: response.headers,
      bytes,
      url: path,
      hops: [],
      queries: this.#door.questions() - before,
    });
  }
}
