// Signing in for programs that a person runs for themselves: a bearer token for number, password and code.

import { z } from "zod";
import { cleanNik } from "../../kernel/identifiers/nik.ts";
import { endpoint } from "../../kernel/web/api.ts";
import { signOut } from "./session.ts";
import { signIn } from "./sign-in.ts";

const Who = z.object({
  kind: z.enum(["resident", "official", "program"]),
  name: z.string(),
  title: z.string().nullable(),
  agency: z.string().nullable(),
  units: z.array(z.string()),
});

export const endpoints = [
  endpoint({
    method: "POST",
    path: "/sessions",
    tag: "sessions",
    access: "public",
    status: 201,
    summary: "Sign in",
    description:
      "Residents by NIK, officials by NIP. Without the code of an account that asks for one, the problem is people.code-needed. The token goes into the Authorization header of later requests.",
    body: z.strictObject({
      kind: z.enum(["resident", "official"]),
      number: z.string().min(1).max(40),
      password: z.string().min(1).max(200),
      code: z
        .string()
        .min(6)
        .max(40)
        .optional()
        .describe(
          "The code of the second factor, or a recovery code: always for officials, for residents who switched it on.",
        ),
    }),
    answer: z.object({ token: z.string(), expiresIn: z.number().int().describe("Seconds.") }),
    handler: async (ask, { body }) => {
      const session = await signIn(ask.hall, { ...body, number: cleanNik(body.number), address: ask.ip, agent: "API" });
      return { token: session.token, expiresIn: session.seconds };
    },
  }),
  endpoint({
    method: "GET",
    path: "/me",
    tag: "sessions",
    access: "signed-in",
    machines: true,
    summary: "Who the token belongs to",
    answer: Who,
    handler: async ({ actor }) => ({
      kind: actor.kind,
      name: actor.name ?? "",
      title: actor.title ?? null,
      agency: actor.agency ?? null,
      units: actor.units,
    }),
  }),
  endpoint({
    method: "DELETE",
    path: "/sessions/current",
    tag: "sessions",
    access: "signed-in",
    summary: "Sign out",
    answer: z.object({ ended: z.literal(true) }),
    handler: async (ask) => {
      const token = ask.header("authorization")?.slice(7) ?? "";
      await ask.transact((tx) => signOut(tx, ask.actor, token));
      return { ended: true };
    },
  }),
];
