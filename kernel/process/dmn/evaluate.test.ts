import assert from "node:assert/strict";
import { test } from "node:test";
import { toJson } from "../feel/values.ts";
import { evaluateDecision } from "./evaluate.ts";
import { readDecisions } from "./read.ts";
import { decision, definitions, input, literal, model, table } from "./specimens.ts";

const given = async (body: string, name: string, values: Record<string, unknown> = {}) =>
  toJson(evaluateDecision(await model(definitions(body)), name, values).value);

const knowledge = (name: string, params: string, logic: string, type = "") =>
  `<businessKnowledgeModel id="${name}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/><encapsulatedLogic>${params}${logic}</encapsulatedLogic></businessKnowledgeModel>`;
const param = (name: string, type = "") => `<formalParameter name="${name}"${type && ` typeRef="${type}"`}/>`;

test("a decision stands on others, and one of them can be given instead of decided", async () => {
  const body =
    input("luas", "number") +
    decision("dua kali", literal("luas * 2"), ["#luas"], "number") +
    decision("akhir", literal("dua kali + 1"), ["=dua_kali"]);
  assert.equal(await given(body, "akhir", { luas: 4 }), 9);
  assert.equal(await given(body, "akhir", { "dua kali": 1 }), 2);
});

test("a name that is not required is not seen, unless the model does not know it at all", async () => {
  const body = input("luas", "number") + decision("a", literal("luas")) + decision("b", literal("tarif + 1"));
  assert.equal(await given(body, "a", { luas: 4 }), null);
  assert.equal(await given(body, "b", { tarif: 4 }), 5);
});

test("knowledge is invoked by order, by name and by an invocation box, and may call itself", async () => {
  const body =
    knowledge("selisih", param("a", "number") + param("b", "number"), literal("a - b")) +
    knowledge("faktorial", param("n", "number"), literal("if n < 2 then 1 else n * faktorial(n - 1)")) +
    decision("urut", literal("selisih(5, 3)"), ["~selisih"]) +
    decision("nama", literal("selisih(b: 5, a: 3)"), ["~selisih"]) +
    decision("salah", literal("selisih(5)"), ["~selisih"]) +
    decision(
      "kotak",
      `<invocation>${literal("selisih")}<binding><parameter name="b"/>${literal("1")}</binding><binding><parameter name="a"/>${literal("9")}</binding></invocation>`,
      ["~selisih"],
    ) +
    decision("f5", literal("faktorial(5)"), ["~faktorial"]);
  for (const [name, wanted] of [
    ["urut", 2],
    ["nama", -2],
    ["salah", null],
    ["kotak", 8],
    ["f5", 120],
  ] as const)
    assert.equal(await given(body, name), wanted, name);
  assert.equal(await given(body, "selisih", { a: 7, b: 2 }), 5);
});

