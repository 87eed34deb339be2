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
-- cases and the record point to it.
create function privacy.close_account(whose uuid, empty_name bytea, at timestamptz) returns boolean
language plpgsql security definer set search_path = pg_catalog as $$
declare holder uuid;
begin
  select id into holder from people.account where person_id = whose and kind = 'resident' for update;
  update people.person set name = empty_name, nik = null, nik_blind = null, email = null, phone = null, email_confirmed_at = null where id = whose;
  if holder is null then return false; end if;
  delete from people.session where account_id = holder;
  delete from people.ticket where account_id = holder;
  delete from people.passkey where account_id = holder;
  delete from people.recovery_code where account_id = holder;
  delete from people.totp where account_id = holder;
  update people.account set disabled_at = coalesce(disabled_at, at), password_hash = null, login_blind = sha256(convert_to(gen_random_uuid()::text || gen_random_uuid()::text, 'UTF8'))
   where id = holder;
  return true;
end $$;
revoke all on function privacy.close_account from public;
grant execute on function privacy.close_account to pendopo_worker;
