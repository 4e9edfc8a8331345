import { diffRows, type Rows } from '@coldopen/core/projection'
import { Effect } from 'effect'
import type { LoggedEvent } from '../protocol/Event.ts'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DocumentCache } from './DocumentCache.ts'
import { KeptDocument } from './KeptDocument.ts'
import { poisonOf } from './Poison.ts'
import type { MakeProjection } from './Projection.ts'
import { LogGap, MissingDependency, ProjectionFailed } from './ProjectionFault.ts'
import type { ProjectionFault } from './ProjectionFault.ts'
import { type CursorMoved, ProjectionStore, type Writes } from './ProjectionStore.ts'
import type { ProjectionWork } from './ProjectionWork.ts'

/** What one step did. */
export interface Projected {
  readonly doc: string
  readonly from: number
  readonly to: number
  readonly quarantined: number
}

/**
 * Brings the read models of one document up to its log: reads what is missing, projects, and writes the difference to
 * what this projector wrote last, or everything when it does not know what stands there.
 */
export const projectDocument = Effect.fn('projectDocument')(function* (
  work: ProjectionWork,
  cache: DocumentCache,
  project: MakeProjection,
): Effect.fn.Return<Projected, SyncError | CursorMoved | ProjectionFault, ProjectionStore> {
  let quarantined = 0
  for (;;) {
    const kept = keptFor(work, cache) ?? new KeptDocument(work, project)
    const step = yield* bringUp(kept, work).pipe(
      Effect.tapError((error) =>
        Effect.sync(() => (spoils(error) ? kept.destroy() : cache.put(kept))),
      ),
    )
    quarantined += step.quarantined
    if (step.spoilt) kept.destroy()
    else {
      cache.put(kept)
      return { doc: work.doc, from: work.cursor, to: kept.applied, quarantined }
    }
  }
})

/** Whether what is kept is of no use after this; after all else it is a sound prefix of the log. */
const spoils = ({ _tag }: SyncError | CursorMoved | ProjectionFault): boolean =>
  _tag === 'WrongEpoch' || _tag === 'LogGap' || _tag === 'ProjectionFailed'

const bringUp = Effect.fnUntraced(function* (kept: KeptDocument, work: ProjectionWork) {
  const store = yield* ProjectionStore
  const replayed = yield* replay(kept, work)
  if (replayed.spoilt) return replayed
  const missing = kept.missing()
  if (missing !== null) {
    return yield* new MissingDependency({ doc: work.doc, seq: kept.applied, ...missing })
  }
  const rows = yield* attempt(kept, () => kept.rows(work))
  const { doc, epoch, cursor: from } = work
  yield* store.apply({ doc, epoch, from, to: kept.applied, writes: writesFor(kept, rows) })
  kept.cursor = kept.applied
  kept.written = rows
  return replayed
})

/**
 * The kept document, if it still is a prefix of the log: the same epoch, and no reset. When another projector moved the
 * cursor, what stands in the tables is not known any more.
 */
function keptFor(work: ProjectionWork, cache: DocumentCache): KeptDocument | null {
  const kept = cache.take(work.doc)
  if (kept === null) return null
  if (kept.epoch !== work.epoch || work.cursor < kept.cursor) {
    kept.destroy()
    return null
  }
  if (work.cursor > kept.cursor) kept.written = null
  kept.cursor = work.cursor
  return kept
}

/** Reads and applies the log to its head. `spoilt`: an event was quarantined only when it had been applied in part. */
const replay = Effect.fnUntraced(function* (kept: KeptDocument, work: ProjectionWork) {
  const store = yield* ProjectionStore
  let quarantined = 0
  for (let head = work.head; kept.applied < head;) {
    const page = yield* store.read(work.doc, kept.applied, work.epoch)
    head = page.head
    yield* refuseGap(work.doc, kept.applied, page.events)
    const sound: LoggedEvent[] = []
    for (const event of page.events) {
      const poison = poisonOf(event)
      if (poison !== null) {
        yield* store.quarantine(work.doc, poison.seq, poison.reason)
        quarantined += 1
      }
      sound.push(poison === null ? event : { ...event, body: emptyBody })
    }
    const poison = yield* attempt(kept, () => kept.apply(sound))
    if (poison !== null) {
      yield* store.quarantine(work.doc, poison.seq, poison.reason)
      return { spoilt: true, quarantined: quarantined + 1 }
    }
  }
  return { spoilt: false, quarantined }
})

/** A V1 update that changes nothing, as readers get it in place of a quarantined event. */
const emptyBody = 'AAA='

const refuseGap = Effect.fnUntraced(function* (
  doc: string,
  applied: number,
  events: readonly LoggedEvent[],
) {
  if (events.length === 0) return yield* new LogGap({ doc, expected: applied + 1, found: null })
  for (const [index, { seq }] of events.entries()) {
    const expected = applied + 1 + index
    if (seq !== expected) return yield* new LogGap({ doc, expected, found: seq })
  }
})

/** Runs code of the projection, whose faults are alarms. */
const attempt = <A>(kept: KeptDocument, run: () => A): Effect.Effect<A, ProjectionFailed> =>
  Effect.try({
    try: run,
    catch: (cause) =>
      new ProjectionFailed({ doc: kept.id, seq: kept.applied, detail: String(cause) }),
  })

function writesFor(kept: KeptDocument, rows: Rows): Writes {
  if (kept.written !== null) return { ...diffRows(kept.written, rows) }
  return Object.fromEntries(
    Object.entries(rows).map(([table, upsert]) => [table, { upsert, remove: [], replace: true }]),
  )
}
