// Whom to tell of a weakness (RFC 9116): where whoever finds one looks first.

import type { Hall } from "../hall.ts";

const HALF_YEAR = 182 * 86_400_000;

/** The installation's security.txt; not found where nobody is named. */
export function securityText({ config, url, time }: Hall): Response {
  const contact = config.PENDOPO_SECURITY_CONTACT;
  if (!contact) return new Response("not found\n", { status: 404 });
  const lines = [
    `Contact: ${contact}`,
    // Made anew at each request: as long as the program answers, the address is meant.
    `Expires: ${new Date(time.now().getTime() + HALF_YEAR).toISOString()}`,
    "Preferred-Languages: id, en",
    `Canonical: ${url}/.well-known/security.txt`,
  ];
  return new Response(`${lines.join("\n")}\n`, {
    headers: { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" },
  });
}
