-- The rest of the functions that look up an event, whether or not it has moved to a segment (LOG-23).

create or replace function public.quarantine_event(p_doc uuid, p_seq bigint, p_reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 2));
  perform engine.require(
    exists (select from engine.log_events(p_doc, p_seq - 1, p_seq)), 'There is no such event.'
  );
  insert into engine.quarantine (doc_id, seq, reason)
  values (p_doc, p_seq, coalesce(nullif(pg_catalog.left(p_reason, 2000), ''), 'no reason given'))
  on conflict (doc_id, seq) do nothing;
  if found then
    delete from engine.snapshots s where s.doc_id = p_doc and s.seq >= p_seq;
  end if;
  return json_build_object('doc', p_doc, 'seq', p_seq);
end;
$$;

create or replace function public.list_quarantined(p_doc uuid, p_limit integer default 100) returns json
language plpgsql stable security definer set search_path = '' as $$
begin
  if not exists (
    select from engine.documents d
    join engine.members m on m.project_id = d.project_id and m.user_id = engine.caller()
    where d.id = p_doc
  ) then
    perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
  end if;
  perform engine.require(p_limit between 1 and 1000, 'p_limit is from 1 to 1,000.');
  return (
    select json_build_object('doc', p_doc, 'events', coalesce(json_agg(json_build_object(
      'seq', e.seq, 'event_id', e.event_id, 'actor_id', e.actor_id, 'session_id', e.session_id, 'reason', q.reason,
      'bytes', octet_length(e.body), 'authored_at', engine.iso(e.authored_at),
      'committed_at', engine.iso(e.committed_at), 'quarantined_at', engine.iso(q.created_at)
    ) order by e.seq desc), '[]'::json))
    from (
      select * from engine.quarantine n where n.doc_id = p_doc order by n.seq desc limit p_limit
    ) q
    cross join lateral engine.log_events(q.doc_id, q.seq - 1, q.seq) e
  );
end;
$$;

create or replace function public.put_snapshot(
  p_doc uuid, p_epoch bigint, p_seq bigint, p_quarantined integer, p_body text
) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_doc engine.documents;
  v_bytes bigint;
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 2));
  select d.* into v_doc from engine.documents d where d.id = p_doc;
  perform engine.require(found, 'There is no such document.');
  if v_doc.epoch is distinct from p_epoch then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  if length(p_body) > 8388608 then
    perform engine.refuse('too_large', 'A snapshot takes up to 6 MiB. Readers of this document read its events.');
  end if;
  perform engine.require(
    p_seq between 1 and (select c.seq from engine.cursors c where c.doc_id = p_doc),
    'p_seq is a position that has been projected.'
  );
  if (select count(*) from engine.quarantine q where q.doc_id = p_doc and q.seq <= p_seq) is distinct from p_quarantined
  then
    perform engine.refuse('busy', 'An event was quarantined meanwhile. Read the log again from the start.');
  end if;
  begin
    v_bytes := octet_length(pg_catalog.decode(p_body, 'base64'));
  exception when data_exception then
    perform engine.refuse('invalid', 'p_body is base64.');
  end;
  perform engine.require(v_bytes > 0, 'p_body is a state.');
  perform engine.require(
    length(p_body) = (v_bytes + 2) / 3 * 4, 'p_body is base64 with padding and without line breaks.'
  );
  delete from engine.snapshots s where s.doc_id = p_doc and s.seq = p_seq and s.epoch <> p_epoch;
  insert into engine.snapshots (doc_id, seq, epoch, encoding, bytes, committed_at)
  select p_doc, p_seq, p_epoch, 'v2', v_bytes, e.committed_at
  from engine.log_events(p_doc, p_seq - 1, p_seq) e
  on conflict (doc_id, seq) do nothing;
  if found then
    perform engine.keep_parts(p_doc, p_seq, p_body);
  end if;
  delete from engine.snapshots s
  where s.doc_id = p_doc and s.seq < (
    select n.seq from engine.snapshots n where n.doc_id = p_doc order by n.seq desc offset 1 limit 1
  );
  return json_build_object('doc', p_doc, 'seq', p_seq);
end;
$$;

-- Judged by the segment there, or by the first hundred events.
create or replace function engine.snapshot_pays(p_doc uuid, p_after bigint, p_seq bigint, p_bytes bigint) returns boolean
language sql stable set search_path = '' as $$
  select (p_seq - p_after) * (300 + coalesce(
    (
      select octet_length(s.bodies) / (s.last_seq - s.first_seq + 1)
      from engine.segments s where s.doc_id = p_doc and s.last_seq > p_after order by s.last_seq limit 1
    ),
    (
      select avg(octet_length(e.body))
      from (
        select n.body from engine.events n where n.doc_id = p_doc and n.seq > p_after and n.seq <= p_seq
        order by n.seq limit 100
      ) e
    ),
    0
  )) > p_bytes
$$;
