// The work at hand: the form of one task, and whose it is.

import { formatDateTime } from "../../../kernel/calendar/index.ts";
import { Button, Checkboxes, Details, Form, Select, TextArea } from "../../../kernel/web/components/index.ts";
import { pick } from "../../../kernel/words/words.ts";
import { Questions } from "../../services/index.ts";
import { roleName } from "../view.ts";
import { taskName } from "./case.tsx";
import type { DeskProps } from "./desk.tsx";

/** What the official does now: take it, fill it in, send it back, hand it on. */
export function TaskPane(props: DeskProps & { task: NonNullable<DeskProps["task"]> }) {
  const { t, site, view, task } = props;
  const at = `/kerja/${view.row.tracking}/tugas/${task.task.id}`;
  return (
    <section class="pane act" id="tugas">
      <h2>{taskName(view, t, task.task.element)}</h2>
      <p>
        {t("work.task-of", {
          unit: task.task.unit ?? roleName(view, t, task.task.role),
          when: formatDateTime(task.task.due_at, view.calendar.zone, t.locale),
        })}
        {task.task.claimedName && (
          <> {t(task.mine ? "work.claimed-by-you" : "work.claimed-by", { name: task.task.claimedName })}</>
        )}
      </p>
      {task.claimable && (
        <Form t={t} site={site} action={`${at}/ambil`} class="stack-s">
          <Button kind="secondary">{t("work.claim")}</Button>
        </Form>
      )}
      {task.questions && (
        <Form t={t} site={site} action={at} once={task.once} files guard>
          <button class="sr-only" type="submit" tabIndex={-1} aria-hidden="true">
            {t("work.complete")}
          </button>
          <Questions t={t} {...task.questions} />
          {task.correctable && (
            <Details
              summary={t("work.ask-correction")}
              open={props.problem !== undefined || (task.asked?.length ?? 0) > 0}
            >
              <div class="stack">
                <Checkboxes
                  t={t}
                  name="_asked"
                  label={t("work.asked")}
                  hint={t("work.asked-hint")}
                  options={task.correctable}
                  values={task.asked}
                  optional
                  problem={props.problem}
                />
                <TextArea
                  t={t}
                  name="_note"
                  label={t("work.asked-note")}
                  hint={t("work.asked-note-hint")}
                  value={task.note}
                  rows={4}
                  limit={2000}
                  optional
                  problem={props.problem}
                />
              </div>
            </Details>
          )}
          <Button>{task.submit ? pick(task.submit, t.locale) : t("work.complete")}</Button>
        </Form>
      )}
      {(task.mine || task.colleagues.length > 0) && (
        <Details summary={t("work.hand-over-or-release")}>
          {task.mine && (
            <Form t={t} site={site} action={`${at}/lepas`} class="stack-s">
              <Button kind="quiet">{t("work.release")}</Button>
            </Form>
          )}
          {task.colleagues.length > 0 && (
            <Form t={t} site={site} action={`${at}/serahkan`}>
              <Select
                t={t}
                name="rekan"
                label={t("work.hand-over-to")}
                options={task.colleagues.map((each) => ({ value: each.id, label: `${each.name}, ${each.title}` }))}
              />
              <Button kind="secondary">{t("work.hand-over")}</Button>
            </Form>
          )}
        </Details>
      )}
    </section>
  );
}
