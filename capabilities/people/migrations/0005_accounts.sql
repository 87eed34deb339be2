-- 0005_accounts.sql. Accounts that somebody else begins: an official is invited by the agency that keeps them, a resident is seen at a
-- counter. Who begins an account never learns its password, and nobody gets into an account by talk: what takes the old keys away
-- waits a day with letters to its holder, or is confirmed by a second official.

create table people.invitation (
  id           uuid primary key,
  agency_id    uuid not null,
  official_id  uuid not null,
  code_hash    bytea not null,
  made_by      uuid,
  created_at   timestamptz not null,
  expires_at   timestamptz not null,
  used_at      timestamptz,
  withdrawn_at timestamptz,
  constraint invitation_code_unique unique (code_hash)
);
comment on table people.invitation is 'Undangan akun pegawai: a code of one use for three days, of which only the hash is here.';
create index invitation_official on people.invitation (official_id, created_at desc);
alter table people.invitation enable row level security;
create policy invitation_see on people.invitation for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
create policy invitation_make on people.invitation for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')) and made_by = (select kernel.asking_account())
    and exists (select from agencies.official o where o.id = official_id and o.kept_by = agency_id and o.left_on is null));
create policy invitation_withdraw on people.invitation for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
create policy invitation_work on people.invitation for all to pendopo_worker using (true) with check (true);
grant select, insert, update (withdrawn_at) on people.invitation to pendopo_app;
grant select, insert, update, delete on people.invitation to pendopo_worker;

