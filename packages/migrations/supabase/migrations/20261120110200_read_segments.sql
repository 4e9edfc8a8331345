-- The functions that read the log, reading segments too (LOG-23). Each statement of a stable function sees the same
-- moment, and those that write hold the document's lock or need one event: none can meet a log that is half moved.

-- Events sent again (LOG-3) may have moved: this session's segments are few, and it happens seldom.

create or replace function engine.known_acks(p_session uuid, p_first bigint, p_ids uuid[], p_bodies bytea[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_same boolean;
  v_acks text;
begin
  select bool_and(e.body = g.body),
    pg_catalog.string_agg(pg_catalog.format('{"event_id":"%s","seq":%s}', g.id, e.seq), ',' order by g.n)
  into v_same, v_acks
  from rows from (pg_catalog.unnest(p_ids), pg_catalog.unnest(p_bodies)) with ordinality as g (id, body, n)
  join (
    select l.session_seq, l.seq, l.body from engine.events l
    where l.session_id = p_session and l.session_seq >= p_first and l.session_seq < p_first + cardinality(p_ids)
    union all
    select m.session_seq, m.seq, m.body
    from engine.sessions s
    join engine.segments t on t.doc_id = s.doc_id and p_session = any (t.sessions)
    cross join lateral engine.segment_events(s.doc_id, t.first_seq - 1, t.last_seq) m
    where s.id = p_session and s.moved_seq >= p_first and m.session_id = p_session
  ) e on e.session_seq = p_first + g.n - 1;
  perform engine.require(
    v_same, 'A session_seq is in the log already with another body. Send this event under a new session.'
  );
  return v_acks;
end;
$$;

-- Whether one of these ids is in a segment of the document.
create function engine.is_moved(p_doc uuid, p_ids uuid[]) returns boolean
language sql stable set search_path = '' as $$
  select exists (
    select from pg_catalog.unnest(p_ids) g (id)
    join engine.segments s on s.doc_id = p_doc and g.id between s.least_id and s.greatest_id
    where g.id <= (select d.moved_id from engine.documents d where d.id = p_doc) and g.id = any (s.event_ids)
  )
$$;

create or replace function public.append_events(p_doc uuid, p_session uuid, p_epoch bigint, p_events jsonb) returns json
language plpgsql volatile security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_user uuid := auth.uid();
  v_n integer;
  v_project uuid;
  v_kind text;
  v_epoch bigint;
  v_pending boolean;
  v_role text;
  v_client bigint;
  v_client_bytes bytea;
  v_head bigint;
  v_last_session uuid;
  v_moved_seq bigint;
  v_moved_id uuid;
  v_last bigint;
  v_event jsonb;
  v_first bigint;
  v_known integer;
  v_fresh integer;
  v_stored integer;
  v_bytes bigint;
  v_fault text;
  v_body text;
  v_id uuid;
  v_base bigint;
  v_time timestamptz;
  v_update bytea;
  v_ids uuid[];
  v_bases bigint[];
  v_times timestamptz[];
  v_bodies bytea[];
  v_now timestamptz;
  v_acks text;
  v_news text;
  -- An assignment runs a function without the executor a `perform` starts.
  v_done text;
begin
  -- Writers of one document queue here (LOG-2); the next statement sees what the one before has committed.
  v_done := pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 0));
  select d.project_id, d.kind, d.epoch, d.pending, m.role, s.client_id, s.client_bytes,
    coalesce(e.seq, d.snapshot_seq), e.session_id, e.session_seq, s.moved_seq, d.moved_id
  into v_project, v_kind, v_epoch, v_pending, v_role, v_client, v_client_bytes, v_head, v_last_session, v_last,
    v_moved_seq, v_moved_id
  from engine.sessions s
  join engine.documents d on d.id = s.doc_id
  join engine.members m on m.project_id = d.project_id and m.user_id = s.actor_id
  left join lateral (
    select l.seq, l.session_id, l.session_seq from engine.events l where l.doc_id = p_doc order by l.seq desc limit 1
  ) e on true
  where s.id = p_session and s.doc_id = p_doc and s.actor_id = v_user;
  if not found then
    perform engine.refuse_append(p_doc, p_session);
  end if;
  -- Who wrote last most often writes next.
  if v_last_session is distinct from p_session then
    v_last := coalesce((
      select e.session_seq from engine.events e where e.session_id = p_session order by e.session_seq desc limit 1
    ), v_moved_seq);
  end if;
  if v_role not in ('owner', 'editor') then
    perform engine.refuse('forbidden', 'Your role lets you read, not write. Ask an owner for another role.');
  end if;
  if v_epoch is distinct from p_epoch then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  -- 1,000 events and 4 MiB of updates are at most this much JSON.
  if pg_catalog.pg_column_size(p_events) > 6500000 then
    perform engine.refuse('too_large', 'One call takes up to 4 MiB of updates. Send fewer at a time.');
  end if;
  v_n := case when pg_catalog.jsonb_typeof(p_events) = 'array' then pg_catalog.jsonb_array_length(p_events) else 0 end;
  if v_n = 0 then
    perform engine.refuse('invalid', 'p_events is an array of at least one event.');
  elsif v_n > 1000 then
    perform engine.refuse('too_large', 'One call takes up to 1,000 events. Send fewer at a time.');
  end if;

  -- Read the batch once; whatever the type of a field refuses is a malformed batch.
  begin
    v_event := p_events -> 0;
    v_first := (v_event ->> 'session_seq')::bigint;
    if v_n = 1 then
      v_body := v_event ->> 'body';
      v_id := (v_event ->> 'event_id')::uuid;
      v_base := (v_event ->> 'base_seq')::bigint;
      v_time := (v_event ->> 'authored_at')::timestamptz;
      v_update := pg_catalog.decode(v_body, 'base64');
      v_bytes := octet_length(v_update);
      v_fault := engine.event_fault(
        v_id, v_first, v_base, (v_event ->> 'client_id')::bigint, v_event ->> 'encoding', v_body,
        v_update, v_time, v_first, v_head, v_client, v_client_bytes
      );
    else
      select
        array_agg(e.event_id), array_agg(e.base_seq), array_agg(e.authored_at), array_agg(e.bytes),
        sum(octet_length(e.bytes)),
        min(engine.event_fault(
          e.event_id, e.session_seq, e.base_seq, e.client_id, e.encoding, e.body, e.bytes, e.authored_at,
          v_first + e.n - 1, v_head, v_client, v_client_bytes
        ))
      into v_ids, v_bases, v_times, v_bodies, v_bytes, v_fault
      from (
        select g.*, pg_catalog.decode(g.body, 'base64') as bytes
        from rows from (pg_catalog.jsonb_to_recordset(p_events) as (
          event_id uuid, session_seq bigint, base_seq bigint, client_id bigint, encoding text, body text,
          authored_at timestamptz
        )) with ordinality as g (event_id, session_seq, base_seq, client_id, encoding, body, authored_at, n)
        offset 0
      ) e;
      if v_fault is null and v_bytes > 4194304 then
        v_fault := 'too_large One call takes up to 4 MiB of updates. Send fewer at a time.';
      end if;
    end if;
  exception when data_exception then
    v_fault := 'invalid An event is malformed: ' || sqlerrm;
  end;
  if v_fault is null and (v_first < 1 or v_first > v_last + 1) then
    v_fault := 'invalid Events of this session are missing before this one. Send them first.';
  end if;
  if v_fault is not null then
    perform engine.refuse_fault(v_fault);
  end if;

  -- Events sent again have their seq already (LOG-3).
  v_known := least(v_last - v_first + 1, v_n);
  v_fresh := v_n - v_known;
  if v_known > 0 then
    if v_n = 1 then
      v_ids := array[v_id];
      v_bodies := array[v_update];
    end if;
    v_acks := engine.known_acks(p_session, v_first, v_ids[1:v_known], v_bodies[1:v_known]);
    if v_fresh = 0 then
      return engine.appended(p_doc, v_epoch, v_head, v_acks);
    end if;
    v_first := v_first + v_known;
    v_ids := v_ids[v_known + 1:];
    v_bases := v_bases[v_known + 1:];
    v_times := v_times[v_known + 1:];
    v_bodies := v_bodies[v_known + 1:];
  end if;

  -- Ids are in the order they were made in: those of new events are greater than any that moved, save after a long absence.
  if v_n = 1 then
    if v_id <= v_moved_id and engine.is_moved(p_doc, array[v_id]) then
      v_stored := -1;
    end if;
  elsif v_moved_id is not null and engine.is_moved(p_doc, v_ids) then
    v_stored := -1;
  end if;
  if v_stored = -1 then
    perform engine.refuse('invalid', 'An event_id is in the log already, at another place. Give each event its own.');
  end if;

  v_now := pg_catalog.clock_timestamp();
  if v_n = 1 then
    insert into engine.events (
      doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
      encoding, body
    ) values (
      p_doc, v_head + 1, v_id, v_user, p_session, v_first, v_base, v_client, v_time, v_now, 'v1', v_update
    ) on conflict (event_id) do nothing;
    get diagnostics v_stored = row_count;
    v_acks := pg_catalog.format('{"event_id":"%s","seq":%s}', v_id, v_head + 1);
    if v_bytes <= 12288 then
      v_news := engine.event_json(
        v_head + 1, v_id, v_user, p_session, v_first, v_base, v_client, 'v1', v_body, v_time, v_now
      );
    end if;
  else
    with stored as (
      insert into engine.events (
        doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
        encoding, body
      )
      select
        p_doc, v_head + g.n, g.event_id, v_user, p_session, v_first + g.n - 1, g.base_seq, v_client,
        g.authored_at, v_now, 'v1', g.body
      from rows from (
        pg_catalog.unnest(v_ids), pg_catalog.unnest(v_bases), pg_catalog.unnest(v_times), pg_catalog.unnest(v_bodies)
      ) with ordinality as g (event_id, base_seq, authored_at, body, n)
      on conflict (event_id) do nothing
      returning *
    )
    select
      count(*),
      pg_catalog.concat_ws(',', v_acks, pg_catalog.string_agg(
        pg_catalog.format('{"event_id":"%s","seq":%s}', s.event_id, s.seq), ',' order by s.seq
      )),
      pg_catalog.string_agg(case when v_bytes <= 12288 and v_fresh <= 10 then engine.event_json(
        s.seq, s.event_id, s.actor_id, s.session_id, s.session_seq, s.base_seq, s.client_id, s.encoding,
        engine.base64(s.body), s.authored_at, s.committed_at
      ) end, ',' order by s.seq)
    into v_stored, v_acks, v_news
    from stored s;
  end if;
  if v_stored <> v_fresh then
    perform engine.refuse('invalid', 'An event_id is in the log already, at another place. Give each event its own.');
  end if;
  if not v_pending then
    update engine.documents d set pending = true where d.id = p_doc;
  end if;
  -- News that are few and small travel with the ring (RT-1).
  v_done := engine.ring('doc:' || p_doc, 'append', pg_catalog.format(
    '{"doc":"%s","epoch":%s,"seq":%s%s}', p_doc, v_epoch, v_head + v_fresh, ',"events":[' || v_news || ']'
  ));
  if v_kind = 'project' then
    perform engine.ring_members(v_project);
  end if;
  return engine.appended(p_doc, v_epoch, v_head + v_fresh, v_acks);
