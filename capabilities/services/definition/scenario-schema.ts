import { z } from "zod";
import { Key, Name } from "./basic-schema.ts";

/** `scenarios.yaml`: the service's own tests. A definition that cannot tell its own story is not published. */

const answers = z.record(z.string(), z.unknown());
const instant = z.iso.datetime({ offset: true });

/** Time that passes before a step: working days keep the hour of the day, hours and minutes are by the wall clock. */
const after = z
  .strictObject({
    workingDays: z.number().int().nonnegative().max(2600).optional(),
    days: z.number().int().nonnegative().max(3660).optional(),
    hours: z.number().nonnegative().max(90_000).optional(),
    minutes: z.number().nonnegative().max(6_000_000).optional(),
  })
  .optional();

const timing = { after, at: instant.optional() };

export const ScenarioStep = z.union([
  z.strictObject({
    ...timing,
    complete: z.string(),
    by: Key.optional(),
    answers: answers.default({}),
    /** The fields of the application that the official sends back to be corrected; only these are open then. */
    asked: z.array(Name).optional(),
  }),
  /** Only time passes; timers that fall due on the way fire. */
  z.strictObject({ ...timing, wait: z.literal(true) }),
  /** Names a timer that must fire now: time goes on to the moment it is due. */
  z.strictObject({ ...timing, timer: z.string() }),
  z.strictObject({ ...timing, message: z.string(), values: answers.default({}) }),
  z.strictObject({ ...timing, withdraw: z.literal(true) }),
  /** Time goes on until the silence clock is due. */
  z.strictObject({ ...timing, silence: z.literal(true) }),
]);
export type ScenarioStep = z.infer<typeof ScenarioStep>;

export const Expectation = z.strictObject({
  /** Elements in the order in which they were entered; flows and, unless named, gateways are left out. */
  path: z.array(z.string()).optional(),
  /** Result of each decision by the variable that holds it. */
  results: z.record(Name, z.unknown()).optional(),
  outcome: Key.optional(),
  documents: z.array(Key).optional(),
  notices: z.array(Key).optional(),
  /** Tasks that are open at the end. */
  open: z.array(z.string()).optional(),
  /** When the promise is due, after every pause. */
  due: instant.optional(),
  /** When the case ended. */
  finished: instant.optional(),
  paused: z.strictObject({ workingDays: z.number().nonnegative() }).optional(),
  late: z.boolean().optional(),
  warned: z.boolean().optional(),
  fee: z.number().int().nonnegative().optional(),
  /** A submission that must be refused: field → key of the rule. */
  faults: z.record(z.string(), z.string()).optional(),
});
export type Expectation = z.infer<typeof Expectation>;

export const Scenario = z.strictObject({
  key: Key,
  title: z.string().trim().min(1),
  parameters: z.record(Name, z.union([z.number(), z.boolean(), z.string()])).default({}),
  /** When the application is sent, with its offset: `2026-11-23T09:00:00+07:00`. */
  at: instant,
  /** Files may be written as their names alone: `[depan.jpg, dapur.jpg]`. */
  answers: answers.default({}),
  steps: z.array(ScenarioStep).default([]),
  expect: Expectation,
});
export type Scenario = z.infer<typeof Scenario>;

export const ScenarioFile = z.strictObject({
  /** Answers that every scenario begins with; its own come over them, and null takes one away. */
  answers: answers.default({}),
  scenarios: z.array(Scenario).min(1),
});
