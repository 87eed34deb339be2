-- 0001_privacy.sql. The rights of UU 27/2022: objections to looks, copies that were asked for, and what must not be erased yet.
create schema privacy;
grant usage on schema privacy to pendopo_app, pendopo_worker;

-- A person finds a look at their data strange; the data protection officer of the agency of that look answers.
create table privacy.objection (
  agency_id   uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  entry_id    uuid not null,
  look        jsonb not null,
  body        bytea not null,
  at          timestamptz not null,
  due_at      timestamptz not null,
  answer      bytea,
  answered_at timestamptz,
  answered_by uuid,
  answered_label text,
  primary key (agency_id, id),
  constraint objection_once unique (agency_id, entry_id),
  constraint objection_answer_whole check ((answer is null) = (answered_at is null) and (answer is null) = (answered_by is null))
);
comment on table privacy.objection is 'look is the line of the record as the person read it: when, which act, which case, who, why. No personal data of theirs.';
create index objection_person on privacy.objection (person_id, at desc);
create index objection_open on privacy.objection (agency_id, due_at, id) where answered_at is null;

-- A copy of all that is kept about a person (art. 7, 13): theirs alone, for a few days.
create table privacy.copy (
  id         uuid primary key,
  person_id  uuid not null,
  agency_id  uuid not null,
  case_id    uuid not null,
  tracking   text not null,
  store_id   text,
  size       int not null,
  made_at    timestamptz not null,
  expires_at timestamptz not null,
  fetched_at timestamptz,
  constraint copy_once unique (agency_id, case_id)
);
create index copy_person on privacy.copy (person_id, made_at desc);
create index copy_ends on privacy.copy (expires_at) where store_id is not null;

-- What a lawsuit, an audit or an order of a court needs is not erased, whatever the schedule says.
create table privacy.hold (
  agency_id    uuid not null,
  id           uuid not null,
  case_id      uuid not null,
  tracking     text not null,
  reason       text not null,
  placed_at    timestamptz not null,
  placed_by    uuid not null,
  placed_label text not null,
  lifted_at    timestamptz,
  lifted_by    uuid,
  lifted_label text,
  primary key (agency_id, id),
  constraint hold_reason_said check (length(reason) >= 10),
  constraint hold_lifted_whole check ((lifted_at is null) = (lifted_by is null))
);
create unique index hold_in_force on privacy.hold (agency_id, case_id) where lifted_at is null;

do $$
declare name text;
begin
  foreach name in array array['objection', 'copy', 'hold'] loop
    execute format('alter table privacy.%I enable row level security', name);
    execute format('create policy %I on privacy.%I for all to pendopo_worker using (true) with check (true)', name || '_work', name);
  end loop;
end $$;

create policy objection_own on privacy.objection for select to pendopo_app using (person_id = (select kernel.asking_person()));
create policy objection_make on privacy.objection for insert to pendopo_app with check (
  person_id = (select kernel.asking_person()) and answered_at is null
  -- Only to a look that stands in the record about oneself.
  and exists (select from kernel.audit_entry e where e.agency_id = objection.agency_id and e.id = objection.entry_id and e.subject = (select kernel.asking_person())));
create policy objection_officer on privacy.objection for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')));
create policy objection_answer on privacy.objection for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')) and answered_at is null)
  with check (agency_id = (select kernel.asking_agency()) and answered_by = (select kernel.asking_account()));
grant select, insert on privacy.objection to pendopo_app;
grant update (answer, answered_at, answered_by, answered_label) on privacy.objection to pendopo_app;
grant select, delete on privacy.objection to pendopo_worker;
grant update (body, answer) on privacy.objection to pendopo_worker;

create policy copy_own on privacy.copy for select to pendopo_app using (person_id = (select kernel.asking_person()));
create policy copy_fetched on privacy.copy for update to pendopo_app
  using (person_id = (select kernel.asking_person())) with check (person_id = (select kernel.asking_person()));
grant select on privacy.copy to pendopo_app;
grant update (fetched_at) on privacy.copy to pendopo_app;
grant select, insert, update on privacy.copy to pendopo_worker;

create policy hold_officer on privacy.hold for all to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')));
grant select, insert on privacy.hold to pendopo_app;
grant update (lifted_at, lifted_by, lifted_label) on privacy.hold to pendopo_app;
grant select on privacy.hold to pendopo_worker;

-- A correction that was granted is applied by the worker; a person's own page changes nothing that was proved.
create policy person_right on people.person for update to pendopo_worker using (true) with check (true);
grant update (name, email, phone, email_confirmed_at) on people.person to pendopo_worker;

