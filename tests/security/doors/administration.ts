// Who is let through the doors by which an agency is administered: its own administrators; counters and heads where they are meant.

import { newId } from "../../../kernel/ids.ts";
import type { Doors } from "../door.ts";
import type { World } from "../world.ts";

const GET = "303 403 403 403 403 403 403 200";
const POST = "401 403 403 403 403 403 403 422";
const posted = (status: number) => POST.replace("422", String(status));
const at = (rest: string) => (w: World) => `/instansi/${w.unit.code}${rest}`;
const unit = (rest: string) => (w: World) => `/instansi/${w.unit.code}/unit/${w.place.unit.id}${rest}`;
const chair = (rest: string) => (w: World) => `/instansi/${w.unit.code}/jabatan/${w.chief.id}${rest}`;
/** An elected head: kept by the agency, seated, and without an account, so that nothing here takes anybody's away. */
const elected = (place: string, rest: string) => async (w: World) => {
  const [row] = await w.hall.rows(
    "select o.id from agencies.official o join agencies.agency a on a.id = o.kept_by where a.code = $1 and o.nip is null order by o.id limit 1",
    [w.unit.code],
  );
  return `/instansi/${w.unit.code}/${place}/${row?.id}${rest}`;
};
const offering = (rest: string) => (w: World) => `/instansi/${w.unit.code}/layanan/${w.place.id.split("/")[1]}${rest}`;

