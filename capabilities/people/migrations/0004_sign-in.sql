-- 0004_sign-in.sql. More ways to prove who one is, each kept so that the database alone gives nobody entry: secrets are sealed, codes
-- are keyed hashes, of a passkey only the public half is here.

-- An account may be without a password: made at a counter or by an outside provider, or entered with a passkey only.
alter table people.account
  alter column password_hash drop not null,
  add column password_at  timestamptz,
  add column recovered_at timestamptz;
comment on column people.account.recovered_at is 'When the holder came back by recovery; for a while after that nothing leaves the account.';

-- An address that nobody has shown to be theirs gets news, and never the way back into an account.
alter table people.person add column email_confirmed_at timestamptz;
grant update (email_confirmed_at) on people.person to pendopo_app;

-- An idle session ends before its last hour; the list of sessions says whence and how each began.
alter table people.session
  add column idle_seconds int not null default 7200,
  add column network      text not null default '',
  add column how          text not null default 'password';
comment on column people.session.network is 'The network it began in, shortened so that it tells the town and not the house.';

create table people.totp (
  account_id   uuid primary key references people.account (id),
  secret       bytea not null,
  -- The last time step whose code was taken: a code seen over a shoulder opens nothing a second time.
  last_step    bigint not null default 0,
  created_at   timestamptz not null,
  confirmed_at timestamptz
);
comment on table people.totp is 'Aplikasi kode. Counts as a second factor once confirmed by a code.';

create table people.recovery_code (
  account_id uuid not null references people.account (id),
  code_blind bytea not null,
  created_at timestamptz not null,
  used_at    timestamptz,
  primary key (account_id, code_blind)
);

create table people.passkey (
  id            uuid primary key,
  account_id    uuid not null references people.account (id),
  credential    bytea not null,
  public_key    bytea not null,
  counter       bigint not null,
  transports    text[] not null default '{}',
  is_synced     boolean not null default false,
  name          bytea not null,
  created_at    timestamptz not null,
  used_at       timestamptz,
  -- A counter that went back: two devices answer with one key. It opens nothing until its holder has looked at it.
  suspended_at  timestamptz,
  constraint passkey_credential_unique unique (credential)
);
create index passkey_account on people.passkey (account_id);

-- What opens once and then never again: a link in a mail, a code from a counter, the challenge that a passkey signs.
create table people.ticket (
  hash       bytea primary key,
  account_id uuid not null references people.account (id),
  purpose    text not null,
  payload    bytea,
  made_by    uuid,
  created_at timestamptz not null,
  expires_at timestamptz not null,
  used_at    timestamptz,
  constraint ticket_purpose_known check (purpose in ('recover-mail', 'recover-counter', 'recover-office', 'change-email'))
);
create index ticket_account on people.ticket (account_id);

create table people.spent (
  key        bytea primary key,
  expires_at timestamptz not null
);
comment on table people.spent is 'Challenges and half sign-ins that were used: the same one again is refused.';

alter table people.totp enable row level security;
create policy totp_own on people.totp for all to pendopo_app using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
create policy totp_work on people.totp for select to pendopo_worker using (true);
grant select, insert, update, delete on people.totp to pendopo_app;
grant select on people.totp to pendopo_worker;

alter table people.recovery_code enable row level security;
create policy recovery_code_own on people.recovery_code for all to pendopo_app using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
grant select, insert, update, delete on people.recovery_code to pendopo_app;

alter table people.passkey enable row level security;
create policy passkey_own on people.passkey for all to pendopo_app using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
grant select, insert, delete, update (counter, used_at, is_synced, suspended_at, name) on people.passkey to pendopo_app;

alter table people.ticket enable row level security;
create policy ticket_own on people.ticket for select to pendopo_app using (account_id = (select kernel.asking_account()));
create policy ticket_use on people.ticket for update to pendopo_app
  using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
-- Links are written by the worker, codes of a counter by people.issue_ticket; no page makes one for itself.
create policy ticket_tidy on people.ticket for all to pendopo_worker using (true);
grant select, update (used_at) on people.ticket to pendopo_app;
grant select, insert, delete on people.ticket to pendopo_worker;

