// The table of docs/security.md is made from the rows that tests/security/routes.test.ts knocks by, so that it tells what is tested.

import { readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type Door, expected, type LaterPerson, NAMES, type Route, WHO } from "../tests/security/door.ts";
import { readMatrix } from "../tests/security/matrix.ts";

const FILE = fileURLToPath(new URL("../docs/security.md", import.meta.url));
const BETWEEN = /(<!-- made by scripts\/security\.ts -->\n)[\s\S]*?(<!-- end -->)/;

/** What a status means for whoever gets it: let in, led to the door, refused, or as if nothing were there. */
function signOf(status: number, who: string, route: Route): string {
  if (route.access !== "public") {
    if (status === 401 || (status === 303 && (who === "public" || who === "single"))) return "→";
    if (status === 403) return "✕";
    if (status === 404) return "∅";
  }
  return status === 401 ? "→" : status === 403 ? "✕" : "●";
}

function table(routes: Route[], doors: Readonly<Record<string, Door>>, later: readonly LaterPerson[]): string {
  const persons = [...NAMES.slice(0, 4), ...later.map((each) => each.name), ...NAMES.slice(4)];
  const rows = routes.flatMap((route) => {
    const door = doors[route.name];
    if (!door) return [];
    const statuses = expected(route, door, later);
    return [{ route, signs: persons.map((who) => signOf(statuses[who] as number, who, route)) }];
  });
  const isOpen = ({ signs }: (typeof rows)[number]) => signs.every((sign) => sign === "●");
  const who = new Map<string, string>([
    ...Object.entries(WHO),
    ...later.map((each): [string, string] => [each.name, each.who]),
  ]);
  return [
    "",
    `${rows.length} doors, ${persons.length} kinds of person.`,
    "",
    ...persons.map((name) => `- **${name}**: ${who.get(name)}`),
    "",
    "### Open to everybody",
    "",
    rows
      .filter(isOpen)
      .map(({ route }) => `\`${route.name}\``)
      .join(" · "),
    "",
    "### All others",
    "",
    `| Door | ${persons.join(" | ")} |`,
    `|---|${persons.map(() => ":-:").join("|")}|`,
    ...rows.filter((row) => !isOpen(row)).map(({ route, signs }) => `| \`${route.name}\` | ${signs.join(" | ")} |`),
    "",
  ].join("\n");
}

/** The page as it should be. */
async function page(): Promise<string> {
  const { routes, doors, later } = await readMatrix();
  const made = table(routes, doors, later);
  return readFileSync(FILE, "utf8").replace(BETWEEN, (_, open: string, close: string) => `${open}${made}${close}`);
}

export async function securityFaults(): Promise<string[]> {
  const now = readFileSync(FILE, "utf8");
  if (!BETWEEN.test(now)) return ["The marks of the table are gone."];
  return (await page()) === now
    ? []
    : ["The table is not what tests/security/doors say. Run: node bin/run.js scripts/security.ts"];
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(FILE, await page());
  // The rows bring a picture along, whose library keeps threads.
  process.exit(0);
}
