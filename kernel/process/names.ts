// The names of BPMN 2.0 as its files write them.

export const ns = {
  bpmn: "http://www.omg.org/spec/BPMN/20100524/MODEL",
  bpmndi: "http://www.omg.org/spec/BPMN/20100524/DI",
  dc: "http://www.omg.org/spec/DD/20100524/DC",
  di: "http://www.omg.org/spec/DD/20100524/DI",
  xsi: "http://www.w3.org/2001/XMLSchema-instance",
  /** Pendopo's own extension attributes. */
  pendopo: "urn:pendopo:bpmn:1",
} as const;

import type { NodeKind, Trigger } from "./model.ts";

/** Flow nodes that the engine runs, by their element name. */
export const kinds: Record<string, NodeKind> = {
  task: "task",
  userTask: "user",
  manualTask: "manual",
  serviceTask: "service",
  scriptTask: "script",
  businessRuleTask: "rule",
  sendTask: "send",
  receiveTask: "receive",
  callActivity: "call",
  subProcess: "sub",
  startEvent: "start",
  endEvent: "end",
  intermediateThrowEvent: "throw",
  intermediateCatchEvent: "catch",
  boundaryEvent: "boundary",
  exclusiveGateway: "exclusive",
  parallelGateway: "parallel",
  inclusiveGateway: "inclusive",
  eventBasedGateway: "event-based",
};

/** Flow nodes that are read and then refused, with the name people know them by. */
export const refusedNodes: Record<string, string> = {
  complexGateway: "complex gateway",
  transaction: "transaction sub-process",
  adHocSubProcess: "ad-hoc sub-process",
  callChoreography: "call choreography",
  choreographyTask: "choreography task",
  subChoreography: "sub-choreography",
  implicitThrowEvent: "implicit throw event",
};

/** Event definitions by element name. */
export const triggers: Record<string, Trigger> = {
  messageEventDefinition: "message",
  timerEventDefinition: "timer",
  errorEventDefinition: "error",
  signalEventDefinition: "signal",
  escalationEventDefinition: "escalation",
  terminateEventDefinition: "terminate",
  linkEventDefinition: "link",
};

export const refusedTriggers: Record<string, string> = {
  compensateEventDefinition: "compensation event",
  conditionalEventDefinition: "conditional event",
  cancelEventDefinition: "cancel event",
};

/** Which triggers may stand on which event. */
export const allowed: Record<
  "start" | "sub-start" | "event-sub-start" | "end" | "throw" | "catch" | "boundary",
  Trigger[]
> = {
  start: ["none", "message", "timer", "signal"],
  "sub-start": ["none"],
  "event-sub-start": ["message", "timer", "error", "signal", "escalation"],
  end: ["none", "message", "error", "signal", "escalation", "terminate"],
  throw: ["none", "message", "signal", "escalation", "link"],
  catch: ["message", "timer", "signal", "link"],
  boundary: ["message", "timer", "error", "signal", "escalation"],
};

const activities = new Set<NodeKind>([
  "task",
  "user",
  "manual",
  "service",
  "script",
  "rule",
  "send",
  "receive",
  "call",
  "sub",
  "event-sub",
]);

/** Whether a node is an activity: it can carry boundary events, a loop, a default flow. */
export const isActivity = (kind: NodeKind): boolean => activities.has(kind);
