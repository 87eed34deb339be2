// What the page tells before anything else: what went wrong, what went well, what to know.

import type { ComponentChildren } from "preact";
import type { Refused } from "../../../errors.ts";
import { sentenceOf, type Words } from "../../../words/words.ts";
import { fieldId } from "../fields/field.tsx";
import { Icon } from "../icon/icon.tsx";
import { Island } from "../island/island.tsx";

export type ErrorSummaryProps = {
  t: Words;
  /** The refusal as thrown: its faults, or its own sentence when it names no field. */
  problem?: Refused;
  /** Or finished sentences, for those who made them. */
  faults?: Array<{ field?: string; text: string }>;
};

/** All faults, first thing on the page, each leading to its field. Nothing when nothing is wrong. */
export function ErrorSummary({ t, problem, faults }: ErrorSummaryProps) {
  const fromProblem = problem?.faults.length
    ? problem.faults.map((fault) => ({ field: fault.field, text: sentenceOf(t, fault) }))
    : problem
      ? [{ field: undefined, text: t(problem.key, problem.params) }]
      : [];
  const all = faults ?? fromProblem;
  if (all.length === 0) return null;
  return (
    <div
      class="error-summary"
      role="alert"
      tabIndex={-1}
      id="kesalahan"
      data-focus="true"
      aria-labelledby="kesalahan-judul"
    >
      <h2 id="kesalahan-judul">
        <Icon name="circle-alert" /> {t("web.fault-heading")}
      </h2>
      <ul class="plain">
        {all.map((fault) => (
          <li key={fault.text}>{fault.field ? <a href={`#${fieldId(fault.field)}`}>{fault.text}</a> : fault.text}</li>
        ))}
      </ul>
      {all.some((fault) => fault.field) && <p class="muted small">{t("web.fault-kept")}</p>}
      <Island name="form" />
    </div>
  );
}

export type NoticeProps = {
  t: Words;
  kind?: "info" | "success" | "attention";
  title?: string;
  children?: ComponentChildren;
};

/** One thing to know. "attention" is for what needs the person now; "success" for what just went well. */
export const Notice = ({ t, kind = "info", title, children }: NoticeProps) => (
  <div class={`notice ${kind}`} role={kind === "success" ? "status" : undefined}>
    <Icon
      name={kind === "success" ? "circle-check" : kind === "attention" ? "triangle-alert" : "info"}
      label={t(`web.notice.${kind}`)}
    />
    <div class="notice-body">
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  </div>
);

/** A passage set apart, without alarm. */
export const InsetText = ({ children }: { children: ComponentChildren }) => <div class="inset">{children}</div>;

/** It is done: the number to keep, large enough to copy by hand, and what happens next below it. */
export const ConfirmPanel = ({
  title,
  label,
  code,
  children,
}: {
  title: string;
  label?: string;
  code?: string;
  children?: ComponentChildren;
}) => (
  <div class="confirm">
    <h1>
      <Icon name="circle-check" /> {title}
    </h1>
    {code && (
      <p class="confirm-code">
        {label && <span>{label}</span>}
        <strong>{code}</strong>
      </p>
    )}
    {children}
  </div>
);

/** More for those who ask for it. @example <Details summary="Apa itu NIB?">…</Details> */
export const Details = ({
  summary,
  open,
  children,
}: {
  summary: string;
  open?: boolean;
  children: ComponentChildren;
}) => (
  <details class="details" open={open}>
    <summary>{summary}</summary>
    <div class="details-body">{children}</div>
  </details>
);

/** A state in one or two words. "need" terracotta, "well" gold, "act" teal, "calm" grey; the words carry the meaning. */
export const Tag = ({
  kind = "calm",
  children,
}: {
  kind?: "calm" | "act" | "need" | "well";
  children: ComponentChildren;
}) => <span class={`tag ${kind}`}>{children}</span>;
