// An authority with an agency and an official, and a certificate that both have sealed. Keys are new at each run; time stands still.

import { chainOf, createAuthority, issueSealCertificate } from "../authority.ts";
import { seal } from "../seal.ts";
import { typeset } from "../typeset.ts";
import { assets, certificateData, noon, template } from "./specimens.ts";

export const authority = await createAuthority({
  name: "Pendopo Uji",
  now: noon,
  crlUrl: "http://pendopo.example/crl",
});
export const dinas = await issueSealCertificate(authority, {
  agencyName: "Dinas Pariwisata dan Kebudayaan",
  unit: "Sekretariat",
  now: noon,
});
export const kepala = await issueSealCertificate(authority, {
  agencyName: "Dinas Pariwisata dan Kebudayaan",
  official: { name: "Dra. Rukmini Haryati, M.Si.", position: "Kepala Dinas", nip: "197001011995032000" },
  now: noon,
});
export const chain = chainOf(authority);
export const roots = [authority.root.certificate];
export const unsealed = (await typeset({ template, data: await certificateData(), assets, now: noon })).pdf;
export const signed = await seal(unsealed, {
  ...kepala,
  chain,
  name: "Dra. Rukmini Haryati, M.Si.",
  reason: "Menetapkan",
  location: "Pangkalpinang",
  time: noon,
  fieldName: "Pejabat",
});
export const sealed = await seal(signed, {
  ...dinas,
  chain,
  name: "Dinas Pariwisata – segel (é)",
  reason: "Segel instansi",
  time: new Date(noon.getTime() + 1000),
  fieldName: "Segel",
});
