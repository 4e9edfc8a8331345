import type { ImportedScript, ProjectRow } from '@coldopen/sync/client'
import { errorLine } from '../../message/errorText.ts'
import { importText } from './importText.ts'
import { openScriptFile } from './openScriptFile.ts'
import { isBackupFile, type OpenedBackup } from './restoreFile.ts'

/** A file as a script with the reader's remarks, or why it is none. */
export type ReadScript =
  | {
      readonly _tag: 'Script'
      readonly script: ImportedScript
      readonly remarks: readonly string[]
    }
  | { readonly _tag: 'Refused'; readonly why: string }

/** What became of one file, or of one project of a backup: a project, or the reason why not. */
export type Imported =
  | {
      readonly _tag: 'Imported'
      readonly name: string
      readonly row: ProjectRow
      readonly remarks: readonly string[]
    }
  | { readonly _tag: 'Refused'; readonly name: string; readonly why: string }

interface ImportPlan {
  readonly files: readonly File[]
  readonly read: (bytes: Uint8Array, name: string) => ReadScript | Promise<ReadScript>
  readonly create: (script: ImportedScript) => Promise<ProjectRow>
  readonly openBackup: (file: File) => Promise<OpenedBackup>
  readonly progress: (done: number) => void
}

/** Imports files one after the other. One that fails says why and does not stop the others. */
export const importScripts = async (plan: ImportPlan): Promise<readonly Imported[]> => {
  const results: Imported[] = []
  for (const [done, file] of plan.files.entries()) {
    plan.progress(done)
    if (await isBackupFile(file)) results.push(...(await restoreAll(plan, file)))
    else results.push(await importOne(plan, file))
  }
  return results
}

const restoreAll = async (plan: ImportPlan, file: File): Promise<readonly Imported[]> => {
  const { name } = file
  const opened = await plan.openBackup(file)
  if (opened._tag === 'Refused') return [{ _tag: 'Refused', name, why: opened.why }]
  const results: Imported[] = []
  for (const { title, run } of opened.projects) {
    try {
      const { row, lost } = await run()
      const remarks = lost > 0 ? [importText.lost(lost)] : []
      results.push({ _tag: 'Imported', name, row, remarks })
    } catch (error) {
      results.push({ _tag: 'Refused', name: `${name}: ${title}`, why: errorLine(error) })
    }
  }
  return results
}

const importOne = async (plan: ImportPlan, file: File): Promise<Imported> => {
  const { name } = file
  const opened = await openScriptFile(file)
  if (opened._tag === 'Refused') return { _tag: 'Refused', name, why: opened.why }
  try {
    const read = await plan.read(opened.bytes, name)
    if (read._tag === 'Refused') return { _tag: 'Refused', name, why: read.why }
    const row = await plan.create(read.script)
    return { _tag: 'Imported', name, row, remarks: read.remarks }
  } catch (error) {
    return { _tag: 'Refused', name, why: errorLine(error) }
  }
}
