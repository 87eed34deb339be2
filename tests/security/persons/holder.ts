// Somebody who acts for the owner under a mandate that lets them look and nothing more.

import { capabilities } from "../../../app/capabilities.ts";
import { ApiClient } from "../../hall.ts";
import type { LaterPerson } from "../door.ts";

/** What a door asks of who acts for another, by the matrix' name of the route. */
const rules = new Map<string, string | undefined>(
  capabilities.flatMap((each) => [
    ...(each.routes ?? []).map((route) => [`${route.method} ${route.path}`, route.behalf] as const),
    ...(each.endpoints ?? []).map((route) => [`${route.method} /api/v1${route.path}`, route.behalf] as const),
  ]),
);

export const person: LaterPerson = {
  name: "holder",
  who: "a resident who acts for the owner under a mandate that only lets them look",
  enter: async ({ hall, people }) => {
    const browser = await hall.resident("dewi");
    const own = hall.api(browser.token);
    const [service] = await hall.rows("select id from services.service where key = 'keterangan-domisili-usaha'");
    const given = await people.melati.post("/mandates", {
      nik: "1904025510950000",
      name: "Ni Luh Dewi Kartika",
      services: [service?.id],
      acts: ["see"],
      until: "2026-12-31",
    });
    const mandate: string = given.json.id;
    await own.post(`/mandates/${mandate}/acceptance`);
    await browser.post("/kuasa/bertindak", { kuasa: mandate });
    class Acting extends ApiClient {
      override send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
        return super.send(method, path, body, { ...headers, "pendopo-acting-for": mandate });
      }
    }
    return { page: browser, api: new Acting(hall.door, browser.token) };
  },
  // What is open to all they find as any resident does; the owner's things where looking is all; everything else is closed.
  expect: ({ name, access }, of) => {
    if (access === "public") return of("neighbour");
    // The doors that end sessions come last, and by then they have stopped acting.
    if (name === "POST /akun/keluarkan-lain") return of("neighbour");
    const rule = rules.get(name);
    return rule === "see" ? of("owner") : rule === "any" ? of("neighbour") : 403;
  },
};
