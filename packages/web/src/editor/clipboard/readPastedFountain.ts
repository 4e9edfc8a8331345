import type { BlockDraft } from '@coldopen/core/screenplay'

/** Reads a pasted text as Fountain. The reader is loaded when it is first needed; rejects for what is no text. */
export const readPastedFountain = async (text: string): Promise<readonly BlockDraft[]> => {
  const { readFountain } = await import('@coldopen/core/fountain')
  const read = readFountain(text)
  if (read._tag === 'Failure') throw read.failure
  return read.success.blocks
}
