-- Steps that cost what changed (docs/decisions/late-scripts.md). The row of a screenplay holds the whole script: writing it
-- costs its length, so that a step may leave it as it stands, true to the position its `version` names, and it follows when
-- nobody has typed for a moment, or after five seconds. Until then the aggregates only note the change; what they count is
-- counted again with the row.

-- Since when (by the log's time) the row of a screenplay is behind the cursor; null while it is not. Until then the document
-- stays pending, so that whoever comes finds it.
alter table engine.cursors add column late_since timestamptz;

-- Notes in the aggregates of a project and an account that something changed, and counts nothing.
create function engine.touch_project(p_project uuid, p_user uuid, p_at timestamptz) returns void
language plpgsql volatile set search_path = '' as $$
begin
  update public.project_overview o set last_updated = p_at
  where o.project_id = p_project::text and o.last_updated < p_at;
  update public.user_statistics t set last_activity = p_at, updated_at = p_at
  from public.project_overview o
  where o.project_id = p_project::text and o.user_id = p_user and t.user_id = p_user and t.last_activity < p_at;
end;
$$;

-- A step from the cursor to a later position; or, to the same position, the row of a screenplay that is late.
create or replace function public.apply_projection(p_doc uuid, p_epoch bigint, p_from bigint, p_to bigint, p_rows jsonb)
returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_doc engine.documents;
  v_cursor engine.cursors;
  v_changed_at timestamptz;
  v_late boolean;
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
  select c.* into v_cursor from engine.cursors c where c.doc_id = p_doc for update;
  if v_cursor.seq is distinct from p_from or (
    p_to = p_from and p_rows ? 'screenplays' and v_cursor.late_since is null
  ) then
    perform engine.refuse('busy', 'The cursor of this document moved meanwhile. Ask for the work again.');
  end if;
  v_tables := case v_doc.kind
    when 'project' then array['projects', 'scene_cards', 'screenplay_cards']
    when 'screenplay' then array['screenplays', 'screenplay_sections']
    when 'scene' then array['scene_drafts']
    else array[]::text[]
  end;
  perform engine.require(
    (p_to > p_from or (p_to = p_from and p_rows ? 'screenplays')) and p_to <= engine.head(p_doc, v_doc.snapshot_seq),
    'p_to is after p_from and not beyond the log.'
  );
  perform engine.require(
    pg_catalog.jsonb_typeof(p_rows) = 'object'
      and not exists (select from pg_catalog.jsonb_object_keys(p_rows) k where k <> all (v_tables)),
    'p_rows has a table this kind of document is not projected to.'
  );

  v_late := v_doc.kind = 'screenplay' and p_from > 0 and not p_rows ? 'screenplays';
  v_changed_at := case when p_to = p_from then v_cursor.changed_at else coalesce(
    (select e.committed_at from engine.events e where e.doc_id = p_doc and e.seq = p_to),
    (select e.committed_at from engine.log_events(p_doc, p_to - 1, p_to) e)
  ) end;

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
  set seq = p_to, changed_at = v_changed_at,
    late_since = case when v_late then coalesce(v_cursor.late_since, v_changed_at) end
  where c.doc_id = p_doc;
  if v_late then
    perform engine.touch_project(v_doc.project_id, v_doc.owner_id, v_changed_at);
  else
    perform engine.refresh_project(v_doc.project_id);
    perform engine.refresh_user(v_doc.owner_id);
  end if;
  perform pg_catalog.set_config('coldopen.projecting', '', true);
  -- Appends wait from here to the commit: either the cursor is at the head, or the document stays pending.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 0));
  if not v_late and engine.head(p_doc, v_doc.snapshot_seq) = p_to then
    update engine.documents d set pending = false where d.id = p_doc and d.pending;
  end if;
  return json_build_object('doc', p_doc, 'cursor', p_to);
end;
$$;

drop function engine.lease_range(uuid, integer, timestamptz, uuid, uuid);
drop function public.claim_documents(uuid, integer, integer);

-- Leases documents of a range of ids to a projector: those behind their log that nobody else has, and screenplays whose row
-- is late and due, p_rest after the last change.
create function engine.lease_range(
  p_projector uuid, p_limit integer, p_until timestamptz, p_from uuid, p_below uuid, p_rest interval
) returns setof uuid
language plpgsql volatile set search_path = '' as $$
declare
  v_now timestamptz := pg_catalog.clock_timestamp();
begin
  return query
    with free as (
      select d.id
      from engine.documents d
      left join engine.leases l on l.doc_id = d.id
      left join engine.cursors c on c.doc_id = d.id
      where d.pending and d.id >= p_from and (p_below is null or d.id < p_below)
        and (
          engine.head(d.id, d.snapshot_seq) > coalesce(c.seq, 0)
          or c.changed_at <= v_now - p_rest and c.late_since is not null
          or c.late_since <= v_now - interval '5 seconds'
        )
        and (
          l.doc_id is null or l.expires_at <= v_now or (l.projector = p_projector and l.reason is null)
          or l.failed_head < engine.head(d.id, d.snapshot_seq)
        )
      order by d.id
      limit p_limit
      for no key update of d skip locked
    )
    insert into engine.leases as l (doc_id, projector, expires_at)
    select f.id, p_projector, p_until from free f
    on conflict (doc_id) do update
    set projector = excluded.projector, expires_at = excluded.expires_at, reason = null
    -- What another leased between our look and our lock is not ours.
    where l.expires_at <= v_now or l.projector = excluded.projector or l.reason is not null
    returning l.doc_id;
