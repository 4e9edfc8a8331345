-- list_documents by pages, as read_events tells a log: in the order the documents were made, after one of them, and with
-- a word on whether more follow. Without p_limit everything, as before.
drop function public.list_documents(uuid);

create function public.list_documents(
  p_project uuid default null, p_after_doc uuid default null, p_limit integer default null
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_at timestamptz;
  v_answer json;
begin
  if p_project is not null then
    perform engine.role_in(p_project);
  end if;
  perform engine.require(p_limit is null or p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  if p_after_doc is not null then
    select d.created_at into v_at from engine.documents d where d.id = p_after_doc;
    perform engine.require(found, 'p_after_doc is no document. List them again from the start.');
  end if;
  select json_build_object(
    'documents', coalesce(json_agg(
      json_build_object(
        'doc', l.id, 'project', l.project_id, 'kind', l.kind, 'role', l.role, 'owner', l.owner_id,
        'epoch', l.epoch, 'head', engine.head(l.id, l.snapshot_seq), 'created_at', engine.iso(l.created_at)
      ) order by l.created_at, l.id
    ) filter (where p_limit is null or l.place <= p_limit), '[]'::json),
    'more', p_limit is not null and count(*) > p_limit
  ) into v_answer
  from (
    select d.*, m.role, pg_catalog.row_number() over (order by d.created_at, d.id) as place
    from engine.members m
    join engine.documents d on d.project_id = m.project_id
    where m.user_id = v_user and (p_project is null or m.project_id = p_project)
      and (p_after_doc is null or (d.created_at, d.id) > (v_at, p_after_doc))
    order by d.created_at, d.id
    limit p_limit + 1
  ) l;
  return v_answer;
end;
$$;

revoke all on function public.list_documents(uuid, uuid, integer) from public, anon, authenticated, service_role;
grant execute on function public.list_documents(uuid, uuid, integer) to authenticated;

-- Projectors claim what they work on; nobody asked for the whole list any more.
drop function public.projection_work(integer);
