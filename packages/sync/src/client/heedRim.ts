import { Effect, type Scope } from 'effect'
import { Offline } from '../protocol/SyncError.ts'
import type { Background } from '../session/Background.ts'
import type { DocumentPool } from '../session/DocumentPool.ts'
import type { Rim } from '../session/Rim.ts'
import type { Network } from './makeNetwork.ts'

/** What the engine does when the platform speaks: save everything before it is hidden, look again when it is back. */
export const heedRim = (
  rim: Rim,
  pool: DocumentPool,
  background: Background,
  network: Network,
): Effect.Effect<void, never, Scope.Scope> =>
  Effect.acquireRelease(
    Effect.sync(() =>
      rim.listen((signal) => {
        switch (signal) {
          case 'hiding':
            for (const { replica, queue, worker } of pool.open) {
              replica.seal()
              queue.urgent()
              worker.post({ _tag: 'Changed' })
            }
            return
          case 'offline':
            return network.called(new Offline({ detail: 'This device is offline.' }))
          case 'woke':
            for (const { company, worker } of pool.open) {
              company.look()
              worker.post({ _tag: 'Woke' })
            }
            return background.wake()
        }
      }),
    ),
    (stop) => Effect.sync(stop),
  ).pipe(Effect.asVoid)
