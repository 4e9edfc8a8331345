-- One function per projected table: it writes the change `{ upsert, remove }` of one document. With p_replace, every
-- row of that document which `upsert` does not name goes. Rows that are the same already are not written again.

create function engine.upserted(p_change jsonb, p_key text) returns setof uuid
language sql immutable as $$
  select (r ->> p_key)::uuid from pg_catalog.jsonb_array_elements(p_change -> 'upsert') r
$$;

create function engine.removed(p_change jsonb) returns setof uuid
language sql immutable as $$
  select r::uuid from pg_catalog.jsonb_array_elements_text(p_change -> 'remove') r
$$;

create function engine.project_projects(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from engine.projects t
    where t.id = p_doc and t.id not in (select u.id from engine.upserted(p_change, 'id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from engine.projects t
    where t.id = p_doc and t.id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into engine.projects as t
  select r.* from pg_catalog.jsonb_populate_recordset(null::engine.projects, p_change -> 'upsert') r
  on conflict (id) do update set
    title = excluded.title, slug = excluded.slug, archived = excluded.archived,
    created_at = excluded.created_at, updated_at = excluded.updated_at
  where t is distinct from excluded;
end;
$$;

create function engine.project_scene_cards(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from engine.scene_cards t
    where t.project_id = p_doc and t.scene_id not in (select u.id from engine.upserted(p_change, 'scene_id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from engine.scene_cards t
    where t.project_id = p_doc and t.scene_id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into engine.scene_cards as t
  select r.* from pg_catalog.jsonb_populate_recordset(null::engine.scene_cards, p_change -> 'upsert') r
  on conflict (project_id, scene_id) do update set
    order_index = excluded.order_index, archived = excluded.archived, deleted_at = excluded.deleted_at
  where t is distinct from excluded;
  update public.scene_drafts t
  set order_index = coalesce(c.order_index, 0), archived = coalesce(c.archived, true), deleted_at = c.deleted_at
  from public.scene_drafts s
  left join engine.scene_cards c on c.project_id = p_doc and c.scene_id = s.id
  where s.project_id = p_doc::text and t.id = s.id
    and (t.order_index, t.archived, t.deleted_at)
      is distinct from (coalesce(c.order_index, 0), coalesce(c.archived, true), c.deleted_at);
end;
$$;

create function engine.project_screenplay_cards(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from engine.screenplay_cards t
    where t.project_id = p_doc and t.screenplay_id not in (select u.id from engine.upserted(p_change, 'screenplay_id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from engine.screenplay_cards t
    where t.project_id = p_doc and t.screenplay_id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into engine.screenplay_cards as t
  select r.* from pg_catalog.jsonb_populate_recordset(null::engine.screenplay_cards, p_change -> 'upsert') r
  on conflict (project_id, screenplay_id) do update set
    order_index = excluded.order_index, archived = excluded.archived, deleted_at = excluded.deleted_at
  where t is distinct from excluded;
  update public.screenplays t
  set archived = coalesce(c.archived, true), deleted_at = c.deleted_at
  from engine.documents d
  left join engine.screenplay_cards c on c.project_id = p_doc and c.screenplay_id = d.id
  where d.project_id = p_doc and t.id = d.id
    and (t.archived, t.deleted_at) is distinct from (coalesce(c.archived, true), c.deleted_at);
end;
$$;

create function engine.project_screenplays(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from public.screenplays t
    where t.id = p_doc and t.id not in (select u.id from engine.upserted(p_change, 'id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from public.screenplays t
    where t.id = p_doc and t.id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into public.screenplays as t (
    id, user_id, title, content, version, archived, deleted_at, created_at, updated_at
  )
  select r.id, r.user_id, r.title, r.content, r.version, coalesce(c.archived, true), c.deleted_at, r.created_at, r.updated_at
  from pg_catalog.jsonb_populate_recordset(null::public.screenplays, p_change -> 'upsert') r
  join engine.documents d on d.id = r.id
  left join engine.screenplay_cards c on c.project_id = d.project_id and c.screenplay_id = d.id
  on conflict (id) do update set
    user_id = excluded.user_id, title = excluded.title, content = excluded.content, version = excluded.version,
    archived = excluded.archived, deleted_at = excluded.deleted_at,
    created_at = excluded.created_at, updated_at = excluded.updated_at
  where t is distinct from excluded;
end;
$$;

create function engine.project_screenplay_sections(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from public.screenplay_sections t
    where t.screenplay_id = p_doc and t.id not in (select u.id from engine.upserted(p_change, 'id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from public.screenplay_sections t
    where t.screenplay_id = p_doc and t.id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into public.screenplay_sections as t
  select r.* from pg_catalog.jsonb_populate_recordset(null::public.screenplay_sections, p_change -> 'upsert') r
  on conflict (id) do update set
    screenplay_id = excluded.screenplay_id, heading = excluded.heading, content = excluded.content,
    order_index = excluded.order_index, created_at = excluded.created_at
  where t is distinct from excluded;
end;
$$;

create function engine.project_scene_drafts(p_doc uuid, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
begin
  if p_replace then
    delete from public.scene_drafts t
    where t.id = p_doc and t.id not in (select u.id from engine.upserted(p_change, 'id') u (id));
  elsif pg_catalog.jsonb_array_length(p_change -> 'remove') > 0 then
    delete from public.scene_drafts t
    where t.id = p_doc and t.id in (select u.id from engine.removed(p_change) u (id));
  end if;
  insert into public.scene_drafts as t (
    id, user_id, project_id, order_index, prompt_text, duration, scene_type, shot_type, archived, deleted_at,
    created_at, updated_at
  )
  select
    r.id, r.user_id, r.project_id, coalesce(c.order_index, 0), r.prompt_text, r.duration, r.scene_type, r.shot_type,
    coalesce(c.archived, true), c.deleted_at, r.created_at, r.updated_at
  from pg_catalog.jsonb_populate_recordset(null::public.scene_drafts, p_change -> 'upsert') r
  join engine.documents d on d.id = r.id
  left join engine.scene_cards c on c.project_id = d.project_id and c.scene_id = d.id
  on conflict (id) do update set
    user_id = excluded.user_id, project_id = excluded.project_id, order_index = excluded.order_index,
    prompt_text = excluded.prompt_text, duration = excluded.duration, scene_type = excluded.scene_type,
    shot_type = excluded.shot_type, archived = excluded.archived, deleted_at = excluded.deleted_at,
    created_at = excluded.created_at, updated_at = excluded.updated_at
  where t is distinct from excluded;
end;
$$;
revoke all on function
  engine.upserted(jsonb, text),
  engine.removed(jsonb),
  engine.project_projects(uuid, jsonb, boolean),
  engine.project_scene_cards(uuid, jsonb, boolean),
  engine.project_screenplay_cards(uuid, jsonb, boolean),
  engine.project_screenplays(uuid, jsonb, boolean),
  engine.project_screenplay_sections(uuid, jsonb, boolean),
  engine.project_scene_drafts(uuid, jsonb, boolean)
  from public, anon, authenticated, service_role;
