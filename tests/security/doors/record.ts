// Who is let through the doors of record.

import type { Doors } from "../door.ts";

export const doors: Doors = {
  "GET /catatan": { at: "/catatan", expect: "200" },
  "GET /catatan/akar.json": { at: "/catatan/akar.json", expect: "200" },
  "GET /catatan/akar.atom": { at: "/catatan/akar.atom", expect: "200" },
  "GET /catatan/periksa": { at: "/catatan/periksa", expect: "200" },
  "GET /catatan/periksa/luring": { at: "/catatan/periksa/luring", expect: "200" },
  "GET /catatan/pemeriksaan": {
    at: "/catatan/pemeriksaan",
    expect: "303 403 403 403 403 403 403 403",
    but: { auditor: 200 },
  },
  "GET /catatan/pemeriksaan/petikan.json": {
    at: "/catatan/pemeriksaan/petikan.json",
    expect: "303 403 403 403 403 403 403 403",
    but: { auditor: 200 },
  },
  "GET /catatan/pemeriksaan/petikan.csv": {
    at: "/catatan/pemeriksaan/petikan.csv",
    expect: "303 403 403 403 403 403 403 403",
    but: { auditor: 200 },
  },
  "GET /akun/data/bukti.json": { at: "/akun/data/bukti.json", expect: "303 200 403 403 200 403 403 403" },
};
