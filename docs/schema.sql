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
-- policy holding_of_keeper as restrictive for insert to pendopo_app with check (((kind <> 'definitif'::text) OR (EXISTS ( SELECT
   FROM agencies.official o
  WHERE ((o.id = holding.official_id) AND (o.kept_by = ( SELECT kernel.asking_agency() AS asking_agency)))))))
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

-- NIK pegawai, sealed; nik_blind is made as people.person.nik_blind is, so that the two can be compared. noted_by null: by the operator.
create table agencies.official_nik (
  official_id uuid not null,
  nik bytea not null,
  nik_blind bytea not null,
  noted_by uuid,
  noted_at timestamp with time zone not null,
  constraint official_nik_pkey PRIMARY KEY (official_id),
  constraint official_nik_official_id_fkey FOREIGN KEY (official_id) REFERENCES agencies.official(id)
);
-- row security: on
-- policy official_nik_count for select to pendopo_worker using (true)
-- grant select (noted_at, official_id) to pendopo_worker

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
  constraint permission_dates_in_order CHECK (((ends_on IS NULL) OR (ends_on >= (starts_on - 1)))),
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

CREATE OR REPLACE FUNCTION agencies.is_official(official uuid, trace bytea)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from agencies.official_nik n where n.official_id = is_official.official and n.nik_blind = is_official.trace)
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
    -- Who sits on no other chair has no duties that could meet: a list of ten thousand asks no further.
    if not exists (select from agencies.holding h where h.agency_id = new.agency_id and h.official_id = new.official_id) then
      return new;
    end if;
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

CREATE OR REPLACE FUNCTION agencies.kept_nik(official uuid)
 RETURNS bytea
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select n.nik from agencies.official_nik n join agencies.official o on o.id = n.official_id
   where n.official_id = kept_nik.official and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
$function$;

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

