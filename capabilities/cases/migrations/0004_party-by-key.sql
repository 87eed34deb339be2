-- 0004_party-by-key.sql. Whether a unit works on a case is looked up by the case's own key. As `exists` PostgreSQL may answer it by
-- reading every case the unit ever worked on into a table first (20,000 rows and 20 ms for one page, at a million cases); a question
-- with a limit is asked row by row.
alter policy case_see on cases.case using (
  applicant_id = (select kernel.asking_person())
  or unit_id = any ((select kernel.asking_units())::uuid[])
  or tracking = (select kernel.asking_tracking())
  or (select true from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[]) limit 1)
);
alter policy case_change on cases.case using (
  applicant_id = (select kernel.asking_person())
  or unit_id = any ((select kernel.asking_units())::uuid[])
  or (select true from cases.party p where p.agency_id = "case".agency_id and p.case_id = "case".id and p.unit_id = any ((select kernel.asking_units())::uuid[]) limit 1)
);
