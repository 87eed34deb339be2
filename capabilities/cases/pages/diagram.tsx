// The case on the drawing of its process, and the same as an ordered list.

import { diagram, joinState, outline } from "../../../kernel/process/index.ts";
import { ProcessDrawing } from "../../../kernel/web/components/index.ts";
import { pick, type Words } from "../../../kernel/words/words.ts";
import type { CaseView } from "../view.ts";

/** @example <ProcessDiagram t={t} view={view} /> */
export function ProcessDiagram({ t, view }: { t: Words; view: CaseView }) {
  const { process, service } = view.ground.version.definition;
  const state = joinState(view.row.state, view.row.variables);
  const drawing = diagram(process, state);
  const named = new Map(
    [...process.nodes, ...process.flows].map((each) => [
      each.id,
      { id: each.name ?? "", en: "attributes" in each ? each.attributes.en : undefined },
    ]),
  );
  const name = (element: string): string | undefined => {
    const found = named.get(element);
    return found?.id ? pick(found, t.locale) : undefined;
  };
  const lines = outline(process, state).filter((line) => line.name !== undefined);
  const numbers = new Map(lines.map((line) => [line.number, line.element]));
  return (
    <div class="stack">
      {drawing && (
        <>
          <p class="small muted">{t("work.diagram.lead")}</p>
          <ProcessDrawing
            drawing={drawing}
            label={t("work.diagram.label", { service: pick(service.name, t.locale) })}
            name={name}
          />
        </>
      )}
      <ul class="plain stack-s small">
        {lines.map((line) => {
          const next = line.next.filter((way) => numbers.has(way.number));
          return (
            <li key={line.element}>
              {line.number}. <strong>{name(line.element) ?? line.element}</strong>
              {line.role && `, ${line.role}`}
              {line.progress && line.progress !== "ahead" && ` (${t(`work.diagram.${line.progress}`)})`}
              {next.length > 0 && (
                <span class="muted">
                  {"; "}
                  {t("work.diagram.then", {
                    steps: next
                      .map((way) => [way.number, way.name && `(${way.name})`].filter(Boolean).join(" "))
                      .join(", "),
                  })}
                </span>
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
