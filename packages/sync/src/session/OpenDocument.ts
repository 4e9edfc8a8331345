import { Clock, type Context, Effect, Schedule, Scope } from 'effect'
import type { Awareness } from 'y-protocols/awareness'
import { type Cell, makeCell } from '../client/Cell.ts'
import type { Ids } from '../identity/Ids.ts'
import { AwarenessRoom } from '../realtime/AwarenessRoom.ts'
import { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { LocalStoreShape, Write } from '../store/LocalStore.ts'
import type { TabsShape } from '../tabs/Tabs.ts'
import { WriteQueue } from '../store/WriteQueue.ts'
import { Company } from './Company.ts'
import type { EngineConfig } from './EngineConfig.ts'
import { freshClientId } from './FreshClientId.ts'
import type { Link, Registration } from './Link.ts'
import { loadDocument } from './LoadDocument.ts'
import { Replica } from './Replica.ts'
import { SessionWorker } from './SessionWorker.ts'
import { Succession } from './Succession.ts'

/** What every open document of an engine shares. */
export interface EngineParts {
  readonly store: LocalStoreShape
  readonly ids: Ids
  readonly config: EngineConfig
  /** The other tabs of this device. */
  readonly tabs: TabsShape
  readonly context: Context.Context<never>
  /** Told when a document got a change that is not on disk yet (false), and when everything of it is (true). */
  readonly wrote: (document: string, all: boolean) => void
}

/** A document under way: its replica, the line of its writes to disk, and the worker that syncs it. */
export interface OpenDocument {
  readonly replica: Replica
  readonly queue: WriteQueue
  readonly worker: SessionWorker
  readonly company: Company
  /** Carets and names; made when first asked for. */
  readonly awareness: () => Awareness
  /** True once this copy cannot go on; the document is to be opened again. */
  readonly lapsed: Cell<boolean>
  /** Gives the document its way to the server, or takes it away. */
  readonly connect: (link: Link | null) => void
}

/** How long a refused write waits before it is tried again, in milliseconds. */
const diskRetry = 2_000
/** How long a write may go without an answer before that is said, in milliseconds. */
const patience = 20_000
const unanswered = new DeviceCannotSave({
  detail: 'The device does not answer. If this stays, export your work and reload.',
})

/** Opens a document from disk. When the scope closes it is sealed, saved and let go. */
export const openDocument = Effect.fnUntraced(function* (
  parts: EngineParts,
  document: string,
  interactive: boolean,
  registration: Registration,
): Effect.fn.Return<OpenDocument, DeviceCannotSave, Scope.Scope> {
  const { store, ids, config, context } = parts
  const clock = yield* Clock.Clock
  const now = () => clock.currentTimeMillisUnsafe()
  const company = yield* Company.join(parts, document)
  const loaded = yield* loadDocument(store, document, ids, now)
  yield* store.hold(loaded.session)
  const fork = Effect.runForkWith(context)
  const scope = yield* Effect.scope
  let ended = false
  const succession = new Succession({
    store,
    document,
    session: loaded.session,
    clientId: () => replica.clientId,
    epoch: () => replica.epoch,
    freshSession: () => ids.uuid(),
    freshClientId: () => freshClientId(loaded.doc, ids),
    hold: (session) => Scope.provide(store.hold(session), scope),
    ended: () => {
      ended = true
      worker.detach()
      registration.lapsed()
    },
  })
  const commit = (writes: readonly Write[]) =>
    Effect.suspend(() => {
      const alarm = fork(
        Effect.map(Effect.sleep(patience), () => {
          if (!queue.empty) worker.setDevice(unanswered)
        }),
      )
      return Effect.ensuring(
        succession.commit(writes),
        Effect.sync(() => alarm.interruptUnsafe()),
      )
    })
  const queue = new WriteQueue(commit, {
    committed: (writes) => {
      company.committed(writes)
      replica.flush()
      if (queue.empty) parts.wrote(document, true)
      worker.setDevice(null)
    },
    refused: (error) => {
      worker.setDevice(error)
      fork(Effect.map(Effect.sleep(diskRetry), () => queue.retry()))
    },
  })
  const replica = new Replica(loaded, {
    ids,
    now,
    write: (writes) => queue.write(writes),
    edited: () => {
      parts.wrote(document, false)
      worker.edited()
    },
  })
  queue.write(loaded.writes)
  const durable = queue.saved.pipe(Effect.retry(Schedule.spaced(diskRetry)), Effect.orDie)
  const worker = new SessionWorker({
    replica,
    config,
    interactive,
    registration,
    company,
    durable,
    context,
  })
  company.serve({ replica, queue, worker })
  let link: Link | null = null
  let room: AwarenessRoom | null = null
  const makeRoom = (): AwarenessRoom => {
    const made = new AwarenessRoom(document, replica.doc, context)
    made.connect(link?.presence ?? null)
    return made
  }
  yield* Effect.addFinalizer(() =>
    Effect.suspend(() => {
      room?.close()
      replica.seal()
      replica.detach()
      worker.close()
      return Effect.andThen(
        Effect.ignore(queue.saved),
        Effect.sync(() => {
          queue.abandon()
          parts.wrote(document, true)
        }),
      )
    }),
  )
  return {
    replica,
    queue,
    worker,
    company,
    lapsed: makeCell(false),
    awareness: () => (room ??= makeRoom()).awareness,
    connect: (next) => {
      link = next
      room?.connect(next?.presence ?? null)
      if (next === null || ended) worker.detach()
      else worker.attach(next)
    },
  }
})
