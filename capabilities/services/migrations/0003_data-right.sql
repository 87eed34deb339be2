-- 0003_data-right.sql. The catalogue knows which services carry a right over personal data, so that they can stand together.
alter table services.entry add column data_right text;
comment on column services.entry.data_right is 'Hak subjek data (UU 27/2022 art. 5–13) that the newest version carries; null for any other service.';
create index entry_data_right on services.entry (data_right) where data_right is not null;
