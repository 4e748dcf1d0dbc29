-- What custom fields hold, with the matter and the contact: they come and go with these, and Clio has no list of them.
alter table matter add column custom_field_values jsonb;
alter table contact add column custom_field_values jsonb;
