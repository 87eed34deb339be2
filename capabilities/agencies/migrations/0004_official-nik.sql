-- 0004_official-nik.sql. Which resident an official is, as the employer knows: without it, somebody with two accounts, one by NIP and
-- one by NIK, would be two people to the duties that are kept apart (UU 30/2014 art. 42 to 45: who has an interest does not decide).

-- A table of its own: everybody reads names and numbers of officials, and nobody reads this.
create table agencies.official_nik (
  official_id uuid primary key references agencies.official (id),
  nik         bytea not null,
  nik_blind   bytea not null,
  noted_by    uuid,
  noted_at    timestamptz not null
);
comment on table agencies.official_nik is 'NIK pegawai, sealed; nik_blind is made as people.person.nik_blind is, so that the two can be compared. noted_by null: by the operator.';
alter table agencies.official_nik enable row level security;
-- The worker counts who is without; it reads no number.
create policy official_nik_count on agencies.official_nik for select to pendopo_worker using (true);
grant select (official_id, noted_at) on agencies.official_nik to pendopo_worker;

-- Notes it, for an official whom the asker's agency keeps. One's own is noted once and then corrected by another administrator:
-- otherwise who administers could stop being the same person for an afternoon. Gives whether it was done.
create function agencies.note_nik(official uuid, sealed bytea, trace bytea, at timestamptz) returns boolean
language plpgsql volatile security definer set search_path = pg_catalog as $$
declare
  -- Bodies are read when they are called: by then the schema people, which comes after this one, is there.
  own boolean := exists (select from people.account a where a.id = kernel.asking_account() and a.official_id = note_nik.official);
begin
  if kernel.asking_may('administer') is not true or not exists (select from agencies.official o
      where o.id = note_nik.official and o.kept_by = kernel.asking_agency()) then return false; end if;
  insert into agencies.official_nik as n (official_id, nik, nik_blind, noted_by, noted_at)
  values (note_nik.official, note_nik.sealed, note_nik.trace, kernel.asking_account(), note_nik.at)
  on conflict (official_id) do update set nik = excluded.nik, nik_blind = excluded.nik_blind, noted_by = excluded.noted_by, noted_at = excluded.noted_at
   where not own;
  return found;
end $$;

-- The sealed number, for who keeps it: shown masked.
create function agencies.kept_nik(official uuid) returns bytea
language sql stable security definer set search_path = pg_catalog as $$
  select n.nik from agencies.official_nik n join agencies.official o on o.id = n.official_id
   where n.official_id = kept_nik.official and o.kept_by = kernel.asking_agency() and kernel.asking_may('administer')
$$;

-- Whose is not noted yet, among those in service whom the asker keeps: ids for their administrators.
create function agencies.without_nik() returns table (official uuid)
language sql stable security definer set search_path = pg_catalog as $$
  select o.id from agencies.official o
   where o.kept_by = kernel.asking_agency() and kernel.asking_may('administer') and o.left_on is null
     and not exists (select from agencies.official_nik n where n.official_id = o.id)
$$;

-- Whether a person, by the trace of their NIK, is this official. Asked by other capabilities' functions, never by a page.
create function agencies.is_official(official uuid, trace bytea) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (select from agencies.official_nik n where n.official_id = is_official.official and n.nik_blind = is_official.trace)
$$;
revoke all on function agencies.note_nik, agencies.kept_nik, agencies.without_nik, agencies.is_official from public;
grant execute on function agencies.note_nik, agencies.kept_nik, agencies.without_nik to pendopo_app;
