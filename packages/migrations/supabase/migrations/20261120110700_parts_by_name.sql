-- A snapshot that takes the place of another at its position is another one.
alter table engine.snapshots add column id uuid not null default gen_random_uuid();

-- One part of a snapshot as JSON text, or null when there is none. Nothing in it needs escaping. In the embedded process,
-- which says so as for doorbells, a part is only named: the handler has the bytes of what many ask for at once.
create or replace function engine.snapshot_json(p_doc uuid, p_epoch bigint, p_seq bigint, p_part integer) returns text
language sql stable set search_path = '' as $$
  select pg_catalog.format(
    '{"seq":%s,"encoding":"v2","committed_at":"%s","bytes":%s,"quarantined":%s,"parts":%s,"part":%s,"body":"%s"}',
    s.seq, engine.iso(s.committed_at), s.bytes,
    (select count(*) from engine.quarantine q where q.doc_id = p_doc and q.seq <= s.seq),
    (select count(*) from engine.snapshot_parts a where a.doc_id = p_doc and a.seq = s.seq),
    p.part,
    case when pg_catalog.current_setting('coldopen.doorbell', true) = 'process'
      then pg_catalog.format('part:%s/%s', s.id, p.part) else p.body end
  )
  from engine.snapshots s
  join engine.snapshot_parts p on p.doc_id = s.doc_id and p.seq = s.seq and p.part = p_part
  where s.doc_id = p_doc and s.epoch = p_epoch and (p_seq is null or s.seq = p_seq)
  order by s.seq desc
  limit 1
$$;
