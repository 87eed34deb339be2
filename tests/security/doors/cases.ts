// Who is let through the doors of cases.

import { newId } from "../../../kernel/ids.ts";
import { domicile } from "../../api/domicile.ts";
import { type Doors, picture } from "../door.ts";

export const doors: Doors = {
  "GET /permohonan": { at: "/permohonan", expect: "303 200 403 403 200 403 403 403" },
  "POST /permohonan": {
    at: "/permohonan",
    body: (w) => ({ offering: w.place.id }),
    expect: "401 303 403 403 303 403 403 403",
  },
  "GET /permohonan/konsep/:id": {
    at: (w) => `/permohonan/konsep/${w.started}`,
    expect: "303 404 403 403 303 403 403 403",
  },
  "GET /permohonan/konsep/:id/periksa": {
    at: (w) => `/permohonan/konsep/${w.started}/periksa`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "GET /permohonan/konsep/:id/hapus": {
    at: (w) => `/permohonan/konsep/${w.started}/hapus`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/konsep/:id/kirim": {
    at: (w) => `/permohonan/konsep/${w.started}/kirim`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "GET /permohonan/konsep/:id/:page": {
    at: (w) => `/permohonan/konsep/${w.started}/pemilik`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/konsep/:id/:page": {
    at: (w) => `/permohonan/konsep/${w.started}/pemilik`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "POST /permohonan/konsep/:id/hapus": {
    at: async (w) => `/permohonan/konsep/${await w.draft()}/hapus`,
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking": { at: (w) => `/permohonan/${w.open}`, expect: "303 404 403 403 200 403 403 403" },
  "GET /permohonan/:tracking/tanda-terima": {
    at: (w) => `/permohonan/${w.open}/tanda-terima`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/:tracking/pesan": {
    at: (w) => `/permohonan/${w.open}/pesan`,
    body: { pesan: "Halo" },
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking/tugas/:task": {
    at: async (w) => `/permohonan/${w.back}/tugas/${await w.taskOf(w.back, true)}`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/:tracking/tugas/:task": {
    at: async (w) => {
      const tracking = await w.returned();
      return `/permohonan/${tracking}/tugas/${await w.taskOf(tracking, true)}`;
    },
    body: { namaUsaha: "Martabak Melati" },
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /permohonan/:tracking/penarikan": {
    at: (w) => `/permohonan/${w.open}/penarikan`,
    expect: "303 404 403 403 200 403 403 403",
  },
  "POST /permohonan/:tracking/penarikan": {
    at: async (w) => `/permohonan/${await w.fresh()}/penarikan`,
    expect: "401 404 403 403 303 403 403 403",
  },
  "GET /lacak": { at: "/lacak", expect: "200" },
  "GET /lacak/:tracking": { at: (w) => `/lacak/${w.open}`, expect: "200" },
  "GET /berkas/:id": { at: (w) => `/berkas/${w.file.id}`, expect: "303 404 404 404 200 200 200 404" },
  "GET /dokumen/:id": { at: (w) => `/dokumen/${w.document.id}`, expect: "303 404 404 404 200 200 200 404" },
  "GET /kerja": { at: "/kerja", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja.csv": { at: "/kerja.csv", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja.xlsx": { at: "/kerja.xlsx", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor": { at: "/dasbor", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas": { at: "/dasbor/berkas", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas.csv": { at: "/dasbor/berkas.csv", expect: "303 403 200 200 403 200 200 200" },
  "GET /dasbor/berkas.xlsx": { at: "/dasbor/berkas.xlsx", expect: "303 403 200 200 403 200 200 200" },
  "GET /kerja/:tracking": { at: (w) => `/kerja/${w.open}`, expect: "303 403 404 404 403 200 200 404" },
  "POST /kerja/:tracking/data-pribadi": {
    at: (w) => `/kerja/${w.open}/data-pribadi`,
    expect: "401 403 404 404 403 200 200 404",
  },
  "GET /kerja/:tracking/dokumen": {
    at: (w) => `/kerja/${w.issued}/dokumen?dokumen=${w.document.id}`,
    expect: "303 403 404 404 403 403 200 404",
  },
  "POST /kerja/:tracking/dokumen": {
    at: (w) => `/kerja/${w.issued}/dokumen`,
    body: (w) => ({ dokumen: w.document.id, cara: "revoke", alasan: "" }),
    expect: "401 403 404 404 403 403 422 404",
  },
  "POST /kerja/:tracking/pesan": {
    at: (w) => `/kerja/${w.open}/pesan`,
    body: { pesan: "Periksa", kepada: "dalam" },
    expect: "401 403 404 404 403 303 303 404",
  },
  "POST /kerja/:tracking/tugas/:task": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/kerja/${tracking}/tugas/${await w.taskOf(tracking)}`;
    },
    body: { hasilCocok: "cocok" },
    expect: "401 403 404 404 403 303 409 404",
  },
  "POST /kerja/:tracking/tugas/:task/ambil": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/kerja/${tracking}/tugas/${await w.taskOf(tracking)}/ambil`;
    },
    expect: "401 403 404 404 403 303 409 404",
  },
  "POST /kerja/:tracking/tugas/:task/lepas": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/kerja/${tracking}/tugas/${await w.taskOf(tracking)}/lepas`;
    },
    expect: "401 403 404 404 403 303 303 404",
  },
  "POST /kerja/:tracking/tugas/:task/serahkan": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/kerja/${tracking}/tugas/${await w.taskOf(tracking)}/serahkan`;
    },
    body: (w) => ({ kepada: w.colleague.id }),
    expect: "401 403 404 404 403 422 422 404",
  },
  "GET /periksa": { at: "/periksa", expect: "200" },
  "POST /periksa": { at: "/periksa", files: { berkas: picture }, expect: "200" },
  "GET /periksa/:code": { at: (w) => `/periksa/${w.document.code}`, expect: "200" },
  "GET /api/v1/drafts": { at: "/drafts", expect: "401 200 403 403 200 403 403 403" },
  "POST /api/v1/drafts": {
    at: "/drafts",
    body: (w) => ({ offering: w.place.id }),
    expect: "401 201 403 403 201 403 403 403",
  },
  "GET /api/v1/drafts/{id}": {
    at: async (w) => `/drafts/${await w.draft()}`,
    expect: "401 404 403 403 200 403 403 403",
  },
  "PUT /api/v1/drafts/{id}": {
    at: async (w) => `/drafts/${await w.draft()}`,
    body: { answers: {} },
    expect: "401 404 403 403 200 403 403 403",
  },
  "POST /api/v1/drafts/{id}/files": {
    at: async (w) => `/drafts/${await w.draft()}/files?field=fotoDepan&name=a.jpg`,
    raw: true,
    expect: "401 404 403 403 201 403 403 403",
  },
  "POST /api/v1/drafts/{id}/submission": {
    at: async (w) => `/drafts/${await w.draft()}/submission`,
    expect: "401 404 403 403 422 403 403 403",
  },
  "DELETE /api/v1/drafts/{id}": {
    at: async (w) => `/drafts/${await w.draft()}`,
    expect: "401 404 403 403 200 403 403 403",
  },
  "POST /api/v1/cases": {
    at: "/cases",
    body: (w) => ({ offering: w.place.id, answers: domicile(w.village, { id: newId() }) }),
    expect: "401 422 403 403 422 403 403 403",
  },
  "POST /api/v1/offerings/{agency}/{offering}/files": {
    at: (w) => `/offerings/${w.agencyId}/${w.offeringId}/files?field=fotoDepan&name=a.jpg`,
    raw: true,
    expect: "401 201 403 403 201 403 403 403",
  },
  "GET /api/v1/tracking/{tracking}": { at: (w) => `/tracking/${w.open}`, expect: "200" },
  "GET /api/v1/cases": { at: "/cases", expect: "401 200 200 200 200 200 200 200" },
  "GET /api/v1/cases/{tracking}": { at: (w) => `/cases/${w.open}`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/cases/{tracking}/clock": {
    at: (w) => `/cases/${w.open}/clock`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/history": {
    at: (w) => `/cases/${w.open}/history`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/files": {
    at: (w) => `/cases/${w.open}/files`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/comments": {
    at: (w) => `/cases/${w.open}/comments`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/tasks": {
    at: (w) => `/cases/${w.open}/tasks`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/documents": {
    at: (w) => `/cases/${w.open}/documents`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/personal-data": {
    at: (w) => `/cases/${w.open}/personal-data`,
    body: { purpose: "memeriksa alamat" },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/comments": {
    at: (w) => `/cases/${w.open}/comments`,
    body: { text: "Halo" },
    expect: "401 404 404 404 201 201 201 404",
  },
  "POST /api/v1/cases/{tracking}/withdrawal": {
    at: async (w) => `/cases/${await w.fresh()}/withdrawal`,
    body: {},
    expect: "401 404 403 403 200 403 403 403",
  },
  "GET /api/v1/tasks": { at: "/tasks", expect: "401 403 200 200 403 200 200 200" },
  "GET /api/v1/cases/{tracking}/tasks/{task}/form": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/form`;
    },
    expect: "401 404 404 404 404 200 200 404",
  },
  "GET /api/v1/cases/{tracking}/tasks/{task}/colleagues": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/colleagues`;
    },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/claim": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/claim`;
    },
    expect: "401 403 404 404 403 200 409 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/release": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/release`;
    },
    expect: "401 403 404 404 403 200 200 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/handover": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/handover`;
    },
    body: (w) => ({ to: w.colleague.id }),
    expect: "401 403 404 404 403 422 422 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/files": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/files?field=fotoDepan&name=a.jpg`;
    },
    raw: true,
    expect: "401 404 404 404 404 422 422 404",
  },
  "POST /api/v1/cases/{tracking}/tasks/{task}/completion": {
    at: async (w) => {
      const tracking = await w.fresh();
      return `/cases/${tracking}/tasks/${await w.taskOf(tracking)}/completion`;
    },
    body: { answers: { hasilCocok: "cocok" } },
    expect: "401 404 404 404 404 200 409 404",
  },
  "GET /api/v1/documents/{id}": { at: (w) => `/documents/${w.document.id}`, expect: "401 404 404 404 200 200 200 404" },
  "GET /api/v1/documents/{id}/content": {
    at: (w) => `/documents/${w.document.id}/content`,
    expect: "401 404 404 404 200 200 200 404",
  },
  "GET /api/v1/verification/{code}": { at: (w) => `/verification/${w.document.code}`, expect: "200" },
  "GET /api/v1/verification": { at: (w) => `/verification?sha256=${w.document.digest.toString("hex")}`, expect: "200" },
  "POST /api/v1/verification": { at: "/verification", raw: true, expect: "404" },
  "GET /api/v1/files/{id}": { at: (w) => `/files/${w.file.id}`, expect: "401 404 404 404 200 200 200 404" },
};
