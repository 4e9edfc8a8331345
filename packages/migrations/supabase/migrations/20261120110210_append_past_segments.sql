-- Appending to a log whose old events have moved (LOG-23).

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

-- Why append_events found nobody who may write under this epoch.
create or replace function engine.refuse_append(p_doc uuid, p_session uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_user uuid := engine.caller();
  v_role text;
begin
  select m.role into v_role
  from engine.documents d
  join engine.members m on m.project_id = d.project_id and m.user_id = v_user
  where d.id = p_doc;
  if v_role is null then
    perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
  end if;
  if not exists (
    select from engine.sessions s where s.id = p_session and s.doc_id = p_doc and s.actor_id = v_user
  ) then
    perform engine.refuse(
      'forbidden', 'This session is not registered for this document and account. Register it first.'
    );
  end if;
  if v_role not in ('owner', 'editor') then
    perform engine.refuse('forbidden', 'Your role lets you read, not write. Ask an owner for another role.');
  end if;
  perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
end;
$$;

-- Built around what each node of an expression costs at every call (docs/decisions/log-append.md): one plain event, the
-- usual call, is written as it is; any other call goes the longer way, which judges and names every fault.
create or replace function public.append_events(p_doc uuid, p_session uuid, p_epoch bigint, p_events jsonb) returns json
language plpgsql volatile security definer
set search_path = '' set enable_seqscan = off as $$
declare
  v_user uuid := auth.uid();
  v_n integer;
  v_project boolean;
  v_pending boolean;
  v_client bigint;
  v_client_bytes bytea;
  v_head bigint;
  v_last_session uuid;
  v_moved_seq bigint;
  v_moved_id uuid;
  v_last bigint;
  v_event jsonb;
  v_now timestamptz;
  v_plain boolean;
  v_first bigint;
  v_body text;
  v_id uuid;
  v_base bigint;
  v_time timestamptz;
  v_update bytea;
  v_known integer;
  v_fresh integer := 1;
  v_stored integer;
  v_bytes bigint;
  v_fault text;
  v_ids uuid[];
  v_bases bigint[];
  v_times timestamptz[];
  v_bodies bytea[];
  v_acks text;
  v_news text;
  -- An assignment runs a function without the executor a `perform` starts.
  v_done text;
begin
  -- Writers of one document queue here (LOG-2); the next statement sees what the one before has committed.
  v_done := pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 0));
  select
    d.project_id = p_doc, d.pending, d.moved_id, s.moved_seq, s.client_id, s.client_bytes,
    coalesce(l.seq, d.snapshot_seq), l.session_id, l.session_seq
  into v_project, v_pending, v_moved_id, v_moved_seq, v_client, v_client_bytes, v_head, v_last_session, v_last
  from engine.sessions s
  join engine.documents d on d.id = s.doc_id
  left join lateral (
    select e.seq, e.session_id, e.session_seq from engine.events e where e.doc_id = p_doc order by e.seq desc limit 1
  ) l on true
  where s.id = p_session and s.doc_id = p_doc and s.actor_id = v_user and d.epoch = p_epoch
    -- Not a join: an account may have many projects, and this is one probe.
    and (select m.role from engine.members m where m.project_id = d.project_id and m.user_id = v_user)
      in ('owner', 'editor');
  if not found then
    perform engine.refuse_append(p_doc, p_session);
  end if;
  -- Who wrote last most often writes next.
  if v_last_session is distinct from p_session then
    v_last := coalesce((
      select e.session_seq from engine.events e where e.session_id = p_session order by e.session_seq desc limit 1
    ), v_moved_seq);
  end if;

  -- Whatever the type of a field refuses is a malformed batch.
  begin
    v_event := p_events -> 0;
    v_first := (v_event ->> 'session_seq')::bigint;
    if p_events -> 1 is null then
      v_body := v_event ->> 'body';
      v_update := pg_catalog.decode(v_body, 'base64');
      v_id := (v_event ->> 'event_id')::uuid;
      v_base := (v_event ->> 'base_seq')::bigint;
      v_time := (v_event ->> 'authored_at')::timestamptz;
      -- One new event of which nothing is out of the ordinary: a body that begins with fewer than 128 structs of the
      -- session's client, an id greater than any that moved. What else is right, or what is wrong, the longer way knows.
      v_plain := v_first = v_last + 1 and v_base between 0 and v_head
        and v_event ->> 'encoding' = 'v1' and (v_event ->> 'client_id')::bigint = v_client
        and v_time >= '1970-01-01T00:00:00Z' and v_time < '10000-01-01T00:00:00Z'
        and v_update >= '\x0100' and v_update < '\x0180' and position(v_client_bytes in v_update) = 3
        and octet_length(v_update) <= 1048576 and length(v_body) = (octet_length(v_update) + 2) / 3 * 4
        and v_id is not null and (v_moved_id is null or v_id > v_moved_id);
    end if;
  exception when data_exception then
    v_fault := 'invalid An event is malformed: ' || sqlerrm;
  end;
  if v_fault is not null then
    perform engine.refuse_fault(v_fault);
  end if;
  if v_plain then
    v_now := pg_catalog.clock_timestamp();
    insert into engine.events (
      doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
      encoding, body
    ) values (
      p_doc, v_head + 1, v_id, v_user, p_session, v_first, v_base, v_client, v_time, v_now, 'v1', v_update
    ) on conflict (event_id) do nothing;
    get diagnostics v_stored = row_count;
    v_acks := pg_catalog.format('{"event_id":"%s","seq":%s}', v_id, v_head + 1);
    -- 12,288 bytes as base64.
    if length(v_body) <= 16384 then
      v_news := engine.event_json(
        v_head + 1, v_id, v_user, p_session, v_first, v_base, v_client, 'v1', v_body, v_time, v_now
      );
    end if;
  else
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
    begin
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
    exception when data_exception then
      v_fault := 'invalid An event is malformed: ' || sqlerrm;
    end;
    if v_fault is null then
      v_fault := case
        when v_bytes > 4194304 then 'too_large One call takes up to 4 MiB of updates. Send fewer at a time.'
        when v_first < 1 or v_first > v_last + 1
          then 'invalid Events of this session are missing before this one. Send them first.'
      end;
    end if;
    if v_fault is not null then
      perform engine.refuse_fault(v_fault);
    end if;
    -- Events sent again have their seq already (LOG-3).
    v_known := least(v_last - v_first + 1, v_n);
    v_fresh := v_n - v_known;
    if v_known > 0 then
      v_acks := engine.known_acks(p_session, v_first, v_ids[1:v_known], v_bodies[1:v_known]);
      if v_fresh = 0 then
        return engine.appended(p_doc, p_epoch, v_head, v_acks);
      end if;
      v_first := v_first + v_known;
      v_ids := v_ids[v_known + 1:];
      v_bases := v_bases[v_known + 1:];
      v_times := v_times[v_known + 1:];
      v_bodies := v_bodies[v_known + 1:];
    end if;
    if v_moved_id is not null then
      perform engine.require(
        not engine.is_moved(p_doc, v_ids),
        'An event_id is in the log already, at another place. Give each event its own.'
      );
    end if;
    v_now := pg_catalog.clock_timestamp();
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
    on conflict (event_id) do nothing;
    get diagnostics v_stored = row_count;
    select pg_catalog.concat_ws(',', v_acks, pg_catalog.string_agg(
      '{"event_id":"' || g.id || '","seq":' || v_head + g.n || '}', ','
    ))
    into v_acks
    from pg_catalog.unnest(v_ids) with ordinality as g (id, n);
    if v_bytes <= 12288 and v_fresh <= 10 then
      select pg_catalog.string_agg(engine.event_json(
        v_head + g.n, g.event_id, v_user, p_session, v_first + g.n - 1, g.base_seq, v_client, 'v1',
        engine.base64(g.body), g.authored_at, v_now
      ), ',')
      into v_news
      from rows from (
        pg_catalog.unnest(v_ids), pg_catalog.unnest(v_bases), pg_catalog.unnest(v_times), pg_catalog.unnest(v_bodies)
      ) with ordinality as g (event_id, base_seq, authored_at, body, n);
    end if;
  end if;
  if v_stored <> v_fresh then
    perform engine.refuse('invalid', 'An event_id is in the log already, at another place. Give each event its own.');
  end if;
  if not v_pending then
    update engine.documents d set pending = true where d.id = p_doc;
  end if;
  -- News that are few and small travel with the ring (RT-1).
  v_done := engine.ring('doc:' || p_doc, 'append', pg_catalog.format(
    '{"doc":"%s","epoch":%s,"seq":%s%s}', p_doc, p_epoch, v_head + v_fresh, ',"events":[' || v_news || ']'
  ));
  if v_project then
    -- A project is the document that has its id.
    perform engine.ring_members(p_doc);
  end if;
  return engine.appended(p_doc, p_epoch, v_head + v_fresh, v_acks);
end;
$$;

revoke all on function engine.is_moved(uuid, uuid[]) from public, anon, authenticated, service_role;
