// A page of questions, drawn from its definition. Works without scripts; every box keeps what was typed.

import { type ComponentChildren, Fragment } from "preact";
import type { Refused } from "../../../kernel/errors.ts";
import {
  Button,
  Checkbox,
  Checkboxes,
  DateField,
  FileField,
  Island,
  NumberField,
  Radios,
  RupiahField,
  Select,
  type StoredFile,
  TextArea,
  TextField,
} from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { Cell, Field, FileAnswer } from "../definition/model.ts";
import { many, one, type Raw } from "../definition/raw.ts";
import { onlyIf } from "./shown-fields.ts";

/** Regions to choose from, by the name of the control that asks; a control that is not here is a box to type a place's name in. */
export type Places = Record<string, { label: string; options: { value: string; label: string }[] }[]>;

export type QuestionsProps = {
  t: Words;
  fields: readonly Field[];
  raw: Raw;
  /** Files that were taken in, by field. */
  files?: Record<string, FileAnswer[]>;
  fileHref?: (id: string) => string;
  places?: Places;
  problem?: Refused;
  /** Where a value came from ("Dari akun Anda"), by field; locked ones cannot be changed here. */
  sources?: Record<string, { text: string; locked: boolean }>;
  /** How many rows of each table are shown. */
  rows?: Record<string, number[]>;
};

/** @example <Questions t={t} fields={page.fields} raw={raw} problem={problem} /> */
export const Questions = (props: QuestionsProps) => (
  <>
    {props.fields.map((field) => {
      const question =
        field.type === "table" ? (
          <TableQuestion {...props} field={field} />
        ) : (
          <Question {...props} field={field} prefix="" />
        );
      const condition = onlyIf(field.visible);
      const other = condition && props.fields.find((each) => each.key === condition.field);
      return other ? (
        <OnlyIf key={field.key} t={props.t} other={other} value={condition.value}>
          {question}
        </OnlyIf>
      ) : (
        <Fragment key={field.key}>{question}</Fragment>
      );
    })}
  </>
);

/** A question for one answer only: says so, and hides until then where scripts run. */
function OnlyIf({ t, other, value, children }: { t: Words; other: Field; value: string; children: ComponentChildren }) {
  const option = "options" in other ? other.options.find((each) => each.value === value) : undefined;
  const answer = option ? pick(option.label, t.locale) : t(value === "ya" ? "services.yes" : "services.no");
  return (
    <div class="only-if" data-when={other.key} data-is={value}>
      <p class="small muted" data-why>
        {t("services.only-if", { question: pick(other.label, t.locale), answer })}
      </p>
      {children}
      <Island name="reveal" />
    </div>
  );
}

