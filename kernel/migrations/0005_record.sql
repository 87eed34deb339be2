-- 0005_record.sql. The record that cannot be rewritten quietly: seals over trees of rows, counters of what was sealed, and a signed
-- root a day over all chains. The table is cut by years; what was there becomes its first part, where it lies.

-- Rows carry the time in their ids (UUIDv7), so the key that every table of a tenant has also cuts by time.
create function kernel.first_id_of(day date) returns uuid language sql immutable as $$
  select rpad(lpad(to_hex((extract(epoch from day::timestamp) * 1000)::bigint), 12, '0'), 32, '0')::uuid $$;

drop trigger audit_entry_stays on kernel.audit_entry;
drop policy audit_put on kernel.audit_entry;
drop policy audit_put_work on kernel.audit_entry;
drop policy audit_own on kernel.audit_entry;
drop policy audit_work on kernel.audit_entry;
drop policy audit_seal on kernel.audit_entry;
revoke all on kernel.audit_entry from pendopo_app, pendopo_worker;
alter table kernel.audit_entry rename to audit_entry_first;
alter table kernel.audit_entry_first rename constraint audit_entry_pkey to audit_entry_first_pkey;
alter index kernel.audit_unsealed rename to audit_entry_first_agency_id_id_idx;
alter index kernel.audit_of_seal rename to audit_entry_first_agency_id_seal_id_idx;
alter index kernel.audit_subject rename to audit_entry_first_subject_at_idx;
alter index kernel.audit_actor rename to audit_entry_first_actor_at_idx;

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
  on_behalf  uuid,
  mandate    uuid,
  program    uuid,
  primary key (agency_id, id)
) partition by range (id);
comment on table kernel.audit_entry is 'The record: who did what to what, for whom, under which mandate, through which program. Append-only; cut by years; the nil agency holds what belongs to the installation.';
create index audit_unsealed on kernel.audit_entry (agency_id, id) where seal is null;
create index audit_of_seal on kernel.audit_entry (agency_id, seal, id);
create index audit_subject on kernel.audit_entry (subject, at desc) where subject is not null;
create index audit_actor on kernel.audit_entry (actor, at desc) where actor is not null;
create index audit_time on kernel.audit_entry (agency_id, at desc, id desc);
create index audit_target on kernel.audit_entry (agency_id, target, at desc) where target <> '';

do $$
declare
  -- The first part takes what there is, and this year.
  begins int := greatest(2027, (select extract(year from coalesce(max(at), now()))::int + 1 from kernel.audit_entry_first));
  part text;
begin
  execute format('alter table kernel.audit_entry attach partition kernel.audit_entry_first for values from (minvalue) to (%L)', kernel.first_id_of(make_date(begins, 1, 1)));
  for year in begins .. begins + 12 loop
    execute format('create table kernel.audit_entry_%s partition of kernel.audit_entry for values from (%L) to (%L)', year,
      kernel.first_id_of(make_date(year, 1, 1)), kernel.first_id_of(make_date(year + 1, 1, 1)));
  end loop;
  create table kernel.audit_entry_other partition of kernel.audit_entry default;
  -- A statement against a part fires the part's own triggers, and meets its own row security: nobody has a policy there.
  for part in select c.relname from pg_inherits i join pg_class c on c.oid = i.inhrelid where i.inhparent = 'kernel.audit_entry'::regclass loop
    execute format('alter table kernel.%I enable row level security', part);
    execute format('create trigger audit_entry_stays before delete or truncate on kernel.%I for each statement execute function kernel.refuse_rewriting()', part);
  end loop;
end $$;

alter table kernel.audit_entry enable row level security;
-- A page writes in its own asker's name, and never as sealed: what is marked as sealed is passed over by the seal.
create policy audit_put on kernel.audit_entry for insert to pendopo_app
  with check (actor is not distinct from (select kernel.asking_account()) and seal is null);
create policy audit_put_work on kernel.audit_entry for insert to pendopo_worker with check (seal is null);
create policy audit_own on kernel.audit_entry for select to pendopo_app using (subject = (select kernel.asking_person()));
-- An auditor reads the record of the own agency, and no other's.
create policy audit_examine on kernel.audit_entry for select to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('audit')));
create policy audit_work on kernel.audit_entry for select to pendopo_worker using (true);
create policy audit_seal on kernel.audit_entry for update to pendopo_worker using (seal is null) with check (true);
grant insert, select on kernel.audit_entry to pendopo_app;
grant insert, select, update (seal) on kernel.audit_entry to pendopo_worker;

create trigger audit_entry_stays before delete or truncate on kernel.audit_entry
  for each statement execute function kernel.refuse_rewriting();
-- Even the owner's hand: whoever changes a row has to take this away first, and then the seal tells.
create trigger audit_entry_once before update on kernel.audit_entry for each row
  when (old.seal is not null or row(new.agency_id, new.id, new.at, new.actor, new.subject, new.position, new.act, new.target, new.detail, new.purpose, new.on_behalf, new.mandate, new.program)
        is distinct from row(old.agency_id, old.id, old.at, old.actor, old.subject, old.position, old.act, old.target, old.detail, old.purpose, old.on_behalf, old.mandate, old.program))
  execute function kernel.refuse_rewriting();

