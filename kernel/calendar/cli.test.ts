import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { clockDue } from "./cli.ts";
import { makeCalendar } from "./make-calendar.ts";

const folder = mkdtempSync(join(tmpdir(), "calendar-"));
after(() => rmSync(folder, { recursive: true }));
const file = (name: string, text: string) => {
  writeFileSync(join(folder, name), text);
  return join(folder, name);
};
const asked = { calendar: "nasional", from: "2026-11-20T10:00", workingDays: "3" };

test("the due time is printed with its offset, then said in a sentence", async () => {
  assert.deepEqual(await clockDue(asked), {
    exitCode: 0,
    text:
      "2026-11-25T16:00:00+07:00\n" +
      "Paling lambat Rabu, 25 November 2026 pukul 16.00 WIB: 3 hari kerja sejak diterima Jumat, 20 November 2026 pukul 10.00 WIB.",
  });
});

test("pauses, an outside receipt, and a year without a list are told", async () => {
  const { text } = await clockDue({
    calendar: "national",
    from: "2026-12-26 09:00",
    workingDays: 2,
    pauses: ["2026-12-29T09:00/2026-12-30T10:30", "2020-01-01/2020-01-02"],
  });
  const [due, sentence, ...warnings] = text.split("\n");
  assert.equal(due, "2027-01-01T09:00:00+07:00");
  assert.match(sentence!, /di luar jam kerja.*Senin, 28 Desember 2026\. Waktu yang dijeda: 9 jam kerja/);
  assert.match(warnings.join("\n"), /hari libur tahun 2027 belum ada/);
  assert.match(warnings.join("\n"), /jeda 2020-01-01T00:00:00\+07:00\/2020-01-02T00:00:00\+07:00 di luar/);
});

test("as JSON it says all that was counted", async () => {
  const { text } = await clockDue({ ...asked, pauses: ["2026-11-23T09:00/2026-11-23T10:30"], json: true });
  const { sentence, ...told } = JSON.parse(text);
  assert.match(sentence, /26 November 2026 pukul 09\.00 WIB/);
  assert.deepEqual(told, {
    due: "2026-11-26T09:00:00+07:00",
    from: "2026-11-20T10:00:00+07:00",
    countedFrom: "2026-11-20",
    workingDays: 3,
    dueWithoutPauses: "2026-11-25T16:00:00+07:00",
    pausedWorkingMinutes: 90,
    calendar: "nasional",
    zone: "Asia/Jakarta",
    warnings: [],
  });
});

test("a calendar file is read as JSON or YAML, and as a plain list of holidays", async () => {
  const plain = file(
    "libur.json",
    JSON.stringify({ source: "x", days: [{ date: "2026-11-24", name: "Libur", type: "libur_nasional" }] }),
  );
  assert.match((await clockDue({ ...asked, calendar: plain })).text, /^2026-11-26T16:00:00\+07:00/);
  const yaml = file("kalender.yaml", "zone: WIT\nhours:\n  mon-sat: 08:00-14:00\nyears: [2026]\n");
  assert.match((await clockDue({ ...asked, calendar: yaml })).text, /^2026-11-24T14:00:00\+09:00/);
  assert.match(
    (await clockDue({ ...asked, calendar: yaml, from: "2026-11-20T10:00+07:00" })).text,
    /^2026-11-24T14:00:00\+09:00/,
  );
});

test("an agency's calendar is found by who knows agencies", async () => {
  const lookUp = async (name: string) =>
    name === "kota-uji" ? makeCalendar({ extends: "nasional", hours: "08:00-15:00" }) : undefined;
  assert.match((await clockDue({ ...asked, calendar: "kota-uji", lookUp })).text, /^2026-11-25T15:00:00\+07:00/);
});

test("every argument that is wrong is named, with what is wrong and what to write, and nothing is counted", async () => {
  const { exitCode, text } = await clockDue({
    calendar: "tidak-ada",
    from: "2026-02-30T10:00",
    workingDays: "-1",
    pauses: ["2026-11-24T10:00/2026-11-23T10:00", "besok", "2026-11-24T25:00/2026-11-25T10:00"],
  });
  assert.equal(exitCode, 2);
  const lines = text.split("\n");
  assert.equal(lines.length, 6);
  assert.match(lines[0]!, /^--calendar: tidak ada kalender, instansi, atau berkas bernama "tidak-ada"\. Tulis/);
  assert.match(lines[1]!, /^--from: tanggal 2026-02-30 tidak ada dalam kalender\. Tulis/);
  assert.match(lines[2]!, /^--working-days: "-1" bukan jumlah hari kerja\. Tulis/);
  assert.match(lines[3]!, /^--pause: jeda "2026-11-24T10:00\/2026-11-23T10:00" selesai sebelum mulai\. Tukar/);
  assert.match(lines[4]!, /^--pause: "besok" bukan jeda\. Tulis/);
  assert.match(lines[5]!, /^--pause: pukul 25:00:00 tidak ada/);
});

test("nonsense of each kind is refused with exit code 2", async () => {
  const broken = file("rusak.yaml", "hours: [1, 2\n");
  const closed = file("tutup.json", '{"hours": {}}');
  const wrong = [
    { from: "" },
    { from: "kemarin" },
    { from: "2026-13-01T10:00" },
    { from: "2026-11-20T10:61" },
    { from: "2026-11-20T24:01" },
    { from: "2026-11-20T10:00+25:00" },
    { from: "0001-01-01" },
    { workingDays: "1.5" },
    { workingDays: "1e3" },
    { workingDays: "tiga" },
    { workingDays: undefined },
    { workingDays: "99999" },
    { workingDays: "123456789012345678901234567890" },
    { pauses: ["/"] },
    { pauses: ["2026-11-23T10:00/"] },
    { pauses: ["a/b/c"] },
    { calendar: undefined },
    { calendar: folder },
    { calendar: broken },
    { calendar: closed },
    { calendar: "constructor" },
  ];
  for (const arguments_ of wrong) {
    const reply = await clockDue({ ...asked, ...arguments_ });
    assert.equal(reply.exitCode, 2, JSON.stringify(arguments_));
    assert.doesNotMatch(reply.text, /\{|undefined|clock\.|calendar\./, reply.text);
    assert.ok(JSON.parse((await clockDue({ ...asked, ...arguments_, json: true })).text).errors.length > 0);
  }
});

test("a pause may still run past the due time, and may be of no length", async () => {
  const { text } = await clockDue({
    ...asked,
    pauses: ["2026-11-25T15:00/2026-11-27T15:00", "2026-11-23T10:00/2026-11-23T10:00"],
  });
  assert.match(text, /^2026-11-27T16:00:00\+07:00/);
});
