-- 0006_permissions.sql. What positions permit holds in the database too: over which services and where a case may be seen and worked
-- on; nobody works on what they filed themselves; and a case that is opened in an emergency is read, never written.

alter table cases.case add column region text;
comment on column cases.case.region is 'Where the affair lies: the first region among the open answers, else the region of the unit or of the agency. Permissions for a territory look at it.';
-- Cases under way get the place of the office; those that are finished stay as they are, for permissions without a territory.
update cases.case c set region = coalesce(
    (select u.region from agencies.unit u where u.agency_id = c.agency_id and u.id = c.unit_id),
    (select a.region from agencies.agency a where a.id = c.agency_id))
 where c.status = 'running';

-- What a restricted official may do, act by act; null for everybody else, which is nearly everybody and costs one look.
create function cases.asking_limits() returns jsonb language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.limits', true), '')::jsonb $$;
create function cases.within_limits(limits jsonb, acts text[], unit uuid, service uuid, region text) returns boolean
language sql immutable parallel safe as $$
  select case when not exists (select from jsonb_array_elements(limits) l where l -> 'units' ? unit::text) then true
    else exists (select from jsonb_array_elements(limits) l
      where l ->> 'act' = any (acts) and l -> 'units' ? unit::text
        and (l -> 'services' = 'null' or l -> 'services' ? service::text)
        and (l -> 'regions' = 'null' or exists (select from jsonb_array_elements_text(l -> 'regions') wide
               where region = wide or starts_with(region, wide || '.')))) end
$$;

-- Akses darurat: an official without a ground opens one case to read, with a reason, for a short time; somebody else reviews it.
create table cases.emergency (
  agency_id   uuid not null,
  case_id     uuid not null,
  id          uuid not null,
  tracking    text not null,
  account_id  uuid not null,
  official_id uuid not null,
  unit_id     uuid not null,
  by_agency   uuid not null,
  label       text not null,
  reason      bytea not null,
  opened_at   timestamptz not null,
  until       timestamptz not null,
  review_due  timestamptz not null,
  verdict     text,
  reviewed_by uuid,
  reviewed_label text,
  reviewed_at timestamptz,
  note        bytea,
  told_late   timestamptz,
  primary key (agency_id, case_id, id),
  constraint emergency_short check (until > opened_at and until <= opened_at + interval '24 hours'),
  constraint emergency_verdict_known check (verdict in ('accepted', 'objected')),
  constraint emergency_reviewed_whole check ((verdict is null) = (reviewed_by is null) and (verdict is null) = (reviewed_at is null)),
  constraint emergency_reviewed_by_another check (reviewed_by is distinct from account_id)
);
comment on table cases.emergency is 'Akses darurat. reason and note are sealed: people write names into them. Kept for good; a look is never undone.';
create index emergency_open on cases.emergency (account_id, until desc);
create index emergency_review on cases.emergency (by_agency, opened_at desc);
create index emergency_waiting on cases.emergency (review_due) where verdict is null;

-- The cases that the asker has open in an emergency at this moment of the program's clock.
create function cases.asking_emergencies() returns uuid[]
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(array_agg(e.case_id), '{}') from cases.emergency e
   where e.account_id = kernel.asking_account() and kernel.asking_agency() = e.by_agency
     and e.until > coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now())
$$;
-- Which case a number stands for, told only to officials whose agency answers for it or works on it. Nothing of its content.
create function cases.emergency_target(wanted text) returns table (agency_id uuid, case_id uuid, applicant_id uuid, service_id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select c.agency_id, c.id, c.applicant_id, c.service_id from cases.case c
   where c.tracking = wanted and kernel.asking_agency() is not null
     and (c.agency_id = kernel.asking_agency()
          or exists (select from cases.party p join agencies.unit u on u.id = p.unit_id
                      where p.agency_id = c.agency_id and p.case_id = c.id and u.agency_id = kernel.asking_agency()))
$$;
-- What "why may they see this?" needs of a case, for auditors and administrators of an agency that has to do with it: ids, no content.
create function cases.grounds_of(wanted text) returns table (agency_id uuid, case_id uuid, unit_id uuid, service_id uuid, region text,
  version_id uuid, filed_by uuid, parties jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select c.agency_id, c.id, c.unit_id, c.service_id, c.region, c.version_id, c.filed_by,
         (select coalesce(jsonb_agg(jsonb_build_object('unit', p.unit_id, 'since', p.since) order by p.since), '[]')
            from cases.party p where p.agency_id = c.agency_id and p.case_id = c.id)
    from cases.case c
   where c.tracking = wanted and exists (select from cases.emergency_target(wanted))
$$;
revoke all on function cases.asking_emergencies, cases.emergency_target, cases.grounds_of from public;
grant execute on function cases.asking_emergencies, cases.emergency_target, cases.grounds_of to pendopo_app, pendopo_worker;

alter table cases.emergency enable row level security;
create policy emergency_open_own on cases.emergency for insert to pendopo_app with check (
  account_id = (select kernel.asking_account()) and by_agency = (select kernel.asking_agency()) and verdict is null
  and exists (select from cases.emergency_target(tracking) t where t.agency_id = emergency.agency_id and t.case_id = emergency.case_id));
create policy emergency_see on cases.emergency for select to pendopo_app using (
  account_id = (select kernel.asking_account())
  or (by_agency = (select kernel.asking_agency()) and ((select kernel.asking_may('review-emergency')) or (select kernel.asking_may('audit')))));
create policy emergency_judge on cases.emergency for update to pendopo_app
  using (by_agency = (select kernel.asking_agency()) and (select kernel.asking_may('review-emergency')) and verdict is null
         and account_id <> (select kernel.asking_account()))
  with check (reviewed_by = (select kernel.asking_account()) and verdict is not null);
create policy emergency_work on cases.emergency for all to pendopo_worker using (true) with check (true);
grant select, insert, update (verdict, reviewed_by, reviewed_label, reviewed_at, note) on cases.emergency to pendopo_app;
grant select, update (told_late) on cases.emergency to pendopo_worker;

alter policy case_see on cases.case using (
  applicant_id = (select kernel.asking_person())
  or (unit_id = any ((select kernel.asking_units())::uuid[])
      and ((select cases.asking_limits()) is null or cases.within_limits((select cases.asking_limits()), '{see}', unit_id, service_id, region)))
  or (select true from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[])
       and ((select cases.asking_limits()) is null
            or cases.within_limits((select cases.asking_limits()), '{see}', p.unit_id, "case".service_id, "case".region)) limit 1)
  or id = any ((select cases.asking_emergencies())::uuid[])
);
alter policy case_change on cases.case using (
  applicant_id = (select kernel.asking_person())
  or (unit_id = any ((select kernel.asking_units())::uuid[])
      and ((select cases.asking_limits()) is null or cases.within_limits((select cases.asking_limits()), '{work,decide}', unit_id, service_id, region)))
  or (select true from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[])
       and ((select cases.asking_limits()) is null
            or cases.within_limits((select cases.asking_limits()), '{work,decide}', p.unit_id, "case".service_id, "case".region)) limit 1)
);