test("boxed contexts, relations, lists, functions and the boxes of DMN 1.4 are evaluated", async () => {
  const entry = (name: string, logic: string) =>
    `<contextEntry>${name && `<variable name="${name}"/>`}${logic}</contextEntry>`;
  const box = (name: string, parts: [string, string][], attribute = "") =>
    `<${name}${attribute}>${parts.map(([part, text]) => `<${part}>${literal(text)}</${part}>`).join("")}</${name}>`;
  const rows: [string, string, unknown][] = [
    [
      "hasil konteks",
      `<context>${entry("a b", literal("2"))}${entry("c", literal("a b * 3"))}${entry("", literal("c + a b"))}</context>`,
      8,
    ],
    [
      "konteks",
      `<context>${entry("a", literal("2"))}${entry("f", `<functionDefinition>${param("x")}${literal("x + a")}</functionDefinition>`)}${entry("b", literal("f(5)"))}</context>`,
      { a: 2, f: null, b: 7 },
    ],
    [
      "relasi",
      `<relation><column name="a"/><column name="b c"/><row>${literal("1")}${literal("2")}</row></relation>`,
      [{ a: 1, "b c": 2 }],
    ],
    ["daftar", `<list>${literal("1")}${literal('"x"')}</list>`, [1, "x"]],
    [
      "pilih",
      box("conditional", [
        ["if", "1 > 2"],
        ["then", '"ya"'],
        ["else", '"tidak"'],
      ]),
      "tidak",
    ],
    [
      "saring",
      box("filter", [
        ["in", "[1, 2, 3]"],
        ["match", "item > 1"],
      ]),
      [2, 3],
    ],
    [
      "ulang",
      box(
        "for",
        [
          ["in", "[1..3]"],
          ["return", "i * i"],
        ],
        ' iteratorVariable="i"',
      ),
      [1, 4, 9],
    ],
    [
      "ada",
      box(
        "some",
        [
          ["in", "[1, 2]"],
          ["satisfies", "i > 1"],
        ],
        ' iteratorVariable="i"',
      ),
      true,
    ],
    [
      "semua",
      box(
        "every",
        [
          ["in", "[1, 2]"],
          ["satisfies", "i > 1"],
        ],
        ' iteratorVariable="i"',
      ),
      false,
    ],
  ];
  for (const [name, logic, wanted] of rows) assert.deepEqual(await given(decision(name, logic), name), wanted, name);
});

test("a service takes its inputs and gives its outputs, and is called like a function", async () => {
  const body =
    input("x", "number") +
    decision("dalam", literal("x + 1"), ["#x"]) +
    decision("luar", literal("dalam * 10"), ["=dalam"]) +
    `<decisionService id="s1" name="satu"><variable name="satu"/><outputDecision href="#luar"/><encapsulatedDecision href="#dalam"/><inputData href="#x"/></decisionService>` +
    `<decisionService id="s2" name="dua"><variable name="dua"/><outputDecision href="#luar"/><outputDecision href="#dalam"/><inputData href="#x"/></decisionService>` +
    `<decisionService id="s3" name="tiga"><variable name="tiga"/><outputDecision href="#luar"/><inputDecision href="#dalam"/></decisionService>` +
    decision("panggil", literal("satu(x: 4)"), ["~s1"]);
  assert.equal(await given(body, "satu", { x: 2 }), 30);
  assert.deepEqual(await given(body, "dua", { x: 2 }), { luar: 30, dalam: 3 });
  assert.equal(await given(body, "tiga", { dalam: 7 }), 70);
  assert.equal(await given(body, "panggil"), 50);
});

const types = `
  <itemDefinition name="tGolongan"><typeRef>string</typeRef><allowedValues><text>"mikro", "kecil"</text></allowedValues></itemDefinition>
  <itemDefinition name="tUsaha"><itemComponent name="sejak"><typeRef>date</typeRef></itemComponent><itemComponent name="golongan"><typeRef>tGolongan</typeRef></itemComponent></itemDefinition>
  <itemDefinition name="tAngka" isCollection="true"><typeRef>number</typeRef></itemDefinition>`;

test("JSON is taken as the types want it, and each fault is told with its pointer", async () => {
  const made = await model(
    definitions(
      types +
        input("usaha", "tUsaha") +
        input("n", "number") +
        decision("d", literal('usaha.sejak + duration("P1Y")'), ["#usaha"]) +
        decision("e", literal("n"), ["#n"]),
    ),
  );
  const right = evaluateDecision(made, "d", { usaha: { sejak: "2025-01-31", golongan: "mikro" } });
  assert.equal(String(right.value), "2026-01-31");
  const wrong = evaluateDecision(made, "d", { usaha: { sejak: "31/01/2025", golongan: "besar" } });
  assert.equal(wrong.value, null);
  assert.deepEqual(
    wrong.problems.filter(({ severity }) => severity === "error").map(({ pointer }) => pointer),
    ["/usaha/sejak", "/usaha/golongan"],
  );
  assert.equal(evaluateDecision(made, "e", { n: "5" }).problems[0]?.pointer, "/n");
});

