import { readScriptFountain } from '@coldopen/core/fountain'
import type { ColdopenClient, ProjectRow } from '@coldopen/sync/client'
import { makeBackup } from './backup.ts'
import { download, fileName } from './download.ts'

/** Takes the given projects out of the app as one file. Resolves with how many documents could not be opened. */
export const exportWork = async (
  client: ColdopenClient,
  rows: readonly ProjectRow[],
): Promise<number> => {
  const at = new Date().toISOString()
  const backup = await makeBackup(client, rows, at)
  const title = rows.length === 1 ? (rows[0]?.title ?? 'Coldopen') : 'Coldopen'
  const name = fileName(`${title} ${at.slice(0, 10)}`, 'coldopen.json')
  download(name, 'application/json', JSON.stringify(backup, null, 1))
  return backup.missing.length
}

/** The formats a script can be taken out as. */
export type ScriptFormat = 'fountain' | 'fdx'

const types: Readonly<Record<ScriptFormat, string>> = {
  fountain: 'text/plain;charset=utf-8',
  fdx: 'application/xml',
}

/** Downloads a project's script as a file; `false` when it has none. */
export const exportScript = async (
  client: ColdopenClient,
  row: ProjectRow,
  format: ScriptFormat,
): Promise<boolean> => {
  if (row.screenplay === null) return false
  const session = await client.documents.open(row.screenplay)
  const text =
    format === 'fountain'
      ? readScriptFountain(session.doc)
      : (await import('@coldopen/core/fdx')).readScriptFdx(session.doc)
  await session.close()
  download(fileName(row.title, format), types[format], text)
  return true
}
