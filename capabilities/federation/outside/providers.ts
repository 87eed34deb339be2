// The outside providers that this installation accepts, from the operator's file: the program holds no provider's name, and no
// secret of one is in the database or on a page.

import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { Refused } from "../../../kernel/errors.ts";
import type { Hall } from "../../../kernel/hall.ts";

const loopback = (url: URL) => url.protocol === "http:" && ["127.0.0.1", "[::1]", "localhost"].includes(url.hostname);

const Provider = z
  .strictObject({
    id: z.string().regex(/^[a-z][a-z0-9-]{1,30}$/),
    name: z.strictObject({ id: z.string().min(1).max(60), en: z.string().min(1).max(60) }),
    issuer: z.url().refine((text) => new URL(text).protocol === "https:" || loopback(new URL(text)), "must be https"),
    clientId: z.string().min(1),
    clientSecret: z.string().min(1),
    for: z.enum(["resident", "official"]),
    scopes: z.array(z.string().min(1)).default(["openid", "profile"]),
    /** The provider's own names of what we need; "number" is the NIK or the NIP. */
    claims: z.strictObject({
      number: z.string().min(1),
      name: z.string().min(1).default("name"),
      email: z.string().min(1).default("email"),
      phone: z.string().min(1).default("phone_number"),
    }),
    /** Its word on who holds a number is as good as a look at the papers. */
    authoritative: z.boolean().default(false),
    /** What of its acr or amr we believe to be a second factor; nothing, unless it is listed. */
    secondFactor: z
      .strictObject({ acr: z.array(z.string()).default([]), amr: z.array(z.string()).default([]) })
      .default({ acr: [], amr: [] }),
    /** For officials: the code of the one agency whose officials it may vouch for. */
    agency: z.string("put the code in quotes").min(1).optional(),
  })
  .refine((each) => each.for !== "official" || each.agency !== undefined, {
    path: ["agency"],
    message: "needed for officials",
  });

const File = z.strictObject({ providers: z.array(Provider).max(50) });

export type OutsideProvider = z.infer<typeof Provider>;

const known = new WeakMap<Hall["config"], readonly OutsideProvider[]>();

/** The providers of this installation; none without a file. @throws Refused naming everything that is wrong with the file. */
export function outsideProviders(hall: Pick<Hall, "config">): readonly OutsideProvider[] {
  const { config } = hall;
  const had = known.get(config);
  if (had) return had;
  const providers = config.PENDOPO_PROVIDERS ? readProviders(config.PENDOPO_PROVIDERS) : [];
  known.set(config, providers);
  return providers;
}

export function readProviders(file: string): readonly OutsideProvider[] {
  let given: unknown;
  try {
    given = parse(readFileSync(file, "utf8"));
  } catch (error) {
    throw new Refused("federation.providers-file", { params: { file, list: (error as Error).message } });
  }
  const read = File.safeParse(given);
  const ids = read.success ? read.data.providers.map((each) => each.id) : [];
  const twice = ids.find((id, at) => ids.indexOf(id) !== at);
  if (read.success && !twice) return read.data.providers;
  const list = read.success
    ? `${twice}: twice`
    : read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
  throw new Refused("federation.providers-file", { params: { file, list } });
}

export const providerById = (hall: Pick<Hall, "config">, id: string | undefined): OutsideProvider | undefined =>
  outsideProviders(hall).find((each) => each.id === id);
