import { importText } from './importText.ts'

/** A file as text, or the sentence that says why it is none. */
export type ReadFile =
  | { readonly _tag: 'Text'; readonly text: string }
  | { readonly _tag: 'Refused'; readonly why: string }

/** Largest file read, in MB; the longest feature scripts are under 1 MB. */
export const largestMegabytes = 20

const refused = (why: string): ReadFile => ({ _tag: 'Refused', why })

const startsWith = (bytes: Uint8Array, ...head: readonly number[]): boolean =>
  head.every((byte, at) => bytes[at] === byte)

const encodingOf = (bytes: Uint8Array): string => {
  if (startsWith(bytes, 0xff, 0xfe)) return 'utf-16le'
  return startsWith(bytes, 0xfe, 0xff) ? 'utf-16be' : 'utf-8'
}

const decode = (bytes: Uint8Array, encoding: string): string | null => {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes)
  } catch {
    return null
  }
}

/** Decodes a dropped or chosen file: UTF-8, or UTF-16 with its mark. Anything else is refused with its reason. */
export const readScriptBytes = (name: string, bytes: Uint8Array): ReadFile => {
  if (bytes.length === 0) return refused(importText.empty)
  if (bytes.length > largestMegabytes * 1_000_000)
    return refused(importText.tooLarge(largestMegabytes))
  if (startsWith(bytes, 0x25, 0x50, 0x44, 0x46)) return refused(importText.pdf)
  const text = decode(bytes, encodingOf(bytes))
  if (text === null) return refused(bytes.includes(0) ? importText.binary : importText.encoding)
  if (text.includes('\0')) return refused(importText.binary)
  if (/\.fdxt?$/iu.test(name) || /^\s*<\?xml[^>]*>\s*<FinalDraft/u.test(text)) {
    return refused(importText.finalDraft)
  }
  return text.trim() === '' ? refused(importText.empty) : { _tag: 'Text', text }
}

/** Reads a file of the writer's; never throws. */
export const readScriptFile = async (file: File): Promise<ReadFile> => {
  if (file.size > largestMegabytes * 1_000_000)
    return refused(importText.tooLarge(largestMegabytes))
  const bytes = await file.arrayBuffer().catch(() => null)
  return bytes === null
    ? refused(importText.unreadable)
    : readScriptBytes(file.name, new Uint8Array(bytes))
}

/** The file's name without its ending: the title of a script that does not say its own. */
export const titleFromName = (name: string): string =>
  name
    .replace(/\.[^.]+$/u, '')
    .replaceAll('_', ' ')
    .trim() || importText.untitled
