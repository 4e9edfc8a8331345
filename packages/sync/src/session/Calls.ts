import { Effect } from 'effect'
import { Incompatible, ServerBusy, type SyncError, WrongEpoch } from '../protocol/SyncError.ts'
import type { Company } from './Company.ts'
import type { Link, Registration } from './Link.ts'
import type { Replica } from './Replica.ts'
import type { SessionEvent } from './SessionState.ts'

/** The calls a session makes over one link. Each answers with the event that tells the state machine how it went. */
export interface Calls {
  readonly open: Effect.Effect<SessionEvent>
  /** Reads on; `behind`: how many events the log is known to hold beyond the cursor. */
  readonly read: (behind: number) => Effect.Effect<SessionEvent>
  readonly send: Effect.Effect<SessionEvent>
  /** Takes the refused event out of the line; while several were sent at once, narrows them down first. */
  readonly park: (error: SyncError) => void
}

export const makeCalls = (
  replica: Replica,
  link: Link,
  registration: Registration,
  durable: Effect.Effect<void>,
  company: Company,
  snapshotBehind: number,
): Calls => {
  const { log, device } = link
  const adopted = new Set<string>()
  let most = Infinity

  const register = (session: string, clientId: () => number) => {
    const attempt = Effect.suspend(() =>
      log.registerSession(replica.document, session, clientId(), device),
    )
    return attempt.pipe(
      Effect.catchTag('ClientIdTaken', ({ detail }) => {
        switch (replica.reidentify(session)) {
          case 'fresh':
            return attempt
          case 'lapsed':
            registration.lapsed()
            return Effect.never
          case 'failed':
            return Effect.fail(new Incompatible({ detail }))
        }
      }),
      Effect.catchTag('ClientIdTaken', ({ detail }) => Effect.fail(new ServerBusy({ detail }))),
    )
  }

  const open = Effect.gen(function* () {
    yield* registration.ensure(link)
    const answer = yield* register(replica.session, () => replica.clientId)
    if (!replica.adoptEpoch(answer.epoch)) return yield* otherEpoch
    registration.opened(answer)
    return { _tag: 'Opened', head: answer.head } as const
  })

  let snapshots = true
  const readOn = Effect.gen(function* () {
    const page = yield* log.read(replica.document, replica.cursor, replica.epoch)
    if (page.epoch === replica.epoch) replica.receive(page.events)
    return page
  })
  /** What the log answers to who is far behind; null when it has no snapshots or one that cannot be read. */
  const catchUp = Effect.gen(function* () {
    const page = yield* log.catchUp(replica.document, replica.cursor, replica.epoch)
    if (page.epoch !== replica.epoch) return page
    if (page.snapshot !== null) return replica.leap(page.snapshot, page.events) ? page : null
    replica.receive(page.events)
    return page
  }).pipe(Effect.catchTag('Incompatible', () => Effect.succeed(null)))
  const next = Effect.fnUntraced(function* (behind: number) {
    const far = replica.cursor === 0 || behind >= snapshotBehind
    if (!far || !snapshots || replica.surveying) return yield* readOn
    const page = yield* catchUp
    if (page !== null) return page
    snapshots = false
    yield* Effect.logWarning('A snapshot cannot be read; the events are.', replica.document)
    return yield* readOn
  })

  const read = Effect.fnUntraced(function* (behind: number) {
    const before = replica.cursor
    const page = yield* next(behind)
    if (page.epoch !== replica.epoch) return yield* otherEpoch
    if (replica.cursor >= page.head) replica.settle()
    if (replica.cursor === before && page.head > before) {
      return yield* new ServerBusy({ detail: `the log holds ${page.head} events but gave none` })
    }
    return { _tag: 'Paged', head: page.head } as const
  })

  const send = Effect.gen(function* () {
    // What joins the line while the disk is waited for is not on it yet: the next call's.
    const saved = replica.line.ids
    yield* durable
    const batch = replica.line.batch(most, replica.epoch)
    const unsaved = batch?.events.findIndex(({ event_id }) => !saved.has(event_id)) ?? -1
    const events = batch?.events.slice(0, unsaved < 0 ? undefined : unsaved)
    const first = events?.[0]
    if (batch === null || events === undefined || first === undefined) {
      return { _tag: 'Acknowledged', head: replica.cursor } as const
    }
    if (batch.session !== replica.session && !adopted.has(batch.session)) {
      yield* register(batch.session, () => first.client_id)
      adopted.add(batch.session)
    }
    const answer = yield* log.append(replica.document, batch.session, replica.epoch, events)
    most = Infinity
    replica.acknowledge(answer.acks)
    company.acknowledged(answer)
    return { _tag: 'Acknowledged', head: answer.head } as const
  })

  const answer = (call: Effect.Effect<SessionEvent, SyncError>): Effect.Effect<SessionEvent> =>
    call.pipe(
      Effect.tap(() => Effect.sync(() => registration.called(null))),
      Effect.catch((error) => {
        registration.called(error)
        return Effect.succeed({ _tag: 'Failed', error } as const)
      }),
    )

  const park = (error: SyncError): void => {
    const batch = replica.line.batch(most, replica.epoch)
    if (batch === null) return
    const several = batch.events.length > 1
    if (several && error._tag !== 'Forbidden') {
      most = Math.ceil(batch.events.length / 2)
      return
    }
    most = Infinity
    const { event_id } = batch.events[0]!
    company.park(event_id, error.detail, error._tag === 'Incompatible')
  }

  return { open: answer(open), read: (behind) => answer(read(behind)), send: answer(send), park }
}

const otherEpoch = Effect.fail(
  new WrongEpoch({ detail: 'The log was restored or reset; it is read again from its start.' }),
)
