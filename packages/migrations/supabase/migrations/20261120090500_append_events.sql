-- The one function that writes the log (LOG-1 to LOG-5). It is the hottest statement of the product: helpers here are
-- plain SQL without settings of their own, so that PostgreSQL inlines them (docs/decisions/append-speed.md).

-- An event as readers get it, as JSON text: `LoggedEvent` in packages/sync/src/protocol. No value needs escaping.
create function engine.event_json(
  p_seq bigint, p_event_id uuid, p_actor_id uuid, p_session_id uuid, p_session_seq bigint, p_base_seq bigint,
  p_client_id bigint, p_encoding text, p_body text, p_authored_at timestamptz, p_committed_at timestamptz
) returns text
language sql stable as $$
  select pg_catalog.format(
    '{"seq":%s,"event_id":"%s","actor_id":"%s","session_id":"%s","session_seq":%s,"base_seq":%s,"client_id":%s,"encoding":"%s","body":"%s","authored_at":"%s","committed_at":"%s"}',
    p_seq, p_event_id, p_actor_id, p_session_id, p_session_seq, p_base_seq, p_client_id, p_encoding, p_body,
    engine.iso(p_authored_at), engine.iso(p_committed_at)
  )
$$;

-- Base64 on one line: encode() breaks lines, the wire does not.
create function engine.base64(p_bytes bytea) returns text
language sql immutable as $$
  select pg_catalog.replace(pg_catalog.encode(p_bytes, 'base64'), e'\n', '')
$$;

-- What is wrong with one event of a batch: the word of the refusal, then what to do; null when nothing is. Limits are
-- those of packages/sync/src/protocol/Limits.ts. A V1 update begins with the number of clients that have structs in
-- it, the number of the first one's structs, and that client.
create function engine.event_fault(
  p_event_id uuid, p_session_seq bigint, p_base_seq bigint, p_client_id bigint, p_encoding text, p_body text,
  p_bytes bytea, p_authored_at timestamptz, p_due bigint, p_head bigint, p_client bigint, p_client_bytes bytea
) returns text
language sql immutable as $$
  select case
    when p_event_id is null or p_session_seq is null or p_base_seq is null or p_client_id is null
      or p_encoding is null or p_bytes is null or p_authored_at is null
      then 'invalid An event lacks one of its fields.'
    when p_encoding <> 'v1' then 'incompatible Events are Yjs updates in encoding v1. Update the app.'
    when octet_length(p_bytes) > 1048576 then 'too_large One event takes up to 1 MiB. Split the change.'
    when length(p_body) <> (octet_length(p_bytes) + 2) / 3 * 4
      then 'invalid A body is base64 with padding and without line breaks.'
    when p_session_seq <> p_due then 'invalid The session_seq of a batch count up by one.'
    when p_base_seq < 0 or p_base_seq > p_head
      then 'invalid A base_seq is beyond the log. Read the log again from the start.'
    when p_client_id <> p_client then 'invalid A client_id is not the one its session registered.'
    when p_authored_at < '1970-01-01T00:00:00Z' or p_authored_at >= '10000-01-01T00:00:00Z'
      then 'invalid An authored_at is not a date. Set the clock of this device.'
    when octet_length(p_bytes) < 2 then 'invalid A body is not a Yjs update.'
    when pg_catalog.get_byte(p_bytes, 0) = 0 then null
    when pg_catalog.get_byte(p_bytes, 0) <> 1 then 'invalid A body has structs of more than one client.'
    when pg_catalog.substr(
      p_bytes,
      case when pg_catalog.get_byte(p_bytes, 1) < 128 then 3 when pg_catalog.get_byte(p_bytes, 2) < 128 then 4
        when pg_catalog.get_byte(p_bytes, 3) < 128 then 5 else 6 end,
      octet_length(p_client_bytes)
    ) <> p_client_bytes then 'invalid A body has structs of another client than its session registered.'
  end
$$;

create function engine.refuse_fault(p_fault text) returns void
language plpgsql immutable set search_path = '' as $$
begin
  perform engine.refuse(
    pg_catalog.split_part(p_fault, ' ', 1), pg_catalog.substr(p_fault, pg_catalog.strpos(p_fault, ' ') + 1)
  );
end;
$$;

-- Why append_events found no document, session and membership to write with.
create function engine.refuse_append(p_doc uuid, p_session uuid) returns void
language plpgsql stable set search_path = '' as $$
declare
  v_role text;