function Question(props: QuestionsProps & { field: Cell; prefix: string }) {
  const { t, field, raw, prefix, problem } = props;
  const name = `${prefix}${field.key}`;
  const say = (text: { id: string; en?: string } | undefined) => (text ? pick(text, t.locale) : undefined);
  const source = props.sources?.[name];
  const shared = {
    t,
    name,
    label: say(field.label) ?? name,
    hint: say(field.hint),
    optional: field.required === false,
    problem,
    source: source?.text,
    readOnly: source?.locked,
  };
  const value = one(raw, name);
  const options =
    "options" in field
      ? field.options.map((option) => ({
          value: option.value,
          label: say(option.label) ?? option.value,
          hint: say(option.hint),
        }))
      : [];
  switch (field.type) {
    case "text":
      return <TextField {...shared} value={value} autoComplete={field.autocomplete} width={30} />;
    case "textarea":
      return <TextArea {...shared} value={value} limit={field.maxLength <= 4000 ? field.maxLength : undefined} />;
    case "number":
      return <NumberField {...shared} value={value} decimal={field.decimals > 0} suffix={say(field.unit)} />;
    case "rupiah":
      return <RupiahField {...shared} value={value} />;
    case "date":
      return (
        <DateField
          {...shared}
          value={
            value !== "" && /^\d{4}-/.test(value)
              ? value
              : { day: one(raw, `${name}.day`), month: one(raw, `${name}.month`), year: one(raw, `${name}.year`) }
          }
        />
      );
    case "yes-no":
      return (
        <Radios
          {...shared}
          inline
          value={value || undefined}
          options={[
            { value: "ya", label: t("services.yes") },
            { value: "tidak", label: t("services.no") },
          ]}
        />
      );
    case "choice":
      return options.length > 12 ? (
        <Select {...shared} options={options} value={value} />
      ) : (
        <Radios {...shared} options={options} value={value || undefined} />
      );
    case "choices":
      return <Checkboxes {...shared} options={options} values={many(raw, name)} />;
    case "file":
      return <FileQuestion {...props} field={field} name={name} shared={shared} />;
    case "region":
      return <PlaceQuestion {...props} name={name} shared={shared} />;
    case "nik":
      return <TextField {...shared} value={value} inputMode="numeric" width={20} />;
    case "nib":
      return <TextField {...shared} value={value} inputMode="numeric" width={16} />;
    case "phone":
      return <TextField {...shared} value={value} type="tel" inputMode="tel" autoComplete="tel" width={20} />;
    case "email":
      return <TextField {...shared} value={value} type="email" inputMode="email" autoComplete="email" width={30} />;
    case "address":
      return (
        <fieldset class="field-section">
          <legend>
            <strong>{shared.label}</strong>
          </legend>
          {shared.hint && <p class="field-hint">{shared.hint}</p>}
          <TextField
            t={t}
            name={`${name}.street`}
            label={t("services.address.street")}
            hint={t("services.address.street-hint")}
            value={one(raw, `${name}.street`)}
            autoComplete="address-line1"
            width={30}
            problem={problem}
            optional={shared.optional}
          />
          <div class="row top">
            <TextField
              t={t}
              name={`${name}.rt`}
              label="RT"
              value={one(raw, `${name}.rt`)}
              inputMode="numeric"
              width={4}
              optional
              problem={problem}
            />
            <TextField
              t={t}
              name={`${name}.rw`}
              label="RW"
              value={one(raw, `${name}.rw`)}
              inputMode="numeric"
              width={4}
              optional
              problem={problem}
            />
          </div>
          {field.village && (
            <PlaceQuestion
              {...props}
              name={`${name}.village`}
              shared={{
                ...shared,
                name: `${name}.village`,
                label: t("services.address.village"),
                hint: undefined,
                source: undefined,
              }}
            />
          )}
          <TextField
            t={t}
            name={`${name}.postcode`}
            label={t("services.address.postcode")}
            value={one(raw, `${name}.postcode`)}
            inputMode="numeric"
            autoComplete="postal-code"
            width={8}
            optional
            problem={problem}
          />
        </fieldset>
      );
    case "location":
      return (
        <fieldset class="field-section">
          <legend>
            <strong>{shared.label}</strong>
            {shared.optional && <span class="field-optional"> ({t("web.optional")})</span>}
          </legend>
          {shared.hint && <p class="field-hint">{shared.hint}</p>}
          <button
            class="ds-button"
            data-variant="secondary"
            type="button"
            hidden
            data-position={name}
            data-finding={t("services.location.finding")}
            data-found={t("services.location.found")}
            data-failed={t("services.location.failed")}
          >
            {t("services.location.use")}
          </button>
          <Island name="position" />
          <TextField
            t={t}
            name={`${name}.lat`}
            label={t("services.location.lat")}
            hint={t("services.location.lat-hint")}
            value={one(raw, `${name}.lat`)}
            inputMode="text"
            width={16}
            problem={problem}
          />
          <TextField
            t={t}
            name={`${name}.lon`}
            label={t("services.location.lon")}
            hint={t("services.location.lon-hint")}
            value={one(raw, `${name}.lon`)}
            inputMode="text"
            width={16}
            problem={problem}
          />
        </fieldset>
      );
    case "statement":
      return (
        <Checkbox
          {...shared}
          label={say(field.text) ?? shared.label}
          hint={undefined}
          value="ya"
          checked={value !== ""}
        />
      );
  }
}

