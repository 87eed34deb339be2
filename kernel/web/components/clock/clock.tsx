// The clock: what is left, in words; a thin arc second; the shape inside says the state again, so colour is never alone.

import type { Words } from "../../../words/words.ts";

export type ClockState = "running" | "warned" | "paused" | "breached" | "finished";

export type ClockProps = {
  t: Words;
  state: ClockState;
  /** Working time left, or overdue when breached; whole units, the largest that is not zero is said. */
  left?: { days?: number; hours?: number; minutes?: number };
  /** When it ends, as finished words: "Rabu, 25 November 2026". */
  due?: string;
  /** The promised time that has been used, 0 to 1: the arc. */
  used?: number;
  /** Words instead of those made from `left`: "dijawab dalam 2 hari kerja". */
  says?: string;
  /** One line, for a row of a list. */
  small?: boolean;
};

/** @example <Clock t={t} state="running" left={{ days: 3 }} due="Rabu, 25 November 2026" used={0.4} /> */
export const Clock = (props: ClockProps) => (
  <p class={`clock ${props.state}${props.small ? " small-clock" : ""}`}>
    <Face state={props.state} used={props.used ?? (props.state === "running" ? 0 : 1)} />
    <span class="clock-words">
      <strong>{clockWords(props)}</strong>
      {props.due && (
        <span class="clock-due">
          {props.t(props.state === "breached" ? "web.clock.was-due" : "web.clock.due", { when: props.due })}
        </span>
      )}
    </span>
  </p>
);

/** What the clock says first. @example clockWords({ t, state: "running", left: { days: 3 } }) // "sisa 3 hari kerja" */
export function clockWords({ t, state, left, says }: Pick<ClockProps, "t" | "state" | "left" | "says">): string {
  if (says) return says;
  if (state === "finished") return t("web.clock.finished");
  if (state === "breached") {
    if (left?.days) return left.days === 1 ? t("web.clock.late-day") : t("web.clock.late-days", { n: left.days });
    return left?.hours ? t("web.clock.late-hours", { n: left.hours }) : t("web.clock.late");
  }
  const remaining = left?.days
    ? left.days === 1
      ? t("web.clock.left-day")
      : t("web.clock.left-days", { n: left.days })
    : left?.hours
      ? t("web.clock.left-hours", { n: left.hours })
      : left?.minutes
        ? t("web.clock.left-minutes", { n: left.minutes })
        : t("web.clock.today");
  if (state !== "paused") return remaining;
  return left ? t("web.clock.paused-left", { left: remaining }) : t("web.clock.paused");
}

const round = 2 * Math.PI * 13;

/** The face: a ring that empties; inside, a hand (running), an exclamation (warned, breached), two bars (paused), a tick (finished). */
const Face = ({ state, used }: { state: ClockState; used: number }) => {
  const gone = Math.min(1, Math.max(0, used));
  return (
    <svg
      class="clock-face"
      viewBox="0 0 32 32"
      width="32"
      height="32"
      fill="none"
      stroke-linecap="round"
      aria-hidden="true"
    >
      <circle class="clock-ring" cx="16" cy="16" r="13" stroke-width="2.5" stroke="#ddd4c4" />
      {(state === "breached" || state === "finished" || gone < 1) && (
        <circle
          class="clock-arc"
          cx="16"
          cy="16"
          r="13"
          stroke-width="3.5"
          stroke="currentColor"
          stroke-dasharray={
            state === "breached" || state === "finished"
              ? undefined
              : `${(round * (1 - gone)).toFixed(1)} ${round.toFixed(1)}`
          }
          transform={
            state === "breached" || state === "finished" ? undefined : `rotate(${(-90 + 360 * gone).toFixed(0)} 16 16)`
          }
        />
      )}
      <path class="clock-sign" stroke="currentColor" stroke-width="2.5" stroke-linejoin="round" d={signs[state]} />
    </svg>
  );
};

const signs: Record<ClockState, string> = {
  running: "M16 10v6l4 2.5",
  warned: "M16 10v7M16 21.5v.1",
  breached: "M16 10v7M16 21.5v.1",
  paused: "M13 11.5v9M19 11.5v9",
  finished: "M10.5 16.5l4 4 7-8.5",
};
