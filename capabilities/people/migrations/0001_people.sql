-- 0001_people.sql. Who is served and who signs in. Names and numbers are encrypted; a number is found by its blind index.
create schema people;
grant usage on schema people to pendopo_app, pendopo_worker;

create table people.person (
  id         uuid primary key,
  name       bytea not null,
  nik        bytea,
  nik_blind  bytea,
  email      bytea,
  phone      bytea,
  created_at timestamptz not null,
  constraint person_nik_unique unique (nik_blind),
  constraint person_nik_whole check ((nik is null) = (nik_blind is null))
);
comment on table people.person is 'Penduduk. A person may have a single name (design §7).';

create table people.account (
  id            uuid primary key,
  kind          text not null,
  person_id     uuid,
  official_id   uuid,
  login_blind   bytea not null,
  password_hash text not null,
  assurance     text not null default 'self-declared',
  created_at    timestamptz not null,
  disabled_at   timestamptz,
  constraint account_kind_known check (kind in ('resident', 'official')),
  constraint account_assurance_known check (assurance in ('self-declared', 'counter', 'provider')),
  constraint account_of_somebody check ((kind = 'resident') = (person_id is not null) and (kind = 'official') = (official_id is not null)),
  constraint account_login_unique unique (login_blind)
);
create unique index account_person on people.account (person_id) where person_id is not null;
create unique index account_official on people.account (official_id) where official_id is not null;

create table people.session (
  token_hash bytea primary key,
  account_id uuid not null references people.account (id),
  id         uuid not null,
  agent      text not null default '',
  created_at timestamptz not null,
  seen_at    timestamptz not null,
  expires_at timestamptz not null
);
create index session_account on people.session (account_id);
create index session_expiry on people.session (expires_at);

-- Tries to sign in, by number and by address: counted in windows, so a flood costs one small row.
create table people.throttle (
  key       bytea not null,
  window_at timestamptz not null,
  tries     int not null,
  primary key (key, window_at)
);

alter table people.person enable row level security;
create policy person_own on people.person for all to pendopo_app using (id = kernel.asking_person()) with check (true);
create policy person_work on people.person for select to pendopo_worker using (true);
grant select, insert, update on people.person to pendopo_app;
grant select on people.person to pendopo_worker;

alter table people.account enable row level security;
create policy account_own on people.account for select to pendopo_app using (id = kernel.asking_account());
create policy account_own_change on people.account for update to pendopo_app using (id = kernel.asking_account());
create policy account_new on people.account for insert to pendopo_app with check (kind = 'resident' and assurance = 'self-declared');
create policy account_work on people.account for all to pendopo_worker using (true) with check (true);
grant select, insert, update (password_hash) on people.account to pendopo_app;
grant select, insert, update on people.account to pendopo_worker;

alter table people.session enable row level security;
create policy session_own on people.session for all to pendopo_app using (account_id = kernel.asking_account()) with check (account_id = kernel.asking_account());
create policy session_tidy on people.session for all to pendopo_worker using (true) with check (true);
grant select, insert, update, delete on people.session to pendopo_app;
grant select, delete on people.session to pendopo_worker;

alter table people.throttle enable row level security;
create policy throttle_count on people.throttle for all to pendopo_app, pendopo_worker using (true) with check (true);
grant select, insert, update on people.throttle to pendopo_app;
grant select, delete on people.throttle to pendopo_worker;

-- Who holds this token now. The one way from a token to an account: nobody can list sessions of others.
create function people.identify(token bytea, at timestamptz)
returns table (account uuid, kind text, person uuid, person_name bytea, official uuid, session uuid, seen_at timestamptz, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, p.name, a.official_id, s.id, s.seen_at,
         case when a.official_id is not null then agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) end
    from people.session s
    join people.account a on a.id = s.account_id and a.disabled_at is null
    left join people.person p on p.id = a.person_id
   where s.token_hash = token and s.expires_at > at
$$;
revoke all on function people.identify from public;
grant execute on function people.identify to pendopo_app, pendopo_worker;

-- What signing in must know before anybody is signed in: one account by its login.
create function people.credential(login bytea)
returns table (account uuid, kind text, password_hash text, disabled boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select id, kind, password_hash, disabled_at is not null from people.account where login_blind = login
$$;
revoke all on function people.credential from public;
grant execute on function people.credential to pendopo_app;
