-- 0004_offering-kept.sql. Agencies offer services themselves, and pause or close them with a reason that applicants read. A case
-- under way goes on: pausing shuts the door, not the work.
alter table services.offering
  add column status_reason text not null default '',
  add column paused_until  date,
  drop constraint offering_status_known,
  add constraint offering_status_known check (status in ('open', 'paused', 'closed')),
  add constraint offering_reason_told  check (status = 'open' or length(status_reason) <= 500),
  add constraint offering_until_paused check (paused_until is null or status = 'paused');
comment on column services.offering.paused_until is 'The last day of the pause; the day after it opens by itself. Null: until somebody opens it.';

create policy offering_make on services.offering for insert to pendopo_app
  with check (agency_id = (select kernel.asking_agency()) and (select kernel.asking_may('administer')));
-- Heads pause what their units answer for; which official heads a unit today is asked by the act.
create policy offering_keep on services.offering for update to pendopo_app
  using (agency_id = (select kernel.asking_agency()) and ((select kernel.asking_may('administer')) or unit_id = any ((select kernel.asking_units())::uuid[])))
  with check (agency_id = (select kernel.asking_agency()));
grant insert, update (version_id, own, parameters, roles, letterhead, status, status_reason, paused_until, agency_name, unit_name, region, document)
  on services.offering to pendopo_app;

-- The catalogue follows after the commit, by the worker; and a pause that has run out ends by itself.
create policy offering_reopen on services.offering for update to pendopo_worker using (true) with check (true);
grant update (status, status_reason, paused_until) on services.offering to pendopo_worker;
grant update (promise, fee, offerings) on services.entry to pendopo_worker;
create policy word_learn on services.word for insert to pendopo_worker with check (true);
grant insert on services.word to pendopo_worker;
