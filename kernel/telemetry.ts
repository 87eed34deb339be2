// Logs without personal data, numbers for Prometheus, and traces when the installation asks for them.

import { SpanStatusCode, type Tracer, trace } from "@opentelemetry/api";
import pino, { type Logger } from "pino";
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Config } from "./config.ts";

export const makeLog = (config: Pick<Config, "LOG_LEVEL">): Logger =>
  pino({ level: config.LOG_LEVEL, base: undefined, timestamp: pino.stdTimeFunctions.isoTime });

/** What is said of an error in a log: never its parameters, which may be somebody's data. */
export const describeError = (error: unknown): Record<string, unknown> => {
  const { name, message, code, stack, cause } = error as Error & { code?: string };
  return {
    error: name,
    message:
      code && /^[0-9A-Z]{5}$/.test(code)
        ? `database fault ${code}: ${sqlText(code, message)}`
        : String(message).slice(0, 300),
    code,
    at: String(stack ?? "")
      .split("\n")
      .slice(1, 6)
      .map((line) => line.trim()),
    ...(cause ? { cause: describeError(cause) } : {}),
  };
};

export type Metrics = ReturnType<typeof makeMetrics>;
export function makeMetrics() {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    requests: new Histogram({
      name: "pendopo_http_request_seconds",
      help: "Time to answer, by route and status.",
      labelNames: ["method", "route", "status"],
      buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers: [registry],
    }),
    refused: new Counter({
      name: "pendopo_refused_total",
      help: "Requests refused, by reason.",
      labelNames: ["key"],
      registers: [registry],
    }),
    defects: new Counter({
      name: "pendopo_defects_total",
      help: "Faults of the program.",
      labelNames: ["where"],
      registers: [registry],
    }),
    jobs: new Gauge({
      name: "pendopo_jobs",
      help: "Jobs that wait, are late or have died.",
      labelNames: ["state"],
      registers: [registry],
    }),
  };
}

let provider: { shutdown(): Promise<void> } | undefined;

/** Starts tracing when an endpoint is configured; without one nothing is loaded. */
export async function startTracing(config: Pick<Config, "OTEL_EXPORTER_OTLP_ENDPOINT">): Promise<void> {
  if (!config.OTEL_EXPORTER_OTLP_ENDPOINT) return;
  const [{ NodeTracerProvider, BatchSpanProcessor }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/sdk-trace-node"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const made = new NodeTracerProvider({
    spanProcessors: [
      new BatchSpanProcessor(
        new OTLPTraceExporter({ url: `${config.OTEL_EXPORTER_OTLP_ENDPOINT.replace(/\/$/, "")}/v1/traces` }),
      ),
    ],
  });
  made.register();
  provider = made;
}
export const stopTracing = async (): Promise<void> => provider?.shutdown();

const tracer: Tracer = trace.getTracer("pendopo");

/** Runs work inside a span; costs nothing when no provider is registered. */
export async function traced<T>(name: string, attributes: Record<string, string>, work: () => Promise<T>): Promise<T> {
  if (!provider) return work();
  return tracer.startActiveSpan(name, { attributes }, async (span) => {
    try {
      return await work();
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR });
      throw error;
    } finally {
      span.end();
    }
  });
}

/**
 * What PostgreSQL says of a fault, without the values that it quotes. Between double quotes stand names, which help; but faults
 * of data (class 22), and whatever follows a colon, quote what somebody typed.
 */
const sqlText = (code: string, message: string): string =>
  String(message)
    .replace(code.startsWith("22") ? /"[^"]*("|$)/g : /(?<=: )"[^"]*("|$)|"[^"]*@[^"]*"/g, "…")
    .replace(/'[^']*'|\([^)]*\)=\([^)]*\)/g, "…")
    .slice(0, 200);
