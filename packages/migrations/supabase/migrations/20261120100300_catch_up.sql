-- Catching up (CU-1): a reader that is new or far behind gets the newest snapshot and the events that follow on it, in
-- one answer. Which is cheaper is known here: an event costs a reader about 400 bytes beside its body, which travels,
-- like a snapshot, as base64.

-- Whether the events from p_after to p_seq cost a reader more than a snapshot of p_bytes; judged by the first hundred.
create function engine.snapshot_pays(p_doc uuid, p_after bigint, p_seq bigint, p_bytes bigint) returns boolean
language sql stable set search_path = '' as $$
  select (p_seq - p_after) * (300 + coalesce(avg(octet_length(e.body)), 0)) > p_bytes
  from (
    select n.body from engine.events n where n.doc_id = p_doc and n.seq > p_after and n.seq <= p_seq
    order by n.seq limit 100
  ) e
$$;

-- What follows on p_after: as read_events tells it, or `snapshot`, as read_snapshot tells its first part, and what
-- follows on that. The other parts are read_snapshot's.
create function public.catch_up(p_doc uuid, p_after bigint, p_epoch bigint, p_limit integer default 500)
returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_seq bigint;
  v_bytes bigint;
  v_page text;
  v_snapshot text;
begin
  select s.seq, octet_length(s.body) into v_seq, v_bytes
  from engine.snapshots s
  where s.doc_id = p_doc and s.epoch = p_epoch and s.seq > p_after
  order by s.seq desc
  limit 1;
  if found and not engine.snapshot_pays(p_doc, p_after, v_seq, v_bytes) then
    v_seq := null;
  end if;
  v_page := public.read_events(p_doc, coalesce(v_seq, p_after), p_epoch, p_limit)::text;
  if v_seq is not null then
    v_snapshot := (public.read_snapshot(p_doc, p_epoch, v_seq) -> 'snapshot')::text;
  end if;
  return pg_catalog.format('{"snapshot":%s,%s', coalesce(v_snapshot, 'null'), pg_catalog.substr(v_page, 2))::json;
end;
$$;

revoke all on function engine.snapshot_pays(uuid, bigint, bigint, bigint)
  from public, anon, authenticated, service_role;
revoke all on function public.catch_up(uuid, bigint, bigint, integer)
  from public, anon, authenticated, service_role;
grant execute on function public.catch_up(uuid, bigint, bigint, integer) to authenticated;
