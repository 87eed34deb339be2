-- 0005_offering-keeper.sql. Any official of the answering unit could change its offering, had a page let them. The database now asks
-- what the page asks: an administrator, or who heads that unit today; and what a head changes is whether it is open.
create function services.asker_heads(agency uuid, unit uuid) returns boolean
language sql stable security definer set search_path = pg_catalog as $$
  select exists (
    select from people.account a
      join agencies.holding h on h.official_id = a.official_id and h.agency_id = asker_heads.agency
      join agencies.position p on p.agency_id = h.agency_id and p.id = h.position_id and p.is_head and p.unit_id = asker_heads.unit
      join agencies.agency g on g.id = h.agency_id
     where a.id = kernel.asking_account() and a.disabled_at is null
       and (coalesce(nullif(current_setting('pendopo.now', true), '')::timestamptz, now()) 
              at time zone case g.zone when 'WIT' then 'Asia/Jayapura' when 'WITA' then 'Asia/Makassar' else 'Asia/Jakarta' end)::date
           between h.starts_on and coalesce(h.ends_on, 'infinity'))
$$;
revoke all on function services.asker_heads from public;
grant execute on function services.asker_heads to pendopo_app;

drop policy offering_keep on services.offering;
create policy offering_keep on services.offering for update to pendopo_app
  using (agency_id = (select kernel.asking_agency())
    and ((select kernel.asking_may('administer'))
      or (unit_id = any ((select kernel.asking_units())::uuid[]) and services.asker_heads(agency_id, unit_id))))
  with check (agency_id = (select kernel.asking_agency())
    and ((select kernel.asking_may('administer'))
      or (unit_id = any ((select kernel.asking_units())::uuid[]) and services.asker_heads(agency_id, unit_id) and status <> 'closed')));

-- Who offers it, by whom and with what is the administrators' to say.
create function services.keep_terms() returns trigger language plpgsql as $$
begin
  if kernel.asking_account() is not null and not kernel.asking_may('administer')
     and to_jsonb(new) - 'status' - 'status_reason' - 'paused_until' <> to_jsonb(old) - 'status' - 'status_reason' - 'paused_until' then
    raise exception 'the terms of an offering are changed by administrators' using errcode = 'insufficient_privilege';
  end if;
  return new;
end $$;
create trigger offering_terms before update on services.offering for each row execute function services.keep_terms();
