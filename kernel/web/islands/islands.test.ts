// The islands in a real browser, against a small server of this test: what they add, and that they never stand in the way.

import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Browser, Page as Tab } from "playwright-core";
import { type ComponentChildren, h } from "preact";
import { render } from "preact-render-to-string";
import { openChromium } from "../../../tests/chromium.ts";
import { assets } from "../assets.ts";
import { Button, FileField, Form, Page, TextArea, TextField } from "../components/index.ts";
import { indonesian as t, visitor } from "../components/specimens.ts";

let browser: Browser | string;
let server: Server;
let origin: string;
/** What this test's server does with a post, and what it has seen. */
let answer: (
  request: IncomingMessage,
  body: Buffer,
) => { status: number; to?: string; html?: string } | "hang up" | Promise<{ status: number; to?: string }>;
let posts: Array<{ type: string; body: Buffer }> = [];
let pages: Record<string, () => ComponentChildren> = {};

const page = (children: ComponentChildren, refresh?: number) =>
  `<!doctype html>${render(h(Page, { t, site: visitor, title: "Uji", refresh, children }))}`;

before(async () => {
  browser = await openChromium();
  server = createServer(async (request, response) => {
    const path = request.url!.split("?")[0]!;
    const asset = assets().at(path);
    if (asset) return response.writeHead(200, { "content-type": asset.type }).end(asset.body);
    if (request.method === "POST") {
      const parts: Buffer[] = [];
      for await (const part of request) parts.push(part as Buffer);
      posts.push({ type: request.headers["content-type"] ?? "", body: Buffer.concat(parts) });
      const reply = await answer(request, Buffer.concat(parts));
      if (reply === "hang up") return request.socket.destroy();
      if (reply.to) return response.writeHead(303, { location: reply.to }).end();
      return response
        .writeHead(reply.status, { "content-type": "text/html; charset=utf-8" })
        .end("html" in reply ? reply.html : "");
    }
    const made = pages[path];
    const body = made ? page([h("h1", null, "Uji"), made()], path === "/lacak" ? 1 : undefined) : "";
    response
      .writeHead(made ? 200 : 404, {
        "content-type": "text/html; charset=utf-8",
        "content-security-policy":
          "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' blob:; connect-src 'self'; form-action 'self'",
      })
      .end(body);
  });
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});
after(async () => {
  if (typeof browser !== "string") await browser?.close();
  server.closeAllConnections();
  server.close();
});

const visit = async (path: string): Promise<Tab> => {
  const tab = await (browser as Browser).newPage();
  await tab.goto(origin + path);
  return tab;
};

const form = (more: Partial<Parameters<typeof Form>[0]>, ...children: ComponentChildren[]) =>
  h(Form, { t, site: visitor, action: "/kirim", ...more, children: [...children, h(Button, { children: "Kirim" })] });

test("the count tells how many characters are left, and by how many it is too long", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  pages = { "/a": () => form({}, h(TextArea, { t, name: "u", label: "Uraian", limit: 10, value: "abc" })) };
  const tab = await visit("/a");
  await tab.getByText("Sisa 7 huruf").waitFor();
  await tab.getByLabel("Uraian").fill("abcdefghijklm 😀");
  await tab.getByText("Kelebihan 5 huruf").first().waitFor();
  await tab.close();
});

test("pressing twice sends once", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  posts = [];
  pages = { "/b": () => form({}, h(TextField, { t, name: "n", label: "Nama", value: "x" })), "/c": () => "Terkirim" };
  answer = async () => {
    await new Promise((later) => setTimeout(later, 400));
    return { status: 303, to: "/c" };
  };
  const tab = await visit("/b");
  await tab.evaluate(() => {
    const button = [...document.querySelectorAll("main button")].at(-1) as HTMLButtonElement;
    button.click();
    button.click();
    button.click();
  });
  await tab.waitForURL("**/c");
  assert.equal(posts.length, 1);
  await tab.close();
});

test("unsent answers are shown again in the same tab, and forgotten once sent; secrets are not kept", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  pages = {
    "/d": () =>
      form(
        { draft: "uji" },
        h(TextField, { t, name: "nama", label: "Nama usaha" }),
        h(TextField, { t, name: "sandi", label: "Kata sandi", type: "password" }),
      ),
    "/c": () => "Terkirim",
  };
  answer = () => ({ status: 303, to: "/c" });
  const tab = await visit("/d");
  await tab.getByLabel("Nama usaha").fill("Martabak Acau");
  await tab.getByLabel("Kata sandi").fill("rahasia");
  await tab.getByText("Isian disimpan selama halaman ini terbuka.").waitFor();
  assert.doesNotMatch(await tab.evaluate(() => JSON.stringify(sessionStorage)), /rahasia/);
  await tab.goto(`${origin}/d`);
  await tab.getByText("Isian yang belum terkirim kami tampilkan kembali.").waitFor();
  assert.equal(await tab.getByLabel("Nama usaha").inputValue(), "Martabak Acau");
  assert.equal(await tab.getByLabel("Kata sandi").inputValue(), "");
  await tab.getByRole("button", { name: "Kirim", exact: true }).click();
  await tab.waitForURL("**/c");
  await tab.goto(`${origin}/d`);
  assert.equal(await tab.getByLabel("Nama usaha").inputValue(), "");
  assert.equal(await tab.evaluate(() => sessionStorage.length + localStorage.length), 0);
  // Nothing came of sending: back on the form, the answers are there.
  await tab.getByLabel("Nama usaha").fill("Martabak Acau");
  await tab.getByText("Isian disimpan selama halaman ini terbuka.").waitFor();
  answer = () => "hang up";
  await tab.getByRole("button", { name: "Kirim", exact: true }).click();
  await tab.waitForURL("chrome-error://**").catch(() => {});
  await tab.goBack();
  assert.equal(await tab.getByLabel("Nama usaha").inputValue(), "Martabak Acau");
  await tab.close();
});

