import { importText } from './importText.ts'

/** A file's bytes, or the sentence that says why it cannot be a script. */
export type OpenedFile =
  | { readonly _tag: 'Bytes'; readonly bytes: Uint8Array }
  | { readonly _tag: 'Refused'; readonly why: string }

/** Largest file opened, in MB; the longest feature scripts are under 1 MB. */
export const largestMegabytes = 16

const megabyte = 1024 * 1024
const refused = (why: string): OpenedFile => ({ _tag: 'Refused', why })

/** Opens a file of the writer's; never throws. */
export const openScriptFile = async (file: File): Promise<OpenedFile> => {
  if (file.size === 0) return refused(importText.empty)
  if (file.size > largestMegabytes * megabyte) return refused(importText.tooLarge(largestMegabytes))
  const bytes = await file.arrayBuffer().catch(() => null)
  if (bytes === null) return refused(importText.unreadable)
  return { _tag: 'Bytes', bytes: new Uint8Array(bytes) }
}

/** The file's name without its ending: the title of a script that does not say its own. */
export const titleFromName = (name: string): string =>
  name
    .replace(/\.[^.]+$/u, '')
    .replaceAll('_', ' ')
    .trim() || importText.untitled
