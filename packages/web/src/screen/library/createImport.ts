import { type Accessor, createSignal } from 'solid-js'
import { errorLine } from '../../message/errorText.ts'
import type { Studio } from '../../runtime/Studio.ts'
import { complain } from '../../runtime/Toasts.ts'
import type { Imported } from './importScripts.ts'

/** How far an import is: `results` stands once every file has its outcome. */
export interface ImportState {
  readonly of: number
  readonly done: number
  readonly results: readonly Imported[] | null
}

/** Imports the files handed to `take`, one batch after the other; the reader is loaded with the first of them. */
export const createImport = (
  studio: Studio,
): {
  readonly state: Accessor<ImportState | null>
  take(files: readonly File[]): Promise<void>
  close(): void
} => {
  const [state, setState] = createSignal<ImportState | null>(null)
  let line: Promise<void> = Promise.resolve()

  const run = async (files: readonly File[]) => {
    setState({ of: files.length, done: 0, results: null })
    try {
      const [client, { importScripts }, { readScriptFile }, { openBackupFile }] = await Promise.all(
        [
          studio.ready(),
          import('./importScripts.ts'),
          import('./readScriptFile.ts'),
          import('./restoreFile.ts'),
        ],
      )
      const results = await importScripts({
        files,
        read: readScriptFile,
        create: (script) => client.library.create({ title: script.title, script }),
        openBackup: (file) => openBackupFile(client, file),
        progress: (done) => setState({ of: files.length, done, results: null }),
      })
      setState({ of: files.length, done: files.length, results })
    } catch (error) {
      setState(null)
      complain(errorLine(error))
    }
  }
  const take = (files: readonly File[]) => {
    line = line.then(() => run(files))
    return line
  }
  return { state, take, close: () => setState(null) }
}
