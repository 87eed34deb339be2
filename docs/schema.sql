-- Made by `node bin/run.js scripts/schema.ts --write` from a migrated database; `npm run check` compares. Not to be run: the
-- migrations are. For reading: every table with its rules, indexes, who may do what, and the functions behind them.


-- agencies --------------------------------------------------------------------------------------------
create schema agencies;

-- Days on which an official does not act (leave, travel). Why is nobody's business here.
create table agencies.absence (
  agency_id uuid not null,
  id uuid not null,
  official_id uuid not null,
  starts_on date not null,
  ends_on date not null,
  constraint absence_pkey PRIMARY KEY (agency_id, id),
  constraint absence_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies.agency(id),
  constraint absence_official_id_fkey FOREIGN KEY (official_id) REFERENCES agencies.official(id),
  constraint absence_dates_in_order CHECK ((ends_on >= starts_on))
);
create index absence_official ON agencies.absence USING btree (agency_id, official_id, starts_on);
-- row security: on
-- policy absence_own for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy absence_read for select to pendopo_app, pendopo_worker using (true)
-- policy absence_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

-- Instansi (IPPD): the tenant. calendar holds its hours in the format of docs/calendar.md; its holidays are rows of agencies.holiday.
create table agencies.agency (
  id uuid not null,
  key text,
  code text not null,
  name text not null,
  short_name text not null,
  level text not null,
  region text,
  crest text,
  address text not null default ''::text,
  phone text not null default ''::text,
  email text not null default ''::text,
  zone text not null default 'WIB'::text,
  calendar jsonb not null default '{}'::jsonb,
  constraint agency_pkey PRIMARY KEY (id),
  constraint agency_code_unique UNIQUE (code),
  constraint agency_key_unique UNIQUE (key),
  constraint agency_level_known CHECK ((level = ANY (ARRAY['ministry'::text, 'institution'::text, 'province'::text, 'city'::text, 'regency'::text, 'desa'::text, 'other'::text]))),
  constraint agency_zone_known CHECK ((zone = ANY (ARRAY['WIB'::text, 'WITA'::text, 'WIT'::text])))
);
-- row security: on
-- policy agency_administer for update to pendopo_app using (((id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy agency_read for select to pendopo_app, pendopo_worker using (true)
-- policy agency_work for all to pendopo_worker using (true) with check (true)
-- grant select, update (address, calendar, crest, email, name, phone, short_name, zone) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER agency_calendar AFTER INSERT OR UPDATE OF zone, calendar, short_name ON agencies.agency FOR EACH ROW EXECUTE FUNCTION agencies.touch_calendar()

create table agencies.calendar_version (
  agency_id uuid not null,
  version uuid not null,
  constraint calendar_version_pkey PRIMARY KEY (agency_id)
);
-- row security: on
-- policy calendar_version_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant insert, select, update to pendopo_worker

create table agencies.dataset (
  name text not null,
  version text not null,
  row_count integer not null,
  licence text not null,
  at timestamp with time zone not null,
  constraint dataset_pkey PRIMARY KEY (name)
);
-- row security: on
-- policy dataset_read for select to pendopo_app, pendopo_worker using (true)
-- policy dataset_work for all to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant insert, select, update to pendopo_worker

-- Who holds a position, from and with a day until and with another. Plt: the position is vacant; Plh: its holder is away for a time.
create table agencies.holding (
  agency_id uuid not null,
  id uuid not null,
  position_id uuid not null,
  official_id uuid not null,
  kind text not null,
  starts_on date not null,
  ends_on date,
  decree text not null default ''::text,
  constraint holding_pkey PRIMARY KEY (agency_id, id),
  constraint holding_of_position FOREIGN KEY (agency_id, position_id) REFERENCES agencies."position"(agency_id, id),
  constraint holding_official_id_fkey FOREIGN KEY (official_id) REFERENCES agencies.official(id),
  constraint holding_dates_in_order CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint holding_kind_known CHECK ((kind = ANY (ARRAY['definitif'::text, 'plt'::text, 'plh'::text]))),
  constraint holding_plh_ends CHECK (((kind <> 'plh'::text) OR (ends_on IS NOT NULL)))
);
create index holding_official ON agencies.holding USING btree (official_id);
create index holding_position ON agencies.holding USING btree (agency_id, position_id, starts_on);
-- row security: on
-- policy holding_own for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy holding_read for select to pendopo_app, pendopo_worker using (true)
-- policy holding_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (ends_on) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER holding_duties BEFORE INSERT ON agencies.holding FOR EACH ROW EXECUTE FUNCTION agencies.keep_duties_apart()

-- Days off. The nil agency holds the joint decrees on national holidays and joint leave; they change within a year.
create table agencies.holiday (
  agency_id uuid not null,
  day date not null,
  name text not null,
  kind text not null,
  constraint holiday_pkey PRIMARY KEY (agency_id, day),
  constraint holiday_kind_known CHECK ((kind = ANY (ARRAY['libur_nasional'::text, 'cuti_bersama'::text, 'local'::text]))),
  constraint holiday_national_is_everybodys CHECK (((kind = 'local'::text) = (agency_id <> '00000000-0000-0000-0000-000000000000'::uuid)))
);
-- row security: on
-- policy holiday_own for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND (kind = 'local'::text) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy holiday_read for select to pendopo_app, pendopo_worker using (true)
-- policy holiday_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select to pendopo_app
-- grant delete, insert, select, update to pendopo_worker
-- CREATE TRIGGER holiday_calendar AFTER INSERT OR DELETE OR UPDATE ON agencies.holiday FOR EACH ROW EXECUTE FUNCTION agencies.touch_calendar()

-- Daftar yang dimasukkan: units, positions, officials and holdings with the ids that they get. Only public facts.
create table agencies.import (
  agency_id uuid not null,
  id uuid not null,
  file_name text not null,
  made_by uuid not null,
  made_at timestamp with time zone not null,
  plan jsonb not null,
  done_at timestamp with time zone,
  undone_at timestamp with time zone,
  constraint import_pkey PRIMARY KEY (agency_id, id),
  constraint import_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies.agency(id),
  constraint import_undone_after_done CHECK (((undone_at IS NULL) OR (done_at IS NOT NULL)))
);
create index import_recent ON agencies.import USING btree (agency_id, made_at DESC);
-- row security: on
-- policy import_administer for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy import_tidy for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (done_at, plan, undone_at) to pendopo_app
-- grant delete, select to pendopo_worker

-- ASN, and the elected heads, who have no NIP. Name and NIP stand on public letters; whatever else is known of the person belongs to other capabilities.
create table agencies.official (
  id uuid not null,
  key text,
  name text not null,
  nip text,
  email text,
  kept_by uuid,
  kind text not null default 'pns'::text,
  left_on date,
  constraint official_pkey PRIMARY KEY (id),
  constraint official_nip_unique UNIQUE (nip),
  constraint official_kept_by_fkey FOREIGN KEY (kept_by) REFERENCES agencies.agency(id),
  constraint official_elected_without_nip CHECK (((kind <> 'elected'::text) OR (nip IS NULL))),
  constraint official_kind_known CHECK ((kind = ANY (ARRAY['pns'::text, 'pppk'::text, 'elected'::text]))),
  constraint official_nip_digits CHECK ((nip ~ '^[0-9]{18}$'::text))
);
create index official_kept ON agencies.official USING btree (kept_by, name, id);
create index official_names ON agencies.official USING gin (lower(name) gin_trgm_ops);
create unique index official_key ON agencies.official USING btree (key) WHERE (key IS NOT NULL);
-- row security: on
-- policy official_administer for update to pendopo_app using (((kept_by = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((kept_by IS NOT NULL) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy official_make for insert to pendopo_app with check (((kept_by = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy official_read for select to pendopo_app, pendopo_worker using (true)
-- policy official_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (email, kept_by, kind, left_on, name, nip) to pendopo_app
-- grant insert, select, update to pendopo_worker

-- Izin jabatan. unit_id null: the position's own unit; below: and the units below it. granted_by null: it follows from the position itself (a head decides, every holder works). Ended, never erased.
create table agencies.permission (
  agency_id uuid not null,
  id uuid not null,
  position_id uuid not null,
  act text not null,
  unit_id uuid,
  below boolean not null default false,
  services uuid[],
  regions text[],
  ceiling bigint,
  starts_on date not null,
  ends_on date,
  decree text not null default ''::text,
  granted_by uuid,
  granted_at timestamp with time zone,
  ended_by uuid,
  constraint permission_pkey PRIMARY KEY (agency_id, id),
  constraint permission_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES agencies.official(id),
  constraint permission_granted_by_fkey FOREIGN KEY (granted_by) REFERENCES agencies.official(id),
  constraint permission_in_unit FOREIGN KEY (agency_id, unit_id) REFERENCES agencies.unit(agency_id, id),
  constraint permission_of_position FOREIGN KEY (agency_id, position_id) REFERENCES agencies."position"(agency_id, id),
  constraint permission_act_known CHECK ((act = ANY (ARRAY['see'::text, 'work'::text, 'decide'::text, 'open-personal'::text, 'administer'::text, 'verify-identity'::text, 'file-for'::text, 'manage-programs'::text, 'audit'::text, 'protect-data'::text, 'review-emergency'::text, 'confirm-payment'::text]))),
  constraint permission_agency_wide CHECK (((act = ANY (ARRAY['see'::text, 'work'::text, 'decide'::text, 'open-personal'::text])) OR ((unit_id IS NULL) AND (NOT below) AND (services IS NULL) AND (regions IS NULL)))),
  constraint permission_by_decree CHECK (((granted_by IS NULL) OR (decree <> ''::text))),
  constraint permission_ceiling_for_decisions CHECK (((ceiling IS NULL) OR ((act = ANY (ARRAY['decide'::text, 'confirm-payment'::text])) AND (ceiling >= 0)))),
  constraint permission_dates_in_order CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint permission_some_region CHECK (((regions IS NULL) OR ((cardinality(regions) >= 1) AND (cardinality(regions) <= 200)))),
  constraint permission_some_service CHECK (((services IS NULL) OR ((cardinality(services) >= 1) AND (cardinality(services) <= 200))))
);
create index permission_position ON agencies.permission USING btree (agency_id, position_id);
-- row security: on
-- policy permission_end for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((ends_on IS NOT NULL) AND (ended_by IS NOT NULL)))
-- policy permission_grant for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may) AND (granted_by IS NOT NULL)))
-- policy permission_read for select to pendopo_app using ((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)))
-- policy permission_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (ended_by, ends_on) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER permission_duties BEFORE INSERT ON agencies.permission FOR EACH ROW EXECUTE FUNCTION agencies.keep_duties_apart()

-- Jabatan. Authority belongs to the position; officials hold it for a time.
create table agencies.position (
  agency_id uuid not null,
  id uuid not null,
  key text,
  unit_id uuid not null,
  name text not null,
  rank text not null,
  is_head boolean not null default false,
  may_sign boolean not null default false,
  may_administer boolean not null default false,
  seats integer not null default 1,
  sort integer not null default 0,
  closed_on date,
  constraint position_pkey PRIMARY KEY (agency_id, id),
  constraint position_in_unit FOREIGN KEY (agency_id, unit_id) REFERENCES agencies.unit(agency_id, id),
  constraint position_head_alone CHECK (((NOT is_head) OR (seats = 1))),
  constraint position_rank_known CHECK ((rank = ANY (ARRAY['kepala-daerah'::text, 'jpt-madya'::text, 'jpt-pratama'::text, 'administrator'::text, 'pengawas'::text, 'fungsional'::text, 'pelaksana'::text]))),
  constraint position_seats_some CHECK (((seats >= 1) AND (seats <= 10000)))
);
create index position_id ON agencies."position" USING btree (id);
create index position_unit ON agencies."position" USING btree (agency_id, unit_id, sort);
create unique index position_key ON agencies."position" USING btree (agency_id, key) WHERE (key IS NOT NULL);
create unique index position_one_head ON agencies."position" USING btree (agency_id, unit_id) WHERE (is_head AND (closed_on IS NULL));
-- row security: on
-- policy position_administer for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy position_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy position_read for select to pendopo_app, pendopo_worker using (true)
-- policy position_work for all to pendopo_worker using (true) with check (true)
-- grant insert (agency_id, id, is_head, key, may_sign, name, rank, seats, sort, unit_id), select, update (closed_on, is_head, may_sign, name, rank, seats, sort) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER position_permits AFTER INSERT OR UPDATE OF is_head ON agencies."position" FOR EACH ROW EXECUTE FUNCTION agencies.permit_by_nature()

-- Wilayah, by the codes of the Ministry of Home Affairs. Rows come from idn-area-data under the ODbL 1.0; a code once used stays, no longer current.
create table agencies.region (
  code text not null,
  kind text not null,
  name text not null,
  parent text,
  label text not null,
  is_current boolean not null default true,
  constraint region_pkey PRIMARY KEY (code),
  constraint region_parent_fkey FOREIGN KEY (parent) REFERENCES agencies.region(code),
  constraint region_below_its_parent CHECK ((((parent IS NULL) = (kind = 'province'::text)) AND starts_with(code, COALESCE((parent || '.'::text), ''::text)))),
  constraint region_code_dotted CHECK ((code ~ '^[0-9]{2}([.][0-9]{2}([.][0-9]{2}([.][0-9]{4})?)?)?$'::text)),
  constraint region_kind_known CHECK ((kind = ANY (ARRAY['province'::text, 'regency'::text, 'city'::text, 'district'::text, 'kelurahan'::text, 'desa'::text, 'desa-adat'::text])))
);
create index region_label ON agencies.region USING gin (lower(label) gin_trgm_ops);
create index region_parent ON agencies.region USING btree (parent, code);
-- row security: on
-- policy region_read for select to pendopo_app, pendopo_worker using (true)
-- policy region_work for all to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant insert, select, update to pendopo_worker

-- Unit kerja, a tree inside the agency. lineage lists the units above it, from the top, and itself; a trigger keeps it.
create table agencies.unit (
  agency_id uuid not null,
  id uuid not null,
  key text,
  parent uuid,
  kind text not null,
  name text not null,
  short_name text not null default ''::text,
  region text,
  sort integer not null default 0,
  closed_on date,
  lineage uuid[] not null,
  constraint unit_pkey PRIMARY KEY (agency_id, id),
  constraint unit_agency_id_fkey FOREIGN KEY (agency_id) REFERENCES agencies.agency(id),
  constraint unit_parent_within FOREIGN KEY (agency_id, parent) REFERENCES agencies.unit(agency_id, id),
  constraint unit_kind_known CHECK ((kind = ANY (ARRAY['pimpinan'::text, 'sekretariat'::text, 'perangkat-daerah'::text, 'bidang'::text, 'bagian'::text, 'uptd'::text, 'rumah-sakit'::text, 'puskesmas'::text, 'kecamatan'::text, 'kelurahan'::text, 'other'::text])))
);
create index unit_below ON agencies.unit USING btree (agency_id, parent, sort);
create index unit_id ON agencies.unit USING btree (id);
create unique index unit_key ON agencies.unit USING btree (agency_id, key) WHERE (key IS NOT NULL);
-- row security: on
-- policy unit_administer for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy unit_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy unit_read for select to pendopo_app, pendopo_worker using (true)
-- policy unit_work for all to pendopo_worker using (true) with check (true)
-- grant insert (agency_id, id, key, kind, name, parent, region, short_name, sort), select, update (closed_on, kind, name, parent, region, short_name, sort) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER unit_lineage BEFORE INSERT OR UPDATE OF parent, lineage ON agencies.unit FOR EACH ROW EXECUTE FUNCTION agencies.keep_lineage()
-- CREATE TRIGGER unit_lineage_below AFTER UPDATE OF parent ON agencies.unit FOR EACH ROW WHEN ((old.lineage IS DISTINCT FROM new.lineage)) EXECUTE FUNCTION agencies.carry_lineage()

CREATE OR REPLACE FUNCTION agencies.carry_lineage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  update agencies.unit set parent = new.id where agency_id = new.agency_id and parent = new.id;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION agencies.duties_apart()
 RETURNS TABLE(one text, other text)
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  values ('administer', 'audit'), ('administer', 'review-emergency'), ('administer', 'protect-data'), ('decide', 'confirm-payment'),
         ('audit', 'administer'), ('review-emergency', 'administer'), ('protect-data', 'administer'), ('confirm-payment', 'decide')
$function$;

CREATE OR REPLACE FUNCTION agencies.duty_conflict(agency uuid, acts text[], positions uuid[], from_day date, to_day date)
 RETURNS text
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select d.other from agencies.permission p join agencies.duties_apart() d on d.other = p.act
   where p.agency_id = agency and p.position_id = any (positions) and d.one = any (acts)
     and p.starts_on <= coalesce(to_day, 'infinity') and coalesce(p.ends_on, 'infinity') >= from_day
   order by 1 limit 1
$function$;

CREATE OR REPLACE FUNCTION agencies.held_besides(agency uuid, wanted uuid, from_day date, to_day date)
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(distinct o.position_id), '{}')
    from agencies.holding h
    join agencies.holding o on o.agency_id = h.agency_id and o.official_id = h.official_id and o.position_id <> h.position_id
   where h.agency_id = agency and h.position_id = wanted
     and h.starts_on <= coalesce(to_day, 'infinity') and coalesce(h.ends_on, 'infinity') >= from_day
     and o.starts_on <= least(coalesce(h.ends_on, 'infinity'), coalesce(to_day, 'infinity'))
     and coalesce(o.ends_on, 'infinity') >= greatest(h.starts_on, from_day)
$function$;

CREATE OR REPLACE FUNCTION agencies.keep_duties_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare met text;
begin
  if tg_table_name = 'permission' then
    -- Two administrators at once must not put two halves of a conflict in: the position is held still.
    perform 1 from agencies.position p where p.agency_id = new.agency_id and p.id = new.position_id for update;
    met := agencies.duty_conflict(new.agency_id, array[new.act],
      new.position_id || agencies.held_besides(new.agency_id, new.position_id, new.starts_on, new.ends_on), new.starts_on, new.ends_on);
    if new.granted_by is not null and exists (select from agencies.holding h
        where h.agency_id = new.agency_id and h.position_id = new.position_id and h.official_id = new.granted_by
          and coalesce(h.ends_on, 'infinity') >= (new.granted_at at time zone 'Asia/Jakarta')::date) then
      raise exception 'nobody permits themselves' using errcode = '23514', constraint = 'permission_not_to_oneself';
    end if;
  else
    perform 1 from agencies.official o where o.id = new.official_id for no key update;
    met := agencies.duty_conflict(new.agency_id,
      (select array_agg(distinct p.act) from agencies.permission p where p.agency_id = new.agency_id and p.position_id = new.position_id
          and p.starts_on <= coalesce(new.ends_on, 'infinity') and coalesce(p.ends_on, 'infinity') >= new.starts_on),
      (select array_agg(h.position_id) from agencies.holding h where h.agency_id = new.agency_id and h.official_id = new.official_id
          and h.starts_on <= coalesce(new.ends_on, 'infinity') and coalesce(h.ends_on, 'infinity') >= new.starts_on),
      new.starts_on, new.ends_on);
  end if;
  if met is not null then
    raise exception 'duties that are kept apart would meet: %', met using errcode = '23514', constraint = 'permission_duties_apart';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION agencies.keep_lineage()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION agencies.lock_position(agency uuid, position_id uuid)
 RETURNS TABLE(seats integer)
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.seats from agencies.position p
   where p.agency_id = lock_position.agency and p.id = lock_position.position_id and p.closed_on is null
     and (p.agency_id = kernel.asking_agency() or pg_has_role(session_user, 'pendopo_worker', 'member'))
     for update
$function$;

CREATE OR REPLACE FUNCTION agencies.permit_by_nature()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if tg_op = 'INSERT' then
    insert into agencies.permission (agency_id, id, position_id, act, below, starts_on)
    select new.agency_id, gen_random_uuid(), new.id, act, act not in ('administer') and new.is_head, date '0001-01-01'
      from unnest(array['work', 'open-personal'] || case when new.is_head then array['decide'] else array[]::text[] end
                  || case when new.may_administer then array['administer'] else array[]::text[] end) act;
    return null;
  end if;
  if new.is_head <> old.is_head then
    update agencies.permission p set below = new.is_head
     where p.agency_id = new.agency_id and p.position_id = new.id and p.granted_by is null and p.ends_on is null and p.act in ('work', 'open-personal');
    if new.is_head then
      insert into agencies.permission (agency_id, id, position_id, act, below, starts_on)
      values (new.agency_id, gen_random_uuid(), new.id, 'decide', true, current_date);
    else
      update agencies.permission p set ends_on = greatest(p.starts_on, current_date - 1)
       where p.agency_id = new.agency_id and p.position_id = new.id and p.granted_by is null and p.ends_on is null and p.act = 'decide';
    end if;
  end if;
  return null;
end $function$;

CREATE OR REPLACE FUNCTION agencies.standing_of(official uuid, day date)
 RETURNS jsonb
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with held as materialized (
    select h.agency_id, h.kind, h.starts_on, p.id, p.unit_id, p.name, p.is_head
      from agencies.holding h
      join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id
     where h.official_id = standing_of.official
       and h.starts_on <= standing_of.day and (h.ends_on is null or h.ends_on >= standing_of.day)
  ), main as (
    select * from held order by kind = 'definitif' desc, is_head desc, starts_on, id limit 1
  ), permitted as materialized (
    select m.id, m.act, coalesce(m.unit_id, held.unit_id) as unit_id, m.below, m.services, m.regions, m.ceiling, m.agency_id
      from held
      join agencies.permission m on m.agency_id = held.agency_id and m.position_id = held.id
     where held.agency_id = (select agency_id from main)
       and m.starts_on <= standing_of.day and (m.ends_on is null or m.ends_on >= standing_of.day)
  ), rights as (
    select jsonb_object_agg(act, id order by id) as acts, agency_id, unit_id, below, services, regions, ceiling
      from permitted where act in ('see', 'work', 'decide', 'open-personal')
     group by agency_id, unit_id, below, services, regions, ceiling
  ), reached as materialized (
    select r.*, (select jsonb_agg(u.id order by u.id) from agencies.unit u
                  where u.agency_id = r.agency_id and (u.id = r.unit_id or (r.below and r.unit_id = any (u.lineage)))) as units
      from rights r
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
           'acts', (select coalesce(jsonb_agg(distinct act), '[]') from permitted where act not in ('see', 'work', 'decide', 'open-personal')),
           'positions', (select jsonb_agg(distinct held.id) from held where agency_id = main.agency_id),
           'rights', (select coalesce(jsonb_agg(jsonb_build_object('acts', acts, 'units', units, 'services', services,
                        'regions', regions, 'ceiling', ceiling)), '[]') from reached),
           'units', (select coalesce(jsonb_agg(distinct each), '[]') from reached, jsonb_array_elements(units) each))
    from main
    join agencies.agency a on a.id = main.agency_id
    join agencies.official o on o.id = standing_of.official
$function$;

CREATE OR REPLACE FUNCTION agencies.touch_calendar()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
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
end $function$;

CREATE OR REPLACE FUNCTION agencies.undo_import(import uuid, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  found agencies.import;
  chairs uuid[];
begin
  if not kernel.asking_may('administer') then return 'agencies.import-not-there'; end if;
  select * into found from agencies.import i where i.agency_id = kernel.asking_agency() and i.id = undo_import.import for update;
  if found.id is null or found.done_at is null or found.undone_at is not null then return 'agencies.import-not-there'; end if;
  if found.done_at < undo_import.at - interval '24 hours' then return 'agencies.import-too-late'; end if;
  select array_agg(h.position_id) into chairs from agencies.holding h
   where h.agency_id = found.agency_id and h.id in (select (r ->> 'id')::uuid from jsonb_array_elements(found.plan -> 'holdings') r);
  if exists (select from kernel.audit_entry e
              join agencies.holding h on h.agency_id = e.agency_id and h.position_id = e.position
              where e.agency_id = found.agency_id and e.at > found.done_at and e.position = any (chairs)
                and e.actor is distinct from found.made_by) then
    return 'agencies.import-in-use';
  end if;
  delete from agencies.holding h where h.agency_id = found.agency_id
     and h.id in (select (r ->> 'id')::uuid from jsonb_array_elements(found.plan -> 'holdings') r);
  update agencies.position p set closed_on = (undo_import.at at time zone 'Asia/Jakarta')::date
   where p.agency_id = found.agency_id and p.id in (select (r ->> 'id')::uuid from jsonb_array_elements(found.plan -> 'positions') r)
     and not exists (select from agencies.holding h where h.agency_id = p.agency_id and h.position_id = p.id);
  update agencies.unit u set closed_on = (undo_import.at at time zone 'Asia/Jakarta')::date
   where u.agency_id = found.agency_id and u.id in (select (r ->> 'id')::uuid from jsonb_array_elements(found.plan -> 'units') r)
     and not exists (select from agencies.position p where p.agency_id = u.agency_id and p.unit_id = u.id and p.closed_on is null);
  update agencies.official o set left_on = (undo_import.at at time zone 'Asia/Jakarta')::date
   where o.kept_by = found.agency_id and o.id in (select (r ->> 'id')::uuid from jsonb_array_elements(found.plan -> 'officials') r)
     and not exists (select from agencies.holding h where h.official_id = o.id);
  update agencies.import i set undone_at = undo_import.at where i.agency_id = found.agency_id and i.id = found.id;
  return null;
end $function$;


-- cases -----------------------------------------------------------------------------------------------
create schema cases;

create table cases.attachment (
  agency_id uuid not null,
  id uuid not null,
  draft_id uuid,
  case_id uuid,
  account_id uuid not null,
  field text not null,
  name bytea not null,
  type text not null,
  size integer not null,
  store_id text not null,
  thumbnail text,
  sent_at timestamp with time zone not null,
  person_id uuid,
  constraint attachment_pkey PRIMARY KEY (agency_id, id)
);
create index attachment_case ON cases.attachment USING btree (agency_id, case_id) WHERE (case_id IS NOT NULL);
create index attachment_draft ON cases.attachment USING btree (agency_id, draft_id) WHERE (draft_id IS NOT NULL);
create index attachment_loose ON cases.attachment USING btree (sent_at) WHERE (case_id IS NULL);
-- row security: on
-- policy attachment_add for insert to pendopo_app with check (((account_id = ( SELECT kernel.asking_account() AS asking_account)) AND ((person_id IS NULL) OR (person_id = ( SELECT kernel.asking_person() AS asking_person))) AND ((draft_id IS NULL) OR (EXISTS ( SELECT
   FROM cases.draft d
  WHERE ((d.agency_id = attachment.agency_id) AND (d.id = attachment.draft_id))))) AND ((case_id IS NULL) OR (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = attachment.agency_id) AND (c.id = attachment.case_id)))))))
-- policy attachment_drop for delete to pendopo_app using (((case_id IS NULL) AND ((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR (person_id = ( SELECT kernel.asking_person() AS asking_person)))))
-- policy attachment_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy attachment_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy attachment_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy attachment_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy attachment_own for update to pendopo_app using (((case_id IS NULL) AND ((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR (person_id = ( SELECT kernel.asking_person() AS asking_person))))) with check ((((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR (person_id = ( SELECT kernel.asking_person() AS asking_person))) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = attachment.agency_id) AND (c.id = attachment.case_id))))))
-- policy attachment_see for select to pendopo_app using ((((case_id IS NULL) AND (account_id = ( SELECT kernel.asking_account() AS asking_account))) OR ((case_id IS NULL) AND (person_id = ( SELECT kernel.asking_person() AS asking_person)) AND (EXISTS ( SELECT
   FROM cases.draft d
  WHERE ((d.agency_id = attachment.agency_id) AND (d.id = attachment.draft_id))))) OR (((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR (person_id = ( SELECT kernel.asking_person() AS asking_person)) OR (cardinality(( SELECT kernel.asking_units() AS asking_units)) > 0)) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = attachment.agency_id) AND (c.id = attachment.case_id)))))))
