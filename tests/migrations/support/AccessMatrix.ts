import { randomUUID } from 'node:crypto'
import { protocolVersion } from '@coldopen/sync/protocol'
import type { Stage } from './Stage.ts'

/** Every kind of caller, in the order of the columns below. */
export const roles = [
  'anon',
  'stranger',
  'removed',
  'viewer',
  'commenter',
  'editor',
  'owner',
  'service',
] as const
export type Role = (typeof roles)[number]

/**
 * What each role gets, one letter a role: `+` it succeeds or sees rows, `0` it sees none, `f` forbidden, `-` no
 * permission at all.
 */
export type Outcomes = string

/** Reading: `select` on each table. No role may write any of them. */
export const tables: Readonly<Record<string, Outcomes>> = {
  //                                       a s r v c e o S
  'engine.cursors': '--------',
  'engine.documents': '--------',
  'engine.events': '--------',
  'engine.invites': '--------',
  'engine.leases': '--------',
  'engine.members': '--------',
  'engine.projects': '--------',
  'engine.quarantine': '--------',
  'engine.removals': '--------',
  'engine.scene_cards': '--------',
  'engine.screenplay_cards': '--------',
  'engine.segments': '--------',
  'engine.sessions': '--------',
  'engine.snapshot_parts': '--------',
  'engine.snapshots': '--------',
  'public.project_overview': '-00+++++',
  'public.scene_drafts': '-00+++++',
  'public.screenplays': '-00+++++',
  'public.screenplay_sections': '-00+++++',
  'public.video_uploads': '-00+++++',
  'public.continuity_scene_states': '-00+++++',
  'public.continuity_logs': '-00+++++',
  'public.user_statistics': '-00000++',
  'public.clip_jobs': '-00000++',
  'public.credits_ledger': '-00000++',
  'public.continuity_daily_analytics': '-00000++',
  'public.continuity_recent_validations': '-00000++',
  'public.continuity_telemetry': '-00000++',
  'public.continuity_telemetry_performance': '-00000++',
}

type Arguments = Readonly<Record<string, unknown>>

/** A call of a public function by each role. */
export interface FunctionCase {
  readonly name: string
  readonly case?: string
  readonly args: (stage: Stage, role: Role) => Arguments
  readonly outcomes: Outcomes
}

const projectOf = ({ project }: Stage): Arguments => ({ p_project: project })

