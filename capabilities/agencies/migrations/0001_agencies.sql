-- 0001_agencies.sql. Who governs. These are public facts, printed on every letter: everybody reads them; an agency's own
-- administrators write what is theirs, and the worker writes what belongs to no agency (regions, national holidays).
create extension if not exists pg_trgm;
create schema agencies;
grant usage on schema agencies to pendopo_app, pendopo_worker;

create table agencies.region (
  code       text primary key,
  kind       text not null,
  name       text not null,
  parent     text references agencies.region (code),
  label      text not null,
  is_current boolean not null default true,
  constraint region_kind_known check (kind in ('province', 'regency', 'city', 'district', 'kelurahan', 'desa', 'desa-adat')),
  constraint region_code_dotted check (code ~ '^[0-9]{2}([.][0-9]{2}([.][0-9]{2}([.][0-9]{4})?)?)?$'),
  constraint region_below_its_parent check ((parent is null) = (kind = 'province') and starts_with(code, coalesce(parent || '.', '')))
);
comment on table agencies.region is 'Wilayah, by the codes of the Ministry of Home Affairs. Rows come from idn-area-data under the ODbL 1.0; a code once used stays, no longer current.';
create index region_parent on agencies.region (parent, code);
create index region_label on agencies.region using gin (lower(label) gin_trgm_ops);

-- What was brought in from outside, in which version: so that bringing it in again is nothing.
create table agencies.dataset (
  name     text primary key,
  version  text not null,
  row_count int not null,
  licence  text not null,
  at       timestamptz not null
);

create table agencies.agency (
  id         uuid primary key,
  key        text,
  code       text not null,
  name       text not null,
  short_name text not null,
  level      text not null,
  region     text,
  crest      text,
  address    text not null default '',
  phone      text not null default '',
  email      text not null default '',
  zone       text not null default 'WIB',
  calendar   jsonb not null default '{}',
  constraint agency_key_unique  unique (key),
  constraint agency_code_unique unique (code),
  constraint agency_level_known check (level in ('ministry', 'institution', 'province', 'city', 'regency', 'desa', 'other')),
  constraint agency_zone_known  check (zone in ('WIB', 'WITA', 'WIT'))
);
comment on table agencies.agency is 'Instansi (IPPD): the tenant. calendar holds its hours in the format of docs/calendar.md; its holidays are rows of agencies.holiday.';

create table agencies.unit (
  agency_id  uuid not null references agencies.agency (id),
  id         uuid not null,
  key        text,
  parent     uuid,
  kind       text not null,
  name       text not null,
  short_name text not null default '',
  region     text,
  sort       int not null default 0,
  closed_on  date,
  lineage    uuid[] not null,
  primary key (agency_id, id),
  constraint unit_parent_within foreign key (agency_id, parent) references agencies.unit (agency_id, id),
  constraint unit_kind_known check (kind in ('pimpinan', 'sekretariat', 'perangkat-daerah', 'bidang', 'bagian', 'uptd', 'rumah-sakit',
                                             'puskesmas', 'kecamatan', 'kelurahan', 'other'))
);
comment on table agencies.unit is 'Unit kerja, a tree inside the agency. lineage lists the units above it, from the top, and itself; a trigger keeps it.';
create unique index unit_key on agencies.unit (agency_id, key) where key is not null;
create index unit_id on agencies.unit (id);
create index unit_below on agencies.unit (agency_id, parent, sort);

-- The line of a unit follows from the unit above; a ring is refused where it would close.
create function agencies.keep_lineage() returns trigger language plpgsql as $$
declare above uuid[];
begin
  if new.parent is null then
    new.lineage := array[new.id];
    return new;
  end if;
  select lineage into above from agencies.unit where agency_id = new.agency_id and id = new.parent;
  if above is null then
    raise exception 'unit % has no parent %', new.id, new.parent using errcode = '23503';
  elsif new.id = any (above) then
    raise exception 'unit % would stand below itself', new.id using errcode = '23514', constraint = 'unit_no_ring';
  end if;
  new.lineage := above || new.id;
  return new;
end $$;
create trigger unit_lineage before insert or update of parent, lineage on agencies.unit
  for each row execute function agencies.keep_lineage();
create function agencies.carry_lineage() returns trigger language plpgsql as $$
begin
  update agencies.unit set parent = new.id where agency_id = new.agency_id and parent = new.id;
  return null;
end $$;
create trigger unit_lineage_below after update of parent on agencies.unit
  for each row when (old.lineage is distinct from new.lineage) execute function agencies.carry_lineage();

