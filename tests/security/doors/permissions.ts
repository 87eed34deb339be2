// Who is let through the doors of permissions: officials of the agency read, its administrators change.

import type { Doors } from "../door.ts";
import type { World } from "../world.ts";

const izin = (w: World, rest = "") => `/instansi/${w.unit.code}/jabatan/${w.chief.id}/izin${rest}`;
const akhiri = async (w: World) => {
  const [row] = await w.hall.rows(
    "select id from agencies.permission where position_id = $1 and act = 'open-personal' and ends_on is null",
    [w.chief.id],
  );
  return izin(w, `/${row?.id}/akhiri`);
};

export const doors: Doors = {
  "GET /instansi/:code/jabatan/:position/izin": {
    at: (w) => izin(w),
    expect: "303 403 200 403 403 200 200 200",
    but: { integrator: 200, auditor: 200, protector: 200 },
  },
  "GET /instansi/:code/jabatan/:position/izin/baru": {
    at: (w) => izin(w, "/baru"),
    expect: "303 403 403 403 403 403 403 200",
  },
  "GET /instansi/:code/jabatan/:position/izin/pratinjau": {
    at: (w) => izin(w, "/pratinjau"),
    expect: "303 403 403 403 403 403 403 422",
  },
  "POST /instansi/:code/jabatan/:position/izin": {
    at: (w) => izin(w),
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
  "GET /instansi/:code/jabatan/:position/izin/:permission/akhiri": {
    at: akhiri,
    expect: "303 403 403 403 403 403 403 200",
  },
  "POST /instansi/:code/jabatan/:position/izin/:permission/akhiri": {
    at: akhiri,
    body: {},
    expect: "401 403 403 403 403 403 403 422",
  },
};