CREATE OR REPLACE FUNCTION agencies.note_nik(official uuid, sealed bytea, trace bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  -- Bodies are read when they are called: by then the schema people, which comes after this one, is there.
  own boolean := exists (select from people.account a where a.id = kernel.asking_account() and a.official_id = note_nik.official);
begin
  if kernel.asking_may('administer') is not true or not exists (select from agencies.official o
      where o.id = note_nik.official and o.kept_by = kernel.asking_agency()) then return false; end if;
  insert into agencies.official_nik as n (official_id, nik, nik_blind, noted_by, noted_at)
  values (note_nik.official, note_nik.sealed, note_nik.trace, kernel.asking_account(), note_nik.at)
  on conflict (official_id) do update set nik = excluded.nik, nik_blind = excluded.nik_blind, noted_by = excluded.noted_by, noted_at = excluded.noted_at
   where not own;
  return found;
end $function$;

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

CREATE OR REPLACE FUNCTION agencies.without_nik()
 RETURNS TABLE(official uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.id from agencies.official o
   where o.kept_by = kernel.asking_agency() and kernel.asking_may('administer') and o.left_on is null
     and not exists (select from agencies.official_nik n where n.official_id = o.id)
$function$;


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
-- policy attachment_seen_adds_nothing as restrictive for insert to pendopo_app with check (((case_id IS NULL) OR ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy attachment_seen_changes_nothing as restrictive for update to pendopo_app using (((case_id IS NULL) OR ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy attachment_seen_removes_nothing as restrictive for delete to pendopo_app using (((case_id IS NULL) OR ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
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
  region text,
  erased_at timestamp with time zone,
  erased_why text,
  constraint case_pkey PRIMARY KEY (agency_id, id),
  constraint case_erased_is_finished CHECK (((erased_at IS NULL) OR (finished_at IS NOT NULL))),
  constraint case_erased_says_why CHECK ((((erased_at IS NULL) = (erased_why IS NULL)) AND ((erased_why IS NULL) OR (erased_why = ANY (ARRAY['retention'::text, 'request'::text]))))),
  constraint case_finished_is_dated CHECK (((status = 'running'::text) = (finished_at IS NULL))),
  constraint case_status_known CHECK ((status = ANY (ARRAY['running'::text, 'granted'::text, 'refused'::text, 'withdrawn'::text, 'lapsed'::text, 'closed'::text, 'failed'::text])))
);
create index case_applicant ON cases."case" USING btree (applicant_id, submitted_at DESC);
create index case_figures ON cases."case" USING btree (offering_id, finished_at) WHERE (finished_at IS NOT NULL);
create index case_late ON cases."case" USING btree (unit_id, due_at) WHERE (status = 'running'::text);
create index case_of_agency_to_erase ON cases."case" USING btree (agency_id, finished_at, id) WHERE ((finished_at IS NOT NULL) AND (erased_at IS NULL));
create index case_to_erase ON cases."case" USING btree (version_id, finished_at, id) WHERE ((finished_at IS NOT NULL) AND (erased_at IS NULL));
create index case_unit ON cases."case" USING btree (unit_id, submitted_at DESC);
create unique index case_tracking ON cases."case" USING btree (tracking);
-- row security: on
-- policy case_change for update to pendopo_app using (((applicant_id = ( SELECT kernel.asking_person() AS asking_person)) OR ((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) OR cases.within_limits(( SELECT cases.asking_limits() AS asking_limits), '{work,decide}'::text[], unit_id, service_id, region))) OR ( SELECT true
   FROM cases.party p
  WHERE ((p.agency_id = "case".agency_id) AND (p.case_id = "case".id) AND (p.unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) OR cases.within_limits(( SELECT cases.asking_limits() AS asking_limits), '{work,decide}'::text[], p.unit_id, "case".service_id, "case".region)))
 LIMIT 1)))
-- policy case_number_adds_nothing as restrictive for insert to pendopo_app with check ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_number_changes_nothing as restrictive for update to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_number_removes_nothing as restrictive for delete to pendopo_app using ((( SELECT kernel.asking_tracking() AS asking_tracking) = ''::text))
-- policy case_open for insert to pendopo_app with check ((applicant_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy case_see for select to pendopo_app using (((applicant_id = ( SELECT kernel.asking_person() AS asking_person)) OR ((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) OR cases.within_limits(( SELECT cases.asking_limits() AS asking_limits), '{see}'::text[], unit_id, service_id, region))) OR ( SELECT true
   FROM cases.party p
  WHERE ((p.agency_id = "case".agency_id) AND (p.case_id = "case".id) AND (p.unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND ((( SELECT cases.asking_limits() AS asking_limits) IS NULL) OR cases.within_limits(( SELECT cases.asking_limits() AS asking_limits), '{see}'::text[], p.unit_id, "case".service_id, "case".region)))
 LIMIT 1) OR (id = ANY (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))))
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
-- policy comment_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy comment_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy comment_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy comment_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select, update (actor_name, body) to pendopo_worker
-- CREATE TRIGGER comment_affair_apart BEFORE INSERT ON cases.comment FOR EACH ROW WHEN ((NOT new.from_applicant)) EXECUTE FUNCTION cases.keep_affair_apart()

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
  constraint document_issued_is_whole CHECK (((status = 'making'::text) OR ((status = 'destroyed'::text) AND (store_id IS NULL) AND (holder IS NULL) AND (digest IS NOT NULL) AND (issued_at IS NOT NULL)) OR ((store_id IS NOT NULL) AND (digest IS NOT NULL) AND (issued_at IS NOT NULL)))),
  constraint document_status_known CHECK ((status = ANY (ARRAY['making'::text, 'issued'::text, 'replaced'::text, 'revoked'::text, 'destroyed'::text])))
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
-- policy document_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy document_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy document_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy document_work for all to pendopo_worker using (true) with check (true)
-- grant insert (agency_id, case_id, code, id, key, title), select, update (ended_at, ended_why, status) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker
-- CREATE TRIGGER document_affair_apart BEFORE UPDATE OF status, ended_why ON cases.document FOR EACH ROW EXECUTE FUNCTION cases.keep_affair_apart()

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

-- Akses darurat. reason and note are sealed: people write names into them. Kept for good; a look is never undone.
create table cases.emergency (
  agency_id uuid not null,
  case_id uuid not null,
  id uuid not null,
  tracking text not null,
  account_id uuid not null,
  official_id uuid not null,
  unit_id uuid not null,
  by_agency uuid not null,
  label text not null,
  reason bytea not null,
  opened_at timestamp with time zone not null,
  until timestamp with time zone not null,
  review_due timestamp with time zone not null,
  verdict text,
  reviewed_by uuid,
  reviewed_label text,
  reviewed_at timestamp with time zone,
  note bytea,
  told_late timestamp with time zone,
  constraint emergency_pkey PRIMARY KEY (agency_id, case_id, id),
  constraint emergency_reviewed_by_another CHECK ((reviewed_by IS DISTINCT FROM account_id)),
  constraint emergency_reviewed_whole CHECK ((((verdict IS NULL) = (reviewed_by IS NULL)) AND ((verdict IS NULL) = (reviewed_at IS NULL)))),
  constraint emergency_short CHECK (((until > opened_at) AND (until <= (opened_at + '24:00:00'::interval)))),
  constraint emergency_verdict_known CHECK ((verdict = ANY (ARRAY['accepted'::text, 'objected'::text])))
);
create index emergency_open ON cases.emergency USING btree (account_id, until DESC);
create index emergency_review ON cases.emergency USING btree (by_agency, opened_at DESC);
create index emergency_waiting ON cases.emergency USING btree (review_due) WHERE (verdict IS NULL);
-- row security: on
-- policy emergency_judge for update to pendopo_app using (((by_agency = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('review-emergency'::text) AS asking_may) AND (verdict IS NULL) AND (account_id <> ( SELECT kernel.asking_account() AS asking_account)))) with check (((reviewed_by = ( SELECT kernel.asking_account() AS asking_account)) AND (verdict IS NOT NULL)))
-- policy emergency_open_own for insert to pendopo_app with check (((account_id = ( SELECT kernel.asking_account() AS asking_account)) AND (by_agency = ( SELECT kernel.asking_agency() AS asking_agency)) AND (verdict IS NULL) AND (EXISTS ( SELECT
   FROM cases.emergency_target(emergency.tracking) t(agency_id, case_id, applicant_id, service_id)
  WHERE ((t.agency_id = emergency.agency_id) AND (t.case_id = emergency.case_id))))))
-- policy emergency_see for select to pendopo_app using (((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR ((by_agency = ( SELECT kernel.asking_agency() AS asking_agency)) AND (( SELECT kernel.asking_may('review-emergency'::text) AS asking_may) OR ( SELECT kernel.asking_may('audit'::text) AS asking_may)))))
-- policy emergency_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (note, reviewed_at, reviewed_by, reviewed_label, verdict) to pendopo_app
-- grant select, update (told_late) to pendopo_worker
-- CREATE TRIGGER emergency_affair_apart BEFORE INSERT OR UPDATE OF verdict ON cases.emergency FOR EACH ROW EXECUTE FUNCTION cases.keep_affair_apart()

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
-- policy event_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy event_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy event_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy event_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select, update (actor_name) to pendopo_worker
-- CREATE TRIGGER event_stays BEFORE DELETE OR UPDATE OF agency_id, case_id, number, at, kind, actor, actor_kind, label, unit_id, data, entry, trace, previous, hash OR TRUNCATE ON cases.event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table cases.leave (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  tracking text not null,
  reason text not null,
  given_at timestamp with time zone not null,
  given_by uuid not null,
  given_label text not null,
  until timestamp with time zone not null,
  constraint leave_pkey PRIMARY KEY (agency_id, id),
  constraint leave_reason_said CHECK ((length(reason) >= 10))
);
create index leave_of_case ON cases.leave USING btree (agency_id, case_id, until);
-- row security: on
-- policy leave_officer for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may) AND (given_by = ( SELECT kernel.asking_account() AS asking_account))))
-- policy leave_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant select to pendopo_worker

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
-- policy notice_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy notice_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy notice_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy notice_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_app
-- grant insert, select, update (body) to pendopo_worker

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

create table cases.restriction (
  id uuid not null,
  person_id uuid not null,
  since timestamp with time zone not null,
  tracking text not null,
  ended_at timestamp with time zone,
  constraint restriction_pkey PRIMARY KEY (id)
);
create unique index restriction_in_force ON cases.restriction USING btree (person_id) WHERE (ended_at IS NULL);
-- row security: on
-- policy restriction_end for update to pendopo_app using (((person_id = ( SELECT kernel.asking_person() AS asking_person)) AND (ended_at IS NULL))) with check ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy restriction_own for select to pendopo_app using ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy restriction_work for all to pendopo_worker using (true) with check (true)
-- grant select, update (ended_at) to pendopo_app
-- grant insert, select, update to pendopo_worker

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
  of_organization boolean not null default false,
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
-- policy task_see for select to pendopo_app using ((((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND (( SELECT cases.asking_limits() AS asking_limits) IS NULL)) OR (EXISTS ( SELECT
   FROM cases."case" c
  WHERE ((c.agency_id = task.agency_id) AND (c.id = task.case_id))))))
-- policy task_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy task_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy task_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy task_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (claimed_at, claimed_by, done_account, done_at, done_by, done_label, done_mandate, done_position, status) to pendopo_app
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER task_filer_apart BEFORE UPDATE OF status, claimed_by ON cases.task FOR EACH ROW WHEN (((new.unit_id IS NOT NULL) AND (((new.status = 'done'::text) AND (old.status = 'open'::text)) OR ((new.claimed_by IS DISTINCT FROM old.claimed_by) AND (new.claimed_by IS NOT NULL))))) EXECUTE FUNCTION cases.keep_filer_apart()

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
-- policy timer_seen_adds_nothing as restrictive for insert to pendopo_app with check ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy timer_seen_changes_nothing as restrictive for update to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy timer_seen_removes_nothing as restrictive for delete to pendopo_app using ((((( SELECT cases.asking_limits() AS asking_limits) IS NULL) AND (case_id <> ALL (( SELECT cases.asking_emergencies() AS asking_emergencies)::uuid[]))) OR cases.works_on(agency_id, case_id)))
-- policy timer_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select, update (due_at) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

CREATE OR REPLACE FUNCTION cases.asking_emergencies()
 RETURNS uuid[]
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(array_agg(e.case_id), '{}') from cases.emergency e
   where e.account_id = kernel.asking_account() and kernel.asking_agency() = e.by_agency
     and e.until > coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now())
$function$;

CREATE OR REPLACE FUNCTION cases.asking_limits()
 RETURNS jsonb
 LANGUAGE sql
 STABLE PARALLEL SAFE
AS $function$ select nullif(current_setting('pendopo.limits', true), '')::jsonb $function$;

CREATE OR REPLACE FUNCTION cases.asking_nik()
 RETURNS TABLE(official uuid, nik bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select n.official_id, n.nik from people.account a join agencies.official_nik n on n.official_id = a.official_id where a.id = kernel.asking_account()
$function$;

CREATE OR REPLACE FUNCTION cases.emergency_target(wanted text)
 RETURNS TABLE(agency_id uuid, case_id uuid, applicant_id uuid, service_id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.agency_id, c.id, c.applicant_id, c.service_id from cases.case c
   where c.tracking = wanted and kernel.asking_agency() is not null
     and (c.agency_id = kernel.asking_agency()
          or exists (select from cases.party p join agencies.unit u on u.id = p.unit_id
                      where p.agency_id = c.agency_id and p.case_id = c.id and u.agency_id = kernel.asking_agency()))
$function$;

CREATE OR REPLACE FUNCTION cases.erasure_facts(agency uuid, person uuid, wanted uuid, version uuid, before timestamp with time zone, after_at timestamp with time zone, after_id uuid, most integer)
 RETURNS TABLE(agency_id uuid, id uuid, tracking text, offering_id uuid, version_id uuid, service_id uuid, unit_id uuid, applicant_id uuid, status text, finished_at timestamp with time zone, making boolean, endless boolean, in_force_until date, rights_running uuid[])
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.agency_id, c.id, c.tracking, c.offering_id, c.version_id, c.service_id, c.unit_id, c.applicant_id, c.status, c.finished_at,
         exists (select from cases.document d where d.agency_id = c.agency_id and d.case_id = c.id and d.status = 'making'),
         -- The day is the program's to know: here stand only the ends.
         exists (select from cases.document d where d.agency_id = c.agency_id and d.case_id = c.id and d.status = 'issued' and d.valid_until is null),
         (select max(d.valid_until) from cases.document d where d.agency_id = c.agency_id and d.case_id = c.id and d.status = 'issued'),
         array(select o.id from cases.case o join services.entry e on e.service_id = o.service_id and e.data_right is not null
                where o.applicant_id = c.applicant_id and o.status = 'running')
    from cases.case c
   where c.erased_at is null
     and (pg_has_role(session_user, 'pendopo_worker', 'member') or (kernel.asking_may('protect-data') and c.agency_id = kernel.asking_agency()))
     and (agency is null or c.agency_id = agency) and (person is null or c.applicant_id = person) and (wanted is null or c.id = wanted)
     and (version is null or c.version_id = version) and (before is null or c.finished_at < before)
     and (person is not null or wanted is not null or c.finished_at is not null)
     and (after_at is null or (c.finished_at, c.id) > (after_at, after_id))
   order by c.finished_at, c.id limit most
$function$;

CREATE OR REPLACE FUNCTION cases.grounds_of(wanted text)
 RETURNS TABLE(agency_id uuid, case_id uuid, unit_id uuid, service_id uuid, region text, version_id uuid, filed_by uuid, parties jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.agency_id, c.id, c.unit_id, c.service_id, c.region, c.version_id, c.filed_by,
         (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit_id, 'since', p.since) order by p.since), '[]')
            from cases.party p where p.agency_id = c.agency_id and p.case_id = c.id)
    from cases.case c
   where c.tracking = wanted and exists (select from cases.emergency_target(wanted))
$function$;

CREATE OR REPLACE FUNCTION cases.is_affair_of(official uuid, agency uuid, wanted uuid, traces bytea[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select is_affair_of.official is not null and exists (
    select from cases.case c
     where c.agency_id = is_affair_of.agency and c.id = is_affair_of.wanted and (
       exists (select from people.account a where a.id = c.filed_by and a.official_id = is_affair_of.official)
       or exists (select from people.person p
         where p.id = any (array[c.applicant_id, (select a.person_id from people.account a where a.id = c.filed_by)]
             || array(select a.person_id from mandates.organization o join people.account a on a.id = o.declared_by where o.id = c.applicant_id)
             || array(select a.person_id from mandates.mandate m join people.account a on a.id = m.holder_account
                       where m.grantor_id = c.applicant_id and m.grantor_kind = 'organization' and m.kind = 'representative' and m.status = 'granted'
                         and (m.ends_on is null or m.ends_on >= (coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now()) at time zone 'Asia/Jakarta')::date)))
           and (agencies.is_official(is_affair_of.official, p.nik_blind) or p.nik_blind = any (is_affair_of.traces)))))
$function$;

CREATE OR REPLACE FUNCTION cases.is_colleagues_affair(official uuid, agency uuid, wanted uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select cases.works_on(is_colleagues_affair.agency, is_colleagues_affair.wanted)
     and cases.is_affair_of(is_colleagues_affair.official, is_colleagues_affair.agency, is_colleagues_affair.wanted, '{}')
$function$;

CREATE OR REPLACE FUNCTION cases.is_own_affair(agency uuid, wanted uuid, traces bytea[])
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select coalesce(cases.is_affair_of((select a.official_id from people.account a where a.id = kernel.asking_account()),
    is_own_affair.agency, is_own_affair.wanted, is_own_affair.traces), false)
$function$;

CREATE OR REPLACE FUNCTION cases.is_restricted(agency uuid, wanted uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from cases.case c join cases.restriction r on r.person_id = c.applicant_id and r.ended_at is null
                  where c.agency_id = agency and c.id = wanted
                    -- A right over the data is itself answered by opening what was asked.
                    and not exists (select from services.entry e where e.service_id = c.service_id and e.data_right is not null))
     and not exists (select from cases.leave l where l.agency_id = agency and l.case_id = wanted and l.until > at)
$function$;

CREATE OR REPLACE FUNCTION cases.keep_affair_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if cases.is_own_affair(new.agency_id, new.case_id, '{}') then
    raise exception 'nobody acts as an official in their own affair' using errcode = '42501', constraint = 'not_in_own_affair';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION cases.keep_filer_apart()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if new.status = 'done' and old.status = 'open'
     and (exists (select from cases.case c where c.agency_id = new.agency_id and c.id = new.case_id and c.filed_by = kernel.asking_account())
          or cases.is_own_affair(new.agency_id, new.case_id, '{}')) then
    raise exception 'who filed a case does not work on it' using errcode = '42501', constraint = 'task_not_by_filer';
  end if;
  if new.claimed_by is distinct from old.claimed_by and new.claimed_by is not null
     and cases.is_affair_of(new.claimed_by, new.agency_id, new.case_id, '{}') then
    raise exception 'nobody takes their own affair in hand' using errcode = '42501', constraint = 'task_not_by_filer';
  end if;
  return new;
end $function$;

CREATE OR REPLACE FUNCTION cases.numbered(wanted text)
 RETURNS TABLE(id uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.id from cases.case c
   where c.tracking = wanted and c.agency_id = kernel.asking_agency() and kernel.asking_may('protect-data')
$function$;

CREATE OR REPLACE FUNCTION cases.tracked(wanted text)
 RETURNS TABLE(agency_id uuid, id uuid, tracking text, offering_id uuid, service_id uuid, version_id uuid, unit_id uuid, applicant_id uuid, status text, outcome text, state jsonb, clock jsonb, due_at timestamp with time zone, is_paused boolean, is_late boolean, open_tasks integer, submitted_at timestamp with time zone, finished_at timestamp with time zone, tasks jsonb, documents jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select c.agency_id, c.id, c.tracking, c.offering_id, c.service_id, c.version_id, c.unit_id,
         case when c.applicant_id = kernel.asking_person() then c.applicant_id end, c.status, c.outcome,
         jsonb_strip_nulls(jsonb_build_object('seen', c.state -> 'seen', 'done', c.state -> 'done', 'open',
           (select coalesce(jsonb_agg(jsonb_build_object('e', o -> 'e', 'why', o -> 'why')), '[]') from jsonb_array_elements(c.state -> 'open') o))),
         c.clock, c.due_at, c.is_paused, c.is_late, c.open_tasks, c.submitted_at, c.finished_at,
         (select coalesce(jsonb_agg(jsonb_build_object('id', t.id, 'element', t.element, 'role', t.role, 'unit_id', t.unit_id, 'unit', u.name,
                   'status', t.status, 'opened_at', t.opened_at, 'due_at', t.due_at, 'done_at', t.done_at) order by t.opened_at, t.id), '[]')
            from cases.task t left join agencies.unit u on u.id = t.unit_id where t.agency_id = c.agency_id and t.case_id = c.id),
         (select coalesce(jsonb_agg(jsonb_build_object('key', d.key, 'title', d.title, 'status', d.status)), '[]')
            from cases.document d where d.agency_id = c.agency_id and d.case_id = c.id)
    from cases.case c where c.tracking = wanted and wanted = kernel.asking_tracking() and wanted <> ''
$function$;

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

CREATE OR REPLACE FUNCTION cases.within_limits(limits jsonb, acts text[], unit uuid, service uuid, region text)
 RETURNS boolean
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE
AS $function$
  select case when not exists (select from jsonb_array_elements(limits) l where l -> 'units' ? unit::text) then true
    else exists (select from jsonb_array_elements(limits) l
      where l ->> 'act' = any (acts) and l -> 'units' ? unit::text
        and (l -> 'services' = 'null' or l -> 'services' ? service::text)
        and (l -> 'regions' = 'null' or exists (select from jsonb_array_elements_text(l -> 'regions') wide
               where region = wide or starts_with(region, wide || '.')))) end
$function$;

CREATE OR REPLACE FUNCTION cases.works_on(agency uuid, wanted uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (select from cases.case c where c.agency_id = agency and c.id = wanted and (
    c.applicant_id = kernel.asking_person()
    or (c.unit_id = any (kernel.asking_units()) and (cases.asking_limits() is null
        or cases.within_limits(cases.asking_limits(), '{work,decide}', c.unit_id, c.service_id, c.region)))
    or exists (select from cases.party p where p.agency_id = agency and p.case_id = wanted and p.unit_id = any (kernel.asking_units())
        and (cases.asking_limits() is null
             or cases.within_limits(cases.asking_limits(), '{work,decide}', p.unit_id, c.service_id, c.region)))))
$function$;


-- federation ------------------------------------------------------------------------------------------
create schema federation;

create table federation.artifact (
  kind text not null,
  id bytea not null,
  payload bytea not null,
  uid bytea,
  grant_id bytea,
  bound_uid bytea,
  account_id uuid,
  mandate_id uuid,
  client_id uuid,
  session_id uuid,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  consumed_at timestamp with time zone,
  constraint artifact_pkey PRIMARY KEY (kind, id)
);
create index artifact_account ON federation.artifact USING btree (account_id) WHERE (account_id IS NOT NULL);
create index artifact_expiry ON federation.artifact USING btree (expires_at);
create index artifact_grant ON federation.artifact USING btree (grant_id) WHERE (grant_id IS NOT NULL);
create index artifact_of_account ON federation.artifact USING btree (account_id, client_id) WHERE (kind = 'Grant'::text);
create index artifact_uid ON federation.artifact USING btree (uid) WHERE (uid IS NOT NULL);
-- row security: on
-- policy artifact_work for all to pendopo_worker using (true) with check (true)
-- grant delete, select to pendopo_worker

-- Applications registered by an agency. What they were registered for is what people read when they are asked.
create table federation.client (
  id uuid not null,
  agency_id uuid not null,
  kind text not null,
  name text not null,
  purpose text not null,
  legal_basis text not null,
  contact text not null,
  home_uri text not null default ''::text,
  audience text not null default 'resident'::text,
  redirect_uris text[] not null default '{}'::text[],
  logout_uris text[] not null default '{}'::text[],
  backchannel_uri text not null default ''::text,
  auth_method text not null,
  secret_hashes text[] not null default '{}'::text[],
  old_secret_until timestamp with time zone,
  jwks jsonb,
  signing text not null default 'RS256'::text,
  scopes text[] not null default '{}'::text[],
  units uuid[] not null default '{}'::uuid[],
  knows_act boolean not null default false,
  created_at timestamp with time zone not null,
  created_by uuid not null,
  changed_at timestamp with time zone not null,
  suspended_at timestamp with time zone,
  constraint client_pkey PRIMARY KEY (id),
  constraint client_audience_known CHECK ((audience = ANY (ARRAY['resident'::text, 'official'::text, 'both'::text]))),
  constraint client_has_key CHECK (((auth_method <> 'private_key_jwt'::text) OR (jwks IS NOT NULL))),
  constraint client_kind_known CHECK ((kind = ANY (ARRAY['web'::text, 'native'::text, 'machine'::text]))),
  constraint client_method_known CHECK ((auth_method = ANY (ARRAY['client_secret_basic'::text, 'private_key_jwt'::text, 'none'::text]))),
  constraint client_public_only_native CHECK (((auth_method <> 'none'::text) OR (kind = 'native'::text))),
  constraint client_signing_known CHECK ((signing = ANY (ARRAY['RS256'::text, 'ES256'::text]))),
  constraint client_units_of_machines CHECK (((kind = 'machine'::text) OR (units = '{}'::uuid[])))
);
create index client_agency ON federation.client USING btree (agency_id, lower(name), id);
-- row security: on
-- policy client_change for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('manage-programs'::text) AS asking_may))) with check ((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)))
-- policy client_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('manage-programs'::text) AS asking_may)))
-- policy client_own for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('manage-programs'::text) AS asking_may)))
-- policy client_work for select to pendopo_worker using (true)
-- grant insert, select, update to pendopo_app
-- grant select to pendopo_worker

