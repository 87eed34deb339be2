import { readFile, stat } from "node:fs/promises";
import { compileProcess, hasContent, sourceHash } from "./compile.ts";
import { type Document, isTrue, nameOf, readDocument } from "./document.ts";
import type { Problem } from "./model.ts";
import { problem } from "./problems.ts";
import { checkSoundness, type Fault } from "./soundness/index.ts";
import { decodeXml, type Element, limits } from "./xml.ts";

export interface ProcessReport {
  file: string;
  /** No element stands in the way of running it. */
  executable: boolean;
  /** Null: cannot be told, since the process cannot be read as a graph, or is too large. */
  sound: boolean | null;
  processes: {
    id: string;
    name?: string;
    isExecutable: boolean;
    executable: boolean;
    sound: boolean | null;
    verdict: "sound" | "unsound" | "too-large" | "not-checked";
    elements: number;
    explored: number;
  }[];
  problems: (Pick<Problem, "element" | "code" | "message" | "line"> & { process?: string })[];
  faults: (Fault & { process: string })[];
  warnings: (Pick<Problem, "element" | "code" | "message" | "line"> & { process?: string })[];
}

/**
 * `pendopo process check <file.bpmn> [--json]`: whether a file can be read, executed, and is sound, with every problem.
 * Exit codes: 0 good, 1 refused, 2 the file cannot be read at all.
 */
export async function processCheck(
  file: string,
  options: { json?: boolean } = {},
): Promise<{ exitCode: 0 | 1 | 2; text: string }> {
  const read = await readText(file);
  const report = "problem" in read ? unreadable(file, [read.problem]) : checkText(file, read.text);
  const unread = report.problems.some(({ code }) => /^(xml|file)-|^not-bpmn/.test(code));
  const exitCode = report.executable && report.sound !== false ? 0 : unread ? 2 : 1;
  return { exitCode, text: options.json ? JSON.stringify(report, null, 2) : reportText(report) };
}

/** Checks the text of a BPMN file: each of its processes by itself. */
export function checkText(file: string, text: string): ProcessReport {
  const read = readDocument(text);
  if ("problems" in read) return unreadable(file, read.problems);
  const { document } = read;
  if (document.processes.length === 0) return unreadable(file, [problem("no-process", undefined)]);
  const report: ProcessReport = {
    file,
    executable: true,
    sound: true,
    processes: [],
    problems: [],
    faults: [],
    warnings: [],
  };
  // Pools that only name a partner often carry an empty process: there is nothing in it to run or to refuse.
  const filled = document.processes.filter((each) => hasContent(each));
  const told = new Set<string>();
  const tell = (list: ProcessReport["problems"], found: Problem[], process: string) => {
    for (const { element, code, message, line } of found) {
      const key = `${code} ${element} ${message}`;
      if (told.has(key)) continue;
      told.add(key);
      list.push({
        ...(element !== undefined && { element }),
        code,
        message,
        process,
        ...(line !== undefined && { line }),
      });
    }
  };
  const marked = filled.filter((each) => isTrue(each.attributes.isExecutable));
  for (const root of filled.length ? filled : document.processes.slice(0, 1)) {
    // Beside a process that is to be run, the others describe partners: what they lack is worth a word, not a refusal.
    const partner = marked.length > 0 && !marked.includes(root);
    const { entry, problems, warnings, faults } = checkOne(document, root, text);
    report.processes.push(entry);
    tell(report.warnings, warnings, entry.id);
    tell(partner ? report.warnings : report.problems, problems, entry.id);
    if (partner) continue;
    for (const fault of faults) report.faults.push({ ...fault, process: entry.id });
    report.executable &&= entry.executable;
    if (entry.sound === false) report.sound = false;
    else if (entry.sound === null && report.sound !== false) report.sound = null;
  }
  return report;
}

function checkOne(document: Document, root: Element, text: string) {
  const result = compileProcess(document, root, sourceHash(text));
  const problems = result.ok ? [] : result.problems;
  const graphIsWhole = !problems.some(({ code }) => breaksGraph.has(code));
  const checkable = result.process && graphIsWhole && !result.process.nodes.some((node) => node.kind === "other");
  const soundness = checkable ? checkSoundness(result.process!) : undefined;
  const verdict = soundness?.verdict ?? "not-checked";
  const name = nameOf(root);
  const entry: ProcessReport["processes"][number] = {
    id: root.attributes.id ?? "",
    ...(name !== undefined && { name }),
    isExecutable: isTrue(root.attributes.isExecutable),
    executable: result.ok,
    sound: verdict === "sound" ? true : verdict === "unsound" ? false : null,
    verdict,
    elements: result.process?.nodes.length ?? 0,
    explored: soundness?.explored ?? 0,
  };
  return { entry, problems, warnings: result.warnings, faults: soundness?.faults ?? [] };
}

/** Problems after which the flows no longer make a graph that could be explored. */
const breaksGraph = new Set([
  "id-missing",
  "id-duplicate",
  "flow-end-missing",
  "flow-end-unknown",
  "flow-crosses-scope",
  "flow-into-start",
  "flow-out-of-end",
  "flow-into-boundary",
  "boundary-unattached",
  "link-unmatched",
  "link-doubled",
  "no-start",
  "empty-process",
  "event-sub-start",
]);

const unreadable = (file: string, problems: Problem[]): ProcessReport => ({
  file,
  executable: false,
  sound: null,
  processes: [],
  problems: problems.map(({ element, code, message, line }) => ({
    ...(element !== undefined && { element }),
    code,
    message,
    ...(line && { line }),
  })),
  faults: [],
  warnings: [],
});

async function readText(file: string): Promise<{ text: string } | { problem: Problem }> {
  const fail = (reason: string) => ({
    problem: { code: "file-unreadable", params: { file, reason }, message: `${file} cannot be read: ${reason}.` },
  });
  try {
    const { size } = await stat(file);
    // UTF-16 takes two bytes a character.
    if (size > limits.characters * 2) {
      return { problem: problem("xml-too-large", undefined, { size: String(size), limit: String(limits.characters) }) };
    }
    return { text: decodeXml(await readFile(file)) };
  } catch (fault) {
    return fail((fault as Error).message);
  }
}

function reportText(report: ProcessReport): string {
  const lines = [report.file];
  const at = ({ line }: { line?: number }) => (line === undefined ? "" : ` (line ${line})`);
  for (const process of report.processes) {
    const runs = process.executable ? "executable" : "not executable";
    const verdicts = {
      sound: "sound",
      unsound: "not sound",
      "too-large": "too large to prove sound",
      "not-checked": "soundness not checked",
    };
    const looked = process.explored ? `, ${process.explored} states` : "";
    lines.push(
      `  process ${process.id}: ${runs}, ${verdicts[process.verdict]} (${process.elements} elements${looked})`,
    );
  }
  for (const each of report.problems) lines.push(`  ✗ ${each.element ?? "file"}: ${each.message}${at(each)}`);
  for (const each of report.faults) {
    const way = each.path.length ? ` Shortest way there: ${each.path.join(" → ")}` : "";
    lines.push(`  ✗ ${each.element}: ${each.message}${way}`);
  }
  for (const each of report.warnings) lines.push(`  ! ${each.element ?? "file"}: ${each.message}${at(each)}`);
  return lines.join("\n");
}