-- policy attachment_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select, update (case_id, draft_id) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

-- Permohonan: one request, from submission to outcome. state is the engine's, variables are its open data, personal the encrypted rest.
create table cases.case (
  agency_id uuid not null,
  id uuid not null,
  tracking text not null,
  offering_id uuid not null,
  service_id uuid not null,
  version_id uuid not null,
  unit_id uuid not null,
  applicant_id uuid not null,
  status text not null default 'running'::text,
  outcome text,
  state jsonb not null,
  variables jsonb not null,
  personal bytea not null,
  correction jsonb,
  clock jsonb,
  due_at timestamp with time zone,
  is_paused boolean not null default false,
  is_late boolean not null default false,
  open_tasks integer not null default 0,
  submitted_at timestamp with time zone not null,
  finished_at timestamp with time zone,
  revision integer not null default 1,
  events integer not null,
  head bytea not null,
  filed_by uuid,
  filed_mandate uuid,
  constraint case_pkey PRIMARY KEY (agency_id, id),
  constraint case_finished_is_dated CHECK (((status = 'running'::text) = (finished_at IS NULL))),
  constraint case_status_known CHECK ((status = ANY (ARRAY['running'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text, 'closed'::text, 'failed'::text])))
);
create index case_applicant ON cases."case" USING btree (applicant_id, submitted_at DESC);
create index case_figures ON cases."case" USING btree (offering_id, finished_at) WHERE (finished_at IS NOT NULL);
create index case_late ON cases."case" USING btree (unit_id, due_at) WHERE (status = 'running'::text);
create index case_unit ON cases."case" USING btree (unit_id, submitted_at DESC);
create unique index case_tracking ON cases."case" USING btree (tracking);
-- row security: on
-- policy case_change for update to pendopo_app using (((applicant_id = ( SELECT kernel.asking_person() AS asking_person)) OR (unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) OR ( SELECT true
   FROM cases.party p
  WHERE ((p.agency_id = "case".agency_id) AND (p.case_id = "case".id) AND (p.unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])))
 LIMIT 1)))
