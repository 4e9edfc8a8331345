import type { ImportedScript, ProjectRow } from '@coldopen/sync/client'
import { errorLine } from '../../message/errorText.ts'
import { openScriptFile } from './openScriptFile.ts'

/** A file as a script with the reader's remarks, or why it is none. */
export type ReadScript =
  | {
      readonly _tag: 'Script'
      readonly script: ImportedScript
      readonly remarks: readonly string[]
    }
  | { readonly _tag: 'Refused'; readonly why: string }

/** What became of one file: a project, or the reason why not. */
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
  readonly read: (bytes: Uint8Array, name: string) => ReadScript
  readonly create: (script: ImportedScript) => Promise<ProjectRow>
  readonly progress: (done: number) => void
}

/** Imports files one after the other. One that fails says why and does not stop the others. */
export const importScripts = async (plan: ImportPlan): Promise<readonly Imported[]> => {
  const results: Imported[] = []
  for (const file of plan.files) {
    plan.progress(results.length)
    results.push(await importOne(plan, file))
  }
  return results
}

const importOne = async (plan: ImportPlan, file: File): Promise<Imported> => {
  const { name } = file
  const opened = await openScriptFile(file)
  if (opened._tag === 'Refused') return { _tag: 'Refused', name, why: opened.why }
  try {
    const read = plan.read(opened.bytes, name)
    if (read._tag === 'Refused') return { _tag: 'Refused', name, why: read.why }
    const row = await plan.create(read.script)
    return { _tag: 'Imported', name, row, remarks: read.remarks }
  } catch (error) {
    return { _tag: 'Refused', name, why: errorLine(error) }
  }
}
