import type { NetworkStatus, SyncState } from '@coldopen/sync/client'
import { errorText, type ErrorText } from '../../message/errorText.ts'
import { frameText } from '../frame/frameText.ts'
import type { SyncSummary } from '../frame/syncSummary.ts'
import { healthText } from './healthText.ts'

/** What the headline is made of. */
export interface HealthNow {
  readonly summary: SyncSummary
  readonly network: NetworkStatus
  /** Changes the server does not have, all scripts together. */
  readonly queued: number
  /** Those among them that it refused. */
  readonly parked: number
  /** Why a script waits, the worst of them. */
  readonly error: SyncState['error']
}

/** The one thing to know and the one thing to do, as a person says it. */
export const healthHeadline = (now: HealthNow): ErrorText => {
  const { summary, network, queued, parked, error } = now
  switch (summary) {
    case 'failed':
    case 'opening':
    case 'connecting':
    case 'decision':
      return { what: frameText.explain[summary], next: '' }
    case 'unsaved':
      return errorText(error)
    case 'lapsed':
      return { what: healthText.lapsed(queued), next: healthText.lapsedNext }
    case 'trouble':
      return parked > 0
        ? { what: healthText.refused(parked), next: healthText.refusedNext }
        : error === null
          ? { what: healthText.alarm, next: healthText.alarmNext }
          : errorText(error)
    case 'device':
      return {
        what: healthText.alone,
        next: network === 'no-server' ? healthText.noServerNext : healthText.aloneNext,
      }
    case 'offline':
      return { what: healthText.offline(queued), next: healthText.offlineNext }
    case 'saving':
      if (error === null) return { what: healthText.saving(queued), next: healthText.savingNext }
      return {
        what: healthText.waiting(queued, errorText(error).what),
        next: errorText(error).next,
      }
    case 'saved':
      return { what: healthText.saved, next: healthText.savedNext }
  }
}
