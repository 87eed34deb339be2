-- 0002_own-person.sql. An account is made for the person who makes it, in one transaction; the program never makes one for another.
drop policy person_own on people.person;
create policy person_see on people.person for select to pendopo_app using (id = (select kernel.asking_person()));
create policy person_make on people.person for insert to pendopo_app with check (id = (select kernel.asking_person()));
create policy person_change on people.person for update to pendopo_app
  using (id = (select kernel.asking_person())) with check (id = (select kernel.asking_person()));
-- A number once proved is not changed by a page.
revoke update on people.person from pendopo_app;
grant update (name, email, phone) on people.person to pendopo_app;

drop policy account_new on people.account;
create policy account_new on people.account for insert to pendopo_app with check (
  kind = 'resident' and assurance = 'self-declared' and official_id is null and disabled_at is null
  and id = (select kernel.asking_account()) and person_id = (select kernel.asking_person()));
