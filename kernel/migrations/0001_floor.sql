-- 0001_floor.sql. What every counter stands on: who asks, keys, jobs, the record, and commands done once.
create schema if not exists kernel;
grant usage on schema kernel to pendopo_app, pendopo_worker;

-- Who asks: set at the opening of each transaction (kernel/db/scope.ts), read by every policy.
create function kernel.asking_person() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.person', true), '')::uuid $$;
create function kernel.asking_account() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.account', true), '')::uuid $$;
create function kernel.asking_agency() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.agency', true), '')::uuid $$;
create function kernel.asking_units() returns uuid[] language sql stable parallel safe
  as $$ select coalesce(nullif(current_setting('pendopo.units', true), ''), '{}')::uuid[] $$;
create function kernel.asking_tracking() returns text language sql stable parallel safe
  as $$ select coalesce(current_setting('pendopo.tracking', true), '') $$;

-- Facts of the installation: one row each, e.g. the check of the master key.
create table kernel.setting (
  name  text primary key,
  value jsonb not null
);
alter table kernel.setting enable row level security;
create policy setting_read on kernel.setting for select to pendopo_app, pendopo_worker using (true);
grant select on kernel.setting to pendopo_app, pendopo_worker;

-- Envelope encryption: data keys, each wrapped by the installation's master key, which is never in the database.
create table kernel.data_key (
  id         uuid primary key,
  purpose    text not null,
  wrapped    bytea not null,
  created_at timestamptz not null,
  retired_at timestamptz,
  constraint data_key_purpose_known check (purpose in ('data', 'index', 'file', 'seal'))
);
alter table kernel.data_key enable row level security;
create policy data_key_read on kernel.data_key for select to pendopo_app, pendopo_worker using (true);
grant select on kernel.data_key to pendopo_app, pendopo_worker;

-- Work to be done after the commit. A lease, not a session lock: a worker that is killed loses nothing and blocks nothing.
create table kernel.job (
  id           uuid primary key,
  kind         text not null,
  payload      jsonb not null default '{}',
  key          text,
  run_at       timestamptz not null,
  attempts     int not null default 0,
  leased_until timestamptz,
  last_error   text,
  dead         boolean not null default false,
  created_at   timestamptz not null,
  constraint job_key_unique unique (key)
);
create index job_due on kernel.job (run_at) where not dead;
alter table kernel.job enable row level security;
create policy job_put on kernel.job for insert to pendopo_app, pendopo_worker with check (true);
create policy job_work on kernel.job for all to pendopo_worker using (true) with check (true);
grant insert on kernel.job to pendopo_app;
grant select, insert, update, delete on kernel.job to pendopo_worker;

-- A command sent twice is done once: the answer of the first is kept under the sender's key.
create table kernel.command (
  sender     text not null,
  key        text not null,
  fingerprint bytea not null,
  answer     jsonb,
  at         timestamptz not null,
  primary key (sender, key)
);
create index command_age on kernel.command (at);
alter table kernel.command enable row level security;
create policy command_own on kernel.command for all to pendopo_app
  using (sender = coalesce(nullif(current_setting('pendopo.account', true), ''), 'public'))
  with check (sender = coalesce(nullif(current_setting('pendopo.account', true), ''), 'public'));
create policy command_tidy on kernel.command for all to pendopo_worker using (true) with check (true);
grant select, insert, update on kernel.command to pendopo_app;
grant select, insert, update, delete on kernel.command to pendopo_worker;

-- The record: who did what to what, on whose behalf. Rows are only ever added; the worker seals them in order, an agency a chain.
create table kernel.audit_entry (
  agency_id  uuid not null,
  id         uuid not null,
  at         timestamptz not null,
  actor      uuid,
  subject    uuid,
  position   uuid,
  act        text not null,
  target     text not null default '',
  detail     jsonb not null default '{}',
  purpose    text,
  seal       bigint,
  primary key (agency_id, id)
);
create index audit_unsealed on kernel.audit_entry (agency_id, id) where seal is null;
create index audit_of_seal on kernel.audit_entry (agency_id, seal, id);
create index audit_subject on kernel.audit_entry (subject, at desc) where subject is not null;
comment on table kernel.audit_entry is 'Append-only. The nil agency holds what belongs to the installation.';
alter table kernel.audit_entry enable row level security;
create policy audit_put on kernel.audit_entry for insert to pendopo_app, pendopo_worker with check (true);
create policy audit_own on kernel.audit_entry for select to pendopo_app using (subject = kernel.asking_person());
create policy audit_work on kernel.audit_entry for select to pendopo_worker using (true);
create policy audit_seal on kernel.audit_entry for update to pendopo_worker using (seal is null) with check (true);
grant insert, select on kernel.audit_entry to pendopo_app;
grant insert, select, update (seal) on kernel.audit_entry to pendopo_worker;

create table kernel.audit_seal (
  agency_id uuid not null,
  number    bigint not null,
  entries   int not null,
  previous  bytea not null,
  hash      bytea not null,
  sealed_at timestamptz not null,
  primary key (agency_id, number)
);
alter table kernel.audit_seal enable row level security;
create policy audit_seal_work on kernel.audit_seal for all to pendopo_worker using (true) with check (true);
grant select, insert on kernel.audit_seal to pendopo_worker;

-- Only the seal may be set, and only once, even by the owner: tampering has to switch this off, and then breaks the chain.
create function kernel.refuse_rewriting() returns trigger language plpgsql as $$
begin
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = '42501';
end $$;
create trigger audit_entry_stays before delete or truncate on kernel.audit_entry
  for each statement execute function kernel.refuse_rewriting();
create trigger audit_seal_stays before update or delete or truncate on kernel.audit_seal
  for each statement execute function kernel.refuse_rewriting();

-- Mail to be sent: written with the change that caused it.
create table kernel.mail (
  id         uuid primary key,
  agency_id  uuid not null,
  recipient  bytea not null,
  subject    bytea not null,
  body       bytea not null,
  status     text not null default 'waiting',
  attempts   int not null default 0,
  last_error text,
  created_at timestamptz not null,
  sent_at    timestamptz,
  constraint mail_status_known check (status in ('waiting', 'sent', 'failed', 'none'))
);
comment on table kernel.mail is 'Outbox. Address and text are encrypted; the notice on the case says what was sent to whom.';
alter table kernel.mail enable row level security;
create policy mail_put on kernel.mail for insert to pendopo_app, pendopo_worker with check (true);
create policy mail_work on kernel.mail for all to pendopo_worker using (true) with check (true);
grant insert on kernel.mail to pendopo_app;
grant select, insert, update on kernel.mail to pendopo_worker;
