import type { Database } from '@coldopen/sync/server'
import type { Role } from './AccessMatrix.ts'
import { call, newUser } from './Caller.ts'
import type { Caller } from './Caller.ts'
import { join, newProject, Writer } from './World.ts'

/** One project with an account in every role, and one row about it in every table. */
export interface Stage {
  readonly database: Database
  readonly project: string
  readonly doc: string
  readonly epoch: number
  /** An invitation made before anybody was removed. */
  readonly token: string
  /** A second owner, whom nobody else is. */
  readonly other: string
  readonly users: Readonly<Partial<Record<Role, string>>>
  readonly callers: Readonly<Record<Role, Caller>>
  /** A registered session of every role that had the chance to register one. */
  readonly writers: Readonly<Partial<Record<Role, Writer>>>
}

export const setStage = async (database: Database): Promise<Stage> => {
  const { owner, project, doc, epoch } = await newProject(database)
  const invite = await call<{ token: string }>(database, owner, 'create_invite', {
    p_project: project,
    p_role: 'viewer',
  })
  const other = await join(database, owner, project, 'viewer')
  await call(database, owner, 'set_member_role', {
    p_project: project,
    p_user: other.user,
    p_role: 'owner',
  })
  const people = {
    stranger: await newUser(database),
    removed: await join(database, owner, project, 'editor'),
    viewer: await join(database, owner, project, 'viewer'),
    commenter: await join(database, owner, project, 'commenter'),
    editor: await join(database, owner, project, 'editor'),
    owner,
  }
  const writers: Partial<Record<Role, Writer>> = {}
  for (const role of ['removed', 'viewer', 'commenter', 'editor', 'owner'] as const)
    writers[role] = await Writer.open(database, people[role], doc)
  const first = await Writer.open(database, owner, doc)
  await first.append([first.event()])
  await fill(database, { project, doc, user: owner.user })
  await call(database, owner, 'remove_member', {
    p_project: project,
    p_user: people.removed.user,
  })
  return {
    database,
    project,
    doc,
    epoch,
    token: invite.token,
    other: other.user,
    users: Object.fromEntries(Object.entries(people).map(([role, { user }]) => [role, user])),
    callers: { anon: 'anon', service: 'service', ...people },
    writers,
  }
}

/** A row of the owner in every table functions do not fill by now. */
const fill = (database: Database, ids: { project: string; doc: string; user: string }) =>
  database.exec(
    `
    insert into public.project_overview (project_id, user_id) values (:project, :user);
    insert into public.scene_drafts (id, user_id, project_id, order_index, prompt_text, duration)
      values (:doc, :user, :project, 0, '', 1);
    insert into public.screenplays (id, user_id, title, content) values (:doc, :user, '', '');
    insert into public.screenplay_sections (screenplay_id, heading, content, order_index)
      values (:doc, '', '', 0);
    insert into public.video_uploads (project_id, user_id) values (:project, :user);
    insert into public.continuity_scene_states
      (location, characters, props, prompt, tone, timestamp, user_id, scene_draft_id)
      values ('', '[]', '[]', '', '', now(), :user, :doc);
    insert into public.continuity_logs (scene_id, confidence, issues, passed, timestamp, user_id)
      select id, 1, '[]', true, now(), user_id from public.continuity_scene_states;
    insert into public.user_statistics (user_id) values (:user);
    insert into public.clip_jobs (user_id, user_key, prompt, status) values (:user, '', '', '');
    insert into public.credits_ledger (user_key, user_id) values ('', :user);
    insert into public.continuity_daily_analytics (user_id) values (:user);
    insert into public.continuity_recent_validations (user_id) values (:user);
    insert into public.continuity_telemetry (element, user_id) values ('', :user);
    insert into public.continuity_telemetry_performance (user_id) values (:user);
    `.replace(/:(project|doc|user)\b/g, (_, name: keyof typeof ids) => `'${ids[name]}'`),
  )
