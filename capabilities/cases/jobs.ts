// Background work of cases: mail to those who are told, documents, and service tasks that other capabilities answer.

import { workerActor } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import type { JobHandler } from "../../kernel/jobs/jobs.ts";
import { post } from "../../kernel/mail/mail.ts";
import type { Event } from "../../kernel/process/index.ts";
import { holdersInUnit, holdersOf } from "../agencies/index.ts";
import { take } from "./carry.ts";
import type { CaseRow, Personal } from "./case.ts";
import { lockCase, openTasksOf } from "./cases.sql.ts";
import { filerAddress } from "./for-whom.ts";
import { type Ground, groundOf } from "./ground.ts";
import { type NoticeBody, noticePlace, tell } from "./notices.ts";
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
      if (row.to_role === "applicant")
        recipients = [openPersonal(hall, found).applicant.email, await filerAddress(tx, hall, found)];
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

/**
 * A step that the program does itself: by the capability that declares the act, in the transaction in which the case moves on, so that
 * it is done once however often the job runs. An act that nobody declares, or that refuses, stops the case at that place, visibly,
 * instead of passing it by.
 */
export const serveInvoke =
  (hall: Hall): JobHandler =>
  async ({ payload }) => {
    const { agency, case: id, key, act, attributes } = payload as Ordered;
    const declared = hall.capabilities.map((each) => each.acts?.[act]).find((each) => each !== undefined);
    const move = (answer: (tx: Tx, row: CaseRow, ground: Ground, personal: Personal) => Promise<Event>) =>
      hall.db.transact(worker, async (tx) => {
        const row = await lockCase(tx, agency, id);
        if (row?.status !== "running") return;
        const [open, ground] = await Promise.all([openTasksOf(tx, agency, id), groundOf(tx, row)]);
        const personal = openPersonal(hall, row);
        const event = await answer(tx, row, ground, personal);
        const deed = { kind: "served", actor: workerActor, label: "", data: { key, ...(act ? { act } : {}) } };
        take(tx, hall, ground, row, open, personal, event, deed);
      });
    if (!declared) return move(async () => ({ type: "failed", key, error: "unknown-act" }));
    try {
      await move(async (tx, row, ground, personal) => {
        const results = await declared(hall)(tx, {
          agency,
          case: id,
          tracking: row.tracking,
          person: row.applicant_id,
          service: ground.service.key,
          parameters: ground.parameters,
          answers: { ...row.variables, ...personal.answers },
          attributes: attributes ?? {},
          tell: (name, text) => tell(tx, hall, row, name, text),
        });
        return { type: "completed", key, results };
      });
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      await move(async () => ({ type: "failed", key, error: error.key }));
    }
  };

/** As `carry.ts` orders it; orders of an earlier release name no act. */
type Ordered = { agency: string; case: string; key: string; act: string; attributes?: Record<string, string> };
