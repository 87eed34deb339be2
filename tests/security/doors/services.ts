// Who is let through the doors of services.

import type { Doors } from "../door.ts";

export const doors: Doors = {
  "GET /layanan": { at: "/layanan", expect: "200" },
  "GET /layanan/:key": { at: "/layanan/keterangan-domisili-usaha", expect: "200" },
  "GET /layanan/:key/:slug": { at: (w) => `/layanan/keterangan-domisili-usaha/${w.place.slug}`, expect: "200" },
  "GET /api/v1/services": { at: "/services", expect: "200" },
  "GET /api/v1/services/{key}": { at: "/services/keterangan-domisili-usaha", expect: "200" },
  "GET /api/v1/services/{key}/form": {
    at: (w) => `/services/keterangan-domisili-usaha/form?place=${w.place.slug}`,
    expect: "200",
  },
  "GET /api/v1/offerings": { at: "/offerings?service=keterangan-domisili-usaha", expect: "200" },
};
