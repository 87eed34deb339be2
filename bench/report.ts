// What was measured, as people read it and as programs do.

import { cpus, loadavg, totalmem } from "node:os";
import type { AuditFigure } from "./audit.ts";
import type { CommandFigure } from "./commands.ts";
import type { PageFigure, ThroughputFigure } from "./pages.ts";
import type { PermissionFigure } from "./permissions.ts";
import type { SignInFigure } from "./sign-ins.ts";

export type Report = {
  at: string;
  machine: {
    processors: number;
    model: string;
    memory: number;
    node: string;
    postgres: string;
    load: number[];
    loadAtEnd?: number[];
  };
  quick: boolean;
  commands: CommandFigure[];
  writes: Record<string, { statements: number; writes: number; floor: string }>;
  pages: PageFigure[];
  throughput: ThroughputFigure[];
  permissions?: PermissionFigure;
  audit?: AuditFigure;
  signIns?: SignInFigure;
  start: { cold: number[]; first: number; floor: number };
  memory: { program: number; highest: number; launcher: number };
};

export const machine = (postgres: string): Report["machine"] => ({
  processors: cpus().length,
  model: cpus()[0]?.model ?? "",
  memory: totalmem(),
  node: process.versions.node,
  postgres,
  load: loadavg(),
});

const cell = (value: number, digits = 1): string =>
  value >= 100 ? Math.round(value).toString() : value.toFixed(digits);
const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 / 1024)} MiB`;

function table(head: string[], rows: string[][]): string {
  const widths = head.map((title, i) => Math.max(title.length, ...rows.map((row) => row[i]?.length ?? 0)));
  const line = (cells: string[]) =>
    `| ${cells.map((text, i) => (i === 0 ? text.padEnd(widths[i] ?? 0) : text.padStart(widths[i] ?? 0))).join(" | ")} |`;
  return [
    line(head),
    `|${widths.map((width, i) => (i === 0 ? "-".repeat(width + 2) : `${"-".repeat(width + 1)}:`)).join("|")}|`,
    ...rows.map(line),
  ].join("\n");
}

/** The tables of docs/performance.md. */
export function tables(report: Report): string {
  const parts: string[] = [];
  if (report.commands.length > 0)
    parts.push(
      table(
        [
          "command",
          "clients",
          "a second",
          "floor",
          "ratio",
          "p50 ms",
          "p95 ms",
          "cores: program",
          "PostgreSQL",
          "load",
        ],
        report.commands.map((each) => [
          each.command,
          String(each.clients),
          cell(each.perSecond),
          cell(each.floor),
          each.ratio.toFixed(2),
          cell(each.p50),
          cell(each.p95),
          cell(each.cores.program ?? 0, 2),
          cell(each.cores.postgres ?? 0, 2),
          cell(each.cores.load ?? 0, 2),
        ]),
      ),
    );
  if (report.pages.length > 0) {
    const sizes = [...new Set(report.pages.map((each) => each.cases))];
    const smallest = sizes[0];
    parts.push(
      table(
        ["page", "cases", "clients", "p50 ms", "p95 ms", "p95 against the smallest"],
        report.pages.map((each) => {
          const base = report.pages.find(
            (other) => other.page === each.page && other.clients === each.clients && other.cases === smallest,
          );
          return [
            each.page,
            each.cases.toLocaleString("en"),
            String(each.clients),
            cell(each.p50),
            cell(each.p95),
            base === each || !base ? "" : `${(each.p95 / base.p95).toFixed(2)}×`,
          ];
        }),
      ),
    );
  }
  if (report.throughput.length > 0)
    parts.push(
      table(
        ["page as HTML", "a second", "constant", "ratio", "bytes, packed", "unpacked"],
        report.throughput.map((each) => [
          each.page,
          cell(each.perSecond),
          cell(each.floor),
          each.ratio.toFixed(2),
          each.packed.toLocaleString("en"),
          each.unpacked.toLocaleString("en"),
        ]),
      ),
    );
  if (report.permissions) {
    const { page, on, off, share, rule, standing } = report.permissions;
    parts.push(
      table(
        ["permissions", "with, p50 ms", "past row security", "share", "aim", "one question µs", "reading rights µs"],
        [[page, cell(on, 2), cell(off, 2), `${Math.round(share * 100)}%`, "< 25%", cell(rule, 2), cell(standing)]],
      ),
    );
  }
  if (report.signIns) {
    const { perSecond, cores, floor, quiet, flooded, meanwhile } = report.signIns;
    parts.push(
      table(
        ["sign-ins", "figure", "aim"],
        [
          ["with a password, a second", cell(perSecond), ""],
          ["a second and core", cell(perSecond / cores), "≥ 15"],
          ["against hashing alone on one core", `${(perSecond / floor).toFixed(2)}× of ${cell(floor)}`, ""],
          ["worklist in peace, p50 and p95 ms", `${cell(quiet.p50)} / ${cell(quiet.p95)}`, ""],
          ["worklist beside a flood, p50 and p95 ms", `${cell(flooded.p50)} / ${cell(flooded.p95)}`, ""],
          ["p95 beside the flood against peace", `${(flooded.p95 / quiet.p95).toFixed(2)}×`, ""],
          ["sign-ins a second meanwhile", cell(meanwhile), ""],
        ],
      ),
    );
  }
  if (report.audit) {
    const { costs, entries, sealed, verified } = report.audit;
    parts.push(
      table(
        ["the record", "where", "with, p50 ms", "without", "cost", "of the whole command", "aim"],
        costs.map((each) => [
          each.command,
          each.where,
          cell(each.with, 2),
          cell(each.without, 2),
          `${(each.share * 100).toFixed(1)}%`,
          // What the line adds at the database, beside all that the command takes: steadier than the difference of two long times.
          `${(((each.with - each.without) / (costs.find((one) => one.command === each.command)?.with ?? 1)) * 100).toFixed(1)}%`,
          "< 10%",
        ]),
      ),
      table(
        ["entries", "sealed a second", "of our processor", "verified a second", "of our processor"],
        [
          [
            entries.toLocaleString("en"),
            ...[sealed, verified].flatMap((rate) => [cell(rate.clock), cell(rate.processor)]),
          ],
        ],
      ),
    );
  }
  parts.push(
    table(
      ["start and memory", "figure", "aim"],
      [
        [
          "cold start to the first page, existing folder (median)",
          `${(([...report.start.cold].sort((a, b) => a - b)[Math.floor(report.start.cold.length / 2)] ?? 0) / 1000).toFixed(2)} s`,
          "< 3 s",
        ],
        ["floor: an empty Node program, started", `${(report.start.floor / 1000).toFixed(2)} s`, ""],
        ["very first start: database, regions, demonstration", `${(report.start.first / 1000).toFixed(1)} s`, ""],
        ["memory of the program after all load", megabytes(report.memory.program), "< 250 MiB"],
        ["its highest", megabytes(report.memory.highest), ""],
        ["the launcher in front of it", megabytes(report.memory.launcher), ""],
      ],
    ),
  );
  return parts.join("\n\n");
}
