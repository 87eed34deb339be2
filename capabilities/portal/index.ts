// portal: the roof over all counters. It owns no rows; it shows the way.

import type { Capability } from "../../kernel/hall.ts";
import { routes } from "./routes.ts";
import { words } from "./words.ts";

export const portal: Capability = {
  name: "portal",
  words,
  routes,
  nav: (actor, t) => (actor.kind === "official" ? [] : [{ href: "/bantuan", label: t("portal.help") }]),
  foot: (t) => [
    { href: "/tentang", label: t("portal.about") },
    { href: "/bantuan", label: t("portal.help") },
    { href: "/privasi", label: t("portal.privacy") },
    { href: "/aksesibilitas", label: t("portal.access") },
  ],
};