end;
$$;

create or replace function public.read_events(p_doc uuid, p_after bigint, p_epoch bigint, p_limit integer default 500)
returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_user uuid := auth.uid();
  v_doc record;
  v_head bigint;
  v_events text;
begin
  select d.id, d.epoch, d.snapshot_seq, m.role into v_doc
  from engine.documents d
  left join engine.members m on m.project_id = d.project_id and m.user_id = v_user
  where d.id = p_doc;
  if auth.role() is distinct from 'service_role' then
    perform engine.caller();
    if v_doc.role is null then
      perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
    end if;
  end if;
  perform engine.require(v_doc.id is not null, 'There is no such document.');
  perform engine.require(p_after >= 0, 'p_after is the last position you have, 0 for none.');
  perform engine.require(p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  v_head := engine.head(v_doc.id, v_doc.snapshot_seq);
  if v_doc.epoch is distinct from p_epoch or p_after > v_head then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  select pg_catalog.string_agg(
    engine.event_json(
      p.seq, p.event_id, p.actor_id, p.session_id, p.session_seq, p.base_seq, p.client_id, p.encoding,
      case when q.seq is null then engine.base64(p.body) else 'AAA=' end, p.authored_at, p.committed_at
    ), ',' order by p.seq
  )
  into v_events
  from (
    select e.*, sum(octet_length(e.body)) over (order by e.seq) - octet_length(e.body) as bytes_before
    from engine.log_events(p_doc, p_after, p_after + p_limit) e
  ) p
  left join engine.quarantine q on q.doc_id = p.doc_id and q.seq = p.seq
  where p.bytes_before < 1048576;
  return pg_catalog.format(
    '{"doc":"%s","epoch":%s,"head":%s,"events":[%s]}', p_doc, v_doc.epoch, v_head, v_events
  )::json;
end;
$$;

revoke all on function engine.is_moved(uuid, uuid[]) from public, anon, authenticated, service_role;
