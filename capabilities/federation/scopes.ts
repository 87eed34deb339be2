// What an application may ask for: facts about the person, and parts of the API. One word each, as the protocol carries them.

import type { Capability } from "../../kernel/hall.ts";
import { scopeOf } from "../../kernel/web/api.ts";

/** Facts about who signs in, in the order in which people read them. */
export const PERSONAL_SCOPES = ["profile", "email", "phone", "nik", "official"] as const;
export type PersonalScope = (typeof PERSONAL_SCOPES)[number];

/** What each of them hands over, by the names that the protocol has for claims. */
export const CLAIMS: Record<string, string[]> = {
  openid: ["sub", "act", "acr", "amr", "auth_time"],
  profile: ["name"],
  email: ["email"],
  phone: ["phone_number"],
  nik: ["nik", "nik_assurance"],
  official: ["nip", "position", "unit", "agency"],
};

/** Stays after the browser is closed: the application may ask again without the person being there. */
export const OFFLINE = "offline_access";

// A session is ended by who opened it, not by a program that was given something else.
const NEVER = "sessions:write";

/** Scopes of the API, "<tag>:read" and "<tag>:write", as the endpoints declare them; those open to everybody need none. */
export function apiScopes(capabilities: readonly Capability[]): string[] {
  const all = capabilities
    .flatMap((each) => each.endpoints ?? [])
    .filter((each) => each.access !== "public")
    .map(scopeOf);
  return [...new Set(all)].filter((scope) => scope !== NEVER).sort();
}

/** What a machine may be given: the reading that endpoints open to machines. Acts are for people, whose name stands under them. */
export const machineScopes = (capabilities: readonly Capability[]): string[] => [
  ...new Set(
    capabilities
      .flatMap((each) => each.endpoints ?? [])
      .filter((each) => each.machines)
      .map(scopeOf)
      .sort(),
  ),
];
