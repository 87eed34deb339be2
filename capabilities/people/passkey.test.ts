// Passkeys in a real browser with a virtual authenticator: made, used to come in with nothing typed, used to prove again, and all the
// ways in which somebody else's answer, an old one or a copied key opens nothing.

import assert from "node:assert/strict";
import { after, test } from "node:test";
import type { CDPSession, Page } from "playwright-core";
import { openChromium } from "../../tests/chromium.ts";
import { openTestHall } from "../../tests/hall.ts";
import { DEMO_PASSWORD, DEMO_RESIDENTS } from "./index.ts";

const hall = await openTestHall({ demo: true, at: "2026-11-23T09:00:00+07:00", settings: { PENDOPO_URL: "" } });
const served = await hall.listen();
// A passkey belongs to a name, never to a bare address.
const url = `http://localhost:${served.port}`;
const browser = await openChromium();
after(() => (typeof browser === "string" ? undefined : browser.close()));
const [melati] = DEMO_RESIDENTS;

/** A telephone of its own: a browser with an authenticator that knows a finger. */
async function telephone(): Promise<{ page: Page; device: CDPSession; id: string }> {
  if (typeof browser === "string") throw new Error(browser);
  const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
  const device = await page.context().newCDPSession(page);
  await device.send("WebAuthn.enable");
  const { authenticatorId } = await device.send("WebAuthn.addVirtualAuthenticator", {
    options: {
      protocol: "ctap2",
      transport: "internal",
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  });
  return { page, device, id: authenticatorId };
}

const press = async (page: Page, words: string) => {
  await Promise.all([
    page.waitForEvent("load"),
    page.getByRole("button", { name: words, exact: true }).first().click(),
  ]);
};
const h1 = (page: Page) => page.locator("h1").textContent();

test("made on a telephone, a passkey opens the account with nothing typed, and proves again in the middle", {
  timeout: 60_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const { page, device, id } = await telephone();
  await page.goto(`${url}/masuk`);
  // Without passkeys in this device the keyboard offers none, and the form stands there as ever.
  await page.fill("[name=number]", melati.nik);
  await page.fill("[name=password]", DEMO_PASSWORD);
  await press(page, "Masuk");
  await page.goto(`${url}/akun/keamanan`);
  await page.getByRole("link", { name: "Tambah kunci masuk" }).click();
  await page.waitForSelector("[name=name]");
  await page.fill("[name=name]", "HP Melati");
  await press(page, "Buat kunci masuk");
  assert.equal(await h1(page), "Simpan kode cadangan Anda", "with the first one come recovery codes");
  await page.goto(`${url}/akun/keamanan`);
  assert.match((await page.locator("main").textContent()) ?? "", /HP Melati/);
  const { credentials } = await device.send("WebAuthn.getCredentials", { authenticatorId: id });
  assert.deepEqual([credentials.length, credentials[0]?.rpId], [1, "localhost"]);

  // The same device makes no second one for the account.
  await page.goto(`${url}/akun/keamanan/kunci`);
  await page.getByRole("button", { name: "Buat kunci masuk" }).click();
  await page.getByText("sudah memiliki kunci masuk").waitFor();

  await page.context().clearCookies();
  await page.goto(`${url}/masuk?kembali=/akun/keamanan`);
  await page.waitForURL(/akun.keamanan$/, { timeout: 4000 }).catch(() => press(page, "Masuk dengan kunci masuk"));
  assert.equal(await h1(page), "Keamanan akun");
  const [session] = await hall.rows(
    "select how, second_at is not null as second from people.session order by created_at desc, id desc limit 1",
  );
  assert.deepEqual(session, { how: "passkey", second: true });

  hall.time.advance(11 * 60_000);
  await page.goto(`${url}/akun/keamanan/kata-sandi`);
  assert.equal(await h1(page), "Pastikan ini Anda");
  await press(page, "Gunakan kunci masuk");
  assert.equal(await h1(page), "Ganti kata sandi");
  await page.context().close();
});

test("an answer opens once, in the browser it was asked of, for a while, whole, and only from a key that was not copied", {
  timeout: 60_000,
}, async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const akhiong = DEMO_RESIDENTS[1];
  const { page, device, id } = await telephone();
  await page.goto(`${url}/masuk`);
  await page.fill("[name=number]", akhiong.nik);
  await page.fill("[name=password]", DEMO_PASSWORD);
  await press(page, "Masuk");
  await page.goto(`${url}/akun/keamanan/kunci`);
  await page.fill("[name=name]", "Laptop");
  await press(page, "Buat kunci masuk");
  await page.context().clearCookies();

  /** What the browser would send, caught on its way, so that it can be sent otherwise. */
  const answer = async (): Promise<Record<string, string>> => {
    let caught: Record<string, string> | undefined;
    await page.route("**/masuk/kunci", async (route) => {
      caught ??= Object.fromEntries(new URLSearchParams(route.request().postData() ?? ""));
      await route.abort();
    });
    await page.goto(`${url}/masuk`);
    // The keyboard's offer may answer by itself; otherwise the button is pressed.
    const wait = async () => {
      for (let i = 0; i < 40 && !caught; i++) await page.waitForTimeout(50);
    };
    await wait();
    if (!caught)
      await page
        .getByRole("button", { name: "Masuk dengan kunci masuk" })
        .click({ timeout: 2000 })
        .catch(() => {});
    await wait();
    await page.unroute("**/masuk/kunci");
    assert.ok(caught, "the script sent an answer");
    return caught;
  };
  const visit = async () =>
    (await page.context().cookies()).map((cookie) => `${cookie.name}=${cookie.value}`).join("; ");
  const send = async (fields: Record<string, string>, cookie: string) => {
    const reply = await fetch(`${url}/masuk/kunci`, {
      method: "POST",
      redirect: "manual",
      headers: { cookie, "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams(fields),
    });
    return { status: reply.status, text: await reply.text() };
  };

  const good = await answer();
  const mine = await visit();
  const parsed = JSON.parse(good.jawaban as string);
  const other = async (change: (copy: typeof parsed) => void) => {
    const copy = structuredClone(parsed);
    change(copy);
    return send({ ...good, jawaban: JSON.stringify(copy) }, mine);
  };
  const flip = (text: string) => (text.startsWith("A") ? "B" : "A") + text.slice(1);
  const refused: [string, { status: number; text: string }][] = [
    ["nothing", await send({ ...good, jawaban: "" }, mine)],
    ["no JSON of ours", await send({ ...good, jawaban: '{"id":1}' }, mine)],
    ["another key's name", await other((copy) => (copy.id = copy.rawId = flip(copy.id)))],
    [
      "a signature that was touched",
      await other((copy) => (copy.response.signature = flip(`${copy.response.signature.slice(0, -8)}AAAAAAAA`))),
    ],
    ["another holder", await other((copy) => (copy.response.userHandle = flip(copy.response.userHandle)))],
    ["a challenge that was touched", await send({ ...good, tantangan: `${good.tantangan?.slice(0, -6)}AAAAAA` }, mine)],
  ];
  const data = JSON.parse(Buffer.from(parsed.response.clientDataJSON, "base64url").toString());
  const forged = Buffer.from(JSON.stringify({ ...data, origin: "https://pend0po.example" })).toString("base64url");
  refused.push(["another site's answer", await other((copy) => (copy.response.clientDataJSON = forged))]);
  for (const [what, reply] of refused) {
    assert.equal(reply.status, 422, what);
    assert.match(reply.text, /tidak kami kenal|terlalu lama terbuka/, what);
  }
  const elsewhere = await fetch(`${url}/masuk`);
  const stranger = (elsewhere.headers.getSetCookie()[0] ?? "").split(";")[0] as string;
  const token = /name="_token" value="([^"]+)"/.exec(await elsewhere.text())?.[1] as string;
  assert.match(
    (await send({ ...good, _token: token }, stranger)).text,
    /terlalu lama terbuka/,
    "stolen into another browser",
  );
  assert.equal((await send(good, mine)).status, 303, "the true one opens");
  assert.equal((await send(good, mine)).status, 422, "and not twice");

  const late = await answer();
  hall.time.advance(31 * 60_000);
  assert.match((await send(late, await visit())).text, /terlalu lama terbuka/);

  // A copy answers with a counter that the first has passed already: the key is stopped, and its holder hears of it.
  await hall.rows("update people.passkey set counter = 1000");
  const copied = await send(await answer(), await visit());
  assert.match(copied.text, /pernah disalin/);
  assert.match((await send(await answer(), await visit())).text, /pernah disalin/, "it stays stopped");
  const [key] = await hall.rows("select suspended_at from people.passkey where suspended_at is not null");
  assert.ok(key);
  await hall.drain();
  const letters = await hall.rows("select id, subject from kernel.mail");
  assert.ok(
    letters.some((row) =>
      /Kunci masuk Anda dihentikan/.test(hall.vault.open(row.subject, `kernel.mail:subject:${row.id}`)),
    ),
  );

  // Without a finger there is no answer: what only lies on the desk opens nothing.
  await device.send("WebAuthn.setUserVerified", { authenticatorId: id, isUserVerified: false });
  await page.goto(`${url}/masuk`);
  await page.getByRole("button", { name: "Masuk dengan kunci masuk" }).click();
  await page.getByText("Tidak jadi").waitFor({ timeout: 10_000 });
  await page.context().close();
});

test("without scripts the page offers the other ways and says so", async (context) => {
  if (typeof browser === "string") return context.skip(browser);
  const room = await browser.newContext({ javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
  const page = await room.newPage();
  await page.goto(`${url}/masuk`);
  assert.match((await page.locator("main").textContent()) ?? "", /Kunci masuk memerlukan JavaScript/);
  assert.equal(await page.locator("form[data-passkey]").isVisible(), false);
  await room.close();
});
