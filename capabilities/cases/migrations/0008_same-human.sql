-- 0008_same-human.sql. An official with an account of their own as a resident is one human: what they filed or applied for with it,
-- or what was filed for them, is their own affair, and others work on it, decide, sign and review (UU 30/2014 art. 42 to 45).

-- Whether a case is an official's own affair: the applicant, who filed it, or whoever represents the applying organization is the
-- same person by NIK. `traces`: what that NIK is looked under besides, while the index key changes.
create function cases.is_affair_of(official uuid, agency uuid, wanted uuid, traces bytea[]) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select is_affair_of.official is not null and exists (
    select from cases.case c
     where c.agency_id = is_affair_of.agency and c.id = is_affair_of.wanted and (
       exists (select from people.account a where a.id = c.filed_by and a.official_id = is_affair_of.official)
       or exists (select from people.person p
         where p.id = any (array[c.applicant_id, (select a.person_id from people.account a where a.id = c.filed_by)]
             || array(select a.person_id from mandates.organization o join people.account a on a.id = o.declared_by where o.id = c.applicant_id)
             || array(select a.person_id from mandates.mandate m join people.account a on a.id = m.holder_account
                       where m.grantor_id = c.applicant_id and m.grantor_kind = 'organization' and m.kind = 'representative' and m.status = 'granted'
                         and (m.ends_on is null or m.ends_on >= (coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now()) at time zone 'Asia/Jakarta')::date)))
           and (agencies.is_official(is_affair_of.official, p.nik_blind) or p.nik_blind = any (is_affair_of.traces)))))
$$;
-- The same of the asker; never true of a resident or a program, whose own cases are theirs.
create function cases.is_own_affair(agency uuid, wanted uuid, traces bytea[]) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select coalesce(cases.is_affair_of((select a.official_id from people.account a where a.id = kernel.asking_account()),
    is_own_affair.agency, is_own_affair.wanted, is_own_affair.traces), false)
$$;
-- The same of a colleague to whom a task should go, told only to who works on the case.
create function cases.is_colleagues_affair(official uuid, agency uuid, wanted uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select cases.works_on(is_colleagues_affair.agency, is_colleagues_affair.wanted)
     and cases.is_affair_of(is_colleagues_affair.official, is_colleagues_affair.agency, is_colleagues_affair.wanted, '{}')
$$;
-- The asker's own number as their employer noted it, sealed: to look for it under an older key too.
create function cases.asking_nik() returns table (official uuid, nik bytea)
language sql stable security definer set search_path = pg_catalog as $$
  select n.official_id, n.nik from people.account a join agencies.official_nik n on n.official_id = a.official_id where a.id = kernel.asking_account()
$$;
revoke all on function cases.is_affair_of, cases.is_own_affair, cases.is_colleagues_affair, cases.asking_nik from public;
grant execute on function cases.is_own_affair, cases.is_colleagues_affair, cases.asking_nik to pendopo_app;

-- Who filed a case, or whose affair it is, completes none of its offices' tasks, and takes none.
create or replace function cases.keep_filer_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if new.status = 'done' and old.status = 'open'
     and (exists (select from cases.case c where c.agency_id = new.agency_id and c.id = new.case_id and c.filed_by = kernel.asking_account())
          or cases.is_own_affair(new.agency_id, new.case_id, '{}')) then
    raise exception 'who filed a case does not work on it' using errcode = '42501', constraint = 'task_not_by_filer';
  end if;
  if new.claimed_by is distinct from old.claimed_by and new.claimed_by is not null
     and cases.is_affair_of(new.claimed_by, new.agency_id, new.case_id, '{}') then
    raise exception 'nobody takes their own affair in hand' using errcode = '42501', constraint = 'task_not_by_filer';
  end if;
  return new;
end $$;
drop trigger task_filer_apart on cases.task;
create trigger task_filer_apart before update of status, claimed_by on cases.task
  for each row when (new.unit_id is not null and ((new.status = 'done' and old.status = 'open') or (new.claimed_by is distinct from old.claimed_by and new.claimed_by is not null)))
  execute function cases.keep_filer_apart();

-- Nor do they end its documents, write inside its offices, open it in an emergency, or review who did.
create function cases.keep_affair_apart() returns trigger language plpgsql security definer set search_path = pg_catalog as $$
begin
  if cases.is_own_affair(new.agency_id, new.case_id, '{}') then
    raise exception 'nobody acts as an official in their own affair' using errcode = '42501', constraint = 'not_in_own_affair';
  end if;
  return new;
end $$;
create trigger document_affair_apart before update of status, ended_why on cases.document
  for each row execute function cases.keep_affair_apart();
create trigger comment_affair_apart before insert on cases.comment
  for each row when (not new.from_applicant) execute function cases.keep_affair_apart();
create trigger emergency_affair_apart before insert or update of verdict on cases.emergency
  for each row execute function cases.keep_affair_apart();
