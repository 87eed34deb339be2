// Every setting of the installation, read once, with its sentence; all mistakes are told at once.

import { resolve } from "node:path";
import { z } from "zod";
import { Refused } from "./errors.ts";

const flag = (sentence: string, otherwise: boolean) =>
  z
    .enum(["on", "off"])
    .default(otherwise ? "on" : "off")
    .transform((value) => value === "on")
    .describe(sentence);

const perMinute = (otherwise: number, sentence: string) =>
  z.coerce.number().int().min(0).max(1_000_000).default(otherwise).describe(`${sentence} 0 sets no limit.`);

// Not z.url(): an address through a unix socket (postgresql://user@/name?host=/run) has no host, which a web address must have.
const postgresAddress = () =>
  z.string().regex(/^postgres(ql)?:\/\/\S*\/\S+$/, "not an address such as postgresql://user:secret@host:5432/name");

const settings = z.object({
  PORT: z.coerce.number().int().min(0).max(65535).default(8080).describe("The port of the server on this machine."),
  HOST: z.string().min(1).default("127.0.0.1").describe("The address it listens on; 0.0.0.0 for all."),
  PENDOPO_DATA: z
    .string()
    .min(1)
    .default("data")
    .describe("The folder of the embedded database, the keys and the uploaded files."),
  DATABASE_URL: postgresAddress()
    .optional()
    .describe(
      "A PostgreSQL 15 or newer to use in place of the embedded one; its user owns the tables and may create roles.",
    ),
  DATABASE_APP_URL: postgresAddress()
    .optional()
    .describe(
      "How the program connects for work, when not as DATABASE_URL says (e.g. through PgBouncer); without a user in it, the role that the program made is used.",
    ),
  DATABASE_WORKER_URL: postgresAddress().optional().describe("The same for the workers."),
  PENDOPO_PREPARED: flag("Named prepared statements; off behind PgBouncer in transaction mode.", true),
  PENDOPO_POOL: z.coerce
    .number()
    .int()
    .min(1)
    .max(200)
    .default(12)
    .describe("Connections of the server to the database."),
  PENDOPO_KEY_FILE: z
    .string()
    .optional()
    .describe("The master key's file; by default keys/master.key in PENDOPO_DATA. All nodes share one."),
  PENDOPO_KMS_URL: z
    .url({ protocol: /^https?$/ })
    .optional()
    .describe(
      "A key service that holds the master key in place of the file: the address of its transit engine, as OpenBao and Vault have it, e.g. https://kunci.contoh.go.id:8200/v1/transit.",
    ),
  PENDOPO_KMS_KEY: z
    .string()
    .regex(/^[\w.-]{1,100}$/)
    .default("pendopo")
    .describe("The name of the key in that service."),
  PENDOPO_KMS_TOKEN_FILE: z
    .string()
    .optional()
    .describe("The file with the token for that service, read again for every question."),
  PENDOPO_KEY_COMMAND: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A program that holds the master key in place of the file, e.g. in a hardware module by PKCS#11: docs/operate/key.md says what it is asked.",
    ),
  PENDOPO_URL: z
    .url()
    .optional()
    .describe("The address that people see, e.g. https://layanan.contoh.go.id; stands in letters, QR codes and mail."),
  PENDOPO_DEMO: flag("A demo installation: says so on every page and accepts demo NIKs ending in 0000.", false),
  PENDOPO_TRUST_PROXY: flag("Take the client's address from X-Forwarded-For (behind a balancer of yours only).", false),
  PENDOPO_LIMIT_PAGES: perMinute(
    3000,
    "Pages a minute that one address may open on one node; an account a fifth of it.",
  ),
  PENDOPO_LIMIT_FORMS: perMinute(900, "Forms a minute that one address may send; an account a fifth of it."),
  PENDOPO_LIMIT_LOOKUPS: perMinute(
    300,
    "Tracking numbers and document codes a minute that one address may look up; an account half of it.",
  ),
  PENDOPO_LIMIT_UPLOADS: perMinute(120, "Files a minute that one address may send; an account half of it."),
  PENDOPO_LIMIT_API: perMinute(3000, "Requests a minute that programs of one address, or of one account, may make."),
  PENDOPO_VISITORS: z.coerce
    .number()
    .int()
    .min(0)
    .max(1000)
    .default(0)
    .describe(
      "How many visitors who are not signed in one node serves at the same moment; others wait their turn. 0 takes half of PENDOPO_POOL.",
    ),
  PENDOPO_SECURITY_CONTACT: z
    .string()
    .regex(/^(mailto:\S+@\S+|https:\/\/\S+)$/, "not an address such as mailto:keamanan@contoh.go.id or https://…")
    .optional()
    .describe("Whom to tell of a weakness: stands in /.well-known/security.txt."),
  PENDOPO_WORKERS: flag("Whether this node also does background work.", true),
  PENDOPO_IDLE_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(720)
    .default(120)
    .describe("After so many minutes without a request a resident's session ends; at the latest after 12 hours."),
  PENDOPO_IDLE_MINUTES_OFFICIAL: z.coerce
    .number()
    .int()
    .min(5)
    .max(600)
    .default(60)
    .describe("The same for officials, at the latest after 10 hours."),
  PENDOPO_RECOVERY_WAIT_HOURS: z.coerce
    .number()
    .int()
    .min(0)
    .max(720)
    .default(24)
    .describe("How long after a recovery an account may give no mandate and take out no data."),
  PENDOPO_LEAKED_PASSWORDS: z
    .string()
    .optional()
    .describe(
      "A file of leaked passwords besides the list that comes along: SHA-1 in capitals, a colon and a count a line, sorted, as the known lists come.",
    ),
  PENDOPO_MANDATE_ASSURANCE: z
    .enum(["verified", "any"])
    .default("verified")
    .describe(
      "Who may act for others and give wide mandates: only people whose identity a counter or an outside provider has seen, or anybody.",
    ),
  PENDOPO_LEASE_SECONDS: z.coerce
    .number()
    .int()
    .min(5)
    .max(3600)
    .default(60)
    .describe("How long a job belongs to the worker that took it; a killed worker's jobs come back after that."),
  SMTP_URL: z
    .url({ protocol: /^smtps?$/ })
    .optional()
    .describe("The mail server, e.g. smtp://user:secret@mail:587; without it notices stay on the case."),
  MAIL_FROM: z.string().default("Pendopo <no-reply@localhost>").describe("The sender of the notices."),
  PENDOPO_TSA_URL: z
    .url()
    .optional()
    .describe(
      "A time-stamping authority (RFC 3161); the record's daily roots are stamped there when set, and asked for again until it answers.",
    ),
  CLAMAV: z
    .string()
    .optional()
    .describe(
      "The virus scanner's socket or host:port. Without it the socket of Debian's clamav-daemon is used where there is one; off scans nothing.",
    ),
  PENDOPO_UPLOAD_MB: z.coerce.number().min(1).max(200).default(10).describe("The largest file that a person may send."),
  PENDOPO_EMERGENCY_MINUTES: z.coerce
    .number()
    .int()
    .min(5)
    .max(1440)
    .default(60)
    .describe("How many minutes a case stays open to read in an emergency (docs/official/izin.md)."),
  PENDOPO_EMERGENCY_REVIEW_DAYS: z.coerce
    .number()
    .int()
    .min(1)
    .max(10)
    .default(3)
    .describe("Within how many working days another official reviews such a look."),
  PENDOPO_PROVIDERS: z
    .string()
    .optional()
    .describe(
      "A YAML file of the outside providers through which people may sign in (docs/operate/outside-providers.md).",
    ),
  OTEL_EXPORTER_OTLP_ENDPOINT: z.url().optional().describe("Where traces go; none are made without it."),
  LOG_LEVEL: z
    .enum(["fatal", "error", "warn", "info", "debug", "silent"])
    .default("info")
    .describe("How much the program logs."),
  METRICS_TOKEN: z
    .string()
    .min(16)
    .optional()
    .describe(
      "What /metrics asks for as a bearer token. Without it, /metrics answers this machine only, and nobody once PENDOPO_URL is set.",
    ),
});

export type Config = z.infer<typeof settings> & { readonly folder: string; readonly keyFile: string };

/** Reads the settings. @throws Refused naming every wrong one. */
export function readConfig(environment: Record<string, string | undefined> = process.env): Config {
  const given = Object.fromEntries(
    Object.entries(environment).filter(([, value]) => value !== undefined && value !== ""),
  );
  const read = settings.safeParse(given);
  if (!read.success) {
    const list = read.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`).join("; ");
    throw new Refused("error.configuration", { params: { list } });
  }
  const folder = resolve(read.data.PENDOPO_DATA);
  return { ...read.data, folder, keyFile: read.data.PENDOPO_KEY_FILE ?? `${folder}/keys/master.key` };
}

/** Name, sentence and default of every setting, for `help` and the operator's page. */
export const describeSettings = (): { name: string; sentence: string; otherwise: string }[] =>
  Object.entries(settings.shape).map(([name, type]) => {
    const otherwise = (
      z.safeParse(z.object({ [name]: type as z.ZodType }), {}).data as Record<string, unknown> | undefined
    )?.[name];
    return { name, sentence: type.description ?? "", otherwise: otherwise === undefined ? "—" : String(otherwise) };
  });
