// Mandates for programs. Acting is said with each request: Pendopo-Acting-For with the id of a mandate.

import { z } from "zod";
import { notFound } from "../../kernel/errors.ts";
import { endpoint, listOf, paging, readKeyset, writeCursor } from "../../kernel/web/api.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { idFrom } from "../../kernel/web/server.ts";
import { agreeTo, declineMandate, waitingOf } from "./answer-mandate.ts";
import { endMandate } from "./end-mandate.ts";
import { ACTS } from "./mandate.ts";
import { givenBy, heldBy, type MandateRow, mandateById } from "./mandates.sql.ts";
import { offerMandate } from "./offer-mandate.ts";
import { requestMandate } from "./request-mandate.ts";
import { lineOf, type Names, namesFor } from "./view.ts";

const Day = z.iso.date();

const Mandate = z.object({
  id: z.uuid(),
  kind: z.enum(["personal", "representative", "guardian", "assisted"]),
  status: z.enum(["requested", "offered", "granted", "ahead", "lapsed", "refused", "revoked", "ended"]),
  grantor: z.object({ kind: z.enum(["person", "organization"]), name: z.string() }),
  holder: z.object({ name: z.string() }),
  services: z.array(z.uuid()).nullable().describe("Null: all services."),
  acts: z.array(z.enum(ACTS)),
  ceiling: z.number().int().nullable().describe("The largest fee of one request, in rupiah; null: not bound."),
  regions: z.array(z.string()).nullable().describe("Official codes; each covers what lies in it. Null: everywhere."),
  from: Day,
  until: Day.nullable(),
  sentence: z.string().describe("The whole of it, as people read it."),
  usable: z.boolean().describe("You may act under it now."),
});

const Extent = {
  services: z.union([z.literal("all"), z.array(z.uuid()).min(1).max(50)]),
  acts: z.array(z.enum(ACTS)).min(1),
  ceiling: z.number().int().min(0).max(9_999_999_999_999).optional(),
  region: z.string().max(13).optional().describe("An official code."),
  from: Day.optional().describe("Today when left out."),
  until: Day,
};

const answerOf = (ask: Ask, row: MandateRow, names: Names): z.infer<typeof Mandate> => {
  const line = lineOf(ask.t, ask.hall, ask.actor, row, names);
  return {
    id: row.id,
    kind: row.kind,
    status: line.standing,
    grantor: { kind: row.grantor_kind, name: line.grantor },
    holder: { name: line.holder },
    services: row.services,
    acts: row.acts as z.infer<typeof Mandate>["acts"],
    ceiling: row.ceiling,
    regions: row.regions,
    from: row.starts_on,
    until: row.ends_on,
    sentence: line.sentence,
    usable: line.usable,
  };
};

const listed = async (ask: Ask, side: "held" | "given", query: { cursor?: string; limit: number }) =>
  ask.read(async (tx) => {
    const after = readKeyset(query.cursor);
    const found =
      side === "held"
        ? await heldBy(tx, ask.actor.account as string, after, query.limit)
        : await givenBy(tx, ask.actor.person as string, after, query.limit);
    const names = await namesFor(tx, found.rows);
    const last = found.rows.at(-1);
    return {
      items: found.rows.map((row) => answerOf(ask, row, names)),
      next: found.more && last ? writeCursor([last.created_at.toISOString(), last.id]) : null,
    };
  });

const Params = z.object({ id: z.string().max(60) });
const Status = z.object({ status: z.string() });

export const endpoints = [
  endpoint({
    method: "GET",
    path: "/mandates/held",
    tag: "mandates",
    access: "resident",
    summary: "For whom you may act",
    description:
      "To act under one, send its id with each request as Pendopo-Acting-For. What the mandate does not reach is answered 403, one that ended meanwhile 409.",
    query: z.object(paging),
    answer: listOf(Mandate),
    handler: (ask, { query }) => listed(ask, "held", query),
  }),
  endpoint({
    method: "GET",
    path: "/mandates/given",
    tag: "mandates",
    access: "resident",
    behalf: "mandate",
    summary: "Who may act for you",
    query: z.object(paging),
    answer: listOf(Mandate),
    handler: (ask, { query }) => listed(ask, "given", query),
  }),
  endpoint({
    method: "GET",
    path: "/mandates/waiting",
    tag: "mandates",
    access: "resident",
    behalf: "mandate",
    summary: "What waits for your answer",
    answer: z.object({ items: z.array(Mandate) }),
    handler: async (ask) =>
      ask.read(async (tx) => {
        const rows = (await waitingOf(tx, ask.hall, ask.actor)).map((each) => each.row);
        const names = await namesFor(tx, rows);
        return { items: rows.map((row) => answerOf(ask, row, names)) };
      }),
  }),
  endpoint({
    method: "POST",
    path: "/mandates",
    tag: "mandates",
    access: "resident",
    behalf: "mandate",
    fresh: true,
    status: 201,
    summary: "Give a mandate",
    description:
      "It holds once the other has taken it. Whether the number has an account is not told. Asks for a sign-in of the last ten minutes (error.fresh-proof).",
    body: z.strictObject({ nik: z.string().min(1).max(40), name: z.string().min(1).max(150), ...Extent }),
    answer: z.object({ id: z.uuid(), status: z.enum(["offered", "requested"]) }),
    handler: async (ask, { body, key }) =>
      ask.transact((tx) => offerMandate(tx, ask.hall, ask.actor, { ...body, ...plain(body) }, key)),
  }),
  endpoint({
    method: "POST",
    path: "/mandates/requests",
    tag: "mandates",
    access: "resident",
    status: 201,
    summary: "Ask for a mandate",
    body: z.strictObject({
      of: z.enum(["person", "organization", "guardian"]),
      nik: z.string().max(40).default(""),
      nib: z.string().max(40).default(""),
      name: z.string().min(1).max(150),
      ...Extent,
    }),
    answer: z.object({ id: z.uuid(), code: z.string().nullable().describe("For the counter, when a guardian asks.") }),
    handler: async (ask, { body, key }) =>
      ask.transact((tx) => requestMandate(tx, ask.hall, ask.actor, { ...body, ...plain(body) }, key)),
  }),
  endpoint({
    method: "GET",
    path: "/mandates/{id}",
    tag: "mandates",
    access: "resident",
    behalf: "any",
    summary: "One mandate",
    params: Params,
    answer: Mandate,
    handler: async (ask, { params }) =>
      ask.read(async (tx) => {
        const row = await mandateById(tx, idFrom(params.id));
        if (!row) throw notFound("mandates.not-found");
        return answerOf(ask, row, await namesFor(tx, [row]));
      }),
  }),
  ...(
    [
      ["acceptance", "Take what was offered, or give what was asked for", agreeTo, "mandate"],
      ["refusal", "Say no", declineMandate, "mandate"],
      ["revocation", "End it, from either side", endMandate, "any"],
    ] as const
  ).map(([path, summary, act, behalf]) =>
    endpoint({
      method: "POST",
      path: `/mandates/{id}/${path}`,
      tag: "mandates",
      access: "resident",
      behalf,
      ...(path === "acceptance" ? { fresh: true as const } : {}),
      summary,
      params: Params,
      answer: Status,
      handler: async (ask, { params, key }) =>
        ask.transact((tx) => act(tx, ask.hall, ask.actor, idFrom(params.id), key)),
    }),
  ),
];

const plain = (body: { ceiling?: number; region?: string; from?: string }) => ({
  ceiling: body.ceiling === undefined ? "" : String(body.ceiling),
  region: body.region ?? "",
  from: body.from ?? "",
});
