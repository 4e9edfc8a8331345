import type { ImportedScript, ProjectRow } from '@coldopen/sync/client'
import { errorLine } from '../../message/errorText.ts'
import { readScriptFile } from './readScriptFile.ts'

/** What became of one file: a project, or the reason why not. */
export type Imported =
  | { readonly _tag: 'Imported'; readonly name: string; readonly row: ProjectRow }
  | { readonly _tag: 'Refused'; readonly name: string; readonly why: string }

interface ImportPlan {
  readonly files: readonly File[]
  /** Reads a script's text; `name` is the file's, for scripts without a title of their own. */
  readonly read: (text: string, name: string) => ImportedScript
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
  const content = await readScriptFile(file)
  if (content._tag === 'Refused') return { _tag: 'Refused', name, why: content.why }
  try {
    return { _tag: 'Imported', name, row: await plan.create(plan.read(content.text, name)) }
  } catch (error) {
    return { _tag: 'Refused', name, why: errorLine(error) }
  }
}
