-- 0001_services.sql. What is offered: services, their immutable versions, and the agencies that offer them. All of it is public.
-- Writing is the owner's (`pendopo service publish`, `demo`); no page of the program can change a published word.
do $$ begin
  if not exists (select from pg_extension where extname = 'pg_trgm') then
    create extension pg_trgm;
  end if;
exception
  when insufficient_privilege then
    raise exception 'the extension pg_trgm is missing and this database user may not add it. Let an administrator of PostgreSQL run, in this database: create extension pg_trgm; then start Pendopo again';
  when undefined_file or feature_not_supported then
    raise exception 'the extension pg_trgm is not installed on this server. Install the package postgresql-contrib, then start Pendopo again';
end $$;

create schema services;
grant usage on schema services to pendopo_app, pendopo_worker;

create table services.service (
  id           uuid primary key,
  key          text not null,
  owner_agency uuid,
  created_at   timestamptz not null,
  constraint service_key_unique unique (key),
  constraint service_key_plain check (key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$')
);
comment on table services.service is 'Layanan. Without an owner it came with the library.';

create table services.version (
  id           uuid primary key,
  service_id   uuid not null references services.service (id),
  number       int not null,
  label        text not null,
  hash         text not null,
  files        jsonb not null,
  name         jsonb not null,
  summary      jsonb not null,
  audience     text[] not null,
  life_events  text[] not null,
  keywords     jsonb not null,
  published_at timestamptz not null,
  published_by uuid,
  constraint version_number_unique  unique (service_id, number),
  constraint version_content_unique unique (service_id, hash),
  constraint version_number_counts check (number > 0)
);
comment on table services.version is 'The folder of a service, word for word, as it was proved. Cases run on it for years.';
create trigger version_stays before update or delete or truncate on services.version
  for each statement execute function kernel.refuse_rewriting();

create table services.offering (
  agency_id   uuid not null,
  id          uuid not null,
  service_id  uuid not null references services.service (id),
  version_id  uuid not null references services.version (id),
  unit_id     uuid not null,
  own         jsonb not null default '{}',
  parameters  jsonb not null default '{}',
  roles       jsonb not null default '{}',
  letterhead  jsonb not null default '{}',
  status      text not null default 'open',
  slug        text not null,
  agency_slug text not null,
  agency_name text not null,
  unit_name   text not null,
  region      text,
  document    tsvector not null,
  offered_at  timestamptz not null,
  primary key (agency_id, id),
  constraint offering_slug_unique unique (service_id, slug),
  constraint offering_once_a_unit unique (agency_id, service_id, unit_id),
  constraint offering_status_known check (status in ('open', 'paused')),
  constraint offering_slug_plain check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$')
);
comment on table services.offering is 'Penyelenggaraan: an agency offers a version, by a unit, with its own parameters and officers. own is what it set; parameters adds the defaults. The names are copies for lists and search, renewed with each change.';
create index offering_of_service on services.offering (service_id, slug) where status = 'open';
create index offering_of_agency on services.offering (agency_slug, service_id) where status = 'open';
create index offering_words on services.offering using gin (document);

-- The catalogue as people search it: one row a service, written anew with each publication and offering.
create table services.entry (
  service_id  uuid primary key references services.service (id),
  version_id  uuid not null references services.version (id),
  key         text not null,
  name        jsonb not null,
  summary     jsonb not null,
  audience    text[] not null,
  life_events text[] not null,
  title       text not null,
  document    tsvector not null,
  index_form  int not null,
  promise     jsonb not null,
  fee         jsonb not null,
  offerings   int not null default 0
);
create index entry_words on services.entry using gin (document);
create index entry_title on services.entry (title, service_id) where offerings > 0;

-- Every word of the catalogue, and how it sounds: a word that nobody wrote is answered by the nearest that somebody did.
create table services.word (
  word  text primary key,
  sound text not null
);
create index word_sound on services.word (sound);
create index word_begins on services.word (word text_pattern_ops);

-- The operators of pg_trgm live where an administrator put them; the function looks there and nowhere else.
do $outer$
declare place text;
begin
  select n.nspname into place from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index word_trigrams on services.word using gin (sound %I.gin_trgm_ops)', place);
  execute format($make$
    create function services.near_words(asked text[], sounds text[])
    returns table (place int, word text, sound text)
    language sql stable set search_path = pg_catalog, %I as $body$
      select a.place::int, found.word, found.sound
        from unnest(asked, sounds) with ordinality as a (word, sound, place)
        cross join lateral (
          (select w.word, w.sound from services.word w where w.sound = a.sound limit 10)
          union
          (select w.word, w.sound from services.word w where length(a.word) >= 3 and w.word like replace(replace(a.word, '%%', ''), '_', '') || '%%' order by length(w.word) limit 5)
          union
          (select w.word, w.sound from services.word w where w.sound %% a.sound order by similarity(w.sound, a.sound) desc, w.word limit 8)
        ) found
    $body$ $make$, place);
end $outer$;
revoke all on function services.near_words from public;
grant execute on function services.near_words to pendopo_app, pendopo_worker;

alter table services.service  enable row level security;
alter table services.version  enable row level security;
alter table services.offering enable row level security;
alter table services.entry    enable row level security;
alter table services.word     enable row level security;
create policy service_read  on services.service  for select to pendopo_app, pendopo_worker using (true);
create policy version_read  on services.version  for select to pendopo_app, pendopo_worker using (true);
create policy offering_read on services.offering for select to pendopo_app, pendopo_worker using (true);
create policy entry_read    on services.entry    for select to pendopo_app, pendopo_worker using (true);
create policy word_read     on services.word     for select to pendopo_app, pendopo_worker using (true);
grant select on all tables in schema services to pendopo_app, pendopo_worker;
