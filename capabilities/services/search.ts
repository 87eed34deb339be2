// Searching the catalogue: words that count, understood despite slips, ranked by where they stand.

import type { Tx } from "../../kernel/db/database.ts";
import { join, type Sql, sql } from "../../kernel/db/sql.ts";
import type { Bilingual } from "../../kernel/words/words.ts";
import { askedWords, meant, type Near, soundOf } from "./search-words.ts";
import type { Bounds } from "./services.sql.ts";

/** One line of the catalogue. */
export type Found = {
  id: string;
  key: string;
  versionId: string;
  name: Bilingual;
  summary: Bilingual;
  audience: string[];
  lifeEvents: string[];
  promise: Bounds;
  fee: Bounds;
  offerings: number;
  /** A few of those who offer it; those that the question names first. */
  places: { slug: string; agency: string; unit: string; region: string | null; named: boolean }[];
  score: number;
  title: string;
};

export type Wish = {
  text?: string;
  audience?: string;
  lifeEvent?: string;
  /** The agency's part of an address. */
  agency?: string;
  limit?: number;
  /** Score, title and id of the last line seen. */
  after?: [score: number, title: string, id: string];
};

export type Result = {
  found: Found[];
  next?: [number, string, string];
  /** Words that were read as others: "domisli" → "domisili". */
  readAs: { typed: string; meant: string }[];
  /** Words that nothing in the catalogue is like. */
  unknown: string[];
};

const nearWords = (tx: Tx, asked: string[]) =>
  tx.many<Near>(sql`select place, word, sound from services.near_words(${asked}, ${asked.map(soundOf)})`);

/** Finds services that somebody offers. Two queries with words, one without. */
export async function searchServices(tx: Tx, wish: Wish): Promise<Result> {
  const asked = askedWords(wish.text ?? "");
  const understood = asked.length > 0 ? meant(asked, await nearWords(tx, asked)) : [];
  const terms = asked.map((word, index) => ({ word, others: understood[index]!.filter((other) => other !== word) }));
  const limit = wish.limit ?? 20;
  const rows = await rank(
    tx,
    wish,
    terms.map(({ word, others }) => [word, ...others]),
    limit + 1,
  );
  const found = rows.slice(0, limit);
  const last = found.at(-1);
  return {
    found,
    next: rows.length > limit && last ? [last.score, last.title, last.id] : undefined,
    readAs: asked.flatMap((typed, index) => readAs(typed, understood[index]!)),
    unknown: await strangers(
      tx,
      asked.filter((_, index) => understood[index]!.length === 0),
    ),
  };
}

/** The word that was read in place of the typed one, when it is not the same word or its beginning. */
function readAs(typed: string, words: string[]): { typed: string; meant: string }[] {
  const [first] = words;
  return first === undefined || words.some((word) => word.startsWith(typed)) ? [] : [{ typed, meant: first }];
}

/** Of words that nobody wrote, those that no word of the catalogue is a form of either ("membuka" is one of "pembukaan"). */
async function strangers(tx: Tx, words: string[]): Promise<string[]> {
  if (words.length === 0) return [];
  const rows = await tx.many<{ word: string }>(sql`select word from unnest(${words}::text[]) word
    where not exists (select from services.entry e where e.document @@ (plainto_tsquery('indonesian', word) || plainto_tsquery('english', word)))`);
  return rows.map((row) => row.word);
}

/** A term as one question to the index: any of its words, by the grammar of either language. */
const question = (words: string[]): Sql =>
  sql`(${join(
    words.flatMap((word) => [sql`plainto_tsquery('indonesian', ${word})`, sql`plainto_tsquery('english', ${word})`]),
    " || ",
  )})`;
const placeQuestion = (words: string[]): Sql =>
  sql`(${join(
    words.map((word) => sql`plainto_tsquery('simple', ${word})`),
    " || ",
  )})`;

