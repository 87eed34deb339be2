// The door for programs: endpoints whose schemas both validate and describe them (OpenAPI 3.1), problem details (RFC 9457),
// idempotency keys, paging by cursor.

import { z } from "zod";
import { type Fault, Refused } from "../errors.ts";
import type { Answer } from "./answer.ts";
import type { Ask } from "./ask.ts";
import { isCleanText, pointerPart } from "./json-body.ts";
import type { Access } from "./serve.ts";

export type Endpoint = {
  method: "GET" | "POST" | "PUT" | "DELETE";
  /** Below /api/v1, with {name} for parameters. */
  path: string;
  summary: string;
  description?: string;
  tag: string;
  access: Access;
  /** What a mandate must name so that this may be done for another; "any": whoever it is for. Left out: only for oneself. */
  behalf?: string;
  /** Asks for a proof of the last ten minutes, as the page for the same act does. */
  fresh?: true;
  /** What a program must have been allowed, when it comes with a token of its own; by default the tag and whether it reads. */
  scope?: string;
  /** May be read by a machine too, which comes in nobody's name: nothing personal is in it. Left out: only people and their programs. */
  machines?: true;
  params?: z.ZodObject;
  query?: z.ZodObject;
  body?: z.ZodType;
  /** Raw upload in place of JSON. */
  upload?: boolean;
  /** Opens something to whoever knows a number or a code: counted apart, and wrong ones across nodes. */
  lookup?: boolean;
  answer: z.ZodType;
  status?: number;
  /** A body that is not JSON. */
  produces?: string;
  handler: (ask: Ask, given: { params: never; query: never; body: never; key: string }) => Promise<unknown>;
};

type Shape<T> = T extends z.ZodType ? z.infer<T> : Record<string, never>;

/** Declares an endpoint with its types tied to its schemas. */
export function endpoint<
  P extends z.ZodObject | undefined = undefined,
  Q extends z.ZodObject | undefined = undefined,
  B extends z.ZodType | undefined = undefined,
>(
  definition: Omit<Endpoint, "handler" | "params" | "query" | "body"> & {
    params?: P;
    query?: Q;
    body?: B;
    handler: (ask: Ask, given: { params: Shape<P>; query: Shape<Q>; body: Shape<B>; key: string }) => Promise<unknown>;
  },
): Endpoint {
  return definition as unknown as Endpoint;
}

/** An answer that is not JSON (a document): the endpoint hands it on as it is. */
export class Direct {
  readonly answer: Answer;
  constructor(answer: Answer) {
    this.answer = answer;
  }
}

/** A page of a list: the rows and where the next page begins. */
export const listOf = <T extends z.ZodType>(item: T) =>
  z.object({ items: z.array(item), next: z.string().nullable().describe("Cursor of the next page; null at the end.") });

export const paging = {
  cursor: z.string().max(300).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(25),
};

/** A cursor is the sort values of the last row, opaque to the client. */
export const writeCursor = (values: readonly unknown[]): string =>
  Buffer.from(JSON.stringify(values)).toString("base64url");
export function readCursor(cursor: string | undefined, length: number): unknown[] | undefined {
  if (!cursor) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString());
    if (Array.isArray(values) && values.length === length && values.every(isCursorPart)) return values;
  } catch {
    // Falls through to the refusal.
  }
  throw new Refused("error.cursor", { status: 400, faults: [{ field: "/cursor", key: "error.cursor" }] });
}

const Keyset = z.tuple([z.iso.datetime(), z.uuid()]);

/** The cursor of a list ordered by a time and an id. What it holds is the client's to change, so it is checked like any other input. */
export function readKeyset(cursor: string | undefined): [time: string, id: string] | undefined {
  const values = readCursor(cursor, 2);
  if (!values) return undefined;
  const read = Keyset.safeParse(values);
  return read.success ? read.data : (readCursor("!", 0) as undefined);
}

const isCursorPart = (value: unknown): boolean =>
  value === null || ["number", "boolean"].includes(typeof value) || (typeof value === "string" && isCleanText(value));

/** Checks one part of a request. @throws Refused with a JSON pointer for each fault. */
export function parse<T>(schema: z.ZodType<T>, value: unknown, at: string): T {
  const read = schema.safeParse(value);
  if (read.success) return read.data;
  const faults: Fault[] = read.error.issues.map((issue) => ({
    field: `${at}/${issue.path.map((part) => pointerPart(String(part))).join("/")}`.replace(/\/$/, "") || "/",
    key: "error.value",
    params: { detail: issue.message },
  }));
  throw new Refused("error.faults", { status: 422, faults });
}

/** What a program's token must have been allowed for an endpoint: its own word, or the tag and whether it reads. */
export const scopeOf = (each: Pick<Endpoint, "scope" | "tag" | "method">): string =>
  each.scope ?? `${each.tag}:${each.method === "GET" ? "read" : "write"}`;

