-- Snapshots (LOG-8): the state of a document at an exact position, made by a projector. Raw events stay: a snapshot only
-- spares readers the events up to it. A snapshot made under another epoch, or before an event up to it was quarantined,
-- is not one of this log.
alter table engine.snapshots add column epoch bigint not null;
alter table engine.snapshots add column committed_at timestamptz not null;

-- Stores the state at p_seq, as base64 of a V2 update. p_quarantined is how many events up to there its maker left out;
-- another number means that it was made of another log than readers see. The newest two are kept, so that whoever reads
-- one in parts can end.
create function public.put_snapshot(p_doc uuid, p_epoch bigint, p_seq bigint, p_quarantined integer, p_body text)
returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_doc engine.documents;
  v_body bytea;
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
    v_body := pg_catalog.decode(p_body, 'base64');
  exception when data_exception then
    perform engine.refuse('invalid', 'p_body is base64.');
  end;
  perform engine.require(octet_length(v_body) > 0, 'p_body is a state.');
  insert into engine.snapshots (doc_id, seq, epoch, encoding, body, committed_at)
  select p_doc, p_seq, p_epoch, 'v2', v_body, e.committed_at
  from engine.events e where e.doc_id = p_doc and e.seq = p_seq
  on conflict (doc_id, seq) do update set
    epoch = excluded.epoch, body = excluded.body, committed_at = excluded.committed_at
  where engine.snapshots.epoch <> excluded.epoch;
  delete from engine.snapshots s
  where s.doc_id = p_doc and s.seq < (
    select n.seq from engine.snapshots n where n.doc_id = p_doc order by n.seq desc offset 1 limit 1
  );
  return json_build_object('doc', p_doc, 'seq', p_seq);
end;
$$;

-- The newest snapshot of a document, or the one at p_seq; `snapshot` is null when there is none. `body` is part p_part
-- (from 0) of `parts`, base64 of up to 1 MiB.
create function public.read_snapshot(
  p_doc uuid, p_epoch bigint, p_seq bigint default null, p_part integer default 0
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_doc record;
  v_snapshot json;
begin
  select d.id, d.epoch, d.snapshot_seq, m.role into v_doc
  from engine.documents d
  left join engine.members m on m.project_id = d.project_id and m.user_id = auth.uid()
  where d.id = p_doc;
  if auth.role() is distinct from 'service_role' then
    perform engine.caller();
    if v_doc.role is null then
      perform engine.refuse('forbidden', 'There is no such document, or you are not a member of its project.');
    end if;
  end if;
  perform engine.require(v_doc.id is not null, 'There is no such document.');
  perform engine.require(p_part >= 0, 'p_part is from 0 to parts - 1.');
  if v_doc.epoch is distinct from p_epoch then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  select json_build_object(
    'seq', s.seq, 'encoding', s.encoding, 'committed_at', engine.iso(s.committed_at), 'bytes', octet_length(s.body),
    'quarantined', (select count(*) from engine.quarantine q where q.doc_id = p_doc and q.seq <= s.seq),
    'parts', (octet_length(s.body) + 1048575) / 1048576, 'part', p_part,
    'body', engine.base64(pg_catalog.substr(s.body, p_part * 1048576 + 1, 1048576))
  )
  into v_snapshot
  from engine.snapshots s
  where s.doc_id = p_doc and s.epoch = p_epoch and (p_seq is null or s.seq = p_seq)
    and p_part < (octet_length(s.body) + 1048575) / 1048576
  order by s.seq desc
  limit 1;
  return json_build_object(
    'doc', p_doc, 'epoch', v_doc.epoch, 'head', engine.head(v_doc.id, v_doc.snapshot_seq), 'snapshot', v_snapshot
  );
end;
$$;

-- Quarantining also removes the snapshots that hold what the event did.
create or replace function public.quarantine_event(p_doc uuid, p_seq bigint, p_reason text) returns json
language plpgsql volatile security definer set search_path = '' as $$
begin
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 2));
  perform engine.require(
    exists (select from engine.events e where e.doc_id = p_doc and e.seq = p_seq), 'There is no such event.'
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

-- For members: the events of a document nobody applies, the newest first, with their authors and the reasons.
create function public.list_quarantined(p_doc uuid, p_limit integer default 100) returns json
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
    join engine.events e on e.doc_id = q.doc_id and e.seq = q.seq
  );
end;
$$;

revoke all on function
  public.put_snapshot(uuid, bigint, bigint, integer, text),
  public.read_snapshot(uuid, bigint, bigint, integer),
  public.list_quarantined(uuid, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.put_snapshot(uuid, bigint, bigint, integer, text) to service_role;
grant execute on function public.read_snapshot(uuid, bigint, bigint, integer) to authenticated, service_role;
grant execute on function public.list_quarantined(uuid, integer) to authenticated;
