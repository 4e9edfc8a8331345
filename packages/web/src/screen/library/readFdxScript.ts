import { importFdx } from '@coldopen/core/fdx'
import { randomIds } from '@coldopen/sync/client'
import type { ReadScript } from './importScripts.ts'
import { titleFromName } from './openScriptFile.ts'

/** Reads a Final Draft file. What Coldopen does not show is kept for an export and remarked on. */
export const readFdxScript = (bytes: Uint8Array, name: string): ReadScript => {
  const read = importFdx(bytes, randomIds, titleFromName(name))
  if (read._tag === 'Failure') return { _tag: 'Refused', why: read.failure.message }
  const { title, problems, write } = read.success
  return {
    _tag: 'Script',
    script: { title, write },
    remarks: problems.map(({ message }) => message),
  }
}
