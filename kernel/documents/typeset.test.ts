import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { decodeStream, openPdf } from "./pdf/file.ts";
import { type Stream, textOf } from "./pdf/value.ts";
import { openPress } from "./press.ts";
import { assets, certificateData, noon, template, verifyUrl } from "./specimens/specimens.ts";
import { missing } from "./specimens/tools.ts";
import { checkTemplate, closePress, TemplateError, typeset } from "./typeset.ts";

after(() => closePress());
const certificate = async () => typeset({ template, data: await certificateData(), assets, now: noon });

test("a certificate is one tagged page of PDF/A-2a with title, author and language", async () => {
  const { pdf, pages, title } = await certificate();
  assert.equal(pages, 1);
  assert.equal(title, "Sertifikat Uji Kelaikan Perahu Wisata Nuraini binti Sahrul");
  const file = openPdf(pdf);
  const root = file.dict(file.trailer.get("Root"))!;
  assert.equal(textOf(root.get("Lang")), "id-ID");
  assert.equal(file.dict(root.get("MarkInfo"))?.get("Marked"), true);
  assert.ok(file.dict(root.get("StructTreeRoot")), "there is a structure tree");
  const metadata = file.resolve(root.get("Metadata")) as Stream;
  const xmp = Buffer.from(decodeStream(metadata, file.resolve, 1 << 20)).toString();
  assert.match(xmp, /<pdfaid:part>2<\/pdfaid:part>/);
  assert.match(xmp, /<pdfaid:conformance>A<\/pdfaid:conformance>/);
  assert.match(xmp, /Dinas Pariwisata dan Kebudayaan/);
});

test("the same data gives the same bytes", async () => {
  const [first, second] = [await certificate(), await certificate()];
  assert.ok(Buffer.from(first.pdf).equals(second.pdf));
});