-- policy case_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_open for insert to pendopo_app with check ((applicant_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy case_see for select to pendopo_app using (((applicant_id = ( SELECT kernel.asking_person() AS asking_person)) OR (unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) OR (tracking = ( SELECT kernel.asking_tracking() AS asking_tracking)) OR ( SELECT true
   FROM cases.party p
  WHERE ((p.agency_id = "case".agency_id) AND (p.case_id = "case".id) AND (p.unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])))
 LIMIT 1)))
-- policy case_within_mandate as restrictive for all to pendopo_app using (((( SELECT kernel.asking_services() AS asking_services) IS NULL) OR (service_id = ANY (( SELECT kernel.asking_services() AS asking_services)::uuid[])))) with check (((( SELECT kernel.asking_services() AS asking_services) IS NULL) OR (service_id = ANY (( SELECT kernel.asking_services() AS asking_services)::uuid[]))))
-- policy case_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (clock, correction, due_at, events, finished_at, head, is_late, is_paused, open_tasks, outcome, personal, revision, state, status, variables) to pendopo_app
-- grant insert, select, update to pendopo_worker

create table cases.comment (
  agency_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  is_inside boolean not null,
  actor uuid not null,
  from_applicant boolean not null,
  label text not null,
  body bytea not null,
  actor_name bytea,
  constraint comment_pkey PRIMARY KEY (agency_id, case_id, id)
);
-- row security: on
-- policy comment_add for insert to pendopo_app with check (((actor = ( SELECT kernel.asking_account() AS asking_account)) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = comment.agency_id) AND (c.id = comment.case_id))))))
-- policy comment_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy comment_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy comment_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy comment_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy comment_see for select to pendopo_app using ((((NOT is_inside) OR (cardinality(( SELECT kernel.asking_units() AS asking_units)) > 0)) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = comment.agency_id) AND (c.id = comment.case_id))))))
-- policy comment_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select to pendopo_worker