test("a result that is not of its type is null, after the implicit conversions", async () => {
  const rows: [string, string, unknown][] = [
    ["1 + 1", "string", null],
    ["5", "tAngka", [5]],
    ['"x"', "tAngka", null],
    ["[5]", "number", 5],
    ["date(2026, 1, 2)", "date and time", "2026-01-02T00:00:00Z"],
    [
      '{sejak: date(2026, 1, 2), golongan: "mikro", lain: 1}',
      "tUsaha",
      { sejak: "2026-01-02", golongan: "mikro", lain: 1 },
    ],
    ['{golongan: "mikro"}', "tUsaha", null],
  ];
  for (const [text, type, wanted] of rows)
    assert.deepEqual(await given(types + decision("d", literal(text), [], type), "d"), wanted, `${text} as ${type}`);
});

test("a table draws names from the process when its tool declared none, and reads dates where a column is one", async () => {
  const made = `<decision id="d" name="d"><decisionTable><input><inputExpression typeRef="date"><text>mulai</text></inputExpression></input><output name="o"/><rule><inputEntry><text>&lt; date("2026-01-01")</text></inputEntry><outputEntry><text>"lama"</text></outputEntry></rule></decisionTable></decision>`;
  assert.equal(await given(made, "d", { mulai: "2025-05-05" }), "lama");
});

test("files of each edition and of other makers' tools are read", async () => {
  for (const namespace of [
    "http://www.omg.org/spec/DMN/20151101/dmn.xsd",
    "http://www.omg.org/spec/DMN/20180521/MODEL/",
    "https://www.omg.org/spec/DMN/20191111/MODEL/",
    "https://www.omg.org/spec/DMN/20211108/MODEL/",
    "https://www.omg.org/spec/DMN/20230324/MODEL/",
  ]) {
    const read = await readDecisions(definitions(decision("d", literal("1")), namespace));
    assert.ok(read.ok, namespace);
  }
  const camunda = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" xmlns:camunda="http://camunda.org/schema/1.0/dmn" xmlns:dmndi="https://www.omg.org/spec/DMN/20191111/DMNDI/" id="a" name="DRD" namespace="http://camunda.org/schema/1.0/dmn">
    <extensionElements><camunda:x><input>not DMN</input></camunda:x></extensionElements>
    <decision id="d" name="D" camunda:historyTimeToLive="P30D"><decisionTable id="t" hitPolicy="FIRST"><input id="i" label="Umur" camunda:inputVariable="umur"><inputExpression id="e" typeRef="integer"><text>umur</text></inputExpression></input><output id="o" label="Boleh" name="boleh" typeRef="boolean"/>
      <rule id="r"><description>dewasa</description><inputEntry id="c"><text>&gt;= 17</text></inputEntry><outputEntry id="oe"><text>true</text></outputEntry></rule><rule id="r2"><inputEntry id="c2"><text></text></inputEntry><outputEntry id="oe2"><text>false</text></outputEntry></rule></decisionTable></decision>
    <dmndi:DMNDI><dmndi:DMNDiagram/></dmndi:DMNDI></definitions>`;
  const made = await model(camunda);
  assert.equal(evaluateDecision(made, "D", { umur: 17 }).value, true);
  assert.equal(evaluateDecision(made, "D", { umur: 16 }).value, false);
});

test("a file that declares DMN under a prefix and then leaves the prefix out is read all the same", async () => {
  const xml = definitions(decision("d", literal("1")), "urn:own").replace(
    "<definitions",
    '<definitions xmlns:semantic="http://www.omg.org/spec/DMN/20180521/MODEL/"',
  );
  assert.ok((await readDecisions(xml)).ok);
});

test("an imported model is used by its name, and without it refused by name", async () => {
  const other = `<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" name="lain" namespace="urn:lain"><itemDefinition name="tN"><typeRef>number</typeRef></itemDefinition>${input("dasar", "tN")}${decision("pajak", literal("dasar * 0.1"), ["#dasar"])}${knowledge("tambah", param("a", "tN"), literal("a + 1"))}</definitions>`;
  const xml = definitions(
    `<import name="keu" namespace="urn:lain" locationURI="lain.dmn" importType="https://www.omg.org/spec/DMN/20191111/MODEL/"/><decision id="d" name="d"><variable name="d" typeRef="keu.tN"/><informationRequirement><requiredDecision href="urn:lain#pajak"/></informationRequirement><knowledgeRequirement><requiredKnowledge href="urn:lain#tambah"/></knowledgeRequirement>${literal("keu.pajak + keu.tambah(1)")}</decision>`,
  );
  const read = await readDecisions(xml, {
    importModel: async ({ namespace }) => (namespace === "urn:lain" ? other : undefined),
  });
  assert.ok(read.ok, JSON.stringify(read));
  assert.equal(evaluateDecision(read.model, "d", { dasar: 50 }).value, 7);
  const refused = await readDecisions(xml);
  assert.ok(
    !refused.ok && refused.problems.some(({ code, element }) => code === "import.missing" && element === "keu"),
  );
});