type Shared = {
  t: Words;
  name: string;
  label: string;
  hint?: string;
  optional: boolean;
  problem?: Refused;
  source?: string;
  readOnly?: boolean;
};

function PlaceQuestion(props: QuestionsProps & { name: string; shared: Shared }) {
  const { t, name, shared, raw, places } = props;
  const groups = places?.[name];
  const value = one(raw, name);
  if (groups && groups.length > 0)
    return (
      <Select
        {...shared}
        value={value}
        options={groups.map((group) => ({ label: group.label, options: group.options }))}
      />
    );
  return <TextField {...shared} hint={shared.hint ?? t("services.place.hint")} value={value} width={30} />;
}

function FileQuestion(
  props: QuestionsProps & { field: Extract<Cell, { type: "file" }>; name: string; shared: Shared },
) {
  const { t, field, name, shared, files, fileHref } = props;
  const names: Record<string, string> = {
    pdf: "PDF",
    jpeg: "JPG",
    png: "PNG",
    webp: "WebP",
    docx: "DOCX",
    xlsx: "XLSX",
    csv: "CSV",
    geojson: "GeoJSON",
  };
  const stored: StoredFile[] = (files?.[name] ?? []).map((file) => ({
    id: file.id,
    name: file.name,
    size: sizeText(file.size, t.locale),
    href: fileHref?.(file.id),
  }));
  return (
    <FileField
      {...shared}
      accept={field.kinds.map((kind) => (kind === "jpeg" ? ".jpg,.jpeg,image/jpeg" : `.${kind}`)).join(",")}
      types={field.kinds.map((kind) => names[kind] ?? kind).join(", ")}
      size={`${field.maxMegabytes} MB`}
      multiple={field.max > 1}
      stored={stored}
      removeName={`${name}.remove`}
      more={stored.map((file) => <input key={file.id} type="hidden" name={`${name}._kept`} value={file.id} />)}
    />
  );
}

/** A list of rows: those that are there and one more to fill; "add a row" sends the page and brings it back with room. */
function TableQuestion(props: QuestionsProps & { field: Extract<Field, { type: "table" }> }) {
  const { t, field, rows, problem } = props;
  const say = (text: { id: string; en?: string } | undefined) => (text ? pick(text, t.locale) : "");
  const shown = rows?.[field.key] ?? [1];
  const own = problem?.faults.find((fault) => fault.field === field.key);
  return (
    <fieldset class="field-section" id={`f-${field.key}`}>
      <legend>
        <strong>{say(field.label)}</strong>
      </legend>
      {field.hint && <p class="field-hint">{say(field.hint)}</p>}
      {own && <p class="field-fault">{own.message ? pick(own.message, t.locale) : t(own.key, own.params)}</p>}
      {shown.map((index, at) => (
        <fieldset class="field-section inset" key={index}>
          <legend>
            <strong>{capital(t("services.row", { row: say(field.row), n: at + 1 }))}</strong>
          </legend>
          {field.fields.map((cell) => (
            <Question key={cell.key} {...props} field={cell} prefix={`${field.key}.${index}.`} />
          ))}
          {shown.length > field.min && (
            <Button
              kind="quiet"
              small
              name={`${field.key}.${index}.remove`}
              value="ya"
              label={t("services.row-remove-of", { row: say(field.row), n: at + 1 })}
            >
              {t("services.row-remove")}
            </Button>
          )}
        </fieldset>
      ))}
      {shown.length < field.max && (
        <Button kind="secondary" small name="_row" value={field.key}>
          {t("services.row-add", { row: say(field.row) })}
        </Button>
      )}
    </fieldset>
  );
}

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** "1,2 MB", "412 kB". */
export function sizeText(bytes: number, locale: "id" | "en"): string {
  const [value, unit] = bytes >= 1_000_000 ? [bytes / 1_000_000, "MB"] : [Math.max(1, Math.round(bytes / 1000)), "kB"];
  return `${value.toLocaleString(locale === "id" ? "id-ID" : "en-GB", { maximumFractionDigits: 1 })} ${unit}`;
}
