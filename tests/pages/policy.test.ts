// The policy of content in a real browser: no page breaks it, and what scripts do with answers of ours goes through the one place
// that may turn text into markup.

import assert from "node:assert/strict";
import { test } from "node:test";
import { photo } from "../api/domicile.ts";
import { openChromium } from "../chromium.ts";
import { openTestHall } from "../hall.ts";

test("no page breaks the policy; an upload that comes back with faults is shown, and elsewhere text does not become markup", {
  timeout: 120_000,
}, async (context) => {
  const chromium = await openChromium();
  if (typeof chromium === "string") return context.skip(chromium);
  const hall = await openTestHall({ demo: true });
  const { url, stop } = await hall.listen();
  try {
    const api = hall.api((await hall.resident("melati")).token);
    const places = (await api.get("/offerings?service=keterangan-domisili-usaha&limit=1")).json.items;
    const draft = (await api.post("/drafts", { offering: places[0].id })).json.id;
    const browser = await chromium.newContext();
    const { token } = await hall.resident("melati");
    await browser.addCookies([{ name: "pendopo", value: token, url }]);
    const page = await browser.newPage();
    const broken: string[] = [];
    page.on("console", (message) => {
      if (/Content.Security.Policy|TrustedHTML|Permissions-Policy|Unrecognized feature/i.test(message.text()))
        broken.push(message.text());
    });
    page.on("pageerror", (error) => broken.push(error.message));
    for (const path of [
      "/",
      "/layanan",
      "/lacak",
      "/periksa",
      "/akun",
      "/permohonan",
      `/permohonan/konsep/${draft}/pemilik`,
    ])
      await page.goto(url + path);
    const file = (await photo(3)) as Buffer;
    let reached = false;
    for (const name of ["usaha", "lampiran", "berkas", "tempat"]) {
      await page.goto(`${url}/permohonan/konsep/${draft}/${name}`);
      if ((await page.locator("input[type=file]").count()) === 0) continue;
      await page
        .locator("input[type=file]")
        .first()
        .setInputFiles({ name: "depan.jpg", mimeType: "image/jpeg", buffer: file });
      await page
        .locator("main form button[type=submit]:not([aria-hidden]), main form button:not([type]):not([aria-hidden])")
        .first()
        .click();
      await page.waitForSelector(".error-summary", { timeout: 20_000 });
      reached = true;
      break;
    }
    assert.ok(reached, "a page with a photo");
    assert.deepEqual(broken, []);
    const refused = await page.evaluate(() => {
      try {
        document.createElement("div").innerHTML = "<b>x</b>";
        return "markup";
      } catch (error) {
        return (error as Error).name;
      }
    });
    assert.equal(refused, "TypeError");
  } finally {
    await chromium.close();
    await stop();
  }
});
