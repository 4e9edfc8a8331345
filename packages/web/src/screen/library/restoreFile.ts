import type { ColdopenClient } from '@coldopen/sync/client'
import { readBackup } from '../../runtime/readBackup.ts'
import { restoreBackup, type Restoring } from '../../runtime/restoreBackup.ts'
import { importText } from './importText.ts'

/** Largest backup opened, in MB: some thousand scripts. */
const largestMegabytes = 256
const megabyte = 1024 * 1024
/** A backup names its format at its beginning. */
const headLength = 200

/** A backup's projects, or the sentence that says why it is none. */
export type OpenedBackup =
  | { readonly _tag: 'Projects'; readonly projects: readonly Restoring[] }
  | { readonly _tag: 'Refused'; readonly why: string }

/** Whether a file means to be a backup of this app, whatever its name has become in somebody's downloads. */
export const isBackupFile = async (file: File): Promise<boolean> => {
  const head = await file
    .slice(0, headLength)
    .text()
    .catch(() => '')
  return /^\s*\{/u.test(head) && head.includes('"coldopen-backup"')
}

/** Opens a backup of the writer's; never throws. */
export const openBackupFile = async (client: ColdopenClient, file: File): Promise<OpenedBackup> => {
  if (file.size > largestMegabytes * megabyte)
    return { _tag: 'Refused', why: importText.tooLargeBackup(largestMegabytes) }
  const text = await file.text().catch(() => null)
  if (text === null) return { _tag: 'Refused', why: importText.unreadable }
  const backup = readBackup(text)
  if (backup === null) return { _tag: 'Refused', why: importText.noBackup }
  const projects = restoreBackup(client, backup)
  return projects.length === 0
    ? { _tag: 'Refused', why: importText.emptyBackup }
    : { _tag: 'Projects', projects }
}
