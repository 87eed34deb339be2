// What has happened in the demo so far: the scenarios of the services, played at real desks on days gone by, so that worklists,
// dashboards and line maps have something true to show. Only a demonstration has it, and only once.

import { addWorkingTime, isOpen, isoWithOffset } from "../../kernel/calendar/index.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import { Refused } from "../../kernel/errors.ts";
import type { Hall } from "../../kernel/hall.ts";
import { newId } from "../../kernel/ids.ts";
import type { Ground } from "./ground.ts";
import { type Papers, papersFor, residentActor, type Staging, scopeOf, stage } from "./stage.ts";
import { addComment } from "./talk.ts";

type Play = Staging & {
  /** Working days before today on which it was sent. */
  before: number;
  /** Steps of the scenario that have happened; all when not said. */
  steps?: number;
  /** Working days that each office lets pass besides the scenario's. */
  slow?: number;
  says?: string;
};

const PLAYS: Play[] = [
  {
    who: "akhiong",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "gerai-risiko-rendah",
    before: 38,
    answers: { namaUsaha: "Kopi Tiam Akhiong", makananUtama: "Roti panggang dan kopi" },
  },
  {
    who: "melati",
    service: "keterangan-domisili-usaha",
    at: "opas-indah",
    scenario: "selesai-dalam-dua-puluh-menit",
    before: 30,
    answers: { namaUsaha: "Martabak Melati", bidangUsaha: "Gerai martabak" },
  },
  {
    who: "dewi",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "rumah-makan-dua-pemeriksaan",
    before: 29,
    slow: 5,
    answers: { namaUsaha: "Dapur Bu Dewi", makananUtama: "Lempah kuning" },
  },
  {
    who: "akhiong",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "perbaikan-tidak-datang",
    before: 27,
    answers: { namaUsaha: "Es Campur Simpang Tiga", makananUtama: "Es campur" },
  },
  {
    who: "dewi",
    service: "keterangan-domisili-usaha",
    at: "opas-indah",
    scenario: "selesai-dalam-dua-puluh-menit",
    before: 21,
    answers: { namaUsaha: "Dapur Bu Dewi", bidangUsaha: "Rumah makan" },
  },
  {
    who: "melati",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "rumah-makan-dua-pemeriksaan",
    before: 17,
    steps: 2,
    answers: { namaUsaha: "Warung Mi Koba Melati", makananUtama: "Mi koba" },
    says: "Apakah hasil uji laboratoriumnya sudah ada?",
  },
  {
    who: "sulaiman",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "gerai-risiko-rendah",
    before: 9,
    steps: 2,
    answers: { namaUsaha: "Otak-Otak Pak Leman", makananUtama: "Otak-otak ikan tenggiri" },
  },
  {
    who: "dewi",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "berkas-diperbaiki",
    before: 7,
    steps: 1,
    answers: { namaUsaha: "Katering Kartika", makananUtama: "Nasi kotak" },
  },
  {
    who: "akhiong",
    service: "persetujuan-kkpr",
    at: "pangkalpinang",
    scenario: "dinilai-bersamaan",
    before: 6,
    steps: 2,
  },
  {
    who: "sulaiman",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "rumah-makan-dua-pemeriksaan",
    before: 4,
    steps: 1,
    answers: { namaUsaha: "Seafood Tanjung Kelayang", makananUtama: "Gangan kepala ikan" },
  },
  {
    who: "akhiong",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "gerai-risiko-rendah",
    before: 2,
    steps: 1,
    answers: { namaUsaha: "Bakmi Bangka Akhiong", makananUtama: "Bakmi Bangka" },
  },
  {
    who: "melati",
    service: "sertifikat-laik-higiene",
    at: "pangkalpinang",
    scenario: "gerai-risiko-rendah",
    before: 1,
    steps: 0,
    answers: { namaUsaha: "Martabak Melati", makananUtama: "Martabak manis dan telur" },
  },
  {
    who: "sulaiman",
    service: "keterangan-domisili-usaha",
    at: "opas-indah",
    scenario: "selesai-dalam-dua-puluh-menit",
    before: 0,
    steps: 0,
    answers: { namaUsaha: "Otak-Otak Pak Leman", bidangUsaha: "Gerai jajanan" },
  },
];

/** Plays what has happened, once; an installation that has cases is left alone. */
export async function tellStory(hall: Hall, tell: (text: string) => void): Promise<void> {
  const there = await hall.db.read(worker, (tx) => tx.maybe(sql`select from cases.case limit 1`));
  if (there) return;
  const papers = await papersFor(hall);
  for (const play of PLAYS) {
    tell(`mengisi riwayat contoh: ${play.service}, ${play.scenario}`);
    try {
      await perform(hall, play, papers);
    } catch (error) {
      // A story is for looking at; a chapter that no longer fits its service does not keep the demo from starting.
      const faults = error instanceof Refused ? error.faults.map((fault) => `${fault.field}: ${fault.key}`) : [];
      hall.log.warn(
        { play: play.scenario, reason: String((error as Error).message).slice(0, 200), faults },
        "a chapter of the demo's story was left out",
      );
    }
  }
}

async function perform(hall: Hall, play: Play, papers: Papers): Promise<void> {
  const now = hall.time.now();
  const staged = await stage(hall, play, (ground) => sentAt(ground, now, play.before), papers);
  if (!staged) return;
  const { clock, ground, scenario, tracking } = staged;
  for (const step of scenario.steps.slice(0, play.steps ?? scenario.steps.length)) {
    const minutes = lengthOf(step.after) + (play.slow ?? 0) * DAY_MINUTES;
    clock.set(addWorkingTime(ground.calendar, clock.now(), minutes || 30));
    if ("timer" in step) clock.set(addWorkingTime(ground.calendar, clock.now(), 12 * DAY_MINUTES));
    if (clock.now() > now) break;
    await staged.settle();
    await staged.act(step);
    await staged.settle();
  }
  if (play.says) {
    const text = play.says;
    const applicant = await residentActor(hall, play.who);
    if (applicant)
      await hall.db
        .under(clock)
        .transact(scopeOf(applicant), (tx) =>
          addComment(tx, hall, applicant, tracking, { text, inside: false }, newId()),
        );
  }
  // What fell due since then: warnings, lateness, reminders.
  clock.set(now);
  await staged.settle();
}

const DAY_MINUTES = 450;
const lengthOf = (
  after: { workingDays?: number; days?: number; hours?: number; minutes?: number } | undefined,
): number =>
  (after?.workingDays ?? 0) * DAY_MINUTES +
  (after?.days ?? 0) * DAY_MINUTES +
  (after?.hours ?? 0) * 60 +
  (after?.minutes ?? 0);

/** A working morning so many working days ago; for today, a while ago. */
function sentAt(ground: Ground, now: Date, before: number): Date {
  if (before === 0) return new Date(now.getTime() - 12 * 60_000);
  let at = now;
  for (let left = before; left > 0; ) {
    at = new Date(at.getTime() - 86_400_000);
    const local = isoWithOffset(at, ground.calendar.zone);
    const morning = new Date(`${local.slice(0, 10)}T09:20:00${local.slice(-6)}`);
    if (isOpen(ground.calendar, morning) && --left === 0) return morning;
  }
  return at;
}
