// Mandates of the demo world: a fisherman on Belitung whose neighbour files for him, a pepper company with its director and clerk, and
// one that waits for an answer.

import type { Actor } from "../../kernel/actor.ts";
import { scopeOf } from "../../kernel/actor.ts";
import type { Tx } from "../../kernel/db/database.ts";
import { worker } from "../../kernel/db/scope.ts";
import { sql } from "../../kernel/db/sql.ts";
import type { Hall } from "../../kernel/hall.ts";
import { DEMO_RESIDENTS } from "../people/index.ts";
import { agreeTo } from "./answer-mandate.ts";
import { decideOrganization } from "./decide-at-counter.ts";
import { declareOrganization } from "./declare-organization.ts";
import { offerMandate } from "./offer-mandate.ts";
import { today } from "./sealed.ts";
import { stand } from "./stand.ts";

/** Plays it through the same acts as people do; once. */
export async function tellMandates(hall: Hall, tell: (text: string) => void): Promise<void> {
  if (await hall.db.read(worker, (tx) => tx.maybe(sql`select from mandates.mandate limit 1`))) return;
  const services = await hall.db.read(worker, (tx) =>
    tx.many<{ id: string; key: string }>(sql`select id, key from services.service`),
  );
  const counter = await hall.db.read(worker, (tx) =>
    tx.maybe<{
      account: string;
      agency: string;
    }>(sql`select a.id as account, p.agency_id as agency from agencies.position p
      join agencies.holding h on h.agency_id = p.agency_id and h.position_id = p.id
      join people.account a on a.official_id = h.official_id where p.key = 'pangkalpinang/dpmptsp/front-office' limit 1`),
  );
  const of = (key: string): string[] => services.filter((each) => each.key === key).map((each) => each.id);
  const [melati, akhiong, sulaiman, dewi] = await Promise.all(
    (["melati", "akhiong", "sulaiman", "dewi"] as const).map((key) => actorOf(hall, key)),
  );
  if (!counter || !melati || !akhiong || !sulaiman || !dewi || services.length === 0) return;
  tell("menceritakan kuasa: seorang nelayan, sebuah perseroan");
  const act = <T>(actor: Actor, work: (tx: Tx) => Promise<T>): Promise<T> => hall.db.transact(scopeOf(actor), work);
  const until = new Date(Date.parse(today(hall.time.now())) + 300 * 86_400_000).toISOString().slice(0, 10);
  const terms = { ceiling: "", region: "", from: "", until };

  const village = of("keterangan-domisili-usaha");
  const neighbour = await act(sulaiman, (tx) =>
    offerMandate(
      tx,
      hall,
      sulaiman,
      {
        ...terms,
        ...named("dewi"),
        services: village.length > 0 ? village : "all",
        acts: ["apply", "answer", "collect"],
      },
      "",
    ),
  );
  await act(dewi, (tx) => agreeTo(tx, hall, dewi, neighbour.id, ""));

  const { id: company, code } = await act(akhiong, (tx) =>
    declareOrganization(
      tx,
      hall,
      akhiong,
      {
        kind: "pt",
        name: "PT Lada Muntok Sejahtera",
        nib: "0220101230000",
        npwp: "",
        email: "kantor@lada-muntok.contoh.invalid",
        phone: "0717421000",
      },
      "",
    ),
  );
  const official: Actor = {
    kind: "official",
    account: counter.account,
    agency: counter.agency,
    name: "Petugas loket",
    units: [],
    positions: [],
    acts: ["verify-identity"],
  };
  await act(official, (tx) =>
    decideOrganization(
      tx,
      hall,
      official,
      code,
      { yes: true, papers: "Akta No. 7, 12 Februari 2021, Notaris Hasan Basri", why: "", quorum: "1" },
      "",
    ),
  );
  const held = await hall.db.read(worker, (tx) =>
    tx.one<{ id: string }>(sql`select id from mandates.mandate where grantor_id = ${company}`),
  );
  const director = await stand(hall, { ...akhiong, actingFor: held.id });
  const clerk = await act(director, (tx) =>
    offerMandate(
      tx,
      hall,
      director,
      {
        ...terms,
        ...named("dewi"),
        services: "all",
        acts: ["apply", "answer", "collect"],
        ceiling: "500000",
        region: "19.71",
      },
      "",
    ),
  );
  await act(dewi, (tx) => agreeTo(tx, hall, dewi, clerk.id, ""));
  await act(director, (tx) =>
    offerMandate(tx, hall, director, { ...terms, ...named("melati"), services: "all", acts: ["see"] }, ""),
  );
}

type Key = (typeof DEMO_RESIDENTS)[number]["key"];

function named(key: Key): { nik: string; name: string } {
  const found = DEMO_RESIDENTS.find((each) => each.key === key);
  return { nik: found?.nik ?? "", name: found?.name ?? "" };
}

async function actorOf(hall: Hall, key: Key): Promise<Actor | undefined> {
  const { nik, name } = named(key);
  const found = await hall.db.read(worker, (tx) =>
    tx.maybe<{ account: string; person: string }>(
      sql`select a.id as account, p.id as person from people.person p join people.account a on a.person_id = p.id
        where p.nik_blind = ${hall.vault.blind("person:nik", nik)}`,
    ),
  );
  return found && { kind: "resident", ...found, name, assurance: "counter", units: [], positions: [] };
}
