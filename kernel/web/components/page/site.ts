// What every page is told about the request it answers. kernel/web prepares one per request; a page passes it on.

/** Someone signed in, as the header shows them. */
export type Who = {
  kind: "resident" | "official";
  name: string;
  /** The position held, for an official: "Kepala Bidang Pelayanan"; with "Plt." when acting. */
  position?: string;
  /** Where the name leads; "/akun" when not said. */
  href?: string;
};

/** One entry of the main menu. `count` is what waits there ("3" tasks). */
export type NavItem = { href: string; label: string; count?: number };

export type Site = {
  /** The path asked for, with its query; marks the menu and brings the reader back after a change of language. */
  path: string;
  audience: "public" | "resident" | "official";
  who?: Who;
  /** For whom the reader acts, when that is not for themselves: stands on every page. */
  behalf?: string;
  /** That mandate has ended, and the reader has not been told before. */
  behalfEnded?: boolean;
  /** The agency whose house this is: its crest stands beside the mark, never instead of it. */
  agency?: { name: string; crest?: string };
  nav: NavItem[];
  foot?: NavItem[];
  /** A demonstration says so on every page. */
  demo?: boolean;
  /** Added as a hidden field to every form that changes something. */
  csrf?: { name: string; value: string };
};
