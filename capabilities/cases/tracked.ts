// Where a case stands, for whoever holds its number: the public face that one function of the database gives, as a view without
// answers, talk or names. What it lacks is empty, so that pages of the path and the clock read it like any other.

import type { Tx } from "../../kernel/db/database.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { CaseRow } from "./case.ts";
import { groundOf } from "./ground.ts";
import type { CaseView } from "./view.ts";

type Tracked = Pick<
  CaseRow,
  | "agency_id"
  | "id"
  | "tracking"
  | "offering_id"
  | "service_id"
  | "version_id"
  | "unit_id"
  | "status"
  | "outcome"
  | "state"
  | "clock"
  | "due_at"
  | "is_paused"
  | "is_late"
  | "open_tasks"
  | "submitted_at"
  | "finished_at"
> & {
  /** Only when the asker is the applicant. */
  applicant_id: string | null;
  tasks: {
    id: string;
    element: string;
    role: string;
    unit_id: string | null;
    unit: string | null;
    status: "open" | "done" | "cancelled";
    opened_at: string;
    due_at: string;
    done_at: string | null;
  }[];
  documents: { key: string; title: { id: string; en: string }; status: string }[];
};

const NOTHING = Buffer.alloc(0);

/** The case of that number, in a transaction that carries the number; undefined when there is none. */
export async function trackedCase(tx: Tx, tracking: string): Promise<CaseView | undefined> {
  const found = await tx.maybe<Tracked>(sql`select * from cases.tracked(${tracking})`);
  if (!found) return undefined;
  const { tasks, documents, ...known } = found;
  const ground = await groundOf(tx, known);
  const row: CaseRow = {
    ...known,
    applicant_id: known.applicant_id ?? "",
    region: null,
    variables: {},
    personal: NOTHING,
    correction: null,
    filed_by: null,
    filed_mandate: null,
    revision: 0,
    events: 0,
    head: NOTHING,
  };
  return {
    row,
    ground,
    calendar: ground.calendar,
    now: tx.now,
    // Nothing personal is shown by a number, so there is nothing to miss.
    erasedAt: null,
    ownAffair: false,
    units: Object.fromEntries(tasks.flatMap(({ unit_id, unit }) => (unit_id && unit ? [[unit_id, unit]] : []))),
    tasks: tasks.map((task) => ({
      ...task,
      agency_id: row.agency_id,
      case_id: row.id,
      key: task.id,
      position_id: null,
      form: null,
      act: "complete",
      claimed_by: null,
      claimed_at: null,
      claimedName: null,
      opened_at: new Date(task.opened_at),
      due_at: new Date(task.due_at),
      done_at: task.done_at ? new Date(task.done_at) : null,
      done_by: null,
      done_position: null,
      done_label: null,
      service_id: row.service_id,
      tracking: row.tracking,
      priority: 0,
    })),
    events: [],
    comments: [],
    documents: documents.map(({ key, title, status }) => ({
      id: key,
      key,
      title,
      status,
      number: "",
      code: "",
      size: null,
      issuedAt: null,
      validUntil: null,
      fault: null,
    })),
    notices: [],
    files: [],
  };
}
