-- Schema `storage` belongs to the auth and storage server, which creates its tables; the roles reach them through
-- row level security only.
create schema if not exists storage;
grant usage on schema storage to anon, authenticated, service_role;

do $$
declare
  name text;
begin
  foreach name in array array['buckets', 'objects'] loop
    if pg_catalog.to_regclass('storage.' || name) is not null then
      execute format('alter table storage.%I enable row level security', name);
      execute format('grant all on storage.%I to anon, authenticated, service_role', name);
    end if;
  end loop;
end;
$$;