test("leaving with unsent answers asks first; sending does not", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  pages = { "/e": () => form({ guard: true }, h(TextField, { t, name: "n", label: "Nama" })), "/c": () => "Terkirim" };
  answer = () => ({ status: 303, to: "/c" });
  const tab = await visit("/e");
  let asked = 0;
  tab.on("dialog", (dialog) => {
    asked++;
    void dialog.dismiss();
  });
  await tab.getByLabel("Nama").pressSequentially("x");
  await tab.getByRole("link", { name: "Layanan" }).click();
  assert.equal(asked, 1);
  assert.equal(new URL(tab.url()).pathname, "/e");
  await tab.getByRole("button", { name: "Kirim", exact: true }).click();
  await tab.waitForURL("**/c");
  assert.equal(asked, 1);
  await tab.close();
});

const files = (more: object = {}) =>
  form(
    { files: true, once: "k" },
    h(FileField, { t, name: "foto", label: "Foto dapur", accept: "image/*", types: "Foto", size: "5 MB", ...more }),
  );

test("a large photo is made smaller before it is sent, and the reader arrives where the server leads", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  posts = [];
  pages = { "/f": () => files(), "/c": () => "Terkirim" };
  answer = () => ({ status: 303, to: "/c" });
  const { default: sharp } = await import("sharp");
  const noise = Buffer.from(Array.from({ length: 900 * 600 * 3 }, (_, i) => (i * 7919 + ((i * i) % 251) * 31) & 255));
  const photo = await sharp(noise, { raw: { width: 900, height: 600, channels: 3 } })
    .resize(3600, 2400)
    .jpeg({ quality: 95 })
    .toBuffer();
  assert.ok(photo.length > 1_000_000);
  const tab = await visit("/f");
  await tab.getByLabel("Foto dapur").setInputFiles({ name: "dapur.jpg", mimeType: "image/jpeg", buffer: photo });
  await tab.evaluate(() => {
    const button = [...document.querySelectorAll("main button")].at(-1) as HTMLButtonElement;
    button.click();
    button.click();
  });
  await tab.waitForURL("**/c");
  assert.equal(posts.length, 1);
  const sent = posts[0]!.body;
  assert.ok(sent.length < photo.length * 0.8, `${sent.length} of ${photo.length}`);
  assert.match(sent.subarray(0, 600).toString("latin1"), /name="_token"|name="_key"/);
  assert.match(sent.toString("latin1"), /name="foto"; filename="dapur\.jpg"\r\nContent-Type: image\/jpeg/);
  await tab.close();
});

test("a connection that breaks is tried again under the same key, and says so", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  posts = [];
  pages = { "/g": () => files(), "/c": () => "Terkirim" };
  let cut = true;
  answer = () => (cut ? "hang up" : { status: 303, to: "/c" });
  const tab = await visit("/g");
  await tab
    .getByLabel("Foto dapur")
    .setInputFiles({ name: "kecil.png", mimeType: "image/png", buffer: Buffer.from("kecil") });
  await tab.getByRole("button", { name: "Kirim", exact: true }).click();
  await tab.getByText(/Sambungan terputus\. Mencoba lagi dalam \d detik/).waitFor();
  cut = false;
  await tab.waitForURL("**/c");
  // The browser itself may try a broken connection once more; all carry the one key.
  const keys = posts.map((post) => /name="_key"\r\n\r\n(\w+)/.exec(post.body.toString("latin1"))?.[1]);
  assert.ok(keys.length >= 2);
  assert.deepEqual([...new Set(keys)], ["k"]);
  await tab.close();
});

test("when the server refuses a file its own page is shown, with the focus on the faults", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  pages = { "/h": () => files() };
  const { ErrorSummary } = await import("../components/index.ts");
  answer = () => ({
    status: 422,
    html: page([
      h(ErrorSummary, { t, faults: [{ field: "foto", text: "Foto tidak terbaca." }] }),
      h("h1", null, "Uji"),
      files({ fault: "Foto tidak terbaca." }),
    ]),
  });
  const tab = await visit("/h");
  await tab
    .getByLabel("Foto dapur")
    .setInputFiles({ name: "x.jpg", mimeType: "image/jpeg", buffer: Buffer.from("bukan foto") });
  await tab.getByRole("button", { name: "Kirim", exact: true }).click();
  await tab.getByRole("link", { name: "Foto tidak terbaca." }).waitFor();
  assert.equal(await tab.evaluate(() => document.activeElement?.id), "kesalahan");
  await tab.close();
});

test("the tracking page shows what is new by itself, but not under the hands of someone reading", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  let now = "Diperiksa";
  pages = { "/lacak": () => h("p", null, now, h("input", { "aria-label": "cari" })) };
  const tab = await (browser as Browser).newPage();
  await tab.clock.install();
  await tab.goto(`${origin}/lacak`);
  now = "Terbit";
  await tab.getByLabel("cari").focus();
  await tab.clock.runFor(16_000);
  assert.equal(await tab.getByText("Diperiksa").count(), 1);
  await tab.getByLabel("cari").blur();
  await tab.clock.runFor(16_000);
  await tab.getByText("Terbit").waitFor();
  await tab.close();
});
