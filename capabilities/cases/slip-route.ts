// The slip of a case, for its applicant and for who filed for them.

import { qrDrawing } from "../../kernel/documents/qr-code.ts";
import { page } from "../../kernel/web/answer.ts";
import type { Ask } from "../../kernel/web/ask.ts";
import { define } from "../../kernel/words/words.ts";
import { SlipPage } from "./pages/slip.tsx";
import type { CaseView } from "./view.ts";
import { openPersonal } from "./work.ts";

export const slipWords = define({
  "slip.title": ["Tanda terima permohonan", "Receipt of a request"],
  "slip.link": ["Cetak tanda terima", "Print a receipt"],
  "slip.service": ["Layanan", "Service"],
  "slip.office": ["Kantor", "Office"],
  "slip.applicant": ["Pemohon", "Applicant"],
  "slip.sent": ["Diajukan", "Sent"],
  "slip.due": ["Paling lambat selesai", "Finished by"],
  "slip.follow": ["Melihat perkembangannya", "Following it"],
  "slip.follow-lead": [
    "Tidak perlu akun. Buka alamat ini, atau pindai kodenya dengan telepon siapa pun. Di loket, sebutkan nomornya.",
    "No account is needed. Open this address, or scan the code with anybody's phone. At a counter, say the number.",
  ],
  "slip.print": ["Cetak halaman ini dari menu peramban Anda.", "Print this page from your browser's menu."],
});

export async function showSlip(ask: Ask, view: CaseView) {
  const { applicant, filer } = openPersonal(ask.hall, view.row);
  const address = `${ask.hall.url}/lacak/${view.row.tracking}`;
  return page(
    SlipPage({
      t: ask.t,
      site: ask.site,
      view,
      applicant: applicant.name,
      filer: filer?.name,
      address,
      qr: await qrDrawing(address),
    }),
  );
}
