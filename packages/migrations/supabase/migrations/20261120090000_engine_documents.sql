-- Schema `engine`: the documents, who may do what with them, and the sessions that write to them. It is not exposed
-- by the API: everything goes through the functions of schema `public`.
create schema engine;
revoke all on schema engine from public;

-- A document and its log. A project is the document that has its id. `epoch` differs in every log ever started, so a
-- cursor from a restored or reset server is recognised. `pending`: the projection cursor is behind the log's head,
-- which is not stored: it is the last seq of engine.events, or `snapshot_seq` when the log behind it was moved away.
create table engine.documents (
  id uuid primary key,
  project_id uuid not null references engine.documents (id),
  kind text not null check (kind in ('project', 'screenplay', 'scene', 'timeline')),
  owner_id uuid not null references auth.users (id),
  epoch bigint not null default (extract(epoch from clock_timestamp()) * 1000)::bigint,
  snapshot_seq bigint not null default 0 check (snapshot_seq >= 0),
  pending boolean not null default false,
  created_at timestamptz not null default clock_timestamp(),
  check ((kind = 'project') = (id = project_id))
);
create index documents_project on engine.documents (project_id, created_at, id);
create index documents_owner on engine.documents (owner_id);
create index documents_pending on engine.documents (id) where pending;

create table engine.members (
  project_id uuid not null references engine.documents (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role text not null check (role in ('owner', 'editor', 'commenter', 'viewer')),
  created_at timestamptz not null default clock_timestamp(),
  primary key (project_id, user_id)
);
create index members_user on engine.members (user_id, project_id);

-- A link to a project. Only the hash of its token is kept.
create table engine.invites (
  token_hash bytea primary key,
  project_id uuid not null references engine.documents (id) on delete cascade,
  role text not null check (role in ('editor', 'commenter', 'viewer')),
  created_by uuid not null references auth.users (id) on delete cascade,
  created_at timestamptz not null default clock_timestamp(),
  expires_at timestamptz not null,
  revoked_at timestamptz
);
create index invites_project on engine.invites (project_id);
create index invites_created_by on engine.invites (created_by);

-- Who was removed and when: links made before that do not let them in again.
create table engine.removals (
  project_id uuid not null references engine.documents (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  removed_at timestamptz not null default clock_timestamp(),
  primary key (project_id, user_id)
);
create index removals_user on engine.removals (user_id);

-- One opening of one document by one device. `client_bytes` is the Yjs clientID as it stands in an update.
create table engine.sessions (
  id uuid primary key,
  doc_id uuid not null references engine.documents (id) on delete cascade,
  actor_id uuid not null,
  client_id bigint not null check (client_id between 0 and 9007199254740991),
  client_bytes bytea not null,
  protocol integer not null,
  created_at timestamptz not null default clock_timestamp(),
  unique (doc_id, client_id)
);
create index sessions_actor on engine.sessions (actor_id);

alter table engine.documents enable row level security;
alter table engine.members enable row level security;
alter table engine.invites enable row level security;
alter table engine.removals enable row level security;
alter table engine.sessions enable row level security;

revoke all on all tables in schema engine from public, anon, authenticated, service_role;