-- Whoever holds a key may spend it; nobody can list or take back what was spent.
alter table people.spent enable row level security;
create policy spent_put on people.spent for insert to pendopo_app with check (true);
create policy spent_tidy on people.spent for all to pendopo_worker using (true);
grant insert on people.spent to pendopo_app;
grant select, delete on people.spent to pendopo_worker;

grant update (password_hash, password_at, recovered_at) on people.account to pendopo_app;

-- An official's session without a second factor knows its holder's name, and opens nothing of any agency.
drop function people.identify;
create function people.identify(token bytea, at timestamptz)
returns table (account uuid, kind text, person uuid, person_name bytea, official uuid, session uuid, seen_at timestamptz,
               assurance text, proved_at timestamptz, second_at timestamptz, acting_for uuid, recovered_at timestamptz, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, p.name, a.official_id, s.id, s.seen_at, a.assurance, s.proved_at, s.second_at, s.acting_for, a.recovered_at,
         case when a.official_id is null then null
              when s.second_at is not null then st.standing
              when st.standing is not null then
                jsonb_build_object('name', st.standing -> 'name', 'title', st.standing -> 'title', 'agency_name', st.standing -> 'agency_name',
                                   'positions', '[]'::jsonb, 'units', '[]'::jsonb, 'acts', '[]'::jsonb, 'administers', false) end
    from people.session s
    join people.account a on a.id = s.account_id and a.disabled_at is null
    left join people.person p on p.id = a.person_id
    left join lateral (select agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) as standing
                        where a.official_id is not null) st on true
   where s.token_hash = token and s.expires_at > at and s.seen_at > at - s.idle_seconds * interval '1 second'
$$;
revoke all on function people.identify from public;
grant execute on function people.identify to pendopo_app, pendopo_worker;

-- What signing in must know before anybody is signed in: one account by its login, and what else it asks for.
drop function people.credential;
create function people.credential(login bytea)
returns table (account uuid, kind text, person uuid, official uuid, password_hash text, disabled boolean, assurance text,
               has_totp boolean, has_passkey boolean, email bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, a.official_id, a.password_hash, a.disabled_at is not null, a.assurance,
         exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null),
         exists (select from people.passkey k where k.account_id = a.id and k.suspended_at is null),
         p.email
    from people.account a
    left join people.person p on p.id = a.person_id
   where a.login_blind = login
$$;
revoke all on function people.credential from public;
grant execute on function people.credential to pendopo_app;