end;
$$;

-- Leases up to p_limit documents for p_seconds. The look begins at a random id, so that nobody starves and projectors
-- seldom meet. A projector that gets as many as it asked for lets go of all others it has. `whole`: the step writes the row
-- of a screenplay too. `behind` counts documents leased to anybody, up to 200; `parked` lists those of them set aside.
create function public.claim_documents(
  p_projector uuid, p_limit integer, p_seconds integer, p_rest_ms integer default 0
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pivot uuid := pg_catalog.gen_random_uuid();
  v_first uuid := '00000000-0000-0000-0000-000000000000';
  v_until timestamptz := pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => p_seconds);
  v_rest interval := pg_catalog.make_interval(secs => p_rest_ms / 1000.0);
  v_docs uuid[];
  v_answer json;
begin
  perform engine.require(p_projector is not null, 'p_projector is the id this projector gave itself.');
  perform engine.require(p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  perform engine.require(p_seconds between 1 and 3600, 'p_seconds is from 1 to 3,600.');
  perform engine.require(p_rest_ms between 0 and 5000, 'p_rest_ms is from 0 to 5,000.');
  v_docs := array(select engine.lease_range(p_projector, p_limit, v_until, v_pivot, null, v_rest));
  if pg_catalog.cardinality(v_docs) < p_limit then
    v_docs := v_docs || array(
      select engine.lease_range(p_projector, p_limit - pg_catalog.cardinality(v_docs), v_until, v_first, v_pivot, v_rest)
    );
  end if;
  if pg_catalog.cardinality(v_docs) = p_limit then
    delete from engine.leases l
    where l.doc_id in (
      select o.doc_id from engine.leases o
      where o.projector = p_projector and o.reason is null and o.doc_id <> all (v_docs)
      for update skip locked
    );
  end if;
  select json_build_object(
    'documents', coalesce((
      select json_agg(json_build_object(
        'doc', d.id, 'project', d.project_id, 'kind', d.kind, 'owner', d.owner_id, 'epoch', d.epoch,
        'head', h.head, 'cursor', coalesce(c.seq, 0),
        'whole', p_rest_ms = 0 or coalesce(h.head = c.seq, true)
          or coalesce(c.late_since <= pg_catalog.clock_timestamp() - interval '5 seconds', false),
        'quarantined', (select count(*) from engine.quarantine q where q.doc_id = d.id),
        'created_at', engine.iso(d.created_at)
      ))
      from engine.documents d
      left join engine.cursors c on c.doc_id = d.id
      cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
      where d.id = any (v_docs)
    ), '[]'::json),
    'behind', json_build_object('documents', count(*), 'events', coalesce(sum(b.events), 0)),
    'parked', coalesce(
      json_agg(json_build_object('doc', b.id, 'reason', b.reason)) filter (where b.reason is not null), '[]'::json
    )
  )
  into v_answer
  from (
    select d.id, h.head - coalesce(c.seq, 0) as events, l.reason
    from engine.documents d
    left join engine.cursors c on c.doc_id = d.id
    left join engine.leases l on l.doc_id = d.id
    cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
    where d.pending and (h.head > coalesce(c.seq, 0) or c.late_since is not null)
    limit 200
  ) b;
  return v_answer;
end;
$$;

-- What the operator sees. Positions are dense, so the heads count the events.
create or replace function public.server_health() returns json
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
        'documents', count(*) filter (where h.head > coalesce(c.seq, 0) or c.late_since is not null),
        'events', coalesce(sum(h.head - coalesce(c.seq, 0)), 0)
      ),
      'quarantined', (select count(*) from engine.quarantine),
      'parked', count(*) filter (
        where l.reason is not null and (h.head > coalesce(c.seq, 0) or c.late_since is not null)
      ),
      'projectors', (
        select count(distinct o.projector) from engine.leases o where o.expires_at > pg_catalog.clock_timestamp()
      )
    )
    from engine.documents d
    left join engine.cursors c on c.doc_id = d.id
    left join engine.leases l on l.doc_id = d.id
    cross join lateral (select engine.head(d.id, d.snapshot_seq) as head) h
  );
end;
$$;

revoke all on function
  engine.touch_project(uuid, uuid, timestamptz),
  engine.lease_range(uuid, integer, timestamptz, uuid, uuid, interval)
  from public, anon, authenticated, service_role;
revoke all on function public.claim_documents(uuid, integer, integer, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.claim_documents(uuid, integer, integer, integer) to service_role;
