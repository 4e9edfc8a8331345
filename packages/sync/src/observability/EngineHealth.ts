import { Clock, Effect } from 'effect'
import { makeCell } from '../client/Cell.ts'
import type { NetworkStatus, Readable, SyncState } from '../client/Client.ts'
import type { EventLogShape } from '../log/EventLog.ts'
import type { Telemetry } from './Telemetry.ts'

/** How syncing fares on this device, all documents together. */
export interface EngineHealth {
  /** How long the last append took until it was acknowledged, in ms; null: none was yet. */
  readonly appendMs: number | null
  /** Own events the log has not acknowledged. */
  readonly queued: number
  /** Events the server will not have as they are. */
  readonly parked: number
  /** Events the log was last seen to hold beyond what is applied here. */
  readonly behind: number
  /** How often the server was found again after it had been lost. */
  readonly reconnects: number
}

/** What the health is made of. */
interface Sources {
  readonly states: {
    readonly unsent: ReadonlyMap<string, number>
    get(document: string): Readable<SyncState>
    listen(listener: (document: string) => void): () => void
  }
  readonly network: Readable<NetworkStatus>
  readonly telemetry: Telemetry
}

const sameHealth = (a: EngineHealth, b: EngineHealth): boolean =>
  a.appendMs === b.appendMs &&
  a.queued === b.queued &&
  a.parked === b.parked &&
  a.behind === b.behind &&
  a.reconnects === b.reconnects

/** Follows an engine: its health, and the log to use so that calls are measured. */
export const followHealth = ({ states, network, telemetry }: Sources) => {
  const heads = new Map<string, number>()
  const stuck = new Map<string, number>()
  let appendMs: number | null = null
  let reconnects = 0
  let lost = false

  const now = (): EngineHealth => ({
    appendMs,
    queued: sum(states.unsent.values()),
    parked: sum(stuck.values()),
    behind: sum(
      [...heads].map(([document, head]) => Math.max(0, head - states.get(document).get().cursor)),
    ),
    reconnects,
  })
  const health = makeCell<EngineHealth>(now(), sameHealth)
  const look = () => health.set(now())

  states.listen((document) => {
    const { parked } = states.get(document).get()
    if (parked > 0) stuck.set(document, parked)
    else stuck.delete(document)
    look()
  })
  network.subscribe((status) => {
    if (status === 'offline') lost = true
    if (status !== 'online' || !lost) return
    lost = false
    reconnects += 1
    look()
  })
  health.subscribe(({ queued, parked, behind, reconnects: times }) => {
    telemetry.stands('coldopen.client.queued', queued)
    telemetry.stands('coldopen.client.parked', parked)
    telemetry.stands('coldopen.client.behind', behind)
    telemetry.stands('coldopen.client.reconnects', times)
  })

  const seen = (document: string, head: number) => {
    heads.set(document, head)
    look()
  }
  const measured = (log: EventLogShape): EventLogShape => ({
    ...log,
    append: (document, session, epoch, events) =>
      Effect.gen(function* () {
        const started = yield* Clock.currentTimeMillis
        const answer = yield* log.append(document, session, epoch, events)
        appendMs = (yield* Clock.currentTimeMillis) - started
        telemetry.took('coldopen.client.append.duration', appendMs)
        telemetry.many('coldopen.client.append.events', events.length)
        seen(document, answer.head)
        return answer
      }),
    read: (document, after, epoch) =>
      Effect.tap(log.read(document, after, epoch), ({ head }) =>
        Effect.sync(() => seen(document, head)),
      ),
    catchUp: (document, after, epoch) =>
      Effect.tap(log.catchUp(document, after, epoch), ({ head }) =>
        Effect.sync(() => seen(document, head)),
      ),
  })
  return { health, measured }
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}
