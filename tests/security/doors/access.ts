// Who is let through the doors that tell of access itself: why somebody sees a case, and looks in an emergency.

import assert from "node:assert/strict";
import type { Doors } from "../door.ts";
import type { World } from "../world.ts";

/** A look that the sister office's official opened, into a case of its own so that no other row is changed by it. */
const look = (w: World) =>
  w.keep("emergency", async () => {
    const tracking = await w.fresh();
    const opened = await w.persons.sister.page.post("/kerja/darurat", {
      nomor: tracking,
      alasan: "Keluarga pemohon menunggu di loket dan harus dihubungi.",
    });
    assert.equal(opened.status, 303, opened.errorSummary);
    const [row] = await w.hall.rows("select id from cases.emergency where tracking = $1", [tracking]);
    return `/kerja/darurat/${row?.id}`;
  });

export const doors: Doors = {
  "GET /kerja/:tracking/mengapa": {
    at: (w) => `/kerja/${w.open}/mengapa`,
    expect: "303 403 404 404 403 200 200 200",
    but: { auditor: 200 },
  },
  "GET /kerja/darurat": { at: "/kerja/darurat", expect: "303 403 200 200 403 200 200 200" },
  "POST /kerja/darurat": { at: "/kerja/darurat", body: {}, expect: "401 403 422 422 403 422 422 422" },
  "GET /kerja/darurat/:id": {
    at: look,
    expect: "303 403 200 404 403 404 404 404",
    but: { auditor: 200, integrator: 404 },
  },
  "POST /kerja/darurat/:id": { at: look, body: {}, expect: "401 403 403 403 403 403 403 403" },
};
