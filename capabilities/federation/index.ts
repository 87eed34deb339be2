// federation: signing in across applications. Pendopo as an OpenID provider, machines at the API, and outside providers at our door.

import { fileURLToPath } from "node:url";
import type { Capability } from "../../kernel/hall.ts";
import { accountRoutes } from "./account-routes.ts";
import { bytes } from "./bytes.ts";
import { doorRoutes } from "./door-routes.ts";
import { emptied } from "./emptied.ts";
import { identify } from "./identify.ts";
import { mounts } from "./mount.ts";
import { outsideProviders } from "./outside/providers.ts";
import { outsideRoutes } from "./outside/routes.ts";
import { mayManage } from "./register.ts";
import { registryRoutes } from "./registry-routes.ts";
import { rounds } from "./rounds.ts";
import { wellKnownRoutes } from "./well-known-routes.ts";
import { words } from "./words.ts";

export const federation: Capability = {
  name: "federation",
  bytes,
  migrations: fileURLToPath(new URL("migrations", import.meta.url)),
  words,
  routes: [...wellKnownRoutes, ...doorRoutes, ...accountRoutes, ...registryRoutes, ...outsideRoutes],
  identify,
  mounts: async (hall) => {
    // A file with a mistake is told at the start, not to the first resident who presses the button.
    outsideProviders(hall);
    return mounts(hall);
  },
  rounds,
  reactions: { "account.emptied": emptied },
  nav: (actor, t) => (mayManage(actor) ? [{ href: "/aplikasi", label: t("federation.nav") }] : []),
  signInDoors: (hall, kind, t, back) =>
    outsideProviders(hall)
      .filter((each) => each.for === kind)
      .map((each) => ({
        href: `/masuk/lewat/${each.id}${back ? `?kembali=${encodeURIComponent(back)}` : ""}`,
        label: t("federation.outside.button", { name: each.name[t.locale] }),
      })),
  doctor: async (hall, t) =>
    outsideProviders(hall).map((each) => ({
      ok: true,
      what: t("federation.doctor.provider", { name: each.name[t.locale], issuer: each.issuer }),
    })),
};
