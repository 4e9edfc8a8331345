import { inspectUpdate } from '@coldopen/core/document'
import { Clock, Effect, Result } from 'effect'
import { fromBase64 } from 'lib0/buffer'
import {
  Forbidden,
  Incompatible,
  type SyncError,
  TooLarge,
  WrongEpoch,
} from '../protocol/SyncError.ts'
import {
  maxBatchEvents,
  maxDoorbellBody,
  maxEventBytes,
  maxListedSessions,
  maxPageEvents,
} from '../protocol/Limits.ts'
import type { DocumentKind, LoggedEvent, NewEvent, Opened } from '../protocol/Event.ts'
import { memoryCatchUp } from './CatchUp.memory.ts'
import { ClientIdTaken, type EventLogShape } from './EventLog.ts'
import type { MemoryDocument, MemoryLogState } from './LogState.memory.ts'
import { MemorySegments } from './Segments.memory.ts'

const noDocument = new Forbidden({
  detail: 'There is no such document, or you are not a member of its project.',
})
const invalid = (detail: string): Incompatible => new Incompatible({ detail })

/** The log's rules over state in memory, as `append_events` and its siblings keep them, for one account. */
export const memoryEventLog = (state: MemoryLogState, actor: string): EventLogShape => {
  const opened = (doc: string): Effect.Effect<Opened, Forbidden> => {
    const known = state.documents.get(doc)
    const role = state.roleOf(doc, actor)
    if (known === undefined || role === null) return Effect.fail(noDocument)
    const { project, kind, epoch, events } = known
    return Effect.succeed({ doc, project, kind, role, epoch, head: events.length })
  }
  const make = Effect.fnUntraced(function* (project: string, doc: string, kind: DocumentKind) {
    const createdAt = yield* timestamp
    const owner = state.documents.get(project)?.owner ?? actor
    const segments = new MemorySegments()
    state.documents.set(doc, { project, kind, owner, createdAt, epoch: 1, events: [], segments })
    for (const tell of state.onProject) tell(project)
  })

  const createProject = Effect.fnUntraced(function* (project: string) {
    if (!state.documents.has(project)) {
      state.members.set(project, new Map([[actor, 'owner']]))
      yield* make(project, project, 'project')
    }
    return yield* opened(project)
  })

  const createDocument = Effect.fnUntraced(function* (
    project: string,
    doc: string,
    kind: DocumentKind,
  ) {
    const role = state.roleOf(project, actor)
    if (role === null) return yield* noDocument
    const known = state.documents.get(doc)
    if (known === undefined) {
      if (role !== 'owner' && role !== 'editor') {
        return yield* new Forbidden({ detail: 'Only owners and editors make documents.' })
      }
      yield* make(project, doc, kind)
    } else if (known.project !== project) {
      return yield* new Forbidden({ detail: 'This document id is taken.' })
    } else if (known.kind !== kind) {
      return yield* invalid('This document exists and is of another kind.')
    }
    return yield* opened(doc)
  })

  const registerSession = Effect.fnUntraced(function* (
    document: string,
    session: string,
    clientId: number,
    device: string,
  ) {
    const answer = yield* opened(document)
    const known = state.sessions.get(session)
    if (known === undefined) {
      const taken = [...state.sessions.values()].some(
        (other) => other.document === document && other.clientId === clientId,
      )
      if (taken) return yield* new ClientIdTaken({ detail: 'Write under a fresh clientID.' })
      state.sessions.set(session, { document, actor, clientId, device })
    } else if (known.actor !== actor || known.document !== document) {
      return yield* new Forbidden({ detail: 'This session is of another account or document.' })
    } else if (known.clientId !== clientId) {
      return yield* invalid('This session is registered with another clientID.')
    }
    return answer
  })

  const append = Effect.fnUntraced(function* (
    doc: string,
    session: string,
    epoch: number,
    events: readonly NewEvent[],
  ) {
    const known = state.documents.get(doc)
    const role = state.roleOf(doc, actor)
    if (known === undefined || role === null) return yield* noDocument
    const registered = state.sessions.get(session)
    if (registered?.actor !== actor || registered.document !== doc) {
      return yield* new Forbidden({ detail: 'This session is not registered.' })
    }
    if (role !== 'owner' && role !== 'editor') {
      return yield* new Forbidden({ detail: 'Your role lets you read, not write.' })
    }
    if (known.epoch !== epoch) return yield* otherEpoch
    const fault = faultOf(known, events, session, registered.clientId)
    if (fault === reused) state.reuses++
    if (fault !== null) return yield* fault
    const committed_at = yield* timestamp
    const acks: { event_id: string; seq: number }[] = []
    const fresh: LoggedEvent[] = []
    for (const event of events) {
      const there = inLog(known, session, event.session_seq)
      const seq = there?.seq ?? known.events.length + 1
      acks.push({ event_id: event.event_id, seq })
      if (there !== undefined) continue
      const logged = { ...event, seq, actor_id: actor, session_id: session, committed_at }
      known.events.push(logged)
      fresh.push(logged)
    }
    for (const tell of state.onAppend) if (fresh.length > 0) tell(doc, fresh)
    if (known.kind === 'project') for (const tell of state.onProject) tell(doc)
    return { doc, epoch, head: known.events.length, acks }
  })

  const read = Effect.fnUntraced(function* (doc: string, after: number, epoch: number) {
    const known = state.documents.get(doc)
    if (known === undefined || state.roleOf(doc, actor) === null) return yield* noDocument
    if (known.epoch !== epoch || after > known.events.length) return yield* otherEpoch
    const events = known.events.slice(after, after + maxPageEvents)
    return { doc, epoch, head: known.events.length, events }
  })

  const catchUp = Effect.fnUntraced(function* (doc: string, after: number, epoch: number) {
    yield* read(doc, after, epoch)
    const known = state.documents.get(doc)
    if (known === undefined) return yield* noDocument
    const answer = memoryCatchUp(doc, known, after, state.snapshotOf(doc, known))
    if (answer.snapshot !== null) state.snapshotsRead++
    return answer
  })

  const sessions = Effect.fnUntraced(function* (doc: string, named: readonly string[]) {
    if (state.roleOf(doc, actor) === null) return yield* noDocument
    if (named.length > maxListedSessions) return yield* invalid('Name up to 1,000 sessions.')
    const lines = named.flatMap((session) => {
      const known = state.sessions.get(session)
      if (known?.document !== doc) return []
      return [{ session, actor: known.actor, device: known.device }]
    })
    return { doc, sessions: lines }
  })

  const list = (project: string | null) =>
    Effect.sync(() =>
      [...state.documents].flatMap(([doc, known]) => {
        const role = state.roleOf(doc, actor)
        if (role === null || (project !== null && known.project !== project)) return []
        const { kind, owner, epoch, events, createdAt } = known
        const head = events.length
        return [
          { doc, project: known.project, kind, role, owner, epoch, head, created_at: createdAt },
        ]
      }),
    )

  const quarantined = (doc: string) =>
    state.roleOf(doc, actor) === null
      ? Effect.fail(noDocument)
      : Effect.succeed(state.quarantine.get(doc) ?? [])

  return {
    createProject,
    createDocument,
    registerSession,
    append,
    read,
    catchUp,
    sessions,
    list,
    quarantined,
  }
}

