-- 0001_cases.sql. What happens: a request from its draft to its outcome. A case and all its rows live with the agency that owns it.
create schema cases;
grant usage on schema cases to pendopo_app, pendopo_worker;

-- An application that is not sent yet: all answers encrypted, kept at each step.
create table cases.draft (
  agency_id   uuid not null,
  id          uuid not null,
  person_id   uuid not null,
  offering_id uuid not null,
  version_id  uuid not null,
  answers     bytea not null,
  page        text not null default '',
  started_at  timestamptz not null,
  saved_at    timestamptz not null,
  primary key (agency_id, id)
);
create index draft_person on cases.draft (person_id, saved_at desc);
create index draft_age on cases.draft (saved_at);

create table cases.case (
  agency_id    uuid not null,
  id           uuid not null,
  tracking     text not null,
  offering_id  uuid not null,
  service_id   uuid not null,
  version_id   uuid not null,
  unit_id      uuid not null,
  applicant_id uuid not null,
  status       text not null default 'running',
  outcome      text,
  state        jsonb not null,
  variables    jsonb not null,
  personal     bytea not null,
  correction   jsonb,
  clock        jsonb,
  due_at       timestamptz,
  is_paused    boolean not null default false,
  is_late      boolean not null default false,
  open_tasks   int not null default 0,
  submitted_at timestamptz not null,
  finished_at  timestamptz,
  revision     int not null default 1,
  events       int not null,
  head         bytea not null,
  primary key (agency_id, id),
  constraint case_status_known check (status in ('running', 'granted', 'refused', 'withdrawn', 'lapsed', 'closed', 'failed')),
  constraint case_finished_is_dated check ((status = 'running') = (finished_at is null))
);
comment on table cases.case is 'Permohonan: one request, from submission to outcome. state is the engine''s, variables are its open data, personal the encrypted rest.';
create unique index case_tracking on cases.case (tracking);
create index case_applicant on cases.case (applicant_id, submitted_at desc);
create index case_unit on cases.case (unit_id, submitted_at desc);
create index case_late on cases.case (unit_id, due_at) where status = 'running';
create index case_figures on cases.case (offering_id, finished_at) where finished_at is not null;

-- Units that work, or worked, on a case: what opens it to them.
create table cases.party (
  agency_id uuid not null,
  case_id   uuid not null,
  unit_id   uuid not null,
  since     timestamptz not null,
  primary key (agency_id, case_id, unit_id)
);
create index party_unit on cases.party (unit_id, since desc);

create table cases.task (
  agency_id   uuid not null,
  case_id     uuid not null,
  id          uuid not null,
  key         text not null,
  element     text not null,
  role        text not null,
  unit_id     uuid,
  position_id uuid,
  form        text,
  act         text not null default 'complete',
  status      text not null default 'open',
  claimed_by  uuid,
  claimed_at  timestamptz,
  opened_at   timestamptz not null,
  due_at      timestamptz not null,
  done_at     timestamptz,
  done_by     uuid,
  done_position uuid,
  done_label  text,
  -- What the worklist shows, written with the task so that the list reads one table.
  service_id  uuid not null,
  tracking    text not null,
  applicant   bytea not null,
  priority    int not null default 0,
  primary key (agency_id, case_id, id),
  constraint task_key_once unique (agency_id, case_id, key),
  constraint task_status_known check (status in ('open', 'done', 'cancelled')),
  constraint task_of_unit_or_applicant check (unit_id is not null or role <> ''),
  constraint task_claim_whole check ((claimed_by is null) = (claimed_at is null))
);
comment on table cases.task is 'One piece of work for one unit or position; unit_id is null for the applicant.';
create index task_worklist on cases.task (unit_id, due_at, id) where status = 'open';
create index task_mine on cases.task (claimed_by, due_at, id) where status = 'open' and claimed_by is not null;
create index task_done_by_unit on cases.task (unit_id, done_at desc) where status = 'done';

-- The history: append-only, hash-chained per case; replaying `entry` gives exactly the stored state.
create table cases.event (
  agency_id uuid not null,
  case_id   uuid not null,
  number    int not null,
  at        timestamptz not null,
  kind      text not null,
  actor     uuid,
  actor_kind text not null,
  label     text not null default '',
  unit_id   uuid,
  data      jsonb not null default '{}',
  entry     jsonb,
  trace     text[] not null default '{}',
  previous  bytea not null,
  hash      bytea not null,
  primary key (agency_id, case_id, number, at)
) partition by range (at);
do $$ begin
  for year in 2025..2036 loop
    execute format('create table cases.event_%s partition of cases.event for values from (%L) to (%L)', year, year || '-01-01', (year + 1) || '-01-01');
  end loop;