export const doors: Doors = {
  "GET /kelola": { at: "/kelola", expect: GET.replace(/200$/, "303") },
  "GET /instansi/:code/profil": { at: at("/profil"), expect: GET },
  "POST /instansi/:code/profil": { at: at("/profil"), body: {}, expect: POST },
  "POST /instansi/:code/lambang": { at: at("/lambang"), body: {}, expect: POST },
  "GET /instansi/:code/unit": { at: at("/unit"), expect: GET },
  "GET /instansi/:code/unit-baru": { at: at("/unit-baru"), expect: GET },
  "POST /instansi/:code/unit-baru": { at: at("/unit-baru"), body: {}, expect: POST },
  "GET /instansi/:code/unit/:unit": { at: unit(""), expect: GET },
  "POST /instansi/:code/unit/:unit": { at: unit(""), body: {}, expect: POST },
  "POST /instansi/:code/unit/:unit/penutupan": { at: unit("/penutupan"), body: {}, expect: POST },
  "POST /instansi/:code/unit/:unit/pembukaan": { at: unit("/pembukaan"), body: {}, expect: POST },
  "GET /instansi/:code/unit/:unit/jabatan": { at: unit("/jabatan"), expect: GET },
  "POST /instansi/:code/unit/:unit/jabatan": { at: unit("/jabatan"), body: {}, expect: POST },
  "GET /instansi/:code/jabatan/:position/ubah": { at: chair("/ubah"), expect: GET },
  "POST /instansi/:code/jabatan/:position/ubah": { at: chair("/ubah"), body: {}, expect: POST },
  "POST /instansi/:code/jabatan/:position/penutupan": { at: chair("/penutupan"), body: {}, expect: POST },
  "GET /instansi/:code/pegawai": { at: at("/pegawai"), expect: GET },
  "GET /instansi/:code/pegawai-baru": { at: at("/pegawai-baru"), expect: GET },
  "POST /instansi/:code/pegawai-baru": { at: at("/pegawai-baru"), body: {}, expect: POST },
  "GET /instansi/:code/pegawai/:official": { at: elected("pegawai", ""), expect: GET },
  "POST /instansi/:code/pegawai/:official": { at: elected("pegawai", ""), body: {}, expect: POST },
  "GET /instansi/:code/pegawai-nik": { at: at("/pegawai-nik"), expect: GET },
  "POST /instansi/:code/pegawai-nik": { at: at("/pegawai-nik"), body: {}, expect: POST },
  "POST /instansi/:code/pegawai/:official/nik": { at: elected("pegawai", "/nik"), body: {}, expect: POST },
  "POST /instansi/:code/pegawai/:official/berhenti": { at: elected("pegawai", "/berhenti"), body: {}, expect: POST },
  "POST /instansi/:code/pegawai/:official/kembali": {
    at: elected("pegawai", "/kembali"),
    body: {},
    expect: posted(303),
  },
  "POST /instansi/:code/pegawai/:official/serah-terima": {
    at: elected("pegawai", "/serah-terima"),
    body: {},
    expect: POST,
  },
  "GET /instansi/:code/impor": { at: at("/impor"), expect: GET },
  "POST /instansi/:code/impor": { at: at("/impor"), body: {}, expect: POST },
  "GET /instansi/:code/impor/contoh.csv": { at: at("/impor/contoh.csv"), expect: GET },
  "GET /instansi/:code/impor/:import": { at: at(`/impor/${newId()}`), expect: GET.replace(/200$/, "404") },
  "POST /instansi/:code/impor/:import": { at: at(`/impor/${newId()}`), body: {}, expect: posted(404) },
  "POST /instansi/:code/impor/:import/pembatalan": { at: at(`/impor/${newId()}/pembatalan`), body: {}, expect: POST },

  "GET /aktivasi": { at: "/aktivasi", expect: "200" },
  "POST /aktivasi": { at: "/aktivasi", body: {}, expect: "422" },
  "GET /instansi/:code/akun": { at: at("/akun"), expect: GET },
  "POST /instansi/:code/akun/undangan": { at: at("/akun/undangan"), body: {}, expect: posted(200) },
  "GET /instansi/:code/akun/:official": { at: elected("akun", ""), expect: GET },
  "POST /instansi/:code/akun/:official/undangan": { at: elected("akun", "/undangan"), body: {}, expect: posted(200) },
  "POST /instansi/:code/akun/:official/pencabutan": {
    at: elected("akun", "/pencabutan"),
    body: {},
    expect: posted(303),
  },
  "POST /instansi/:code/akun/:official/kunci": { at: elected("akun", "/kunci"), body: {}, expect: posted(404) },
  "POST /instansi/:code/akun/:official/buka": { at: elected("akun", "/buka"), body: {}, expect: posted(404) },
  "POST /instansi/:code/akun/:official/sesi": { at: elected("akun", "/sesi"), body: {}, expect: posted(404) },
  "POST /instansi/:code/akun/:official/pemulihan": { at: elected("akun", "/pemulihan"), body: {}, expect: posted(403) },
  "POST /instansi/:code/akun/:official/kata-sandi": {
    at: elected("akun", "/kata-sandi"),
    body: {},
    expect: posted(403),
  },
  "POST /instansi/:code/akun/:official/pemulihan-persetujuan": {
    at: elected("akun", "/pemulihan-persetujuan"),
    body: {},
    expect: posted(404),
  },
  "POST /instansi/:code/akun/:official/pemulihan-kode": {
    at: elected("akun", "/pemulihan-kode"),
    body: {},
    expect: posted(404),
  },

  "GET /akun/verifikasi": { at: "/akun/verifikasi", expect: "303 200 200 200 200 200 200 200" },
  "POST /akun/verifikasi": { at: "/akun/verifikasi", body: {}, expect: "401 200 403 403 200 403 403 403" },
  "POST /akun/verifikasi/hentikan": {
    at: "/akun/verifikasi/hentikan",
    body: {},
    expect: "401 404 404 404 404 404 404 404",
  },
  "GET /loket/identitas": { at: "/loket/identitas", expect: "303 403 200 403 403 200 403 403" },
  "POST /loket/identitas": { at: "/loket/identitas", body: {}, expect: "401 403 422 403 403 422 403 403" },
  "POST /loket/identitas/periksa": {
    at: "/loket/identitas/periksa",
    body: {},
    expect: "401 403 422 403 403 422 403 403",
  },
  "GET /loket/identitas/baru": { at: "/loket/identitas/baru", expect: "303 403 200 403 403 200 403 403" },
  "POST /loket/identitas/baru": { at: "/loket/identitas/baru", body: {}, expect: "401 403 422 403 403 422 403 403" },
  "POST /loket/identitas/pemulihan": {
    at: "/loket/identitas/pemulihan",
    body: {},
    expect: "401 403 422 403 403 422 403 403",
  },

  "GET /instansi/:code/layanan": {
    at: at("/layanan"),
    expect: "303 403 200 403 403 200 200 200",
    // Whoever sits in a unit that answers for a service sees how it stands.
    but: { integrator: 200, protector: 200 },
  },
  "GET /instansi/:code/layanan-baru": { at: at("/layanan-baru?layanan=keterangan-domisili-usaha"), expect: GET },
  "POST /instansi/:code/layanan-baru": {
    at: at("/layanan-baru?layanan=keterangan-domisili-usaha"),
    body: {},
    expect: POST,
  },
  "GET /instansi/:code/layanan/:offering": { at: offering(""), expect: "303 403 403 403 403 403 200 200" },
  "POST /instansi/:code/layanan/:offering": { at: offering(""), body: {}, expect: POST },
  "POST /instansi/:code/layanan/:offering/jeda": {
    at: offering("/jeda"),
    body: {},
    expect: "401 403 403 403 403 403 422 422",
  },
  "POST /instansi/:code/layanan/:offering/buka": {
    at: offering("/buka"),
    body: {},
    expect: "401 403 403 403 403 403 303 303",
  },
  "POST /instansi/:code/layanan/:offering/tutup": { at: offering("/tutup"), body: {}, expect: POST },
};
