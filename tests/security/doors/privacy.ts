// Who is let through the doors of privacy: one's own data to a resident alone, the officer's desk to nobody without that task.

import { newId } from "../../../kernel/ids.ts";
import type { Doors } from "../door.ts";

const OFFICER_GET = "303 403 403 403 403 403 403 403";
const OFFICER_POST = "401 403 403 403 403 403 403 403";
const OWN = "303 200 403 403 200 403 403 403";
const nothing = newId();

export const doors: Doors = {
  // Open to a guardian in all; whoever holds any other mandate is refused by the page.
  "GET /akun/data": { at: "/akun/data", expect: OWN, but: { holder: 403 } },
  "GET /akun/data/pembukaan.csv": { at: "/akun/data/pembukaan.csv", expect: OWN, but: { holder: 403 } },
  "GET /akun/data/pembukaan.json": { at: "/akun/data/pembukaan.json", expect: OWN, but: { holder: 403 } },
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
  "GET /data-pribadi": { at: "/data-pribadi", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/keberatan": { at: "/data-pribadi/keberatan", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/keberatan/:objection": {
    at: `/data-pribadi/keberatan/${nothing}`,
    expect: OFFICER_GET,
    but: { protector: 404 },
  },
  "POST /data-pribadi/keberatan/:objection": {
    at: `/data-pribadi/keberatan/${nothing}`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
  "GET /data-pribadi/retensi": { at: "/data-pribadi/retensi", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/retensi.csv": { at: "/data-pribadi/retensi.csv", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/retensi.xlsx": { at: "/data-pribadi/retensi.xlsx", expect: OFFICER_GET, but: { protector: 200 } },
  "POST /data-pribadi/penahanan": { at: "/data-pribadi/penahanan", expect: OFFICER_POST, but: { protector: 422 } },
  "POST /data-pribadi/penahanan/:hold/akhir": {
    at: `/data-pribadi/penahanan/${nothing}/akhir`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
  "GET /data-pribadi/izin": { at: "/data-pribadi/izin", expect: OFFICER_GET, but: { protector: 200 } },
  "POST /data-pribadi/izin": { at: "/data-pribadi/izin", expect: OFFICER_POST, but: { protector: 422 } },
  "GET /data-pribadi/daftar": { at: "/data-pribadi/daftar", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/daftar.csv": { at: "/data-pribadi/daftar.csv", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/daftar.xlsx": { at: "/data-pribadi/daftar.xlsx", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/daftar.json": { at: "/data-pribadi/daftar.json", expect: OFFICER_GET, but: { protector: 200 } },
  "GET /data-pribadi/daftar/:service": {
    at: "/data-pribadi/daftar/keterangan-domisili-usaha",
    expect: OFFICER_GET,
    but: { protector: 200 },
  },
  "POST /data-pribadi/daftar/:service/penilaian": {
    at: "/data-pribadi/daftar/keterangan-domisili-usaha/penilaian",
    expect: OFFICER_POST,
    but: { protector: 422 },
  },
  "GET /data-pribadi/insiden": { at: "/data-pribadi/insiden", expect: OFFICER_GET, but: { protector: 200 } },
  "POST /data-pribadi/insiden": { at: "/data-pribadi/insiden", expect: OFFICER_POST, but: { protector: 422 } },
  "GET /data-pribadi/insiden/:incident": {
    at: `/data-pribadi/insiden/${nothing}`,
    expect: OFFICER_GET,
    but: { protector: 404 },
  },
  "POST /data-pribadi/insiden/:incident/pemilik": {
    at: `/data-pribadi/insiden/${nothing}/pemilik`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
  "POST /data-pribadi/insiden/:incident/pemberitahuan": {
    at: `/data-pribadi/insiden/${nothing}/pemberitahuan`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
  "GET /data-pribadi/insiden/:incident/surat.pdf": {
    at: `/data-pribadi/insiden/${nothing}/surat.pdf`,
    expect: OFFICER_GET,
    but: { protector: 404 },
  },
  "GET /data-pribadi/insiden/:incident/pemberitahuan.csv": {
    at: `/data-pribadi/insiden/${nothing}/pemberitahuan.csv`,
    expect: OFFICER_GET,
    but: { protector: 404 },
  },
  "POST /data-pribadi/insiden/:incident/lembaga": {
    at: `/data-pribadi/insiden/${nothing}/lembaga`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
  "POST /data-pribadi/insiden/:incident/penutupan": {
    at: `/data-pribadi/insiden/${nothing}/penutupan`,
    expect: OFFICER_POST,
    but: { protector: 404 },
  },
};