test("what people typed is printed as they typed it, never read as markup", async (t) => {
  if (missing(t, "pdftotext")) return;
  const data = await certificateData();
  const hostile = '#panic("x") *tebal* $1/2$ \\ "] } <label> @ref `raw` // ' + "\u202Eterbalik";
  data.answers.nama_perahu = hostile;
  const { pdf } = await typeset({ template, data, assets, now: noon });
  const text = execFileSync("pdftotext", ["-layout", "-", "-"], { input: pdf }).toString();
  assert.match(text, /#panic\("x"\) \*tebal\* \$1\/2\$ \\ "\] \} <label> @ref `raw`/);
});

test("the QR code on the rendered page leads to the verification page", async (t) => {
  if (missing(t, "pdftoppm") || missing(t, "zbarimg")) return;
  const folder = mkdtempSync(join(tmpdir(), "pendopo-qr-"));
  writeFileSync(join(folder, "a.pdf"), (await certificate()).pdf);
  // 96 dots an inch is what an old scanner or a photographed screen gives.
  execFileSync("pdftoppm", ["-r", "96", "-png", join(folder, "a.pdf"), join(folder, "a")], {
    stdio: ["ignore", "ignore", "ignore"],
  });
  const read = execFileSync("zbarimg", ["-q", "--raw", join(folder, "a-1.png")], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  assert.equal(read.toString().trim(), verifyUrl);
});

test("English documents carry English words and language", async (t) => {
  const { pdf } = await typeset({ template, data: await certificateData(), assets, now: noon, locale: "en" });
  const file = openPdf(pdf);
  assert.equal(textOf(file.dict(file.trailer.get("Root"))?.get("Lang")), "en-GB");
  if (missing(t, "pdftotext")) return;
  const text = execFileSync("pdftotext", ["-", "-"], { input: pdf }).toString();
  assert.match(text, /22 November 2026/);
  assert.match(text, /Signed electronically/);
});

const refusedReads = [
  '#read("/etc/passwd")',
  '#read("../words.ts")',
  '#read("/parts/../../words.ts")',
  '#image("/../package.json", alt: "x")',
  '#import "/../typeset.ts": *',
];
for (const source of refusedReads)
  test(`a template cannot read the machine: ${source}`, async () => {
    await assert.rejects(typeset({ template: source, data: {}, now: noon }), TemplateError);
  });

test("a template cannot reach the network, not even for a package and not by the machine's own proxy", async () => {
  let asked = 0;
  const proxy = createServer().on("connect", (_, socket) => {
    asked++;
    socket.destroy();
  });
  await new Promise<void>((resolve) => proxy.listen(0, "127.0.0.1", resolve));
  process.env.HTTPS_PROXY = `http://127.0.0.1:${(proxy.address() as AddressInfo).port}`;
  const press = openPress({ processes: 1 });
  try {
    const source = '#import "@" + "preview/tablex:0.0.8": *';
    await assert.rejects(typeset({ template: source, data: {}, now: noon, press }), /failed to download/);
    assert.equal(asked, 0);
  } finally {
    delete process.env.HTTPS_PROXY;
    await press.close();
    proxy.close();
  }
});

test("a template that never ends is ended, and the next document is typeset", async () => {
  const press = openPress({ processes: 1 });
  try {
    const begun = Date.now();
    await assert.rejects(typeset({ template: loop, data: {}, now: noon, deadlineMs: 700, press }), {
      key: "document.typeset-late",
    });
    assert.ok(Date.now() - begun < 6000, "it was ended in time");
    const next = await typeset({ template, data: await certificateData(), assets, now: noon, press });
    assert.equal(next.pages, 1);
  } finally {
    await press.close();
  }
});
const loop =
  '#set document(title: "t")\n#let f(n) = { let s = 0; for i in range(3000000) { s += calc.rem(i * n, 7) }; s }\n#for i in range(2000) [#f(i)]';

test("a template that eats memory is ended, and the next document is typeset", async () => {
  const press = openPress({ processes: 1, memoryMb: 400 });
  try {
    const hungry = '#set document(title: "t")\n#let x = range(1000)\n#for i in range(40) { x = x + x }\n#x.len()';
    await assert.rejects(typeset({ template: hungry, data: {}, now: noon, press }), { key: "document.press-died" });
    assert.equal((await typeset({ template, data: await certificateData(), assets, now: noon, press })).pages, 1);
  } finally {
    await press.close();
  }
});

test("many documents at once are all typeset, each with its own data", async (t) => {
  const data = await certificateData();
  const names = Array.from({ length: 12 }, (_, i) => `Pemohon ${i}`);
  const all = await Promise.all(
    names.map((name) => typeset({ template, data: { ...data, applicant: { name } }, assets, now: noon })),
  );
  assert.deepEqual(
    all.map((one) => one.title.split("Wisata ")[1]),
    names,
  );
  t.diagnostic("12 at once");
});

test("a sound template has no faults", async () => {
  assert.deepEqual(await checkTemplate(template, await certificateData(), [], { assets }), []);
});

test("all fields that do not exist are told at once, with their place and the field that was meant", async () => {
  const source = `#import "/pendopo.typ": *
#show: paper.with(title: "Uji")
#let who = data.applicant
#who.nama
#data.answers.nama_prahu
#if false { data.documnt.number }
#data.answers.at("tidak_ada")
#data.answers.at("boleh_kosong", default: none)
#data.answers.keys().len()
// #data.dalam.komentar
#if true [#data.case.tracking]`;
  const faults = await checkTemplate(source, await certificateData());
  const told = faults.map((one) => `${one.line}:${one.column} ${one.message} ${one.hints[0] ?? ""}`.trim());
  assert.deepEqual(told, [
    "4:2 there is no field data.applicant.nama did you mean data.applicant.name?",
    "5:2 there is no field data.answers.nama_prahu did you mean data.answers.nama_perahu?",
    "6:13 there is no field data.documnt did you mean data.document?",
    "7:2 there is no field data.answers.tidak_ada",
  ]);
});

test("a form's field that the sample lacks is known by its name", async () => {
  const source = '#import "/pendopo.typ": *\n#show: paper.with(title: "Uji")\n#data.answers.luas_dapur';
  assert.equal((await checkTemplate(source, await certificateData())).length, 1);
  assert.deepEqual(await checkTemplate(source, await certificateData(), ["answers.luas_dapur"]), []);
});

test("a template that breaks when an optional field is empty is found before publishing", async () => {
  const source = '#import "/pendopo.typ": *\n#show: paper.with(title: "Uji")\n#data.applicant.name.len()';
  const faults = await checkTemplate(source, await certificateData(), [], { optional: ["applicant.name"] });
  assert.equal(faults.length, 1);
  assert.match(faults[0]!.message, /when the optional fields are empty/);
  assert.equal(faults[0]!.line, 3);
});

const broken: [rule: string, source: string, line: number, message: RegExp][] = [
  ["an unclosed bracket", '#import "/pendopo.typ": *\n#text(fill: teal', 2, /unclosed|expected/],
  ["an unknown function", '#set document(title: "x")\n\n#tidakada()', 3, /unknown variable/],
  [
    "a picture without words for those who cannot see it",
    '#set document(title: "x")\n#image("/assets/crest.svg")',
    1,
    /alt/,
  ],
  ["a document without title", "hello", 1, /title/],
  [
    "an asset that was not handed in",
    '#set document(title: "x")\n#image("/assets/lain.svg", alt: "x")',
    2,
    /not found/,
  ],
  ["answers used as source", '#set document(title: "x")\n#eval(data.answers.x)', 2, /eval/],
  ["a package from the network", '#import "@preview/tablex:0.0.8": *', 1, /packages/],
];
for (const [rule, source, line, message] of broken)
  test(`the check finds ${rule}`, async () => {
    const [fault] = await checkTemplate(source, await certificateData(), [], { assets });
    assert.ok(fault, "a fault is told");
    assert.match(fault.message, message);
    assert.equal(fault.line, line);
  });

test("when the program is killed, its typesetters end as well, even in the middle of an endless template", async (t) => {
  if (process.platform !== "linux") return t.skip("looks into /proc");
  const program = `
    import { typeset } from ${JSON.stringify(join(import.meta.dirname, "typeset.ts"))};
    typeset({ template: process.argv[1], data: {}, now: new Date(0), deadlineMs: 60_000 }).catch(() => {});`;
  const killed = spawn(process.execPath, ["--input-type=module", "-e", program, loop], { stdio: "ignore" });
  const childrenOf = (pid: number) =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8").trim().split(" ").filter(Boolean).map(Number);
  const until = async (what: () => boolean) => {
    for (const end = Date.now() + 8000; Date.now() < end && !what(); )
      await new Promise((resolve) => setTimeout(resolve, 50));
    return what();
  };
  assert.ok(await until(() => childrenOf(killed.pid!).length > 0), "a typesetter runs");
  const [typesetter] = childrenOf(killed.pid!);
  await new Promise((resolve) => setTimeout(resolve, 700));
  killed.kill("SIGKILL");
  assert.ok(
    await until(
      () => !existsSync(`/proc/${typesetter}`) || / Z /.test(readFileSync(`/proc/${typesetter}/stat`, "utf8")),
    ),
    "the typesetter is gone",
  );
});
