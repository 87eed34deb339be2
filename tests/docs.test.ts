// What the documents state is so: links lead somewhere, paths and commands exist, settings are the program's, the example of the
// page for designers runs, and the demo accounts of the README are the demo's.

import assert from "node:assert/strict";
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, relative, resolve } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { capabilities } from "../app/capabilities.ts";
import { commands, findCommand } from "../app/commands.ts";
import { demoGovernment } from "../capabilities/agencies/demo/government.ts";
import { DEMO_PASSWORD, DEMO_RESIDENTS } from "../capabilities/people/index.ts";
import { serviceCheck, serviceTest } from "../capabilities/services/definition/cli.ts";
import { describeSettings } from "../kernel/config.ts";
import { routePath } from "../kernel/web/api.ts";
import { settingsFaults } from "../scripts/settings.ts";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (file: string): string => readFileSync(join(root, file), "utf8");

/** Every page of prose, by its path from the root. */
const pages: ReadonlyMap<string, string> = new Map(
  [
    ...readdirSync(root).filter((name) => name.endsWith(".md")),
    ...["docs", "capabilities", "kernel", "library", "tests", "bench"].flatMap((top) =>
      (readdirSync(join(root, top), { recursive: true }) as string[])
        .filter((name) => name.endsWith(".md"))
        .map((name) => join(top, name)),
    ),
  ].map((file) => [file, read(file)]),
);

/** Pieces of code in a page: what stands between backticks, and lines of fenced blocks. */
function codeOf(text: string): string[] {
  const blocks = [...text.matchAll(/^```\w*\n([\s\S]*?)^```/gm)].flatMap(([, block = ""]) => block.split("\n"));
  const inline = [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/`([^`\n]+)`/g)].map(([, code = ""]) => code);
  const indented = [...text.matchAll(/^ {4}(\S.*)$/gm)].map(([, code = ""]) => code);
  return [...blocks, ...inline, ...indented];
}

/** "page: thing" for everything that a page names and that is not there. */
function missing(look: (page: string, text: string) => string[]): string[] {
  return [...pages].flatMap(([page, text]) => look(page, text).map((thing) => `${page}: ${thing}`));
}

/** How a heading is addressed in a page. */
const anchorsOf = (text: string): string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[`*_.,;:()?!'"“”’/&·×→]/g, "")
      .trim()
      .replace(/ /g, "-"),
  );

test("links between pages, and pictures, lead to something", () => {
  let seen = 0;
  const broken = missing((page, text) =>
    [...text.replace(/^```[\s\S]*?^```/gm, "").matchAll(/(?:\]\(|(?:src|href)=")([^)"\s]+)/g)].flatMap(
      ([, to = ""]) => {
        if (/^(https?:|mailto:)/.test(to)) return [];
        seen++;
        const [path = "", anchor] = to.split("#");
        const file = path === "" ? page : relative(root, resolve(root, dirname(page), path));
        if (!existsSync(join(root, file))) return [to];
        return anchor && file.endsWith(".md") && !anchorsOf(read(file)).includes(anchor) ? [to] : [];
      },
    ),
  );
  assert.ok(seen > 60, `${seen} links were found`);
  assert.deepEqual(broken, []);
});

