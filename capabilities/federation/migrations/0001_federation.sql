-- 0001_federation.sql. Applications that let people sign in with Pendopo, machines that read for an agency, and what they were given.
create schema federation;
grant usage on schema federation to pendopo_app, pendopo_worker;

create table federation.client (
  id              uuid primary key,
  agency_id       uuid not null,
  kind            text not null,
  name            text not null,
  purpose         text not null,
  legal_basis     text not null,
  contact         text not null,
  home_uri        text not null default '',
  audience        text not null default 'resident',
  redirect_uris   text[] not null default '{}',
  logout_uris     text[] not null default '{}',
  backchannel_uri text not null default '',
  auth_method     text not null,
  -- Hashes of secrets of 256 bits: the present one, and for some days the one before it.
  secret_hashes   text[] not null default '{}',
  old_secret_until timestamptz,
  jwks            jsonb,
  signing         text not null default 'RS256',
  scopes          text[] not null default '{}',
  -- For machines: the units of its agency in whose name it reads.
  units           uuid[] not null default '{}',
  knows_act       boolean not null default false,
  created_at      timestamptz not null,
  created_by      uuid not null,
  changed_at      timestamptz not null,
  suspended_at    timestamptz,
  constraint client_kind_known check (kind in ('web', 'native', 'machine')),
  constraint client_audience_known check (audience in ('resident', 'official', 'both')),
  constraint client_method_known check (auth_method in ('client_secret_basic', 'private_key_jwt', 'none')),
  constraint client_signing_known check (signing in ('RS256', 'ES256')),
  constraint client_public_only_native check (auth_method <> 'none' or kind = 'native'),
  constraint client_has_key check (auth_method <> 'private_key_jwt' or jwks is not null),
  constraint client_units_of_machines check (kind = 'machine' or units = '{}')
);
create index client_agency on federation.client (agency_id, lower(name), id);
comment on table federation.client is 'Applications registered by an agency. What they were registered for is what people read when they are asked.';

-- Everything that the protocol hands out or remembers: grants, codes, tokens, sessions of browsers. Found by the hash of its id; what
-- it says is sealed. Nobody can list it: the functions below answer for one id.
create table federation.artifact (
  kind        text not null,
  id          bytea not null,
  payload     bytea not null,
  uid         bytea,
  grant_id    bytea,
  bound_uid   bytea,
  account_id  uuid,
  mandate_id  uuid,
  client_id   uuid,
  session_id  uuid,
  made_at     timestamptz not null,
  expires_at  timestamptz not null,
  consumed_at timestamptz,
  primary key (kind, id)
);
create index artifact_uid on federation.artifact (uid) where uid is not null;
create index artifact_grant on federation.artifact (grant_id) where grant_id is not null;
create index artifact_of_account on federation.artifact (account_id, client_id) where kind = 'Grant';
create index artifact_expiry on federation.artifact (expires_at);

-- Keys that sign tokens; the private half is sealed by the vault.
create table federation.signing_key (
  id         text primary key,
  alg        text not null,
  sealed     bytea not null,
  made_at    timestamptz not null,
  -- Published from the day it is made, so that every application knows it before the first token carries it.
  signs_from timestamptz not null,
  gone_at    timestamptz not null,
  constraint signing_key_alg_known check (alg in ('RS256', 'ES256'))
);

-- Who signed in here through an outside provider: the provider's own name of the person, blinded.
create table federation.link (
  provider      text not null,
  subject_blind bytea not null,
  account_id    uuid not null,
  linked_at     timestamptz not null,
  used_at       timestamptz not null,
  primary key (provider, subject_blind),
  constraint link_one_of_provider unique (account_id, provider)
);

alter table federation.client enable row level security;
create policy client_own on federation.client for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('manage-programs')));
create policy client_make on federation.client for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('manage-programs')));
create policy client_change on federation.client for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('manage-programs')))
  with check (agency_id = (select kernel.asking_agency()));
create policy client_work on federation.client for select to pendopo_worker using (true);
grant select, insert, update on federation.client to pendopo_app;
grant select on federation.client to pendopo_worker;

alter table federation.artifact enable row level security;
create policy artifact_work on federation.artifact for all to pendopo_worker using (true) with check (true);
grant select, delete on federation.artifact to pendopo_worker;

alter table federation.signing_key enable row level security;
create policy signing_key_work on federation.signing_key for all to pendopo_worker using (true) with check (true);
grant select, insert, delete on federation.signing_key to pendopo_worker;

alter table federation.link enable row level security;
create policy link_own on federation.link for select to pendopo_app using (account_id = (select kernel.asking_account()));
create policy link_make on federation.link for insert to pendopo_app with check (account_id = (select kernel.asking_account()));
create policy link_end on federation.link for delete to pendopo_app using (account_id = (select kernel.asking_account()));
create policy link_use on federation.link for update to pendopo_app
  using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
grant select, insert, delete, update (used_at) on federation.link to pendopo_app;

create function federation.client_of(wanted uuid) returns setof federation.client
language sql stable security definer set search_path = pg_catalog as $$
  select * from federation.client c where c.id = wanted and c.suspended_at is null
$$;

