import { Run } from "../feel/evaluate.ts";
import { runUnaryTests } from "../feel/membership.ts";
import type { FeelType, TypeLookup } from "../feel/types.ts";
import { typeNamed } from "../feel/types.ts";
import type { Compile } from "./read.ts";
import { child, childrenOf, type Element, textIn } from "./xml.ts";

/** Reads a model's own types. A type that stands on itself is cut with `Any`, and reported. */
export function readTypes(root: Element, compile: Compile): Map<string, FeelType> {
  const definitions = new Map(childrenOf(root, "itemDefinition").map((one) => [compile.name(one), one]));
  const types = new Map<string, FeelType>(compile.imported);
  const making = new Set<string>();

  const lookup: TypeLookup = (name) => {
    const made = types.get(name);
    if (made) return made;
    const definition = definitions.get(name);
    if (!definition) return undefined;
    if (making.has(name)) {
      compile.fault(definition, "type.circular", `the type "${name}" stands on itself`);
      return { is: "any" };
    }
    making.add(name);
    const type = typeOf(definition);
    making.delete(name);
    types.set(name, type);
    return type;
  };

  const named = (element: Element, reference: string | undefined): FeelType => {
    if (!reference) return { is: "any" };
    const type = typeNamed(compile.typeName(element, reference) ?? reference, lookup);
    if (!type) compile.fault(element, "type.unknown", `there is no type "${reference}"`);
    return type ?? { is: "any" };
  };

  const typeOf = (element: Element): FeelType => {
    const components = childrenOf(element, "itemComponent");
    const fn = child(element, "functionItem");
    let type: FeelType;
    if (components.length) {
      type = { is: "context", entries: new Map(components.map((one) => [compile.name(one), typeOf(one)])) };
    } else if (fn) {
      const params = childrenOf(fn, "parameters").map((one) => named(one, one.attributes.typeRef));
      type = { is: "function", ...(params.length ? { params } : {}), gives: named(fn, fn.attributes.outputTypeRef) };
    } else type = named(element, textIn(element, "typeRef") ?? element.attributes.typeRef);
    type = constrained(type, child(element, "allowedValues"), compile);
    if (element.attributes.isCollection === "true") type = { is: "list", of: type };
    return constrained(type, child(element, "typeConstraint"), compile);
  };

  for (const name of definitions.keys()) lookup(name);
  return types;
}

/** The type with its allowed values: unary tests that a value must meet. */
function constrained(type: FeelType, values: Element | undefined, compile: Compile): FeelType {
  const text = values && textIn(values, "text");
  if (!values || !text) return type;
  const node = compile.tests(values, text, []).node;
  if (!node) return type;
  return {
    is: "checked",
    of: type,
    allows: (value) => runUnaryTests(node, value, { names: {}, outer: undefined }, new Run()),
    values: node,
  };
}
