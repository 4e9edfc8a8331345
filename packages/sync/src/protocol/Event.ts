import { Schema } from 'effect'

/** How a body is encoded: Yjs update V1 for events, V2 for snapshots (LOG-7). */
export const Encoding = Schema.Literals(['v1', 'v2'])
export type Encoding = typeof Encoding.Type

const Uuid = Schema.String.check(Schema.isUUID())
const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Roles in a project, from most to least: what each may do is `docs/spec/access.md`. */
export const Role = Schema.Literals(['owner', 'editor', 'commenter', 'viewer'])
export type Role = typeof Role.Type

/** The kinds of document, each with its own event stream. */
export const DocumentKind = Schema.Literals(['project', 'screenplay', 'scene', 'timeline'])
export type DocumentKind = typeof DocumentKind.Type

/** An event as its author sends it: exactly what the outbox holds (OUT-1). `body` is base64, `authored_at` ISO 8601. */
export const NewEvent = Schema.Struct({
  event_id: Uuid,
  session_seq: Count,
  base_seq: Count,
  client_id: Count,
  encoding: Encoding,
  body: Schema.String,
  authored_at: Schema.String,
})
export type NewEvent = typeof NewEvent.Type

/** An event as the log returns it: LOG-1. */
export const LoggedEvent = Schema.Struct({
  seq: Count,
  event_id: Uuid,
  actor_id: Uuid,
  session_id: Uuid,
  session_seq: Count,
  base_seq: Count,
  client_id: Count,
  encoding: Encoding,
  body: Schema.String,
  authored_at: Schema.String,
  committed_at: Schema.String,
})
export type LoggedEvent = typeof LoggedEvent.Type

/** Answer of `append_events`: every event of the batch with the seq it has in the log, and the log's head. */
export const Appended = Schema.Struct({
  doc: Uuid,
  epoch: Count,
  head: Count,
  acks: Schema.Array(Schema.Struct({ event_id: Uuid, seq: Count })),
})
export type Appended = typeof Appended.Type

/** Answer of `read_events`: one page after the cursor; the reader pages until its cursor is `head` (LOG-6). */
export const Page = Schema.Struct({
  doc: Uuid,
  epoch: Count,
  head: Count,
  events: Schema.Array(LoggedEvent),
})
export type Page = typeof Page.Type

/** Answer of `create_project`, `create_document` and `register_session`. */
export const Opened = Schema.Struct({
  doc: Uuid,
  project: Uuid,
  kind: DocumentKind,
  role: Role,
  epoch: Count,
  head: Count,
})
export type Opened = typeof Opened.Type

/**
 * Answer of `list_sessions`: the account and device each named session is of (LOG-4); `device` is null when it registered
 * before sessions named theirs.
 */
export const Sessions = Schema.Struct({
  doc: Uuid,
  sessions: Schema.Array(
    Schema.Struct({ session: Uuid, actor: Uuid, device: Schema.NullOr(Uuid) }),
  ),
})
export type Sessions = typeof Sessions.Type

/** One row of `list_documents`. */
export const Listed = Schema.Struct({
  doc: Uuid,
  project: Uuid,
  kind: DocumentKind,
  role: Role,
  owner: Uuid,
  epoch: Count,
  head: Count,
  created_at: Schema.String,
})
export type Listed = typeof Listed.Type

/** One row of `list_members`. */
export const Member = Schema.Struct({
  user: Uuid,
  email: Schema.NullOr(Schema.String),
  role: Role,
  since: Schema.String,
})
export type Member = typeof Member.Type

/** Payload of the doorbell on topic `doc:<uuid>`, event `append`: RT-1. `events` only when small. */
export const Ring = Schema.Struct({
  doc: Uuid,
  epoch: Count,
  seq: Count,
  events: Schema.optionalKey(Schema.Array(LoggedEvent)),
})
export type Ring = typeof Ring.Type
