-- Doorbells (RT-1). The embedded handler sets `coldopen.doorbell` to `process`, reads `coldopen.rings` when the
-- function returns, and rings in process after commit; anywhere else Realtime is asked to broadcast from the database.
create function engine.ring(p_topic text, p_event text, p_payload json) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_rings text;
  v_ring text;
begin
  if pg_catalog.current_setting('coldopen.doorbell', true) = 'process' then
    v_rings := pg_catalog.current_setting('coldopen.rings', true);
    v_ring := json_build_object('topic', p_topic, 'event', p_event, 'payload', p_payload)::text;
    perform pg_catalog.set_config(
      'coldopen.rings',
      case when v_rings = '' or v_rings is null then '[' || v_ring || ']'
           else pg_catalog.left(v_rings, -1) || ',' || v_ring || ']' end,
      true
    );
  else
    perform realtime.send(p_payload::jsonb, p_event, p_topic, true);
  end if;
end;
$$;

-- Tells every member of a project that their list of documents may have changed.
create function engine.ring_members(p_project uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform engine.ring('user:' || m.user_id, 'documents', json_build_object('project', p_project))
  from engine.members m
  where m.project_id = p_project;
end;
$$;

revoke all on function engine.ring(text, text, json), engine.ring_members(uuid)
  from public, anon, authenticated, service_role;