create table cases.document (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  key text not null,
  title jsonb not null,
  number text not null default ''::text,
  status text not null default 'making'::text,
  code text not null,
  store_id text,
  digest bytea,
  size integer,
  issued_at timestamp with time zone,
  valid_until date,
  signer jsonb,
  holder bytea,
  replaced_by uuid,
  ended_at timestamp with time zone,
  ended_why text,
  fault text,
  constraint document_pkey PRIMARY KEY (agency_id, id),
  constraint document_code_unique UNIQUE (code),
  constraint document_issued_is_whole CHECK (((status = 'making'::text) OR ((store_id IS NOT NULL) AND (digest IS NOT NULL) AND (issued_at IS NOT NULL)))),
  constraint document_status_known CHECK ((status = ANY (ARRAY['making'::text, 'issued'::text, 'replaced'::text, 'revoked'::text])))
);
create index document_case ON cases.document USING btree (agency_id, case_id);
create index document_digest ON cases.document USING btree (digest) WHERE (digest IS NOT NULL);
-- row security: on
-- policy document_end for update to pendopo_app using (((status = 'issued'::text) AND (cardinality(( SELECT kernel.asking_units() AS asking_units)) > 0) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = document.agency_id) AND (c.id = document.case_id)))))) with check ((status = ANY (ARRAY['issued'::text, 'revoked'::text])))
-- policy document_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy document_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy document_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy document_order for insert to pendopo_app with check (((status = 'making'::text) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = document.agency_id) AND (c.id = document.case_id))))))
-- policy document_see for select to pendopo_app using ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = document.agency_id) AND (c.id = document.case_id)))))
-- policy document_work for all to pendopo_worker using (true) with check (true)
-- grant insert (agency_id, case_id, code, id, key, title), select, update (ended_at, ended_why, status) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

