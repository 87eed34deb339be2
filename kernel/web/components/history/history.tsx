// What happened, who said what: the newest first or last as the page decides; each with who and when.

import type { ComponentChildren } from "preact";
import type { Words } from "../../../words/words.ts";
import { Avatar } from "../lists/card.tsx";
import { Tag } from "../messages/messages.tsx";

/** `when` is for people ("Senin, 16 November 2026, 09.12 WIB"), `at` for machines (ISO 8601). */
export type Happening = {
  key: string;
  what: ComponentChildren;
  who?: string;
  when: string;
  at?: string;
  more?: ComponentChildren;
  mark?: "need" | "well";
};

export const Timeline = ({ label, happenings }: { label?: string; happenings: Happening[] }) => (
  <ol class="timeline" aria-label={label}>
    {happenings.map((happening) => (
      <li key={happening.key} class={happening.mark}>
        <p class="timeline-what">{happening.what}</p>
        <p class="muted small">
          {happening.who && `${happening.who} · `}
          {happening.at ? <time datetime={happening.at}>{happening.when}</time> : happening.when}
        </p>
        {happening.more}
      </li>
    ))}
  </ol>
);

export type Comment = {
  key: string;
  by: string;
  role?: string;
  when: string;
  at?: string;
  text: string;
  audience?: "inside" | "applicant";
  attachments?: ComponentChildren;
};

/** A talk on one case. Line breaks are kept as written; each says whether the applicant can read it. */
export const CommentThread = ({
  t,
  label,
  comments,
  audienceShown = true,
}: {
  t: Words;
  label: string;
  comments: Comment[];
  audienceShown?: boolean;
}) => (
  <ol class="comments" aria-label={label}>
    {comments.map((comment) => (
      <li key={comment.key} class={comment.audience}>
        <Avatar name={comment.by} />
        <div>
          <p class="comment-by">
            <strong>{comment.by}</strong>
            {comment.role && <span class="muted"> {comment.role}</span>}
            {audienceShown && comment.audience && (
              <>
                {" "}
                <Tag kind={comment.audience === "applicant" ? "act" : "calm"}>
                  {t(comment.audience === "applicant" ? "web.comment.to-applicant" : "web.comment.inside")}
                </Tag>
              </>
            )}
          </p>
          <p class="comment-text">{comment.text}</p>
          {comment.attachments}
          <p class="muted small">{comment.at ? <time datetime={comment.at}>{comment.when}</time> : comment.when}</p>
        </div>
      </li>
    ))}
  </ol>
);
