// What a row of the refusal matrix is: a path, what is brought to it, and what each kind of person is answered there. The rows
// themselves lie in doors/, one file a capability; docs/security.md is made from them.

import type { Access } from "../../kernel/web/serve.ts";
import { photo } from "../api/domicile.ts";
import type { ApiClient, Browser } from "../hall.ts";
import type { World } from "./world.ts";

/** In the order in which they knock: those whom nothing is meant for come first. `expect` of a door names them in this order. */
export const NAMES = ["public", "neighbour", "sister", "away", "owner", "unit", "head", "administrator"] as const;
export type Name = (typeof NAMES)[number];
export const WHO: Record<Name, string> = {
  public: "a visitor who has not signed in",
  neighbour: "a resident whom the matter does not concern",
  sister: "an official of another unit of the same agency",
  away: "an official of another agency",
  owner: "the resident whose matter it is",
  unit: "the official whose task it is",
  head: "the head of that unit",
  administrator: "an administrator of the agency",
};

export type Door = {
  /** Where it is, with a thing of the owner's or the unit's behind it; below /api/v1 for an endpoint. */
  at: string | ((world: World) => string | Promise<string>);
  body?: object | ((world: World) => object | Promise<object>);
  /** For an upload by a program: a photo. */
  raw?: true;
  files?: object;
  /** Statuses in the order of NAMES; one alone is everybody's. A GET to the door is 303, a POST to it 401. */
  expect: string;
  /** What persons/ are answered, by their names, where it is not what they expect by themselves. */
  but?: Readonly<Record<string, number>>;
  /** Ends sessions, so it is knocked at after all others. */
  last?: true;
};
/** Rows by "METHOD path", as the route or endpoint declares it. */
export type Doors = Readonly<Record<string, Door>>;

export type Visitor = { page: Browser; api: ApiClient };
export type Route = { name: string; method: string; access: Access; api: boolean };

/** A kind of person who was thought of later: a file in persons/ exports one as `person`. */
export type LaterPerson = {
  name: string;
  /** Who they are, for the table's legend. */
  who: string;
  enter(world: World): Promise<Visitor>;
  /** What they are answered unless a row says otherwise; `of` tells what another is answered there. */
  expect(route: Route, of: (name: Name) => number): number;
};

export const image = new Uint8Array(await photo(99));
export const picture = { name: "a.jpg", type: "image/jpeg", bytes: image };

/** What everybody is answered at a door, by name. */
export function expected(route: Route, door: Door, later: readonly LaterPerson[]): Record<string, number> {
  const given = door.expect.split(" ").map(Number);
  const of = (name: Name) => given[given.length === 1 ? 0 : NAMES.indexOf(name)] as number;
  return {
    ...Object.fromEntries(later.map((each) => [each.name, door.but?.[each.name] ?? each.expect(route, of)])),
    ...Object.fromEntries(NAMES.map((name) => [name, of(name)])),
  };
}
