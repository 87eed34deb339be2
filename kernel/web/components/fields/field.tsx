// What all fields share: a visible label, a hint before the box, the fault above the box and tied to it.

import type { ComponentChildren } from "preact";
import type { Refused } from "../../../errors.ts";
import { sentenceOf, type Words } from "../../../words/words.ts";

/** What every field takes. `fault` is the finished sentence; `problem` lets the field look for its own (see faultOf). */
export type FieldProps = {
  t: Words;
  name: string;
  label: string;
  hint?: ComponentChildren;
  fault?: string;
  problem?: Refused;
  /** Shown beside the label; required is the rule and is not marked. */
  optional?: boolean;
  /** The label is the page's only question: it becomes the h1. */
  asHeading?: boolean;
  /** Answer filled from a register: shown under the box ("Dari data kependudukan"). */
  source?: string;
  readOnly?: boolean;
};

/** The id of a field's box, from its name: the error summary links to it. */
export const fieldId = (name: string): string => `f-${name.replace(/[^A-Za-z0-9_-]+/g, "-").replace(/^-|-$/g, "")}`;

/** The sentence of the first fault that a refusal holds against this field, or nothing. */
export const faultOf = (t: Words, problem: Refused | undefined, name: string): string | undefined => {
  const found = problem?.faults.find((fault) => fault.field === name);
  return found && sentenceOf(t, found);
};

/** What a field needs to tie its parts together: ids of hint and fault, and the aria of its box. */
export function tie(props: FieldProps) {
  const id = fieldId(props.name);
  const fault = props.fault ?? faultOf(props.t, props.problem, props.name);
  const described = [props.hint && `${id}-hint`, props.source && `${id}-source`, fault && `${id}-fault`]
    .filter(Boolean)
    .join(" ");
  return {
    id,
    fault,
    aria: { "aria-describedby": described || undefined, "aria-invalid": fault ? ("true" as const) : undefined },
  };
}

/** Label, hint, fault, then the box. */
export function Field({
  field,
  children,
  after,
}: {
  field: FieldProps;
  children: ComponentChildren;
  after?: ComponentChildren;
}) {
  const { id, fault } = tie(field);
  const label = (
    <label class="field-label" for={id}>
      {field.label}
      {field.optional && <span class="field-optional"> ({field.t("web.optional")})</span>}
    </label>
  );
  return (
    <div class={fault ? "field faulty" : "field"}>
      {field.asHeading ? <h1 class="field-heading">{label}</h1> : label}
      <Hint id={id} hint={field.hint} />
      <FieldFault t={field.t} id={id} fault={fault} />
      {children}
      {field.source && (
        <p class="field-source" id={`${id}-source`}>
          {field.source}
        </p>
      )}
      {after}
    </div>
  );
}

/** Several boxes that answer one question; the legend is the question. */
export function FieldGroup({
  field,
  children,
  role,
}: {
  field: FieldProps;
  children: ComponentChildren;
  role?: "group" | "radiogroup";
}) {
  const { id, fault, aria } = tie(field);
  const legend = (
    <>
      {field.label}
      {field.optional && <span class="field-optional"> ({field.t("web.optional")})</span>}
    </>
  );
  return (
    <fieldset
      class={fault ? "field faulty" : "field"}
      id={`${id}-group`}
      aria-describedby={aria["aria-describedby"]}
      role={role}
    >
      <legend class="field-label">{field.asHeading ? <h1 class="field-heading">{legend}</h1> : legend}</legend>
      <Hint id={id} hint={field.hint} />
      <FieldFault t={field.t} id={id} fault={fault} />
      {children}
    </fieldset>
  );
}

const Hint = ({ id, hint }: { id: string; hint?: ComponentChildren }) =>
  hint ? (
    <div class="field-hint" id={`${id}-hint`}>
      {hint}
    </div>
  ) : null;

const FieldFault = ({ t, id, fault }: { t: Words; id: string; fault?: string }) =>
  fault ? (
    <p class="field-fault" id={`${id}-fault`}>
      <span class="sr-only">{t("web.fault-prefix")} </span>
      {fault}
    </p>
  ) : null;
