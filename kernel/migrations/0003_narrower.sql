-- 0003_narrower.sql. What a page may touch is narrowed to what pages do: keys stay with the owner, kept answers with their sender,
-- and a line of the record carries the account in whose name the transaction runs.

-- The vault is opened in the owner's name, before any request; no request needs the wrapped keys.
revoke select on kernel.data_key from pendopo_app, pendopo_worker;
drop policy data_key_read on kernel.data_key;

-- Everybody who is not signed in would share one sender, and could read each other's answers by guessing a key.
drop policy command_own on kernel.command;
create policy command_own on kernel.command for all to pendopo_app
  using (sender = (select kernel.asking_account())::text) with check (sender = (select kernel.asking_account())::text);

-- A page writes the record in its own asker's name, and never as sealed: what is marked as sealed is passed over by the seal.
drop policy audit_put on kernel.audit_entry;
create policy audit_put on kernel.audit_entry for insert to pendopo_app
  with check (actor is not distinct from kernel.asking_account() and seal is null);
create policy audit_put_work on kernel.audit_entry for insert to pendopo_worker with check (seal is null);

alter table kernel.migration enable row level security;
