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
  const stuck = new Map<string, number>()
  const late = new Map<string, number>()
  let appendMs: number | null = null
  let reconnects = 0
  let lost = false

  const now = (): EngineHealth => ({
    appendMs,
    queued: sum(states.unsent.values()),
    parked: sum(stuck.values()),
    behind: sum(late.values()),
    reconnects,
  })
  const health = makeCell<EngineHealth>(now(), sameHealth)
  const look = () => health.set(now())

  states.listen((document) => {
    const { parked, behind } = states.get(document).get()
    note(stuck, document, parked)
    note(late, document, behind)
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

  const measured = (log: EventLogShape): EventLogShape => ({
    ...log,
    append: (document, session, epoch, events) =>
      Effect.gen(function* () {
        const started = yield* Clock.currentTimeMillis
        const answer = yield* log.append(document, session, epoch, events)
        appendMs = (yield* Clock.currentTimeMillis) - started
        telemetry.took('coldopen.client.append.duration', appendMs)
        telemetry.many('coldopen.client.append.events', events.length)
        look()
        return answer
      }).pipe(telemetry.traced('coldopen.client.append', { events: events.length })),
    read: (document, after, epoch) =>
      log.read(document, after, epoch).pipe(telemetry.traced('coldopen.client.read')),
    catchUp: (document, after, epoch) =>
      log.catchUp(document, after, epoch).pipe(telemetry.traced('coldopen.client.catchup')),
    registerSession: (document, session, clientId, device) =>
      log
        .registerSession(document, session, clientId, device)
        .pipe(telemetry.traced('coldopen.client.open')),
  })
  return { health, measured }
}

const note = (amounts: Map<string, number>, document: string, amount: number): void => {
  if (amount > 0) amounts.set(document, amount)
  else amounts.delete(document)
}

const sum = (numbers: Iterable<number>): number => {
  let total = 0
  for (const number of numbers) total += number
  return total
}
