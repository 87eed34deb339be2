// Who is let through the doors of mandates, counters and desks. "single" has one factor only, and waits until the second is there.

import type { Doors } from "../door.ts";
import type { World } from "../world.ts";

const known = new WeakMap<World, Promise<string>>();
/** Melati offers Dewi a mandate, once for all doors; nobody of the matrix is Dewi. */
const offered = (w: World): Promise<string> => {
  const found = known.get(w) ?? offer(w);
  known.set(w, found);
  return found;
};
async function offer(w: World): Promise<string> {
  const [service] = await w.hall.rows("select id from services.service limit 1");
  const reply = await w.people.melati.post("/mandates", {
    nik: "1904025510950000",
    name: "Ni Luh Dewi Kartika",
    services: [service?.id],
    acts: ["see"],
    until: "2026-12-31",
  });
  if (reply.status !== 201) throw new Error(reply.html);
  return reply.json.id;
}
const at = (what: string) => async (w: World) => `/kuasa/${await offered(w)}${what}`;
const api = (what: string) => async (w: World) => `/mandates/${await offered(w)}${what}`;
const OWN = "303 200 403 403 200 403 403 403";
const POSTED = "401 422 403 403 422 403 403 403";
/** The counters' permission lies with the front desk and the kelurahan's desk. */
const COUNTER = "303 403 200 403 403 200 403 403";

export const doors: Doors = {
  "GET /kuasa": { at: "/kuasa", expect: "303 200 200 200 200 200 200 200" },
  "POST /kuasa/berhenti": {
    at: "/kuasa/berhenti",
    expect: "401 303 303 303 303 303 303 303",
    last: true,
  },
  "POST /kuasa/lanjutkan": { at: "/kuasa/lanjutkan", expect: "401 410 410 410 410 410 410 410" },
  "GET /kuasa/beri": { at: "/kuasa/beri", expect: OWN },
  "POST /kuasa/beri": { at: "/kuasa/beri", expect: POSTED },
  "GET /kuasa/minta": { at: "/kuasa/minta", expect: OWN },
  "POST /kuasa/minta": { at: "/kuasa/minta", expect: POSTED },
  "POST /kuasa/bertindak": {
    at: "/kuasa/bertindak",
    body: async (w) => ({ kuasa: await offered(w) }),
    expect: "401 404 403 403 404 403 403 403",
  },
  "GET /kuasa/badan-usaha": { at: "/kuasa/badan-usaha", expect: OWN },
  "POST /kuasa/badan-usaha": { at: "/kuasa/badan-usaha", expect: POSTED },
  "GET /kuasa/:id": { at: at(""), expect: "303 404 403 403 200 403 403 403" },
  // Who gave it does not take it in the other's place.
  "POST /kuasa/:id/persetujuan": { at: at("/persetujuan"), expect: "401 404 403 403 404 403 403 403" },
  "POST /kuasa/:id/penolakan": { at: at("/penolakan"), expect: "401 404 403 403 404 403 403 403" },
  "POST /kuasa/:id/pengakhiran": {
    at: async (w) => `/kuasa/${await offer(w)}/pengakhiran`,
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /loket/badan-usaha": { at: "/loket/badan-usaha", expect: COUNTER },
  "POST /loket/badan-usaha": { at: "/loket/badan-usaha", expect: "401 403 422 403 403 422 403 403" },
  "GET /loket/badan-usaha/:code": { at: "/loket/badan-usaha/AAAAAAAA", expect: "303 403 422 403 403 422 403 403" },
  "POST /loket/badan-usaha/:code/pengesahan": {
    at: "/loket/badan-usaha/AAAAAAAA/pengesahan",
    expect: "401 403 422 403 403 422 403 403",
  },
  "POST /loket/badan-usaha/:code/penolakan": {
    at: "/loket/badan-usaha/AAAAAAAA/penolakan",
    expect: "401 403 422 403 403 422 403 403",
  },
  "POST /loket/badan-usaha/:code/direktur": {
    at: "/loket/badan-usaha/AAAAAAAA/direktur",
    expect: "401 403 422 403 403 422 403 403",
  },
  "POST /loket/badan-usaha/:code/pemberhentian": {
    at: "/loket/badan-usaha/AAAAAAAA/pemberhentian",
    body: async (w) => ({ kuasa: await offered(w) }),
    expect: "401 403 404 403 403 404 403 403",
  },
  "GET /loket/perwalian": { at: "/loket/perwalian", expect: COUNTER },
  "POST /loket/perwalian": { at: "/loket/perwalian", expect: "401 403 422 403 403 422 403 403" },
  "GET /loket/perwalian/:code": { at: "/loket/perwalian/AAAAAAAA", expect: "303 403 422 403 403 422 403 403" },
  "POST /loket/perwalian/:code/pengesahan": {
    at: "/loket/perwalian/AAAAAAAA/pengesahan",
    expect: "401 403 422 403 403 422 403 403",
  },
  "POST /loket/perwalian/:code/penolakan": {
    at: "/loket/perwalian/AAAAAAAA/penolakan",
    expect: "401 403 422 403 403 422 403 403",
  },
  "GET /loket/bantuan": { at: "/loket/bantuan", expect: COUNTER },
  "POST /loket/bantuan": { at: "/loket/bantuan", expect: "401 403 422 403 403 422 403 403" },
  "GET /api/v1/mandates/held": { at: "/mandates/held", expect: "401 200 403 403 200 403 403 403" },
  "GET /api/v1/mandates/given": { at: "/mandates/given", expect: "401 200 403 403 200 403 403 403" },
  "GET /api/v1/mandates/waiting": { at: "/mandates/waiting", expect: "401 200 403 403 200 403 403 403" },
  "POST /api/v1/mandates": { at: "/mandates", expect: "401 422 403 403 422 403 403 403" },
  "POST /api/v1/mandates/requests": { at: "/mandates/requests", expect: "401 422 403 403 422 403 403 403" },
  "GET /api/v1/mandates/{id}": { at: api(""), expect: "401 404 403 403 200 403 403 403" },
  "POST /api/v1/mandates/{id}/acceptance": { at: api("/acceptance"), expect: "401 404 403 403 404 403 403 403" },
  "POST /api/v1/mandates/{id}/refusal": { at: api("/refusal"), expect: "401 404 403 403 404 403 403 403" },
  "POST /api/v1/mandates/{id}/revocation": {
    at: async (w) => `/mandates/${await offer(w)}/revocation`,
    expect: "401 404 403 403 200 403 403 403",
  },
};
