-- Snapshots are kept as they travel: base64 in parts of at most 1 MiB. Many readers ask for one at once, and making the
-- text for each of them took most of the time of an answer.
create table engine.snapshot_parts (
  doc_id uuid not null,
  seq bigint not null,
  part integer not null check (part >= 0),
  body text not null,
  primary key (doc_id, seq, part),
  foreign key (doc_id, seq) references engine.snapshots (doc_id, seq) on delete cascade
);
-- Base64 of what is dense already: do not try to compress it.
alter table engine.snapshot_parts alter column body set storage external;
alter table engine.snapshot_parts enable row level security;
revoke all on engine.snapshot_parts from public, anon, authenticated, service_role;

-- Base64 in parts that can be decoded each by itself and together: 1,398,100 characters are 1,048,575 bytes.
create function engine.keep_parts(p_doc uuid, p_seq bigint, p_body text) returns void
language sql volatile set search_path = '' as $$
  insert into engine.snapshot_parts (doc_id, seq, part, body)
  select p_doc, p_seq, n, pg_catalog.substr(p_body, n * 1398100 + 1, 1398100)
  from pg_catalog.generate_series(0, (length(p_body) - 1) / 1398100) n
$$;

-- A snapshot that takes the place of another at its position is another one.
alter table engine.snapshots add column id uuid not null default gen_random_uuid();
alter table engine.snapshots add column bytes bigint;
update engine.snapshots s set bytes = octet_length(s.body);
select engine.keep_parts(s.doc_id, s.seq, engine.base64(s.body)) from engine.snapshots s;
alter table engine.snapshots alter column bytes set not null;
alter table engine.snapshots drop column body;

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
  from engine.events e where e.doc_id = p_doc and e.seq = p_seq
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

-- One part of a snapshot as JSON text, or null when there is none. Nothing in it needs escaping. In the embedded process,
-- which says so as for doorbells, a part is only named: the handler has the bytes of what many ask for at once.
create function engine.snapshot_json(p_doc uuid, p_epoch bigint, p_seq bigint, p_part integer) returns text
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

create or replace function public.read_snapshot(
  p_doc uuid, p_epoch bigint, p_seq bigint default null, p_part integer default 0
) returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_doc record;
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
  return pg_catalog.format(
    '{"doc":"%s","epoch":%s,"head":%s,"snapshot":%s}', p_doc, v_doc.epoch,
    engine.head(v_doc.id, v_doc.snapshot_seq),
    coalesce(engine.snapshot_json(p_doc, p_epoch, p_seq, p_part), 'null')
  )::json;
end;
$$;

create or replace function public.catch_up(p_doc uuid, p_after bigint, p_epoch bigint, p_limit integer default 500)
returns json
language plpgsql stable security definer set search_path = '' as $$
declare
  v_seq bigint;
  v_bytes bigint;
  v_page text;
begin
  select s.seq, s.bytes into v_seq, v_bytes
  from engine.snapshots s
  where s.doc_id = p_doc and s.epoch = p_epoch and s.seq > p_after
  order by s.seq desc
  limit 1;
  if found and not engine.snapshot_pays(p_doc, p_after, v_seq, v_bytes) then
    v_seq := null;
  end if;
  v_page := public.read_events(p_doc, coalesce(v_seq, p_after), p_epoch, p_limit)::text;
  return pg_catalog.format(
    '{"snapshot":%s,%s',
    case when v_seq is null then 'null' else engine.snapshot_json(p_doc, p_epoch, v_seq, 0) end,
    pg_catalog.substr(v_page, 2)
  )::json;
end;
$$;

revoke all on function engine.keep_parts(uuid, bigint, text), engine.snapshot_json(uuid, bigint, bigint, integer)
  from public, anon, authenticated, service_role;