create table agencies.position (
  agency_id      uuid not null,
  id             uuid not null,
  key            text,
  unit_id        uuid not null,
  name           text not null,
  rank           text not null,
  is_head        boolean not null default false,
  may_sign       boolean not null default false,
  may_administer boolean not null default false,
  seats          int not null default 1,
  sort           int not null default 0,
  closed_on      date,
  primary key (agency_id, id),
  constraint position_in_unit foreign key (agency_id, unit_id) references agencies.unit (agency_id, id),
  constraint position_rank_known check (rank in ('kepala-daerah', 'jpt-madya', 'jpt-pratama', 'administrator', 'pengawas', 'fungsional', 'pelaksana')),
  constraint position_seats_some check (seats between 1 and 10000),
  constraint position_head_alone check (not is_head or seats = 1)
);
comment on table agencies.position is 'Jabatan. Authority belongs to the position; officials hold it for a time.';
create unique index position_key on agencies.position (agency_id, key) where key is not null;
create unique index position_one_head on agencies.position (agency_id, unit_id) where is_head and closed_on is null;
create index position_id on agencies.position (id);
create index position_unit on agencies.position (agency_id, unit_id, sort);

create table agencies.official (
  id    uuid primary key,
  key   text,
  name  text not null,
  nip   text,
  email text,
  constraint official_nip_unique unique (nip),
  constraint official_nip_digits check (nip ~ '^[0-9]{18}$')
);
comment on table agencies.official is 'ASN, and the elected heads, who have no NIP. Name and NIP stand on public letters; whatever else is known of the person belongs to other capabilities.';
create unique index official_key on agencies.official (key) where key is not null;

create table agencies.holding (
  agency_id   uuid not null,
  id          uuid not null,
  position_id uuid not null,
  official_id uuid not null references agencies.official (id),
  kind        text not null,
  starts_on   date not null,
  ends_on     date,
  decree      text not null default '',
  primary key (agency_id, id),
  constraint holding_of_position foreign key (agency_id, position_id) references agencies.position (agency_id, id),
  constraint holding_kind_known check (kind in ('definitif', 'plt', 'plh')),
  constraint holding_dates_in_order check (ends_on is null or ends_on >= starts_on),
  constraint holding_plh_ends check (kind <> 'plh' or ends_on is not null)
);
comment on table agencies.holding is 'Who holds a position, from and with a day until and with another. Plt: the position is vacant; Plh: its holder is away for a time.';
create index holding_position on agencies.holding (agency_id, position_id, starts_on);
create index holding_official on agencies.holding (official_id);

create table agencies.absence (
  agency_id   uuid not null references agencies.agency (id),
  id          uuid not null,
  official_id uuid not null references agencies.official (id),
  starts_on   date not null,
  ends_on     date not null,
  primary key (agency_id, id),
  constraint absence_dates_in_order check (ends_on >= starts_on)
);
comment on table agencies.absence is 'Days on which an official does not act (leave, travel). Why is nobody''s business here.';
create index absence_official on agencies.absence (agency_id, official_id, starts_on);

create table agencies.holiday (
  agency_id uuid not null,
  day       date not null,
  name      text not null,
  kind      text not null,
  primary key (agency_id, day),
  constraint holiday_kind_known check (kind in ('libur_nasional', 'cuti_bersama', 'local')),
  constraint holiday_national_is_everybodys check ((kind = 'local') = (agency_id <> '00000000-0000-0000-0000-000000000000'))
);
comment on table agencies.holiday is 'Days off. The nil agency holds the joint decrees on national holidays and joint leave; they change within a year.';

-- A new mark at each change of what an agency's calendar is made of, so that a program that holds it in memory can ask cheaply.
-- Random, not counted: a change that was rolled back must not look like the next one. The nil agency's row is the national list's.
create table agencies.calendar_version (
  agency_id uuid primary key,
  version   uuid not null
);
create function agencies.touch_calendar() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
declare changed uuid;
begin
  if tg_table_name = 'agency' then
    changed := new.id;
  elsif tg_op = 'DELETE' then
    changed := old.agency_id;
  else
    changed := new.agency_id;
  end if;
  insert into agencies.calendar_version (agency_id, version) values (changed, gen_random_uuid())
    on conflict (agency_id) do update set version = excluded.version;
  return null;
end $$;
create trigger agency_calendar after insert or update of zone, calendar, short_name on agencies.agency
  for each row execute function agencies.touch_calendar();
create trigger holiday_calendar after insert or update or delete on agencies.holiday
  for each row execute function agencies.touch_calendar();

alter table agencies.region enable row level security;
alter table agencies.dataset enable row level security;
alter table agencies.agency enable row level security;
alter table agencies.unit enable row level security;
alter table agencies.position enable row level security;
alter table agencies.official enable row level security;
alter table agencies.holding enable row level security;
alter table agencies.absence enable row level security;
alter table agencies.holiday enable row level security;
alter table agencies.calendar_version enable row level security;

