-- 0001_mandates.sql. Who may act for whom (kuasa, KUHPerdata art. 1792-1819), and the organizations that act through people.
-- A chain of mandates reaches as far as its narrowest link: each row says how far it reaches itself, and every request looks at
-- the whole chain anew, so that a link taken away takes along all that hangs on it.
create schema mandates;
grant usage on schema mandates to pendopo_app, pendopo_worker;

create table mandates.organization (
  id             uuid primary key,
  kind           text not null,
  name           bytea not null,
  nib            bytea,
  nib_blind      bytea,
  npwp           bytea,
  npwp_blind     bytea,
  email          bytea,
  phone          bytea,
  -- How many directors must agree before the organization gives a mandate, by its deed.
  quorum         int not null default 1,
  status         text not null default 'declared',
  code           text not null,
  declared_by    uuid not null,
  declarer_name  bytea not null,
  declarer_blind bytea not null,
  declared_at    timestamptz not null,
  decided_by     uuid,
  decided_at     timestamptz,
  decided_agency uuid,
  evidence       bytea,
  reason         bytea,
  constraint organization_kind_known check (kind in ('pt', 'pt-perorangan', 'cv', 'firma', 'koperasi', 'yayasan', 'perkumpulan', 'bum-desa', 'bumn-bumd')),
  constraint organization_status_known check (status in ('declared', 'verified', 'refused')),
  constraint organization_has_number check (nib is not null or npwp is not null),
  constraint organization_nib_whole check ((nib is null) = (nib_blind is null)),
  constraint organization_npwp_whole check ((npwp is null) = (npwp_blind is null)),
  constraint organization_quorum_counts check (quorum between 1 and 9),
  constraint organization_decided_is_signed check ((status = 'declared') = (decided_at is null)),
  constraint organization_code_unique unique (code)
);
comment on table mandates.organization is 'Badan usaha or badan hukum. Anybody may declare one; it can do nothing before a counter has seen its papers.';
-- Only a verified number is taken: who declares another's number keeps nobody from it.
create unique index organization_nib_once on mandates.organization (nib_blind) where status = 'verified';
create unique index organization_npwp_once on mandates.organization (npwp_blind) where status = 'verified';
create index organization_declared_by on mandates.organization (declared_by);

create table mandates.mandate (
  id             uuid primary key,
  kind           text not null,
  grantor_kind   text not null,
  grantor_id     uuid,
  grantor_blind  bytea,
  grantor_name   bytea not null,
  holder_account uuid,
  holder_blind   bytea,
  holder_name    bytea not null,
  services       uuid[],
  acts           text[] not null,
  ceiling        bigint,
  regions        text[],
  starts_on      date not null,
  ends_on        date,
  parent         uuid references mandates.mandate (id),
  needed         int not null default 1,
  status         text not null,
  code           text,
  evidence       bytea,
  reason         bytea,
  made_by        uuid not null,
  agency_id      uuid,
  created_at     timestamptz not null,
  decided_at     timestamptz,
  ended_at       timestamptz,
  constraint mandate_kind_known check (kind in ('personal', 'representative', 'guardian', 'assisted')),
  constraint mandate_grantor_known check (grantor_kind in ('person', 'organization')),
  constraint mandate_status_known check (status in ('requested', 'offered', 'granted', 'refused', 'revoked', 'ended')),
  constraint mandate_acts_known check (acts <@ array['apply', 'answer', 'see', 'withdraw', 'collect', 'mandate'] and cardinality(acts) > 0),
  constraint mandate_ceiling_counts check (ceiling is null or ceiling >= 0),
  constraint mandate_days_in_order check (ends_on is null or ends_on >= starts_on),
  constraint mandate_granted_is_whole check (status <> 'granted' or (grantor_id is not null and holder_account is not null)),
  constraint mandate_of_somebody check (grantor_id is not null or grantor_blind is not null),
  constraint mandate_to_somebody check (holder_account is not null or holder_blind is not null),
  constraint mandate_assisted_is_for_a_day check (kind <> 'assisted' or (ends_on = starts_on and agency_id is not null and parent is null and not 'mandate' = any (acts))),
  constraint mandate_code_unique unique (code)
);
comment on table mandates.mandate is 'Kuasa: who (holder) may act for whom (grantor), how far and how long. Lapsed is not a status: it is a day.';
create index mandate_grantor on mandates.mandate (grantor_id, created_at desc) where grantor_id is not null;
create index mandate_holder on mandates.mandate (holder_account, created_at desc) where holder_account is not null;
create index mandate_asked on mandates.mandate (grantor_blind) where status = 'requested' and grantor_blind is not null;
create index mandate_offered on mandates.mandate (holder_blind) where status = 'offered' and holder_blind is not null;
create index mandate_parent on mandates.mandate (parent) where parent is not null;

-- Who of those that must agree has agreed.
create table mandates.agreement (
  mandate_id uuid not null references mandates.mandate (id),
  account    uuid not null,
  at         timestamptz not null,
  primary key (mandate_id, account)
);