export const functions: readonly FunctionCase[] = [
  //                                       asrvceoS
  {
    name: 'create_project',
    args: () => ({ p_project: randomUUID() }),
    outcomes: '-++++++-',
  },
  { name: 'create_project', case: 'again', args: projectOf, outcomes: '-ff++++-' },
  {
    name: 'create_document',
    args: ({ project }) => ({ p_project: project, p_doc: randomUUID(), p_kind: 'scene' }),
    outcomes: '-ffff++-',
  },
  {
    name: 'create_document',
    case: 'again',
    args: ({ project, doc }) => ({ p_project: project, p_doc: doc, p_kind: 'screenplay' }),
    outcomes: '-ff++++-',
  },
  {
    name: 'register_session',
    args: ({ doc }) => ({
      p_doc: doc,
      p_session: randomUUID(),
      p_client_id: Math.floor(Math.random() * 2 ** 32),
      p_protocol: protocolVersion,
      p_device: randomUUID(),
    }),
    outcomes: '-ff++++-',
  },
  {
    name: 'append_events',
    args: ({ doc, epoch, writers }, role) => ({
      p_doc: doc,
      p_session: writers[role]?.id ?? randomUUID(),
      p_epoch: epoch,
      p_events: [writers[role]?.event({ session_seq: 1 }) ?? {}],
    }),
    outcomes: '-ffff++-',
  },
  {
    name: 'read_events',
    args: ({ doc, epoch }) => ({ p_doc: doc, p_after: 0, p_epoch: epoch }),
    outcomes: '-ff+++++',
  },
  {
    name: 'catch_up',
    args: ({ doc, epoch }) => ({ p_doc: doc, p_after: 0, p_epoch: epoch }),
    outcomes: '-ff++++-',
  },
  {
    name: 'list_sessions',
    args: ({ doc }) => ({ p_doc: doc, p_sessions: [] }),
    outcomes: '-ff+++++',
  },
  { name: 'list_documents', args: () => ({}), outcomes: '-++++++-' },
  { name: 'list_documents', case: 'of a project', args: projectOf, outcomes: '-ff++++-' },
  {
    name: 'create_invite',
    args: ({ project }) => ({ p_project: project, p_role: 'viewer' }),
    outcomes: '-fffff+-',
  },
  { name: 'revoke_invites', args: projectOf, outcomes: '-fffff+-' },
  { name: 'accept_invite', args: ({ token }) => ({ p_token: token }), outcomes: '-+f++++-' },
  { name: 'list_members', args: projectOf, outcomes: '-ff++++-' },
  {
    name: 'set_member_role',
    args: ({ project, other }) => ({ p_project: project, p_user: other, p_role: 'commenter' }),
    outcomes: '-fffff+-',
  },
  {
    name: 'remove_member',
    args: ({ project, other }) => ({ p_project: project, p_user: other }),
    outcomes: '-fffff+-',
  },
  {
    name: 'remove_member',
    case: 'oneself',
    args: ({ project, users }, role) => ({ p_project: project, p_user: users[role] ?? null }),
    outcomes: '-ff++++-',
  },
  { name: 'sample_project', args: () => ({}), outcomes: '-++++++-' },
  {
    name: 'apply_projection',
    args: ({ doc, epoch }) => ({ p_doc: doc, p_epoch: epoch, p_from: 0, p_to: 1, p_rows: {} }),
    outcomes: '-------+',
  },
  {
    name: 'quarantine_event',
    args: ({ doc }) => ({ p_doc: doc, p_seq: 1, p_reason: 'bomb' }),
    outcomes: '-------+',
  },
  {
    name: 'claim_documents',
    args: () => ({ p_projector: randomUUID(), p_limit: 1, p_seconds: 1 }),
    outcomes: '-------+',
  },
  {
    name: 'renew_leases',
    args: () => ({ p_projector: randomUUID(), p_seconds: 1 }),
    outcomes: '-------+',
  },
  {
    name: 'release_leases',
    args: () => ({ p_projector: randomUUID() }),
    outcomes: '-------+',
  },
  {
    name: 'park_document',
    args: ({ doc }) => ({ p_projector: randomUUID(), p_doc: doc, p_head: 1, p_reason: 'fails' }),
    outcomes: '-------+',
  },
  {
    name: 'put_snapshot',
    args: ({ doc, epoch }) => ({
      p_doc: doc,
      p_epoch: epoch,
      p_seq: 1,
      p_quarantined: 0,
      p_body: 'AAA=',
    }),
    outcomes: '-------invalid PT422',
  },
  {
    name: 'compact_log',
    args: ({ doc, epoch }) => ({ p_doc: doc, p_epoch: epoch }),
    outcomes: '-------+',
  },
  {
    name: 'read_snapshot',
    args: ({ doc, epoch }) => ({ p_doc: doc, p_epoch: epoch }),
    outcomes: '-ff+++++',
  },
  {
    name: 'list_quarantined',
    args: ({ doc }) => ({ p_doc: doc }),
    outcomes: '-ff++++-',
  },
  { name: 'rebuild_projection', args: () => ({}), outcomes: '-------+' },
  { name: 'reset_projection', args: () => ({}), outcomes: '-------+' },
  { name: 'server_health', args: () => ({}), outcomes: '-------+' },
]

/** Functions nobody calls: a trigger in `public`, and all of `engine`. */
export const internal: readonly string[] = [
  'public.touch_updated_at',
  ...[
    'appended',
    'base64',
    'caller',
    'event_fault',
    'event_json',
    'follow_email',
    'from_micros',
    'head',
    'is_moved',
    'iso',
    'keep_an_owner',
    'keep_parts',
    'known_acks',
    'lease_range',
    'log_events',
    'make_segment',
    'may_hear',
    'micros',
    'new_epoch',
    'opened',
    'project_projects',
    'project_scene_cards',
    'project_scene_drafts',
    'project_screenplay_cards',
    'project_screenplay_sections',
    'project_screenplays',
    'project_table',
    'protocol',
    'rank',
    'readable_documents',
    'readable_projects',
    'refresh_project',
    'refresh_user',
    'refuse',
    'refuse_append',
    'refuse_fault',
    'removed',
    'require',
    'require_owner',
    'ring',
    'ring_members',
    'role_in',
    'segment_events',
    'snapshot_json',
    'snapshot_pays',
    'touch_project',
    'upserted',
    'varuint',
  ].map((name) => `engine.${name}`),
]

/** Hearing and speaking on a private channel. Hearing oneself is tried as the owner. */
export const topics: readonly {
  readonly topic: (stage: Stage) => string
  readonly hear: Outcomes
  readonly speak: Outcomes
}[] = [
  //                                                     asrvceo
  { topic: ({ doc }) => `doc:${doc}`, hear: '000++++', speak: '-------' },
  { topic: ({ doc }) => `presence:${doc}`, hear: '000++++', speak: '---++++' },
  { topic: ({ users }) => `user:${users.owner}`, hear: '000000+', speak: '-------' },
  { topic: () => `presence:${randomUUID()}`, hear: '0000000', speak: '-------' },
  { topic: () => 'presence:not-an-id', hear: '0000000', speak: '-------' },
  { topic: ({ doc }) => `other:${doc}`, hear: '0000000', speak: '-------' },
  { topic: () => '', hear: '0000000', speak: '-------' },
]
