// Gathers the refusal matrix: every route and endpoint of the capabilities, every row of doors/, every kind of person.

import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { capabilities } from "../../app/capabilities.ts";
import type { Doors, LaterPerson, Route } from "./door.ts";

async function all<T>(folder: string, name: string): Promise<T[]> {
  const place = new URL(`./${folder}/`, import.meta.url);
  const files = readdirSync(fileURLToPath(place))
    .filter((file) => file.endsWith(".ts"))
    .sort();
  return Promise.all(files.map(async (file) => (await import(new URL(file, place).href))[name] as T));
}

export type Matrix = { routes: Route[]; doors: Doors; later: LaterPerson[] };

/** Rows in the order of their files, those that end sessions last. @throws when two files have the same row. */
export async function readMatrix(): Promise<Matrix> {
  const rows = (await all<Doors>("doors", "doors")).flatMap((each) => Object.entries(each));
  const twice = rows.map(([name]) => name).filter((name, i, names) => names.indexOf(name) !== i);
  if (twice.length > 0) throw new Error(`two rows for one door: ${twice.join(", ")}`);
  const ordered = [...rows.filter(([, door]) => !door.last), ...rows.filter(([, door]) => door.last)];
  const routes: Route[] = capabilities.flatMap((each) => [
    ...(each.routes ?? []).map(({ method, path, access }) => ({
      name: `${method} ${path}`,
      method,
      access,
      api: false,
    })),
    ...(each.endpoints ?? []).map(({ method, path, access }) => ({
      name: `${method} /api/v1${path}`,
      method,
      access,
      api: true,
    })),
  ]);
  return { routes, doors: Object.fromEntries(ordered), later: await all<LaterPerson>("persons", "person") };
}
