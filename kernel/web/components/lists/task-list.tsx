import type { Words } from "../../../words/words.ts";
import { Tag } from "../messages/messages.tsx";

export type TaskItem = {
  label: string;
  href?: string;
  hint?: string;
  state: "done" | "to-do" | "need";
  stateText?: string;
};

/** Parts of a long job, in any order, each with how it stands. */
export const TaskList = ({ t, tasks }: { t: Words; tasks: TaskItem[] }) => (
  <ul class="task-list">
    {tasks.map((task) => (
      <li key={task.label}>
        <div>
          {task.href ? <a href={task.href}>{task.label}</a> : <span>{task.label}</span>}
          {task.hint && <p class="muted small">{task.hint}</p>}
        </div>
        {task.state === "done" ? (
          <span class="small">{task.stateText ?? t("web.done")}</span>
        ) : (
          <Tag kind={task.state === "need" ? "need" : "act"}>{task.stateText ?? t("web.to-do")}</Tag>
        )}
      </li>
    ))}
  </ul>
);