-- What happened to a mandate: only added to.
create table mandates.event (
  id         uuid primary key,
  mandate_id uuid not null references mandates.mandate (id),
  at         timestamptz not null,
  act        text not null,
  account    uuid not null,
  name       bytea not null,
  constraint event_act_known check (act in ('requested', 'offered', 'agreed', 'granted', 'accepted', 'refused', 'revoked', 'ended', 'assisted'))
);
create index event_mandate on mandates.event (mandate_id, id);
create trigger event_stays before update or delete or truncate on mandates.event
  for each statement execute function kernel.refuse_rewriting();

alter table mandates.organization enable row level security;
alter table mandates.mandate enable row level security;
alter table mandates.agreement enable row level security;
alter table mandates.event enable row level security;
create policy organization_work on mandates.organization for select to pendopo_worker using (true);
create policy mandate_work on mandates.mandate for select to pendopo_worker using (true);
create policy agreement_work on mandates.agreement for select to pendopo_worker using (true);
create policy event_work on mandates.event for select to pendopo_worker using (true);
grant select on all tables in schema mandates to pendopo_worker;

-- Whether the asker may look after the mandates of those for whom they ask: their own always; another's when the mandate says so.
create function mandates.may_keep() returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select kernel.asking_mandate() is null
      or exists (select from mandates.mandate m where m.id = kernel.asking_mandate() and m.holder_account = kernel.asking_account()
                  and m.status = 'granted' and 'mandate' = any (m.acts))
$$;

create policy organization_see on mandates.organization for select to pendopo_app using (
  id = (select kernel.asking_person()) or declared_by = (select kernel.asking_account()));
create policy organization_declare on mandates.organization for insert to pendopo_app with check (
  declared_by = (select kernel.asking_account()) and (select kernel.asking_mandate()) is null and status = 'declared');
grant select, insert on mandates.organization to pendopo_app;

create policy mandate_see on mandates.mandate for select to pendopo_app using (
  holder_account = (select kernel.asking_account())
  or made_by = (select kernel.asking_account())
  or (grantor_id = (select kernel.asking_person()) and (select mandates.may_keep())));
-- Asked for by the one who would hold it; offered by the one who gives it, or through a mandate that may give on; given at a desk
-- for one day by who may file for others.
create policy mandate_make on mandates.mandate for insert to pendopo_app with check (
  made_by = (select kernel.asking_account()) and case
    when status = 'requested' and grantor_id is null
      then kind in ('personal', 'representative', 'guardian') and holder_account = (select kernel.asking_account()) and parent is null and (select kernel.asking_mandate()) is null
    when status in ('requested', 'offered')
      then kind in ('personal', 'representative') and grantor_id = (select kernel.asking_person()) and holder_account is null
           and parent is not distinct from (select kernel.asking_mandate()) and (select mandates.may_keep())
    when kind = 'assisted' and status = 'granted'
      then (select kernel.asking_may('file-for')) and holder_account = (select kernel.asking_account()) and agency_id = (select kernel.asking_agency())
    else false end);
create policy mandate_end on mandates.mandate for update to pendopo_app
  using (status in ('requested', 'offered', 'granted') and (
    holder_account = (select kernel.asking_account())
    or made_by = (select kernel.asking_account())
    -- A director is taken off at the counter, by the deed, not by the other director.
    or (grantor_id = (select kernel.asking_person()) and (select mandates.may_keep()) and (grantor_kind = 'person' or parent is not null))))
  with check (status in ('revoked', 'ended'));
grant select, insert, update (status, ended_at) on mandates.mandate to pendopo_app;

create policy agreement_see on mandates.agreement for select to pendopo_app using (
  exists (select from mandates.mandate m where m.id = mandate_id));
create policy agreement_add on mandates.agreement for insert to pendopo_app with check (
  account = (select kernel.asking_account()) and (select mandates.may_keep())
  and exists (select from mandates.mandate m where m.id = mandate_id and m.grantor_id = (select kernel.asking_person())));
grant select, insert on mandates.agreement to pendopo_app;

create policy event_see on mandates.event for select to pendopo_app using (
  exists (select from mandates.mandate m where m.id = mandate_id));
create policy event_add on mandates.event for insert to pendopo_app with check (account = (select kernel.asking_account()));
grant select, insert on mandates.event to pendopo_app;

-- The chain of a mandate, from the one held up to the one that the grantor gave themselves: for its holder, at each request.
create function mandates.acting(wanted uuid, holder uuid, day date)
returns table (id uuid, depth int, kind text, grantor_kind text, grantor_id uuid, grantor_name bytea, holds boolean, has_parent boolean,
               services uuid[], acts text[], ceiling bigint, regions text[], starts_on date, ends_on date)
language sql stable security definer set search_path = pg_catalog as $$
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
$$;

-- What waits for the answer of whoever has this number: found by its blind index, which nobody can make without the vault.
create function mandates.waiting(blind bytea) returns setof mandates.mandate
language sql stable security definer set search_path = pg_catalog as $$
  select m.* from mandates.mandate m where m.status = 'offered' and m.holder_blind = blind and m.holder_account is null
  union all
  select m.* from mandates.mandate m where m.status = 'requested' and m.grantor_blind = blind and m.grantor_id is null and m.kind <> 'guardian'
  limit 100