-- Whose passkey this is: asked with what the device says, before anybody is signed in.
create function people.passkey_of(credential bytea)
returns table (id uuid, account uuid, kind text, person uuid, public_key bytea, counter bigint, transports text[], suspended boolean, disabled boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select k.id, a.id, a.kind, a.person_id, k.public_key, k.counter, k.transports, k.suspended_at is not null, a.disabled_at is not null
    from people.passkey k
    join people.account a on a.id = k.account_id
   where k.credential = passkey_of.credential
$$;
revoke all on function people.passkey_of from public;
grant execute on function people.passkey_of to pendopo_app;

-- What a ticket is for, to whoever holds it.
create function people.ticket_of(hash bytea)
returns table (account uuid, kind text, person uuid, official uuid, purpose text, payload bytea, expires_at timestamptz, used boolean)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, a.official_id, t.purpose, t.payload, t.expires_at, t.used_at is not null
    from people.ticket t
    join people.account a on a.id = t.account_id and a.disabled_at is null
   where t.hash = ticket_of.hash
$$;
revoke all on function people.ticket_of from public;
grant execute on function people.ticket_of to pendopo_app;

-- A code for somebody else's account: only from an official who checks papers at the counter, or, for a colleague, from the
-- administrator of the agency in which that colleague holds a position today.
create function people.issue_ticket(hash bytea, whose uuid, purpose text, at timestamptz, expires_at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  target people.account;
  standing jsonb;
begin
  select * into target from people.account a 
    where (a.person_id = whose or a.official_id = whose) and a.disabled_at is null;
  if target.id is null then return false; end if;
  if issue_ticket.purpose = 'recover-counter' then
    if target.kind <> 'resident' or not kernel.asking_may('verify-identity') then return false; end if;
  elsif issue_ticket.purpose = 'recover-office' then
    standing := agencies.standing_of(target.official_id, (at at time zone 'Asia/Jakarta')::date);
    -- Nobody lets themselves in again: the administrator's own code comes from another administrator.
    if target.kind <> 'official' or not kernel.asking_may('administer') or target.id = kernel.asking_account()
       or (standing ->> 'agency')::uuid is distinct from kernel.asking_agency() then return false; end if;
    -- The code is half of it; the other half is a factor of the official's own. Who has none comes back by a longer way.
    if not exists (select from people.totp t where t.account_id = target.id and t.confirmed_at is not null)
       and not exists (select from people.passkey k where k.account_id = target.id and k.suspended_at is null)
       then return false; end if;
  else
    return false;
  end if;
  -- A new code makes the older ones worthless.
  update people.ticket t set used_at = at where t.account_id = target.id and t.purpose = issue_ticket.purpose and t.used_at is null;
  insert into people.ticket (hash, account_id, purpose, made_by, created_at, expires_at)
    values (issue_ticket.hash, target.id, issue_ticket.purpose, kernel.asking_account(), at, issue_ticket.expires_at);
  return true;
end $$;
revoke all on function people.issue_ticket from public;
grant execute on function people.issue_ticket to pendopo_app;

-- Who has this NIK: ids only, for who may ask.
create function people.person_by_nik(nik bytea) returns table (person uuid, account uuid, assurance text)
language sql stable security definer set search_path = pg_catalog as $$
  select p.id, a.id, a.assurance from people.person p left join people.account a on a.person_id = p.id where p.nik_blind = person_by_nik.nik
$$;
revoke all on function people.person_by_nik from public;
grant execute on function people.person_by_nik to pendopo_app, pendopo_worker;

-- Makes a person and their account for them: at a counter by an official who checks papers or helps to file, or on the word of an
-- outside provider before anybody is signed in.
create function people.admit(person uuid, name bytea, nik bytea, nik_blind bytea, email bytea, phone bytea, account uuid, login bytea,
                             assurance text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not (case admit.assurance
           when 'provider' then kernel.asking_account() is null
           when 'counter' then kernel.asking_may('verify-identity')
           else kernel.asking_may('verify-identity') or kernel.asking_may('file-for') end) then return false; end if;
  insert into people.person (id, name, nik, nik_blind, email, phone, created_at)
    values (admit.person, admit.name, admit.nik, admit.nik_blind, admit.email, admit.phone, at);
  insert into people.account (id, kind, person_id, login_blind, assurance, created_at)
    values (admit.account, 'resident', admit.person, admit.login, admit.assurance, at);
  return true;
end $$;
revoke all on function people.admit from public;
grant execute on function people.admit to pendopo_app;

-- Says that an account's holder is now better known. Who was only self-declared until now may have been somebody else: unless the
-- holder showed that the account is theirs, everything that opens it is taken away, and the true holder sets it anew.
create function people.raise_assurance(account uuid, assurance text, is_own boolean) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  known text;
begin
  select a.assurance into known from people.account a where a.id = raise_assurance.account and a.kind = 'resident' for update;
  if known is null then return false; end if;
  if not (case raise_assurance.assurance
           when 'counter' then kernel.asking_may('verify-identity')
           when 'provider' then kernel.asking_account() is null or kernel.asking_account() = raise_assurance.account
           else false end) then return false; end if;
  if known = 'self-declared' and not is_own then
    delete from people.session s where s.account_id = raise_assurance.account;
    delete from people.passkey k where k.account_id = raise_assurance.account;
    delete from people.totp t where t.account_id = raise_assurance.account;
    delete from people.recovery_code c where c.account_id = raise_assurance.account;
    delete from people.ticket k where k.account_id = raise_assurance.account;
    update people.account a set password_hash = null where a.id = raise_assurance.account;
  end if;
  -- A counter's word is not lowered by a provider's, nor the other way round: the last one stands.
  update people.account a set assurance = raise_assurance.assurance where a.id = raise_assurance.account;
  return true;
end $$;
revoke all on function people.raise_assurance from public;
grant execute on function people.raise_assurance to pendopo_app;
