-- 0005_on-behalf.sql. Who sent a case and for whom both stand: an account files, a person or an organization applies. Names of
-- those who act for others are sealed like the applicant's; the history's hash holds the account and the mandate.
alter table cases.case add column filed_by uuid, add column filed_mandate uuid;
comment on column cases.case.filed_by is 'The account that sent it. Who filed may not decide.';
comment on column cases.case.filed_mandate is 'The mandate under which it was sent; null: the applicant sent it.';
update cases.case c set filed_by = a.id from people.account a where a.person_id = c.applicant_id;

alter table cases.event add column actor_name bytea;
comment on column cases.event.actor_name is 'Sealed: the name of who acted for the applicant. Not under the hash, so that it can be forgotten one day; its seal is bound to the line.';
alter table cases.comment add column actor_name bytea;
alter table cases.task add column filer bytea, add column of_organization boolean not null default false, add column done_account uuid, add column done_mandate uuid;
comment on column cases.task.filer is 'Sealed: the name of who filed for the applicant, as the worklist shows it.';
grant update (done_account, done_mandate) on cases.task to pendopo_app;

-- A draft belongs to whom it is for, whoever typed it: it stays theirs when the mandate ends.
alter table cases.draft add column service_id uuid, add column made_by uuid, add column mandate uuid;
update cases.draft d set service_id = o.service_id from services.offering o where o.agency_id = d.agency_id and o.id = d.offering_id;
update cases.draft d set made_by = a.id from people.account a where a.person_id = d.person_id;

-- The same with files: who applies sees what was sent for them, by whomever.
alter table cases.attachment add column person_id uuid;
comment on column cases.attachment.person_id is 'For whom it was sent; null: an official added it for the offices.';
update cases.attachment f set person_id = a.person_id from people.account a where a.id = f.account_id and a.person_id is not null;

drop policy attachment_see on cases.attachment;
create policy attachment_see on cases.attachment for select to pendopo_app using (
  (case_id is null and account_id = (select kernel.asking_account()))
  or (case_id is null and person_id = (select kernel.asking_person())
      and exists (select from cases.draft d where d.agency_id = attachment.agency_id and d.id = attachment.draft_id))
  or ((account_id = (select kernel.asking_account()) or person_id = (select kernel.asking_person()) or cardinality((select kernel.asking_units())) > 0)
      and exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id)));
alter policy attachment_add on cases.attachment with check (
  account_id = (select kernel.asking_account())
  and (person_id is null or person_id = (select kernel.asking_person()))
  and (draft_id is null or exists (select from cases.draft d where d.agency_id = attachment.agency_id and d.id = attachment.draft_id))
  and (case_id is null or exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id)));
drop policy attachment_own on cases.attachment;
create policy attachment_own on cases.attachment for update to pendopo_app
  using (case_id is null and (account_id = (select kernel.asking_account()) or person_id = (select kernel.asking_person())))
  with check ((account_id = (select kernel.asking_account()) or person_id = (select kernel.asking_person()))
    and exists (select from cases.case c where c.agency_id = attachment.agency_id and c.id = attachment.case_id));
drop policy attachment_drop on cases.attachment;
create policy attachment_drop on cases.attachment for delete to pendopo_app
  using (case_id is null and (account_id = (select kernel.asking_account()) or person_id = (select kernel.asking_person())));

-- Under a mandate for some services, nothing of the others is there: not to read, not to write.
create policy case_within_mandate on cases.case as restrictive for all to pendopo_app
  using ((select kernel.asking_services()) is null or service_id = any ((select kernel.asking_services())::uuid[]))
  with check ((select kernel.asking_services()) is null or service_id = any ((select kernel.asking_services())::uuid[]));
create policy draft_within_mandate on cases.draft as restrictive for all to pendopo_app
  using ((select kernel.asking_services()) is null or service_id = any ((select kernel.asking_services())::uuid[]))
  with check ((select kernel.asking_services()) is null or service_id = any ((select kernel.asking_services())::uuid[]));

-- Which version of a service a draft or a case is on: to name the questions whose answers come back to who typed them, after the
-- mandate ended and the row itself is no longer theirs to see.
create function cases.version_behind(wanted_draft uuid, wanted_number text) returns uuid
language sql stable security definer set search_path = pg_catalog as $$
  select version_id from cases.draft where id = wanted_draft
  union all
  select version_id from cases.case where tracking = wanted_number limit 1
$$;
revoke all on function cases.version_behind from public;
grant execute on function cases.version_behind to pendopo_app;