test("all faults of a file are told at once, each with its element", async () => {
  const read = await readDecisions(
    definitions(
      decision("a", literal("1 +"), ["#tiada"]) +
        decision(
          "b",
          table({
            policy: "SOMETIMES",
            inputs: ["x"],
            outputs: ["y"],
            rules: [
              ["(", "1"],
              ["-", "1", "2"],
            ],
          }),
        ) +
        decision("c", literal("d"), ["=d"]) +
        decision("d", literal("c"), ["=c"]) +
        decision("d", literal("1")),
    ),
  );
  assert.ok(!read.ok);
  const codes = new Set(read.problems.map(({ code }) => code));
  for (const code of [
    "feel.syntax",
    "requirement.missing",
    "table.policy",
    "table.rule",
    "requirement.circular",
    "dmn.same-id",
  ])
    assert.ok(codes.has(code), code);
  assert.ok(read.problems.every(({ element }) => element));
});

test("hostile files are refused quickly", async () => {
  const files: [string, RegExp][] = [
    ['<!DOCTYPE d [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><d>&b;</d>', /xml/],
    [definitions("<decision><".repeat(10)), /xml.malformed/],
    [definitions(`${"<context>".repeat(50_000)}${"</context>".repeat(50_000)}`), /xml.too-deep/],
    ["x".repeat(9_000_000), /xml.too-large/],
    ["<html/>", /not-dmn/],
    ["", /xml.malformed/],
    [
      definitions(`<itemDefinition name="t"><typeRef>t</typeRef></itemDefinition>${decision("d", literal("1"))}`),
      /type.circular/,
    ],
  ];
  for (const [xml, code] of files) {
    const begun = performance.now();
    const read = await readDecisions(xml);
    assert.ok(
      !read.ok && read.problems.some((one) => code.test(one.code)),
      `${code} ${JSON.stringify(read).slice(0, 200)}`,
    );
    assert.ok(performance.now() - begun < 1000, String(code));
  }
});

test("a decision that would not end is stopped and is an error", async () => {
  const made = await model(definitions(decision("d", literal("count(for a in 1..99999, b in 1..99999 return 1)"))));
  const { value, problems } = evaluateDecision(made, "d", {});
  assert.equal(value, null);
  assert.equal(problems[0]?.code, "decision.runaway");
});

test("evaluating leaves the input as it was and gives the same again", async () => {
  const made = await model(definitions(input("x") + decision("d", literal("append(x, 1)"), ["#x"])));
  const values = { x: [3] };
  assert.deepEqual(evaluateDecision(made, "d", values), evaluateDecision(made, "d", values));
  assert.deepEqual(values, { x: [3] });
});