const pathOf = (path: string) => `/api/v1${path}`;
export const routePath = (path: string) => pathOf(path).replace(/\{(\w+)\}/g, ":$1");

/** The methods that a path answers, for telling whoever came with another one. */
export function methodsAt(endpoints: readonly Endpoint[], path: string): string[] {
  const fits = (each: Endpoint) =>
    new RegExp(
      `^${pathOf(each.path)
        .replaceAll(".", "[.]")
        .replace(/\{\w+\}/g, "[^/]+")}$`,
    ).test(path);
  return [...new Set(endpoints.filter(fits).map((each) => each.method))].sort();
}

/** Problem details of a refusal (RFC 9457), with the pointer of each fault. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number().int(),
  detail: z.string().optional(),
  instance: z.string().optional(),
  errors: z.array(z.object({ pointer: z.string(), key: z.string(), detail: z.string() })).optional(),
});

const json = (schema: z.ZodType, io: "input" | "output") => ({ "application/json": { schema: toSchema(schema, io) } });
/** What is asked for is described as it may come in; what is answered, as it goes out. */
export const toSchema = (schema: z.ZodType, io: "input" | "output" = "input") => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, { target: "draft-2020-12", io, unrepresentable: "any" });
  return rest;
};

/** The description of every endpoint as OpenAPI 3.1. */
export function describeApi(endpoints: readonly Endpoint[], server: { url: string; version: string }) {
  const paths: Record<string, Record<string, unknown>> = {};
  for (const each of endpoints) {
    const parameters = [
      ...Object.entries(each.params?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: "path",
        required: true,
        schema: toSchema(schema as z.ZodType),
      })),
      ...Object.entries(each.query?.shape ?? {}).map(([name, schema]) => ({
        name,
        in: "query",
        required: !(schema as z.ZodType).safeParse(undefined).success,
        schema: toSchema(schema as z.ZodType),
      })),
      ...(each.method === "POST" || each.method === "PUT"
        ? [
            {
              name: "Idempotency-Key",
              in: "header",
              required: false,
              schema: { type: "string", maxLength: 100 },
              description: "The same key twice is done once.",
            },
          ]
        : []),
    ];
    const content = each.produces
      ? { [each.produces]: { schema: { type: "string", format: "binary" } } }
      : json(each.answer, "output");
    paths[pathOf(each.path)] ??= {};
    const bucket = paths[pathOf(each.path)] as Record<string, unknown>;
    bucket[each.method.toLowerCase()] = {
      operationId: `${each.method.toLowerCase()}${each.path.replace(/[/{}-]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
      summary: each.summary,
      ...(each.description || each.machines
        ? { description: [each.description, each.machines ? "A machine may read it." : ""].filter(Boolean).join(" ") }
        : {}),
      tags: [each.tag],
      security: each.access === "public" ? [] : [{ bearer: [] }, { oauth2: [scopeOf(each)] }],
      ...(parameters.length > 0 ? { parameters } : {}),
      ...(each.body ? { requestBody: { required: true, content: json(each.body, "input") } } : {}),
      ...(each.upload
        ? {
            requestBody: {
              required: true,
              content: { "application/octet-stream": { schema: { type: "string", format: "binary" } } },
            },
          }
        : {}),
      responses: {
        [String(each.status ?? 200)]: { description: "Done.", content },
        default: {
          description: "Refused or failed, as problem details.",
          content: { "application/problem+json": { schema: { $ref: "#/components/schemas/Problem" } } },
        },
      },
    };
  }
  const guarded = endpoints.filter((each) => each.access !== "public");
  const scopes = (fits: (scope: string) => boolean) =>
    Object.fromEntries(
      [...new Set(guarded.map(scopeOf))]
        .filter(fits)
        .sort()
        .map((scope) => [
          scope,
          guarded
            .filter((each) => scopeOf(each) === scope)
            .map((each) => each.summary)
            .join("; "),
        ]),
    );
  return {
    openapi: "3.1.0",
    info: {
      title: "Pendopo",
      version: server.version,
      description: "The open hall of electronic government.",
      license: { name: "EUPL-1.2", identifier: "EUPL-1.2" },
    },
    servers: [{ url: server.url }],
    paths,
    components: {
      securitySchemes: {
        bearer: { type: "http", scheme: "bearer", description: "The token of POST /api/v1/sessions." },
        oauth2: {
          type: "oauth2",
          description:
            "An access token for a registered application: of the person who let it in, or of a machine in its agency's name, which only reads.",
          flows: {
            authorizationCode: {
              authorizationUrl: `${server.url}/oidc/auth`,
              tokenUrl: `${server.url}/oidc/token`,
              refreshUrl: `${server.url}/oidc/token`,
              scopes: scopes(() => true),
            },
            clientCredentials: {
              tokenUrl: `${server.url}/oidc/token`,
              scopes: scopes((scope) => guarded.some((each) => each.machines && scopeOf(each) === scope)),
            },
          },
        },
      },
      schemas: { Problem: toSchema(problemSchema, "output") },
    },
  };
}
