-- 0002_certificates.sql. The installation's certificate authority and the seals it gave; private keys are sealed by the vault.
create table kernel.certificate (
  id          uuid primary key,
  kind        text not null,
  agency_id   uuid,
  holder      uuid,
  certificate bytea not null,
  key_sealed  bytea not null,
  serial      text not null,
  not_before  timestamptz not null,
  not_after   timestamptz not null,
  revoked_at  timestamptz,
  constraint certificate_kind_known check (kind in ('root', 'issuer', 'seal', 'official'))
);
create unique index certificate_authority on kernel.certificate (kind) where kind in ('root', 'issuer') and revoked_at is null;
create index certificate_holder on kernel.certificate (kind, agency_id, holder, not_after desc);
alter table kernel.certificate enable row level security;
create policy certificate_work on kernel.certificate for all to pendopo_worker using (true) with check (true);
grant select, insert on kernel.certificate to pendopo_worker;
grant update (revoked_at) on kernel.certificate to pendopo_worker;

-- Pages that verify need the certificates, never the keys.
create function kernel.public_certificates() returns table (kind text, certificate bytea, revoked_at timestamptz, serial text)
  language sql stable security definer set search_path = pg_catalog as $$
  select kind, certificate, revoked_at, serial from kernel.certificate $$;
revoke all on function kernel.public_certificates from public;
grant execute on function kernel.public_certificates to pendopo_app, pendopo_worker;

-- Whether a message of the outbox was sent: for those who already know its id.
create function kernel.mail_fate(ids uuid[]) returns table (id uuid, status text, sent_at timestamptz)
  language sql stable security definer set search_path = pg_catalog as $$
  select m.id, m.status, m.sent_at from kernel.mail m where m.id = any (ids) $$;
revoke all on function kernel.mail_fate from public;
grant execute on function kernel.mail_fate to pendopo_app, pendopo_worker;