create table federation.link (
  provider text not null,
  subject_blind bytea not null,
  account_id uuid not null,
  linked_at timestamp with time zone not null,
  used_at timestamp with time zone not null,
  constraint link_pkey PRIMARY KEY (provider, subject_blind),
  constraint link_one_of_provider UNIQUE (account_id, provider)
);
-- row security: on
-- policy link_end for delete to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy link_make for insert to pendopo_app with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy link_own for select to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy link_use for update to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy link_work for all to pendopo_worker using (true)
-- grant delete, insert, select, update (used_at) to pendopo_app
-- grant delete, select to pendopo_worker

create table federation.signing_key (
  id text not null,
  alg text not null,
  sealed bytea not null,
  made_at timestamp with time zone not null,
  signs_from timestamp with time zone not null,
  gone_at timestamp with time zone not null,
  constraint signing_key_pkey PRIMARY KEY (id),
  constraint signing_key_alg_known CHECK ((alg = ANY (ARRAY['RS256'::text, 'ES256'::text])))
);
-- row security: on
-- policy signing_key_work for all to pendopo_worker using (true) with check (true)
-- grant delete, insert, select to pendopo_worker

CREATE OR REPLACE FUNCTION federation.alive(session uuid, account uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select session is null or exists (
    select from people.session s join people.account a on a.id = s.account_id and a.disabled_at is null
     where s.account_id = account and s.id = session and s.expires_at > at)
$function$;

CREATE OR REPLACE FUNCTION federation.bearer(token bytea, at timestamp with time zone)
 RETURNS TABLE(token_kind text, payload bytea, client uuid, client_name text, agency uuid, agency_name text, units uuid[], mandate uuid, account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, recovered_at timestamp with time zone, standing jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.kind, a.payload, c.id, c.name, c.agency_id, g.short_name, c.units, a.mandate_id,
         h.account, h.kind, h.person, h.person_name, h.official, h.assurance, h.recovered_at, h.standing
    from federation.artifact a
    join federation.client c on c.id = a.client_id and c.suspended_at is null
    join agencies.agency g on g.id = c.agency_id
    left join lateral federation.holder(a.account_id, at) h on true
   where a.kind = any ('{AccessToken,ClientCredentials}') and a.id = token and a.expires_at > at
     and (a.bound_uid is null or exists (
       select from federation.artifact s where s.kind = 'Session' and s.uid = a.bound_uid and s.expires_at > at
          and federation.alive(s.session_id, s.account_id, at)))
$function$;

CREATE OR REPLACE FUNCTION federation.client_of(wanted uuid)
 RETURNS SETOF federation.client
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select * from federation.client c where c.id = wanted and c.suspended_at is null
$function$;

CREATE OR REPLACE FUNCTION federation.consume(kind text, id bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with used as (
    update federation.artifact a set consumed_at = consume.at
     where a.kind = consume.kind and a.id = consume.id and a.consumed_at is null returning 1)
  select exists (select from used)
$function$;

CREATE OR REPLACE FUNCTION federation.find(kind text, id bytea, at timestamp with time zone)
 RETURNS TABLE(payload bytea, consumed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.payload, a.consumed_at from federation.artifact a
   where a.kind = find.kind and a.id = find.id and a.expires_at > find.at and federation.alive(a.session_id, a.account_id, find.at)
$function$;

CREATE OR REPLACE FUNCTION federation.find_session(uid bytea, at timestamp with time zone)
 RETURNS TABLE(id bytea, payload bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.payload from federation.artifact a
   where a.kind = 'Session' and a.uid = find_session.uid and a.expires_at > find_session.at
     and federation.alive(a.session_id, a.account_id, find_session.at)
$function$;

CREATE OR REPLACE FUNCTION federation.forget(kind text, id bytea)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  delete from federation.artifact a where a.kind = forget.kind and a.id = forget.id returning true
$function$;

CREATE OR REPLACE FUNCTION federation.forget_grant(grant_id bytea, but_grant boolean)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    delete from federation.artifact a
     where a.grant_id = forget_grant.grant_id and not (but_grant and a.kind = 'Grant') returning 1)
  select count(*) from gone
$function$;

CREATE OR REPLACE FUNCTION federation.grant_of(account uuid, mandate uuid, client uuid, at timestamp with time zone)
 RETURNS TABLE(id bytea, payload bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.payload from federation.artifact a
   where a.kind = 'Grant' and a.account_id = grant_of.account and a.client_id = grant_of.client
     and a.mandate_id is not distinct from grant_of.mandate and a.expires_at > grant_of.at
   order by a.made_at desc limit 1
$function$;

CREATE OR REPLACE FUNCTION federation.grants_of(at timestamp with time zone)
 RETURNS TABLE(id bytea, payload bytea, client uuid, mandate uuid, made_at timestamp with time zone, expires_at timestamp with time zone, name text, purpose text, legal_basis text, contact text, home_uri text, agency uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.payload, a.client_id, a.mandate_id, a.made_at, a.expires_at, c.name, c.purpose, c.legal_basis, c.contact, c.home_uri, c.agency_id
    from federation.artifact a join federation.client c on c.id = a.client_id
   where a.kind = 'Grant' and a.account_id = kernel.asking_account() and a.expires_at > at
   order by a.made_at desc limit 200
$function$;

CREATE OR REPLACE FUNCTION federation.holder(account uuid, at timestamp with time zone)
 RETURNS TABLE(account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, recovered_at timestamp with time zone, standing jsonb)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.kind, a.person_id, p.name, a.official_id, a.assurance, a.recovered_at,
         case when a.official_id is not null then agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) end
    from people.account a left join people.person p on p.id = a.person_id
   where a.id = holder.account and a.disabled_at is null
$function$;

CREATE OR REPLACE FUNCTION federation.linked(provider text, subject bytea)
 RETURNS TABLE(account uuid, kind text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, a.kind from federation.link l join people.account a on a.id = l.account_id and a.disabled_at is null
   where l.provider = linked.provider and l.subject_blind = linked.subject
$function$;

CREATE OR REPLACE FUNCTION federation.put(kind text, id bytea, payload bytea, uid bytea, grant_id bytea, bound_uid bytea, account uuid, mandate uuid, client uuid, session uuid, at timestamp with time zone, expires timestamp with time zone)
 RETURNS boolean
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  insert into federation.artifact as a (kind, id, payload, uid, grant_id, bound_uid, account_id, mandate_id, client_id, session_id, made_at, expires_at)
  values (put.kind, put.id, put.payload, put.uid, put.grant_id, put.bound_uid, put.account, put.mandate, put.client, put.session, put.at, put.expires)
  on conflict on constraint artifact_pkey do update
     set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id, bound_uid = excluded.bound_uid, account_id = excluded.account_id,
         mandate_id = excluded.mandate_id, client_id = excluded.client_id, session_id = coalesce(excluded.session_id, a.session_id), expires_at = excluded.expires_at
  returning true
$function$;

CREATE OR REPLACE FUNCTION federation.withdraw(client uuid, mandate uuid)
 RETURNS bigint
 LANGUAGE sql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with gone as (
    delete from federation.artifact a using federation.artifact g
     where g.kind = 'Grant' and g.account_id = kernel.asking_account() and g.client_id = withdraw.client
       and g.mandate_id is not distinct from withdraw.mandate and a.grant_id = g.grant_id
    returning 1)
  select count(*) from gone
$function$;


-- kernel ----------------------------------------------------------------------------------------------
create schema kernel;

create table kernel.audit_chain (
  agency_id uuid not null,
  seals bigint not null,
  entries bigint not null,
  hash bytea not null,
  since timestamp with time zone not null,
  constraint audit_chain_pkey PRIMARY KEY (agency_id)
);
-- row security: on
-- policy audit_chain_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update to pendopo_worker
-- CREATE TRIGGER audit_chain_grows BEFORE UPDATE ON kernel.audit_chain FOR EACH ROW EXECUTE FUNCTION kernel.refuse_shrinking()
-- CREATE TRIGGER audit_chain_stays BEFORE DELETE OR TRUNCATE ON kernel.audit_chain FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

-- The record: who did what to what, for whom, under which mandate, through which program. Append-only; cut by years; the nil agency holds what belongs to the installation.
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
) partition by RANGE (id);
create index audit_actor ON ONLY kernel.audit_entry USING btree (actor, at DESC) WHERE (actor IS NOT NULL);
create index audit_of_seal ON ONLY kernel.audit_entry USING btree (agency_id, seal, id);
create index audit_subject ON ONLY kernel.audit_entry USING btree (subject, at DESC) WHERE (subject IS NOT NULL);
create index audit_target ON ONLY kernel.audit_entry USING btree (agency_id, target, at DESC) WHERE (target <> ''::text);
create index audit_time ON ONLY kernel.audit_entry USING btree (agency_id, at DESC, id DESC);
create index audit_unsealed ON ONLY kernel.audit_entry USING btree (agency_id, id) WHERE (seal IS NULL);
-- row security: on
-- policy audit_examine for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('audit'::text) AS asking_may)))
-- policy audit_own for select to pendopo_app using ((subject = ( SELECT kernel.asking_person() AS asking_person)))
-- policy audit_put for insert to pendopo_app with check (((NOT (actor IS DISTINCT FROM ( SELECT kernel.asking_account() AS asking_account))) AND (seal IS NULL)))
-- policy audit_put_work for insert to pendopo_worker with check ((seal IS NULL))
-- policy audit_seal for update to pendopo_worker using ((seal IS NULL)) with check (true)
-- policy audit_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant insert, select, update (seal) to pendopo_worker
-- CREATE TRIGGER audit_entry_once BEFORE UPDATE ON kernel.audit_entry FOR EACH ROW WHEN (((old.seal IS NOT NULL) OR (((((((((((((new.agency_id IS DISTINCT FROM old.agency_id) OR (new.id IS DISTINCT FROM old.id)) OR (new.at IS DISTINCT FROM old.at)) OR (new.actor IS DISTINCT FROM old.actor)) OR (new.subject IS DISTINCT FROM old.subject)) OR (new."position" IS DISTINCT FROM old."position")) OR (new.act IS DISTINCT FROM old.act)) OR (new.target IS DISTINCT FROM old.target)) OR (new.detail IS DISTINCT FROM old.detail)) OR (new.purpose IS DISTINCT FROM old.purpose)) OR (new.on_behalf IS DISTINCT FROM old.on_behalf)) OR (new.mandate IS DISTINCT FROM old.mandate)) OR (new.program IS DISTINCT FROM old.program)))) EXECUTE FUNCTION kernel.refuse_rewriting()
-- CREATE TRIGGER audit_entry_stays BEFORE DELETE OR TRUNCATE ON kernel.audit_entry FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

-- Akar harian. statement binds the tree over all chains and the statement of the day before; certificates: the signer's, then those above it.
create table kernel.audit_root (
  number integer not null,
  day date not null,
  statement text not null,
  signature bytea not null,
  certificates bytea[] not null,
  made_at timestamp with time zone not null,
  constraint audit_root_pkey PRIMARY KEY (number),
  constraint audit_root_one_a_day UNIQUE (day),
  constraint audit_root_numbered CHECK ((number > 0))
);
-- row security: on
-- policy audit_root_put for insert to pendopo_worker with check (true)
-- policy audit_root_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER audit_root_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit_root FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

-- What a daily root says of one chain: seals first to last with the root of their tree, the hash of the last, and all entries so far.
create table kernel.audit_root_chain (
  agency_id uuid not null,
  root integer not null,
  first bigint not null,
  last bigint not null,
  entries bigint not null,
  hash bytea not null,
  seals bytea not null,
  place integer not null,
  path bytea not null,
  constraint audit_root_chain_pkey PRIMARY KEY (agency_id, root),
  constraint audit_root_chain_root_fkey FOREIGN KEY (root) REFERENCES kernel.audit_root(number)
);
create index audit_root_chain_of ON kernel.audit_root_chain USING btree (root, agency_id);
-- row security: on
-- policy audit_root_chain_put for insert to pendopo_worker with check (true)
-- policy audit_root_chain_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER audit_root_chain_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit_root_chain FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table kernel.audit_seal (
  agency_id uuid not null,
  number bigint not null,
  entries integer not null,
  previous bytea not null,
  hash bytea not null,
  sealed_at timestamp with time zone not null,
  format smallint not null default 1,
  root bytea,
  leaves bytea,
  signature bytea,
  certificate uuid,
  constraint audit_seal_pkey PRIMARY KEY (agency_id, number),
  constraint audit_seal_format_known CHECK ((format = ANY (ARRAY[1, 2]))),
  constraint audit_seal_has_its_tree CHECK (((format = 2) = ((root IS NOT NULL) AND (leaves IS NOT NULL) AND (signature IS NOT NULL) AND (certificate IS NOT NULL))))
);
-- row security: on
-- policy audit_seal_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER audit_seal_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit_seal FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

create table kernel.audit_stamp (
  root integer not null,
  token bytea not null,
  at timestamp with time zone not null,
  constraint audit_stamp_pkey PRIMARY KEY (root),
  constraint audit_stamp_root_fkey FOREIGN KEY (root) REFERENCES kernel.audit_root(number)
);
-- row security: on
-- policy audit_stamp_put for insert to pendopo_worker with check (true)
-- policy audit_stamp_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant insert, select to pendopo_worker
-- CREATE TRIGGER audit_stamp_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON kernel.audit_stamp FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

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
  constraint certificate_kind_known CHECK ((kind = ANY (ARRAY['root'::text, 'issuer'::text, 'seal'::text, 'official'::text, 'record'::text])))
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
  wrapped bytea,
  created_at timestamp with time zone not null,
  retired_at timestamp with time zone,
  proof bytea,
  writes_from timestamp with time zone not null,
  constraint data_key_pkey PRIMARY KEY (id),
  constraint data_key_purpose_known CHECK ((purpose = ANY (ARRAY['root'::text, 'data'::text, 'index'::text, 'file'::text])))
);
-- row security: on

-- A key wrapped by each holder that may open it: one, or two while the master key is being changed.
create table kernel.data_key_wrap (
  key_id uuid not null,
  holder text not null,
  wrapped bytea not null,
  at timestamp with time zone not null default now(),
  constraint data_key_wrap_pkey PRIMARY KEY (key_id, holder),
  constraint data_key_wrap_key_id_fkey FOREIGN KEY (key_id) REFERENCES kernel.data_key(id) ON DELETE CASCADE
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

-- How far the rows of each table have come under a new key; what was begun goes on from here.
create table kernel.resealing (
  key_id uuid not null,
  table_name text not null,
  reached text[],
  seen bigint not null default 0,
  changed bigint not null default 0,
  finished_at timestamp with time zone,
  constraint resealing_pkey PRIMARY KEY (key_id, table_name),
  constraint resealing_key_id_fkey FOREIGN KEY (key_id) REFERENCES kernel.data_key(id) ON DELETE CASCADE
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

create table kernel.wrong_guess (
  network bytea not null,
  window_at timestamp with time zone not null,
  tries integer not null default 1,
  constraint wrong_guess_pkey PRIMARY KEY (network, window_at)
);
create index wrong_guess_age ON kernel.wrong_guess USING btree (window_at);
-- row security: on

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

CREATE OR REPLACE FUNCTION kernel.audit_seal_hashes(wanted_agency uuid, since bigint, until bigint)
 RETURNS TABLE(hash bytea)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.hash from kernel.audit_seal s where s.agency_id = wanted_agency and s.number between since and until order by s.number $function$;

CREATE OR REPLACE FUNCTION kernel.audit_seals_of(wanted_agency uuid, numbers bigint[])
 RETURNS TABLE(number bigint, entries integer, previous bytea, root bytea, leaves bytea, signature bytea, certificate bytea, sealed_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select s.number, s.entries, s.previous, s.root, s.leaves, s.signature, c.certificate, s.sealed_at
    from kernel.audit_seal s join kernel.certificate c on c.id = s.certificate
   where s.agency_id = wanted_agency and s.number = any (numbers) and s.format = 2
     and ((wanted_agency = kernel.asking_agency() and kernel.asking_may('audit'))
          or exists (select from kernel.audit_entry e where e.agency_id = wanted_agency and e.seal = s.number and e.subject = kernel.asking_person()))
   order by s.number $function$;

CREATE OR REPLACE FUNCTION kernel.count_wrong(by bytea, at timestamp with time zone)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO ''
AS $function$
declare
  tries_now integer;
begin
  insert into kernel.wrong_guess as g (network, window_at) values (by, at)
    on conflict (network, window_at) do update set tries = g.tries + 1 returning tries into tries_now;
  -- The first of a window tidies what is over, so that nobody else has to.
  if tries_now = 1 then delete from kernel.wrong_guess where window_at < at - interval '1 hour'; end if;
  return tries_now;
end $function$;

CREATE OR REPLACE FUNCTION kernel.first_id_of(day date)
 RETURNS uuid
 LANGUAGE sql
 IMMUTABLE
AS $function$
  select rpad(lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid $function$;

CREATE OR REPLACE FUNCTION kernel.key_generation()
 RETURNS bigint
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO ''
AS $function$ select coalesce((select (value #>> '{}')::bigint from kernel.setting where name = 'key-generation'), 0) $function$;

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
  if tg_op = 'UPDATE' and current_setting('pendopo.resealing', true) = 'on'
     and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    return null;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = '42501';
end $function$;

CREATE OR REPLACE FUNCTION kernel.refuse_shrinking()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if new.agency_id <> old.agency_id or new.seals <> old.seals + 1 or new.entries < old.entries or new.since > old.since then
    raise exception 'a chain of the record only grows' using errcode = '42501';
  end if;
  return new;
end $function$;


-- mandates --------------------------------------------------------------------------------------------
create schema mandates;

create table mandates.agreement (
  mandate_id uuid not null,
  account uuid not null,
  at timestamp with time zone not null,
  constraint agreement_pkey PRIMARY KEY (mandate_id, account),
  constraint agreement_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates.mandate(id)
);
-- row security: on
-- policy agreement_add for insert to pendopo_app with check (((account = ( SELECT kernel.asking_account() AS asking_account)) AND ( SELECT mandates.may_keep() AS may_keep) AND (EXISTS ( SELECT
   FROM mandates.mandate m
  WHERE ((m.id = agreement.mandate_id) AND (m.grantor_id = ( SELECT kernel.asking_person() AS asking_person)))))))
-- policy agreement_see for select to pendopo_app using ((EXISTS ( SELECT
   FROM mandates.mandate m
  WHERE (m.id = agreement.mandate_id))))
-- policy agreement_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant select to pendopo_worker

create table mandates.event (
  id uuid not null,
  mandate_id uuid not null,
  at timestamp with time zone not null,
  act text not null,
  account uuid not null,
  name bytea not null,
  constraint event_pkey PRIMARY KEY (id),
  constraint event_mandate_id_fkey FOREIGN KEY (mandate_id) REFERENCES mandates.mandate(id),
  constraint event_act_known CHECK ((act = ANY (ARRAY['requested'::text, 'offered'::text, 'agreed'::text, 'granted'::text, 'accepted'::text, 'refused'::text, 'revoked'::text, 'ended'::text, 'assisted'::text])))
);
create index event_mandate ON mandates.event USING btree (mandate_id, id);
-- row security: on
-- policy event_add for insert to pendopo_app with check ((account = ( SELECT kernel.asking_account() AS asking_account)))
-- policy event_see for select to pendopo_app using ((EXISTS ( SELECT
   FROM mandates.mandate m
  WHERE (m.id = event.mandate_id))))
-- policy event_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant select to pendopo_worker
-- CREATE TRIGGER event_stays BEFORE DELETE OR UPDATE OR TRUNCATE ON mandates.event FOR EACH STATEMENT EXECUTE FUNCTION kernel.refuse_rewriting()

-- Kuasa: who (holder) may act for whom (grantor), how far and how long. Lapsed is not a status: it is a day.
create table mandates.mandate (
  id uuid not null,
  kind text not null,
  grantor_kind text not null,
  grantor_id uuid,
  grantor_blind bytea,
  grantor_name bytea not null,
  holder_account uuid,
  holder_blind bytea,
  holder_name bytea not null,
  services uuid[],
  acts text[] not null,
  ceiling bigint,
  regions text[],
  starts_on date not null,
  ends_on date,
  parent uuid,
  needed integer not null default 1,
  status text not null,
  code text,
  evidence bytea,
  reason bytea,
  made_by uuid not null,
  agency_id uuid,
  created_at timestamp with time zone not null,
  decided_at timestamp with time zone,
  ended_at timestamp with time zone,
  constraint mandate_pkey PRIMARY KEY (id),
  constraint mandate_code_unique UNIQUE (code),
  constraint mandate_parent_fkey FOREIGN KEY (parent) REFERENCES mandates.mandate(id),
  constraint mandate_acts_known CHECK (((acts <@ ARRAY['apply'::text, 'answer'::text, 'see'::text, 'withdraw'::text, 'collect'::text, 'mandate'::text]) AND (cardinality(acts) > 0))),
  constraint mandate_assisted_is_for_a_day CHECK (((kind <> 'assisted'::text) OR ((ends_on = starts_on) AND (agency_id IS NOT NULL) AND (parent IS NULL) AND (NOT ('mandate'::text = ANY (acts)))))),
  constraint mandate_ceiling_counts CHECK (((ceiling IS NULL) OR (ceiling >= 0))),
  constraint mandate_days_in_order CHECK (((ends_on IS NULL) OR (ends_on >= starts_on))),
  constraint mandate_granted_is_whole CHECK (((status <> 'granted'::text) OR ((grantor_id IS NOT NULL) AND (holder_account IS NOT NULL)))),
  constraint mandate_grantor_known CHECK ((grantor_kind = ANY (ARRAY['person'::text, 'organization'::text]))),
  constraint mandate_kind_known CHECK ((kind = ANY (ARRAY['personal'::text, 'representative'::text, 'guardian'::text, 'assisted'::text]))),
  constraint mandate_of_somebody CHECK (((grantor_id IS NOT NULL) OR (grantor_blind IS NOT NULL))),
  constraint mandate_status_known CHECK ((status = ANY (ARRAY['requested'::text, 'offered'::text, 'granted'::text, 'refused'::text, 'revoked'::text, 'ended'::text]))),
  constraint mandate_to_somebody CHECK (((holder_account IS NOT NULL) OR (holder_blind IS NOT NULL)))
);
create index mandate_asked ON mandates.mandate USING btree (grantor_blind) WHERE ((status = 'requested'::text) AND (grantor_blind IS NOT NULL));
create index mandate_grantor ON mandates.mandate USING btree (grantor_id, created_at DESC) WHERE (grantor_id IS NOT NULL);
create index mandate_holder ON mandates.mandate USING btree (holder_account, created_at DESC) WHERE (holder_account IS NOT NULL);
create index mandate_offered ON mandates.mandate USING btree (holder_blind) WHERE ((status = 'offered'::text) AND (holder_blind IS NOT NULL));
create index mandate_parent ON mandates.mandate USING btree (parent) WHERE (parent IS NOT NULL);
-- row security: on
-- policy mandate_emptied for update to pendopo_worker using ((status = ANY (ARRAY['requested'::text, 'offered'::text, 'granted'::text]))) with check ((status = ANY (ARRAY['revoked'::text, 'ended'::text])))
-- policy mandate_end for update to pendopo_app using (((status = ANY (ARRAY['requested'::text, 'offered'::text, 'granted'::text])) AND ((holder_account = ( SELECT kernel.asking_account() AS asking_account)) OR (made_by = ( SELECT kernel.asking_account() AS asking_account)) OR ((grantor_id = ( SELECT kernel.asking_person() AS asking_person)) AND ( SELECT mandates.may_keep() AS may_keep) AND ((grantor_kind = 'person'::text) OR (parent IS NOT NULL)))))) with check ((status = ANY (ARRAY['revoked'::text, 'ended'::text])))
-- policy mandate_make for insert to pendopo_app with check (((made_by = ( SELECT kernel.asking_account() AS asking_account)) AND
CASE
    WHEN ((status = 'requested'::text) AND (grantor_id IS NULL)) THEN ((kind = ANY (ARRAY['personal'::text, 'representative'::text, 'guardian'::text])) AND (holder_account = ( SELECT kernel.asking_account() AS asking_account)) AND (parent IS NULL) AND (( SELECT kernel.asking_mandate() AS asking_mandate) IS NULL))
    WHEN (status = ANY (ARRAY['requested'::text, 'offered'::text])) THEN ((kind = ANY (ARRAY['personal'::text, 'representative'::text])) AND (grantor_id = ( SELECT kernel.asking_person() AS asking_person)) AND (holder_account IS NULL) AND (NOT (parent IS DISTINCT FROM ( SELECT kernel.asking_mandate() AS asking_mandate))) AND ( SELECT mandates.may_keep() AS may_keep))
    WHEN ((kind = 'assisted'::text) AND (status = 'granted'::text)) THEN (( SELECT kernel.asking_may('file-for'::text) AS asking_may) AND (holder_account = ( SELECT kernel.asking_account() AS asking_account)) AND (agency_id = ( SELECT kernel.asking_agency() AS asking_agency)))
    ELSE false
END))
-- policy mandate_see for select to pendopo_app using (((holder_account = ( SELECT kernel.asking_account() AS asking_account)) OR (made_by = ( SELECT kernel.asking_account() AS asking_account)) OR ((grantor_id = ( SELECT kernel.asking_person() AS asking_person)) AND ( SELECT mandates.may_keep() AS may_keep))))
-- policy mandate_work for select to pendopo_worker using (true)
-- grant insert, select, update (ended_at, status) to pendopo_app
-- grant select, update (ended_at, status) to pendopo_worker

-- Badan usaha or badan hukum. Anybody may declare one; it can do nothing before a counter has seen its papers.
create table mandates.organization (
  id uuid not null,
  kind text not null,
  name bytea not null,
  nib bytea,
  nib_blind bytea,
  npwp bytea,
  npwp_blind bytea,
  email bytea,
  phone bytea,
  quorum integer not null default 1,
  status text not null default 'declared'::text,
  code text not null,
  declared_by uuid not null,
  declarer_name bytea not null,
  declarer_blind bytea not null,
  declared_at timestamp with time zone not null,
  decided_by uuid,
  decided_at timestamp with time zone,
  decided_agency uuid,
  evidence bytea,
  reason bytea,
  constraint organization_pkey PRIMARY KEY (id),
  constraint organization_code_unique UNIQUE (code),
  constraint organization_decided_is_signed CHECK (((status = 'declared'::text) = (decided_at IS NULL))),
  constraint organization_has_number CHECK (((nib IS NOT NULL) OR (npwp IS NOT NULL))),
  constraint organization_kind_known CHECK ((kind = ANY (ARRAY['pt'::text, 'pt-perorangan'::text, 'cv'::text, 'firma'::text, 'koperasi'::text, 'yayasan'::text, 'perkumpulan'::text, 'bum-desa'::text, 'bumn-bumd'::text]))),
  constraint organization_nib_whole CHECK (((nib IS NULL) = (nib_blind IS NULL))),
  constraint organization_npwp_whole CHECK (((npwp IS NULL) = (npwp_blind IS NULL))),
  constraint organization_quorum_counts CHECK (((quorum >= 1) AND (quorum <= 9))),
  constraint organization_status_known CHECK ((status = ANY (ARRAY['declared'::text, 'verified'::text, 'refused'::text])))
);
create index organization_declared_by ON mandates.organization USING btree (declared_by);
create unique index organization_nib_once ON mandates.organization USING btree (nib_blind) WHERE (status = 'verified'::text);
create unique index organization_npwp_once ON mandates.organization USING btree (npwp_blind) WHERE (status = 'verified'::text);
-- row security: on
-- policy organization_declare for insert to pendopo_app with check (((declared_by = ( SELECT kernel.asking_account() AS asking_account)) AND (( SELECT kernel.asking_mandate() AS asking_mandate) IS NULL) AND (status = 'declared'::text)))
-- policy organization_see for select to pendopo_app using (((id = ( SELECT kernel.asking_person() AS asking_person)) OR (declared_by = ( SELECT kernel.asking_account() AS asking_account))))
-- policy organization_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant select to pendopo_worker

CREATE OR REPLACE FUNCTION mandates.accept(wanted uuid, blind bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if kernel.asking_mandate() is not null or kernel.asking_person() is null then return false; end if;
  update mandates.mandate m set status = 'granted', holder_account = kernel.asking_account(), decided_at = at
   where m.id = wanted and m.status = 'offered' and m.holder_blind = blind
     and m.grantor_id is distinct from kernel.asking_person();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.acting(wanted uuid, holder uuid, day date)
 RETURNS TABLE(id uuid, depth integer, kind text, grantor_kind text, grantor_id uuid, grantor_name bytea, holds boolean, has_parent boolean, services uuid[], acts text[], ceiling bigint, regions text[], starts_on date, ends_on date)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  with recursive chain as (
    select m.*, 1 as depth from mandates.mandate m where m.id = wanted and m.holder_account = holder
    union all
    select p.*, c.depth + 1 from mandates.mandate p join chain c on p.id = c.parent where c.depth < 8
  )
  select c.id, c.depth, c.kind, c.grantor_kind, c.grantor_id, c.grantor_name,
         c.status = 'granted' and c.starts_on <= day and coalesce(c.ends_on, 'infinity') >= day
           and (c.grantor_kind = 'person' or exists (select from mandates.organization o where o.id = c.grantor_id and o.status = 'verified')),
         c.parent is not null, c.services, c.acts, c.ceiling, c.regions, c.starts_on, c.ends_on
    from chain c order by c.depth
$function$;

CREATE OR REPLACE FUNCTION mandates.decide_guardian(wanted text, yes boolean, ward uuid, papers bytea, why bytea, agency uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not kernel.asking_may('verify-identity') or kernel.asking_agency() is distinct from agency then return false; end if;
  update mandates.mandate m set status = case when yes then 'granted' else 'refused' end, grantor_id = case when yes then ward end,
         evidence = papers, reason = why, agency_id = agency, decided_at = at, ended_at = case when not yes then at end
   where m.code = wanted and m.kind = 'guardian' and m.status = 'requested' and m.made_by <> kernel.asking_account();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.decide_organization(wanted text, yes boolean, must integer, papers bytea, why bytea, director uuid, grantor bytea, holder bytea, agency uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  o mandates.organization;
begin
  if not kernel.asking_may('verify-identity') or kernel.asking_agency() is distinct from agency then return false; end if;
  select * into o from mandates.organization x where x.code = wanted and x.status = 'declared' for update;
  if o.id is null or o.declared_by = kernel.asking_account() then return false; end if;
  update mandates.organization x set status = case when yes then 'verified' else 'refused' end, quorum = case when yes then must else x.quorum end,
         evidence = papers, reason = why, decided_by = kernel.asking_account(), decided_at = at, decided_agency = agency where x.id = o.id;
  if yes then
    insert into mandates.mandate (id, kind, grantor_kind, grantor_id, grantor_name, holder_account, holder_name, acts, starts_on, status, made_by, agency_id, created_at, decided_at)
      values (director, 'representative', 'organization', o.id, grantor, o.declared_by, holder,
              array['apply', 'answer', 'see', 'withdraw', 'collect', 'mandate'], (at at time zone 'Asia/Jakarta')::date, 'granted', kernel.asking_account(), agency, at, at);
  end if;
  return true;
end $function$;

CREATE OR REPLACE FUNCTION mandates.directors_of(wanted uuid)
 RETURNS SETOF mandates.mandate
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.* from mandates.mandate m where m.grantor_id = wanted and m.grantor_kind = 'organization' and m.parent is null
     and m.status in ('offered', 'granted') and (kernel.asking_may('verify-identity') or kernel.asking_person() = wanted)
   order by m.created_at limit 50
$function$;

CREATE OR REPLACE FUNCTION mandates.give(wanted uuid, blind bytea, at timestamp with time zone)
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  asked mandates.mandate;
  must int := 1;
  agreed int;
begin
  if kernel.asking_person() is null or not mandates.may_keep() then return null; end if;
  select * into asked from mandates.mandate m where m.id = wanted and m.status = 'requested' and m.kind <> 'guardian'
     and (m.grantor_id = kernel.asking_person() or (m.grantor_id is null and m.grantor_blind = blind)) for update;
  if asked.id is null then return null; end if;
  if asked.grantor_kind = 'organization' then
    if asked.grantor_id is null and asked.parent is null then
      -- Only a director hands out what a stranger asked for; it hangs on the director's own right.
      if not exists (select from mandates.mandate d where d.id = kernel.asking_mandate() and d.parent is null and d.grantor_id = kernel.asking_person()) then return null; end if;
      select o.quorum into must from mandates.organization o where o.id = kernel.asking_person() and o.status = 'verified';
      if must is null then return null; end if;
      update mandates.mandate m set grantor_id = kernel.asking_person(), parent = kernel.asking_mandate(), needed = must where m.id = wanted;
    else
      must := asked.needed;
      if must > 1 and not exists (select from mandates.mandate d where d.id = kernel.asking_mandate() and d.parent is null and d.grantor_id = kernel.asking_person()) then return null; end if;
    end if;
    insert into mandates.agreement (mandate_id, account, at) values (wanted, kernel.asking_account(), at) on conflict do nothing;
    select count(*) into agreed from mandates.agreement a where a.mandate_id = wanted;
    if agreed < must then return 'requested'; end if;
  else
    update mandates.mandate m set grantor_id = kernel.asking_person(), parent = kernel.asking_mandate() where m.id = wanted and m.grantor_id is null;
  end if;
  update mandates.mandate m set status = case when m.holder_account is null then 'offered' else 'granted' end, decided_at = at where m.id = wanted;
  return (select m.status from mandates.mandate m where m.id = wanted);
end $function$;

CREATE OR REPLACE FUNCTION mandates.mandate_by_code(wanted text)
 RETURNS SETOF mandates.mandate
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.* from mandates.mandate m where m.code = wanted and m.kind = 'guardian' and kernel.asking_may('verify-identity')
$function$;

CREATE OR REPLACE FUNCTION mandates.may_keep()
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select kernel.asking_mandate() is null
      or exists (select from mandates.mandate m where m.id = kernel.asking_mandate() and m.holder_account = kernel.asking_account()
                  and m.status = 'granted' and 'mandate' = any (m.acts))
$function$;

CREATE OR REPLACE FUNCTION mandates.name_director(organization uuid, mandate uuid, blind bytea, grantor bytea, holder bytea, agency uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not kernel.asking_may('verify-identity') or kernel.asking_agency() is distinct from agency then return false; end if;
  insert into mandates.mandate (id, kind, grantor_kind, grantor_id, grantor_name, holder_blind, holder_name, acts, starts_on, status, made_by, agency_id, created_at)
    select name_director.mandate, 'representative', 'organization', o.id, grantor, blind, holder,
           array['apply', 'answer', 'see', 'withdraw', 'collect', 'mandate'], (at at time zone 'Asia/Jakarta')::date, 'offered', kernel.asking_account(), agency, at
      from mandates.organization o where o.id = name_director.organization and o.status = 'verified';
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.organization_by_code(wanted text)
 RETURNS SETOF mandates.organization
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.* from mandates.organization o where o.code = wanted and kernel.asking_may('verify-identity')
$function$;

CREATE OR REPLACE FUNCTION mandates.refuse(wanted uuid, blind bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if kernel.asking_person() is null or not mandates.may_keep() then return false; end if;
  update mandates.mandate m set status = 'refused', decided_at = at, ended_at = at
   where m.id = wanted and (
     (m.status = 'offered' and m.holder_blind = blind and m.holder_account is null and kernel.asking_mandate() is null)
     or (m.status = 'requested' and m.kind <> 'guardian' and (m.grantor_id = kernel.asking_person() or (m.grantor_id is null and m.grantor_blind = blind))));
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.remove_director(wanted uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  update mandates.mandate m set status = 'revoked', ended_at = at
   where m.id = wanted and m.grantor_kind = 'organization' and m.parent is null and m.status in ('offered', 'granted');
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.turn_to(session uuid, wanted uuid)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if wanted is not null and not exists (select from mandates.mandate m where m.id = wanted and m.holder_account = kernel.asking_account() and m.status = 'granted') then return false; end if;
  update people.session s set acting_for = wanted where s.id = session and s.account_id = kernel.asking_account();
  return found;
end $function$;

CREATE OR REPLACE FUNCTION mandates.waiting(blind bytea)
 RETURNS SETOF mandates.mandate
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select m.* from mandates.mandate m where m.status = 'offered' and m.holder_blind = blind and m.holder_account is null
  union all
  select m.* from mandates.mandate m where m.status = 'requested' and m.grantor_blind = blind and m.grantor_id is null and m.kind <> 'guardian'
  limit 100
$function$;


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
  opened_at timestamp with time zone,
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

create table people.counter_code (
  account_id uuid not null,
  code_blind bytea not null,
  expires_at timestamp with time zone not null,
  constraint counter_code_pkey PRIMARY KEY (account_id),
  constraint counter_code_unique UNIQUE (code_blind),
  constraint counter_code_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id)
);
-- row security: on
-- policy counter_code_own for all to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy counter_code_tidy for all to pendopo_worker using (true)
-- grant delete, insert, select, update to pendopo_app
-- grant delete, select to pendopo_worker

-- Undangan akun pegawai: a code of one use for three days, of which only the hash is here.
create table people.invitation (
  id uuid not null,
  agency_id uuid not null,
  official_id uuid not null,
  code_hash bytea not null,
  made_by uuid,
  created_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  constraint invitation_pkey PRIMARY KEY (id),
  constraint invitation_code_unique UNIQUE (code_hash)
);
create index invitation_official ON people.invitation USING btree (official_id, created_at DESC);
-- row security: on
-- policy invitation_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may) AND (made_by = ( SELECT kernel.asking_account() AS asking_account)) AND (EXISTS ( SELECT
   FROM agencies.official o
  WHERE ((o.id = invitation.official_id) AND (o.kept_by = invitation.agency_id) AND (o.left_on IS NULL))))))
-- policy invitation_see for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy invitation_withdraw for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy invitation_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (withdrawn_at) to pendopo_app
-- grant delete, insert, select, update to pendopo_worker

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
  email_confirmed_at timestamp with time zone,
  constraint person_pkey PRIMARY KEY (id),
  constraint person_nik_unique UNIQUE (nik_blind),
  constraint person_nik_whole CHECK (((nik IS NULL) = (nik_blind IS NULL)))
);
-- row security: on
-- policy person_change for update to pendopo_app using ((id = ( SELECT kernel.asking_person() AS asking_person))) with check ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_make for insert to pendopo_app with check ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_right for update to pendopo_worker using (true) with check (true)
-- policy person_see for select to pendopo_app using ((id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy person_work for select to pendopo_worker using (true)
-- grant insert, select, update (email, email_confirmed_at, name, phone) to pendopo_app
-- grant select, update (email, email_confirmed_at, name, phone) to pendopo_worker

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
-- CREATE TRIGGER session_opens AFTER INSERT ON people.session FOR EACH ROW EXECUTE FUNCTION people.note_opening()

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
-- policy ticket_own for select to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy ticket_tidy for all to pendopo_worker using (true)
-- policy ticket_use for update to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account))) with check ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- grant select, update (used_at) to pendopo_app
-- grant delete, insert, select to pendopo_worker

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

-- Permintaan pemulihan akun di loket atau oleh pengelola: waits for a second official or for a day.
create table people.way_back (
  id uuid not null,
  agency_id uuid not null,
  account_id uuid not null,
  kind text not null,
  asked_by uuid not null,
  asked_at timestamp with time zone not null,
  ready_at timestamp with time zone not null,
  confirmed_by uuid,
  stopped_at timestamp with time zone,
  done_at timestamp with time zone,
  code_at timestamp with time zone,
  constraint way_back_pkey PRIMARY KEY (id),
  constraint way_back_account_id_fkey FOREIGN KEY (account_id) REFERENCES people.account(id),
  constraint way_back_kind_known CHECK ((kind = ANY (ARRAY['resident'::text, 'official'::text]))),
  constraint way_back_two_officials CHECK ((confirmed_by IS DISTINCT FROM asked_by))
);
create unique index way_back_one ON people.way_back USING btree (account_id) WHERE ((stopped_at IS NULL) AND (done_at IS NULL));
-- row security: on
-- policy way_back_see for select to pendopo_app using (((account_id = ( SELECT kernel.asking_account() AS asking_account)) OR ((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may(
        CASE way_back.kind
            WHEN 'official'::text THEN 'administer'::text
            ELSE 'verify-identity'::text
        END) AS asking_may))))
-- policy way_back_stop for update to pendopo_app using ((account_id = ( SELECT kernel.asking_account() AS asking_account)))
-- policy way_back_work for all to pendopo_worker using (true) with check (true)
-- grant select, update (stopped_at) to pendopo_app
-- grant delete, select to pendopo_worker

CREATE OR REPLACE FUNCTION people.accounts_of(officials uuid[], at timestamp with time zone)
 RETURNS TABLE(official uuid, account uuid, created_at timestamp with time zone, disabled_at timestamp with time zone, has_password boolean, has_second boolean, seen_at timestamp with time zone)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.official_id, a.id, a.created_at, a.disabled_at,
         a.password_hash is not null or exists (select from people.passkey k where k.account_id = a.id),
         exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null)
           or exists (select from people.passkey k where k.account_id = a.id and k.suspended_at is null),
         (select max(s.seen_at) from people.session s where s.account_id = a.id and s.expires_at > accounts_of.at)
    from people.account a
    join agencies.official o on o.id = a.official_id
   where a.official_id = any (officials) and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
$function$;

CREATE OR REPLACE FUNCTION people.activate(code bytea, account uuid, login bytea, hash text, at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  found people.invitation;
  known people.account;
begin
  select i.* into found from people.invitation i join agencies.official o on o.id = i.official_id and o.left_on is null and o.kept_by = i.agency_id
   where i.code_hash = activate.code and i.used_at is null and i.withdrawn_at is null and i.expires_at > activate.at for update of i;
  if found.id is null then return null; end if;
  select * into known from people.account a where a.official_id = found.official_id for update;
  -- An account with keys of its own is its holder's: an invitation does not open it.
  if known.id is not null and (known.disabled_at is not null or known.password_hash is not null
      or exists (select from people.passkey k where k.account_id = known.id)) then return null; end if;
  if known.id is not null then
    update people.account a set password_hash = activate.hash, password_at = activate.at, login_blind = activate.login where a.id = known.id;
  else
    insert into people.account (id, kind, official_id, login_blind, password_hash, password_at, assurance, created_at)
    values (activate.account, 'official', found.official_id, activate.login, activate.hash, activate.at, 'counter', activate.at);
  end if;
  update people.invitation i set used_at = activate.at where i.id = found.id;
  return coalesce(known.id, activate.account);
end $function$;

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

CREATE OR REPLACE FUNCTION people.ask_way_back(id uuid, whose uuid, at timestamp with time zone, ready_at timestamp with time zone)
 RETURNS uuid
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  target people.account;
  waiting uuid;
begin
  select a.* into target from people.account a where a.person_id = whose or a.official_id = whose;
  if target.id is null or target.disabled_at is not null or target.id = kernel.asking_account()
     or kernel.asking_agency() is null then return null; end if;
  if target.kind = 'official' then
    if not kernel.asking_may('administer') or not exists (select from agencies.official o
        where o.id = target.official_id and o.kept_by = kernel.asking_agency()) then return null; end if;
  elsif not kernel.asking_may('verify-identity') then return null;
  end if;
  select w.id into waiting from people.way_back w where w.account_id = target.id and w.stopped_at is null and w.done_at is null;
  if waiting is not null then return waiting; end if;
  insert into people.way_back (id, agency_id, account_id, kind, asked_by, asked_at, ready_at)
  values (ask_way_back.id, kernel.asking_agency(), target.id, target.kind, kernel.asking_account(), at,
          greatest(ask_way_back.ready_at, at + interval '24 hours'));
  return ask_way_back.id;
end $function$;

CREATE OR REPLACE FUNCTION people.confirm_way_back(id uuid, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update people.way_back w set confirmed_by = kernel.asking_account(), ready_at = confirm_way_back.at
   where w.id = confirm_way_back.id and w.agency_id = kernel.asking_agency() and w.asked_by <> kernel.asking_account()
     and w.account_id <> kernel.asking_account() and w.stopped_at is null and w.done_at is null and w.confirmed_by is null
     and kernel.asking_may(case w.kind when 'official' then 'administer' else 'verify-identity' end);
  return found;
end $function$;

CREATE OR REPLACE FUNCTION people.correct_name(whose uuid, sealed bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  update people.person p set name = sealed where p.id = whose;
  return found;
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

CREATE OR REPLACE FUNCTION people.has_keys(account uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select kernel.asking_may('verify-identity') and exists (select from people.account a
    where a.id = has_keys.account and (a.opened_at is not null or a.password_hash is not null
      or exists (select from people.passkey k where k.account_id = a.id)))
$function$;

CREATE OR REPLACE FUNCTION people.hold_account(official uuid, what text, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  target uuid;
begin
  select a.id into target from people.account a join agencies.official o on o.id = a.official_id
   where a.official_id = hold_account.official and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
     and a.id is distinct from kernel.asking_account();
  if target is null or what not in ('lock', 'unlock', 'end-sessions') then return false; end if;
  if what = 'lock' then update people.account a set disabled_at = hold_account.at where a.id = target and a.disabled_at is null; end if;
  if what = 'unlock' then update people.account a set disabled_at = null where a.id = target;
  else delete from people.session s where s.account_id = target; end if;
  return true;
end $function$;

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

CREATE OR REPLACE FUNCTION people.invitation_of(code bytea, at timestamp with time zone)
 RETURNS TABLE(official uuid, name text, nip text, account uuid)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select o.id, o.name, o.nip, (select c.id from people.account c where c.official_id = o.id)
    from people.invitation i
    join agencies.official o on o.id = i.official_id and o.left_on is null
   where i.code_hash = invitation_of.code and i.used_at is null and i.withdrawn_at is null and i.expires_at > invitation_of.at
     and o.kept_by = i.agency_id
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
    if people.has_keys(target.id) then
      update people.way_back w set code_at = issue_ticket.at
       where w.account_id = target.id and w.agency_id = kernel.asking_agency() and w.done_at is not null and w.code_at is null
         and w.done_at > issue_ticket.at - interval '1 hour';
      if not found then return false; end if;
    end if;
  elsif issue_ticket.purpose = 'recover-office' then
    standing := agencies.standing_of(target.official_id, (at at time zone 'Asia/Jakarta')::date);
    -- Nobody lets themselves in again: the administrator's own code comes from another administrator.
    if target.kind <> 'official' or not kernel.asking_may('administer') or target.id = kernel.asking_account()
       or (standing ->> 'agency')::uuid is distinct from kernel.asking_agency() then return false; end if;
    -- The code is half of it; the other half is a factor of the official's own. Who has none comes back by a longer way.
    if not exists (select from people.totp t where t.account_id = target.id and t.confirmed_at is not null)
       and not exists (select from people.passkey k where k.account_id = target.id and k.suspended_at is null)
       then return false; end if;
  else
    return false;
  end if;
  -- A new code makes the older ones worthless.
  update people.ticket t set used_at = at where t.account_id = target.id and t.purpose = issue_ticket.purpose and t.used_at is null;
  insert into people.ticket (hash, account_id, purpose, made_by, created_at, expires_at)
    values (issue_ticket.hash, target.id, issue_ticket.purpose, kernel.asking_account(), at, issue_ticket.expires_at);
  return true;
end $function$;

CREATE OR REPLACE FUNCTION people.note_opening()
 RETURNS trigger
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  update people.account a set opened_at = new.created_at where a.id = new.account_id and a.opened_at is null;
  return null;
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
 RETURNS text
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  known text;
  emptied boolean;
begin
  select a.assurance into known from people.account a where a.id = raise_assurance.account and a.kind = 'resident' for update;
  if known is null then return null; end if;
  if not (case raise_assurance.assurance
           when 'counter' then kernel.asking_may('verify-identity') and raise_assurance.account is distinct from kernel.asking_account()
           when 'provider' then kernel.asking_account() is null or kernel.asking_account() = raise_assurance.account
           else false end) then return null; end if;
  emptied := known = 'self-declared' and not is_own;
  if emptied then
    delete from people.session s where s.account_id = raise_assurance.account;
    delete from people.passkey k where k.account_id = raise_assurance.account;
    delete from people.totp t where t.account_id = raise_assurance.account;
    delete from people.recovery_code c where c.account_id = raise_assurance.account;
    delete from people.ticket k where k.account_id = raise_assurance.account;
    -- The address was the other one's too: a link for a new password must not go there.
    update people.person p set email = null, phone = null, email_confirmed_at = null
     where p.id = (select a.person_id from people.account a where a.id = raise_assurance.account);
    update people.account a set password_hash = null, opened_at = null where a.id = raise_assurance.account;
  end if;
  -- A counter's word is not lowered by a provider's, nor the other way round: the last one stands.
  update people.account a set assurance = raise_assurance.assurance where a.id = raise_assurance.account;
  return case when emptied then 'emptied' else 'raised' end;
end $function$;

CREATE OR REPLACE FUNCTION people.shown_code(code bytea, at timestamp with time zone)
 RETURNS TABLE(account uuid, person uuid, name bytea, nik bytea, nik_blind bytea, assurance text)
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select a.id, p.id, p.name, p.nik, p.nik_blind, a.assurance
    from people.counter_code c
    join people.account a on a.id = c.account_id and a.disabled_at is null and a.id is distinct from kernel.asking_account()
    join people.person p on p.id = a.person_id
   where c.code_blind = shown_code.code and c.expires_at > shown_code.at and kernel.asking_may('verify-identity')
$function$;

CREATE OR REPLACE FUNCTION people.spend_code(code bytea)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  delete from people.counter_code c where c.code_blind = spend_code.code;
  return found;
end $function$;

CREATE OR REPLACE FUNCTION people.take_way_back(id uuid, at timestamp with time zone)
 RETURNS TABLE(account uuid, kind text, person uuid, official uuid)
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare
  ready people.way_back;
begin
  update people.way_back w set done_at = take_way_back.at
   where w.id = take_way_back.id and w.agency_id = kernel.asking_agency() and w.ready_at <= take_way_back.at
     and w.account_id is distinct from kernel.asking_account() and w.stopped_at is null and w.done_at is null
     and kernel.asking_may(case w.kind when 'official' then 'administer' else 'verify-identity' end)
  returning w.* into ready;
  if ready.id is null then return; end if;
  if ready.kind = 'official' then
    delete from people.session s where s.account_id = ready.account_id;
    delete from people.passkey k where k.account_id = ready.account_id;
    delete from people.totp t where t.account_id = ready.account_id;
    delete from people.recovery_code c where c.account_id = ready.account_id;
    update people.ticket k set used_at = take_way_back.at where k.account_id = ready.account_id and k.used_at is null;
    update people.account a set password_hash = null, recovered_at = take_way_back.at where a.id = ready.account_id;
  end if;
  return query select a.id, a.kind, a.person_id, a.official_id from people.account a where a.id = ready.account_id;
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


-- privacy ---------------------------------------------------------------------------------------------
create schema privacy;

create table privacy.assessment (
  agency_id uuid not null,
  id uuid not null,
  service_key text not null,
  version text not null,
  description text not null,
  risks text not null,
  measures text not null,
  conclusion text not null,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  made_label text not null,
  constraint assessment_pkey PRIMARY KEY (agency_id, id),
  constraint assessment_conclusion_known CHECK ((conclusion = ANY (ARRAY['proceed'::text, 'proceed-with-measures'::text, 'stop'::text])))
);
create index assessment_of_service ON privacy.assessment USING btree (agency_id, service_key, made_at DESC);
-- row security: on
-- policy assessment_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may) AND (made_by = ( SELECT kernel.asking_account() AS asking_account))))
-- policy assessment_see for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may)))
-- policy assessment_work for select to pendopo_worker using (true)
-- grant insert, select to pendopo_app
-- grant select to pendopo_worker

create table privacy.copy (
  id uuid not null,
  person_id uuid not null,
  agency_id uuid not null,
  case_id uuid not null,
  tracking text not null,
  store_id text,
  size integer not null,
  made_at timestamp with time zone not null,
  expires_at timestamp with time zone not null,
  fetched_at timestamp with time zone,
  constraint copy_pkey PRIMARY KEY (id),
  constraint copy_once UNIQUE (agency_id, case_id)
);
create index copy_ends ON privacy.copy USING btree (expires_at) WHERE (store_id IS NOT NULL);
create index copy_person ON privacy.copy USING btree (person_id, made_at DESC);
-- row security: on
-- policy copy_fetched for update to pendopo_app using ((person_id = ( SELECT kernel.asking_person() AS asking_person))) with check ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy copy_own for select to pendopo_app using ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy copy_work for all to pendopo_worker using (true) with check (true)
-- grant select, update (fetched_at) to pendopo_app
-- grant insert, select, update to pendopo_worker

create table privacy.hold (
  agency_id uuid not null,
  id uuid not null,
  case_id uuid not null,
  tracking text not null,
  reason text not null,
  placed_at timestamp with time zone not null,
  placed_by uuid not null,
  placed_label text not null,
  lifted_at timestamp with time zone,
  lifted_by uuid,
  lifted_label text,
  constraint hold_pkey PRIMARY KEY (agency_id, id),
  constraint hold_lifted_whole CHECK (((lifted_at IS NULL) = (lifted_by IS NULL))),
  constraint hold_reason_said CHECK ((length(reason) >= 10))
);
create unique index hold_in_force ON privacy.hold USING btree (agency_id, case_id) WHERE (lifted_at IS NULL);
-- row security: on
-- policy hold_officer for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may)))
-- policy hold_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (lifted_at, lifted_by, lifted_label) to pendopo_app
-- grant select to pendopo_worker

-- Kegagalan pelindungan data pribadi. due_at: 3 × 24 hours after it was found.
create table privacy.incident (
  agency_id uuid not null,
  id uuid not null,
  title text not null,
  found_at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  began_on date,
  what text not null,
  kinds text not null,
  handling text not null,
  is_public boolean not null default false,
  made_at timestamp with time zone not null,
  made_by uuid not null,
  made_label text not null,
  authority_told_at timestamp with time zone,
  notices_at timestamp with time zone,
  closed_at timestamp with time zone,
  constraint incident_pkey PRIMARY KEY (agency_id, id)
);
create index incident_of_agency ON privacy.incident USING btree (agency_id, found_at DESC, id);
-- row security: on
-- policy incident_officer for all to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may)))
-- policy incident_public for select to pendopo_app using ((is_public AND (notices_at IS NOT NULL)))
-- policy incident_told for select to pendopo_app using ((EXISTS ( SELECT
   FROM privacy.incident_person p
  WHERE ((p.agency_id = incident.agency_id) AND (p.incident_id = incident.id) AND (p.person_id = ( SELECT kernel.asking_person() AS asking_person)) AND (p.told_at IS NOT NULL)))))