$$;

-- The answer to an offer: only in one's own name. Whose number it is was checked by the program, which alone can make the blind.
create function mandates.accept(wanted uuid, blind bytea, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if kernel.asking_mandate() is not null or kernel.asking_person() is null then return false; end if;
  update mandates.mandate m set status = 'granted', holder_account = kernel.asking_account(), decided_at = at
   where m.id = wanted and m.status = 'offered' and m.holder_blind = blind
     and m.grantor_id is distinct from kernel.asking_person();
  return found;
end $$;

-- The answer to a request: the one who is asked gives it; for an organization as many of its directors as must agree.
create function mandates.give(wanted uuid, blind bytea, at timestamptz) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
end $$;

-- "No", to an offer or a request.
create function mandates.refuse(wanted uuid, blind bytea, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if kernel.asking_person() is null or not mandates.may_keep() then return false; end if;
  update mandates.mandate m set status = 'refused', decided_at = at, ended_at = at
   where m.id = wanted and (
     (m.status = 'offered' and m.holder_blind = blind and m.holder_account is null and kernel.asking_mandate() is null)
     or (m.status = 'requested' and m.kind <> 'guardian' and (m.grantor_id = kernel.asking_person() or (m.grantor_id is null and m.grantor_blind = blind))));
  return found;
end $$;

-- At the counter: what a person asks to have confirmed is opened by the code that they bring, by officials who check papers.
create function mandates.organization_by_code(wanted text) returns setof mandates.organization
language sql stable security definer set search_path = pg_catalog as $$
  select o.* from mandates.organization o where o.code = wanted and kernel.asking_may('verify-identity')
$$;
create function mandates.mandate_by_code(wanted text) returns setof mandates.mandate
language sql stable security definer set search_path = pg_catalog as $$
  select m.* from mandates.mandate m where m.code = wanted and m.kind = 'guardian' and kernel.asking_may('verify-identity')
$$;
create function mandates.directors_of(wanted uuid) returns setof mandates.mandate
language sql stable security definer set search_path = pg_catalog as $$
  select m.* from mandates.mandate m where m.grantor_id = wanted and m.grantor_kind = 'organization' and m.parent is null
     and m.status in ('offered', 'granted') and (kernel.asking_may('verify-identity') or kernel.asking_person() = wanted)
   order by m.created_at limit 50
$$;

-- The papers were seen: the organization may act, and who declared it is its first director. Nobody confirms their own.
create function mandates.decide_organization(wanted text, yes boolean, must int, papers bytea, why bytea, director uuid, grantor bytea, holder bytea, agency uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
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
end $$;

-- A further director, by the deed; and one who is none any more.
create function mandates.name_director(organization uuid, mandate uuid, blind bytea, grantor bytea, holder bytea, agency uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not kernel.asking_may('verify-identity') or kernel.asking_agency() is distinct from agency then return false; end if;
  insert into mandates.mandate (id, kind, grantor_kind, grantor_id, grantor_name, holder_blind, holder_name, acts, starts_on, status, made_by, agency_id, created_at)
    select name_director.mandate, 'representative', 'organization', o.id, grantor, blind, holder,
           array['apply', 'answer', 'see', 'withdraw', 'collect', 'mandate'], (at at time zone 'Asia/Jakarta')::date, 'offered', kernel.asking_account(), agency, at
      from mandates.organization o where o.id = name_director.organization and o.status = 'verified';
  return found;
end $$;
create function mandates.remove_director(wanted uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  update mandates.mandate m set status = 'revoked', ended_at = at
   where m.id = wanted and m.grantor_kind = 'organization' and m.parent is null and m.status in ('offered', 'granted');
  return found;
end $$;

-- A guardian's request, after the decision of the court or the family's papers were seen.
create function mandates.decide_guardian(wanted text, yes boolean, ward uuid, papers bytea, why bytea, agency uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not kernel.asking_may('verify-identity') or kernel.asking_agency() is distinct from agency then return false; end if;
  update mandates.mandate m set status = case when yes then 'granted' else 'refused' end, grantor_id = case when yes then ward end,
         evidence = papers, reason = why, agency_id = agency, decided_at = at, ended_at = case when not yes then at end
   where m.code = wanted and m.kind = 'guardian' and m.status = 'requested' and m.made_by <> kernel.asking_account();
  return found;
end $$;

-- For whom a session acts from now on; only what is held.
create function mandates.turn_to(session uuid, wanted uuid) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if wanted is not null and not exists (select from mandates.mandate m where m.id = wanted and m.holder_account = kernel.asking_account() and m.status = 'granted') then return false; end if;
  update people.session s set acting_for = wanted where s.id = session and s.account_id = kernel.asking_account();
  return found;
end $$;

do $$
declare
  f text;
begin
  for f in select oid::regprocedure::text from pg_proc where pronamespace = 'mandates'::regnamespace loop
    execute format('revoke all on function %s from public', f);
    execute format('grant execute on function %s to pendopo_app', f);
  end loop;
  grant execute on function mandates.acting(uuid, uuid, date) to pendopo_worker;
end $$;