begin
  select m.role into v_role
  from engine.documents d
  join engine.members m on m.project_id = d.project_id and m.user_id = engine.caller()
  where d.id = p_doc;
  perform engine.refuse('forbidden', case
    when v_role is null then 'There is no such document, or you are not a member of its project.'
    else 'This session is not registered for this document and account. Register it first.'
  end);
end;
$$;

-- The acknowledgements of events sent again, from p_first on: the same bodies, or the session reused a number and
-- acknowledging it would lose what it wrote.
create function engine.known_acks(p_session uuid, p_first bigint, p_ids uuid[], p_bodies bytea[]) returns text
language plpgsql stable set search_path = '' as $$
declare
  v_same boolean;
  v_acks text;
begin
  select bool_and(e.body = g.body),
    pg_catalog.string_agg(pg_catalog.format('{"event_id":"%s","seq":%s}', g.id, e.seq), ',' order by g.n)
  into v_same, v_acks
  from rows from (pg_catalog.unnest(p_ids), pg_catalog.unnest(p_bodies)) with ordinality as g (id, body, n)
  join engine.events e on e.session_id = p_session and e.session_seq = p_first + g.n - 1;
  perform engine.require(
    v_same, 'A session_seq is in the log already with another body. Send this event under a new session.'
  );
  return v_acks;
end;
$$;

create function engine.appended(p_doc uuid, p_epoch bigint, p_head bigint, p_acks text) returns json
language sql stable as $$
  select pg_catalog.format('{"doc":"%s","epoch":%s,"head":%s,"acks":[%s]}', p_doc, p_epoch, p_head, p_acks)::json
$$;

create function public.append_events(p_doc uuid, p_session uuid, p_epoch bigint, p_events jsonb) returns json
language plpgsql volatile security definer
set search_path = '' set enable_seqscan = off set plan_cache_mode = force_generic_plan as $$
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
  v_last bigint;
  v_event jsonb;
  v_first bigint;
  v_known integer;
  v_fresh integer;
  v_stored integer;
  v_bytes bigint;
  v_fault text;
  v_body text;
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
    coalesce(
      (select e.seq from engine.events e where e.doc_id = p_doc order by e.seq desc limit 1), d.snapshot_seq
    ),
    coalesce((
      select e.session_seq from engine.events e where e.session_id = p_session order by e.session_seq desc limit 1
    ), 0)
  into v_project, v_kind, v_epoch, v_pending, v_role, v_client, v_client_bytes, v_head, v_last
  from engine.sessions s
  join engine.documents d on d.id = s.doc_id
  join engine.members m on m.project_id = d.project_id and m.user_id = s.actor_id
  where s.id = p_session and s.doc_id = p_doc and s.actor_id = v_user;
  if not found then
    perform engine.refuse_append(p_doc, p_session);
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
      v_ids[1] := (v_event ->> 'event_id')::uuid;
      v_bases[1] := (v_event ->> 'base_seq')::bigint;
      v_times[1] := (v_event ->> 'authored_at')::timestamptz;
      v_bodies[1] := pg_catalog.decode(v_body, 'base64');
      v_bytes := octet_length(v_bodies[1]);
      v_fault := engine.event_fault(
        v_ids[1], v_first, v_bases[1], (v_event ->> 'client_id')::bigint, v_event ->> 'encoding', v_body,
        v_bodies[1], v_times[1], v_first, v_head, v_client, v_client_bytes
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

  v_now := pg_catalog.clock_timestamp();
  if v_n = 1 then
    insert into engine.events (
      doc_id, seq, event_id, actor_id, session_id, session_seq, base_seq, client_id, authored_at, committed_at,
      encoding, body
    ) values (
      p_doc, v_head + 1, v_ids[1], v_user, p_session, v_first, v_bases[1], v_client, v_times[1], v_now,
      'v1', v_bodies[1]
    ) on conflict (event_id) do nothing;
    get diagnostics v_stored = row_count;
    v_acks := pg_catalog.format('{"event_id":"%s","seq":%s}', v_ids[1], v_head + 1);
    if v_bytes <= 12288 then
      v_news := engine.event_json(
        v_head + 1, v_ids[1], v_user, p_session, v_first, v_bases[1], v_client, 'v1', v_body, v_times[1], v_now
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

revoke all on all functions in schema engine from public, anon, authenticated, service_role;
revoke all on function public.append_events(uuid, uuid, bigint, jsonb) from public, anon, authenticated, service_role;
grant execute on function public.append_events(uuid, uuid, bigint, jsonb) to authenticated;
