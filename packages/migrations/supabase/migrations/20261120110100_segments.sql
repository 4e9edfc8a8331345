-- Segments (LOG-22): old events of a document, many to a row, each field of each exactly as it was. A row and three index
-- entries for one key typed take five times its payload (P17). What is the same for all events of a session is said
-- once, positions count up, times are told since the one before; each column is an array, which PostgreSQL compresses.
create table engine.segments (
  doc_id uuid not null,
  first_seq bigint not null,
  last_seq bigint not null,
  -- The least and the greatest event id here.
  least_id uuid not null,
  greatest_id uuid not null,
  encoding text not null,
  -- The sessions that wrote here, and of each: its account, its clientID, its first session_seq here.
  sessions uuid[] not null,
  actors uuid[] not null,
  clients bigint[] not null,
  session_seqs bigint[] not null,
  -- Of each event: its place in `sessions`, its id, how far its base was behind, microseconds since the event before (of
  -- the first: since 1970), and the length of its body.
  writers smallint[] not null,
  event_ids uuid[] not null,
  behind bigint[] not null,
  authored bigint[] not null,
  committed bigint[] not null,
  lengths integer[] not null,
  bodies bytea not null,
  primary key (doc_id, last_seq),
  check (first_seq between 1 and last_seq)
);
alter table engine.segments alter column event_ids set storage external;
alter table engine.segments enable row level security;
revoke all on engine.segments from public, anon, authenticated, service_role;

-- The last position that moved to a segment, and the greatest event id that did; of a session its last session_seq.
alter table engine.documents add column moved_seq bigint not null default 0;
alter table engine.documents add column moved_id uuid;
alter table engine.sessions add column moved_seq bigint not null default 0;

-- A quarantined event may move too.
alter table engine.quarantine drop constraint quarantine_doc_id_seq_fkey;

create function engine.micros(p_at timestamptz) returns bigint
language sql stable as $$
  select (extract(epoch from p_at) * 1000000)::bigint
$$;

create function engine.from_micros(p_micros numeric) returns timestamptz
language sql stable as $$
  select '1970-01-01T00:00:00Z'::timestamptz + pg_catalog.div(p_micros, 1000000)::double precision * interval '1 second'
    + (p_micros % 1000000)::double precision * interval '1 microsecond'
$$;

-- The events of segments, as they were, between two positions.
create function engine.segment_events(p_doc uuid, p_after bigint, p_to bigint) returns setof engine.events
language sql stable set search_path = '' as $$
  select
    s.doc_id, s.first_seq + e.n - 1, e.event_id, s.actors[e.writer], s.sessions[e.writer],
    s.session_seqs[e.writer] + e.nth - 1, s.first_seq + e.n - 2 - e.behind, s.clients[e.writer],
    engine.from_micros(e.authored), engine.from_micros(e.committed), s.encoding,
    pg_catalog.substr(b.bodies, e.until - e.length + 1, e.length)
  from engine.segments s
  -- In memory once, not once for each event; and not among what is counted up, which would copy it for each.
  cross join lateral (select s.bodies || ''::bytea as bodies offset 0) b
  cross join lateral (
    select u.n, u.writer, u.event_id, u.behind, u.length, row_number() over (partition by u.writer order by u.n) as nth,
      sum(u.authored) over w as authored, sum(u.committed) over w as committed, (sum(u.length) over w)::integer as until
    from rows from (
      pg_catalog.unnest(s.writers), pg_catalog.unnest(s.event_ids), pg_catalog.unnest(s.behind),
      pg_catalog.unnest(s.authored), pg_catalog.unnest(s.committed), pg_catalog.unnest(s.lengths)
    ) with ordinality as u (writer, event_id, behind, authored, committed, length, n)
    window w as (order by u.n)
  ) e
  where s.doc_id = p_doc and s.last_seq > p_after and s.first_seq <= p_to
    and e.n > p_after + 1 - s.first_seq and e.n <= p_to + 1 - s.first_seq
$$;

-- Events between two positions, wherever they are. In PL/pgSQL, which plans once in a session: a function of SQL with a
-- search_path of its own is planned at each call, 2 ms for segments nobody asked for.
create function engine.log_events(p_doc uuid, p_after bigint, p_to bigint) returns setof engine.events
language plpgsql stable set search_path = '' as $$
begin
  return query select e.* from engine.events e where e.doc_id = p_doc and e.seq > p_after and e.seq <= p_to;
  if p_after < (select d.moved_seq from engine.documents d where d.id = p_doc) then
    return query select s.* from engine.segment_events(p_doc, p_after, p_to) s;
  end if;
end;
$$;