-- policy incident_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (authority_told_at, closed_at, handling, is_public, kinds, notices_at, what) to pendopo_app
-- grant select, update to pendopo_worker

create table privacy.incident_person (
  agency_id uuid not null,
  incident_id uuid not null,
  person_id uuid not null,
  tracking text not null default ''::text,
  mail_id uuid,
  told_at timestamp with time zone,
  read_at timestamp with time zone,
  constraint incident_person_pkey PRIMARY KEY (agency_id, incident_id, person_id)
);
create index incident_person_own ON privacy.incident_person USING btree (person_id) WHERE (told_at IS NOT NULL);
create index incident_person_untold ON privacy.incident_person USING btree (agency_id, incident_id, person_id) WHERE (told_at IS NULL);
-- row security: on
-- policy incident_person_officer for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may)))
-- policy incident_person_own for select to pendopo_app using (((person_id = ( SELECT kernel.asking_person() AS asking_person)) AND (told_at IS NOT NULL)))
-- policy incident_person_work for all to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant insert, select, update to pendopo_worker

-- look is the line of the record as the person read it: when, which act, which case, who, why. No personal data of theirs.
create table privacy.objection (
  agency_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  entry_id uuid not null,
  look jsonb not null,
  body bytea not null,
  at timestamp with time zone not null,
  due_at timestamp with time zone not null,
  answer bytea,
  answered_at timestamp with time zone,
  answered_by uuid,
  answered_label text,
  constraint objection_pkey PRIMARY KEY (agency_id, id),
  constraint objection_once UNIQUE (agency_id, entry_id),
  constraint objection_answer_whole CHECK ((((answer IS NULL) = (answered_at IS NULL)) AND ((answer IS NULL) = (answered_by IS NULL))))
);
create index objection_open ON privacy.objection USING btree (agency_id, due_at, id) WHERE (answered_at IS NULL);
create index objection_person ON privacy.objection USING btree (person_id, at DESC);
-- row security: on
-- policy objection_answer for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may) AND (answered_at IS NULL))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND (answered_by = ( SELECT kernel.asking_account() AS asking_account))))
-- policy objection_make for insert to pendopo_app with check (((person_id = ( SELECT kernel.asking_person() AS asking_person)) AND (answered_at IS NULL) AND (EXISTS ( SELECT
   FROM kernel.audit_entry e
  WHERE ((e.agency_id = objection.agency_id) AND (e.id = objection.entry_id) AND (e.subject = ( SELECT kernel.asking_person() AS asking_person)))))))