create policy region_read   on agencies.region   for select to pendopo_app, pendopo_worker using (true);
create policy dataset_read  on agencies.dataset  for select to pendopo_app, pendopo_worker using (true);
create policy agency_read   on agencies.agency   for select to pendopo_app, pendopo_worker using (true);
create policy unit_read     on agencies.unit     for select to pendopo_app, pendopo_worker using (true);
create policy position_read on agencies.position for select to pendopo_app, pendopo_worker using (true);
create policy official_read on agencies.official for select to pendopo_app, pendopo_worker using (true);
create policy holding_read  on agencies.holding  for select to pendopo_app, pendopo_worker using (true);
create policy absence_read  on agencies.absence  for select to pendopo_app, pendopo_worker using (true);
create policy holiday_read  on agencies.holiday  for select to pendopo_app, pendopo_worker using (true);
create policy calendar_version_read on agencies.calendar_version for select to pendopo_app, pendopo_worker using (true);

create policy region_work   on agencies.region   for all to pendopo_worker using (true) with check (true);
create policy dataset_work  on agencies.dataset  for all to pendopo_worker using (true) with check (true);
create policy agency_work   on agencies.agency   for all to pendopo_worker using (true) with check (true);
create policy unit_work     on agencies.unit     for all to pendopo_worker using (true) with check (true);
create policy position_work on agencies.position for all to pendopo_worker using (true) with check (true);
create policy official_work on agencies.official for all to pendopo_worker using (true) with check (true);
create policy holding_work  on agencies.holding  for all to pendopo_worker using (true) with check (true);
create policy absence_work  on agencies.absence  for all to pendopo_worker using (true) with check (true);
create policy holiday_work  on agencies.holiday  for all to pendopo_worker using (true) with check (true);

create policy holding_own on agencies.holding for all to pendopo_app
  using (agency_id = kernel.asking_agency()) with check (agency_id = kernel.asking_agency());
create policy absence_own on agencies.absence for all to pendopo_app
  using (agency_id = kernel.asking_agency()) with check (agency_id = kernel.asking_agency());
create policy holiday_own on agencies.holiday for all to pendopo_app
  using (agency_id = kernel.asking_agency()) with check (agency_id = kernel.asking_agency() and kind = 'local');

grant select on all tables in schema agencies to pendopo_app, pendopo_worker;
grant insert, update on all tables in schema agencies to pendopo_worker;
grant delete on agencies.holiday, agencies.absence to pendopo_app, pendopo_worker;
grant insert on agencies.holding, agencies.absence, agencies.holiday to pendopo_app;
-- A holding is ended, never erased or rewritten: who signed in which year must stay answerable.
grant update (ends_on) on agencies.holding to pendopo_app;

-- What an official stands for on a day, as the session needs it at each request; null when nothing is held. The main position is
-- the definitive one, a head's before others; what is held in another agency than that does not count here.
create function agencies.standing_of(official uuid, day date) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
  with held as materialized (
    select h.agency_id, h.kind, h.starts_on, p.id, p.unit_id, p.name, p.is_head, p.may_administer
      from agencies.holding h
      join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
     where h.official_id = standing_of.official
       and h.starts_on <= standing_of.day and (h.ends_on is null or h.ends_on >= standing_of.day)
  ), main as (
    select * from held order by kind = 'definitif' desc, is_head desc, starts_on, id limit 1
  )
  select jsonb_build_object(
           'name', o.name,
           'agency', a.id,
           'agency_name', a.short_name,
           'zone', a.zone,
           'crest', case when a.crest is not null then '/instansi/' || a.code || '/lambang.svg' end,
           'position', main.id,
           'unit', main.unit_id,
           'title', case main.kind when 'plt' then 'Plt. ' when 'plh' then 'Plh. ' else '' end || main.name,
           'administers', (select bool_or(may_administer) from held where agency_id = main.agency_id),
           'positions', (select jsonb_agg(distinct held.id) from held where agency_id = main.agency_id),
           'units', (select jsonb_agg(distinct u.id)
                       from held
                       join agencies.unit u on u.agency_id = held.agency_id
                        and (u.id = held.unit_id or (held.is_head and held.unit_id = any (u.lineage)))
                      where held.agency_id = main.agency_id))
    from main
    join agencies.agency a on a.id = main.agency_id
    join agencies.official o on o.id = standing_of.official
$$;
revoke all on function agencies.standing_of from public;
grant execute on function agencies.standing_of to pendopo_app, pendopo_worker;

-- Holds a position still while somebody is seated in it. The application may read positions, not change them, and PostgreSQL asks
-- for the right to change before it locks; so the lock is lent here, for the asker's own agency only.
create function agencies.lock_position(agency uuid, position_id uuid) returns table (seats int)
language sql volatile security definer set search_path = pg_catalog as $$
  select p.seats from agencies.position p
   where p.agency_id = lock_position.agency and p.id = lock_position.position_id and p.closed_on is null
     and (p.agency_id = kernel.asking_agency() or pg_has_role(session_user, 'pendopo_worker', 'member'))
     for update
$$;
revoke all on function agencies.lock_position from public;
grant execute on function agencies.lock_position to pendopo_app, pendopo_worker;
