import type { SyncState, SyncStatus } from '../client/Client.ts'
import { Incompatible, nextStep } from '../protocol/SyncError.ts'
import type { DeviceCannotSave } from '../store/DeviceCannotSave.ts'
import type { Alarm } from './ReplicaRim.ts'
import type { SessionState } from './SessionState.ts'

/** What a writer is told: never better than what is known. */
export const describeState = (
  state: SessionState,
  alarm: Alarm | null,
  device: DeviceCannotSave | null,
): SyncState => {
  const { facts } = state
  const error = device ?? state.error ?? alarmError(alarm)
  return {
    status: statusOf(state, alarm !== null || device !== null),
    pending: facts.unsealed + facts.unsent,
    parked: facts.parked,
    cursor: facts.cursor,
    removed: state.phase === 'stopped' && state.error?._tag === 'Forbidden',
    behind: Math.max(0, state.head - facts.cursor),
    error,
  }
}

const statusOf = (state: SessionState, alarmed: boolean): SyncStatus => {
  const { facts, phase, error } = state
  const needsWriter = error !== null && ['park', 'sign-in'].includes(nextStep[error._tag])
  if (alarmed || facts.parked > 0 || needsWriter) return 'error'
  if (!state.known) return phase === 'detached' ? 'local-only' : 'syncing'
  return facts.unsealed + facts.unsent > 0 ? 'syncing' : 'persisted'
}

const alarmError = (alarm: Alarm | null): Incompatible | null =>
  alarm === null ? null : new Incompatible({ detail: `log position ${alarm.seq}: ${alarm.detail}` })

/** Two states that tell the writer the same. */
export const sameState = (a: SyncState, b: SyncState): boolean =>
  a.status === b.status &&
  a.pending === b.pending &&
  a.parked === b.parked &&
  a.cursor === b.cursor &&
  a.removed === b.removed &&
  a.behind === b.behind &&
  a.error === b.error
