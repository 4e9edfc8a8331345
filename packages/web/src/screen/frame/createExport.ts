import type { ProjectRow } from '@coldopen/sync/client'
import { type Accessor, createSignal } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import type { Studio } from '../../runtime/Studio.ts'
import { complain, say } from '../../runtime/Toasts.ts'
import { unsyncedRows } from '../../runtime/unsyncedRows.ts'
import { frameText } from './frameText.ts'

/** Takes work out as one file that the library's import reads back; everything unsynced unless projects are chosen. */
export interface WorkExport {
  readonly busy: Accessor<boolean>
  run(): Promise<void>
}

export const createExport = (
  studio: Studio,
  chosen: () => readonly ProjectRow[] = () => unsyncedRows(studio.projects(), studio.device()),
): WorkExport => {
  const [busy, setBusy] = createSignal(false)
  const run = async () => {
    setBusy(true)
    try {
      const [client, { exportWork }] = await Promise.all([
        studio.ready(),
        import('../../runtime/exportWork.ts'),
      ])
      const rows = chosen()
      const missing = await exportWork(client, rows)
      if (missing > 0) complain(frameText.exportedPart(missing))
      else say(frameText.exported(rows.length))
    } catch (error) {
      complain(errorLine(error))
    } finally {
      setBusy(false)
    }
  }
  return { busy, run }
}
