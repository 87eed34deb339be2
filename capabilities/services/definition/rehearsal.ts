import {
  type Calendar,
  type Clock,
  dueAt,
  due as dueOf,
  isPaused,
  pause,
  resume,
  startClock,
  stop,
  workdaysBetween,
} from "../../../kernel/calendar/index.ts";
import { advance, type Effect, type Event, type State, type Step, start } from "../../../kernel/process/index.ts";
import { startVariables } from "./case-values.ts";
import { clockStarts, pausesClock, promiseOf, silenceOf } from "./clock-rules.ts";
import { type Answers, APPLICATION_FORM, type Definition, type ParameterValues } from "./model.ts";

/** What stops a rehearsal: something that a real case could not do either. */
export class Stumble extends Error {}

type OpenTask = { key: string; element: string; role: string; form?: string };
type Timer = { key: string; element: string; due: Date };

/** A timer that repeats every second must not keep the player for a month of them. */
const MOST_FIRINGS = 5000;

/**
 * One case played in memory: the real engine and calendar, with no database and no one waiting. Time moves only when it is told to,
 * and what falls due on the way happens at its own moment, in order.
 */
export class Rehearsal {
  readonly open: OpenTask[] = [];
  readonly notices: string[] = [];
  readonly documents: string[] = [];
  readonly trace: string[] = [];
  outcome: string | undefined;
  finishedAt: Date | undefined;
  asked: string[] | undefined;
  clock: Clock | undefined;
  warned = false;
  private late = false;
  private silence: Clock | undefined;
  private timers: Timer[] = [];
  private state!: State;
  private readonly on: { definition: Definition; parameters: ParameterValues; calendar: Calendar };
  now: Date;
  /** Every answer so far, personal ones too. */
  answers: Answers;

  constructor(
    on: { definition: Definition; parameters: ParameterValues; calendar: Calendar },
    at: Date,
    answers: Answers,
  ) {
    this.on = on;
    this.now = at;
    this.answers = answers;
    const variables = startVariables(on.definition, answers, on.parameters);
    this.tell("submitted");
    this.take(start(on.definition.process, variables, at, this.decider), true);
  }

  get variables(): Record<string, unknown> {
    return this.state.variables;
  }

  private get decider() {
    return { decide: this.on.definition.decide };
  }

  /** Gives an event to the engine and carries out what follows. */
  send(event: Event, what: string): void {
    const step = advance(this.on.definition.process, this.state, event, this.now, this.decider);
    if (step.refused) throw new Stumble(`${what}: ${step.refused.message}`);
    this.take(step);
  }

  withdraw(): void {
    const { withdrawal } = this.on.definition.service;
    if (!withdrawal) throw new Stumble("This service cannot be withdrawn.");
    if (withdrawal.until && this.trace.includes(withdrawal.until))
      throw new Stumble(`It cannot be withdrawn after ${withdrawal.until}.`);
    this.send({ type: "cancelled" }, "withdrawal");
  }

  /** Lets time pass up to a moment; timers and clocks that fall due on the way act at their own moment. */
  passTo(moment: Date): void {
    if (moment < this.now)
      throw new Stumble(`Time cannot go back from ${this.now.toISOString()} to ${moment.toISOString()}.`);
    for (let fired = 0; ; fired++) {
      if (fired > MOST_FIRINGS)
        throw new Stumble(`More than ${MOST_FIRINGS} timers fired before ${moment.toISOString()}.`);
      const next = this.nextDue();
      if (!next || next.at > moment) break;
      if (next.at > this.now) this.now = next.at;
      next.act();
    }
    this.now = moment;
  }

  /** Lets time pass until the timer of an element fires. */
  passToTimer(element: string): void {
    const timer = this.timers.find((one) => one.element === element);
    if (!timer) throw new Stumble(`The timer ${element} is not running.`);
    this.passTo(timer.due);
  }

  passToSilence(): void {
    const at = this.silenceDue();
    if (!at) throw new Stumble("No silence clock is running.");
    this.passTo(at);
  }

  /** When the promise is due, should the clock run on from now. */
  due(): Date | undefined {
    return this.clock && dueOf(this.on.calendar, this.clock, this.now);
  }

  /** Whether the promise was broken, now or when the case ended. */
  isLate(): boolean {
    const due = this.due();
    return due !== undefined && (this.finishedAt ?? this.now) > due;
  }

  pausedDays(): number {
    return (this.clock?.pauses ?? []).reduce(
      (days, [from, to]) => days + workdaysBetween(this.on.calendar, from, to ?? this.now),
      0,
    );
  }

  private silenceDue(): Date | undefined {
    return this.silence && !isPaused(this.silence) && !this.finishedAt
      ? dueOf(this.on.calendar, this.silence, this.now)
      : undefined;
  }

