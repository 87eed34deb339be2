// Takes the README's pictures from the running program: a demonstration of its own, its story told, a browser that walks to each page.
//
//   node bin/run.js scripts/pictures.ts        writes docs/pictures/*.png, each below 150 kB
//
// Needs what the browser tests need, and poppler's pdftoppm for the certificate.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BrowserContext, Page } from "playwright-core";
import sharp from "sharp";
import { openChromium } from "../tests/chromium.ts";
import { type Browser, openTestHall } from "../tests/hall.ts";

const MOST = 150_000;
const folder = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
mkdirSync(folder, { recursive: true });

const hall = await openTestHall({ demo: true, at: "2026-11-25T09:20:00+07:00", settings: { LOG_LEVEL: "error" } });
for (const capability of hall.capabilities) await capability.story?.(hall, () => {});
await hall.drain();
const served = await hall.listen();
const found = await openChromium();
if (typeof found === "string") throw new Error(found);
const chromium = found;

/** Fewer colours until the picture is light enough: drawings and text bear it, and a README is read on telephones too. */
async function keep(name: string, png: Uint8Array): Promise<void> {
  for (const colours of [192, 96, 48, 24]) {
    const small = await sharp(png).png({ palette: true, colours, effort: 10, compressionLevel: 9 }).toBuffer();
    if (small.length > MOST && colours !== 24) continue;
    writeFileSync(join(folder, `${name}.png`), small);
    console.log(`${name}.png  ${Math.round(small.length / 1000)} kB, ${colours} colours`);
    return;
  }
}

type Look = { width: number; height: number; sharp: number };
const PHONE: Look = { width: 360, height: 740, sharp: 2 };
const DESK: Look = { width: 1280, height: 800, sharp: 1.25 };

async function shoot(
  name: string,
  look: Look,
  who: Browser,
  path: string,
  more: { act?: (tab: Page) => Promise<void>; from?: string } = {},
): Promise<void> {
  const room: BrowserContext = await chromium.newContext({
    viewport: { width: look.width, height: look.height },
    deviceScaleFactor: look.sharp,
    colorScheme: "light",
    locale: "id-ID",
    timezoneId: "Asia/Jakarta",
  });
  await room.addCookies([...who.cookies].map(([cookie, value]) => ({ name: cookie, value, url: served.url })));
  const tab = await room.newPage();
  await tab.goto(served.url + path);
  await more.act?.(tab);
  // The line that says "this is a demonstration" is right, and the same on every picture: the pictures begin below it.
  await tab.evaluate(() => document.querySelector(".demo")?.remove());
  if (more.from)
    await tab
      .locator(more.from)
      .first()
      .evaluate((each) => each.scrollIntoView({ block: "start" }));
  await keep(name, await tab.screenshot());
  await room.close();
}

const one = async (text: string, values: unknown[] = []) => (await hall.rows(text, values))[0];
const slh = "/layanan/sertifikat-laik-higiene/kota-pangkalpinang";
const visitor = hall.visitor();
const melati = await hall.resident("melati");
const inspector = await hall.as("pangkalpinang/dinkes/inspektur-sanitasi");
const head = await hall.as("pangkalpinang/dpmptsp/kepala");

await shoot("beranda", DESK, visitor, "/");
await shoot("layanan", PHONE, visitor, slh);

const begun = await melati.submit(await melati.get(slh), {}, { button: /Ajukan/ });
await shoot("isian", PHONE, melati, begun.url, {
  from: ".error-summary",
  act: async (tab) => {
    await tab.fill('[name="teleponPemohon"]', "0812");
    await tab.fill('[name="alamatPemohon.street"]', "Jalan Mentok No. 8");
    await tab.fill('[name="alamatPemohon.village"]', "Opas Indah, Pangkalpinang");
    await Promise.all([
      tab.waitForEvent("load"),
      tab.getByRole("button", { name: "Simpan dan lanjutkan" }).last().click(),
    ]);
  },
});

// A case on which two agencies work at once, and the clock still runs.
const busy = await one(
  `select c.tracking from cases.case c join cases.task t on t.agency_id = c.agency_id and t.case_id = c.id and t.status = 'open'
      join services.service s on s.id = c.service_id
    where c.status = 'running' and s.key = 'sertifikat-laik-higiene' group by c.tracking, c.submitted_at order by count(*) desc, c.submitted_at limit 1`,
);
await shoot("lacak", { ...PHONE, height: 860 }, visitor, `/lacak/${busy?.tracking}`, { from: "h1" });
await shoot("daftar-kerja", DESK, inspector, "/kerja");
const [first] = (await inspector.get("/kerja")).all("td a, th a");
await shoot("meja", DESK, inspector, first?.getAttribute("href") ?? "/kerja");
await shoot("dasbor", DESK, head, "/dasbor");

// Who may act for whom, who looked at one's data, and what a position permits.
await shoot("kuasa", { ...PHONE, height: 860 }, await hall.resident("dewi"), "/kuasa", { from: "h1" });
await shoot("data-saya", { ...PHONE, height: 860 }, melati, "/akun/data", { from: "h1" });
const keeper = await one(
  "select key from agencies.position where may_administer and key like 'pangkalpinang/%' order by is_head, key limit 1",
);
const desk = await one(
  "select p.id, a.code from agencies.position p join agencies.agency a on a.id = p.agency_id where p.key = 'pangkalpinang/dpmptsp/front-office'",
);
await shoot("izin", DESK, await hall.as(keeper?.key), `/instansi/${desk?.code}/jabatan/${desk?.id}/izin`);

const letter = await one(
  "select d.code, d.store_id from cases.document d where d.status = 'issued' and d.valid_until > '2026-11-25' order by d.title ->> 'id', d.issued_at limit 1",
);
await shoot("verifikasi", PHONE, visitor, `/periksa/${letter?.code}`, { from: ".notice" });
const work = mkdtempSync(join(tmpdir(), "pendopo-pictures-"));
const pdf = join(work, "certificate.pdf");
writeFileSync(pdf, await hall.files.get(letter?.store_id));
if (spawnSync("pdftoppm", ["-r", "100", "-png", "-singlefile", pdf, join(work, "page")]).error)
  console.error(
    "SKIPPED: pdftoppm is not installed (Debian: apt-get install poppler-utils); sertifikat.png stays as it is",
  );
else await keep("sertifikat", await sharp(join(work, "page.png")).toBuffer());
rmSync(work, { recursive: true, force: true });

await chromium.close();
await hall.close();
process.exit(0);
