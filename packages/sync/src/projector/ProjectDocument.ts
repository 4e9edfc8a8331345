import { diffRows, type Rows, withoutLate } from '@coldopen/core/projection'
import { Effect } from 'effect'
import type { LoggedEvent } from '../protocol/Event.ts'
import { type SyncError, TooLarge } from '../protocol/SyncError.ts'
import type { DocumentCache } from './DocumentCache.ts'
import { KeptDocument } from './KeptDocument.ts'
import { poisonOf } from './Poison.ts'
import type { MakeProjection } from './Projection.ts'
import { maxSnapshotBytes, snapshotAfter, type SnapshotPace } from './Snapshot.ts'
import type { Watch } from './Watch.ts'
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

/** What a projector does its work with. */
export interface Workshop {
  readonly cache: DocumentCache
  readonly project: MakeProjection
  readonly watch: Watch
  readonly snapshots: SnapshotPace
}

/**
 * Brings the read models of one document up to its log: reads what is missing, projects, and writes the difference to
 * what this projector wrote last, or everything when it does not know what stands there. The row that holds a whole script
 * is written when the work says so.
 */
export const projectDocument = Effect.fnUntraced(function* (
  claimed: ProjectionWork,
  workshop: Workshop,
): Effect.fn.Return<Projected, SyncError | CursorMoved | ProjectionFault, ProjectionStore> {
  const { cache } = workshop
  let quarantined = 0
  for (;;) {
    const work = { ...claimed, quarantined: claimed.quarantined + quarantined }
    const kept = keptFor(work, cache) ?? (yield* begin(work, workshop))
    const step = yield* bringUp(kept, work, workshop).pipe(
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

/** A document this projector does not have: from its newest snapshot, if there can be one, or from its first event. */
const begin = Effect.fnUntraced(function* (
  work: ProjectionWork,
  { project, watch, snapshots }: Workshop,
) {
  const store = yield* ProjectionStore
  const young = work.head < snapshotAfter(0, snapshots)
  const snapshot = young ? null : yield* store.snapshot(work.doc, work.epoch)
  const kept = new KeptDocument(work, project)
  if (snapshot === null || snapshot.seq > work.head) return kept
  return yield* attempt(kept, watch, () => kept.load(snapshot)).pipe(
    Effect.as(kept),
    Effect.tapError((fault) =>
      Effect.logError('A snapshot is not used.', { doc: work.doc, reason: fault.detail }),
    ),
    Effect.catch(() => Effect.sync(() => new KeptDocument(work, project))),
  )
})

/** Whether what is kept is of no use after this; after all else it is a sound prefix of the log. */
const spoils = ({ _tag }: SyncError | CursorMoved | ProjectionFault): boolean =>
  _tag === 'WrongEpoch' || _tag === 'LogGap' || _tag === 'ProjectionFailed'

const bringUp = Effect.fnUntraced(function* (
  kept: KeptDocument,
  work: ProjectionWork,
  { watch, snapshots }: Workshop,
) {
  const store = yield* ProjectionStore
  const replayed = yield* replay(kept, work, watch)
  if (replayed.spoilt) return replayed
  const missing = kept.missing()
  if (missing !== null) {
    return yield* new MissingDependency({ doc: work.doc, seq: kept.applied, ...missing })
  }
  const projected = yield* attempt(kept, watch, () => kept.rows(work))
  const rows =
    kept.written === null || work.whole ? projected : withoutLate(kept.written, projected)
  const { doc, epoch, cursor: from } = work
  yield* store.apply({ doc, epoch, from, to: kept.applied, writes: writesFor(kept, rows) })
  kept.cursor = kept.applied
  kept.written = rows
  if (kept.snapshotDue(snapshots)) yield* keepSnapshot(kept, watch)
  return replayed
})

/** Stores the state: readers without a snapshot read events, so that a store that refuses one is only told of. */
const keepSnapshot = Effect.fnUntraced(function* (kept: KeptDocument, watch: Watch) {
  const store = yield* ProjectionStore
  const { id: doc, epoch, applied: seq, quarantined } = kept
  const body = yield* attempt(kept, watch, () => kept.snapshot())
  const stored =
    body.length > maxSnapshotBytes
      ? new TooLarge({ detail: `The state has ${body.length} bytes.` })
      : yield* store.keep({ doc, epoch, seq, quarantined, body }).pipe(
          Effect.as(null),
          Effect.catch((refusal) => Effect.succeed(refusal)),
        )
  if (stored !== null)
    yield* Effect.logWarning('A snapshot is not stored.', { doc, seq, reason: stored._tag })
  else yield* compact(doc, epoch)
})

/** Segments made after one snapshot at most: what an old log has more of waits for the next. */
const mostSegments = 20

/** Moves the log behind the snapshot to segments; readers read rows where that fails, so that it is only told of. */
const compact = Effect.fnUntraced(
  function* (doc: string, epoch: number) {
    const store = yield* ProjectionStore
    for (let made = 0; made < mostSegments; made += 1)
      if ((yield* store.compact(doc, epoch)) === 0) return
  },
  Effect.catch((error) => Effect.logWarning('The log behind a snapshot is not moved.', error)),
)

/**
 * The kept document, if it still is a prefix of the log: the same epoch, the same events left out, no reset. When another projector moved the
 * cursor, what stands in the tables is not known any more.
 */
function keptFor(work: ProjectionWork, cache: DocumentCache): KeptDocument | null {
  const kept = cache.take(work.doc)
  if (kept === null) return null
  if (
    kept.epoch !== work.epoch ||
    kept.quarantined !== work.quarantined ||
    work.cursor < kept.cursor
  ) {
    kept.destroy()
    return null
  }
  if (work.cursor > kept.cursor) kept.written = null
  kept.cursor = work.cursor
  return kept
}

/** Reads and applies the log to its head. `spoilt`: an event was quarantined only when it had been applied in part. */
const replay = Effect.fnUntraced(function* (
  kept: KeptDocument,
  work: ProjectionWork,
  watch: Watch,
) {
  const store = yield* ProjectionStore
  const before = kept.quarantined
  for (let head = work.head; kept.applied < head;) {
    const page = yield* store.read(work.doc, kept.applied, work.epoch)
    head = page.head
    yield* refuseGap(work.doc, kept.applied, page.events)
    const judged = yield* attempt(kept, watch, () => page.events.map(poisonOf))
    const sound = page.events.map((event, index) =>
      judged[index] === null ? event : { ...event, body: emptyBody },
    )
    const { poison, spoilt } = yield* attempt(kept, watch, () => kept.apply(sound))
    const left = [...judged, ...poison].filter((one) => one !== null)
    // Counted first: should the store not answer, what is kept does not match the log, and it is replayed.
    kept.quarantined += left.length
    for (const { seq, reason } of left) yield* store.quarantine(work.doc, seq, reason)
    if (spoilt) return { spoilt, quarantined: kept.quarantined - before }
  }
  return { spoilt: false, quarantined: kept.quarantined - before }
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

/** Runs code that may take long or, when it is the projection's, fail; that is an alarm. */
const attempt = <A>(
  kept: KeptDocument,
  watch: Watch,
  run: () => A,
): Effect.Effect<A, ProjectionFailed> =>
  Effect.try({
    try: () => {
      watch.enter(kept.id, kept.applied)
      try {
        return run()
      } finally {
        watch.leave()
      }
    },
    catch: (cause) =>
      new ProjectionFailed({ doc: kept.id, seq: kept.applied, detail: String(cause) }),
  })

function writesFor(kept: KeptDocument, rows: Rows): Writes {
  if (kept.written !== null) return { ...diffRows(kept.written, rows) }
  return Object.fromEntries(
    Object.entries(rows).map(([table, upsert]) => [table, { upsert, remove: [], replace: true }]),
  )
}
