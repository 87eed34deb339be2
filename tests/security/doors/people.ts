// Who is let through the doors of people.

import { newId } from "../../../kernel/ids.ts";
import type { Doors } from "../door.ts";

const SIGNED_IN = "303 200 200 200 200 200 200 200";
const WRONG = "401 422 422 422 422 422 422 422";
const TO_SECURITY = "401 303 303 303 303 303 303 303";

let tries = 0;

/** Whoever has a second factor and did not show it is led to show it before anything of it is changed. */
const UNSHOWN = { single: 303 };

export const doors: Doors = {
  "GET /masuk": { at: "/masuk", expect: "200 303 200 200 303 200 200 200" },
  "POST /masuk": { at: "/masuk", expect: "422" },
  "POST /masuk/lanjut": { at: "/masuk/lanjut", expect: "200" },
  "GET /masuk/pegawai": { at: "/masuk/pegawai", expect: "200 200 303 303 200 303 303 303" },
  "POST /masuk/pegawai": { at: "/masuk/pegawai", expect: "422" },
  "POST /masuk/pegawai/lanjut": { at: "/masuk/pegawai/lanjut", expect: "200" },
  "GET /masuk/kode": { at: "/masuk/kode", expect: "303" },
  "POST /masuk/kode": { at: "/masuk/kode", expect: "422" },
  "POST /masuk/kunci": { at: "/masuk/kunci", expect: "422" },
  "GET /masuk/lupa": { at: "/masuk/lupa", expect: "200" },
  "POST /masuk/lupa": { at: "/masuk/lupa", expect: "422" },
  "GET /masuk/lupa/terkirim": { at: "/masuk/lupa/terkirim", expect: "200" },
  "GET /masuk/pulih": { at: "/masuk/pulih", expect: "200" },
  "POST /masuk/pulih": { at: "/masuk/pulih", expect: "422" },
  "GET /masuk/ulang": { at: "/masuk/ulang", expect: SIGNED_IN },
  "POST /masuk/ulang": { at: "/masuk/ulang", expect: WRONG },
  "POST /masuk/ulang/lanjut": { at: "/masuk/ulang/lanjut", expect: "401 200 200 200 200 200 200 200" },
  "POST /masuk/ulang/kunci": { at: "/masuk/ulang/kunci", expect: WRONG },
  "GET /daftar": { at: "/daftar", expect: "200" },
  "POST /daftar": { at: "/daftar", expect: "422" },
  "GET /daftar/selesai": { at: "/daftar/selesai", expect: "200" },
  "GET /akun": { at: "/akun", expect: SIGNED_IN },
  "GET /akun/keamanan": { at: "/akun/keamanan", expect: SIGNED_IN },
  "GET /akun/keamanan/kunci": { at: "/akun/keamanan/kunci", expect: SIGNED_IN, but: UNSHOWN },
  "POST /akun/keamanan/kunci": { at: "/akun/keamanan/kunci", expect: WRONG, but: UNSHOWN },
  "POST /akun/keamanan/kunci/:id/hapus": {
    at: `/akun/keamanan/kunci/${newId()}/hapus`,
    expect: "401 404 404 404 404 404 404 404",
    but: UNSHOWN,
  },
  "GET /akun/keamanan/aplikasi": { at: "/akun/keamanan/aplikasi", expect: SIGNED_IN, but: UNSHOWN },
  "POST /akun/keamanan/aplikasi": { at: "/akun/keamanan/aplikasi", expect: WRONG, but: UNSHOWN },
  // An official's last second factor stays; a resident may be without.
  "POST /akun/keamanan/aplikasi/hapus": {
    at: "/akun/keamanan/aplikasi/hapus",
    expect: "401 303 422 422 303 422 422 422",
    but: UNSHOWN,
  },
  "POST /akun/keamanan/kode-cadangan": {
    at: "/akun/keamanan/kode-cadangan",
    expect: "401 200 200 200 200 200 200 200",
    but: UNSHOWN,
  },
  "GET /akun/keamanan/kata-sandi": { at: "/akun/keamanan/kata-sandi", expect: SIGNED_IN, but: UNSHOWN },
  "POST /akun/keamanan/kata-sandi": { at: "/akun/keamanan/kata-sandi", expect: WRONG, but: UNSHOWN },
  "POST /akun/sesi/:id/keluarkan": { at: `/akun/sesi/${newId()}/keluarkan`, expect: TO_SECURITY },
  "GET /akun/surel/ubah": { at: "/akun/surel/ubah", expect: "303 200 403 403 200 403 403 403" },
  "POST /akun/surel/ubah": {
    at: "/akun/surel/ubah",
    body: { email: "bukan alamat" },
    expect: "401 422 403 403 422 403 403 403",
  },
  "GET /akun/surel": { at: "/akun/surel", expect: "303 200 403 403 200 403 403 403" },
  "POST /akun/surel": { at: "/akun/surel", body: { kode: "bukan" }, expect: "401 422 403 403 422 403 403 403" },
  "GET /akun/telepon": { at: "/akun/telepon", expect: "303 200 403 403 200 403 403 403" },
  "POST /akun/telepon": {
    at: "/akun/telepon",
    body: { phone: "bukan nomor" },
    expect: "401 422 403 403 422 403 403 403",
  },
  "POST /api/v1/sessions": {
    at: "/sessions",
    // A number each: the same ten times over is stopped.
    body: () => ({ kind: "resident", number: String(++tries), password: "x" }),
    expect: "422",
  },
  "GET /api/v1/me": { at: "/me", expect: "401 200 200 200 200 200 200 200" },
  "POST /akun/keluarkan-lain": { at: "/akun/keluarkan-lain", expect: TO_SECURITY, last: true },
  "DELETE /api/v1/sessions/current": { at: "/sessions/current", expect: "401 200 200 200 200 200 200 200", last: true },
  "POST /keluar": { at: "/keluar", expect: "303", last: true },
};