end $$;
create table cases.event_other partition of cases.event default;

create table cases.timer (
  agency_id uuid not null,
  case_id   uuid not null,
  key       text not null,
  due_at    timestamptz not null,
  primary key (agency_id, case_id, key)
);
create index timer_due on cases.timer (due_at);
comment on table cases.timer is 'What falls due: the engine''s timers by their keys, and the case''s own: @warn, @late, @silence, @task:<id>.';

create table cases.comment (
  agency_id uuid not null,
  case_id   uuid not null,
  id        uuid not null,
  at        timestamptz not null,
  is_inside boolean not null,
  actor     uuid not null,
  from_applicant boolean not null,
  label     text not null,
  body      bytea not null,
  primary key (agency_id, case_id, id)
);

-- A file sent by a person: it hangs on a draft first, then on the case.
create table cases.attachment (
  agency_id uuid not null,
  id        uuid not null,
  draft_id  uuid,
  case_id   uuid,
  account_id uuid not null,
  field     text not null,
  name      bytea not null,
  type      text not null,
  size      int not null,
  store_id  text not null,
  thumbnail text,
  sent_at   timestamptz not null,
  primary key (agency_id, id)
);
create index attachment_case on cases.attachment (agency_id, case_id) where case_id is not null;
create index attachment_draft on cases.attachment (agency_id, draft_id) where draft_id is not null;

create table cases.notice (
  agency_id uuid not null,
  case_id   uuid not null,
  id        uuid not null,
  at        timestamptz not null,
  key       text not null,
  to_role   text not null,
  unit_id   uuid,
  mail_id   uuid,
  body      bytea not null,
  primary key (agency_id, case_id, id)
);
comment on table cases.notice is 'Who was told what, when. The mail''s fate stands in kernel.mail.';

create table cases.document (
  agency_id   uuid not null,
  id          uuid not null,
  case_id     uuid not null,
  key         text not null,
  title       jsonb not null,
  number      text not null default '',
  status      text not null default 'making',
  code        text not null,
  store_id    text,
  digest      bytea,
  size        int,
  issued_at   timestamptz,
  valid_until date,
  signer      jsonb,
  holder      bytea,
  replaced_by uuid,
  ended_at    timestamptz,
  ended_why   text,
  fault       text,
  primary key (agency_id, id),
  constraint document_status_known check (status in ('making', 'issued', 'replaced', 'revoked')),
  constraint document_code_unique unique (code),
  constraint document_issued_is_whole check (status = 'making' or (store_id is not null and digest is not null and issued_at is not null))
);
create index document_case on cases.document (agency_id, case_id);
create index document_digest on cases.document (digest) where digest is not null;

-- Numbers of letters, a series an agency, unit, document and year; taken in the transaction that issues, so no hole is left.
create table cases.serial (
  agency_id uuid not null,
  series    text not null,
  year      int not null,
  last      int not null,
  primary key (agency_id, series, year)
);

do $$
declare name text;
begin
  foreach name in array array['draft','case','party','task','event','timer','comment','attachment','notice','document','serial'] loop
    execute format('alter table cases.%I enable row level security', name);
    execute format('create policy %I on cases.%I for all to pendopo_worker using (true) with check (true)', name || '_work', name);
  end loop;
end $$;

-- Who sees a case: its applicant, the unit that answers for it, units that work on it, and, to read, who holds its number.
create policy case_see on cases.case for select to pendopo_app using (
  applicant_id = (select kernel.asking_person())
  or unit_id = any ((select kernel.asking_units())::uuid[])
  or tracking = (select kernel.asking_tracking())
  or exists (select from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[]))
);
create policy case_open on cases.case for insert to pendopo_app with check (applicant_id = (select kernel.asking_person()));
create policy case_change on cases.case for update to pendopo_app using (
  applicant_id = (select kernel.asking_person())
  or unit_id = any ((select kernel.asking_units())::uuid[])
  or exists (select from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[]))
);
grant select, insert on cases.case to pendopo_app;
grant update (status, outcome, state, variables, personal, correction, clock, due_at, is_paused, is_late, open_tasks, finished_at, revision, events, head) on cases.case to pendopo_app;
grant select, insert, update on cases.case to pendopo_worker;

-- A unit becomes a party only through the transaction of somebody who is in the case already.
create policy party_see on cases.party for select to pendopo_app using (unit_id = any ((select kernel.asking_units())::uuid[]));
-- (A function of the owner asks here: a policy of party that asks case, whose policy asks party, would go in a circle.)
create function cases.works_on(agency uuid, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from cases.case c where c.agency_id = agency and c.id = wanted and (
    c.applicant_id = kernel.asking_person() or c.unit_id = any (kernel.asking_units())
    or exists (select from cases.party p where p.agency_id = agency and p.case_id = wanted and p.unit_id = any (kernel.asking_units()))))
