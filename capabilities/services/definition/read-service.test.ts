import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { after, test } from "node:test";
import fc from "fast-check";
import { closePress } from "../../../kernel/documents/index.ts";
import { readService } from "./read-service.ts";
import { runScenarios } from "./run-scenarios.ts";

const broken = join(import.meta.dirname, "../../../tests/broken-services");
const filesOf = (folder: string): [string, Uint8Array][] =>
  readdirSync(join(broken, folder)).map((name) => [name, readFileSync(join(broken, folder, name))]);
const whole = () => new Map(filesOf("_whole"));
const changed = (name: string, from: string, to: string): Map<string, Uint8Array> => {
  const files = whole();
  const text = Buffer.from(files.get(name)!).toString();
  assert.ok(text.includes(from), `${name} has no ${from}`);
  return files.set(name, Buffer.from(text.replace(from, to)));
};

after(closePress);

test("a definition that is in order is read whole, and the same files give the same digest", async () => {
  const read = await readService(whole());
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(read.warnings, []);
  const { definition } = read;
  assert.equal(definition.key, "lomba-perahu");
  assert.deepEqual(Object.keys(definition.forms), ["permohonan", "pemeriksaan"]);
  assert.deepEqual(definition.decide("kelas", { panjang: 9 }).value, "besar");
  assert.deepEqual(definition.decide("kelas", { panjang: 9 }).trace?.at(-1)?.rules, ["besar"]);
  const again = await readService(new Map(Object.entries(definition.files)), { prove: false });
  assert.ok(again.ok);
  assert.equal(again.definition.digest, definition.digest);
  const other = await readService(changed("service.yaml", "Gratis", "Cuma-cuma"), { prove: false });
  assert.ok(other.ok);
  assert.notEqual(other.definition.digest, definition.digest);
});

for (const folder of readdirSync(broken).filter((name) => !name.startsWith("_") && !name.includes(".")))
  test(`every fault of tests/broken-services/${folder} is told, at its file and place`, async () => {
    const expected = readFileSync(join(broken, folder, "expected.txt"), "utf8")
      .trim()
      .split("\n");
    const read = await readService(new Map([...whole(), ...filesOf(folder)]));
    assert.ok(!read.ok);
    assert.deepEqual(
      read.faults.map(({ file, place, code }) => `${file}:${place}  ${code}`),
      expected,
    );
    assert.ok(
      read.faults.every(
        ({ message }) => message.length > 10 && !/\{(?:name|hint|reason|path|what|code)\}/.test(message),
      ),
    );
  });

test("a fault says what was meant when it is a slip of the pen", async () => {
  const read = await readService(changed("process.bpmn", 'pendopo:form="pemeriksaan"', 'pendopo:form="pemeriksan"'), {
    prove: false,
  });
  assert.ok(!read.ok);
  assert.equal(read.faults[0]!.message, "There is no form pemeriksan. Did you mean pemeriksaan?");
  assert.equal(read.faults[0]!.place, "Periksa");
});

test("a condition on a value that nobody can choose is found", async () => {
  const read = await readService(
    changed(
      "form.yaml",
      "{ key: layak, type: yes-no, label: { id: Layak?, en: Fit? } }",
      "{ key: layak, type: choice, label: { id: Layak?, en: Fit? }, options: [{ value: layak, label: { id: Ya, en: Yes } }, { value: belum, label: { id: Belum, en: Not yet } }] }",
    ).set("process.bpmn", changed("process.bpmn", "layak = true", 'layak = "layk"').get("process.bpmn")!),
    { prove: false },
  );
  assert.ok(!read.ok);
  const [fault] = read.faults;
  assert.deepEqual(
    [fault?.place, fault?.code, fault?.message],
    ["KeIkut", "feel.option-unknown", "layak is never “layk”. Did you mean layak?"],
  );
});

test("a decision that compares with a value that the form does not offer is found, rule by rule", async () => {
  const folder = join(broken, "../../library/sertifikat-laik-higiene");
  const files = new Map(readdirSync(folder).map((name) => [name, readFileSync(join(folder, name))]));
  for (const name of readdirSync(join(folder, "../parts")))
    files.set(`parts/${name}`, readFileSync(join(folder, "../parts", name)));
  files.set(
    "risiko.dmn",
    Buffer.from(files.get("risiko.dmn")!.toString().replace('<text>"mentah"</text>', '<text>"mentahan"</text>')),
  );
  const read = await readService(files, { prove: false });
  assert.ok(!read.ok);
  const found = read.faults.map(({ file, place, code }) => `${file}:${place} ${code}`);
  assert.ok(found.includes("risiko.dmn:risikoPangan-aturan-3 feel.option-unknown"), found.join("\n"));
});

