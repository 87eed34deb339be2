// What an operator, a designer of services or an outside checker can ask of Pendopo. Each command is loaded only when it is
// called, so that those that need no database answer at once.

import type { Locale } from "../kernel/words/words.ts";

export type Command = {
  name: string;
  /** Its arguments, as people type them. */
  usage: string;
  id: string;
  en: string;
  /** More, for `help <command>`, a line each. */
  more?: readonly string[];
  run(args: string[]): Promise<number>;
};

export const commands: readonly Command[] = [
  {
    name: "start",
    usage: "start [--demo]",
    id: "Menjalankan semuanya: basis data, migrasi, server, dan pekerja latar.",
    en: "Starts everything: database, migrations, server and workers.",
    more: [
      "--demo  a demo installation, filled once with the demo government, accounts and services",
      "PORT, HOST, PENDOPO_DATA, DATABASE_URL and others: docs/operate/settings.md",
    ],
    run: async (args) => (await import("./start.ts")).start(args),
  },
  {
    name: "migrate",
    usage: "migrate",
    id: "Menyesuaikan basis data dengan program ini, lalu selesai.",
    en: "Brings the database to this program's state, and ends.",
    run: async (args) => (await import("./commands/migrate.ts")).migrateCommand(args),
  },
  {
    name: "demo",
    usage: "demo",
    id: "Mengisi data demo satu kali ke pemasangan demo.",
    en: "Puts the demo data into a demo installation, once.",
    run: async (args) => (await import("./commands/demo.ts")).demo(args),
  },
  {
    name: "backup",
    usage: "backup <file> [--with-key]",
    id: "Mencadangkan semua data dan berkas ke satu berkas, selagi server bekerja.",
    en: "Backs all data and files up into one file, while the server works.",
    more: ["--with-key  puts the master key into the backup: then the file alone opens all personal data"],
    run: async (args) => (await import("./commands/backup.ts")).backupCommand(args),
  },
  {
    name: "restore",
    usage: "restore <file> [--into <folder or postgresql://…>] [--key <file>]",
    id: "Memulihkan cadangan ke folder atau basis data kosong, lalu memeriksanya.",
    en: "Restores a backup into an empty folder or database, and verifies it.",
    more: [
      "--into  the target; otherwise PENDOPO_DATA or DATABASE_URL",
      "--key   the master key's file, when the backup does not carry it",
    ],
    run: async (args) => (await import("./commands/restore.ts")).restoreCommand(args),
  },
  {
    name: "key status",
    usage: "key status",
    id: "Menampilkan kunci pemasangan: siapa pemegangnya, mana yang dipakai, dan sampai mana penggantiannya.",
    en: "Shows the keys of the installation: who holds them, which is in use, how far a change has come.",
    run: async (args) => (await import("./commands/key.ts")).keyStatus(args),
  },
  {
    name: "key rotate",
    usage: "key rotate data|index|master [--to <file>|kms|command] [--finish]",
    id: "Mengganti kunci selagi server bekerja; bila terputus, jalankan lagi dan penggantian berlanjut.",
    en: "Changes a key while the server works; broken off, it goes on when it is run again.",
    more: [
      "data    a new key for personal data and files; everything kept comes under it",
      "index   a new key for the traces by which people are found",
      "master  --to the new holder, then restart the nodes with it, then --finish; alone: the key service has a new version",
    ],
    run: async (args) => (await import("./commands/key.ts")).keyRotate(args),
  },
  {
    name: "admin create",
    usage:
      "admin create (--code <code> --agency <name> --level <level> --name <name> --nip <nip> [--email <address>] | --from <file.yaml>) [--another] [--dry-run]",
    id: "Membuat instansi pertama dan pengelolanya, atau memuat satu pemerintahan utuh dari berkas; mencetak kode aktivasi.",
    en: "Makes the first agency and its administrator, or loads a whole government from a file; prints the activation code.",
    more: [
      "--level    ministry, institution, province, city, regency, desa or other",
      "--region   code of the region it governs; --zone WIB, WITA or WIT; --short its short name; --unit, --position of the administrator",
      "--from     units, positions and officials in the shape of docs/operate/install.md; what is there already is left as it is",
      "--another  also when there are administrators already",
      "--dry-run  says what would be done, and does nothing",
    ],
    run: async (args) => (await import("./commands/admin.ts")).adminCreate(args),
  },
  {
    name: "agency add",
    usage:
      "agency add (--code <code> --agency <name> --level <level> [--region <code>] | --from <file.csv>) [--dry-run]",
    id: "Menambahkan satu instansi, atau semua instansi dari daftar CSV atau XLSX.",
    en: "Adds one agency, or all agencies of a CSV or XLSX list.",
    more: [
      "--from  columns Kode, Nama, Singkatan, Tingkat, Wilayah, Zona, Alamat, Telepon, Surel; known codes are left as they are",
    ],
    run: async (args) => (await import("./commands/admin.ts")).agencyAdd(args),
  },
  {
    name: "service check",
    usage: "service check <folder> [--json]",
    id: "Memeriksa definisi layanan dan menyebut setiap kesalahannya beserta tempatnya.",
    en: "Checks a service's definition and names every fault with its place.",
    run: async (args) => (await import("./commands/service.ts")).serviceCheck(args),
  },
  {
    name: "service test",
    usage: "service test <folder> [--json]",
    id: "Menjalankan skenario layanan terhadap definisinya.",
    en: "Runs a service's own scenarios against its definition.",
    run: async (args) => (await import("./commands/service.ts")).serviceTest(args),
  },
  {
    name: "service publish",
    usage: "service publish <folder>",
    id: "Menguji lalu menerbitkan versi baru layanan pada pemasangan ini.",
    en: "Proves a service and publishes it as a new version on this installation.",
    run: async (args) => (await import("./commands/service.ts")).servicePublish(args),
  },
  {
    name: "audit verify",
    usage: "audit verify [--roots <akar.json>]",
    id: "Memeriksa seluruh rantai catatan: adakah yang diubah, dihapus, ditukar, atau dipotong.",
    en: "Goes over the whole record: was anything changed, removed, reordered or cut off.",
    more: ["--roots  a copy of the daily roots, kept elsewhere since /catatan published them"],
    run: async (args) => (await import("./commands/audit.ts")).auditVerify(args),
  },
  {
    name: "audit extract",
    usage: "audit extract <file> [--agency <code>] [--from <day>] [--until <day>] [--target <number>]",
    id: "Menulis petikan catatan dengan buktinya; tanpa --agency, catatan pemasangan sendiri.",
    en: "Writes an extract of the record with its proof; without --agency, of the installation's own.",
    run: async (args) => (await import("./commands/audit-extract.ts")).auditExtract(args),
  },
  {
    name: "audit check",
    usage: "audit check <file> [--roots <akar.json>]",
    id: "Memeriksa petikan catatan tanpa basis data dan tanpa jaringan.",
    en: "Checks an extract of the record without a database and without a network.",
    more: ["--roots  a copy of the daily roots, kept elsewhere since /catatan published them"],
    run: async (args) => (await import("./commands/audit-extract.ts")).auditCheck(args),
  },
  {
    name: "doctor",
    usage: "doctor",
    id: "Memeriksa pemasangan dan memberi saran, baris demi baris.",
    en: "Examines the installation and advises, line by line.",
    run: async (args) => (await import("./commands/doctor.ts")).doctor(args),
  },
  {
    name: "process check",
    usage: "process check <file.bpmn> [--json]",
    id: "Dapatkah proses BPMN dijalankan, dan apakah sehat; setiap unsur yang ditolak disebut.",
    en: "Whether a BPMN process can be executed and is sound; each refused element by its id.",
    run: async (args) => (await import("./commands/designers.ts")).processCheckCommand(args),
  },
  {
    name: "decision evaluate",
    usage: "decision evaluate <file.dmn> --decision <id or name> <input.json>",
    id: "Menghitung keputusan DMN dari masukan JSON.",
    en: "Evaluates a DMN decision on a JSON input; the result is JSON.",
    more: ["<input.json> may be - for standard input"],
    run: async (args) => (await import("./commands/designers.ts")).decisionEvaluateCommand(args),
  },
  {
    name: "clock due",
    usage: "clock due --calendar <file or agency> --from <time> --working-days <n> [--pause <from>/<to> …] [--json]",
    id: "Menghitung batas waktu dalam hari kerja menurut kalender.",
    en: "Counts a due time in working days by a calendar.",
    more: ["--calendar  a JSON or YAML file (docs/calendar.md), a built-in name, or an agency's key or code"],
    run: async (args) => (await import("./commands/designers.ts")).clockDueCommand(args),
  },
  {
    name: "holidays load",
    usage: "holidays load <file>",
    id: "Memuat libur nasional dan cuti bersama satu tahun atau lebih untuk semua instansi.",
    en: "Loads the national holidays and joint leave of one or more years for all agencies.",
    more: ["<file>  JSON or YAML, as docs/calendar.md tells; replaces what was known of the years in it"],
    run: async (args) => (await import("./commands/holidays.ts")).loadHolidaysCommand(args),
  },
  {
    name: "help",
    usage: "help [command]",
    id: "Menampilkan daftar ini, atau penjelasan satu perintah.",
    en: "Shows this list, or explains one command.",
    run: async (args) => {
      console.log(help(args.join(" ")));
      return 0;
    },
  },
];