test("paths of the tree that pages name are there", () => {
  let seen = 0;
  const broken = missing((_, text) =>
    codeOf(text)
      .flatMap(
        (code) =>
          code.match(
            /(?<![\w/.<-])(?:app|bench|bin|capabilities|docs|kernel|scripts|tests|library|\.ci)\/[\w./*<>{},-]+/g,
          ) ?? [],
      )
      .map((path) => path.replace(/[.,]$/, ""))
      .filter((path) => !/[<>{}*…]|NNNN|layanan-saya|\/files\//.test(path))
      .filter((path) => {
        seen++;
        return !existsSync(join(root, path));
      }),
  );
  assert.ok(seen > 60, `${seen} paths were found`);
  assert.deepEqual(broken, []);
});

test("commands and scripts that pages name exist", () => {
  const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
  const named = new Set<string>();
  const broken = missing((_, text) =>
    codeOf(text).flatMap((code) => {
      const faults: string[] = [];
      for (const [whole, words = ""] of code.matchAll(/npx pendopo ([a-z][a-z ]*[a-z])/g)) {
        const found = findCommand(words.split(" "));
        if (found) named.add(found.command.name);
        else faults.push(whole);
      }
      for (const [whole, name = ""] of code.matchAll(/npm (?:run )?(start|test|(?<=run )[\w:-]+)/g))
        if (!(name in scripts)) faults.push(whole);
      return faults;
    }),
  );
  assert.deepEqual(broken, []);
  assert.deepEqual(
    commands.map(({ name }) => name).filter((name) => !named.has(name)),
    ["demo"].filter((name) => !named.has(name)),
    "every command is told of somewhere",
  );
});

test("settings that pages name are the program's, and the operator's table is whole", () => {
  assert.deepEqual(settingsFaults(), []);
  const known = new Set(describeSettings().map(({ name }) => name));
  const broken = missing((page, text) =>
    [...text.matchAll(/\b(?:PENDOPO|DATABASE|SMTP|MAIL|OTEL|METRICS|LOG)_[A-Z_]+\b/g)]
      .map(([name]) => name)
      .filter((name) => !known.has(name) && !/PENDOPO_(TEST|BENCH)_/.test(name) && !page.startsWith("bench/")),
  );
  assert.deepEqual(broken, []);
});

test("addresses of pages that people are told of are answered", () => {
  const server = read("kernel/web/server.ts");
  const answered = [
    ...capabilities.flatMap(({ routes = [] }) => routes.map(({ path }) => path)),
    ...capabilities.flatMap(({ endpoints = [] }) => endpoints.map(({ path }) => routePath(path))),
    ...[...server.matchAll(/app\.get\("([^"]+)"/g)].map(([, path = ""]) => path),
  ].map(
    (path) =>
      new RegExp(
        `^${path
          .replace(/\/:\w+\?/g, "(/[^/]+)?")
          .replace(/:\w+/g, "[^/]+")
          .replaceAll(".", "[.]")}$`,
      ),
  );
  const told = ["README.md", "ARCHITECTURE.md", "SECURITY.md", "docs/README.md"].concat(
    [...pages.keys()].filter((page) => /^docs\/(resident|official|operate|developer)\//.test(page)),
  );
  const broken = told.flatMap((page) =>
    codeOf(pages.get(page) ?? "")
      .map((code) => /^(?:GET |POST )?(\/[a-z_][\w/<>.-]*)(?:#\w+)?$/.exec(code)?.[1]?.replace(/<[^>]+>/g, "x"))
      .filter((path) => path !== undefined)
      .filter((path) => path !== "/api/v1" && !/^\/(srv|var|etc|opt|aman|cadangan)\//.test(path))
      .filter((path) => !answered.some((pattern) => pattern.test(path)))
      .map((path) => `${page}: ${path}`),
  );
  assert.deepEqual(broken, []);
});

test("the accounts of the README are the demo's", () => {
  const readme = read("README.md");
  assert.ok(readme.includes(`\`${DEMO_PASSWORD}\``));
  const known = new Set<string>([
    ...DEMO_RESIDENTS.map(({ nik }) => nik),
    ...demoGovernment("2026-11-22").officials.flatMap(({ nip }) => (nip ? [nip] : [])),
  ]);
  const told = readme.match(/\b\d{16,18}\b/g) ?? [];
  assert.ok(told.length >= 6);
  for (const number of told) assert.ok(known.has(number), number);
});

const guide = "docs/service-designer/README.md";
const example = "docs/service-designer/example/peminjaman-balai";

test("the example for designers is in order, plays as written, and its page names each file", async () => {
  assert.deepEqual(await serviceCheck(join(root, example)), { exitCode: 0, text: "peminjaman-balai 1.0: in order" });
  const played = await serviceTest(join(root, example));
  assert.equal(played.exitCode, 0, played.text);
  for (const file of readdirSync(join(root, example)))
    assert.ok(read(guide).includes(`example/peminjaman-balai/${file}`), file);
});

test("the faults that the designers' page shows are what the check says", async () => {
  const folder = mkdtempSync(join(tmpdir(), "contoh-"));
  try {
    cpSync(join(root, example), folder, { recursive: true });
    const slip = (file: string, right: string, wrong: string) => {
      const text = readFileSync(join(folder, file), "utf8");
      assert.ok(text.includes(right), right);
      writeFileSync(join(folder, file), text.replace(right, wrong));
    };
    slip("process.bpmn", 'hasilPeriksa = "siap"', 'hasilPeriksa = "sip"');
    slip("process.bpmn", 'pendopo:role="lurah"', 'pendopo:role="kepala"');
    slip("surat.typ", "data.answers.namaAcara,", "data.answers.namaAcra,");
    const { text } = await serviceCheck(folder);
    assert.deepEqual(
      text.split("\n").slice(0, -1).sort(),
      (/^```\n(process\.bpmn:[\s\S]*?)\n```/m.exec(read(guide))?.[1] ?? "").split("\n").sort(),
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test("each decision is dated, has a number of its own, and stands in the list", () => {
  const list = read("docs/decisions/README.md");
  const files = readdirSync(join(root, "docs/decisions")).filter((name) => name !== "README.md");
  assert.deepEqual(
    files.filter((name) => !list.includes(`(${name})`)),
    [],
  );
  assert.equal(new Set(files.map((name) => name.slice(0, 4))).size, files.length);
  for (const name of files) assert.match(read(`docs/decisions/${name}`), /^20\d\d-\d\d-\d\d/m, name);
});

test("the glossary has one row an idea, and the changes tell of this version", () => {
  const rows = read("GLOSSARY.md")
    .split("\n")
    .filter((line) => /^\| (?!Code|---)/.test(line))
    .map((line) =>
      line
        .split("|")
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
  assert.ok(rows.length > 60);
  const first = rows.map(([code]) => code);
  assert.deepEqual(
    first.filter((code, i) => first.indexOf(code) !== i),
    [],
  );
  for (const row of rows) assert.ok(row.length === 4 || row.length === 3, row.join(" | "));
  const { version } = JSON.parse(read("package.json")) as { version: string };
  assert.ok(read("CHANGELOG.md").includes(`## ${version} · `));
});
