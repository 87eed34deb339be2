-- 0002_emptied.sql. Whoever made an account with another's number may have given and taken mandates in that name. When the account is
-- emptied for its true holder, these end with it; the reaction is the worker's.
create policy mandate_emptied on mandates.mandate for update to pendopo_worker
  using (status in ('requested', 'offered', 'granted')) with check (status in ('revoked', 'ended'));
grant update (status, ended_at) on mandates.mandate to pendopo_worker;
