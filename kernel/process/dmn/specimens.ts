import assert from "node:assert/strict";
import type { DecisionModel } from "./model.ts";
import { readDecisions } from "./read.ts";

const inXml = (text: string): string => text.replace(/&/g, "&amp;").replace(/</g, "&lt;");

/** A DMN file round some elements; edition 1.3 unless another namespace is given. */
export const definitions = (body: string, namespace = "https://www.omg.org/spec/DMN/20191111/MODEL/"): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="${namespace}" id="definitions" name="specimen" namespace="urn:specimen">${body}</definitions>`;

export const input = (name: string, type = ""): string =>
  `<inputData id="${name.replace(/\s/g, "_")}" name="${name}"><variable name="${name}"${type && ` typeRef="${type}"`}/></inputData>`;

export const literal = (text: string, type = ""): string =>
  `<literalExpression${type && ` typeRef="${type}"`}><text>${inXml(text)}</text></literalExpression>`;

/** A decision that requires elements by their ids: `#a` information, `~b` knowledge, `=c` another decision. */
export function decision(name: string, logic: string, requires: string[] = [], type = ""): string {
  const requirements = requires.map((one) => {
    const href = `href="#${one.slice(1)}"`;
    if (one[0] === "~") return `<knowledgeRequirement><requiredKnowledge ${href}/></knowledgeRequirement>`;
    return `<informationRequirement><required${one[0] === "=" ? "Decision" : "Input"} ${href}/></informationRequirement>`;
  });
  const variable = `<variable name="${name}"${type && ` typeRef="${type}"`}/>`;
  return `<decision id="${name.replace(/\s/g, "_")}" name="${name}">${variable}${requirements.join("")}${logic}</decision>`;
}

export type TableSpecimen = {
  policy: string;
  inputs: string[];
  outputs: string[];
  values?: (string | undefined)[];
  fallback?: (string | undefined)[];
  rules: [...string[]][];
};

/** A decision table; each rule is its tests, then its results. */
export function table({ policy, inputs, outputs, values = [], fallback = [], rules }: TableSpecimen): string {
  const text = (name: string, one: string) => `<${name}><text>${inXml(one)}</text></${name}>`;
  const [said, aggregation] = policy.split("/");
  return `<decisionTable id="table" hitPolicy="${said}"${aggregation ? ` aggregation="${aggregation}"` : ""}>${inputs
    .map((one, index) => `<input id="in${index}" label="${one}">${text("inputExpression", one)}</input>`)
    .join("")}${outputs
    .map(
      (name, index) =>
        `<output id="out${index}" name="${name}">${values[index] ? text("outputValues", values[index]) : ""}${fallback[index] ? text("defaultOutputEntry", fallback[index]) : ""}</output>`,
    )
    .join("")}${rules
    .map(
      (cells, index) =>
        `<rule id="r${index + 1}">${cells
          .map((cell, at) => text(at < inputs.length ? "inputEntry" : "outputEntry", cell))
          .join("")}</rule>`,
    )
    .join("")}</decisionTable>`;
}

/** Reads a specimen that must be right. */
export async function model(xml: string): Promise<DecisionModel> {
  const read = await readDecisions(xml);
  assert.ok(read.ok, JSON.stringify(read));
  return read.model;
}
