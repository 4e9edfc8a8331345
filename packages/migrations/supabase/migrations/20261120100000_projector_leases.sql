-- Projectors share the work by leases (docs/spec/projector.md). A lease only spares others the reading: what a projector
-- writes is guarded by the cursor, whoever holds the lease.

-- `reason` is set while the document is set aside because its projection fails; it is tried again at `expires_at`, or as
-- soon as its log is longer than `failed_head` (null: only then).
create table engine.leases (
  doc_id uuid primary key references engine.documents (id) on delete cascade,
  projector uuid not null,
  expires_at timestamptz not null,
  reason text check (length(reason) between 1 and 2000),
  failed_head bigint,
  attempts integer not null default 0
) with (fillfactor = 70);
create index leases_projector on engine.leases (projector);

alter table engine.leases enable row level security;
revoke all on engine.leases from public, anon, authenticated, service_role;

-- Leases documents of a range of ids to a projector: those behind their log that nobody else has.
create function engine.lease_range(
  p_projector uuid, p_limit integer, p_until timestamptz, p_from uuid, p_below uuid
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
        and engine.head(d.id, d.snapshot_seq) > coalesce(c.seq, 0)
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
-- seldom meet. A projector that gets as many as it asked for lets go of all others it has. `behind` counts documents
-- leased to anybody, up to 200; `parked` lists those of them that are set aside.
create function public.claim_documents(p_projector uuid, p_limit integer, p_seconds integer) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_pivot uuid := pg_catalog.gen_random_uuid();
  v_first uuid := '00000000-0000-0000-0000-000000000000';
  v_until timestamptz := pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => p_seconds);
  v_docs uuid[];
  v_answer json;
begin
  perform engine.require(p_projector is not null, 'p_projector is the id this projector gave itself.');
  perform engine.require(p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  perform engine.require(p_seconds between 1 and 3600, 'p_seconds is from 1 to 3,600.');
  v_docs := array(select engine.lease_range(p_projector, p_limit, v_until, v_pivot, null));
  if pg_catalog.cardinality(v_docs) < p_limit then
    v_docs := v_docs || array(
      select engine.lease_range(p_projector, p_limit - pg_catalog.cardinality(v_docs), v_until, v_first, v_pivot)
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
        'head', engine.head(d.id, d.snapshot_seq), 'cursor', coalesce(c.seq, 0),
        'quarantined', (select count(*) from engine.quarantine q where q.doc_id = d.id),
        'created_at', engine.iso(d.created_at)
      ))
      from engine.documents d
      left join engine.cursors c on c.doc_id = d.id
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
    where d.pending and h.head > coalesce(c.seq, 0)
    limit 200
  ) b;
  return v_answer;
end;
$$;

-- Prolongs every lease a projector has.
create function public.renew_leases(p_projector uuid, p_seconds integer) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_renewed integer;
begin
  perform engine.require(p_seconds between 1 and 3600, 'p_seconds is from 1 to 3,600.');
  update engine.leases l
  set expires_at = pg_catalog.clock_timestamp() + pg_catalog.make_interval(secs => p_seconds)
  where l.doc_id in (
    select o.doc_id from engine.leases o where o.projector = p_projector and o.reason is null for update skip locked
  );
  get diagnostics v_renewed = row_count;
  return json_build_object('renewed', v_renewed);
end;
$$;

-- Gives back every lease of a projector that stops. What it set aside stays set aside.
create function public.release_leases(p_projector uuid) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_released integer;
begin
  delete from engine.leases l
  where l.doc_id in (
    select o.doc_id from engine.leases o where o.projector = p_projector and o.reason is null for update skip locked
  );
  get diagnostics v_released = row_count;
  return json_build_object('released', v_released);
end;
$$;

-- Sets a document aside for every projector: until its log is longer than p_head (null: whatever its log does), or for a
-- time that doubles from one second to five minutes.
create function public.park_document(p_projector uuid, p_doc uuid, p_head bigint, p_reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_attempts integer;
begin
  perform engine.require(
    exists (select from engine.documents d where d.id = p_doc), 'There is no such document.'
  );
  insert into engine.leases as l (doc_id, projector, expires_at, reason, failed_head, attempts)
  values (
    p_doc, p_projector, pg_catalog.clock_timestamp() + '1 second',
    coalesce(nullif(pg_catalog.left(p_reason, 2000), ''), 'no reason given'), p_head, 1
  )
  on conflict (doc_id) do update set
    projector = excluded.projector, reason = excluded.reason, failed_head = excluded.failed_head,
    attempts = case when l.failed_head is not distinct from excluded.failed_head then l.attempts + 1 else 1 end,
    expires_at = pg_catalog.clock_timestamp() + least(pg_catalog.make_interval(secs => case
      when l.failed_head is not distinct from excluded.failed_head then 2 ^ least(l.attempts, 20) else 1
    end), '5 minutes')
  returning l.attempts into v_attempts;
  return json_build_object('doc', p_doc, 'attempts', v_attempts);
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
        'documents', count(*) filter (where h.head > coalesce(c.seq, 0)),
        'events', coalesce(sum(h.head - coalesce(c.seq, 0)), 0)
      ),
      'quarantined', (select count(*) from engine.quarantine),
      'parked', count(*) filter (where l.reason is not null and h.head > coalesce(c.seq, 0)),
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

revoke all on function engine.lease_range(uuid, integer, timestamptz, uuid, uuid)
  from public, anon, authenticated, service_role;
revoke all on function
  public.claim_documents(uuid, integer, integer),
  public.renew_leases(uuid, integer),
  public.release_leases(uuid),
  public.park_document(uuid, uuid, bigint, text)
  from public, anon, authenticated, service_role;
grant execute on function
  public.claim_documents(uuid, integer, integer),
  public.renew_leases(uuid, integer),
  public.release_leases(uuid),
  public.park_document(uuid, uuid, bigint, text)
  to service_role;
