import type { ReadScript } from './importScripts.ts'

const xml = /^\s*<(?:\?xml|FinalDraft)/u

/** Reads a script by what the file says it is: Final Draft, or else Fountain. The reader is loaded when it is needed. */
export const readScriptFile = async (bytes: Uint8Array, name: string): Promise<ReadScript> => {
  const start = new TextDecoder().decode(bytes.subarray(0, 256))
  if (xml.test(start)) return (await import('./readFdxScript.ts')).readFdxScript(bytes, name)
  return (await import('./readFountainScript.ts')).readFountainScript(bytes, name)
}