create table cases.draft (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  offering_id uuid not null,
  version_id uuid not null,
  answers bytea not null,
  page text not null default ''::text,
  started_at timestamp with time zone not null,
  saved_at timestamp with time zone not null,
  service_id uuid,
  made_by uuid,
  mandate uuid,
  constraint draft_pkey PRIMARY KEY (agency_id, id)
);
create index draft_age ON cases.draft USING btree (saved_at);
create index draft_person ON cases.draft USING btree (person_id, saved_at DESC);
-- row security: on
-- policy draft_own for all to pendopo_app using ((person_id = ( SELECT kernel.asking_person() AS asking_person))) with check ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy draft_within_mandate as restrictive for all to pendopo_app using (((( SELECT kernel.asking_services() AS asking_services) IS NULL) OR (service_id = ANY (( SELECT kernel.asking_services() AS asking_services)::uuid[])))) with check (((( SELECT kernel.asking_services() AS asking_services) IS NULL) OR (service_id = ANY (( SELECT kernel.asking_services() AS asking_services)::uuid[]))))
-- policy draft_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select, update to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

create table cases.event (
  agency_id uuid not null,
  case_id uuid not null,
  number integer not null,
  at timestamp with time zone not null,
  kind text not null,
  actor uuid,
  actor_kind text not null,
  label text not null default ''::text,
  unit_id uuid,
  data jsonb not null default '{}'::jsonb,
  entry jsonb,
  trace text[] not null default '{}'::text[],
  previous bytea not null,
  hash bytea not null,
  actor_name bytea,
  constraint event_pkey PRIMARY KEY (agency_id, case_id, number, at)
) partition by RANGE (at);
-- row security: on
-- policy event_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy event_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy event_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy event_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy event_of_case for all to pendopo_app using ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = event.agency_id) AND (c.id = event.case_id))))) with check ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = event.agency_id) AND (c.id = event.case_id)))))
-- policy event_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER event_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON cases.event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

-- Who was told what, when. The mail's fate stands in kernel.mail.
create table cases.notice (
  agency_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  key text not null,
  to_role text not null,
  unit_id uuid,
  mail_id uuid,
  body bytea not null,
  constraint notice_pkey PRIMARY KEY (agency_id, case_id, id)
);
-- row security: on
-- policy notice_add for insert to pendopo_app with check ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = notice.agency_id) AND (c.id = notice.case_id)))))
-- policy notice_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy notice_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy notice_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy notice_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy notice_see for select to pendopo_app using ((((to_role = 'applicant'::text) OR (cardinality(( SELECT kernel.asking_units() AS asking_units)) > 0)) AND (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = notice.agency_id) AND (c.id = notice.case_id))))))
-- policy notice_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select to pendopo_worker

create table cases.party (
  agency_id uuid not null,
  case_id uuid not null,
  unit_id uuid not null,
  since timestamp with time zone not null,
  constraint party_pkey PRIMARY KEY (agency_id, case_id, unit_id)
);
create index party_unit ON cases.party USING btree (unit_id, since DESC);
-- row security: on
-- policy party_add for insert to pendopo_app with check (cases.works_on(agency_id, case_id))
-- policy party_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy party_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy party_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy party_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy party_see for select to pendopo_app using ((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])))
-- policy party_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select to pendopo_worker

create table cases.serial (
  agency_id uuid not null,
  series text not null,
  year integer not null,
  last integer not null,
  constraint serial_pkey PRIMARY KEY (agency_id, series, year)
);
-- row security: on
-- policy serial_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update to pendopo_worker

-- One piece of work for one unit or position; unit_id is null for the applicant.
create table cases.task (
  agency_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  key text not null,
  element text not null,
  role text not null,
  unit_id uuid,
  position_id uuid,
  form text,
  act text not null default 'complete'::text,
  status text not null default 'open'::text,
  claimed_by uuid,
  claimed_at timestamp with time zone,
  opened_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  done_at timestamp with time zone,
  done_by uuid,
  done_position uuid,
  done_label text,
  service_id uuid not null,
  tracking text not null,
  applicant bytea not null,
  priority integer not null default 0,
  filer bytea,
  done_account uuid,
  done_mandate uuid,
  constraint task_pkey PRIMARY KEY (agency_id, case_id, id),
  constraint task_key_once UNIQUE (agency_id, case_id, key),
  constraint task_claim_whole CHECK (((claimed_by IS NULL) = (claimed_at IS NULL))),
  constraint task_of_unit_or_applicant CHECK (((unit_id IS NOT NULL) OR (role <> ''::text))),
  constraint task_status_known CHECK ((status = ANY (ARRAY['open'::text, 'done'::text, 'cancelled'::text])))
);
create index task_done_by_unit ON cases.task USING btree (unit_id, done_at DESC) WHERE (status = 'done'::text);
create index task_mine ON cases.task USING btree (claimed_by, due_at, id) WHERE ((status = 'open'::text) AND (claimed_by IS NOT NULL));
create index task_worklist ON cases.task USING btree (unit_id, due_at, id) WHERE (status = 'open'::text);
-- row security: on
-- policy task_add for insert to pendopo_app with check ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = task.agency_id) AND (c.id = task.case_id)))))
-- policy task_change for update to pendopo_app using ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = task.agency_id) AND (c.id = task.case_id)))))
-- policy task_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy task_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy task_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy task_see for select to pendopo_app using (((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) OR (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = task.agency_id) AND (c.id = task.case_id))))))
-- policy task_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (claimed_at, claimed_by, done_account, done_at, done_by, done_label, done_mandate, done_position, status) to pendopo_app
-- grant insert, select, update to pendopo_worker

-- What falls due: the engine's timers by their keys, and the case's own: @warn, @late, @silence, @task:<id>.
create table cases.timer (
  agency_id uuid not null,
  case_id uuid not null,
  key text not null,
  due_at timestamp with time zone not null,
  constraint timer_pkey PRIMARY KEY (agency_id, case_id, key)
);
create index timer_due ON cases.timer USING btree (due_at);
-- row security: on
-- policy timer_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy timer_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy timer_number_hides as restrictive for select to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy timer_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy timer_of_case for all to pendopo_app using ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = timer.agency_id) AND (c.id = timer.case_id))))) with check ((EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = timer.agency_id) AND (c.id = timer.case_id)))))
-- policy timer_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select, update (due_at) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

