-- Sends what a table is made from through the projector again, of one document or of all; every table without p_table.
-- Rows stay until the projection replaces them, and appends go on. Aggregates are computed at once.
create function public.rebuild_projection(p_table text default null, p_doc uuid default null) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_kinds text[] := case p_table
    when 'projects' then array['project']
    when 'scene_cards' then array['project']
    when 'screenplay_cards' then array['project']
    when 'screenplays' then array['screenplay']
    when 'screenplay_sections' then array['screenplay']
    when 'scene_drafts' then array['scene']
    when 'project_overview' then array[]::text[]
    when 'user_statistics' then array[]::text[]
  end;
  v_doc engine.documents;
  v_reset integer;
begin
  perform engine.require(p_table is null or v_kinds is not null, 'p_table is no table that is projected.');
  perform engine.require(
    p_doc is null or exists (select from engine.documents d where d.id = p_doc), 'There is no such document.'
  );
  update engine.cursors c set seq = 0, changed_at = null
  from engine.documents d
  where d.id = c.doc_id and (p_doc is null or d.id = p_doc) and (v_kinds is null or d.kind = any (v_kinds));
  get diagnostics v_reset = row_count;
  update engine.documents d set pending = true
  where not d.pending and (p_doc is null or d.id = p_doc) and (v_kinds is null or d.kind = any (v_kinds))
    and engine.head(d.id, d.snapshot_seq) > 0;
  if p_table = any (array['project_overview', 'user_statistics']) then
    perform pg_catalog.set_config('coldopen.projecting', 'yes', true);
    for v_doc in
      select p.* from engine.documents p
      where p.kind = 'project' and (p_doc is null or p.id = (select d.project_id from engine.documents d where d.id = p_doc))
      order by p.id
    loop
      perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(v_doc.id::text, 1));
      if p_table = 'project_overview' then
        perform engine.refresh_project(v_doc.id);
      else
        perform engine.refresh_user(v_doc.owner_id);
      end if;
      v_reset := v_reset + 1;
    end loop;
    perform pg_catalog.set_config('coldopen.projecting', '', true);
  end if;
  return json_build_object('reset', v_reset);
end;
$$;

revoke all on function public.rebuild_projection(text, uuid) from public, anon, authenticated, service_role;
grant execute on function public.rebuild_projection(text, uuid) to service_role;
