import { Island } from "../island/island.tsx";
import { Field, type FieldProps, tie } from "./field.tsx";

export type TextFieldProps = FieldProps & {
  value?: string;
  type?: "text" | "email" | "tel" | "url" | "password";
  /** Tells the phone which keys to show: "numeric" for NIK, "email" for mail. */
  inputMode?: "text" | "numeric" | "decimal" | "tel" | "email" | "search" | "url";
  /** What the browser may fill in: "name", "email", "street-address", "current-password". */
  autoComplete?: string;
  /** How long the answer usually is, in characters: the box shows it. */
  width?: 4 | 8 | 12 | 16 | 20 | 30;
  prefix?: string;
  suffix?: string;
  maxLength?: number;
  spellCheck?: boolean;
};

/** One line of text. @example <TextField t={t} name="nik" label="NIK" inputMode="numeric" width={16} value={draft.nik} problem={problem} /> */
export function TextField(props: TextFieldProps) {
  const { id, aria } = tie(props);
  const box = (
    <input
      class={`ds-input${props.width ? ` w${props.width}` : ""}`}
      id={id}
      name={props.name}
      type={(props.type ?? "text") as "text"}
      value={props.value ?? ""}
      inputmode={props.inputMode}
      autocomplete={props.autoComplete}
      readonly={props.readOnly}
      maxlength={props.maxLength}
      spellcheck={props.spellCheck}
      {...aria}
    />
  );
  return (
    <Field field={props}>
      {props.prefix || props.suffix ? (
        <div class="affixed">
          {props.prefix && (
            <span class="affix" aria-hidden="true">
              {props.prefix}
            </span>
          )}
          {box}
          {props.suffix && (
            <span class="affix" aria-hidden="true">
              {props.suffix}
            </span>
          )}
        </div>
      ) : (
        box
      )}
    </Field>
  );
}

/** A whole number or a measure; text with number keys, because a number box loses what it cannot read. */
export const NumberField = (props: Omit<TextFieldProps, "value"> & { value?: string | number; decimal?: boolean }) => (
  <TextField
    width={8}
    {...props}
    value={props.value === undefined ? "" : String(props.value)}
    inputMode={props.decimal ? "decimal" : "numeric"}
    spellCheck={false}
  />
);

/** Money in whole rupiah. What was typed is shown as typed; a number is shown with its points: 250.000. */
export const RupiahField = (props: Omit<TextFieldProps, "value"> & { value?: string | number }) => (
  <TextField
    width={16}
    {...props}
    value={typeof props.value === "number" ? props.value.toLocaleString("id-ID") : props.value}
    label={props.label}
    prefix="Rp"
    inputMode="numeric"
    spellCheck={false}
  />
);

export type TextAreaProps = FieldProps & { value?: string; rows?: number; limit?: number };

/** Several lines. With `limit`, a sentence tells how many characters are left, and keeps count where scripts run. */
export function TextArea(props: TextAreaProps) {
  const { id, aria } = tie(props);
  const { t, limit } = props;
  const describedBy = [aria["aria-describedby"], limit && `${id}-count`].filter(Boolean).join(" ") || undefined;
  return (
    <Field
      field={props}
      after={
        limit && (
          <>
            <p
              class="field-count"
              id={`${id}-count`}
              data-left={t("web.characters-left")}
              data-over={t("web.characters-over")}
            >
              {t("web.characters-limit", { n: limit })}
            </p>
            <Island name="character-count" />
          </>
        )
      }
    >
      <textarea
        class="ds-input"
        id={id}
        name={props.name}
        rows={props.rows ?? 5}
        readonly={props.readOnly}
        data-limit={limit}
        {...aria}
        aria-describedby={describedBy}
      >
        {props.value ?? ""}
      </textarea>
    </Field>
  );
}
