// The process engine: BPMN 2.0 in, a small state and its effects out. Pure: no input or output, no clock, no chance.
export { advance, joinState, replay, splitState, start, startEvents } from "./advance.ts";
export { type Compiled, type CompileOptions, compile } from "./compile.ts";
export { type Drawing, diagram } from "./diagram.ts";
export type * from "./model.ts";
export { type Moved, type MoveProblem, move } from "./move.ts";
export { type OutlineLine, outline, outlineText } from "./outline.ts";
export { type LineMap, path } from "./path.ts";
export { problemCodes } from "./problems.ts";
export { type Progress, progress } from "./progress.ts";
export { checkSoundness, type Fault, type Soundness } from "./soundness/index.ts";