CREATE OR REPLACE FUNCTION cases.verify_digest(wanted bytea)
 RETURNS TABLE(code text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select d.code from cases.document d where d.digest = wanted and d.status <> 'making'
$function$;

CREATE OR REPLACE FUNCTION cases.verify_document(wanted text)
 RETURNS TABLE(agency_id uuid, id uuid, title jsonb, number text, status text, issued_at timestamp with time zone, valid_until date, signer jsonb, holder bytea, digest bytea, store_id text, replaced_code text, ended_at timestamp with time zone, ended_why text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select d.agency_id, d.id, d.title, d.number, d.status, d.issued_at, d.valid_until, d.signer, d.holder, d.digest, d.store_id,
         (select r.code from cases.document r where r.agency_id = d.agency_id and r.id = d.replaced_by), d.ended_at, d.ended_why
    from cases.document d where d.code = wanted and d.status <> 'making'
$function$;

CREATE OR REPLACE FUNCTION cases.version_behind(wanted_draft uuid, wanted_number text)
 RETURNS uuid
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select version_id from cases.draft where id = wanted_draft
  union all
  select version_id from cases.case where tracking = wanted_number limit 1
$function$;

CREATE OR REPLACE FUNCTION cases.works_on(agency uuid, wanted uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from cases.case c where c.agency_id = agency and c.id = wanted and (
    c.applicant_id = kernel.asking_person() or c.unit_id = any (kernel.asking_units())
    or exists (select from cases.party p where p.agency_id = agency and p.case_id = wanted and p.unit_id = any (kernel.asking_units()))))
$function$;


-- kernel ----------------------------------------------------------------------------------------------
create schema kernel;

-- Append-only. The nil agency holds what belongs to the installation.
create table kernel.audit_entry (
  agency_id uuid not null,
  id uuid not null,
  at timestamp with time zone not null,
  actor uuid,
  subject uuid,
  position uuid,
  act text not null,
  target text not null default ''::text,
  detail jsonb not null default '{}'::jsonb,
  purpose text,
  seal bigint,
  on_behalf uuid,
  mandate uuid,
  program uuid,
  constraint audit_entry_pkey PRIMARY KEY (agency_id, id)
);
create index audit_actor ON kernel.audit_entry USING btree (actor, at DESC) WHERE (actor IS NOT NULL);
create index audit_of_seal ON kernel.audit_entry USING btree (agency_id, seal, id);
create index audit_subject ON kernel.audit_entry USING btree (subject, at DESC) WHERE (subject IS NOT NULL);
create index audit_unsealed ON kernel.audit_entry USING btree (agency_id, id) WHERE (seal IS NULL);
-- row security: on
-- policy audit_own for select to pendopo_app using ((subject = kernel.asking_person()))
-- policy audit_put for insert to pendopo_app with check (((NOT (actor IS DISTINCT FROM kernel.asking_account())) AND (seal IS NULL)))
-- policy audit_put_work for insert to pendopo_worker with check ((seal IS NULL))
-- policy audit_seal for update to pendopo_worker using ((seal IS NULL)) with check (true)
-- policy audit_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant insert, select, update (seal) to pendopo_worker
-- CREATE TRIGGER audit_entry_stays BEFORE DELETE OR TRUNCATE ON kernel.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table kernel.audit_seal (
  agency_id uuid not null,
  number bigint not null,
  entries integer not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  constraint audit_seal_pkey PRIMARY KEY (agency_id, number)
);
-- row security: on
-- policy audit_seal_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER audit_seal_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table kernel.certificate (
  id uuid not null,
  kind text not null,
  agency_id uuid,
  holder uuid,
  certificate bytea not null,
  key_sealed bytea not null,
  serial text not null,
  not_before timestamp with time zone not null,
  not_after timestamp with time zone not null,
  revoked_at timestamp with time zone,
  constraint certificate_pkey PRIMARY KEY (id),
  constraint certificate_kind_known CHECK ((kind = ANY (ARRAY['root'::text, 'issuer'::text, 'seal'::text, 'official'::text])))
);
create index certificate_holder ON kernel.certificate USING btree (kind, agency_id, holder, not_after DESC);
create unique index certificate_authority ON kernel.certificate USING btree (kind) WHERE ((kind = ANY (ARRAY['root'::text, 'issuer'::text])) AND (revoked_at IS NULL));
-- row security: on
-- policy certificate_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (revoked_at) to pendopo_worker

create table kernel.command (
  sender text not null,
  key text not null,
  fingerprint bytea not null,
  answer jsonb,
  at timestamp with time zone not null,
  constraint command_pkey PRIMARY KEY (sender, key)
);
create index command_age ON kernel.command USING btree (at);
-- row security: on
-- policy command_own for all to pendopo_app using ((sender = (( SELECT kernel.asking_account() AS asking_account))::text)) with check ((sender = (( SELECT kernel.asking_account() AS asking_account))::text))
-- policy command_tidy for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

create table kernel.data_key (
  id uuid not null,
  purpose text not null,
  wrapped bytea not null,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  constraint data_key_pkey PRIMARY KEY (id),
  constraint data_key_purpose_known CHECK ((purpose = ANY (ARRAY['data'::text, 'index'::text, 'file'::text, 'seal'::text])))
);
-- row security: on

create table kernel.job (
  id uuid not null,
  kind text not null,
  payload jsonb not null default '{}'::jsonb,
  key text,
  run_at timestamp with time zone not null,
  attempts integer not null default 0,
  leased_until timestamp with time zone,
  last_error text,
  dead boolean not null default false,
  created_at timestamp with time zone not null,
  constraint job_pkey PRIMARY KEY (id),
  constraint job_key_unique UNIQUE (key)
);
create index job_due ON kernel.job USING btree (run_at) WHERE (NOT dead);
-- row security: on
-- policy job_put for insert to pendopo_app, pendopo_worker with check (true)
-- policy job_work for all to pendopo_worker using (true) with check (true)
-- grant insert to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

-- Outbox. Address and text are encrypted; the notice on the case says what was sent to whom.
create table kernel.mail (
  id uuid not null,
  agency_id uuid not null,
  recipient bytea not null,
  subject bytea not null,
  body bytea not null,
  status text not null default 'waiting'::text,
  attempts integer not null default 0,
  last_error text,
  created_at timestamp with time zone not null,
  sent_at timestamp with time zone,
  constraint mail_pkey PRIMARY KEY (id),
  constraint mail_status_known CHECK ((status = ANY (ARRAY['waiting'::text, 'sent'::text, 'failed'::text, 'none'::text])))
);
-- row security: on
-- policy mail_put for insert to pendopo_app, pendopo_worker with check (true)
-- policy mail_work for all to pendopo_worker using (true) with check (true)
-- grant insert to pendopo_app
-- grant insert, select, update to pendopo_worker

create table kernel.migration (
  area text not null,
  name text not null,
  hash text not null,
  at timestamp with time zone not null default now(),
  constraint migration_pkey PRIMARY KEY (area, name)
);
-- row security: on

create table kernel.setting (
  name text not null,
  value jsonb not null,
  constraint setting_pkey PRIMARY KEY (name)
);
-- row security: on
-- policy setting_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant select to pendopo_worker

CREATE OR REPLACE FUNCTION kernel.asking_account()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.account', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.asking_agency()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.agency', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.asking_mandate()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.mandate', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.asking_may(act text)
 RETURNS boolean
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select act = any (coalesce(nullif(current_setting('pendopo.acts', true), ''), '{}')::text[]) $function$;

CREATE OR REPLACE FUNCTION kernel.asking_person()
 RETURNS uuid
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.person', true), '')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.asking_services()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.services', true), '')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.asking_tracking()
 RETURNS text
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(current_setting('pendopo.tracking', true), '') $function$;

CREATE OR REPLACE FUNCTION kernel.asking_units()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select coalesce(nullif(current_setting('pendopo.units', true), ''), '{}')::uuid[] $function$;

CREATE OR REPLACE FUNCTION kernel.mail_fate(ids uuid[])
 RETURNS TABLE(id uuid, status text, sent_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.id, m.status, m.sent_at from kernel.mail m where m.id = any (ids) $function$;

CREATE OR REPLACE FUNCTION kernel.public_certificates()
 RETURNS TABLE(kind text, certificate bytea, revoked_at timestamp with time zone, serial text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select kind, certificate, revoked_at, serial from kernel.certificate $function$;

CREATE OR REPLACE FUNCTION kernel.refuse_rewriting()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = '42501';
end $function$;


-- people ----------------------------------------------------------------------------------------------
create schema people;

create table people.account (
  id uuid not null,
  kind text not null,
  person_id uuid,
  official_id uuid,
  login_blind bytea not null,
  password_hash text,
  assurance text not null default 'self-declared'::text,
  created_at timestamp with time zone not null,
  disabled_at timestamp with time zone,
  password_at timestamp with time zone,
  recovered_at timestamp with time zone,
  constraint account_pkey PRIMARY KEY (id),
  constraint account_login_unique UNIQUE (login_blind),
  constraint account_assurance_known CHECK ((assurance = ANY (ARRAY['self-declared'::text, 'counter'::text, 'provider'::text]))),
  constraint account_kind_known CHECK ((kind = ANY (ARRAY['resident'::text, 'official'::text]))),
  constraint account_of_somebody CHECK ((((kind = 'resident'::text) = (person_id IS NOT NULL)) AND ((kind = 'official'::text) = (official_id IS NOT NULL))))
);
create unique index account_official ON people.account USING btree (official_id) WHERE (official_id IS NOT NULL);
create unique index account_person ON people.account USING btree (person_id) WHERE (person_id IS NOT NULL);
-- row security: on
-- policy account_new for insert to pendopo_app with check (((kind = 'resident'::text) AND (assurance = 'self-declared'::text) AND (official_id IS NULL) AND (disabled_at IS NULL) AND (id = ( SELECT kernel.asking_account() AS asking_account)) AND (person_id = ( SELECT kernel.asking_person() AS asking_person))))
-- policy account_own for select to pendopo_app using ((id = kernel.asking_account()))
-- policy account_own_change for update to pendopo_app using ((id = kernel.asking_account()))
-- policy account_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (password_at, password_hash, recovered_at) to pendopo_app
-- grant insert, select, update to pendopo_worker

create table people.passkey (
  id uuid not null,
  account_id uuid not null,
  credential bytea not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null default '{}'::text[],
  is_synced boolean not null default false,
  name bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  suspended_at timestamp with time zone,
  constraint passkey_pkey PRIMARY KEY (id),
  constraint passkey_credential_unique UNIQUE (credential),
  constraint passkey_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id)
);
create index passkey_account ON people.passkey USING btree (account_id);
-- row security: on
-- policy passkey_own for all to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- grant delete, insert, select, update (counter, is_synced, name, suspended_at, used_at) to pendopo_app

-- Penduduk. A person may have a single name (design §7).
create table people.person (
  id uuid not null,
  name bytea not null,
  nik bytea,
  nik_blind bytea,
  email bytea,
  phone bytea,
  created_at timestamp with time zone not null,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_nik_unique UNIQUE (nik_blind),
  constraint person_nik_whole CHECK (((nik IS NULL) = (nik_blind IS NULL)))
);
-- row security: on
-- policy person_change for update to pendopo_app using ((id = ( SELECT kernel.asking_person() AS asking_person))) with check ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_make for insert to pendopo_app with check ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_see for select to pendopo_app using ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_work for select to pendopo_worker using (true)
-- grant insert, select, update (email, name, phone) to pendopo_app
-- grant select to pendopo_worker

create table people.recovery_code (
  account_id uuid not null,
  code_blind bytea not null,
  created_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint recovery_code_pkey PRIMARY KEY (account_id, code_blind),
  constraint recovery_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id)
);
-- row security: on
-- policy recovery_code_own for all to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- grant delete, insert, select, update to pendopo_app

