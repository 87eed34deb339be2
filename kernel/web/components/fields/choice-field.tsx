// One or several out of few: every answer in sight, a whole row to press.

import type { ComponentChildren } from "preact";
import { Field, FieldGroup, type FieldProps, tie } from "./field.tsx";

export type Option = {
  value: string;
  label: string;
  hint?: string;
  /** More questions that belong to this answer only; always shown below it, so that they need no script. */
  inside?: ComponentChildren;
};

/** One of few. @example <Radios t={t} name="jenis" label="Jenis usaha" options={[{ value: "kuliner", label: "Kuliner" }]} value="kuliner" /> */
export const Radios = (props: FieldProps & { options: Option[]; value?: string; inline?: boolean }) => (
  <FieldGroup field={props}>
    <Choices {...props} type="radio" chosen={props.value === undefined ? [] : [props.value]} />
  </FieldGroup>
);

/** Any number of few; each chosen one is sent under the same name. */
export const Checkboxes = (props: FieldProps & { options: Option[]; values?: string[] }) => (
  <FieldGroup field={props}>
    <Choices {...props} type="checkbox" chosen={props.values ?? []} />
  </FieldGroup>
);

/** A single yes: "Saya menyatakan data ini benar". Its label is the sentence that is agreed to. */
export function Checkbox(props: Omit<FieldProps, "optional" | "asHeading"> & { value?: string; checked?: boolean }) {
  const { id, fault, aria } = tie(props);
  return (
    <div class={fault ? "field faulty" : "field"}>
      {fault && (
        <p class="field-fault" id={`${id}-fault`}>
          <span class="sr-only">{props.t("web.fault-prefix")} </span>
          {fault}
        </p>
      )}
      <div class="choice">
        <input
          class="ds-input"
          type="checkbox"
          id={id}
          name={props.name}
          value={props.value ?? "ya"}
          checked={props.checked}
          {...aria}
        />
        <label for={id}>{props.label}</label>
        {props.hint && (
          <div class="choice-hint" id={`${id}-hint`}>
            {props.hint}
          </div>
        )}
      </div>
    </div>
  );
}

type ChoicesProps = FieldProps & { options: Option[]; chosen: string[]; type: "radio" | "checkbox"; inline?: boolean };

function Choices(props: ChoicesProps) {
  const { id, fault } = tie(props);
  return (
    <div class={props.inline ? "choices inline" : "choices"}>
      {props.options.map((option, at) => {
        // The first box carries the field's own id: that is where the error summary leads.
        const own = at === 0 ? id : `${id}-${at + 1}`;
        return (
          <div class="choice" key={option.value}>
            <input
              class="ds-input"
              type={props.type}
              id={own}
              name={props.name}
              value={option.value}
              checked={props.chosen.includes(option.value)}
              disabled={props.readOnly && !props.chosen.includes(option.value)}
              aria-describedby={option.hint ? `${own}-note` : undefined}
              aria-invalid={fault ? "true" : undefined}
            />
            <label for={own}>{option.label}</label>
            {option.hint && (
              <div class="choice-hint" id={`${own}-note`}>
                {option.hint}
              </div>
            )}
            {option.inside && <div class="choice-inside">{option.inside}</div>}
          </div>
        );
      })}
    </div>
  );
}

/** One of many; for few, use Radios. The empty first line keeps "nothing chosen" possible, unless an option says what that means. */
export function Select(
  props: FieldProps & { options: Array<Option | { label: string; options: Option[] }>; value?: string; width?: number },
) {
  const { id, aria } = tie(props);
  const says = props.options.some((option) => "value" in option && option.value === "");
  const line = (option: Option) => (
    <option key={option.value} value={option.value} selected={option.value === props.value}>
      {option.label}
    </option>
  );
  return (
    <Field field={props}>
      <select class="ds-input" id={id} name={props.name} {...aria}>
        {!says && (
          <option value="" selected={!props.value}>
            {props.t("web.choose")}…
          </option>
        )}
        {props.options.map((option) =>
          "options" in option ? (
            <optgroup key={option.label} label={option.label}>
              {option.options.map(line)}
            </optgroup>
          ) : (
            line(option)
          ),
        )}
      </select>
    </Field>
  );
}
