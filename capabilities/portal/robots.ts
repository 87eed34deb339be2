// What robots may read: the pages that are the same for everybody. Sitemaps by the protocol of sitemaps.org, 40,000 addresses a part.

import { notFound } from "../../kernel/errors.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { catalogueAddresses, catalogueCounts } from "../services/index.ts";

const PART = 40_000;
const STILL = ["/", "/layanan", "/tentang", "/bantuan", "/bantuan/kesalahan", "/privasi", "/aksesibilitas"];
/** Pages about one person or one case, and doors. */
const CLOSED = ["/permohonan", "/lacak/", "/kerja", "/akun", "/masuk", "/daftar", "/berkas", "/bahasa", "/api/"];

export const robots = (url: string): string =>
  [
    "User-agent: *",
    ...CLOSED.map((path) => `Disallow: ${path}`),
    "Allow: /api/v1/openapi.json",
    "",
    `Sitemap: ${url}/sitemap.xml`,
    "",
  ].join("\n");

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n';
const NAMESPACE = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"';
const escaped = (text: string): string => text.replace(/[<>&'"]/g, (mark) => `&#${mark.charCodeAt(0)};`);

/** The list of parts: the still pages, then the services and their places. */
export async function siteIndex(ask: Ask): Promise<string> {
  const { services, offerings } = await ask.read(catalogueCounts);
  const parts = Math.max(1, Math.ceil((services + offerings) / PART));
  const names = ["halaman", ...Array.from({ length: parts }, (_, part) => `layanan-${part + 1}`)];
  const rows = names.map((name) => `<sitemap><loc>${escaped(`${ask.hall.url}/sitemap/${name}.xml`)}</loc></sitemap>`);
  return `${HEAD}<sitemapindex ${NAMESPACE}>\n${rows.join("\n")}\n</sitemapindex>\n`;
}

/** One part. @throws Refused 404 when there is none of that name. */
export async function sitePart(ask: Ask): Promise<string> {
  const part = ask.params.part ?? "";
  const number = Number(/^layanan-([1-9]\d{0,3})\.xml$/.exec(part)?.[1]);
  if (part !== "halaman.xml" && !number) throw notFound();
  const paths =
    part === "halaman.xml"
      ? STILL
      : await ask.read((tx) => catalogueAddresses(tx, { skip: (number - 1) * PART, limit: PART }));
  if (paths.length === 0 && number !== 1) throw notFound();
  return `${HEAD}<urlset ${NAMESPACE}>\n${paths.map((path) => `<url><loc>${escaped(ask.hall.url + path)}</loc></url>`).join("\n")}\n</urlset>\n`;
}