-- policy objection_officer for select to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('protect-data'::text) AS asking_may)))
-- policy objection_own for select to pendopo_app using ((person_id = ( SELECT kernel.asking_person() AS asking_person)))
-- policy objection_work for all to pendopo_worker using (true) with check (true)
-- grant insert, select, update (answer, answered_at, answered_by, answered_label) to pendopo_app
-- grant delete, select, update (answer, body) to pendopo_worker

CREATE OR REPLACE FUNCTION privacy.add_affected(incident uuid, services uuid[], from_at timestamp with time zone, until_at timestamp with time zone, numbers text[], seen_by text)
 RETURNS integer
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare added int;
declare own uuid := kernel.asking_agency();
begin
  if own is null or not kernel.asking_may('protect-data')
     or not exists (select from privacy.incident i where i.agency_id = own and i.id = incident and i.closed_at is null) then
    return 0;
  end if;
  insert into privacy.incident_person (agency_id, incident_id, person_id, tracking)
  select own, incident, c.applicant_id, min(c.tracking)
    from cases.case c
   where c.agency_id = own
     and ((cardinality(services) > 0 and c.service_id = any (services) and c.submitted_at >= from_at and c.submitted_at < until_at)
       or c.tracking = any (numbers)
       or (seen_by <> '' and exists (
             select from kernel.audit_entry e
               join agencies.position p on p.id = e.position
               join agencies.holding h on h.position_id = p.id and h.agency_id = p.agency_id
               join agencies.official o on o.id = h.official_id and o.nip = seen_by
               join people.account a on a.official_id = o.id and a.id = e.actor
              where e.agency_id = own and e.subject = c.applicant_id and e.purpose is not null
                and e.at >= from_at and e.at < until_at)))
   group by c.applicant_id
  on conflict do nothing;
  get diagnostics added = row_count;
  return added;
