-- The projector's functions (SRV-2 to SRV-4): service role only. Rows and cursor change in one transaction, and a
-- cursor moves only from where the projector says it stands, so that every position is projected exactly once.

-- Writes one table's change of one document. The rows must be that document's.
create function engine.project_table(p_doc uuid, p_table text, p_change jsonb, p_replace boolean) returns void
language plpgsql volatile set search_path = '' as $$
declare
  v_scope text := case p_table
    when 'screenplay_sections' then 'screenplay_id'
    when 'scene_cards' then 'project_id'
    when 'screenplay_cards' then 'project_id'
    else 'id'
  end;
  v_change jsonb := pg_catalog.jsonb_build_object(
    'upsert', coalesce(p_change -> 'upsert', '[]'), 'remove', coalesce(p_change -> 'remove', '[]')
  );
begin
  perform engine.require(not exists (
    select from engine.upserted(v_change, v_scope) u (id) where u.id is distinct from p_doc
  ), 'A row of ' || p_table || ' is not of this document.');
  case p_table
    when 'projects' then perform engine.project_projects(p_doc, v_change, p_replace);
    when 'scene_cards' then perform engine.project_scene_cards(p_doc, v_change, p_replace);
    when 'screenplay_cards' then perform engine.project_screenplay_cards(p_doc, v_change, p_replace);
    when 'screenplays' then perform engine.project_screenplays(p_doc, v_change, p_replace);
    when 'screenplay_sections' then
      perform engine.require(not exists (
        select from public.screenplay_sections t
        where t.id in (select u.id from engine.upserted(v_change, 'id') u (id)) and t.screenplay_id <> p_doc
      ), 'A section has the id of another screenplay''s section.');
      perform engine.project_screenplay_sections(p_doc, v_change, p_replace);
    when 'scene_drafts' then perform engine.project_scene_drafts(p_doc, v_change, p_replace);
  end case;
end;
$$;

create function public.apply_projection(p_doc uuid, p_epoch bigint, p_from bigint, p_to bigint, p_rows jsonb)
returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_doc engine.documents;
  v_cursor bigint;
  v_tables text[];
  v_table text;
begin
  select d.* into v_doc from engine.documents d where d.id = p_doc;
  perform engine.require(found, 'There is no such document.');
  if v_doc.epoch is distinct from p_epoch then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  -- One projection of a project at a time: they share its aggregates.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(v_doc.project_id::text, 1));
  insert into engine.cursors (doc_id, seq) values (p_doc, 0) on conflict (doc_id) do nothing;
  select c.seq into v_cursor from engine.cursors c where c.doc_id = p_doc for update;
  if v_cursor is distinct from p_from then
    perform engine.refuse('busy', 'The cursor of this document moved meanwhile. Ask for the work again.');
  end if;
  v_tables := case v_doc.kind
    when 'project' then array['projects', 'scene_cards', 'screenplay_cards']
    when 'screenplay' then array['screenplays', 'screenplay_sections']
    when 'scene' then array['scene_drafts']
    else array[]::text[]
  end;
  perform engine.require(
    p_to > p_from and p_to <= engine.head(p_doc, v_doc.snapshot_seq), 'p_to is after p_from and not beyond the log.'
  );
  perform engine.require(
    pg_catalog.jsonb_typeof(p_rows) = 'object'
      and not exists (select from pg_catalog.jsonb_object_keys(p_rows) k where k <> all (v_tables)),
    'p_rows has a table this kind of document is not projected to.'
  );

  perform pg_catalog.set_config('coldopen.projecting', 'yes', true);
  if not exists (select from public.project_overview o where o.project_id = v_doc.project_id::text) then
    perform engine.refresh_project(v_doc.project_id);
  end if;
  foreach v_table in array v_tables loop
    if p_from = 0 or p_rows ? v_table then
      perform engine.project_table(
        p_doc, v_table, p_rows -> v_table,
        p_from = 0 or coalesce((p_rows -> v_table ->> 'replace')::boolean, false)
      );
    end if;
  end loop;

  update engine.cursors c
  set seq = p_to, changed_at = (select e.committed_at from engine.events e where e.doc_id = p_doc and e.seq = p_to)
  where c.doc_id = p_doc;
  perform engine.refresh_project(v_doc.project_id);
  perform engine.refresh_user(v_doc.owner_id);
  perform pg_catalog.set_config('coldopen.projecting', '', true);
  -- Appends wait from here to the commit: either the cursor is at the head, or the document stays pending.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 0));
  if engine.head(p_doc, v_doc.snapshot_seq) = p_to then
    update engine.documents d set pending = false where d.id = p_doc and d.pending;
  end if;
  return json_build_object('doc', p_doc, 'cursor', p_to);
