// The letter to the data protection authority, typeset as any other letter of the house. It is signed on paper or in the agency's own
// system of correspondence: the address and the way of delivery are the authority's to say.

import { formatDate, formatDateTime, zone } from "../../kernel/calendar/index.ts";
import { typeset } from "../../kernel/documents/index.ts";
import type { Agency } from "../agencies/index.ts";
import type { IncidentRow } from "./incidents.sql.ts";

const WIB = zone("Asia/Jakarta");

const TEMPLATE = `#import "/pendopo.typ": *

#show: paper.with(title: "Pemberitahuan Kegagalan Pelindungan Data Pribadi", author: data.agency.name, keywords: ("UU 27/2022 Pasal 46",), footer: [Dibuat #data.made])

#letterhead(data.agency)
#v(8mm)
#heading-block([Pemberitahuan Kegagalan Pelindungan Data Pribadi], number: none)
#v(6mm)
Kepada lembaga pelindungan data pribadi, menurut Pasal 46 Undang-Undang Nomor 27 Tahun 2022.
#v(4mm)
#facts((
  ([Perihal], data.title),
  ([Diketahui], data.found),
  ([Mulai terjadi], data.began),
  ([Batas pemberitahuan], data.due),
  ([Data pribadi yang terungkap], data.kinds),
  ([Jumlah pemilik data], data.people),
  ([Sudah diberi tahu], data.told),
))
#v(3mm)
#strong[Kapan dan bagaimana terungkap.] #data.what

#v(2mm)
#strong[Penanganan dan pemulihan.] #data.handling

#v(1fr)
#data.officer
`;

/** The letter as PDF. */
export async function incidentLetter(
  row: IncidentRow,
  agency: Agency,
  unit: string,
  counts: { people: number; told: number },
  now: Date,
): Promise<Uint8Array> {
  const when = (at: Date) => formatDateTime(at, WIB, "id");
  const made = await typeset({
    template: TEMPLATE,
    data: {
      agency: {
        government: agency.name,
        name: unit,
        address: agency.address,
        phone: agency.phone,
        email: agency.email,
        website: null,
        crest: null,
      },
      title: row.title,
      found: when(row.found_at),
      began: row.began_on ? formatDate(new Date(`${row.began_on}T05:00:00Z`), WIB, "id") : "belum diketahui",
      due: when(row.due_at),
      what: row.what,
      kinds: row.kinds,
      handling: row.handling,
      people: String(counts.people),
      told: String(counts.told),
      officer: row.made_label,
      made: when(now),
    },
    locale: "id",
    now,
  });
  return made.pdf;
}
