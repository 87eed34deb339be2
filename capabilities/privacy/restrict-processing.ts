// The act "restrict-processing": from now on officials open the person's data only with leave (UU 27/2022 art. 11 and 41).

import { workerActor } from "../../kernel/actor.ts";
import { record } from "../../kernel/audit/audit.ts";
import type { ServiceAct } from "../../kernel/hall.ts";
import { restrict } from "../cases/index.ts";

export const restrictProcessing = (): ServiceAct => async (tx, order) => {
  await restrict(tx, order.person, order.tracking);
  record(tx, workerActor, {
    agency: order.agency,
    act: "processing.restricted",
    target: order.tracking,
    subject: order.person,
  });
  return {};
};
