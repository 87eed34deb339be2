// `admin create` and `agency add`: the first minutes of a real installation, before anybody can sign in.

import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { Refused } from "../../kernel/errors.ts";
import { language } from "../commands.ts";
import { readArguments, WrongArguments } from "./arguments.ts";
import { commandWords, teller } from "./say.ts";

const OPTIONS = {
  from: { type: "string" },
  "dry-run": { type: "boolean" },
  another: { type: "boolean" },
  code: { type: "string" },
  agency: { type: "string" },
  short: { type: "string" },
  level: { type: "string" },
  region: { type: "string" },
  zone: { type: "string" },
  unit: { type: "string" },
  position: { type: "string" },
  name: { type: "string" },
  nip: { type: "string" },
  kind: { type: "string" },
  email: { type: "string" },
} as const;

/** Undoes what a dry run wrote, and carries out what it would have been. */
class DryRun extends Error {}

const open = async () => {
  const [{ openHall }, { readConfig }, { settleKind }] = await Promise.all([
    import("../open-hall.ts"),
    import("../../kernel/config.ts"),
    import("../kind.ts"),
  ]);
  const tell = teller();
  const hall = await openHall(readConfig(), { tell });
  // A demo has administrators with a public password; a real one must never begin as a demo.
  await settleKind(hall.ownerUrl, false).catch(async (error) => {
    await hall.close();
    throw error;
  });
  for (const capability of hall.capabilities) await capability.seed?.(hall, tell);
  return hall;
};

/** Does the work in one transaction of the worker; nothing of a dry run stays. */
async function inOne<T>(
  hall: Awaited<ReturnType<typeof open>>,
  dry: boolean,
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  let done: T | undefined;
  try {
    return await hall.db.transact(worker, async (tx) => {
      done = await work(tx);
      if (dry) throw new DryRun();
      return done;
    });
  } catch (error) {
    if (error instanceof DryRun) return done as T;
    throw error;
  }
}

/** `admin create`: an agency with a first unit, position and administrator, or a whole government from a file. */
export async function adminCreate(args: string[]): Promise<number> {
  const { values } = readArguments(args, OPTIONS);
  const { administratorsToday, installGovernment } = await import("../../capabilities/agencies/index.ts");
  const { invite, withAccount } = await import("../../capabilities/people/index.ts");
  const government = await wanted(values);
  const hall = await open();
  try {
    const t = commandWords();
    const dry = values["dry-run"] === true;
    const { installed, slips } = await inOne(hall, dry, async (tx) => {
      if (!values.another && !dry && (await administratorsToday(tx)) > 0) throw new Refused("admin.there");
      const installed = await installGovernment(tx, government);
      const known = await withAccount(
        tx,
        installed.administrators.map(({ id }) => id),
      );
      const slips = installed.administrators
        .filter(({ id }) => !known.has(id))
        .map((one) => invite(tx, hall, { agency: installed.agency, by: null, ...one }));
      return { installed, slips };
    });
    const { units, positions, officials, holdings } = installed.plan;
    const counts = {
      units: units.length,
      positions: positions.length,
      officials: officials.length,
      holdings: holdings.length,
    };
    const lines = [
      t(dry ? "admin.would" : "admin.done", { agency: government.agency.name, code: installed.code, ...counts }),
    ];
    if (installed.administrators.length === 0) lines.push(t("admin.nobody"));
    // A code is printed only when it opens something: a dry run has none.
    if (!dry)
      for (const slip of slips)
        lines.push(
          "",
          t("admin.slip", { name: slip.name, nip: slip.nip || "—", code: slip.code, link: slip.link, hours: 72 }),
        );
    console.log(lines.join("\n"));
    return 0;
  } finally {
    await hall.close();
  }
}

type Values = ReturnType<typeof readArguments<typeof OPTIONS>>["values"];

async function wanted(values: Values) {
  const { readGovernment } = await import("../../capabilities/agencies/index.ts");
  if (values.from) return readGovernment(readFileSync(resolve(values.from), "utf8"));
  for (const name of ["code", "agency", "level", "name"] as const)
    if (!values[name]) throw new WrongArguments("command.missing", { params: { name: `--${name}` } });
  const { code, agency, level, region, zone, name, nip, kind, email } = values;
  // The same file that --from reads, so that both are checked alike.
  return readGovernment(
    JSON.stringify({
      code,
      name: agency,
      shortName: values.short ?? agency?.slice(0, 60),
      level,
      ...(region ? { region } : {}),
      ...(zone ? { zone } : {}),
      units: [
        {
          key: "unit",
          kind: "other",
          name: values.unit ?? (language() === "id" ? "Pengelola Pendopo" : "Pendopo administration"),
          positions: [
            {
              key: "pengelola",
              name: values.position ?? (language() === "id" ? "Pengelola Pendopo" : "Pendopo administrator"),
              administers: true,
              seats: 5,
            },
          ],
        },
      ],
      officials: [{ name, nip: nip ?? "", ...(kind ? { kind } : {}), email: email ?? "", holds: ["unit/pengelola"] }],
    }),
  );
}

/** `agency add`: one agency, or a list of them (616 in one file). */
export async function agencyAdd(args: string[]): Promise<number> {
  const { values } = readArguments(args, OPTIONS);
  const { addAgencies, readAgencies } = await import("../../capabilities/agencies/index.ts");
  if (!values.from)
    for (const name of ["code", "agency", "level"] as const)
      if (!values[name]) throw new WrongArguments("command.missing", { params: { name: `--${name}` } });
  const csv = (text: string) => `"${text.replaceAll('"', '""')}"`;
  const list = values.from
    ? readAgencies(readFileSync(resolve(values.from)))
    : readAgencies(
        Buffer.from(
          `Kode,Nama,Singkatan,Tingkat,Wilayah,Zona,Surel\n${[values.code, values.agency, values.short ?? values.agency?.slice(0, 60), values.level, values.region, values.zone, values.email].map((text) => csv(text ?? "")).join(",")}`,
        ),
      );
  const hall = await open();
  try {
    const t = commandWords();
    const dry = values["dry-run"] === true;
    const { added, known } = await inOne(hall, dry, (tx) => addAgencies(tx, list));
    console.log(t(dry ? "agency.would" : "agency.added", { added, known }));
    return 0;
  } finally {
    await hall.close();
  }
}