-- Whether the asker may write on a case: the same question as case_change, asked past the policies.
create or replace function cases.works_on(agency uuid, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from cases.case c where c.agency_id = agency and c.id = wanted and (
    c.applicant_id = kernel.asking_person()
    or (c.unit_id = any (kernel.asking_units()) and (cases.asking_limits() is null
        or cases.within_limits(cases.asking_limits(), '{work,decide}', c.unit_id, c.service_id, c.region)))
    or exists (select from cases.party p where p.agency_id = agency and p.case_id = wanted and p.unit_id = any (kernel.asking_units())
        and (cases.asking_limits() is null
             or cases.within_limits(cases.asking_limits(), '{work,decide}', p.unit_id, c.service_id, c.region)))))
$$;

-- A task of one's own unit is there without a look at its case, unless one is bound to services or a territory.
alter policy task_see on cases.task using (
  (unit_id = any ((select kernel.asking_units())::uuid[]) and (select cases.asking_limits()) is null)
  or exists (select from cases.case c where c.agency_id = task.agency_id and c.id = task.case_id));

-- Who only sees writes nothing that hangs on the case. The usual official pays two looks a statement; others are asked row by row.
do $$
declare
  name text;
  written text;
begin
  foreach name in array array['task','event','timer','comment','attachment','notice','document'] loop
    written := format('((select cases.asking_limits()) is null and %1$I.case_id <> all ((select cases.asking_emergencies())::uuid[])) or cases.works_on(%1$I.agency_id, %1$I.case_id)', name);
    if name = 'attachment' then written := 'attachment.case_id is null or ' || written; end if;
    execute format('create policy %I on cases.%I as restrictive for insert to pendopo_app with check (%s)', name || '_seen_adds_nothing', name, written);
    execute format('create policy %I on cases.%I as restrictive for update to pendopo_app using (%s)', name || '_seen_changes_nothing', name, written);
    execute format('create policy %I on cases.%I as restrictive for delete to pendopo_app using (%s)', name || '_seen_removes_nothing', name, written);
  end loop;
end $$;

-- Who filed a case completes none of its offices' tasks.
create function cases.keep_filer_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if exists (select from cases.case c where c.agency_id = new.agency_id and c.id = new.case_id and c.filed_by = kernel.asking_account()) then
    raise exception 'who filed a case does not work on it' using errcode = '42501', constraint = 'task_not_by_filer';
  end if;
  return new;
end $$;
create trigger task_filer_apart before update of status on cases.task
  for each row when (new.status = 'done' and old.status = 'open' and new.unit_id is not null) execute function cases.keep_filer_apart();

-- Whoever holds a number reads where the case stands: which steps are behind it, with whom it lies, until when. The row itself, with
-- its answers and its sealed personal data, is no longer theirs to read; this function gives the public face and nothing else.
create function cases.tracked(wanted text) returns table (agency_id uuid, id uuid, tracking text, offering_id uuid, service_id uuid,
  version_id uuid, unit_id uuid, applicant_id uuid, status text, outcome text, state jsonb, clock jsonb, due_at timestamptz,
  is_paused boolean, is_late boolean, open_tasks int, submitted_at timestamptz, finished_at timestamptz, tasks jsonb, documents jsonb)
language sql stable security definer set search_path = pg_catalog as $$
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
$$;
revoke all on function cases.tracked from public;
grant execute on function cases.tracked to pendopo_app, pendopo_worker;
