-- 0006_keys.sql. Keys that are changed while the program works: who holds them, from when each is written with, how far the
-- change has come.

alter table kernel.data_key
  alter column wrapped drop not null,
  add column proof bytea,
  add column writes_from timestamptz,
  drop constraint data_key_purpose_known,
  add constraint data_key_purpose_known check (purpose in ('root', 'data', 'index', 'file'));
update kernel.data_key set writes_from = created_at;
alter table kernel.data_key alter column writes_from set not null;
comment on column kernel.data_key.wrapped is 'As the first version kept it; moved to data_key_wrap when the vault next opens.';
comment on column kernel.data_key.proof is 'Tells whether what a holder unwrapped is this key, and nothing else about it.';
comment on column kernel.data_key.writes_from is 'Announced before it is used, so that every node can read what another writes with it.';

create table kernel.data_key_wrap (
  key_id  uuid not null references kernel.data_key (id) on delete cascade,
  holder  text not null,
  wrapped bytea not null,
  at      timestamptz not null default now(),
  constraint data_key_wrap_pkey primary key (key_id, holder)
);
comment on table kernel.data_key_wrap is 'A key wrapped by each holder that may open it: one, or two while the master key is being changed.';

create table kernel.resealing (
  key_id      uuid not null references kernel.data_key (id) on delete cascade,
  table_name  text not null,
  reached     text[],
  seen        bigint not null default 0,
  changed     bigint not null default 0,
  finished_at timestamptz,
  constraint resealing_pkey primary key (key_id, table_name)
);
comment on table kernel.resealing is 'How far the rows of each table have come under a new key; what was begun goes on from here.';

alter table kernel.data_key_wrap enable row level security;
alter table kernel.resealing enable row level security;

-- A node asks this every few seconds and reads the keys again, as the owner, only when it has changed.
create function kernel.key_generation() returns bigint language sql stable security definer set search_path = ''
  as $$ select coalesce((select (value #>> '{}')::bigint from kernel.setting where name = 'key-generation'), 0) $$;
revoke all on function kernel.key_generation() from public;
grant execute on function kernel.key_generation() to pendopo_app, pendopo_worker;

-- What is never rewritten may still come under a new key: its content stays, only its seal changes, and only the owner of the
-- tables can do it, in a transaction that says so. Hashes do not cover sealed columns for this reason.
create or replace function kernel.refuse_rewriting() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' and current_setting('pendopo.resealing', true) = 'on'
     and pg_has_role(current_user, (select relowner from pg_class where oid = tg_relid), 'usage') then
    return null;
  end if;
  raise exception 'rows of % are never changed or removed', tg_table_name using errcode = '42501';
end $$;

-- Wrong tracking numbers and codes, counted across nodes by a blinded network and a quarter of an hour. Kept an hour.
create table kernel.wrong_guess (
  network   bytea not null,
  window_at timestamptz not null,
  tries     integer not null default 1,
  constraint wrong_guess_pkey primary key (network, window_at)
);
create index wrong_guess_age on kernel.wrong_guess (window_at);
alter table kernel.wrong_guess enable row level security;

create function kernel.count_wrong(by bytea, at timestamptz) returns integer language plpgsql security definer set search_path = '' as $$
declare
  tries_now integer;
begin
  insert into kernel.wrong_guess as g (network, window_at) values (by, at)
    on conflict (network, window_at) do update set tries = g.tries + 1 returning tries into tries_now;
  -- The first of a window tidies what is over, so that nobody else has to.
  if tries_now = 1 then delete from kernel.wrong_guess where window_at < at - interval '1 hour'; end if;
  return tries_now;
end $$;
revoke all on function kernel.count_wrong(bytea, timestamptz) from public;
grant execute on function kernel.count_wrong(bytea, timestamptz) to pendopo_app;