create table people.session (
  token_hash bytea not null,
  account_id uuid not null,
  id uuid not null,
  agent text not null default ''::text,
  created_at timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  proved_at timestamp with time zone not null default now(),
  second_at timestamp with time zone,
  acting_for uuid,
  idle_seconds integer not null default 7200,
  network text not null default ''::text,
  how text not null default 'password'::text,
  constraint session_pkey PRIMARY KEY (token_hash),
  constraint session_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id)
);
create index session_account ON people.session USING btree (account_id);
create index session_expiry ON people.session USING btree (expires_at);
-- row security: on
-- policy session_own for all to pendopo_app using ((account_id = kernel.asking_account())) with check ((account_id = kernel.asking_account()))
-- policy session_tidy for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select, update to pendopo_app
-- grant delete, select to pendopo_worker

-- Challenges and half sign-ins that were used: the same one again is refused.
create table people.spent (
  key bytea not null,
  expires_at timestamp with time zone not null,
  constraint spent_pkey PRIMARY KEY (key)
);
-- row security: on
-- policy spent_put for insert to pendopo_app with check (true)
-- policy spent_tidy for all to pendopo_worker using (true)
-- grant insert to pendopo_app
-- grant delete, select to pendopo_worker

create table people.throttle (
  key bytea not null,
  window_at timestamp with time zone not null,
  tries integer not null,
  constraint throttle_pkey PRIMARY KEY (key, window_at)
);
-- row security: on
-- policy throttle_count for all to pendopo_app, pendopo_worker using (true) with check (true)
-- grant insert, select, update to pendopo_app
-- grant delete, select to pendopo_worker

create table people.ticket (
  hash bytea not null,
  account_id uuid not null,
  purpose text not null,
  payload bytea,
  made_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  constraint ticket_pkey PRIMARY KEY (hash),
  constraint ticket_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id),
  constraint ticket_purpose_known CHECK ((purpose = ANY (ARRAY['recover-mail'::text, 'recover-counter'::text, 'recover-office'::text, 'change-email'::text])))
);
create index ticket_account ON people.ticket USING btree (account_id);
-- row security: on
-- policy ticket_own for all to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check (((account_id = ( SELECT kernel.asking_account() AS asking_account)) AND (purpose = ANY (ARRAY['recover-mail'::text, 'change-email'::text]))))
-- policy ticket_tidy for all to pendopo_worker using (true)
-- grant insert, select, update (used_at) to pendopo_app
-- grant delete, select to pendopo_worker

-- Aplikasi kode. Counts as a second factor once confirmed by a code.
create table people.totp (
  account_id uuid not null,
  secret bytea not null,
  last_step bigint not null default 0,
  created_at timestamp with time zone not null,
  confirmed_at timestamp with time zone,
  constraint totp_pkey PRIMARY KEY (account_id),
  constraint totp_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id)
);
-- row security: on
-- policy totp_own for all to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy totp_work for select to pendopo_worker using (true)
-- grant delete, insert, select, update to pendopo_app
-- grant select to pendopo_worker

