-- The event log and what hangs on it (docs/spec/log.md). There is no foreign key from the log to documents or
-- accounts: only append_events writes it, it has checked both, and history outlives accounts.
create table engine.events (
  doc_id uuid not null,
  seq bigint not null,
  event_id uuid not null,
  actor_id uuid not null,
  session_id uuid not null,
  session_seq bigint not null,
  base_seq bigint not null,
  client_id bigint not null,
  authored_at timestamptz not null,
  committed_at timestamptz not null,
  encoding text not null,
  body bytea not null,
  primary key (doc_id, seq),
  constraint events_event_id unique (event_id),
  constraint events_session_seq unique (session_id, session_seq)
);
-- Bodies are small or already dense: do not try to compress them.
alter table engine.events alter column body set storage external;

-- The state of a document at an exact position, as a V2 update.
create table engine.snapshots (
  doc_id uuid not null references engine.documents (id) on delete cascade,
  seq bigint not null check (seq > 0),
  encoding text not null check (encoding = 'v2'),
  body bytea not null,
  created_at timestamptz not null default clock_timestamp(),
  primary key (doc_id, seq)
);
alter table engine.snapshots alter column body set storage external;

-- Events nobody applies. They stay in the log; readers get an empty update in their place.
create table engine.quarantine (
  doc_id uuid not null,
  seq bigint not null,
  reason text not null check (length(reason) between 1 and 2000),
  created_at timestamptz not null default clock_timestamp(),
  primary key (doc_id, seq),
  foreign key (doc_id, seq) references engine.events (doc_id, seq)
);

-- How far the read models of a document are, and the commit time of the event there.
create table engine.cursors (
  doc_id uuid primary key references engine.documents (id) on delete cascade,
  seq bigint not null check (seq >= 0),
  changed_at timestamptz
) with (fillfactor = 70);

-- The project document's part of scene_drafts: where a scene stands on the board and whether it is put away.
create table engine.scene_cards (
  project_id uuid not null references engine.documents (id) on delete cascade,
  scene_id uuid not null,
  order_index integer not null,
  archived boolean not null default false,
  deleted_at timestamptz,
  primary key (project_id, scene_id)
);

-- The last position of a document's log.
create function engine.head(p_doc uuid, p_snapshot_seq bigint) returns bigint
language plpgsql stable set search_path = '' as $$
begin
  return coalesce(
    (select e.seq from engine.events e where e.doc_id = p_doc order by e.seq desc limit 1), p_snapshot_seq
  );
end;
$$;

-- For the operator who restored a log from a backup: what anybody had read of it beyond the backup is void.
create function engine.new_epoch(p_doc uuid) returns bigint
language sql volatile set search_path = '' as $$
  update engine.documents d
  set epoch = greatest(d.epoch + 1, (extract(epoch from pg_catalog.clock_timestamp()) * 1000)::bigint)
  where d.id = p_doc
  returning d.epoch
$$;

revoke all on function engine.head(uuid, bigint), engine.new_epoch(uuid)
  from public, anon, authenticated, service_role;

alter table engine.events enable row level security;
alter table engine.snapshots enable row level security;
alter table engine.quarantine enable row level security;
alter table engine.cursors enable row level security;
alter table engine.scene_cards enable row level security;

revoke all on engine.events, engine.snapshots, engine.quarantine, engine.cursors, engine.scene_cards
  from public, anon, authenticated, service_role;
