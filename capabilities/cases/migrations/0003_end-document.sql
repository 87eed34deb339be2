-- 0003_end-document.sql. An official in the case may take an issued document out of force, with the reason; nobody brings one back.
grant update (status, ended_at, ended_why) on cases.document to pendopo_app;
create policy document_end on cases.document for update to pendopo_app
  using (status = 'issued' and cardinality((select kernel.asking_units())) > 0
    and exists (select from cases.case c where c.agency_id = document.agency_id and c.id = document.case_id))
  with check (status in ('issued', 'revoked'));
