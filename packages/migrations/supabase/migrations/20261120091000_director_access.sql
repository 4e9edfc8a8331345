-- Who may read DirectorStudio's tables: members what belongs to their projects, accounts what is theirs. Nobody writes
-- them directly. The functions are asked once per statement, not once per row.
create function engine.readable_projects() returns setof uuid
language sql stable security definer set search_path = '' rows 20 as $$
  select m.project_id from engine.members m where m.user_id = auth.uid()
$$;

create function engine.readable_documents() returns setof uuid
language sql stable security definer set search_path = '' rows 100 as $$
  select d.id
  from engine.members m
  join engine.documents d on d.project_id = m.project_id
  where m.user_id = auth.uid()
$$;

create policy members_read on public.project_overview for select to authenticated
  using (project_id in (select p::text from engine.readable_projects() p));
create policy members_read on public.scene_drafts for select to authenticated
  using (project_id in (select p::text from engine.readable_projects() p));
create policy members_read on public.screenplays for select to authenticated
  using (id in (select engine.readable_documents()));
create policy members_read on public.screenplay_sections for select to authenticated
  using (screenplay_id in (select engine.readable_documents()));
create policy members_read on public.video_uploads for select to authenticated
  using (user_id = (select auth.uid()) or project_id in (select p::text from engine.readable_projects() p));

create policy own_rows on public.user_statistics for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on public.clip_jobs for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on public.credits_ledger for select to authenticated using (user_id = (select auth.uid()));
create policy own_rows on public.continuity_daily_analytics for select to authenticated
  using (user_id = (select auth.uid()));
create policy own_rows on public.continuity_recent_validations for select to authenticated
  using (user_id = (select auth.uid()));
create policy own_rows on public.continuity_telemetry for select to authenticated
  using (user_id = (select auth.uid()));
create policy own_rows on public.continuity_telemetry_performance for select to authenticated
  using (user_id = (select auth.uid()));

-- Continuity of a scene is its project's: every member reads it.
create policy members_read on public.continuity_scene_states for select to authenticated
  using (user_id = (select auth.uid()) or scene_draft_id in (select engine.readable_documents()));
create policy members_read on public.continuity_logs for select to authenticated
  using (
    user_id = (select auth.uid())
    or scene_id in (
      select s.id from public.continuity_scene_states s where s.scene_draft_id in (select engine.readable_documents())
    )
  );

revoke all on function engine.readable_projects(), engine.readable_documents()
  from public, anon, authenticated, service_role;
grant execute on function engine.readable_projects(), engine.readable_documents() to authenticated;

revoke all on
  public.project_overview, public.scene_drafts, public.screenplays, public.screenplay_sections,
  public.user_statistics, public.clip_jobs, public.video_uploads, public.credits_ledger,
  public.continuity_scene_states, public.continuity_logs, public.continuity_recent_validations,
  public.continuity_daily_analytics, public.continuity_telemetry, public.continuity_telemetry_performance
  from public, anon, authenticated, service_role;
revoke all on sequence public.continuity_scene_states_id_seq from public, anon, authenticated, service_role;
grant select on
  public.project_overview, public.scene_drafts, public.screenplays, public.screenplay_sections,
  public.user_statistics, public.clip_jobs, public.video_uploads, public.credits_ledger,
  public.continuity_scene_states, public.continuity_logs, public.continuity_recent_validations,
  public.continuity_daily_analytics, public.continuity_telemetry, public.continuity_telemetry_performance
  to authenticated, service_role;
