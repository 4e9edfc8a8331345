-- DirectorStudio's tables, part one: what documents are projected to. Names, columns, types and required-ness are the
-- seed's; what its own SQL got wrong is listed in docs/decisions/director-schema-fixes.md. Only apply_projection writes
-- these tables.
create table public.project_overview (
  project_id text primary key,
  user_id uuid references auth.users (id) on delete cascade,
  scene_count bigint,
  total_duration double precision,
  project_created_at timestamptz,
  last_updated timestamptz
);
create index ix_project_overview_user on public.project_overview (user_id);

create table public.scene_drafts (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  project_id text not null references public.project_overview (project_id) on delete cascade,
  order_index integer not null,
  prompt_text text not null,
  duration double precision not null,
  scene_type text,
  shot_type text,
  archived boolean not null default false,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ix_scene_drafts_project_order on public.scene_drafts (project_id, order_index);
create index ix_scene_drafts_user on public.scene_drafts (user_id);

create table public.screenplays (
  id uuid primary key default gen_random_uuid(),
  user_id uuid not null references auth.users (id) on delete cascade,
  title text not null,
  content text not null,
  version integer not null default 1,
  archived boolean not null default false,
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index ix_screenplays_user on public.screenplays (user_id);

create table public.screenplay_sections (
  id uuid primary key default gen_random_uuid(),
  screenplay_id uuid not null,
  heading text not null,
  content text not null,
  order_index integer not null,
  created_at timestamptz not null default now(),
  constraint fk_screenplay_sections_screenplays
    foreign key (screenplay_id) references public.screenplays (id) on delete cascade
);
create index ix_screenplay_sections_screenplay_order on public.screenplay_sections (screenplay_id, order_index);

create table public.user_statistics (
  user_id uuid primary key references auth.users (id) on delete cascade,
  email varchar,
  credits integer,
  total_scenes bigint,
  total_screenplays bigint,
  completed_videos bigint,
  last_activity timestamptz,
  updated_at timestamptz not null default now()
);

-- updated_at is now when a statement changes a row and does not say otherwise. A projection always says: its times are
-- the log's, so that a rebuilt row equals the row it replaces.
create function public.touch_updated_at() returns trigger
language plpgsql set search_path = '' as $$
begin
  if new.updated_at is not distinct from old.updated_at
    and new is distinct from old
    and pg_catalog.current_setting('coldopen.projecting', true) is distinct from 'yes'
  then
    new.updated_at := now();
  end if;
  return new;
end;
$$;
revoke all on function public.touch_updated_at() from public, anon, authenticated, service_role;

create trigger trg_touch_scene_drafts before update on public.scene_drafts
  for each row execute function public.touch_updated_at();
create trigger trg_touch_screenplays before update on public.screenplays
  for each row execute function public.touch_updated_at();

alter table public.project_overview enable row level security;
alter table public.scene_drafts enable row level security;
alter table public.screenplays enable row level security;
alter table public.screenplay_sections enable row level security;
alter table public.user_statistics enable row level security;
