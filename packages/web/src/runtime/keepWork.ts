import { createEffect, createRoot } from 'solid-js'
import { keepStorage } from './Storage.ts'
import type { Studio } from './Studio.ts'
import { unsyncedRows } from './unsyncedRows.ts'

/**
 * Asks the browser to keep this site's data once this device holds work that no server has: the first script, the first
 * words. Not on arrival: a browser may put the question to the writer, who must know what it is about.
 */
export const keepWork = (studio: Pick<Studio, 'client' | 'projects' | 'device'>): void =>
  createRoot((done) => {
    createEffect(() => {
      if (studio.client() === null) return
      if (unsyncedRows(studio.projects(), studio.device()).length === 0) return
      queueMicrotask(done)
      keepStorage().catch(reportError)
    })
  })
