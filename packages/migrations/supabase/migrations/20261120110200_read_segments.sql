-- The functions that read the log, reading segments too (LOG-23). Each statement of a stable function sees the same
-- moment, and those that write hold the document's lock or need one event: none can meet a log that is half moved.

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
