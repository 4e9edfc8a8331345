-- Contributed modules live in schema `extensions`, which stands in the search path of every session, as hosted.
create schema if not exists extensions;
grant usage on schema extensions to anon, authenticated, service_role;

do $$
declare
  wanted text;
begin
  foreach wanted in array array['pgcrypto', 'uuid-ossp'] loop
    if exists (select from pg_catalog.pg_available_extensions where name = wanted) then
      execute format('create extension if not exists %I with schema extensions', wanted);
    end if;
  end loop;
  execute format(
    'alter database %I set search_path = "$user", public, extensions',
    pg_catalog.current_database()
  );
end;
$$;
