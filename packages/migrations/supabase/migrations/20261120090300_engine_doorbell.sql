-- Doorbells (RT-1). The embedded handler sets `coldopen.doorbell` to `process`, reads `coldopen.rings` when the
-- function returns, and rings in process after commit; anywhere else Realtime is asked to broadcast from the database.
-- The payload is JSON text; topic and event need no escaping.
create function engine.ring(p_topic text, p_event text, p_payload text) returns void
language plpgsql volatile as $$
declare
  v_rings text;
begin
  if pg_catalog.current_setting('coldopen.doorbell', true) = 'process' then
    v_rings := pg_catalog.set_config('coldopen.rings', pg_catalog.format(
      '%s{"topic":"%s","event":"%s","payload":%s}]',
      coalesce(nullif(pg_catalog.rtrim(pg_catalog.current_setting('coldopen.rings', true), ']'), '') || ',', '['),
      p_topic, p_event, p_payload
    ), true);
  else
    perform realtime.send(p_payload::jsonb, p_event, p_topic, true);
  end if;
end;
$$;

-- Tells every member of a project that their list of documents may have changed.
create function engine.ring_members(p_project uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform engine.ring('user:' || m.user_id, 'documents', pg_catalog.format('{"project":"%s"}', p_project))
  from engine.members m
  where m.project_id = p_project;
end;
$$;

revoke all on function engine.ring(text, text, text), engine.ring_members(uuid)
  from public, anon, authenticated, service_role;
