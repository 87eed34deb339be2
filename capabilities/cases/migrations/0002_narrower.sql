-- 0002_narrower.sql. Two doors are made narrower. Who comes by a tracking number only reads, and only where the case stands.
-- And what a page may write of a case is what pages do: it orders a document and never issues one, it hangs a file only where
-- it may look, it ends a task and never moves it to another unit.

-- Restrictive policies are added to the others by "and"; each reads one setting once a query.
do $$
declare name text;
begin
  foreach name in array array['case','party','task','event','timer','comment','attachment','notice','document'] loop
    execute format('create policy %I on cases.%I as restrictive for insert to pendopo_app with check ((select kernel.asking_tracking()) = '''')', name || '_number_adds_nothing', name);
    execute format('create policy %I on cases.%I as restrictive for update to pendopo_app using ((select kernel.asking_tracking()) = '''')', name || '_number_changes_nothing', name);
    execute format('create policy %I on cases.%I as restrictive for delete to pendopo_app using ((select kernel.asking_tracking()) = '''')', name || '_number_removes_nothing', name);
  end loop;
  foreach name in array array['party','event','timer','comment','attachment','notice'] loop
    execute format('create policy %I on cases.%I as restrictive for select to pendopo_app using ((select kernel.asking_tracking()) = '''')', name || '_number_hides', name);
  end loop;
end $$;

-- What officials are told is theirs to read; the applicant's transaction may still write it.
drop policy notice_of_case on cases.notice;
create policy notice_see on cases.notice for select to pendopo_app using (
  (to_role = 'applicant' or cardinality((select kernel.asking_units())) > 0)
  and exists (select from cases.case c where c.agency_id = notice.agency_id and c.id = notice.case_id));
create policy notice_add on cases.notice for insert to pendopo_app with check (
  exists (select from cases.case c where c.agency_id = notice.agency_id and c.id = notice.case_id));

-- Only the worker, which holds the seals, makes, replaces and revokes.
drop policy document_of_case on cases.document;
create policy document_see on cases.document for select to pendopo_app using (
  exists (select from cases.case c where c.agency_id = document.agency_id and c.id = document.case_id));
create policy document_order on cases.document for insert to pendopo_app with check (
  status = 'making' and exists (select from cases.case c where c.agency_id = document.agency_id and c.id = document.case_id));
revoke insert, update on cases.document from pendopo_app;
revoke update (status, replaced_by, ended_at, ended_why) on cases.document from pendopo_app;
grant insert (agency_id, id, case_id, key, title, code) on cases.document to pendopo_app;
-- An order that came to nothing, because the case ended first, is taken back.
grant delete on cases.document to pendopo_worker;

-- A file is its sender's; officials in the case see it, the applicant does not see what officials added for themselves.
drop policy attachment_see on cases.attachment;
create policy attachment_see on cases.attachment for select to pendopo_app using (
  (case_id is null and account_id = (select kernel.asking_account()))
  or ((account_id = (select kernel.asking_account()) or cardinality((select kernel.asking_units())) > 0)
      and exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id)));
drop policy attachment_add on cases.attachment;
create policy attachment_add on cases.attachment for insert to pendopo_app with check (
  account_id = (select kernel.asking_account())
  and (draft_id is null or exists (select from cases.draft d where d.agency_id = attachment.agency_id and d.id = attachment.draft_id))
  and (case_id is null or exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id)));
-- Files that hang nowhere yet: looked through for what was forgotten.
create index attachment_loose on cases.attachment (sent_at) where case_id is null;

revoke update on cases.task from pendopo_app;
grant update (status, claimed_by, claimed_at, done_at, done_by, done_position, done_label) on cases.task to pendopo_app;
revoke update on cases.timer from pendopo_app;
grant update (due_at) on cases.timer to pendopo_app;

-- Nobody but the owner reaches the parts of the history past the whole; they keep its rules all the same.
do $$
declare part regclass;
begin
  for part in select inhrelid from pg_inherits where inhparent = 'cases.event'::regclass loop
    execute format('alter table %s enable row level security', part);
    execute format('create trigger event_stays_here before update or delete or truncate on %s for each statement execute function kernel.refuse_rewriting()', part);
  end loop;
end $$;