end $function$;

CREATE OR REPLACE FUNCTION privacy.close_account(whose uuid, empty_name bytea, at timestamp with time zone)
 RETURNS boolean
 LANGUAGE plpgsql
 SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
declare holder uuid;
begin
  select id into holder from people.account where person_id = whose and kind = 'resident' for update;
  if exists (select from mandates.mandate m where m.status in ('requested', 'offered', 'granted')
              and ((m.grantor_kind = 'person' and m.grantor_id = whose) or m.holder_account = holder)) then
    return false;
  end if;
  update people.person set name = empty_name, nik = null, nik_blind = null, email = null, phone = null, email_confirmed_at = null where id = whose;
  if holder is null then return true; end if;
  delete from people.session where account_id = holder;
  delete from people.ticket where account_id = holder;
  delete from people.passkey where account_id = holder;
  delete from people.recovery_code where account_id = holder;
  delete from people.totp where account_id = holder;
  delete from people.counter_code where account_id = holder;
  delete from federation.link where account_id = holder;
  delete from federation.artifact where account_id = holder;
  update people.account set disabled_at = coalesce(disabled_at, at), password_hash = null, login_blind = sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
   where id = holder;
  return true;
end $function$;


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
  data_right text,
  constraint entry_pkey PRIMARY KEY (service_id),
  constraint entry_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint entry_version_id_fkey FOREIGN KEY (version_id) REFERENCES services.version(id)
);
create index entry_data_right ON services.entry USING btree (data_right) WHERE (data_right IS NOT NULL);
create index entry_title ON services.entry USING btree (title, service_id) WHERE (offerings > 0);
create index entry_words ON services.entry USING gin (document);
-- row security: on
-- policy entry_read for select to pendopo_app, pendopo_worker using (true)
-- policy entry_uses for update to pendopo_worker using (true) with check (true)
-- grant select to pendopo_app
-- grant select, update (fee, offerings, promise, uses) to pendopo_worker

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
  status_reason text not null default ''::text,
  paused_until date,
  constraint offering_pkey PRIMARY KEY (agency_id, id),
  constraint offering_once_a_unit UNIQUE (agency_id, service_id, unit_id),
  constraint offering_slug_unique UNIQUE (service_id, slug),
  constraint offering_service_id_fkey FOREIGN KEY (service_id) REFERENCES services.service(id),
  constraint offering_version_id_fkey FOREIGN KEY (version_id) REFERENCES services.version(id),
  constraint offering_reason_told CHECK (((status = 'open'::text) OR (length(status_reason) <= 500))),
  constraint offering_slug_plain CHECK ((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text)),
  constraint offering_status_known CHECK ((status = ANY (ARRAY['open'::text, 'paused'::text, 'closed'::text]))),
  constraint offering_until_paused CHECK (((paused_until IS NULL) OR (status = 'paused'::text)))
);
create index offering_of_agency ON services.offering USING btree (agency_slug, service_id) WHERE (status = 'open'::text);
create index offering_of_service ON services.offering USING btree (service_id, slug) WHERE (status = 'open'::text);
create index offering_words ON services.offering USING gin (document);
-- row security: on
-- policy offering_keep for update to pendopo_app using (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND (( SELECT kernel.asking_may('administer'::text) AS asking_may) OR ((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND services.asker_heads(agency_id, unit_id))))) with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND (( SELECT kernel.asking_may('administer'::text) AS asking_may) OR ((unit_id = ANY (( SELECT kernel.asking_units() AS asking_units)::uuid[])) AND services.asker_heads(agency_id, unit_id) AND (status <> 'closed'::text)))))
-- policy offering_make for insert to pendopo_app with check (((agency_id = ( SELECT kernel.asking_agency() AS asking_agency)) AND ( SELECT kernel.asking_may('administer'::text) AS asking_may)))
-- policy offering_read for select to pendopo_app, pendopo_worker using (true)
-- policy offering_reopen for update to pendopo_worker using (true) with check (true)
-- grant insert, select, update (agency_name, document, letterhead, own, parameters, paused_until, region, roles, status, status_reason, unit_name, version_id) to pendopo_app
-- grant select, update (paused_until, status, status_reason) to pendopo_worker
-- CREATE TRIGGER offering_terms BEFORE UPDATE ON services.offering FOR EACH ROW EXECUTE FUNCTION services.keep_terms()

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
-- policy word_learn for insert to pendopo_worker with check (true)
-- policy word_read for select to pendopo_app, pendopo_worker using (true)
-- grant select to pendopo_app
-- grant insert, select to pendopo_worker

CREATE OR REPLACE FUNCTION services.asker_heads(agency uuid, unit uuid)
 RETURNS boolean
 LANGUAGE sql
 STABLE SECURITY DEFINER
 SET search_path TO 'pg_catalog'
AS $function$
  select exists (
    select from people.account a
      join agencies.holding h on h.official_id = a.official_id and h.agency_id = asker_heads.agency
      join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id and p.is_head and p.unit_id = asker_heads.unit
      join agencies.agency g on g.id = h.agency_id
     where a.id = kernel.asking_account() and a.disabled_at is null
       and (coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now()) 
              at time zone case g.zone when 'WIT' then 'Asia/Jayapura' when 'WITA' then 'Asia/Makassar' else 'Asia/Jakarta' end)::date
           between h.starts_on and coalesce(h.ends_on, 'infinity'))
$function$;

CREATE OR REPLACE FUNCTION services.keep_terms()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
begin
  if kernel.asking_account() is not null and not kernel.asking_may('administer')
     and to_jsonb(new) - 'status' - 'status_reason' - 'paused_until' <> to_jsonb(old) - 'status' - 'status_reason' - 'paused_until' then
    raise exception 'the terms of an offering are changed by administrators' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $function$;

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
