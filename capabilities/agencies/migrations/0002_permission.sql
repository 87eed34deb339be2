-- 0002_permission.sql. What a position permits: an act, in a unit, over services and territory, from a day to a day. Authority
-- belongs to the position (UU 30/2014 art. 8); whoever holds it today, holds what it permits today.
create table agencies.permission (
  agency_id   uuid not null,
  id          uuid not null,
  position_id uuid not null,
  act         text not null,
  unit_id     uuid,
  below       boolean not null default false,
  services    uuid[],
  regions     text[],
  ceiling     bigint,
  starts_on   date not null,
  ends_on     date,
  decree      text not null default '',
  granted_by  uuid references agencies.official (id),
  granted_at  timestamptz,
  ended_by    uuid references agencies.official (id),
  primary key (agency_id, id),
  constraint permission_of_position foreign key (agency_id, position_id) references agencies.position (agency_id, id),
  constraint permission_in_unit foreign key (agency_id, unit_id) references agencies.unit (agency_id, id),
  constraint permission_act_known check (act in ('see', 'work', 'decide', 'open-personal', 'administer', 'verify-identity', 'file-for',
    'manage-programs', 'audit', 'protect-data', 'review-emergency', 'confirm-payment')),
  constraint permission_agency_wide check (act in ('see', 'work', 'decide', 'open-personal')
    or (unit_id is null and not below and services is null and regions is null)),
  constraint permission_some_service check (services is null or cardinality(services) between 1 and 200),
  constraint permission_some_region check (regions is null or cardinality(regions) between 1 and 200),
  constraint permission_ceiling_for_decisions check (ceiling is null or (act in ('decide', 'confirm-payment') and ceiling >= 0)),
  constraint permission_dates_in_order check (ends_on is null or ends_on >= starts_on - 1),
  constraint permission_by_decree check (granted_by is null or decree <> '')
);
comment on column agencies.permission.ends_on is 'The last day; the day before the first where it was ended before it held.';
comment on table agencies.permission is 'Izin jabatan. unit_id null: the position''s own unit; below: and the units below it. granted_by null: it follows from the position itself (a head decides, every holder works). Ended, never erased.';
create index permission_position on agencies.permission (agency_id, position_id);

alter table agencies.permission enable row level security;
create policy permission_read on agencies.permission for select to pendopo_app using (agency_id = (select kernel.asking_agency()));
create policy permission_grant on agencies.permission for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')) and granted_by is not null);
create policy permission_end on agencies.permission for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (ends_on is not null and ended_by is not null);
create policy permission_work on agencies.permission for all to pendopo_worker using (true) with check (true);
grant select, insert, update (ends_on, ended_by) on agencies.permission to pendopo_app;
grant select, insert, update on agencies.permission to pendopo_worker;

-- What follows from the position itself is written with it, so that one table answers every question, and an administrator can end
-- one line of it. A position's day of making is nowhere kept; these hold since there is the position.
create function agencies.permit_by_nature() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
create trigger position_permits after insert or update of is_head on agencies.position
  for each row execute function agencies.permit_by_nature();
insert into agencies.permission (agency_id, id, position_id, act, below, starts_on)
select p.agency_id, gen_random_uuid(), p.id, act, act <> 'administer' and p.is_head, date '0001-01-01'
  from agencies.position p, unnest(array['work', 'open-personal'] || case when p.is_head then array['decide'] else array[]::text[] end
       || case when p.may_administer then array['administer'] else array[]::text[] end) act;

-- Duties that must not meet in one hand: who keeps the rights does not check the record of it, who decides does not confirm the money.
create function agencies.duties_apart() returns table (one text, other text) language sql immutable parallel safe as $$
  values ('administer', 'audit'), ('administer', 'review-emergency'), ('administer', 'protect-data'), ('decide', 'confirm-payment'),
         ('audit', 'administer'), ('review-emergency', 'administer'), ('protect-data', 'administer'), ('confirm-payment', 'decide')
$$;

-- The acts that meet one of the wanted acts against the rule, among positions, during some days; null when none does.
create function agencies.duty_conflict(agency uuid, acts text[], positions uuid[], from_day date, to_day date) returns text
language sql stable security definer set search_path = pg_catalog as $$
  select d.other from agencies.permission p join agencies.duties_apart() d on d.other = p.act
   where p.agency_id = agency and p.position_id = any (positions) and d.one = any (acts)
     and p.starts_on <= coalesce(to_day, 'infinity') and coalesce(p.ends_on, 'infinity') >= from_day
   order by 1 limit 1
$$;
revoke all on function agencies.duty_conflict from public;
grant execute on function agencies.duty_conflict to pendopo_app, pendopo_worker;

-- Positions that the holders of one hold besides it, while some days last.
create function agencies.held_besides(agency uuid, wanted uuid, from_day date, to_day date) returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(distinct o.position_id), '{}')
    from agencies.holding h
    join agencies.holding o on o.agency_id = h.agency_id and o.official_id = h.official_id and o.position_id <> h.position_id
   where h.agency_id = agency and h.position_id = wanted
     and h.starts_on <= coalesce(to_day, 'infinity') and coalesce(h.ends_on, 'infinity') >= from_day
     and o.starts_on <= least(coalesce(h.ends_on, 'infinity'), coalesce(to_day, 'infinity'))
     and coalesce(o.ends_on, 'infinity') >= greatest(h.starts_on, from_day)
$$;
revoke all on function agencies.held_besides from public;
grant execute on function agencies.held_besides to pendopo_app, pendopo_worker;

create function agencies.keep_duties_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
create trigger permission_duties before insert on agencies.permission for each row execute function agencies.keep_duties_apart();
create trigger holding_duties before insert on agencies.holding for each row execute function agencies.keep_duties_apart();

-- What an official stands for on a day, as the session needs it at each request; null when nothing is held. `acts` hold for the whole
-- agency; `rights` say in which units, over what, and by which permission. Working on cases, deciding or opening personal data
-- includes seeing them. `units` are all units in which something is seen.
create or replace function agencies.standing_of(official uuid, day date) returns jsonb
language sql stable security definer set search_path = pg_catalog as $$
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
$$;

-- Whoever administers is asked in the database too: any official of the agency could write these until now.
alter policy holding_own on agencies.holding
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
alter policy absence_own on agencies.absence
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
alter policy holiday_own on agencies.holiday
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')))
  with check (agency_id = (select kernel.asking_agency()) and kind = 'local' and (select kernel.asking_may('administer')));
