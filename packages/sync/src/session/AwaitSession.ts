import { Effect } from 'effect'
import { nextStep, SignInAgain, type SyncError } from '../protocol/SyncError.ts'
import type { OpenDocument } from './OpenDocument.ts'
import type { Phase, SessionState } from './SessionState.ts'
import type { SessionWorker } from './SessionWorker.ts'

const onlyHere = new SignInAgain({
  detail: 'The document is only on this device: sign in to a server to send it.',
})

/** Waits for the log to have everything changed up to the call. Fails with what parks it. */
export const persisted = ({ replica, worker }: OpenDocument): Effect.Effect<void, SyncError> =>
  Effect.suspend(() => {
    worker.post({ _tag: 'SealDue' })
    const last = replica.line.events.at(-1)?.key[2]
    return until(worker, (machine) => {
      if (machine.phase === 'detached') return onlyHere
      if (machine.phase === 'stopped' || replica.line.parked > 0) return machine.error ?? onlyHere
      if (!machine.known) return null
      return replica.line.events.some(({ key }) => key[2] === last) ? null : 'done'
    })
  })

const calling: ReadonlySet<Phase> = new Set(['opening', 'reading', 'sending'])

/**
 * Waits for a read of the log that began after the call to reach its head; one under way will do for a caller who has
 * just opened the document (`joins`). What failed before, or was under way, is no reason to give up: it is tried at
 * once. A document only here is caught up.
 */
export const caughtUp = (
  { worker }: OpenDocument,
  joins: 'joins' | null = null,
): Effect.Effect<void, SyncError> =>
  Effect.suspend(() => {
    const { phase, known, reads } = worker.machine
    if (!known && phase === 'detached') return Effect.void
    let earlier = calling.has(phase)
    const joined = joins !== null && phase === 'reading'
    const awaited = joined ? reads.begun : reads.begun + 1
    if (!joined) worker.post({ _tag: 'Woke' })
    return until(worker, (machine) => {
      if (machine.phase === 'detached') return onlyHere
      if (machine.reads.reached >= awaited) return 'done'
      if (calling.has(machine.phase)) return null
      if (earlier) {
        earlier = false
        worker.post({ _tag: 'Woke' })
        return null
      }
      return machine.error !== null && nextStep[machine.error._tag] !== 'reread'
        ? machine.error
        : null
    })
  })

/** Waits until a session has nothing to do, or cannot do it now. */
export const settled = (worker: SessionWorker): Effect.Effect<void> =>
  Effect.ignore(
    until(worker, ({ phase, stale }) =>
      ['detached', 'stopped', 'waiting', 'closed'].includes(phase) || (phase === 'idle' && !stale)
        ? 'done'
        : null,
    ),
  )

const until = (
  worker: SessionWorker,
  verdict: (machine: SessionState) => SyncError | 'done' | null,
): Effect.Effect<void, SyncError> =>
  Effect.callback((resume) => {
    const look = (machine: SessionState): boolean => {
      const answer = verdict(machine)
      if (answer === null) return false
      resume(answer === 'done' ? Effect.void : Effect.fail(answer))
      return true
    }
    if (look(worker.machine)) return undefined
    const stop = worker.watch((machine) => {
      if (look(machine)) stop()
    })
    return Effect.sync(stop)
  })
