// What the columns of bytes of this capability hold, for whoever changes keys.

import type { Bytes } from "../../kernel/vault/bytes.ts";

const row = ["agency_id", "id"] as const;
const ofCase = ["agency_id", "case_id", "id"] as const;

export const bytes: Bytes = {
  sealed: [
    { table: "cases.draft", key: row, columns: { answers: "cases.draft:answers:{id}" } },
    { table: "cases.case", key: row, columns: { personal: "cases.case:personal:{id}" } },
    {
      table: "cases.task",
      key: ofCase,
      columns: { applicant: "cases.task:applicant:{id}", filer: "cases.task:filer:{id}" },
    },
    { table: "cases.attachment", key: row, columns: { name: "cases.attachment:name:{id}" } },
    { table: "cases.notice", key: ofCase, columns: { body: "cases.notice:body:{id}" } },
    {
      table: "cases.comment",
      key: ofCase,
      columns: { body: "cases.comment:body:{id}", actor_name: "cases.comment:actor:{id}" },
    },
    {
      table: "cases.event",
      key: ["agency_id", "case_id", "number", "at"],
      columns: { actor_name: "cases.event:actor:{case_id}:{number}" },
    },
    {
      table: "cases.emergency",
      key: ofCase,
      columns: { reason: "cases.emergency:reason:{id}", note: "cases.emergency:note:{id}" },
    },
    { table: "cases.document", key: row, columns: { holder: "cases.document:holder:{id}" } },
  ],
  plain: ["cases.case.head", "cases.event.previous", "cases.event.hash", "cases.document.digest"],
};