create function federation.put(kind text, id bytea, payload bytea, uid bytea, grant_id bytea, bound_uid bytea, account uuid, mandate uuid,
                               client uuid, session uuid, at timestamptz, expires timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  insert into federation.artifact as a (kind, id, payload, uid, grant_id, bound_uid, account_id, mandate_id, client_id, session_id, made_at, expires_at)
  values (put.kind, put.id, put.payload, put.uid, put.grant_id, put.bound_uid, put.account, put.mandate, put.client, put.session, put.at, put.expires)
  on conflict on constraint artifact_pkey do update
     set payload = excluded.payload, uid = excluded.uid, grant_id = excluded.grant_id, bound_uid = excluded.bound_uid, account_id = excluded.account_id,
         mandate_id = excluded.mandate_id, client_id = excluded.client_id, session_id = coalesce(excluded.session_id, a.session_id), expires_at = excluded.expires_at
  returning true
$$;

-- A browser's session with us is over when its session at the counter is: so signing out there, or being signed out, ends both.
create function federation.alive(session uuid, account uuid, at timestamptz) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select session is null or exists (
    select from people.session s join people.account a on a.id = s.account_id and a.disabled_at is null
     where s.account_id = account and s.id = session and s.expires_at > at)
$$;

create function federation.find(kind text, id bytea, at timestamptz) returns table (payload bytea, consumed_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select a.payload, a.consumed_at from federation.artifact a
   where a.kind = find.kind and a.id = find.id and a.expires_at > find.at and federation.alive(a.session_id, a.account_id, find.at)
$$;

create function federation.find_session(uid bytea, at timestamptz) returns table (id bytea, payload bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.payload from federation.artifact a
   where a.kind = 'Session' and a.uid = find_session.uid and a.expires_at > find_session.at
     and federation.alive(a.session_id, a.account_id, find_session.at)
$$;

-- Used up once and never twice, also when two ask in the same moment on two nodes.
create function federation.consume(kind text, id bytea, at timestamptz) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  with used as (
    update federation.artifact a set consumed_at = consume.at
     where a.kind = consume.kind and a.id = consume.id and a.consumed_at is null returning 1)
  select exists (select from used)
$$;

create function federation.forget(kind text, id bytea) returns boolean
language sql volatile security definer set search_path = pg_catalog as $$
  delete from federation.artifact a where a.kind = forget.kind and a.id = forget.id returning true
$$;

create function federation.forget_grant(grant_id bytea, but_grant boolean) returns bigint
language sql volatile security definer set search_path = pg_catalog as $$
  with gone as (
    delete from federation.artifact a
     where a.grant_id = forget_grant.grant_id and not (but_grant and a.kind = 'Grant') returning 1)
  select count(*) from gone
$$;

-- What somebody allowed an application, and withdraws: asked in their own name only.
create function federation.grants_of(at timestamptz)
returns table (id bytea, payload bytea, client uuid, mandate uuid, made_at timestamptz, expires_at timestamptz,
               name text, purpose text, legal_basis text, contact text, home_uri text, agency uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.payload, a.client_id, a.mandate_id, a.made_at, a.expires_at, c.name, c.purpose, c.legal_basis, c.contact, c.home_uri, c.agency_id
    from federation.artifact a join federation.client c on c.id = a.client_id
   where a.kind = 'Grant' and a.account_id = kernel.asking_account() and a.expires_at > at
   order by a.made_at desc limit 200
$$;

create function federation.grant_of(account uuid, mandate uuid, client uuid, at timestamptz) returns table (id bytea, payload bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.payload from federation.artifact a
   where a.kind = 'Grant' and a.account_id = grant_of.account and a.client_id = grant_of.client
     and a.mandate_id is not distinct from grant_of.mandate and a.expires_at > grant_of.at
   order by a.made_at desc limit 1
$$;

create function federation.withdraw(client uuid, mandate uuid) returns bigint
language sql volatile security definer set search_path = pg_catalog as $$
  with gone as (
    delete from federation.artifact a using federation.artifact g
     where g.kind = 'Grant' and g.account_id = kernel.asking_account() and g.client_id = withdraw.client
       and g.mandate_id is not distinct from withdraw.mandate and a.grant_id = g.grant_id
    returning 1)
  select count(*) from gone
$$;

-- Who stands behind an account, whichever way it comes: the same columns as people.identify, without a session.
create function federation.holder(account uuid, at timestamptz)
returns table (account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, p.name, a.official_id, a.assurance,
         case when a.official_id is not null then agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) end
    from people.account a left join people.person p on p.id = a.person_id
   where a.id = holder.account and a.disabled_at is null
$$;

-- Who holds a token now: one question, one index, whatever the token is.
create function federation.bearer(token bytea, at timestamptz)
returns table (token_kind text, payload bytea, client uuid, client_name text, agency uuid, agency_name text, units uuid[], mandate uuid,
               account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.kind, a.payload, c.id, c.name, c.agency_id, g.short_name, c.units, a.mandate_id,
         h.account, h.kind, h.person, h.person_name, h.official, h.assurance, h.standing
    from federation.artifact a
    join federation.client c on c.id = a.client_id and c.suspended_at is null
    join agencies.agency g on g.id = c.agency_id
    left join lateral federation.holder(a.account_id, at) h on true
   where a.kind = any ('{AccessToken,ClientCredentials}') and a.id = token and a.expires_at > at
     and (a.bound_uid is null or exists (
       select from federation.artifact s where s.kind = 'Session' and s.uid = a.bound_uid and s.expires_at > at
          and federation.alive(s.session_id, s.account_id, at)))
$$;

create function federation.linked(provider text, subject bytea) returns table (account uuid, kind text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind from federation.link l join people.account a on a.id = l.account_id and a.disabled_at is null
   where l.provider = linked.provider and l.subject_blind = linked.subject
$$;

do $$
declare f text;
begin
  foreach f in array array['client_of', 'put', 'alive', 'find', 'find_session', 'consume', 'forget', 'forget_grant', 'grants_of', 'grant_of',
                           'withdraw', 'holder', 'bearer', 'linked'] loop
    execute format('revoke all on function federation.%I from public', f);
    execute format('grant execute on function federation.%I to pendopo_app, pendopo_worker', f);
  end loop;
end $$;
