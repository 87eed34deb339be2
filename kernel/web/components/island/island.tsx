// A small script that makes a finished page nicer; it is asked for only where its component stands, and the browser runs it once.

import { assets, type IslandName } from "../../assets.ts";

/** @example <Island name="refresh" data={{ seconds: 60 }} /> */
export const Island = ({ name, data }: { name: IslandName; data?: Record<string, string | number> }) => (
  <script
    type="module"
    src={assets().island(name)}
    {...Object.fromEntries(Object.entries(data ?? {}).map(([key, value]) => [`data-${key}`, String(value)]))}
  />
);
