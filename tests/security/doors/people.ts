// Who is let through the doors of people.

import type { Doors } from "../door.ts";

export const doors: Doors = {
  "GET /masuk": { at: "/masuk", expect: "200 303 200 200 303 200 200 200" },
  "POST /masuk": { at: "/masuk", expect: "422" },
  "POST /masuk/lanjut": { at: "/masuk/lanjut", expect: "200" },
  "GET /masuk/pegawai": { at: "/masuk/pegawai", expect: "200 200 303 303 200 303 303 303" },
  "POST /masuk/pegawai": { at: "/masuk/pegawai", expect: "422" },
  "POST /masuk/pegawai/lanjut": { at: "/masuk/pegawai/lanjut", expect: "200" },
  "GET /daftar": { at: "/daftar", expect: "200" },
  "POST /daftar": { at: "/daftar", expect: "422" },
  "GET /akun": { at: "/akun", expect: "303 200 200 200 200 200 200 200" },
  "POST /api/v1/sessions": { at: "/sessions", body: { kind: "resident", number: "1", password: "x" }, expect: "422" },
  "GET /api/v1/me": { at: "/me", expect: "401 200 200 200 200 200 200 200" },
  "POST /akun/keluarkan-lain": { at: "/akun/keluarkan-lain", expect: "401 303 303 303 303 303 303 303", last: true },
  "DELETE /api/v1/sessions/current": { at: "/sessions/current", expect: "401 200 200 200 200 200 200 200", last: true },
  "POST /keluar": { at: "/keluar", expect: "303", last: true },
};
