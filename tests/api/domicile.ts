// A letter of domicile, as a program asks for it: the smallest service of the library that goes the whole way.

import assert from "node:assert/strict";
import sharp from "sharp";
import type { ApiClient, TestHall } from "../hall.ts";

/** Pictures that differ, so that each is a file of its own. */
export const photo = (shade = 0): Promise<Buffer> =>
  sharp({
    create: { width: 64, height: 48, channels: 3, background: { r: 120, g: shade % 256, b: (shade >> 8) % 256 } },
  })
    .jpeg()
    .toBuffer();

export const domicile = (village: string, file: object) => ({
  namaPemohon: "Melati Anggraini",
  teleponPemohon: "+6281271000001",
  alamatPemohon: { street: "Jalan Mentok 8", rt: "004", rw: "002", village },
  namaUsaha: "Martabak Melati",
  bidangUsaha: "Jajanan",
  alamatUsaha: { street: "Jalan Jenderal Sudirman 17", rt: "004", rw: "002", village },
  statusTempat: "milik",
  keperluan: "bank",
  fotoDepan: [file],
  pernyataanDomisili: true,
});

export type Place = { id: string; unit: { id: string; name: string }; region: string | null; slug: string };

/** The kelurahan of the demo that write such letters. */
export async function villages(api: ApiClient): Promise<Place[]> {
  const reply = await api.get("/offerings?service=keterangan-domisili-usaha&limit=100");
  assert.equal(reply.status, 200, reply.html);
  return reply.json.items;
}

/** The demo's programs: an applicant, and the two officials of one kelurahan. */
export async function domicilePeople(hall: TestHall) {
  const melati = hall.api((await hall.resident("melati")).token);
  const place = (await villages(melati))[0] as Place;
  const [unit] = await hall.rows("select key from agencies.unit where id = $1", [place.unit.id]);
  const [head] = await hall.rows("select key from agencies.position where unit_id = $1 and is_head", [place.unit.id]);
  const officer = hall.api((await hall.as(`${unit?.key}/kasi-pelayanan`)).token);
  const lurah = hall.api((await hall.as(head?.key)).token);
  return { melati, officer, lurah, place, village: place.region as string };
}

/** Sends a photo and the application; gives its number. */
export async function apply(
  api: ApiClient,
  at: { place: Place; village: string },
  more: { key?: string; shade?: number } = {},
): Promise<string> {
  const file = await api.send(
    "POST",
    `/offerings/${at.place.id}/files?field=fotoDepan&name=depan.jpg`,
    new Uint8Array(await photo(more.shade ?? 7)),
  );
  assert.equal(file.status, 201, file.html);
  const reply = await api.post(
    "/cases",
    { offering: at.place.id, answers: domicile(at.village, file.json) },
    more.key ? { "idempotency-key": more.key } : {},
  );
  assert.equal(reply.status, 201, reply.html);
  return reply.json.tracking;
}
