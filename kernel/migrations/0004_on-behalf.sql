-- 0004_on-behalf.sql. Who acts and for whom both stand in every line of the record; the scope knows the mandate and its bounds.

-- Whether the asker's positions permit an act for the whole agency, e.g. 'administer'.
create function kernel.asking_may(act text) returns boolean language sql stable parallel safe
  as $$ select act = any (coalesce(nullif(current_setting('pendopo.acts', true), ''), '{}')::text[]) $$;
create function kernel.asking_mandate() returns uuid language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.mandate', true), '')::uuid $$;
-- Null: not bound to services. A row of another service is then as if it were not there.
create function kernel.asking_services() returns uuid[] language sql stable parallel safe
  as $$ select nullif(current_setting('pendopo.services', true), '')::uuid[] $$;

-- on_behalf: the person or organization for whom the account acted; mandate: under which mandate; program: through which program.
alter table kernel.audit_entry add column on_behalf uuid, add column mandate uuid, add column program uuid;
create index audit_actor on kernel.audit_entry (actor, at desc) where actor is not null;
