import { isFdxFile } from '@coldopen/core/fdx'
import type { ReadScript } from './importScripts.ts'

/**
 * Reads a script by what the file says it is: Final Draft, a text laid out as on paper, or else Fountain. The reader is
 * loaded when it is needed.
 */
export const readScriptFile = async (bytes: Uint8Array, name: string): Promise<ReadScript> => {
  if (isFdxFile(bytes)) return (await import('./readFdxScript.ts')).readFdxScript(bytes, name)
  const { readLayoutScript } = await import('./readLayoutScript.ts')
  return (
    readLayoutScript(bytes, name) ??
    (await import('./readFountainScript.ts')).readFountainScript(bytes, name)
  )
}
