-- Which device a session is of (LOG-4). The sessions of one account on one device write into one line, whose order is
-- the order of their events in the log: what an event builds on is the log up to its base_seq and what stands earlier in
-- its line.
create or replace function engine.protocol() returns integer
language sql immutable as $$ select 2 $$;

-- Null: registered before sessions named their device.
alter table engine.sessions add column device_id uuid;

drop function public.register_session(uuid, uuid, bigint, integer);

-- The device has a default so that an app of an older protocol still hears that it is too old.
create function public.register_session(
  p_doc uuid, p_session uuid, p_client_id bigint, p_protocol integer, p_device uuid default null
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_opened json := engine.opened(p_doc);
  v_known engine.sessions;
begin
  if v_opened is null then
    perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
  end if;
  if p_protocol is distinct from engine.protocol() then
    perform engine.refuse('incompatible', pg_catalog.format(
      'This server speaks protocol %s, the app %s. Update the older of the two.', engine.protocol(), p_protocol
    ));
  end if;
  perform engine.require(p_session is not null, 'p_session is missing.');
  perform engine.require(p_device is not null, 'p_device is missing.');
  perform engine.require(
    p_client_id between 0 and 9007199254740991, 'p_client_id is a whole number from 0 to 2^53 - 1.'
  );
  insert into engine.sessions (id, doc_id, actor_id, client_id, client_bytes, protocol, device_id)
  values (p_session, p_doc, v_user, p_client_id, engine.varuint(p_client_id), p_protocol, p_device)
  on conflict do nothing;
  if not found then
    select s.* into v_known from engine.sessions s where s.id = p_session;
    if not found then
      perform engine.refuse(
        'client_id_taken', 'Another session of this document has this clientID. Write under a fresh one.'
      );
    end if;
    if v_known.actor_id <> v_user or v_known.doc_id <> p_doc then
      perform engine.refuse('forbidden', 'This session is of another account or document. Start a new one.');
    end if;
    perform engine.require(
      v_known.client_id = p_client_id, 'This session is registered with another clientID. Start a new one.'
    );
    update engine.sessions s set device_id = p_device where s.id = p_session and s.device_id is null;
  end if;
  return v_opened;
end;
$$;

-- Of which account and device sessions of a document are, for who reads causality from its log: up to 1,000 by name. It
-- never changes once it is told.
create function public.list_sessions(p_doc uuid, p_sessions jsonb) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user uuid;
begin
  if auth.role() is distinct from 'service_role' then
    v_user := engine.caller();
    if not exists (
      select from engine.documents d
      join engine.members m on m.project_id = d.project_id and m.user_id = v_user
      where d.id = p_doc
    ) then
      perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
    end if;
  end if;
  perform engine.require(
    case when pg_catalog.jsonb_typeof(p_sessions) = 'array' then pg_catalog.jsonb_array_length(p_sessions) <= 1000 end,
    'p_sessions is an array that names up to 1,000 sessions.'
  );
  return json_build_object('doc', p_doc, 'sessions', coalesce((
    select json_agg(
      json_build_object('session', s.id, 'actor', s.actor_id, 'device', s.device_id) order by s.created_at, s.id
    )
    from engine.sessions s
    where s.doc_id = p_doc and s.id::text in (select pg_catalog.jsonb_array_elements_text(p_sessions))
  ), '[]'::json));
end;
$$;

revoke all on function
  public.register_session(uuid, uuid, bigint, integer, uuid),
  public.list_sessions(uuid, jsonb)
  from public, anon, authenticated, service_role;
grant execute on function public.register_session(uuid, uuid, bigint, integer, uuid) to authenticated;
grant execute on function public.list_sessions(uuid, jsonb) to authenticated, service_role;