test("a timer that repeats without end does not keep the scenarios for ever", async () => {
  const timer =
    '<bpmn:boundaryEvent id="Detak" attachedToRef="Periksa" cancelActivity="false"><bpmn:timerEventDefinition id="D1"><bpmn:timeCycle>R/PT1S</bpmn:timeCycle></bpmn:timerEventDefinition></bpmn:boundaryEvent><bpmn:endEvent id="Usai" name="Usai" pendopo:en="Over" /><bpmn:sequenceFlow id="KeUsai" sourceRef="Detak" targetRef="Usai" />';
  const files = changed(
    "process.bpmn",
    '<bpmn:sequenceFlow id="KePeriksa"',
    `${timer}<bpmn:sequenceFlow id="KePeriksa"`,
  );
  files.set(
    "scenarios.yaml",
    changed("scenarios.yaml", "after: { hours: 1 }", "after: { days: 300 }").get("scenarios.yaml")!,
  );
  const read = await readService(files, { prove: false });
  assert.ok(read.ok, JSON.stringify(read));
  assert.match(runScenarios(read.definition)[0]!.difference!, /More than 5000 timers fired/);
});

test("an empty folder, a folder that is not there and bytes that are no text are told, not tripped over", async () => {
  const none = await readService("/nowhere/at-all");
  assert.ok(!none.ok);
  assert.deepEqual(
    none.faults.map(({ code }) => code),
    ["service.folder-missing"],
  );
  const noise = await readService(whole().set("service.yaml", Uint8Array.from([0xff, 0xfe, 0x00, 0xc3])), {
    prove: false,
  });
  assert.ok(!noise.ok);
  assert.ok(noise.faults.some(({ code }) => code === "service.not-text"));
  const missing = whole();
  missing.delete("process.bpmn");
  const without = await readService(missing, { prove: false });
  assert.ok(!without.ok);
  assert.deepEqual(
    without.faults.map(({ file, code }) => `${file} ${code}`),
    ["process.bpmn service.file-missing"],
  );
});

test("a part is taken in where it is used, its faults are told in its own file, and it belongs to the version", async () => {
  const use = changed(
    "form.yaml",
    "        - { key: namaPemilik, type: text, label: { id: Nama Anda, en: Your name }, personal: true }",
    "        - use: parts/pemilik",
  );
  const part =
    "fields:\n  - { key: namaPemilik, type: text, label: { id: Nama Anda, en: Your name }, personal: true }\n";
  const read = await readService(new Map(use).set("parts/pemilik.yaml", Buffer.from(part)), { prove: false });
  assert.ok(read.ok, JSON.stringify(read));
  assert.deepEqual(
    read.definition.application.pages[0]!.fields.map(({ key }) => key),
    ["namaPemilik", "namaPerahu", "panjang"],
  );
  assert.ok("parts/pemilik.yaml" in read.definition.files);
  const wrong = await readService(
    new Map(use).set("parts/pemilik.yaml", Buffer.from(part.replace("type: text", "type: txt"))),
    { prove: false },
  );
  assert.ok(!wrong.ok);
  assert.deepEqual(
    wrong.faults.map(({ file, place }) => `${file}:${place}`),
    ["parts/pemilik.yaml:2:25"],
  );
  const absent = await readService(use, { prove: false });
  assert.ok(!absent.ok);
  assert.equal(absent.faults[0]!.code, "yaml.part-missing");
});

test("YAML that means to exhaust the reader is refused", async () => {
  const bombs = [
    "[".repeat(50_000),
    `a: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d,*d]\nf: [*e,*e,*e,*e,*e,*e,*e,*e,*e]\n`,
    "a: &a [*a]\n",
  ];
  for (const bomb of bombs) {
    const read = await readService(whole().set("service.yaml", Buffer.from(bomb)), { prove: false });
    assert.ok(!read.ok);
    assert.ok(read.faults.some(({ file, code }) => file === "service.yaml" && /^yaml|^schema/.test(code)));
  }
});

test("whatever becomes of its bytes, a definition is read or refused with a place, never an exception", async () => {
  const names = [...whole().keys()];
  const harm = fc.record({
    file: fc.constantFrom(...names),
    at: fc.double({ min: 0, max: 1, noNaN: true }),
    cut: fc.nat(30),
    put: fc.string({ maxLength: 12 }),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(harm, { minLength: 1, maxLength: 4 }), async (harms) => {
      const files = whole();
      for (const { file, at, cut, put } of harms) {
        const text = Buffer.from(files.get(file)!).toString();
        const from = Math.floor(at * text.length);
        files.set(file, Buffer.from(text.slice(0, from) + put + text.slice(from + cut)));
      }
      const read = await readService(files, { prove: false });
      if (read.ok) runScenarios(read.definition);
      else assert.ok(read.faults.length > 0 && read.faults.every(({ file, place }) => file && place));
    }),
    { numRuns: 150 },
  );
});
