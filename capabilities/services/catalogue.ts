// What the catalogue knows of a service, made from its newest definition each time that is published or offered.

import type { Tx } from "../../kernel/db/database.ts";
import { join, type Sql, sql } from "../../kernel/db/sql.ts";
import type { Amount } from "./definition/basic-schema.ts";
import { lifeEventWords } from "./definition/life-events.ts";
import type { Definition, Service } from "./definition/model.ts";
import { otherWords, soundOf, wordsOf } from "./search-words.ts";

/** Raised when the index is made in another way: the next start then makes every entry anew. */
export const INDEX_FORM = 2;

type Weight = "A" | "B" | "C" | "D";
type Texts = { weight: Weight; id: string; en: string }[];

/** The texts by which a service is found, weightiest first. */
export function textsOf(service: Service): Texts {
  const names = [service.name, service.shortName].filter((text) => text !== undefined);
  const said = {
    id: [...names.map((name) => name.id), ...service.keywords.id].join(" . "),
    en: [...names.map((name) => name.en), ...service.keywords.en].join(" . "),
  };
  const other = otherWords(`${said.id} . ${said.en} . ${service.summary.id}`).join(" ");
  const needs = (locale: "id" | "en") => service.standard.requirements.map((each) => each.text[locale]).join(" ");
  const moments = service.lifeEvents.map((event) => lifeEventWords[`life-event.${event}`]);
  return [
    { weight: "A", id: names.map((name) => name.id).join(" "), en: names.map((name) => name.en).join(" ") },
    { weight: "B", id: service.keywords.id.join(" "), en: service.keywords.en.join(" ") },
    { weight: "C", id: `${other} ${moments.map(([id]) => id).join(" ")}`, en: moments.map(([, en]) => en).join(" ") },
    { weight: "D", id: `${service.summary.id} ${needs("id")}`, en: `${service.summary.en} ${needs("en")}` },
  ];
}

const documentOf = (texts: Texts): Sql =>
  join(
    texts.flatMap(({ weight, id, en }) => [
      sql`setweight(to_tsvector('indonesian', ${plain(id)}), ${weight}::"char")`,
      sql`setweight(to_tsvector('english', ${plain(en)}), ${weight}::"char")`,
    ]),
    " || ",
  );

/** Words that are in every government's name tell no place from another. */
const EVERYWHERE = new Set(
  "pemerintah daerah provinsi kabupaten kota kecamatan kelurahan desa dinas badan dan".split(" "),
);

/** The words by which a place is known. */
export const placeWords = (names: string[]): string[] =>
  [...new Set(names.flatMap(wordsOf))].filter((word) => !EVERYWHERE.has(word));

/** The document of an offering: the words of its place, stemmed by nobody's grammar. */
export const placeDocument = (names: string[]): Sql => sql`to_tsvector('simple', ${placeWords(names).join(" ")})`;

/** The same words for the index as for the question. */
const plain = (text: string): string => wordsOf(text).join(" ");

/** Learns words, so that a slip in them is understood. */
export async function learnWords(tx: Tx, texts: string[]): Promise<void> {
  const words = [...new Set(texts.flatMap(wordsOf))].filter((word) => word.length > 1).sort();
  await tx.run(
    sql`insert into services.word (word, sound) select * from unnest(${words}::text[], ${words.map(soundOf)}::text[]) on conflict do nothing`,
  );
}

/** Writes the catalogue's row of a service for its newest version. */
export async function writeEntry(
  tx: Tx,
  serviceId: string,
  versionId: string,
  { service }: Pick<Definition, "service">,
): Promise<void> {
  const texts = textsOf(service);
  const amountOf = (amount: Amount) =>
    typeof amount === "number"
      ? { amount }
      : { parameter: amount.parameter, amount: Number(defaultOf(service, amount.parameter)) };
  const promise = { ...amountOf(service.promise.amount), unit: service.promise.unit };
  const fee =
    service.fee.kind === "none" ? { amount: 0 } : service.fee.kind === "fixed" ? amountOf(service.fee.amount) : {};
  await tx.run(sql`insert into services.entry
      (service_id, version_id, key, name, summary, audience, life_events, title, document, index_form, promise, fee, data_right)
    values (${serviceId}, ${versionId}, ${service.key}, ${JSON.stringify(service.name)}, ${JSON.stringify(service.summary)}, ${service.audience},
            ${service.lifeEvents}, ${plain(service.name.id)}, ${documentOf(texts)}, ${INDEX_FORM}, ${JSON.stringify(promise)}, ${JSON.stringify(fee)},
            ${service.dataRight ?? null})
    on conflict (service_id) do update set version_id = excluded.version_id, key = excluded.key, name = excluded.name, summary = excluded.summary,
      audience = excluded.audience, life_events = excluded.life_events, title = excluded.title, document = excluded.document,
      index_form = excluded.index_form, promise = excluded.promise, fee = excluded.fee, data_right = excluded.data_right`);
  // Only what names the service: the small words of its summary would catch slips that mean something else.
  await learnWords(
    tx,
    texts.filter(({ weight }) => weight !== "D").flatMap(({ id, en }) => [id, en]),
  );
  await countOfferings(tx, serviceId);
}

const defaultOf = (service: Service, key: string) =>
  service.parameters.find((parameter) => parameter.key === key)?.default ?? 0;

/** How many offer it, and between which bounds they promise and charge. */
export const countOfferings = (tx: Tx, serviceId: string) =>
  tx.run(sql`update services.entry e
     set offerings = o.count,
         promise = e.promise || jsonb_build_object('least', o.promise_least, 'most', o.promise_most),
         fee = case when e.fee = '{}' then e.fee else e.fee || jsonb_build_object('least', o.fee_least, 'most', o.fee_most) end
    from (select count(o.id) as count,
                 coalesce(min((o.parameters ->> (e.promise ->> 'parameter'))::numeric), (e.promise ->> 'amount')::numeric) as promise_least,
                 coalesce(max((o.parameters ->> (e.promise ->> 'parameter'))::numeric), (e.promise ->> 'amount')::numeric) as promise_most,
                 coalesce(min((o.parameters ->> (e.fee ->> 'parameter'))::numeric), (e.fee ->> 'amount')::numeric) as fee_least,
                 coalesce(max((o.parameters ->> (e.fee ->> 'parameter'))::numeric), (e.fee ->> 'amount')::numeric) as fee_most
            from services.entry e left join services.offering o on o.service_id = e.service_id and o.status = 'open'
           where e.service_id = ${serviceId} group by e.promise, e.fee) o
   where e.service_id = ${serviceId}`);
