-- 0003_proof.sql. A session says how its holder was proved, when last, and as whom they act now.
alter table people.session
  add column proved_at  timestamptz not null default now(),
  add column second_at  timestamptz,
  -- Opaque here: a mandate, which another capability owns and looks at anew at each request.
  add column acting_for uuid;
comment on column people.session.proved_at is 'When the holder last showed who they are; acts that ask for a fresh proof look at it.';
comment on column people.session.second_at is 'When a second factor was shown; null: never. Officials may do nothing without.';

drop function people.identify;
create function people.identify(token bytea, at timestamptz)
returns table (account uuid, kind text, person uuid, person_name bytea, official uuid, session uuid, seen_at timestamptz,
               assurance text, proved_at timestamptz, second_at timestamptz, acting_for uuid, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, p.name, a.official_id, s.id, s.seen_at, a.assurance, s.proved_at, s.second_at, s.acting_for,
         case when a.official_id is not null then agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) end
    from people.session s
    join people.account a on a.id = s.account_id and a.disabled_at is null
    left join people.person p on p.id = a.person_id
   where s.token_hash = token and s.expires_at > at
$$;
revoke all on function people.identify from public;
grant execute on function people.identify to pendopo_app, pendopo_worker;
