import { Effect } from 'effect'
import type * as Y from 'yjs'
import type { SyncError } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import { acquireRead } from './AcquireRead.ts'
import type { Engine } from './Engine.ts'

/** Reads or changes a document nobody looks at: opens it, waits until a change is on disk, and lets it go. */
export const editQuietly = <A>(
  engine: Engine,
  document: string,
  use: (doc: Y.Doc) => A,
): Effect.Effect<A, SyncError | DeviceCannotSave> =>
  Effect.acquireUseRelease(
    acquireRead(engine, document, false),
    ({ replica, queue, worker }) =>
      Effect.suspend(() => {
        const result = use(replica.doc)
        replica.flush()
        worker.post({ _tag: 'SealDue' })
        return Effect.as(queue.saved, result)
      }),
    (open) => engine.pool.release(open),
  )
