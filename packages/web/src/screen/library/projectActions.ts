import type { ColdopenClient, ProjectRow } from '@coldopen/sync/client'
import { createSignal } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import type { ScriptFormat } from '../../runtime/exportWork.ts'
import type { PrintWish } from '../../runtime/printScript.ts'
import type { Studio } from '../../runtime/Studio.ts'
import { complain, say, sayWorking } from '../../runtime/Toasts.ts'
import { libraryText } from './libraryText.ts'

export interface ProjectActions {
  rename(row: ProjectRow, title: string): Promise<void>
  archive(row: ProjectRow, archived: boolean): Promise<void>
  duplicate(row: ProjectRow): Promise<void>
  export(row: ProjectRow, format: ScriptFormat): Promise<void>
  print(row: ProjectRow, wish?: PrintWish): Promise<void>
}

const plainPdf: PrintWish = { readers: [], numbered: false, to: 'file' }

/** What a row's menu does; each says what happened, and archiving can be undone. */
export const makeProjectActions = (studio: Studio): ProjectActions => {
  const attempt = async (run: (client: ColdopenClient) => Promise<void>) => {
    try {
      await run(await studio.ready())
    } catch (error) {
      complain(errorLine(error))
    }
  }
  const archive = (row: ProjectRow, archived: boolean): Promise<void> =>
    attempt(async (client) => {
      await client.library.archive(row.id, archived)
      const said = archived ? libraryText.archived : libraryText.unarchived
      say(said(row.title), {
        label: libraryText.undo,
        run: () => void attempt(({ library }) => library.archive(row.id, !archived)),
      })
    })
  return {
    archive,
    rename: (row, title) =>
      attempt(async ({ library }) => {
        if (title.trim() !== '' && title !== row.title) await library.rename(row.id, title.trim())
      }),
    duplicate: (row) =>
      attempt(async ({ library }) => {
        const copy = await library.duplicate(row.id)
        say(libraryText.duplicated(copy.title))
      }),
    print: (row, wish = plainPdf) =>
      attempt(async (client) => {
        const [page, setPage] = createSignal<readonly [number, number] | null>(null)
        const stop = new AbortController()
        const cancel = { label: libraryText.cancel, run: () => stop.abort() }
        const over = sayWorking(() => libraryText.printing(row.title, page()), cancel)
        try {
          const { printScript } = await import('../../runtime/printScript.ts')
          const progress = (done: number, of: number) => setPage([done, of])
          const printed = await printScript(client, row, wish, { progress, signal: stop.signal })
          if (printed === null) complain(libraryText.noScript(row.title))
          else if (printed.missing.length > 0) complain(libraryText.unprinted(printed.missing))
        } catch (error) {
          if (!stop.signal.aborted) throw error
        } finally {
          over()
        }
      }),
    export: (row, format) =>
      attempt(async (client) => {
        const { exportScript } = await import('../../runtime/exportWork.ts')
        const unremembered = () => complain(libraryText.unremembered)
        if (!(await exportScript(client, row, format, unremembered)))
          complain(libraryText.noScript(row.title))
      }),
  }
}
