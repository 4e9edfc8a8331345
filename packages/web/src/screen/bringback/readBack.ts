import { type FdxScript, type FdxState, likeness, readFdxBytes } from '@coldopen/core/fdx'
import { type SentFile, sentFiles } from '../../runtime/sentFiles.ts'
import { openScriptFile } from '../library/openScriptFile.ts'

/** A Final Draft file of the writer's, or the sentence that says why it is none. */
export type ReadBack =
  | { readonly _tag: 'File'; readonly file: FdxScript }
  | { readonly _tag: 'Refused'; readonly why: string }

export const readBack = async (chosen: File): Promise<ReadBack> => {
  const opened = await openScriptFile(chosen)
  if (opened._tag === 'Refused') return opened
  const read = readFdxBytes(opened.bytes)
  return read._tag === 'Failure'
    ? { _tag: 'Refused', why: read.failure.message }
    : { _tag: 'File', file: read.success }
}

/** Less in common than this, and the file was not made of what was remembered. */
const leastAlike = 0.2

/** What was sent of a script, newest first, and which of it the file that came back is most like; -1 for none. */
export const findSent = async (
  document: string,
  file: FdxState,
): Promise<{ readonly sent: readonly SentFile[]; readonly best: number }> => {
  const sent = await sentFiles(document)
  let [best, most] = [-1, leastAlike]
  sent.forEach(({ state }, i) => {
    const common = likeness(state, file)
    if (common > most) [best, most] = [i, common]
  })
  return { sent, best }
}
