-- 0002_emptied.sql. An account that was recovered just now waits, also when it is an application that asks in its name; and one that
-- was emptied takes along every application and outside provider of whoever had made it.
drop function federation.bearer;
drop function federation.holder;
create function federation.holder(account uuid, at timestamptz)
returns table (account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, recovered_at timestamptz, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.id, a.kind, a.person_id, p.name, a.official_id, a.assurance, a.recovered_at,
         case when a.official_id is not null then agencies.standing_of(a.official_id, (at at time zone 'Asia/Jakarta')::date) end
    from people.account a left join people.person p on p.id = a.person_id
   where a.id = holder.account and a.disabled_at is null
$$;
create function federation.bearer(token bytea, at timestamptz)
returns table (token_kind text, payload bytea, client uuid, client_name text, agency uuid, agency_name text, units uuid[], mandate uuid,
               account uuid, kind text, person uuid, person_name bytea, official uuid, assurance text, recovered_at timestamptz, standing jsonb)
language sql stable security definer set search_path = pg_catalog as $$
  select a.kind, a.payload, c.id, c.name, c.agency_id, g.short_name, c.units, a.mandate_id,
         h.account, h.kind, h.person, h.person_name, h.official, h.assurance, h.recovered_at, h.standing
    from federation.artifact a
    join federation.client c on c.id = a.client_id and c.suspended_at is null
    join agencies.agency g on g.id = c.agency_id
    left join lateral federation.holder(a.account_id, at) h on true
   where a.kind = any ('{AccessToken,ClientCredentials}') and a.id = token and a.expires_at > at
     and (a.bound_uid is null or exists (
       select from federation.artifact s where s.kind = 'Session' and s.uid = a.bound_uid and s.expires_at > at
          and federation.alive(s.session_id, s.account_id, at)))
$$;
revoke all on function federation.holder from public;
revoke all on function federation.bearer from public;
grant execute on function federation.holder to pendopo_app, pendopo_worker;
grant execute on function federation.bearer to pendopo_app, pendopo_worker;

create index artifact_account on federation.artifact (account_id) where account_id is not null;
create policy link_work on federation.link for all to pendopo_worker using (true);
grant select, delete on federation.link to pendopo_worker;
