// Who is let through the doors of federation. A machine's and a program's token are in tests/federation.

import { newId } from "../../../kernel/ids.ts";
import { register } from "../../federation/world.ts";
import type { Doors } from "../door.ts";
import type { World } from "../world.ts";

const SIGNED_IN = "303 200 200 200 200 200 200 200";
const NOBODYS = "401 404 404 404 404 404 404 404";
const KEPT = "303 403 403 403 403 403 403 403";
const KEPT_POST = "401 403 403 403 403 403 403 403";
const application = async ({ hall, unit }: World) => `/aplikasi/${(await register(hall, { agency: unit.code })).id}`;

export const doors: Doors = {
  "GET /.well-known/openid-configuration": { at: "/.well-known/openid-configuration", expect: "303" },
  "GET /.well-known/oauth-authorization-server": { at: "/.well-known/oauth-authorization-server", expect: "303" },
  "GET /.well-known/oauth-authorization-server/oidc": {
    at: "/.well-known/oauth-authorization-server/oidc",
    expect: "303",
  },
  // A request belongs to the browser that began it; without its cookie there is none.
  "GET /masuk-aplikasi/:uid": { at: "/masuk-aplikasi/tidak-ada", expect: "410" },
  "POST /masuk-aplikasi/:uid/izin": { at: "/masuk-aplikasi/tidak-ada/izin", expect: "410" },
  "POST /masuk-aplikasi/:uid/penolakan": { at: "/masuk-aplikasi/tidak-ada/penolakan", expect: "410" },
  "GET /akun/aplikasi": { at: "/akun/aplikasi", expect: SIGNED_IN },
  "POST /akun/aplikasi/:client/penarikan": { at: () => `/akun/aplikasi/${newId()}/penarikan`, expect: NOBODYS },
  "POST /akun/tautan/:provider/pelepasan": { at: "/akun/tautan/inapas/pelepasan", expect: NOBODYS },
  "GET /aplikasi": { at: "/aplikasi", expect: KEPT, but: { integrator: 200 } },
  "GET /aplikasi/baru": { at: "/aplikasi/baru", expect: KEPT, but: { integrator: 200 } },
  "POST /aplikasi": { at: "/aplikasi", body: {}, expect: KEPT_POST, but: { integrator: 422 } },
  "GET /aplikasi/:id": { at: application, expect: KEPT, but: { integrator: 200 } },
  "GET /aplikasi/:id/ubah": {
    at: async (world) => `${await application(world)}/ubah`,
    expect: KEPT,
    but: { integrator: 200 },
  },
  "POST /aplikasi/:id": { at: application, body: {}, expect: KEPT_POST, but: { integrator: 422 } },
  "POST /aplikasi/:id/rahasia": {
    at: async (world) => `${await application(world)}/rahasia`,
    expect: KEPT_POST,
    but: { integrator: 200 },
  },
  "POST /aplikasi/:id/penangguhan": {
    at: async (world) => `${await application(world)}/penangguhan`,
    expect: KEPT_POST,
    but: { integrator: 303 },
  },
  "POST /aplikasi/:id/pemulihan": {
    at: async (world) => `${await application(world)}/pemulihan`,
    expect: KEPT_POST,
    but: { integrator: 303 },
  },
  // An installation without a file of providers has none.
  "GET /masuk/lewat/:provider": { at: "/masuk/lewat/inapas", expect: "404" },
  "GET /masuk/lewat/:provider/balik": { at: "/masuk/lewat/inapas/balik", expect: "404" },
  "GET /masuk/lewat/:provider/tautkan": { at: "/masuk/lewat/inapas/tautkan", expect: "404" },
  "POST /masuk/lewat/:provider/tautkan": {
    at: "/masuk/lewat/inapas/tautkan",
    expect: "401 404 403 403 404 403 403 403",
  },
};
