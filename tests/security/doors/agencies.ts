// Who is let through the doors of agencies.

import type { Doors } from "../door.ts";

export const doors: Doors = {
  "GET /instansi/:code/jabatan": {
    at: (w) => `/instansi/${w.unit.code}/jabatan`,
    expect: "303 403 403 403 403 403 403 200",
  },
  "GET /instansi/:code/jabatan/:position": {
    at: (w) => `/instansi/${w.unit.code}/jabatan/${w.chief.id}`,
    expect: "303 403 403 403 403 403 403 200",
  },
  "POST /instansi/:code/jabatan/:position/penunjukan": {
    at: (w) => `/instansi/${w.unit.code}/jabatan/${w.chief.id}/penunjukan`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/jabatan/:position/pengakhiran": {
    at: (w) => `/instansi/${w.unit.code}/jabatan/${w.chief.id}/pengakhiran`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/jabatan/:position/ketidakhadiran": {
    at: (w) => `/instansi/${w.unit.code}/jabatan/${w.chief.id}/ketidakhadiran`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "GET /instansi": { at: "/instansi", expect: "200" },
  "GET /instansi/:code": { at: (w) => `/instansi/${w.unit.code}`, expect: "200" },
  "GET /instansi/:code/lambang.svg": { at: (w) => `/instansi/${w.unit.code}/lambang.svg`, expect: "200" },
  "GET /instansi/:code/kalender": { at: (w) => `/instansi/${w.unit.code}/kalender`, expect: "200" },
  "GET /instansi/:code/kalender.ics": { at: (w) => `/instansi/${w.unit.code}/kalender.ics`, expect: "200" },
  "POST /instansi/:code/kalender": {
    at: (w) => `/instansi/${w.unit.code}/kalender`,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/kalender/:day/penghapusan": {
    at: (w) => `/instansi/${w.unit.code}/kalender/2026-12-25/penghapusan`,
    expect: "401 403 403 403 403 403 403 404",
  },
  "GET /api/v1/agencies": { at: "/agencies", expect: "200" },
  "GET /api/v1/agencies/{code}": { at: (w) => `/agencies/${w.unit.code}`, expect: "200" },
  "GET /api/v1/agencies/{code}/holidays": { at: (w) => `/agencies/${w.unit.code}/holidays?year=2026`, expect: "200" },
  "GET /api/v1/agencies/{code}/due": {
    at: (w) => `/agencies/${w.unit.code}/due?from=2026-11-23T09:00:00%2B07:00&workingDays=3`,
    expect: "200",
  },
  "GET /api/v1/regions": { at: "/regions?search=pangkalpinang", expect: "200" },
  "GET /api/v1/regions/{code}": { at: "/regions/19.71", expect: "200" },
};