end;
$$;

-- Documents whose cursor is behind their log, the longest untouched first.
create function public.projection_work(p_limit integer) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  perform engine.require(p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  return json_build_object('documents', coalesce((
    select json_agg(json_build_object(
      'doc', w.id, 'project', w.project_id, 'kind', w.kind, 'owner', w.owner_id, 'epoch', w.epoch, 'head', w.head,
      'cursor', w.cursor, 'created_at', engine.iso(w.created_at)
    ))
    from (
      select d.*, h.head, coalesce(c.seq, 0) as cursor
      from engine.documents d
      left join engine.cursors c on c.doc_id = d.id
      cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
      where d.pending and coalesce(c.seq, 0) < h.head
      order by c.changed_at nulls first, d.id
      limit p_limit
    ) w
  ), '[]'::json));
end;
$$;

create function public.quarantine_event(p_doc uuid, p_seq bigint, p_reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform engine.require(
    exists (select from engine.events e where e.doc_id = p_doc and e.seq = p_seq), 'There is no such event.'
  );
  insert into engine.quarantine (doc_id, seq, reason)
  values (p_doc, p_seq, coalesce(nullif(pg_catalog.left(p_reason, 2000), ''), 'no reason given'))
  on conflict (doc_id, seq) do nothing;
  return json_build_object('doc', p_doc, 'seq', p_seq);
end;
$$;

-- Sends one document, or all, through the projector again. Rows stay until the projection from 0 replaces them, so
-- that readers and foreign keys never see a hole.
create function public.reset_projection(p_doc uuid default null) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_reset integer;
begin
  perform engine.require(
    p_doc is null or exists (select from engine.documents d where d.id = p_doc), 'There is no such document.'
  );
  update engine.cursors c set seq = 0, changed_at = null where p_doc is null or c.doc_id = p_doc;
  get diagnostics v_reset = row_count;
  update engine.documents d set pending = true
  where not d.pending and (p_doc is null or d.id = p_doc) and engine.head(d.id, d.snapshot_seq) > 0;
  return json_build_object('reset', v_reset);
end;
$$;

-- What the operator sees. Positions are dense, so the heads count the events.
create function public.server_health() returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_migration text;
begin
  if pg_catalog.to_regclass('supabase_migrations.schema_migrations') is not null then
    execute 'select max(m.version) from supabase_migrations.schema_migrations m' into v_migration;
  end if;
  return (
    select json_build_object(
      'migrations', v_migration,
      'documents', count(*),
      'events', coalesce(sum(h.head), 0),
      'lag', json_build_object(
        'documents', count(*) filter (where h.head > coalesce(c.seq, 0)),
        'events', coalesce(sum(h.head - coalesce(c.seq, 0)), 0)
      ),
      'quarantined', (select count(*) from engine.quarantine)
    )
    from engine.documents d
    left join engine.cursors c on c.doc_id = d.id
    cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
  );
end;
$$;

revoke all on function engine.project_table(uuid, text, jsonb, boolean)
  from public, anon, authenticated, service_role;
revoke all on function
  public.apply_projection(uuid, bigint, bigint, bigint, jsonb),
  public.projection_work(integer),
  public.quarantine_event(uuid, bigint, text),
  public.reset_projection(uuid),
  public.server_health()
  from public, anon, authenticated, service_role;
grant execute on function
  public.apply_projection(uuid, bigint, bigint, bigint, jsonb),
  public.projection_work(integer),
  public.quarantine_event(uuid, bigint, text),
  public.reset_projection(uuid),
  public.server_health()
  to service_role;