-- Format 2: the hash binds the number, the time and the root of a tree over the rows, so that one row can be proved without the
-- others. leaves: id and hash of each row, in order, so that the row that was touched can be named.
alter table kernel.audit_seal
  add column format      smallint not null default 1,
  add column root        bytea,
  add column leaves      bytea,
  add column signature   bytea,
  add column certificate uuid,
  add constraint audit_seal_format_known check (format in (1, 2)),
  add constraint audit_seal_has_its_tree check ((format = 2) = (root is not null and leaves is not null and signature is not null and certificate is not null));
alter table kernel.audit_seal alter column leaves set storage external;

-- How far each chain has come: one row an agency, which the sealing node holds while it seals; it only grows.
create table kernel.audit_chain (
  agency_id uuid primary key,
  seals     bigint not null,
  entries   bigint not null,
  hash      bytea not null,
  since     timestamptz not null
);
insert into kernel.audit_chain (agency_id, seals, entries, hash, since)
  select agency_id, max(number), sum(entries), (array_agg(hash order by number desc))[1], min(sealed_at) from kernel.audit_seal group by agency_id;
alter table kernel.audit_chain enable row level security;
create policy audit_chain_work on kernel.audit_chain for all to pendopo_worker using (true) with check (true);
grant select, insert, update on kernel.audit_chain to pendopo_worker;
create function kernel.refuse_shrinking() returns trigger language plpgsql as $$
begin
  if new.agency_id <> old.agency_id or new.seals <> old.seals + 1 or new.entries < old.entries or new.since > old.since then
    raise exception 'a chain of the record only grows' using errcode = '42501';
  end if;
  return new;
end $$;
create trigger audit_chain_grows before update on kernel.audit_chain for each row execute function kernel.refuse_shrinking();
create trigger audit_chain_stays before delete or truncate on kernel.audit_chain
  for each statement execute function kernel.refuse_rewriting();

-- The root of a day: a statement, as it was signed, that everybody may read and keep.
create table kernel.audit_root (
  number       int primary key,
  day          date not null,
  statement    text not null,
  signature    bytea not null,
  certificates bytea[] not null,
  made_at      timestamptz not null,
  constraint audit_root_one_a_day unique (day),
  constraint audit_root_numbered check (number > 0)
);
comment on table kernel.audit_root is 'Akar harian. statement binds the tree over all chains and the statement of the day before; certificates: the signer''s, then those above it.';
-- The chains that grew since the root before, each with its way up the tree; the others stand as they stood.
create table kernel.audit_root_chain (
  agency_id uuid not null,
  root      int not null references kernel.audit_root (number),
  first     bigint not null,
  last      bigint not null,
  entries   bigint not null,
  hash      bytea not null,
  seals     bytea not null,
  place     int not null,
  path      bytea not null,
  primary key (agency_id, root)
);
create index audit_root_chain_of on kernel.audit_root_chain (root, agency_id);
comment on table kernel.audit_root_chain is 'What a daily root says of one chain: seals first to last with the root of their tree, the hash of the last, and all entries so far.';
-- What a time-stamping authority (RFC 3161) said of a root.
create table kernel.audit_stamp (
  root  int primary key references kernel.audit_root (number),
  token bytea not null,
  at    timestamptz not null
);
do $$
declare name text;
begin
  foreach name in array array['audit_root', 'audit_root_chain', 'audit_stamp'] loop
    execute format('alter table kernel.%I enable row level security', name);
    execute format('create policy %I on kernel.%I for select to pendopo_app, pendopo_worker using (true)', name || '_read', name);
    execute format('create policy %I on kernel.%I for insert to pendopo_worker with check (true)', name || '_put', name);
    execute format('grant select on kernel.%I to pendopo_app, pendopo_worker', name);
    execute format('grant insert on kernel.%I to pendopo_worker', name);
    execute format('create trigger %I before update or delete or truncate on kernel.%I for each statement execute function kernel.refuse_rewriting()', name || '_stays', name);
  end loop;
end $$;

-- The seals of rows that the asker may read, for the proof in an extract: hashes, and nobody's data.
create function kernel.audit_seals_of(wanted_agency uuid, numbers bigint[])
  returns table (number bigint, entries int, previous bytea, root bytea, leaves bytea, signature bytea, certificate bytea, sealed_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select s.number, s.entries, s.previous, s.root, s.leaves, s.signature, c.certificate, s.sealed_at
    from kernel.audit_seal s join kernel.certificate c on c.id = s.certificate
   where s.agency_id = wanted_agency and s.number = any (numbers) and s.format = 2
     and ((wanted_agency = kernel.asking_agency() and kernel.asking_may('audit'))
          or exists (select from kernel.audit_entry e where e.agency_id = wanted_agency and e.seal = s.number and e.subject = kernel.asking_person()))
   order by s.number $$;
-- The hashes of the seals between two: nothing can be read from them.
create function kernel.audit_seal_hashes(wanted_agency uuid, since bigint, until bigint) returns table (hash bytea)
  language sql stable security definer set search_path = pg_catalog as $$
  select s.hash from kernel.audit_seal s where s.agency_id = wanted_agency and s.number between since and until order by s.number $$;
revoke all on function kernel.audit_seals_of, kernel.audit_seal_hashes from public;
grant execute on function kernel.audit_seals_of, kernel.audit_seal_hashes to pendopo_app, pendopo_worker;

-- The key that signs the record.
alter table kernel.certificate drop constraint certificate_kind_known;
alter table kernel.certificate add constraint certificate_kind_known check (kind in ('root', 'issuer', 'seal', 'official', 'record'));
