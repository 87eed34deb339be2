-- 0002_figures.sql. What really happens, beside what is promised: told by the keeper of the cases, read by everybody.
create table services.figure (
  agency_id   uuid not null,
  offering_id uuid not null,
  service_id  uuid not null references services.service (id),
  median      numeric not null,
  sample      int not null,
  recent      int not null,
  told_at     timestamptz not null,
  primary key (agency_id, offering_id),
  constraint figure_counts check (sample > 0 and recent >= 0 and median >= 0)
);
comment on table services.figure is 'The median time of the last finished cases in the unit of the promise, and how many there were lately. No case can be told from it.';
create index figure_of_service on services.figure (service_id);
alter table services.entry add column uses int not null default 0;

alter table services.figure enable row level security;
create policy figure_read on services.figure for select to pendopo_app, pendopo_worker using (true);
create policy figure_tell on services.figure for all to pendopo_worker using (true) with check (true);
create policy entry_uses on services.entry for update to pendopo_worker using (true) with check (true);
grant select on services.figure to pendopo_app;
grant select, insert, update on services.figure to pendopo_worker;
grant update (uses) on services.entry to pendopo_worker;
