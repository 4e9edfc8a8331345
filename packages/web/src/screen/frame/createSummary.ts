import { type Accessor, createMemo } from 'solid-js'
import type { Studio } from '../../runtime/Studio.ts'
import { type SyncSummary, syncSummary } from './syncSummary.ts'

/** The one thing to say about all the work, as it changes. */
export const createSummary = (studio: Studio): Accessor<SyncSummary> =>
  createMemo(() =>
    syncSummary({
      open: studio.client() !== null,
      failed: studio.failure() !== null,
      refused: studio.device().refused.size > 0,
      lapsed: studio.lapsed(),
      signedIn: studio.account() !== null,
      network: studio.network(),
      statuses: studio.projects().map((row) => row.status),
    }),
  )