const otherEpoch = new WrongEpoch({ detail: 'The log was restored or reset. Read it again.' })

const reused = new Incompatible({ detail: 'A session_seq was reused.' })

const timestamp = Effect.map(Clock.currentTimeMillis, (now) => new Date(now).toISOString())

/** The events that are rows: those that did not move. */
const rowsOf = ({ events, segments }: MemoryDocument): readonly LoggedEvent[] =>
  events.slice(segments.moved)

const inLog = (known: MemoryDocument, session: string, seq: number): LoggedEvent | undefined =>
  known.segments.find(session, seq) ??
  rowsOf(known).find((event) => event.session_id === session && event.session_seq === seq)

/** Why a batch is refused, checked before anything is written; null when it is in order. */
const faultOf = (
  known: MemoryDocument,
  events: readonly NewEvent[],
  session: string,
  clientId: number,
): SyncError | null => {
  if (events.length > maxBatchEvents)
    return new TooLarge({ detail: 'Send fewer events at a time.' })
  let last = known.segments.lastOf(session)
  for (const event of rowsOf(known)) {
    if (event.session_id === session) last = Math.max(last, event.session_seq)
  }
  for (const event of events) {
    const bytes = fromBase64(event.body)
    if (bytes.byteLength > maxEventBytes) return new TooLarge({ detail: 'Split the change.' })
    if (event.base_seq > known.events.length) return invalid('A base_seq is beyond the log.')
    if (event.client_id !== clientId) return invalid('A client_id is not its session’s.')
    if (event.session_seq > last + 1) return invalid('Events of this session are missing.')
    const there = inLog(known, session, event.session_seq)
    if (there !== undefined && there.body !== event.body) return reused
    const update = inspectUpdate(bytes)
    if (Result.isFailure(update)) return invalid('A body is not a Yjs update.')
    if (update.success.clients.some(({ client }) => client !== clientId)) {
      return invalid('A body has structs of another client.')
    }
    last = Math.max(last, event.session_seq)
  }
  return null
}

/** The ring of an append: small news travel with it. */
export const ringOf = (known: MemoryDocument, doc: string, fresh: readonly LoggedEvent[]) => {
  const small = fresh.reduce((sum, { body }) => sum + body.length, 0) <= maxDoorbellBody
  const seq = fresh.at(-1)?.seq ?? known.events.length
  return { doc, epoch: known.epoch, seq, ...(small && { events: fresh }) }
}
