// Icons from Lucide (ISC), written into the page where they stand: no request, no sprite to fetch, only those used.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { trusted } from "../trusted/trusted.tsx";

/** Every icon the house uses; a name outside this list is a type error, so the set stays small and of one voice. */
export type IconName =
  | "arrow-left"
  | "arrow-right"
  | "badge-check"
  | "bell"
  | "briefcase"
  | "building-2"
  | "calendar-days"
  | "camera"
  | "check"
  | "chevron-down"
  | "chevron-left"
  | "chevron-right"
  | "circle-alert"
  | "circle-check"
  | "circle-help"
  | "clock"
  | "download"
  | "external-link"
  | "eye"
  | "file-check-2"
  | "file-text"
  | "filter"
  | "flag"
  | "folder-open"
  | "hand"
  | "hourglass"
  | "house"
  | "inbox"
  | "info"
  | "landmark"
  | "list-checks"
  | "lock"
  | "log-out"
  | "mail"
  | "map-pin"
  | "menu"
  | "message-square"
  | "paperclip"
  | "pause"
  | "pencil"
  | "phone"
  | "plus"
  | "printer"
  | "qr-code"
  | "refresh-cw"
  | "route"
  | "search"
  | "send"
  | "settings"
  | "shield-check"
  | "stamp"
  | "store"
  | "timer"
  | "trash-2"
  | "triangle-alert"
  | "undo-2"
  | "upload"
  | "user"
  | "users"
  | "wallet"
  | "x";

const require = createRequire(import.meta.url);
const drawn = new Map<IconName, string>();

/** The shapes inside one Lucide drawing, read once. */
function shapes(name: IconName): string {
  const known = drawn.get(name);
  if (known !== undefined) return known;
  const file = readFileSync(require.resolve(`lucide-static/icons/${name}.svg`), "utf8");
  const inner = file.slice(file.indexOf(">", file.indexOf("<svg")) + 1, file.lastIndexOf("</svg>"));
  const tight = inner.replace(/\s+/g, " ").replace(/ ?\/>/g, "/>").replace(/> </g, "><").trim();
  drawn.set(name, tight);
  return tight;
}

/** An icon beside words is silent; alone, it needs `label`. @example <Icon name="download" /> */
export const Icon = ({ name, label, class: extra }: { name: IconName; label?: string; class?: string }) => (
  <svg
    class={extra ? `icon ${extra}` : "icon"}
    width="20"
    height="20"
    viewBox="0 0 24 24"
    fill="none"
    stroke="currentColor"
    stroke-width="2"
    stroke-linecap="round"
    stroke-linejoin="round"
    role={label ? "img" : undefined}
    aria-label={label}
    aria-hidden={label ? undefined : "true"}
    {...trusted(shapes(name))}
  />
);
