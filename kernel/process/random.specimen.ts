// Random processes for property tests: well-structured ones, which are sound by their making, and any graph at all.
import fc from "fast-check";

export type Block =
  | { kind: "task" | "deadline" | "reminder" | "script" | "sub-error" }
  | { kind: "seq" | "xor" | "and" | "or"; blocks: Block[] }
  | { kind: "loop" | "sub" | "multi" | "sequence"; block: Block };

const leaf = fc
  .constantFrom("task", "task", "task", "deadline", "reminder", "script")
  .map((kind): Block => ({ kind: kind as "task" }));

export const blocks = fc.letrec<{ block: Block }>((tie) => ({
  block: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    leaf,
    fc.record({
      kind: fc.constantFrom("seq", "xor", "and", "or"),
      blocks: fc.array(tie("block"), { minLength: 2, maxLength: 3 }),
    }) as fc.Arbitrary<Block>,
    fc.record({
      kind: fc.constantFrom("loop", "sub", "multi", "sequence"),
      block: tie("block"),
    }) as fc.Arbitrary<Block>,
  ),
})).block;

/** Writes a block between a start and an end as lines for `bpmn`. Choices hang on `pickN` (0, 1, 2), which tasks set. */
export function linesOf(block: Block): string {
  let count = 0;
  const lines: string[] = [];
  const next = (kind: string) => `${kind}${++count}`;
  /** Writes the block and gives its first and last element. */
  const write = (at: Block): [string, string] => {
    switch (at.kind) {
      case "task": {
        const id = next("T");
        lines.push(`user ${id}`);
        return [id, id];
      }
      case "script": {
        const id = next("C");
        lines.push(`script ${id} | pendopo:result=pick${count} << <bpmn:script>1 + 1</bpmn:script>`);
        return [id, id];
      }
      case "deadline":
      case "reminder": {
        const [id, timer, end] = [next("T"), next("B"), next("M")];
        lines.push(`user ${id}`, `boundary ${timer} on ${id}${at.kind === "reminder" ? " non" : ""} timer PT1H`);
        if (at.kind === "deadline") {
          lines.push(`xor ${end}`, `${id} > ${end}`, `${timer} > ${end}`);
          return [id, end];
        }
        lines.push(`send ${end}N | pendopo:notice=reminder`, `end ${end}`, `${timer} > ${end}N > ${end}`);
        return [id, id];
      }
      case "seq": {
        const parts = at.blocks.map(write);
        for (const [i, part] of parts.entries()) if (i > 0) lines.push(`${parts[i - 1]![1]} > ${part[0]}`);
        return [parts[0]![0], parts.at(-1)![1]];
      }
      case "xor":
      case "and":
      case "or": {
        const [open, close] = [next("G"), next("J")];
        lines.push(`${at.kind} ${open}`, `${at.kind} ${close}`);
        for (const [i, each] of at.blocks.entries()) {
          const [first, last] = write(each);
          const condition = at.kind === "xor" ? ` : pick${open} = ${i}` : ` : pick${open} >= ${i}`;
          lines.push(`${open} > ${first}${at.kind === "and" ? "" : at.kind === "xor" && i === 0 ? " *" : condition}`);
          lines.push(`${last} > ${close}`);
        }
        return [open, close];
      }
      case "loop": {
        const [open, close] = [next("M"), next("X")];
        lines.push(`xor ${open}`, `xor ${close}`);
        const [first, last] = write({ kind: "seq", blocks: [{ kind: "task" }, at.block] });
        lines.push(`${open} > ${first}`, `${last} > ${close}`, `${close} > ${open} : pick${close} = 1`);
        const out = next("O");
        lines.push(`xor ${out}`, `${close} > ${out} *`);
        return [open, out];
      }
      default: {
        const [id, start, end] = [next("P"), next("S"), next("E")];
        const marker =
          "<bpmn:multiInstanceLoopCharacteristics$><bpmn:loopCardinality>2</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>";
        const loop =
          at.kind === "sub" ? "" : ` << ${marker.replace("$", at.kind === "multi" ? "" : ' isSequential="true"')}`;
        lines.push(`sub ${id} {${loop}`, `start ${start}`, `end ${end}`);
        const [first, last] = write((at as { block: Block }).block);
        lines.push(`${start} > ${first}`, `${last} > ${end}`, "}");
        return [id, id];
      }
    }
  };
  const [first, last] = write(block);
  return ["start S", "end E", ...lines, `S > ${first}`, `${last} > E`].join("\n");
}

/** Any graph at all, mostly unsound: up to seven nodes of any kind, each with up to two ways out to any other. */
export const anyGraph = fc
  .array(
    fc.tuple(
      fc.constantFrom("user", "xor", "and", "or"),
      fc.uniqueArray(fc.nat({ max: 7 }), { minLength: 1, maxLength: 2 }),
    ),
    {
      minLength: 1,
      maxLength: 7,
    },
  )
  .map((nodes) => {
    const name = (i: number) => (i >= nodes.length ? "E" : `N${i}`);
    const flows = nodes.flatMap(([kind, to], i) =>
      (kind === "user" ? to.slice(0, 1) : to).map((target, k) => {
        const condition = kind === "xor" ? ` : pickN${i} = ${k}` : kind === "or" ? ` : pickN${i} != ${k}` : "";
        return `N${i} > ${name(target)}${to.length > 1 ? condition : ""}`;
      }),
    );
    return ["start S", "end E", ...nodes.map(([kind], i) => `${kind} N${i}`), "S > N0", ...flows].join("\n");
  });
