-- 0007_personal-data.sql. Personal data leave a case when their time is over, and stay closed while their owner has them restricted.
-- What remains of an erased case is its path: numbers, days, decisions, the chain. No line of the history is touched.

alter table cases.case add column erased_at timestamptz, add column erased_why text;
alter table cases.case add constraint case_erased_is_finished check (erased_at is null or finished_at is not null);
alter table cases.case add constraint case_erased_says_why check ((erased_at is null) = (erased_why is null) and (erased_why is null or erased_why in ('retention', 'request')));
comment on column cases.case.erased_at is 'When the personal data of the case were emptied, here and in its tasks, files, messages, notices and documents.';
create index case_to_erase on cases.case (version_id, finished_at, id) where finished_at is not null and erased_at is null;
create index case_of_agency_to_erase on cases.case (agency_id, finished_at, id) where finished_at is not null and erased_at is null;

-- A destroyed document is known by number and digest alone: who still holds the file can have it verified.
alter table cases.document drop constraint document_status_known;
alter table cases.document add constraint document_status_known check (status in ('making', 'issued', 'replaced', 'revoked', 'destroyed'));
alter table cases.document drop constraint document_issued_is_whole;
alter table cases.document add constraint document_issued_is_whole check (
  status = 'making' or (status = 'destroyed' and store_id is null and holder is null and digest is not null and issued_at is not null)
  or (store_id is not null and digest is not null and issued_at is not null));

grant update (body) on cases.notice to pendopo_worker;
grant update (body, actor_name) on cases.comment to pendopo_worker;

-- Of a line of the history only the sealed name of who acted for another may go: it is not under the hash. All else stays as it was.
drop trigger event_stays on cases.event;
create trigger event_stays
  before update of agency_id, case_id, number, at, kind, actor, actor_kind, label, unit_id, data, entry, trace, previous, hash or delete or truncate
  on cases.event for each statement execute function kernel.refuse_rewriting();
do $$
declare part regclass;
begin
  for part in select inhrelid from pg_inherits where inhparent = 'cases.event'::regclass loop
    execute format('drop trigger event_stays_here on %s', part);
    execute format('create trigger event_stays_here before update of agency_id, case_id, number, at, kind, actor, actor_kind, label, unit_id, data, entry, trace, previous, hash or delete or truncate on %s for each statement execute function kernel.refuse_rewriting()', part);
  end loop;
end $$;
grant update (actor_name) on cases.event to pendopo_worker;

-- A person had processing restricted (UU 27/2022 art. 11, 41).
create table cases.restriction (
  id        uuid primary key,
  person_id uuid not null,
  since     timestamptz not null,
  tracking  text not null,
  ended_at  timestamptz
);
create unique index restriction_in_force on cases.restriction (person_id) where ended_at is null;

-- The data protection officer lets the units of a case open it all the same, for a reason and a time.
create table cases.leave (
  agency_id   uuid not null,
  id          uuid not null,
  case_id     uuid not null,
  tracking    text not null,
  reason      text not null,
  given_at    timestamptz not null,
  given_by    uuid not null,
  given_label text not null,
  until       timestamptz not null,
  primary key (agency_id, id),
  constraint leave_reason_said check (length(reason) >= 10)
);
create index leave_of_case on cases.leave (agency_id, case_id, until);

alter table cases.restriction enable row level security;
create policy restriction_work on cases.restriction for all to pendopo_worker using (true) with check (true);
create policy restriction_own on cases.restriction for select to pendopo_app using (person_id = (select kernel.asking_person()));
create policy restriction_end on cases.restriction for update to pendopo_app
  using (person_id = (select kernel.asking_person()) and ended_at is null) with check (person_id = (select kernel.asking_person()));
grant select on cases.restriction to pendopo_app;
grant update (ended_at) on cases.restriction to pendopo_app;
grant select, insert, update on cases.restriction to pendopo_worker;

alter table cases.leave enable row level security;
create policy leave_work on cases.leave for all to pendopo_worker using (true) with check (true);
create policy leave_officer on cases.leave for all to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')) and given_by = (select kernel.asking_account()));
grant select, insert on cases.leave to pendopo_app;
grant select on cases.leave to pendopo_worker;

-- Whether the personal data of a case are closed to officials now: the answer, and not on whom else it lies.
create function cases.is_restricted(agency uuid, wanted uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from cases.case c join cases.restriction r on r.person_id = c.applicant_id and r.ended_at is null
                  where c.agency_id = agency and c.id = wanted
                    -- A right over the data is itself answered by opening what was asked.
                    and not exists (select from services.entry e where e.service_id = c.service_id and e.data_right is not null))
     and not exists (select from cases.leave l where l.agency_id = agency and l.case_id = wanted and l.until > at)
$$;
revoke all on function cases.is_restricted from public;
grant execute on function cases.is_restricted to pendopo_app, pendopo_worker;

-- What decides whether a finished case may be emptied: facts without any personal datum, for the agency's data protection officer and
-- for the workers. The page of a case stays closed to the officer; this is why it is a function and not a policy.
create function cases.erasure_facts(agency uuid, person uuid, wanted uuid, version uuid, before timestamptz, after_at timestamptz, after_id uuid, most int)
returns table (agency_id uuid, id uuid, tracking text, offering_id uuid, version_id uuid, service_id uuid, unit_id uuid, applicant_id uuid, status text,
               finished_at timestamptz, making boolean, endless boolean, in_force_until date, rights_running uuid[])
language sql stable security definer set search_path = pg_catalog as $$
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
$$;
revoke all on function cases.erasure_facts from public;
grant execute on function cases.erasure_facts to pendopo_app, pendopo_worker;

-- A case of the officer's own agency by its number: its id, and nothing of what is in it.
create function cases.numbered(wanted text) returns table (id uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select c.id from cases.case c
   where c.tracking = wanted and c.agency_id = kernel.asking_agency() and kernel.asking_may('protect-data')
$$;
revoke all on function cases.numbered from public;
grant execute on function cases.numbered to pendopo_app;
