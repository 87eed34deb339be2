// Who is let through the doors of portal.

import type { Doors } from "../door.ts";

export const doors: Doors = {
  "GET /": { at: "/", expect: "200" },
  "GET /tentang": { at: "/tentang", expect: "200" },
  "GET /aksesibilitas": { at: "/aksesibilitas", expect: "200" },
  "GET /privasi": { at: "/privasi", expect: "200" },
  "GET /bantuan": { at: "/bantuan", expect: "200" },
  "GET /bantuan/kesalahan": { at: "/bantuan/kesalahan", expect: "200" },
  "GET /robots.txt": { at: "/robots.txt", expect: "200" },
  "GET /sitemap.xml": { at: "/sitemap.xml", expect: "200" },
  "GET /sitemap/:part": { at: "/sitemap/layanan-1.xml", expect: "200" },
};