$$;
revoke all on function cases.works_on from public;
grant execute on function cases.works_on to pendopo_app, pendopo_worker;
create policy party_add on cases.party for insert to pendopo_app with check (cases.works_on(agency_id, case_id));
grant select, insert on cases.party to pendopo_app, pendopo_worker;

create policy draft_own on cases.draft for all to pendopo_app
  using (person_id = (select kernel.asking_person())) with check (person_id = (select kernel.asking_person()));
grant select, insert, update, delete on cases.draft to pendopo_app, pendopo_worker;

create policy task_see on cases.task for select to pendopo_app using (
  unit_id = any ((select kernel.asking_units())::uuid[])
  or exists (select from cases.case c where c.agency_id = task.agency_id and c.id = task.case_id));
create policy task_add on cases.task for insert to pendopo_app with check (
  exists (select from cases.case c where c.agency_id = task.agency_id and c.id = task.case_id));
create policy task_change on cases.task for update to pendopo_app using (
  exists (select from cases.case c where c.agency_id = task.agency_id and c.id = task.case_id));
grant select, insert, update on cases.task to pendopo_app, pendopo_worker;

do $$
declare name text;
begin
  foreach name in array array['event','timer','notice','document'] loop
    execute format('create policy %I on cases.%I for all to pendopo_app using (exists (select from cases.case c where c.agency_id = %I.agency_id and c.id = %I.case_id))
      with check (exists (select from cases.case c where c.agency_id = %I.agency_id and c.id = %I.case_id))', name || '_of_case', name, name, name, name, name);
  end loop;
end $$;
grant select, insert on cases.event to pendopo_app, pendopo_worker;
grant select, insert, delete, update on cases.timer to pendopo_app, pendopo_worker;
grant select, insert on cases.notice to pendopo_app, pendopo_worker;
grant select, insert on cases.document to pendopo_app;
grant select, insert, update on cases.document to pendopo_worker;
grant update (status, replaced_by, ended_at, ended_why) on cases.document to pendopo_app;
grant select, insert, update on cases.serial to pendopo_worker;

create policy comment_see on cases.comment for select to pendopo_app using (
  (not is_inside or cardinality((select kernel.asking_units())) > 0)
  and exists (select from cases.case c where c.agency_id = comment.agency_id and c.id = comment.case_id));
create policy comment_add on cases.comment for insert to pendopo_app with check (
  actor = (select kernel.asking_account())
  and exists (select from cases.case c where c.agency_id = comment.agency_id and c.id = comment.case_id));
grant select, insert on cases.comment to pendopo_app, pendopo_worker;

create policy attachment_see on cases.attachment for select to pendopo_app using (
  (case_id is null and account_id = (select kernel.asking_account()))
  or exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id));
create policy attachment_add on cases.attachment for insert to pendopo_app with check (account_id = (select kernel.asking_account()));
create policy attachment_own on cases.attachment for update to pendopo_app using (account_id = (select kernel.asking_account()) and case_id is null)
  with check (account_id = (select kernel.asking_account()) and exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id));
create policy attachment_drop on cases.attachment for delete to pendopo_app using (account_id = (select kernel.asking_account()) and case_id is null);
grant select, insert, delete on cases.attachment to pendopo_app;
grant update (case_id, draft_id) on cases.attachment to pendopo_app;
grant select, insert, update, delete on cases.attachment to pendopo_worker;

create trigger event_stays before update or delete or truncate on cases.event
  for each statement execute function kernel.refuse_rewriting();

-- The public face of a document: what its code opens, and nothing else. No row of the case itself is shown.
create function cases.verify_document(wanted text)
returns table (agency_id uuid, id uuid, title jsonb, number text, status text, issued_at timestamptz, valid_until date, signer jsonb,
               holder bytea, digest bytea, store_id text, replaced_code text, ended_at timestamptz, ended_why text)
language sql stable security definer set search_path = pg_catalog as $$
  select d.agency_id, d.id, d.title, d.number, d.status, d.issued_at, d.valid_until, d.signer, d.holder, d.digest, d.store_id,
         (select r.code from cases.document r where r.agency_id = d.agency_id and r.id = d.replaced_by), d.ended_at, d.ended_why
    from cases.document d where d.code = wanted and d.status <> 'making'
$$;
create function cases.verify_digest(wanted bytea) returns table (code text)
language sql stable security definer set search_path = pg_catalog as $$
  select d.code from cases.document d where d.digest = wanted and d.status <> 'making'
$$;
revoke all on function cases.verify_document, cases.verify_digest from public;
grant execute on function cases.verify_document, cases.verify_digest to pendopo_app, pendopo_worker;
