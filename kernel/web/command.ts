// A posted command, as most pages mean it: read, done once, told on the next page; a fault brings the page back with what was typed.

import type { Tx } from "../db/database.ts";
import { Refused } from "../errors.ts";
import { type Answer, seeOther } from "./answer.ts";
import type { Ask, Form } from "./ask.ts";
import { FLASH, writeCookie } from "./cookies.ts";
import { once } from "./once.ts";

type Command<T> = {
  /** Who may do it is asked here too: the page before may have been shown yesterday. */
  work: (tx: Tx, form: Form) => Promise<T>;
  /** The page once more, with the problem and what was typed; its status follows the problem. */
  again: (problem: Refused, form: Form) => Promise<Answer> | Answer;
  /** Where to look afterwards, and the key of the sentence that is shown there once. */
  next: (done: T) => { to: string; flash: string };
};

/** The answer that leads on with a sentence. @example tell(ask, "/akun", "people.account.others-ended") */
export const tell = (ask: Ask, to: string, flash: string): Answer =>
  seeOther(to, [writeCookie(FLASH, flash, { secure: ask.hall.url.startsWith("https://"), maxAge: 30 })]);

/**
 * Does a posted command once. What the person can mend (422) comes back to the page; what they may not do at all does not.
 * @example return command(ask, { work: (tx, form) => addUnit(tx, ask.actor, read(form)), again: showForm, next: () => ({ to, flash }) })
 */
export async function command<T>(ask: Ask, { work, again, next }: Command<T>): Promise<Answer> {
  const form = await ask.form();
  let done: T;
  try {
    const files = form.files.map(({ field, name, bytes }) => [field, name, bytes.length]);
    done = await ask.transact((tx) => once(tx, form.key, [ask.path, form.record(), files], () => work(tx, form)));
  } catch (problem) {
    if (!(problem instanceof Refused) || problem.status !== 422) throw problem;
    return again(problem, form);
  }
  const { to, flash } = next(done);
  return tell(ask, to, flash);
}
