import { importLayout, isLayoutFile } from '@coldopen/core/layout'
import { randomIds } from '@coldopen/sync/client'
import type { ReadScript } from './importScripts.ts'
import { importText } from './importText.ts'
import { titleFromName } from './openScriptFile.ts'

/** Reads a text laid out as on paper, and says that it was taken for one; null for any other. */
export const readLayoutScript = (bytes: Uint8Array, name: string): ReadScript | null => {
  if (!isLayoutFile(bytes, name)) return null
  const read = importLayout(bytes, randomIds, titleFromName(name))
  if (read._tag === 'Failure') return { _tag: 'Refused', why: read.failure.message }
  return { _tag: 'Script', script: read.success, remarks: [importText.layout] }
}