  private nextDue(): { at: Date; act: () => void } | undefined {
    if (this.finishedAt) return undefined;
    const due: { at: Date; act: () => void }[] = this.timers.map((timer) => ({
      at: timer.due,
      act: () => {
        this.timers = this.timers.filter(({ key }) => key !== timer.key);
        this.send({ type: "timer", key: timer.key }, `timer ${timer.element}`);
      },
    }));
    const silent = this.silenceDue();
    const { silence } = this.on.definition.service;
    if (silent && silence)
      due.push({
        at: silent,
        act: () => {
          this.silence = undefined;
          this.tell("silent");
          this.send({ type: "message", name: silence.message }, "silence");
        },
      });
    const promise = this.clock && !isPaused(this.clock) ? this.due() : undefined;
    if (promise && !this.late)
      due.push({
        at: new Date(promise.getTime() + 1),
        act: () => {
          this.late = true;
          this.tell("late");
        },
      });
    const warning = promise && !this.warned ? this.warningDue(promise) : undefined;
    if (warning)
      due.push({
        at: warning,
        act: () => {
          this.warned = true;
          this.tell("warned");
        },
      });
    return due.sort((a, b) => a.at.getTime() - b.at.getTime())[0];
  }

  /** The promised share is reckoned in whole units, as people are told of it. */
  private warningDue(promise: Date): Date | undefined {
    const { clock } = this;
    if (!clock) return undefined;
    const share = this.on.definition.service.promise.warnAt;
    const [[unit, amount] = ["workingDays", 0]] = Object.entries(clock.promise) as [string, number][];
    const part = unit === "workingDays" || unit === "calendarDays" ? Math.floor(amount * share) : amount * share;
    const at = dueOf(this.on.calendar, { ...clock, promise: { [unit]: part } as Clock["promise"] }, this.now);
    return at < promise ? at : undefined;
  }

  private take(step: Step, isNew = false): void {
    this.state = step.state;
    this.trace.push(...step.trace);
    const invoked: string[] = [];
    for (const effect of step.effects) this.carry(effect, isNew, invoked);
    this.turnClocks(step.trace, isNew);
    // What the program does on the way, documents above all, is done at once here.
    for (const key of invoked) this.send({ type: "completed", key }, "what the program does itself");
  }

  private carry(effect: Effect, isNew: boolean, invoked: string[]): void {
    const { service } = this.on.definition;
    switch (effect.kind) {
      case "open-task": {
        const role = effect.attributes.role ?? effect.lane?.role ?? "";
        const { form, notice } = effect.attributes;
        this.open.push({ key: effect.key, element: effect.element, role, ...(form === undefined ? {} : { form }) });
        const isApplicant = service.roles.some((one) => one.key === role && one.kind === "applicant");
        if (isApplicant && form === APPLICATION_FORM && !isNew) this.tell("returned");
        if (notice) this.notices.push(notice);
        break;
      }
      case "close-task": {
        const index = this.open.findIndex(({ key }) => key === effect.key);
        if (index >= 0) this.open.splice(index, 1);
        break;
      }
      case "set-timer":
        this.timers.push({
          key: effect.key,
          element: effect.element,
          due: effect.at ? new Date(effect.at) : dueAt(this.on.calendar, this.now, effect.workingDays ?? 0).at,
        });
        break;
      case "clear-timer":
        this.timers = this.timers.filter(({ key }) => key !== effect.key);
        break;
      case "send":
        if (effect.notice) this.notices.push(effect.notice);
        break;
      case "invoke":
        if (effect.attributes.document) this.documents.push(effect.attributes.document);
        invoked.push(effect.key);
        break;
      case "incident":
        throw new Stumble(`${effect.element} stops the case: ${effect.message}`);
      case "finish": {
        const withdrawn = effect.how === "cancelled";
        const ended = service.outcomes.find(
          ({ key }) => key === (withdrawn ? service.withdrawal?.outcome : effect.outcome),
        );
        this.outcome = ended?.key;
        this.finishedAt = this.now;
        this.timers = [];
        if (!ended) throw new Stumble(`The case ended at ${effect.element ?? "no end event"} without an outcome.`);
        this.documents.push(...ended.documents);
        if (ended.notice) this.notices.push(ended.notice);
        this.tell(withdrawn ? "withdrawn" : "decided");
        break;
      }
      default:
        break;
    }
  }

  private tell(on: string): void {
    for (const notice of this.on.definition.service.notices) if (notice.on === on) this.notices.push(notice.key);
  }

  private turnClocks(trace: readonly string[], isNew: boolean): void {
    const { definition, parameters } = this.on;
    const { promise, silence } = definition.service;
    const begins = (starts: string) => (starts === "submission" ? isNew : clockStarts(starts, trace));
    if (!this.clock && begins(promise.starts))
      this.clock = startClock(promiseOf(definition, parameters), this.now, promise.warnAt);
    const legal = silenceOf(definition, parameters);
    if (legal && silence && !this.silence && !this.finishedAt && begins(silence.starts))
      this.silence = startClock(legal, this.now);
    const still = this.open.some(({ element }) => pausesClock(definition, element));
    const turn = (clock: Clock | undefined) =>
      clock &&
      (this.finishedAt ? stop(clock, this.finishedAt) : still ? pause(clock, this.now) : resume(clock, this.now));
    this.clock = turn(this.clock);
    this.silence = turn(this.silence);
  }
}