/** The command that the words begin with, the longer name first, and what is left of the words. */
export function findCommand(words: readonly string[]): { command: Command; args: string[] } | undefined {
  for (const length of [2, 1]) {
    const command = commands.find(
      (each) => each.name === words.slice(0, length).join(" ") && each.name.split(" ").length === length,
    );
    if (command) return { command, args: words.slice(length) };
  }
  return undefined;
}

/** The list of commands, or one explained, in both languages: whoever stands at a terminal may read either. */
export function help(about = ""): string {
  const one = commands.filter(
    (command) => about !== "" && (command.name === about || command.name.startsWith(`${about} `)),
  );
  if (one.length > 0)
    return one
      .map((command) =>
        [
          `npx pendopo ${command.usage}`,
          `  ${command.id}`,
          `  ${command.en}`,
          ...(command.more ?? []).map((line) => `    ${line}`),
        ].join("\n"),
      )
      .join("\n\n");
  return [
    "Pendopo — npx pendopo <command>",
    "",
    ...commands.flatMap((command) => [`  ${command.usage}`, `      ${command.id}`, `      ${command.en}`]),
    "",
    "npx pendopo help <command>   ·   Pengaturan / settings: docs/operate/settings.md",
  ].join("\n");
}

/** The language of answers: Indonesian, unless the terminal asks for English. */
export const language = (environment: Record<string, string | undefined> = process.env): Locale =>
  (environment.LC_ALL || environment.LC_MESSAGES || environment.LANG || "").startsWith("en") ? "en" : "id";
