import type { DeviceState, ProjectRow } from '@coldopen/sync/client'
import { refusedIn } from './refusedIn.ts'

/** The projects with work that the server, or even this device's disk, does not have. */
export const unsyncedRows = (
  rows: readonly ProjectRow[],
  device: DeviceState,
): readonly ProjectRow[] =>
  rows.filter((row) => row.status !== 'persisted' || refusedIn(device, row.id))
