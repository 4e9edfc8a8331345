-- Making and opening documents.

-- What every opening answers: `Opened` in packages/sync/src/protocol.
create function engine.opened(p_doc uuid) returns json
language sql stable set search_path = '' as $$
  select json_build_object(
    'doc', d.id, 'project', d.project_id, 'kind', d.kind, 'role', m.role, 'epoch', d.epoch, 'head', engine.head(d.id, d.snapshot_seq)
  )
  from engine.documents d
  join engine.members m on m.project_id = d.project_id and m.user_id = auth.uid()
  where d.id = p_doc
$$;

create function public.create_project(p_project uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_new boolean;
begin
  perform engine.require(p_project is not null, 'p_project is missing.');
  insert into engine.documents (id, project_id, kind, owner_id)
  values (p_project, p_project, 'project', v_user)
  on conflict (id) do nothing;
  v_new := found;
  if v_new then
    insert into engine.members (project_id, user_id, role) values (p_project, v_user, 'owner');
    perform engine.ring_members(p_project);
  else
    perform engine.role_in(p_project);
  end if;
  return engine.opened(p_project);
end;
$$;

create function public.create_document(p_project uuid, p_doc uuid, p_kind text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_role text := engine.role_in(p_project);
  v_known record;
begin
  perform engine.require(p_doc is not null, 'p_doc is missing.');
  select d.project_id, d.kind into v_known from engine.documents d where d.id = p_doc;
  if not found then
    perform engine.require(
      p_kind in ('screenplay', 'scene', 'timeline'), 'p_kind is one of screenplay, scene, timeline.'
    );
    if v_role not in ('owner', 'editor') then
      perform engine.refuse('forbidden', 'Only owners and editors make documents. Ask an owner for another role.');
    end if;
    insert into engine.documents (id, project_id, kind, owner_id)
    select p_doc, p_project, p_kind, p.owner_id from engine.documents p where p.id = p_project
    on conflict (id) do nothing;
    if found then
      perform engine.ring_members(p_project);
    end if;
    select d.project_id, d.kind into v_known from engine.documents d where d.id = p_doc;
  end if;
  if v_known.project_id <> p_project then
    perform engine.refuse('forbidden', 'This document id is taken. Make the document under another id.');
  end if;
  perform engine.require(v_known.kind is not distinct from p_kind, 'This document exists and is of another kind.');
  return engine.opened(p_doc);
end;
$$;

create function public.register_session(
  p_doc uuid, p_session uuid, p_client_id bigint, p_protocol integer
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
  perform engine.require(
    p_client_id between 0 and 9007199254740991, 'p_client_id is a whole number from 0 to 2^53 - 1.'
  );
  insert into engine.sessions (id, doc_id, actor_id, client_id, client_bytes, protocol)
  values (p_session, p_doc, v_user, p_client_id, engine.varuint(p_client_id), p_protocol)
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
  end if;
  return v_opened;
end;
$$;

create function public.list_documents(p_project uuid default null) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
begin
  if p_project is not null then
    perform engine.role_in(p_project);
  end if;
  return json_build_object('documents', coalesce((
    select json_agg(
      json_build_object(
        'doc', d.id, 'project', d.project_id, 'kind', d.kind, 'role', m.role, 'owner', d.owner_id,
        'epoch', d.epoch, 'head', engine.head(d.id, d.snapshot_seq), 'created_at', engine.iso(d.created_at)
      ) order by d.created_at, d.id
    )
    from engine.members m
    join engine.documents d on d.project_id = m.project_id
    where m.user_id = v_user and (p_project is null or m.project_id = p_project)
  ), '[]'::json));
end;
$$;

revoke all on function engine.opened(uuid) from public, anon, authenticated, service_role;
revoke all on function
  public.create_project(uuid),
  public.create_document(uuid, uuid, text),
  public.register_session(uuid, uuid, bigint, integer),
  public.list_documents(uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  public.create_project(uuid),
  public.create_document(uuid, uuid, text),
  public.register_session(uuid, uuid, bigint, integer),
  public.list_documents(uuid)
  to authenticated;