-- Closing an account at its holder's wish: nothing remains by which they could be known or could enter. The row stays, nameless, because
-- cases and the record point to it. While others act for them, or they for others, it stays open, and this says false.
create function privacy.close_account(whose uuid, empty_name bytea, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
revoke all on function privacy.close_account from public;
grant execute on function privacy.close_account to pendopo_worker;

-- Assessments of high risk (art. 34), kept with the version of the service that they looked at; a new one never changes an old one.
create table privacy.assessment (
  agency_id   uuid not null,
  id          uuid not null,
  service_key text not null,
  version     text not null,
  description text not null,
  risks       text not null,
  measures    text not null,
  conclusion  text not null,
  made_at     timestamptz not null,
  made_by     uuid not null,
  made_label  text not null,
  primary key (agency_id, id),
  constraint assessment_conclusion_known check (conclusion in ('proceed', 'proceed-with-measures', 'stop'))
);
create index assessment_of_service on privacy.assessment (agency_id, service_key, made_at desc);
alter table privacy.assessment enable row level security;
create policy assessment_work on privacy.assessment for select to pendopo_worker using (true);
create policy assessment_see on privacy.assessment for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')));
create policy assessment_make on privacy.assessment for insert to pendopo_app with check (
  agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')) and made_by = (select kernel.asking_account()));
grant select, insert on privacy.assessment to pendopo_app;
grant select on privacy.assessment to pendopo_worker;

-- A failure to protect personal data (art. 46): what, when, how many, how it is handled, and who was told when.
create table privacy.incident (
  agency_id     uuid not null,
  id            uuid not null,
  title         text not null,
  found_at      timestamptz not null,
  due_at        timestamptz not null,
  began_on      date,
  what          text not null,
  kinds         text not null,
  handling      text not null,
  is_public     boolean not null default false,
  made_at       timestamptz not null,
  made_by       uuid not null,
  made_label    text not null,
  authority_told_at timestamptz,
  notices_at    timestamptz,
  closed_at     timestamptz,
  primary key (agency_id, id)
);
comment on table privacy.incident is 'Kegagalan pelindungan data pribadi. due_at: 3 × 24 hours after it was found.';
create index incident_of_agency on privacy.incident (agency_id, found_at desc, id);

create table privacy.incident_person (
  agency_id   uuid not null,
  incident_id uuid not null,
  person_id   uuid not null,
  tracking    text not null default '',
  mail_id     uuid,
  told_at     timestamptz,
  read_at     timestamptz,
  primary key (agency_id, incident_id, person_id)
);
create index incident_person_own on privacy.incident_person (person_id) where told_at is not null;
create index incident_person_untold on privacy.incident_person (agency_id, incident_id, person_id) where told_at is null;

alter table privacy.incident enable row level security;
alter table privacy.incident_person enable row level security;
create policy incident_work on privacy.incident for all to pendopo_worker using (true) with check (true);
create policy incident_person_work on privacy.incident_person for all to pendopo_worker using (true) with check (true);
create policy incident_officer on privacy.incident for all to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')))
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')));
create policy incident_person_officer on privacy.incident_person for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('protect-data')));
create policy incident_person_own on privacy.incident_person for select to pendopo_app
  using (person_id = (select kernel.asking_person()) and told_at is not null);
create policy incident_told on privacy.incident for select to pendopo_app using (
  exists (select from privacy.incident_person p where p.agency_id = incident.agency_id and p.incident_id = incident.id
            and p.person_id = (select kernel.asking_person()) and p.told_at is not null));
create policy incident_public on privacy.incident for select to pendopo_app using (is_public and notices_at is not null);
grant select, insert on privacy.incident to pendopo_app;
grant update (what, kinds, handling, is_public, authority_told_at, notices_at, closed_at) on privacy.incident to pendopo_app;
grant select on privacy.incident_person to pendopo_app;
grant select, update on privacy.incident to pendopo_worker;
grant select, insert, update on privacy.incident_person to pendopo_worker;

-- Whose data a failure touches, found without showing a single case: by service and days of sending, by numbers, or by whose eyes (NIP).
-- Gives how many were added; names nobody.
create function privacy.add_affected(incident uuid, services uuid[], from_at timestamptz, until_at timestamptz, numbers text[], seen_by text)
returns int language plpgsql security definer set search_path = pg_catalog as $$
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
end $$;
revoke all on function privacy.add_affected from public;
grant execute on function privacy.add_affected to pendopo_app;