-- Makes the segment of the events between two positions. What is read back from it must be what went in.
create function engine.make_segment(p_doc uuid, p_after bigint, p_to bigint) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into engine.segments (
    doc_id, first_seq, last_seq, least_id, greatest_id, encoding, sessions, actors, clients, session_seqs, writers,
    event_ids, behind, authored, committed, lengths, bodies
  )
  with e as (
    select l.*, engine.micros(l.authored_at) as authored, engine.micros(l.committed_at) as committed
    from engine.events l
    where l.doc_id = p_doc and l.seq > p_after and l.seq <= p_to
  ), w as (
    select f.*, (row_number() over (order by f.session_id))::smallint as place
    from (select distinct on (e.session_id) e.* from e order by e.session_id, e.seq) f
  )
  select
    p_doc, p_after + 1, p_to,
    (select e.event_id from e order by e.event_id limit 1), (select e.event_id from e order by e.event_id desc limit 1),
    (select min(e.encoding) from e),
    (select array_agg(w.session_id order by w.place) from w), (select array_agg(w.actor_id order by w.place) from w),
    (select array_agg(w.client_id order by w.place) from w), (select array_agg(w.session_seq order by w.place) from w),
    array_agg(g.place order by g.seq), array_agg(g.event_id order by g.seq),
    array_agg(g.seq - 1 - g.base_seq order by g.seq), array_agg(g.authored - g.authored_before order by g.seq),
    array_agg(g.committed - g.committed_before order by g.seq), array_agg(octet_length(g.body) order by g.seq),
    string_agg(g.body, ''::bytea order by g.seq)
  from (
    select e.*, w.place, lag(e.authored, 1, 0::bigint) over n as authored_before,
      lag(e.committed, 1, 0::bigint) over n as committed_before
    from e join w using (session_id)
    window n as (order by e.seq)
  ) g;
  if exists (
    (select l.* from engine.events l where l.doc_id = p_doc and l.seq > p_after and l.seq <= p_to)
    except all (select s.* from engine.segment_events(p_doc, p_after, p_to) s)
  ) or (select count(*) from engine.segment_events(p_doc, p_after, p_to)) <> p_to - p_after then
    raise exception 'The events from % to % of document % do not fit a segment; they stay.', p_after + 1, p_to, p_doc;
  end if;
end;
$$;

-- Moves the oldest events behind the newest snapshot to a segment: at most 1,000 of them and about 1 MiB of bodies, and
-- none when there are fewer than p_least. Writers wait only while the rows are removed: what is in the log does not change.
create function public.compact_log(p_doc uuid, p_epoch bigint, p_least integer default 500) returns json
language plpgsql volatile security definer set search_path = '' as $$
declare
  v_doc engine.documents;
  v_upto bigint;
  v_last bigint;
  v_greatest uuid;
begin
  -- One compactor at a time for each document.
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 3));
  select d.* into v_doc from engine.documents d where d.id = p_doc;
  perform engine.require(found, 'There is no such document.');
  if v_doc.epoch is distinct from p_epoch then
    perform engine.refuse('wrong_epoch', 'The log of this document was restored or reset. Read it again from the start.');
  end if;
  perform engine.require(p_least between 1 and 1000, 'p_least is from 1 to 1,000.');
  -- The last event stays: it tells the head.
  select least(coalesce(max(s.seq), 0), engine.head(p_doc, v_doc.snapshot_seq) - 1) into v_upto
  from engine.snapshots s where s.doc_id = p_doc and s.epoch = p_epoch;
  select max(e.seq) into v_last
  from (
    select l.seq, sum(octet_length(l.body)) over (order by l.seq) - octet_length(l.body) as bytes_before
    from engine.events l
    where l.doc_id = p_doc and l.seq > v_doc.moved_seq and l.seq <= least(v_upto, v_doc.moved_seq + 1000)
  ) e
  where e.bytes_before < 1048576;
  if v_last is null or (v_last - v_doc.moved_seq < p_least and v_last = v_upto) then
    return json_build_object('doc', p_doc, 'moved', 0, 'left', greatest(v_upto - v_doc.moved_seq, 0));
  end if;
  perform engine.make_segment(p_doc, v_doc.moved_seq, v_last);
  perform pg_catalog.pg_advisory_xact_lock(pg_catalog.hashtextextended(p_doc::text, 0));
  update engine.sessions s set moved_seq = m.last
  from (
    select l.session_id, max(l.session_seq) as last from engine.events l
    where l.doc_id = p_doc and l.seq > v_doc.moved_seq and l.seq <= v_last group by l.session_id
  ) m
  where s.id = m.session_id;
  delete from engine.events l where l.doc_id = p_doc and l.seq > v_doc.moved_seq and l.seq <= v_last;
  select greatest(v_doc.moved_id, s.greatest_id) into v_greatest
  from engine.segments s where s.doc_id = p_doc and s.last_seq = v_last;
  update engine.documents d set moved_seq = v_last, moved_id = v_greatest where d.id = p_doc;
  return json_build_object('doc', p_doc, 'moved', v_last - v_doc.moved_seq, 'left', v_upto - v_last);
end;
$$;

revoke all on function
  engine.micros(timestamptz), engine.from_micros(numeric), engine.segment_events(uuid, bigint, bigint),
  engine.log_events(uuid, bigint, bigint), engine.make_segment(uuid, bigint, bigint)
  from public, anon, authenticated, service_role;
revoke all on function public.compact_log(uuid, bigint, integer) from public, anon, authenticated, service_role;
grant execute on function public.compact_log(uuid, bigint, integer) to service_role;
