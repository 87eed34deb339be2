// docs/operate/install.md, walked: from an installation in which there is nothing to the first case that is decided, every step at
// the door at which a person would take it. Only what an operator does at the server's command line is called directly.

import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { installGovernment, readGovernment } from "../../capabilities/agencies/index.ts";
import { invite } from "../../capabilities/people/index.ts";
import { codeAfter } from "../../capabilities/people/totp.ts";
import { publishFolder } from "../../capabilities/services/index.ts";
import { worker } from "../../kernel/db/scope.ts";
import { apply } from "../api/domicile.ts";
import { type Browser, openTestHall, type Reply } from "../hall.ts";

const hall = await openTestHall({ at: "2026-11-23T09:00:00+07:00" });
const CODE = /[2-9A-HJKMNP-TV-Z]{4}(-[2-9A-HJKMNP-TV-Z]{4}){2}/;
const GOVERNMENT = `
code: "6304"
name: Pemerintah Kota Contoh
shortName: Pemkot Contoh
level: city
region: "19.71"
calendar: { hours: { mon-thu: "07:30-12:00, 13:00-16:00", fri: "07:30-11:30, 13:00-16:30" } }
units:
  - key: diskominfo
    kind: perangkat-daerah
    name: Dinas Komunikasi dan Informatika
    positions:
      - { key: pengelola, name: Pengelola Pendopo, administers: true, seats: 2 }
officials:
  - { name: "Sri Lestari, S.T.", nip: "198804042012032901", holds: [diskominfo/pengelola] }
`;

/** Takes an account up with its code, and sets a second factor up. */
async function takeUp(code: string, number: string): Promise<Browser> {
  const browser = hall.visitor();
  const page = await browser.get(`/aktivasi?kode=${code}`);
  const reply = await browser.submit(page, { number, password: "kuda terbang ke bulan" }, { form: "/aktivasi" });
  assert.equal(reply.url, "/akun/keamanan", reply.errorSummary);
  const setUp = await browser.get("/akun/keamanan/aplikasi");
  const secret = setUp.textOf("code.secret").replaceAll(" ", "");
  const given = { code: codeAfter(secret, 0, hall.time.now()) };
  assert.equal((await browser.submit(setUp, given, { form: "/akun/keamanan/aplikasi" })).all(".codes code").length, 10);
  return browser;
}
const idIn = (reply: Reply): string =>
  /[0-9a-f-]{36}/.exec(reply.url)?.[0] ?? assert.fail(`${reply.url} ${reply.errorSummary}`);
const here = "/instansi/6304";

test("from nothing to the first case decided", async () => {
  assert.match((await hall.visitor().get("/")).text, /npx pendopo admin create/);
  for (const capability of hall.capabilities) await capability.seed?.(hall, () => {});

  // The operator: admin create --from, and one service of the library.
  const slip = await hall.db.transact(worker, async (tx) => {
    const { agency, administrators } = await installGovernment(tx, readGovernment(GOVERNMENT));
    return invite(tx, hall, { agency, by: null, ...(administrators[0] as (typeof administrators)[number]) });
  });
  await publishFolder(hall, fileURLToPath(new URL("../../library/keterangan-domisili-usaha", import.meta.url)));

  // The administrator: a unit, its positions, its officials, their accounts.
  const keeper = await takeUp(slip.code, "19880404 201203 2 901");
  const unit = idIn(
    await keeper.submit(await keeper.get(`${here}/unit-baru`), {
      nama: "Kelurahan Opas Indah",
      jenis: "kelurahan",
      wilayah: "19.71.02.1001",
    }),
  );
  const seat = async (nama: string, jenjang: string, sifat: string[], who: { nama: string; nip: string }) => {
    const position = idIn(
      await keeper.submit(await keeper.get(`${here}/unit/${unit}/jabatan`), { nama, jenjang, sifat }),
    );
    const official = idIn(await keeper.submit(await keeper.get(`${here}/pegawai-baru`), { ...who, jenis: "pns" }));
    const appointed = await keeper.submit(
      await keeper.get(`${here}/jabatan/${position}`),
      { nip: who.nip, jenis: "definitif", "mulai.day": "2", "mulai.month": "11", "mulai.year": "2026" },
      { form: "/penunjukan" },
    );
    assert.match(appointed.notice, /Penunjukan disimpan/, appointed.errorSummary);
    const slips = await keeper.submit(await keeper.get(`${here}/akun/${official}`), {}, { form: "/undangan" });
    return takeUp(CODE.exec(slips.textOf(".code strong"))?.[0] ?? assert.fail(slips.text), who.nip);
  };
  const clerk = await seat("Kepala Seksi Pelayanan", "pengawas", [], {
    nama: "Budi Raharjo",
    nip: "199002022015031902",
  });
  const head = await seat("Lurah", "pengawas", ["kepala", "tanda-tangan"], {
    nama: "Hartati, S.IP.",
    nip: "198003032005012903",
  });
  const offered = await keeper.submit(await keeper.get(`${here}/layanan-baru?layanan=keterangan-domisili-usaha`), {
    unit: "Kelurahan Opas Indah",
  });
  assert.match(offered.notice, /diselenggarakan dan dibuka/, offered.errorSummary);
  await hall.drain();

  // A resident: an account, and an application.
  const resident = hall.visitor();
  const account = { name: "Rosmiati", nik: "1971034708900001", password: "gajah mandi di kali" };
  await resident.submit(await resident.get("/daftar"), account, { form: "/daftar" });
  assert.match((await resident.get("/layanan/keterangan-domisili-usaha")).text, /Ajukan/);
  const api = hall.api(resident.token);
  const [place] = (await api.get("/offerings?service=keterangan-domisili-usaha")).json.items;
  const tracking = await apply(api, { place, village: "19.71.02.1001" });

  // The officials: checked, decided, signed.
  for (const [who, answers] of [
    [clerk, { hasilCocok: "cocok" }],
    [head, { keputusanLurah: "setuju" }],
  ] as const) {
    const [task] = await hall.rows(
      "select t.id from cases.task t join cases.case c on c.id = t.case_id where c.tracking = $1 and t.status = 'open'",
      [tracking],
    );
    const reply = await hall.api(who.token).post(`/cases/${tracking}/tasks/${task?.id}/completion`, { answers });
    assert.equal(reply.status, 200, reply.html);
  }
  await hall.drain();
  const [letter] = await hall.rows(
    "select d.status from cases.document d join cases.case c on c.id = d.case_id where c.tracking = $1",
    [tracking],
  );
  assert.equal(letter?.status, "issued");
});
