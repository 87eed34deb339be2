// The commands for designers of services and outside checkers: pure, without a database, quick to answer.

import { existsSync } from "node:fs";
import type { Calendar } from "../../kernel/calendar/calendar.ts";
import { language } from "../commands.ts";
import { readArguments } from "./arguments.ts";
import { say } from "./say.ts";

export async function processCheckCommand(args: string[]): Promise<number> {
  const { values, given } = readArguments(args, { json: { type: "boolean" } }, ["file.bpmn"]);
  const { processCheck } = await import("../../kernel/process/cli.ts");
  return answer(await processCheck(given[0] as string, { json: values.json }), values.json);
}

export async function decisionEvaluateCommand(args: string[]): Promise<number> {
  const { values, given } = readArguments(
    args,
    { decision: { type: "string" }, input: { type: "string" }, json: { type: "boolean" } },
    ["file.dmn", "input.json?"],
  );
  const { decisionEvaluate } = await import("../../kernel/process/dmn/cli.ts");
  return answer(
    await decisionEvaluate(given[0] as string, { decision: values.decision, input: given[1] ?? values.input }),
    true,
  );
}

export async function clockDueCommand(args: string[]): Promise<number> {
  // "-2" behind an option looks like another option; joined, it is a number that can be refused by name.
  const joined = args.flatMap((arg, i) => {
    if (arg.startsWith("--") && /^-\d/.test(args[i + 1] ?? "")) return [`${arg}=${args[i + 1]}`];
    return /^-\d/.test(arg) && args[i - 1]?.startsWith("--") ? [] : [arg];
  });
  const { values } = readArguments(joined, {
    calendar: { type: "string" },
    from: { type: "string" },
    "working-days": { type: "string" },
    pause: { type: "string", multiple: true },
    json: { type: "boolean" },
    lang: { type: "string" },
  });
  const { clockDue } = await import("../../kernel/calendar/cli.ts");
  return answer(
    await clockDue({
      calendar: values.calendar,
      from: values.from,
      workingDays: values["working-days"],
      pauses: values.pause,
      json: values.json,
      locale: values.lang === "en" ? "en" : values.lang === "id" ? "id" : language(),
      lookUp: calendarOfAgency,
    }),
    values.json,
  );
}

/** JSON goes to standard output even when it tells of faults: a program reads it there. */
function answer(found: { exitCode: number; text: string }, json: boolean | undefined): number {
  if (!json) return say(found);
  process.stdout.write(found.text.endsWith("\n") ? found.text : `${found.text}\n`);
  return found.exitCode;
}

/** An agency's calendar by its key or code: from the installation when its database is at work, otherwise from the demo government. */
async function calendarOfAgency(name: string): Promise<Calendar | undefined> {
  if (existsSync(name)) return undefined;
  const [{ readConfig }, { databaseRuns }] = await Promise.all([
    import("../../kernel/config.ts"),
    import("../running.ts"),
  ]);
  const config = readConfig();
  if (databaseRuns(config)) {
    const [{ openHall }, { calendarOf }, { sql }] = await Promise.all([
      import("../open-hall.ts"),
      import("../../capabilities/agencies/index.ts"),
      import("../../kernel/db/sql.ts"),
    ]);
    const hall = await openHall(config, { migrate: false });
    try {
      return await hall.db.read({ role: "app" }, async (tx) => {
        const agency = await tx.maybe<{ id: string }>(
          sql`select id from agencies.agency where key = ${name} or code = ${name} or lower(short_name) = lower(${name}) order by key = ${name} desc nulls last limit 1`,
        );
        return agency && (await calendarOf(tx, agency.id));
      });
    } finally {
      await hall.close();
    }
  }
  // Not through the counter: it would bring every page of the capability with it, and the answer would come late.
  const [{ demoGovernment }, { makeCalendar, nationalHolidays }] = await Promise.all([
    import("../../capabilities/agencies/demo/government.ts"),
    import("../../kernel/calendar/index.ts"),
  ]);
  const today = new Date().toISOString().slice(0, 10);
  const agency = demoGovernment(today).agencies.find(
    (each) => each.key === name || each.code === name || each.shortName.toLowerCase() === name.toLowerCase(),
  );
  return (
    agency &&
    makeCalendar({
      ...agency.calendar,
      name: agency.name,
      zone: agency.zone,
      holidays: [...nationalHolidays, ...agency.holidays],
    })
  );
}
