-- What a project document says of its project and of the documents in it. The seeds have no columns for a title, and
-- archived and deleted_at of a scene or screenplay are the project's word, so that putting one away is one edit there.
create table engine.projects (
  id uuid primary key references engine.documents (id) on delete cascade,
  title text not null,
  slug text not null,
  archived boolean not null,
  created_at timestamptz not null,
  updated_at timestamptz not null
);

create table engine.screenplay_cards (
  project_id uuid not null references engine.documents (id) on delete cascade,
  screenplay_id uuid not null,
  order_index integer not null,
  archived boolean not null,
  deleted_at timestamptz,
  primary key (project_id, screenplay_id)
);

alter table engine.projects enable row level security;
alter table engine.screenplay_cards enable row level security;
revoke all on engine.projects, engine.screenplay_cards from public, anon, authenticated, service_role;

-- Aggregates of a project, from the rows that stand now. Sums run in a fixed order: floating point does not commute.
create function engine.refresh_project(p_project uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into public.project_overview as o (
    project_id, user_id, scene_count, total_duration, project_created_at, last_updated
  )
  select
    p.id::text, p.owner_id, s.scenes, s.duration, p.created_at, coalesce((
      select max(c.changed_at)
      from engine.documents d
      join engine.cursors c on c.doc_id = d.id
      where d.project_id = p.id
    ), p.created_at)
  from engine.documents p
  cross join lateral (
    select count(*) as scenes, coalesce(sum(s.duration order by s.order_index, s.id), 0) as duration
    from public.scene_drafts s
    where s.project_id = p.id::text and not s.archived and s.deleted_at is null
  ) s
  where p.id = p_project
  on conflict (project_id) do update set
    user_id = excluded.user_id,
    scene_count = excluded.scene_count,
    total_duration = excluded.total_duration,
    project_created_at = excluded.project_created_at,
    last_updated = excluded.last_updated
  where (o.user_id, o.scene_count, o.total_duration, o.project_created_at, o.last_updated) is distinct from (
    excluded.user_id, excluded.scene_count, excluded.total_duration, excluded.project_created_at, excluded.last_updated
  );
end;
$$;

-- Aggregates of an account. `updated_at` is its last activity: a rebuilt row equals the one it replaces.
create function engine.refresh_user(p_user uuid) returns void
language plpgsql volatile set search_path = '' as $$
begin
  insert into public.user_statistics as t (
    user_id, email, credits, total_scenes, total_screenplays, completed_videos, last_activity, updated_at
  )
  select
    u.id, u.email,
    (select coalesce(sum(l.credits), 0) from public.credits_ledger l where l.user_id = u.id),
    coalesce(o.scenes, 0),
    (
      select count(*) from public.screenplays s
      where s.user_id = u.id and not s.archived and s.deleted_at is null
    ),
    (select count(*) from public.clip_jobs j where j.user_id = u.id and j.status = 'completed'),
    o.last_updated, coalesce(o.last_updated, u.created_at, 'epoch'::timestamptz)
  from auth.users u
  cross join lateral (
    select sum(o.scene_count) as scenes, max(o.last_updated) as last_updated
    from public.project_overview o
    where o.user_id = u.id
  ) o
  where u.id = p_user
  on conflict (user_id) do update set
    email = excluded.email,
    credits = excluded.credits,
    total_scenes = excluded.total_scenes,
    total_screenplays = excluded.total_screenplays,
    completed_videos = excluded.completed_videos,
    last_activity = excluded.last_activity,
    updated_at = excluded.updated_at
  where (
    t.email, t.credits, t.total_scenes, t.total_screenplays, t.completed_videos, t.last_activity, t.updated_at
  ) is distinct from (
    excluded.email, excluded.credits, excluded.total_scenes, excluded.total_screenplays, excluded.completed_videos,
    excluded.last_activity, excluded.updated_at
  );
end;
$$;

-- An account's e-mail address stands in its statistics; it changes without any event.
create function engine.follow_email() returns trigger
language plpgsql security definer set search_path = '' as $$
begin
  update public.user_statistics s set email = new.email where s.user_id = new.id;
  return null;
end;
$$;
create trigger coldopen_follow_email after update of email on auth.users
  for each row when (old.email is distinct from new.email)
  execute function engine.follow_email();

revoke all on function engine.refresh_project(uuid), engine.refresh_user(uuid), engine.follow_email()
  from public, anon, authenticated, service_role;