function rank(tx: Tx, wish: Wish, terms: string[][], limit: number): Promise<Found[]> {
  const any = terms.length > 0 ? question(terms.flat()) : undefined;
  const named = terms.length > 0 ? placeQuestion(terms.flat()) : undefined;
  // Which services are offered at a place of that name: asked of the index once a word, not once a service.
  const atPlaces = terms.map(
    (words, n) =>
      sql`select distinct o.service_id, ${n}::int as n from services.offering o where o.status = 'open' and o.document @@ ${placeQuestion(words)}`,
  );
  const matches = terms.map(
    (words, n) =>
      sql`(e.document @@ ${question(words)} or exists (select from at_place a where a.n = ${n}::int and a.service_id = e.service_id))::int`,
  );
  const conditions = [
    sql`e.offerings > 0`,
    ...(any ? [sql`(e.document @@ ${any} or e.service_id in (select service_id from at_place))`] : []),
    ...(wish.audience ? [sql`${wish.audience} = any(e.audience)`] : []),
    ...(wish.lifeEvent ? [sql`${wish.lifeEvent} = any(e.life_events)`] : []),
    ...(wish.agency
      ? [
          sql`exists (select from services.offering o where o.agency_slug = ${wish.agency} and o.service_id = e.service_id and o.status = 'open')`,
        ]
      : []),
  ];
  const matched = matches.length > 0 ? join(matches, " + ") : sql`0`;
  // A whole number, so that the next page begins exactly where this one ended.
  const score = any ? sql`(ts_rank('{0.05, 0.2, 0.5, 1}', e.document, ${any}, 1) * 100000)::int` : sql`0`;
  return tx.many<Found>(sql`
    with at_place as materialized (
      ${atPlaces.length > 0 ? join(atPlaces, " union all ") : sql`select null::uuid as service_id, 0 as n where false`}
    ), hit as (
      select e.*, ${matched} as matched, ${score} as score from services.entry e where ${join(conditions, " and ")}
    ), h as materialized (
      -- What answers most of the words; what answers fewer would only stand in the way.
      select * from hit
       where matched = (select max(matched) from hit)
         and ${wish.after ? sql`(-score, title, service_id) > (${-wish.after[0]}, ${wish.after[1]}, ${wish.after[2]}::uuid)` : sql`true`}
       order by -score, title, service_id
       limit ${limit}
    )
    select ${columns(sql`h.score`)}
      from h
      cross join lateral (${places(named, wish.agency)}) p
     order by -h.score, h.title, h.service_id`);
}

/** The columns of a line, from an entry `h` and its places `p`. */
const columns = (
  score: Sql,
): Sql => sql`h.service_id as id, h.key, h.version_id as "versionId", h.name, h.summary, h.audience,
  h.life_events as "lifeEvents", h.promise, h.fee, h.offerings, ${score} as score, h.title, coalesce(p.places, '[]') as places`;

/** A few places of the entry `h`: those that the question names first, then as the address has them. */
function places(named?: Sql, agency?: string): Sql {
  const some = (
    how: Sql,
    is: Sql,
  ) => sql`(select o.slug, o.agency_name, o.unit_name, o.region, ${is} as named from services.offering o
    where o.service_id = h.service_id and o.status = 'open' and ${agency ? sql`o.agency_slug = ${agency}` : sql`true`} and ${how}
    order by o.slug limit 3)`;
  const parts = named
    ? [
        // Nothing is compared where no place of the service was named.
        some(
          sql`exists (select from at_place a where a.service_id = h.service_id) and o.document @@ ${named}`,
          sql`true`,
        ),
        some(sql`not (o.document @@ ${named})`, sql`false`),
      ]
    : [some(sql`true`, sql`false`)];
  return sql`select jsonb_agg(jsonb_build_object('slug', q.slug, 'agency', q.agency_name, 'unit', q.unit_name, 'region', q.region, 'named', q.named)
                              order by q.named desc, q.slug) as places
               from (select * from (${join(parts, " union all ")}) every order by named desc, slug limit 3) q`;
}

/** The services that people ask for most lately; then those that are offered in most places. */
export const popularServices = (tx: Tx, limit: number) =>
  tx.many<Found>(sql`select ${columns(sql`0`)} from services.entry h cross join lateral (${places()}) p
    where h.offerings > 0 order by h.uses desc, h.offerings desc, h.title limit ${limit}`);

/** How many services are offered, and in how many places. */
export const catalogueCounts = (tx: Tx) =>
  tx.one<{ services: number; offerings: number }>(
    sql`select count(*) as services, coalesce(sum(offerings), 0) as offerings from services.entry where offerings > 0`,
  );

/** The addresses of all services and places, in one order. */
export const catalogueAddresses = async (tx: Tx, { skip, limit }: { skip: number; limit: number }): Promise<string[]> =>
  (
    await tx.many<{ path: string }>(sql`
      select '/layanan/' || key as path from services.entry where offerings > 0
      union all
      select '/layanan/' || e.key || '/' || o.slug from services.offering o join services.entry e on e.service_id = o.service_id
       where o.status = 'open'
      order by path offset ${skip} limit ${limit}`)
  ).map((row) => row.path);

/** Agencies that offer anything, by name: one step of the index for each, however many offerings there are. */
export const offeringAgencies = (tx: Tx) =>
  tx.many<{ slug: string; name: string }>(sql`
    with recursive step as (
      (select agency_slug, agency_name from services.offering where status = 'open' order by agency_slug limit 1)
      union all
      select n.agency_slug, n.agency_name from step
       cross join lateral (select o.agency_slug, o.agency_name from services.offering o
                            where o.status = 'open' and o.agency_slug > step.agency_slug order by o.agency_slug limit 1) n
    )
    select agency_slug as slug, agency_name as name from step order by agency_name limit 1000`);

/** How many services each moment of life and each audience has. */
export const catalogueFacets = (tx: Tx) =>
  tx.many<{ kind: "audience" | "life-event"; value: string; count: number }>(sql`
    select 'life-event' as kind, value, count(*) as count from services.entry, unnest(life_events) value where offerings > 0 group by value
    union all
    select 'audience', value, count(*) from services.entry, unnest(audience) value where offerings > 0 group by value`);