CREATE OR REPLACE FUNCTION people.admit(person uuid, name bytea, nik bytea, nik_blind bytea, email bytea, phone bytea, account uuid, login bytea, assurance text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not (case admit.assurance
           when 'provider' then kernel.asking_account() is null
           when 'counter' then kernel.asking_may('verify-identity')
           else kernel.asking_may('verify-identity') or kernel.asking_may('file-for') end) then return false; end if;
  insert into people.person (id, name, nik, nik_blind, email, phone, created_at)
    values (admit.person, admit.name, admit.nik, admit.nik_blind, admit.email, admit.phone, at);
  insert into people.account (id, kind, person_id, login_blind, assurance, created_at)
    values (admit.account, 'resident', admit.person, admit.login, admit.assurance, at);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION people.credential(login bytea)
 RETURNS TABLE(account uuid, kind text, person uuid, official uuid, password_hash text, disabled boolean, assurance text, has_totp boolean, has_passkey boolean, email bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.kind, a.person_id, a.official_id, a.password_hash, a.disabled_at is not null, a.assurance,
         exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null),
         exists (select from people.passkey k where k.account_id = a.id and k.suspended_at is null),
         p.email
    from people.account a
    left join people.person p on p.id = a.person_id
   where a.login_blind = login
$function$;

CREATE OR REPLACE FUNCTION people.identify(token bytea, at timestamp with time zone)
 RETURNS TABLE(account uuid, kind text, person uuid, person_name bytea, official uuid, session uuid, seen_at timestamp with time zone, assurance text, proved_at timestamp with time zone, second_at timestamp with time zone, acting_for uuid, recovered_at timestamp with time zone, standing jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.kind, a.person_id, p.name, a.official_id, s.id, s.seen_at, a.assurance, s.proved_at, s.second_at, s.acting_for, a.recovered_at,
         case when a.official_id is null then null
              when s.second_at is not null then st.standing
              when st.standing is not null then
                jsonb_build_object('name', st.standing -> 'name', 'title', st.standing -> 'title', 'agency_name', st.standing -> 'agency_name',
                                   'positions', '[]'::jsonb, 'units', '[]'::jsonb, 'acts', '[]'::jsonb, 'administers', false) end
    from people.session s
    join people.account a on a.id = s.account_id and a.disabled_at is null
    left join people.person p on p.id = a.person_id
    left join lateral (select agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) as standing
                        where a.official_id is not null) st on true
   where s.token_hash = token and s.expires_at > at and s.seen_at > at - s.idle_seconds * interval '1 second'
$function$;

CREATE OR REPLACE FUNCTION people.issue_ticket(hash bytea, whose uuid, purpose text, at timestamp with time zone, expires_at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  target people.account;
  standing jsonb;
begin
  select * into target from people.account a 
    where (a.person_id = whose or a.official_id = whose) and a.disabled_at is null;
  if target.id is null then return false; end if;
  if issue_ticket.purpose = 'recover-counter' then
    if target.kind <> 'resident' or not kernel.asking_may('verify-identity') then return false; end if;
  elsif issue_ticket.purpose = 'recover-office' then
    standing := agencies.standing_of(target.official_id, (at at time zone 'Asia/Jakarta')::date);
    -- Nobody lets themselves in again: the administrator's own code comes from another administrator.
    if target.kind <> 'official' or not kernel.asking_may('administer') or target.id = kernel.asking_account()
       or (standing ->> 'agency')::uuid is distinct from kernel.asking_agency() then return false; end if;
  else
    return false;
  end if;
  -- A new code makes the older ones worthless.
  update people.ticket t set used_at = at where t.account_id = target.id and t.purpose = issue_ticket.purpose and t.used_at is null;
  insert into people.ticket (hash, account_id, purpose, made_by, created_at, expires_at)
    values (issue_ticket.hash, target.id, issue_ticket.purpose, kernel.asking_account(), at, issue_ticket.expires_at);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION people.passkey_of(credential bytea)
 RETURNS TABLE(id uuid, account uuid, kind text, person uuid, public_key bytea, counter bigint, transports text[], suspended boolean, disabled boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select k.id, a.id, a.kind, a.person_id, k.public_key, k.counter, k.transports, k.suspended_at is not null, a.disabled_at is not null
    from people.passkey k
    join people.account a on a.id = k.account_id
   where k.credential = passkey_of.credential
$function$;

CREATE OR REPLACE FUNCTION people.person_by_nik(nik bytea)
 RETURNS TABLE(person uuid, account uuid, assurance text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select p.id, a.id, a.assurance from people.person p left join people.account a on a.person_id = p.id where p.nik_blind = person_by_nik.nik
$function$;

CREATE OR REPLACE FUNCTION people.raise_assurance(account uuid, assurance text, is_own boolean)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  known text;
begin
  select a.assurance into known from people.account a where a.id = raise_assurance.account and a.kind = 'resident' for update;
  if known is null then return false; end if;
  if not (case raise_assurance.assurance
           when 'counter' then kernel.asking_may('verify-identity')
           when 'provider' then kernel.asking_account() is null or kernel.asking_account() = raise_assurance.account
           else false end) then return false; end if;
  if known = 'self-declared' and not is_own then
    delete from people.session s where s.account_id = raise_assurance.account;
    delete from people.passkey k where k.account_id = raise_assurance.account;
    delete from people.totp t where t.account_id = raise_assurance.account;
    delete from people.recovery_code c where c.account_id = raise_assurance.account;
    delete from people.ticket k where k.account_id = raise_assurance.account;
    update people.account a set password_hash = null where a.id = raise_assurance.account;
  end if;
  -- A counter's word is not lowered by a provider's, nor the other way round: the last one stands.
  update people.account a set assurance = raise_assurance.assurance where a.id = raise_assurance.account;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION people.ticket_of(hash bytea)
 RETURNS TABLE(account uuid, kind text, person uuid, official uuid, purpose text, payload bytea, expires_at timestamp with time zone, used boolean)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.kind, a.person_id, a.official_id, t.purpose, t.payload, t.expires_at, t.used_at is not null
    from people.ticket t
    join people.account a on a.id = t.account_id and a.disabled_at is null
   where t.hash = ticket_of.hash
$function$;


-- services --------------------------------------------------------------------------------------------
create schema services;

create table services.entry (
  service_id uuid not null,
  version_id uuid not null,
  key text not null,
  name jsonb not null,
  summary jsonb not null,
  audience text[] not null,
  life_events text[] not null,
  title text not null,
  document tsvector not null,
  index_form integer not null,
  promise jsonb not null,
  fee jsonb not null,
  offerings integer not null default 0,
  uses integer not null default 0,
  constraint entry_pkey PRIMARY KEY (service_id),
  constraint entry_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint entry_version_id_fkey FOREIGN KEY (version_id) REFERENCES services.version(id)
);
create index entry_title ON services.entry USING btree (title, service_id) WHERE (offerings > 0);
create index entry_words ON services.entry USING gin (document);
-- row security: on
-- policy entry_read for select to pendopo_app, pendopo_worker using (true)
-- policy entry_uses for update to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant select, update (uses) to pendopo_worker

-- The median time of the last finished cases in the unit of the promise, and how many there were lately. No case can be told from it.
create table services.figure (
  agency_id uuid not null,
  offering_id uuid not null,
  service_id uuid not null,
  median numeric not null,
  sample integer not null,
  recent integer not null,
  told_at timestamp with time zone not null,
  constraint figure_pkey PRIMARY KEY (agency_id, offering_id),
  constraint figure_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint figure_counts CHECK (((sample > 0) AND (recent >= 0) AND (median >= (0)::numeric)))
);
create index figure_of_service ON services.figure USING btree (service_id);
-- row security: on
-- policy figure_read for select to pendopo_app, pendopo_worker using (true)
-- policy figure_tell for all to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant insert, select, update to pendopo_worker

-- Penyelenggaraan: an agency offers a version, by a unit, with its own parameters and officers. own is what it set; parameters adds the defaults. The names are copies for lists and search, renewed with each change.
create table services.offering (
  agency_id uuid not null,
  id uuid not null,
  service_id uuid not null,
  version_id uuid not null,
  unit_id uuid not null,
  own jsonb not null default '{}'::jsonb,
  parameters jsonb not null default '{}'::jsonb,
  roles jsonb not null default '{}'::jsonb,
  letterhead jsonb not null default '{}'::jsonb,
  status text not null default 'open'::text,
  slug text not null,
  agency_slug text not null,
  agency_name text not null,
  unit_name text not null,
  region text,
  document tsvector not null,
  offered_at timestamp with time zone not null,
  constraint offering_pkey PRIMARY KEY (agency_id, id),
  constraint offering_once_a_unit UNIQUE (agency_id, service_id, unit_id),
  constraint offering_slug_unique UNIQUE (service_id, slug),
  constraint offering_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint offering_version_id_fkey FOREIGN KEY (version_id) REFERENCES services.version(id),
  constraint offering_slug_plain CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint offering_status_known CHECK ((status = ANY (ARRAY['open'::text, 'paused'::text])))
);
create index offering_of_agency ON services.offering USING btree (agency_slug, service_id) WHERE (status = 'open'::text);
create index offering_of_service ON services.offering USING btree (service_id, slug) WHERE (status = 'open'::text);
create index offering_words ON services.offering USING gin (document);
-- row security: on
-- policy offering_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant select to pendopo_worker

-- Layanan. Without an owner it came with the library.
create table services.service (
  id uuid not null,
  key text not null,
  owner_agency uuid,
  created_at timestamp with time zone not null,
  constraint service_pkey PRIMARY KEY (id),
  constraint service_key_unique UNIQUE (key),
  constraint service_key_plain CHECK ((key ~ '^[a-z][a-z0-9]*(-[a-z0-9]+)*$'::text))
);
-- row security: on
-- policy service_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant select to pendopo_worker

-- The folder of a service, word for word, as it was proved. Cases run on it for years.
create table services.version (
  id uuid not null,
  service_id uuid not null,
  number integer not null,
  label text not null,
  hash text not null,
  files jsonb not null,
  name jsonb not null,
  summary jsonb not null,
  audience text[] not null,
  life_events text[] not null,
  keywords jsonb not null,
  published_at timestamp with time zone not null,
  published_by uuid,
  constraint version_pkey PRIMARY KEY (id),
  constraint version_content_unique UNIQUE (service_id, hash),
  constraint version_number_unique UNIQUE (service_id, number),
  constraint version_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint version_number_counts CHECK ((number > 0))
);
-- row security: on
-- policy version_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant select to pendopo_worker
-- CREATE TRIGGER version_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON services.version FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table services.word (
  word text not null,
  sound text not null,
  constraint word_pkey PRIMARY KEY (word)
);
create index word_begins ON services.word USING btree (word text_pattern_ops);
create index word_sound ON services.word USING btree (sound);
create index word_trigrams ON services.word USING gin (sound gin_trgm_ops);
-- row security: on
-- policy word_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant select to pendopo_worker

CREATE OR REPLACE FUNCTION services.near_words(asked text[], sounds text[])
 RETURNS TABLE(place integer, word text, sound text)
 LANGUAGE sql
 STABLE
 SET search_path TO 'pg_catalog', 'public'
AS $function$
      select a.place::int, found.word, found.sound
        from unnest(asked, sounds) with ordinality as a (word, sound, place)
        cross join lateral (
          (select w.word, w.sound from services.word w where w.sound = a.sound limit 10)
          union
          (select w.word, w.sound from services.word w where length(a.word) >= 3 and w.word like replace(replace(a.word, '%', ''), '_', '') || '%' order by length(w.word) limit 5)
          union
          (select w.word, w.sound from services.word w where w.sound % a.sound order by similarity(w.sound, a.sound) desc, w.word limit 8)
        ) found
    $function$;
