-- Who is in a project (docs/spec/access.md). Owners decide; everybody may leave.
create function public.create_invite(p_project uuid, p_role text, p_days integer default 14) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_token text;
  v_expires timestamptz;
begin
  perform engine.require_owner(p_project);
  perform engine.require(p_role in ('editor', 'commenter', 'viewer'), 'p_role is one of editor, commenter, viewer.');
  perform engine.require(p_days between 1 and 365, 'p_days is from 1 to 365.');
  -- 244 random bits.
  v_token := pg_catalog.translate(
    pg_catalog.encode(pg_catalog.uuid_send(gen_random_uuid()) || pg_catalog.uuid_send(gen_random_uuid()), 'base64'),
    '+/=', '-_'
  );
  v_expires := pg_catalog.clock_timestamp() + pg_catalog.make_interval(days => p_days);
  insert into engine.invites (token_hash, project_id, role, created_by, expires_at)
  values (pg_catalog.sha256(pg_catalog.convert_to(v_token, 'UTF8')), p_project, p_role, auth.uid(), v_expires);
  return json_build_object('token', v_token, 'role', p_role, 'expires_at', engine.iso(v_expires));
end;
$$;

create function public.revoke_invites(p_project uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_revoked integer;
begin
  perform engine.require_owner(p_project);
  update engine.invites i set revoked_at = pg_catalog.clock_timestamp()
  where i.project_id = p_project and i.revoked_at is null and i.expires_at > pg_catalog.clock_timestamp();
  get diagnostics v_revoked = row_count;
  return json_build_object('revoked', v_revoked);
end;
$$;

-- A link makes a member; it never takes a greater role away from one.
create function public.accept_invite(p_token text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_invite engine.invites;
  v_role text;
begin
  perform engine.require(length(p_token) between 1 and 200, 'p_token is the token of an invitation.');
  select i.* into v_invite
  from engine.invites i
  where i.token_hash = pg_catalog.sha256(pg_catalog.convert_to(p_token, 'UTF8'))
    and i.revoked_at is null and i.expires_at > pg_catalog.clock_timestamp()
    and not exists (
      select from engine.removals r
      where r.project_id = i.project_id and r.user_id = v_user and r.removed_at >= i.created_at
    )
  for share;
  if not found then
    perform engine.refuse('forbidden', 'This invitation is unknown, expired or withdrawn. Ask for a new one.');
  end if;
  insert into engine.members as m (project_id, user_id, role)
  values (v_invite.project_id, v_user, v_invite.role)
  on conflict (project_id, user_id) do update set role = excluded.role
    where engine.rank(excluded.role) > engine.rank(m.role);
  if found then
    perform engine.ring_members(v_invite.project_id);
  end if;
  select m.role into v_role from engine.members m where m.project_id = v_invite.project_id and m.user_id = v_user;
  return json_build_object('project', v_invite.project_id, 'role', v_role);
end;
$$;

create function engine.rank(p_role text) returns integer
language sql immutable as $$
  select pg_catalog.array_position(array['viewer', 'commenter', 'editor', 'owner'], p_role)
$$;

create function public.list_members(p_project uuid) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  perform engine.role_in(p_project);
  return json_build_object('members', (
    select json_agg(
      json_build_object('user', m.user_id, 'email', u.email, 'role', m.role, 'since', engine.iso(m.created_at))
      order by engine.rank(m.role) desc, m.created_at, m.user_id
    )
    from engine.members m
    join auth.users u on u.id = m.user_id
    where m.project_id = p_project
  ));
end;
$$;

-- Changes of membership of one project come one after another; a project keeps at least one owner.
create function engine.keep_an_owner(p_project uuid, p_except uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  perform from engine.documents d where d.id = p_project for no key update;
  perform engine.require(
    exists (select from engine.members m where m.project_id = p_project and m.role = 'owner' and m.user_id <> p_except),
    'A project keeps at least one owner. Make somebody else owner first.'
  );
end;
$$;

create function public.set_member_role(p_project uuid, p_user uuid, p_role text) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform engine.require_owner(p_project);
  perform engine.require(
    p_role in ('owner', 'editor', 'commenter', 'viewer'), 'p_role is one of owner, editor, commenter, viewer.'
  );
  if p_role <> 'owner' then
    perform engine.keep_an_owner(p_project, p_user);
  end if;
  update engine.members m set role = p_role where m.project_id = p_project and m.user_id = p_user;
  perform engine.require(found, 'This account is not a member of the project.');
  perform engine.ring_members(p_project);
  return json_build_object('project', p_project, 'user', p_user, 'role', p_role);
end;
$$;

-- An owner removes a member, who then needs a new invitation; anybody removes themself.
create function public.remove_member(p_project uuid, p_user uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
begin
  if p_user is not distinct from v_user then
    perform engine.role_in(p_project);
  else
    perform engine.require_owner(p_project);
  end if;
  perform engine.keep_an_owner(p_project, p_user);
  delete from engine.members m where m.project_id = p_project and m.user_id = p_user;
  perform engine.require(found, 'This account is not a member of the project.');
  if p_user <> v_user then
    insert into engine.removals (project_id, user_id) values (p_project, p_user)
    on conflict (project_id, user_id) do update set removed_at = pg_catalog.clock_timestamp();
  end if;
  perform engine.ring('user:' || p_user, 'documents', pg_catalog.format('{"project":"%s"}', p_project));
  perform engine.ring_members(p_project);
  return json_build_object('project', p_project, 'user', p_user);
end;
$$;

revoke all on all functions in schema engine from public, anon, authenticated, service_role;
revoke all on function
  public.create_invite(uuid, text, integer),
  public.revoke_invites(uuid),
  public.accept_invite(text),
  public.list_members(uuid),
  public.set_member_role(uuid, uuid, text),
  public.remove_member(uuid, uuid)
  from public, anon, authenticated, service_role;
grant execute on function
  public.create_invite(uuid, text, integer),
  public.revoke_invites(uuid),
  public.accept_invite(text),
  public.list_members(uuid),
  public.set_member_role(uuid, uuid, text),
  public.remove_member(uuid, uuid)
  to authenticated;