-- What an invitation is for, to whoever holds its code; nothing when it is used, withdrawn or too old.
create function people.invitation_of(code bytea, at timestamptz)
returns table (official uuid, name text, nip text, account uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id, o.name, o.nip, (select c.id from people.account c where c.official_id = o.id)
    from people.invitation i
    join agencies.official o on o.id = i.official_id and o.left_on is null
   where i.code_hash = invitation_of.code and i.used_at is null and i.withdrawn_at is null and i.expires_at > invitation_of.at
     and o.kept_by = i.agency_id
$$;
revoke all on function people.invitation_of from public;
grant execute on function people.invitation_of to pendopo_app;

-- Makes the account, or sets it up anew after it was reset; the code is the right to it, and is spent with it.
create function people.activate(code bytea, account uuid, login bytea, hash text, at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  found people.invitation;
  known people.account;
begin
  select i.* into found from people.invitation i join agencies.official o on o.id = i.official_id and o.left_on is null and o.kept_by = i.agency_id
   where i.code_hash = activate.code and i.used_at is null and i.withdrawn_at is null and i.expires_at > activate.at for update of i;
  if found.id is null then return null; end if;
  select * into known from people.account a where a.official_id = found.official_id for update;
  -- An account with keys of its own is its holder's: an invitation does not open it.
  if known.id is not null and (known.disabled_at is not null or known.password_hash is not null
      or exists (select from people.passkey k where k.account_id = known.id)) then return null; end if;
  if known.id is not null then
    update people.account a set password_hash = activate.hash, password_at = activate.at, login_blind = activate.login where a.id = known.id;
  else
    insert into people.account (id, kind, official_id, login_blind, password_hash, password_at, assurance, created_at)
    values (activate.account, 'official', found.official_id, activate.login, activate.hash, activate.at, 'counter', activate.at);
  end if;
  update people.invitation i set used_at = activate.at where i.id = found.id;
  return coalesce(known.id, activate.account);
end $$;
revoke all on function people.activate from public;
grant execute on function people.activate to pendopo_app;

-- How the accounts of an agency's own officials stand: never their keys.
create function people.accounts_of(officials uuid[], at timestamptz)
returns table (official uuid, account uuid, created_at timestamptz, disabled_at timestamptz, has_password boolean, has_second boolean, seen_at timestamptz)
language sql stable security definer set search_path = pg_catalog as $$
  select a.official_id, a.id, a.created_at, a.disabled_at,
         a.password_hash is not null or exists (select from people.passkey k where k.account_id = a.id),
         exists (select from people.totp t where t.account_id = a.id and t.confirmed_at is not null)
           or exists (select from people.passkey k where k.account_id = a.id and k.suspended_at is null),
         (select max(s.seen_at) from people.session s where s.account_id = a.id and s.expires_at > accounts_of.at)
    from people.account a
    join agencies.official o on o.id = a.official_id
   where a.official_id = any (officials) and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
$$;
revoke all on function people.accounts_of from public;
grant execute on function people.accounts_of to pendopo_app;

-- Locks the account of an official whom the asker's agency keeps, opens it again, or only ends its sessions. Never one's own.
create function people.hold_account(official uuid, what text, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  target uuid;
begin
  select a.id into target from people.account a join agencies.official o on o.id = a.official_id
   where a.official_id = hold_account.official and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
     and a.id is distinct from kernel.asking_account();
  if target is null or what not in ('lock', 'unlock', 'end-sessions') then return false; end if;
  if what = 'lock' then update people.account a set disabled_at = hold_account.at where a.id = target and a.disabled_at is null; end if;
  if what = 'unlock' then update people.account a set disabled_at = null where a.id = target;
  else delete from people.session s where s.account_id = target; end if;
  return true;
end $$;
revoke all on function people.hold_account from public;
grant execute on function people.hold_account to pendopo_app;

-- Asking for a way back for somebody who lost everything. A second official confirms, or a day passes with a letter to the holder,
-- who can stop it while any key still works.
create table people.way_back (
  id           uuid primary key,
  agency_id    uuid not null,
  account_id   uuid not null references people.account (id),
  kind         text not null,
  asked_by     uuid not null,
  asked_at     timestamptz not null,
  ready_at     timestamptz not null,
  confirmed_by uuid,
  stopped_at   timestamptz,
  done_at      timestamptz,
  constraint way_back_kind_known check (kind in ('resident', 'official')),
  constraint way_back_two_officials check (confirmed_by is distinct from asked_by)
);
comment on table people.way_back is 'Permintaan pemulihan akun di loket atau oleh pengelola: waits for a second official or for a day.';
create unique index way_back_one on people.way_back (account_id) where stopped_at is null and done_at is null;
alter table people.way_back enable row level security;
create policy way_back_see on people.way_back for select to pendopo_app using (account_id = (select kernel.asking_account())
  or (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may(case kind when 'official' then 'administer' else 'verify-identity' end))));
create policy way_back_stop on people.way_back for update to pendopo_app using (account_id = (select kernel.asking_account()));
create policy way_back_work on people.way_back for all to pendopo_worker using (true) with check (true);
grant select, update (stopped_at) on people.way_back to pendopo_app;
grant select, delete on people.way_back to pendopo_worker;

-- Asks; null when the asker may not, or there is no such account. Asking again while one waits gives that one.
create function people.ask_way_back(id uuid, whose uuid, at timestamptz, ready_at timestamptz) returns uuid
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  target people.account;
  waiting uuid;
begin
  select a.* into target from people.account a where a.person_id = whose or a.official_id = whose;
  if target.id is null or target.disabled_at is not null or target.id = kernel.asking_account()
     or kernel.asking_agency() is null then return null; end if;
  if target.kind = 'official' then
    if not kernel.asking_may('administer') or not exists (select from agencies.official o
        where o.id = target.official_id and o.kept_by = kernel.asking_agency()) then return null; end if;
  elsif not kernel.asking_may('verify-identity') then return null;
  end if;
  select w.id into waiting from people.way_back w where w.account_id = target.id and w.stopped_at is null and w.done_at is null;
  if waiting is not null then return waiting; end if;
  insert into people.way_back (id, agency_id, account_id, kind, asked_by, asked_at, ready_at)
  values (ask_way_back.id, kernel.asking_agency(), target.id, target.kind, kernel.asking_account(), at, ask_way_back.ready_at);
  return ask_way_back.id;
end $$;
revoke all on function people.ask_way_back from public;
grant execute on function people.ask_way_back to pendopo_app;

-- A second official says that they, too, looked: then nobody waits.
create function people.confirm_way_back(id uuid, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  update people.way_back w set confirmed_by = kernel.asking_account(), ready_at = confirm_way_back.at
   where w.id = confirm_way_back.id and w.agency_id = kernel.asking_agency() and w.asked_by <> kernel.asking_account()
     and w.account_id <> kernel.asking_account() and w.stopped_at is null and w.done_at is null and w.confirmed_by is null
     and kernel.asking_may(case w.kind when 'official' then 'administer' else 'verify-identity' end);
  return found;
end $$;
revoke all on function people.confirm_way_back from public;
grant execute on function people.confirm_way_back to pendopo_app;

-- Ends the wait: an official's account loses every key and is invited anew; a resident's is opened with a code from the counter.
create function people.take_way_back(id uuid, at timestamptz)
returns table (account uuid, kind text, person uuid, official uuid)
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  ready people.way_back;
begin
  update people.way_back w set done_at = take_way_back.at
   where w.id = take_way_back.id and w.agency_id = kernel.asking_agency() and w.ready_at <= take_way_back.at
     and w.account_id is distinct from kernel.asking_account() and w.stopped_at is null and w.done_at is null
     and kernel.asking_may(case w.kind when 'official' then 'administer' else 'verify-identity' end)
  returning w.* into ready;
  if ready.id is null then return; end if;
  if ready.kind = 'official' then
    delete from people.session s where s.account_id = ready.account_id;
    delete from people.passkey k where k.account_id = ready.account_id;
    delete from people.totp t where t.account_id = ready.account_id;
    delete from people.recovery_code c where c.account_id = ready.account_id;
    update people.ticket k set used_at = take_way_back.at where k.account_id = ready.account_id and k.used_at is null;
    update people.account a set password_hash = null, recovered_at = take_way_back.at where a.id = ready.account_id;
  end if;
  return query select a.id, a.kind, a.person_id, a.official_id from people.account a where a.id = ready.account_id;
end $$;
revoke all on function people.take_way_back from public;
grant execute on function people.take_way_back to pendopo_app;

-- What a resident shows at a counter: a short code on their own page, for ten minutes, so that the official opens nobody else's data.
create table people.counter_code (
  account_id uuid primary key references people.account (id),
  code_blind bytea not null,
  expires_at timestamptz not null,
  constraint counter_code_unique unique (code_blind)
);
alter table people.counter_code enable row level security;
create policy counter_code_own on people.counter_code for all to pendopo_app
  using (account_id = (select kernel.asking_account())) with check (account_id = (select kernel.asking_account()));
create policy counter_code_tidy on people.counter_code for all to pendopo_worker using (true);
grant select, insert, update, delete on people.counter_code to pendopo_app;
grant select, delete on people.counter_code to pendopo_worker;

-- Who shows a code, to an official who checks papers; `forget` spends it.
create function people.shown_code(code bytea, at timestamptz)
returns table (account uuid, person uuid, name bytea, nik bytea, nik_blind bytea, assurance text)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, p.id, p.name, p.nik, p.nik_blind, a.assurance
    from people.counter_code c
    join people.account a on a.id = c.account_id and a.disabled_at is null and a.id is distinct from kernel.asking_account()
    join people.person p on p.id = a.person_id
   where c.code_blind = shown_code.code and c.expires_at > shown_code.at and kernel.asking_may('verify-identity')
$$;
revoke all on function people.shown_code from public;
grant execute on function people.shown_code to pendopo_app;
create function people.spend_code(code bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  delete from people.counter_code c where c.code_blind = spend_code.code;
  return found;
end $$;
revoke all on function people.spend_code from public;
grant execute on function people.spend_code to pendopo_app;

-- The name as the card has it, set by who has the card in hand. The number never changes.
create function people.correct_name(whose uuid, sealed bytea) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
begin
  if not kernel.asking_may('verify-identity') then return false; end if;
  update people.person p set name = sealed where p.id = whose;
  return found;
end $$;
revoke all on function people.correct_name from public;
grant execute on function people.correct_name to pendopo_app;

-- Whether anything opens an account: who was admitted and never set a password needs no way back, only a code.
create function people.has_keys(account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select kernel.asking_may('verify-identity') and exists (select from people.account a
    where a.id = has_keys.account and (a.password_hash is not null or exists (select from people.passkey k where k.account_id = a.id)))
$$;
revoke all on function people.has_keys from public;
grant execute on function people.has_keys to pendopo_app;
