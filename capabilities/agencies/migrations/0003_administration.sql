-- 0003_administration.sql. An agency's administrators keep its profile, units, positions and officials themselves. Each policy asks
-- twice: is it the asker's own agency, and do the asker's positions permit "administer" today. Nothing is erased: units and
-- positions are closed, officials leave; what they did stays answerable.

-- Who may correct an official's name and number, and give them an account: one agency, until it hands them over. Seating somebody
-- by their number is not enough to become their keeper, or any agency could take over another's accounts.
alter table agencies.official
  add column kept_by uuid references agencies.agency (id),
  add column kind    text not null default 'pns',
  add column left_on date;
update agencies.official o set
  kind    = case when nip is null then 'elected' else 'pns' end,
  kept_by = (select h.agency_id from agencies.holding h where h.official_id = o.id
              order by h.kind = 'definitif' desc, h.starts_on desc, h.id limit 1);
alter table agencies.official
  add constraint official_kind_known check (kind in ('pns', 'pppk', 'elected')),
  add constraint official_elected_without_nip check (kind <> 'elected' or nip is null);
comment on column agencies.official.kept_by is 'The agency whose administrators keep this row and the account; it changes only when that agency hands the official over.';
comment on column agencies.official.kind is 'pns, pppk, or elected: only the first two have a number.';
create index official_kept on agencies.official (kept_by, name, id);
create index official_names on agencies.official using gin (lower(name) gin_trgm_ops);

create policy agency_administer on agencies.agency for update to pendopo_app
  using (id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
grant update (name, short_name, zone, crest, address, phone, email, calendar) on agencies.agency to pendopo_app;

create policy unit_make on agencies.unit for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
create policy unit_administer on agencies.unit for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
grant insert (agency_id, id, key, parent, kind, name, short_name, region, sort) on agencies.unit to pendopo_app;
grant update (parent, kind, name, short_name, region, sort, closed_on) on agencies.unit to pendopo_app;

create policy position_make on agencies.position for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
create policy position_administer on agencies.position for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
-- What a position permits beyond its unit is not set here.
grant insert (agency_id, id, key, unit_id, name, rank, is_head, may_sign, seats, sort) on agencies.position to pendopo_app;
grant update (name, rank, is_head, may_sign, seats, sort, closed_on) on agencies.position to pendopo_app;

create policy official_make on agencies.official for insert to pendopo_app
  with check (kept_by = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
-- Handing over names another keeper, so what the row becomes is not bound to the asker's agency.
create policy official_administer on agencies.official for update to pendopo_app
  using (kept_by = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (kept_by is not null and (select kernel.asking_may('administer')));
grant insert on agencies.official to pendopo_app;
grant update (name, nip, email, kind, left_on, kept_by) on agencies.official to pendopo_app;

-- A list that somebody brought: what it would do, what it did, and for a day the way back.
create table agencies.import (
  agency_id uuid not null references agencies.agency (id),
  id        uuid not null,
  file_name text not null,
  made_by   uuid not null,
  made_at   timestamptz not null,
  plan      jsonb not null,
  done_at   timestamptz,
  undone_at timestamptz,
  primary key (agency_id, id),
  constraint import_undone_after_done check (undone_at is null or done_at is not null)
);
comment on table agencies.import is 'Daftar yang dimasukkan: units, positions, officials and holdings with the ids that they get. Only public facts.';
create index import_recent on agencies.import (agency_id, made_at desc);
alter table agencies.import enable row level security;
create policy import_administer on agencies.import for all to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
create policy import_tidy on agencies.import for all to pendopo_worker using (true) with check (true);
grant select, insert, update (done_at, undone_at, plan) on agencies.import to pendopo_app;
grant select, delete on agencies.import to pendopo_worker;

-- Takes an import back, within a day and only while nobody has acted from a chair that it made or filled: then it was a mistake of
-- typing, and the record keeps that it was made and taken back. Officials stay by name, without a chair. Gives what hinders, or null.
create function agencies.undo_import(import uuid, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
end $$;
revoke all on function agencies.undo_import from public;
grant execute on function agencies.undo_import to pendopo_app;

-- Whoever is seated for good draws their account to the agency; so only their keeper seats them so. Standing in is open to all.
create policy holding_of_keeper on agencies.holding as restrictive for insert to pendopo_app
  with check (kind <> 'definitif' or exists (select from agencies.official o where o.id = official_id and o.kept_by = (select kernel.asking_agency())));
