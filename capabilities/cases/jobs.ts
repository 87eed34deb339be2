// Background work of cases: mail to those who are told, documents, and service tasks that other capabilities answer.

import { workerActor } from "../../kernel/actor.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { JobHandler } from "../../kernel/jobs/jobs.ts";
import { post } from "../../kernel/mail/mail.ts";
import { holdersInUnit, holdersOf } from "../agencies/index.ts";
import { take } from "./carry.ts";
import { lockCase, openTasksOf } from "./cases.sql.ts";
import { groundOf } from "./ground.ts";
import { type NoticeBody, noticePlace } from "./notices.ts";
import { today } from "./today.ts";
import { openPersonal } from "./work.ts";

/** Puts a notice into the outbox: to the applicant's address, or to the officials who hold the role. Done twice, it is one mail. */
export const mailNotice =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { agency, notice: id } = payload as { agency: string; notice: string };
    await hall.db.transact(worker, async (tx) => {
      const row = await tx.maybe<{ case_id: string; to_role: string; unit_id: string | null; body: Buffer }>(
        sql`select case_id, to_role, unit_id, body from cases.notice where agency_id = ${agency} and id = ${id}`,
      );
      const found = row && (await lockCase(tx, agency, row.case_id));
      if (!row || !found) return;
      let recipients: string[];
      if (row.to_role === "applicant") recipients = [openPersonal(hall, found).applicant.email];
      else {
        const ground = await groundOf(tx, found);
        const day = today(ground.calendar, tx.now);
        const position = ground.offering.roles[row.to_role]?.position;
        recipients = (
          position ? await holdersOf(tx, position, day) : row.unit_id ? await holdersInUnit(tx, row.unit_id, day) : []
        ).map((holder) => holder.email ?? "");
      }
      const body = JSON.parse(hall.vault.open(row.body, noticePlace(id))) as NoticeBody;
      const wanted = [...new Set(recipients.filter((address) => address !== ""))];
      if (wanted.length === 0) return;
      const text = `${body.id.body}\n\n—\n${body.en.body}\n`;
      post(tx, hall, id, { agency, to: wanted.join(", "), subject: body.id.subject, body: text });
    });
  };

/** A service task whose act this installation does not know stops the case at that place, visibly, instead of passing it by. */
export const serveInvoke =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { agency, case: id, key } = payload as { agency: string; case: string; key: string };
    await hall.db.transact(worker, async (tx) => {
      const row = await lockCase(tx, agency, id);
      if (row?.status !== "running") return;
      const [open, ground] = await Promise.all([openTasksOf(tx, agency, id), groundOf(tx, row)]);
      take(
        tx,
        hall,
        ground,
        row,
        open,
        openPersonal(hall, row),
        { type: "failed", key, error: "unknown-act" },
        { kind: "served", actor: workerActor, label: "", data: { key } },
      );
    });
  };
