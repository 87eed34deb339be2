// A case that a test walks through: it remembers its state, its log, and what is open.
import { advance, replay, start } from "./advance.ts";
import type { Effect, EngineOptions, Event, Logged, Process, StartOptions, State, Step, Variables } from "./model.ts";

export class Walk {
  readonly process: Process;
  readonly options: EngineOptions;
  readonly log: Logged[] = [];
  state: State;
  step: Step;
  now: string;

  constructor(
    process: Process,
    variables: Variables = {},
    options: StartOptions = {},
    now = "2026-11-22T00:00:00.000Z",
  ) {
    const { element, message, signal, ...rest } = options;
    this.process = process;
    this.options = rest;
    this.now = now;
    this.step = start(process, variables, now, options);
    this.state = this.step.state;
    this.log.push({ at: now, event: { type: "started", variables, element, message, signal } });
  }

  take(event: Event): Step {
    this.step = advance(this.process, this.state, event, this.now, this.options);
    this.log.push({ at: this.now, event });
    this.state = this.step.state;
    return this.step;
  }

  /** The key of the oldest open task, job, call or wait of an element. */
  key(element: string): string {
    const open = this.state.open.find((each) => each.e === element && each.is === undefined);
    if (!open) throw new Error(`${element} is not open; open: ${this.open().join(" ")}`);
    return `${element}:${open.n}`;
  }

  complete(element: string, results?: Variables): this {
    this.take({ type: "completed", key: this.key(element), results });
    return this;
  }

  /** Fires the timer of an event, as its last set-timer effect named it. */
  fire(element: string): this {
    const key = this.timers.get(element);
    if (!key) throw new Error(`no timer of ${element} was set`);
    this.take({ type: "timer", key });
    if (this.step.refused) throw new Error(this.step.refused.message);
    return this;
  }

  /** The timers set at the moment, element to key, worked out from all effects so far. */
  get timers(): Map<string, string> {
    const set = new Map<string, string>();
    for (const effect of this.allEffects()) {
      if (effect.kind === "set-timer") set.set(effect.element, effect.key);
      if (effect.kind === "clear-timer" && set.get(effect.element) === effect.key) set.delete(effect.element);
    }
    return set;
  }

  allEffects(): Effect[] {
    const all: Effect[] = [];
    let state: State | undefined;
    for (const { at, event } of this.log) {
      const step: Step =
        event.type === "started"
          ? start(this.process, event.variables, at, {
              ...this.options,
              element: event.element,
              message: event.message,
              signal: event.signal,
            })
          : advance(this.process, state!, event, at, this.options);
      state = step.state;
      all.push(...step.effects);
    }
    return all;
  }

  /** What is open, as element ids in order; groups and sub-processes left out. */
  open(): string[] {
    return this.state.open
      .filter((each) => each.is === undefined || each.is === "incident")
      .map((each) => (each.is ? `!${each.e}` : each.e));
  }

  kinds(): string[] {
    return this.step.effects.map((each) => each.kind);
  }

  replayed(): State {
    return replay(this.process, this.log, this.options);
  }
}
