import { importFountain } from '@coldopen/core/fountain'
import { randomIds } from '@coldopen/sync/client'
import type { ReadScript } from './importScripts.ts'
import { importText } from './importText.ts'
import { titleFromName } from './openScriptFile.ts'

const mostRemarks = 5

/** Reads a Fountain file. What looks like a mistake in it is kept as text and remarked on. */
export const readFountainScript = (bytes: Uint8Array, name: string): ReadScript => {
  const read = importFountain(bytes, randomIds, titleFromName(name))
  if (read._tag === 'Failure') {
    return { _tag: 'Refused', why: read.failure.message }
  }
  const { title, problems, write } = read.success
  const shown = problems.slice(0, mostRemarks)
  const remarks = shown.map(({ line, message }) => importText.remark(line, message))
  const rest = problems.length - shown.length
  return {
    _tag: 'Script',
    script: { title, write },
    remarks: rest > 0 ? [...remarks, importText.moreRemarks(rest)] : remarks,
  }
}
