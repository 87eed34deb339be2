// Who is let through the doors of privacy: one's own data to a resident alone, the officer's desk to nobody without that task.

import { newId } from "../../../kernel/ids.ts";
import type { Doors } from "../door.ts";

const OFFICER_GET = "303 403 403 403 403 403 403 403";
const OFFICER_POST = "401 403 403 403 403 403 403 403";
const nothing = newId();

export const doors: Doors = {
  "GET /akun/data": { at: "/akun/data", expect: "303 200 403 403 200 403 403 403" },
  "GET /akun/data/pembukaan.csv": { at: "/akun/data/pembukaan.csv", expect: "303 200 403 403 200 403 403 403" },
  "GET /akun/data/pembukaan.json": { at: "/akun/data/pembukaan.json", expect: "303 200 403 403 200 403 403 403" },
  "GET /akun/data/keberatan/:entry": {
    at: `/akun/data/keberatan/${nothing}`,
    expect: "303 404 403 403 404 403 403 403",
  },
  "POST /akun/data/keberatan/:entry": {
    at: `/akun/data/keberatan/${nothing}`,
    body: { alasan: "Saya tidak mengenal petugas ini." },
    expect: "401 404 403 403 404 403 403 403",
  },
  "POST /akun/data/pembatasan/akhir": { at: "/akun/data/pembatasan/akhir", expect: "401 303 403 403 303 403 403 403" },
  "GET /akun/data/salinan/:copy": { at: `/akun/data/salinan/${nothing}`, expect: "303 404 403 403 404 403 403 403" },
  "GET /data-pribadi": { at: "/data-pribadi", expect: OFFICER_GET },
  "GET /data-pribadi/keberatan": { at: "/data-pribadi/keberatan", expect: OFFICER_GET },
  "GET /data-pribadi/keberatan/:objection": { at: `/data-pribadi/keberatan/${nothing}`, expect: OFFICER_GET },
  "POST /data-pribadi/keberatan/:objection": { at: `/data-pribadi/keberatan/${nothing}`, expect: OFFICER_POST },
  "GET /data-pribadi/retensi": { at: "/data-pribadi/retensi", expect: OFFICER_GET },
  "GET /data-pribadi/retensi.csv": { at: "/data-pribadi/retensi.csv", expect: OFFICER_GET },
  "GET /data-pribadi/retensi.xlsx": { at: "/data-pribadi/retensi.xlsx", expect: OFFICER_GET },
  "POST /data-pribadi/penahanan": { at: "/data-pribadi/penahanan", expect: OFFICER_POST },
  "POST /data-pribadi/penahanan/:hold/akhir": { at: `/data-pribadi/penahanan/${nothing}/akhir`, expect: OFFICER_POST },
  "GET /data-pribadi/izin": { at: "/data-pribadi/izin", expect: OFFICER_GET },
  "POST /data-pribadi/izin": { at: "/data-pribadi/izin", expect: OFFICER_POST },
};
