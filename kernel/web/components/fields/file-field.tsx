import type { ComponentChildren } from "preact";
import { Icon } from "../icon/icon.tsx";
import { Island } from "../island/island.tsx";
import { Field, type FieldProps, tie } from "./field.tsx";

/** A file that already arrived. */
export type StoredFile = {
  id: string;
  name: string;
  /** Finished words: "1,2 MB". */
  size: string;
  href?: string;
  /** Still being looked at by the virus scanner. */
  checking?: boolean;
};

export type FileFieldProps = FieldProps & {
  /** For the browser's chooser: ".pdf,image/jpeg". */
  accept: string;
  /** Finished words for the hint: "PDF atau foto (JPG, PNG)" and "5 MB". */
  types: string;
  size: string;
  multiple?: boolean;
  /** Opens the camera on a phone. */
  camera?: boolean;
  stored?: StoredFile[];
  /** The name of the button that removes one: its value is the file's id. "remove-file" when not said. */
  removeName?: string;
  more?: ComponentChildren;
};

/** Files, with those that are stored already: leaving the box empty keeps them.
 * With scripts: large photos are made smaller before sending, progress shows, a broken connection is tried again. */
export function FileField(props: FileFieldProps) {
  const { t } = props;
  const rule = t(props.multiple ? "web.file.hint-many" : "web.file.hint", { types: props.types, size: props.size });
  const hint = props.hint ? (
    <>
      {props.hint}
      <br />
      {rule}
    </>
  ) : (
    rule
  );
  const field = { ...props, hint };
  const { id, aria } = tie(field);
  return (
    <Field field={field}>
      {props.stored && props.stored.length > 0 && (
        <ul class="stored-files" aria-label={t("web.file.stored")}>
          {props.stored.map((file) => (
            <li key={file.id}>
              <Icon name="paperclip" />
              <span class="stored-name">
                {file.href ? <a href={file.href}>{file.name}</a> : file.name}{" "}
                <span class="muted small">
                  {file.size}
                  {file.checking && ` · ${t("web.file.checking")}`}
                </span>
              </span>
              {!props.readOnly && (
                <button
                  class="link-button"
                  type="submit"
                  name={props.removeName ?? "remove-file"}
                  value={file.id}
                  formnovalidate
                  aria-label={t("web.file.remove", { name: file.name })}
                >
                  {t("web.file.remove-short")}
                </button>
              )}
            </li>
          ))}
        </ul>
      )}
      {!props.readOnly && (
        <>
          <input
            class="file-box"
            type="file"
            id={id}
            name={props.name}
            accept={props.accept}
            multiple={props.multiple}
            capture={props.camera ? "environment" : undefined}
            data-upload
            data-shrinking={t("web.upload.shrinking")}
            data-sending={t("web.upload.sending")}
            data-retrying={t("web.upload.retrying")}
            data-failed={t("web.upload.failed")}
            {...aria}
          />
          <Island name="upload" />
        </>
      )}
      {props.more}
    </Field>
  );
}
