-- 0006_way-back-only.sql. Who may check identities could have a code for anybody's account at once by asking the function; the pages
-- alone asked for the second official or the day. Now the database asks too: an account that anything opens is opened by its way back.

-- An account that came through an outside provider has no password and no passkey, and still somebody is in it.
alter table people.account add column opened_at timestamptz;
comment on column people.account.opened_at is 'When its holder was first in it; null: admitted and never used. What was never used needs no way back, only a code.';
update people.account a set opened_at = coalesce((select min(s.created_at) from people.session s where s.account_id = a.id), a.created_at)
 where a.password_hash is not null or a.assurance = 'provider'
    or exists (select from people.passkey k where k.account_id = a.id)
    or exists (select from people.session s where s.account_id = a.id);

create function people.note_opening() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  update people.account a set opened_at = new.created_at where a.id = new.account_id and a.opened_at is null;
  return null;
end $$;
create trigger session_opens after insert on people.session for each row execute function people.note_opening();

-- Says also whether the account was emptied: whatever its maker gave away in its name has to end with it.
drop function people.raise_assurance;
create function people.raise_assurance(account uuid, assurance text, is_own boolean) returns text
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  known text;
  emptied boolean;
begin
  select a.assurance into known from people.account a where a.id = raise_assurance.account and a.kind = 'resident' for update;
  if known is null then return null; end if;
  if not (case raise_assurance.assurance
           when 'counter' then kernel.asking_may('verify-identity') and raise_assurance.account is distinct from kernel.asking_account()
           when 'provider' then kernel.asking_account() is null or kernel.asking_account() = raise_assurance.account
           else false end) then return null; end if;
  emptied := known = 'self-declared' and not is_own;
  if emptied then
    delete from people.session s where s.account_id = raise_assurance.account;
    delete from people.passkey k where k.account_id = raise_assurance.account;
    delete from people.totp t where t.account_id = raise_assurance.account;
    delete from people.recovery_code c where c.account_id = raise_assurance.account;
    delete from people.ticket k where k.account_id = raise_assurance.account;
    -- The address was the other one's too: a link for a new password must not go there.
    update people.person p set email = null, phone = null, email_confirmed_at = null
     where p.id = (select a.person_id from people.account a where a.id = raise_assurance.account);
    update people.account a set password_hash = null, opened_at = null where a.id = raise_assurance.account;
  end if;
  -- A counter's word is not lowered by a provider's, nor the other way round: the last one stands.
  update people.account a set assurance = raise_assurance.assurance where a.id = raise_assurance.account;
  return case when emptied then 'emptied' else 'raised' end;
end $$;
revoke all on function people.raise_assurance from public;
grant execute on function people.raise_assurance to pendopo_app;

create or replace function people.has_keys(account uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select kernel.asking_may('verify-identity') and exists (select from people.account a
    where a.id = has_keys.account and (a.opened_at is not null or a.password_hash is not null
      or exists (select from people.passkey k where k.account_id = a.id)))
$$;

-- One code for each way back that was waited for.
alter table people.way_back add column code_at timestamptz;

-- The day is the database's to keep, whatever the caller says.
create or replace function people.ask_way_back(id uuid, whose uuid, at timestamptz, ready_at timestamptz) returns uuid
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
  values (ask_way_back.id, kernel.asking_agency(), target.id, target.kind, kernel.asking_account(), at,
          greatest(ask_way_back.ready_at, at + interval '24 hours'));
  return ask_way_back.id;
end $$;

create or replace function people.issue_ticket(hash bytea, whose uuid, purpose text, at timestamptz, expires_at timestamptz) returns boolean
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
    if people.has_keys(target.id) then
      update people.way_back w set code_at = issue_ticket.at
       where w.account_id = target.id and w.agency_id = kernel.asking_agency() and w.done_at is not null and w.code_at is null
         and w.done_at > issue_ticket.at - interval '1 hour';
      if not found then return false; end if;
    end if;
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
