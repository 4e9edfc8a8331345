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

/**
 * Downloads a project's script as a file; `false` when it has none. A script that goes to Final Draft is remembered on this
 * device, so that the file can come back; `unremembered` is called with why it could not be.
 */
export const exportScript = async (
  client: ColdopenClient,
  row: ProjectRow,
  format: ScriptFormat,
  unremembered: (why: unknown) => void,
): Promise<boolean> => {
  if (row.screenplay === null) return false
  const session = await client.documents.open(row.screenplay)
  const { doc } = session
  const { readFdxState, readScriptFdx } = await import('@coldopen/core/fdx')
  const fdx = format === 'fdx'
  const text = fdx ? readScriptFdx(doc) : readScriptFountain(doc)
  const state = fdx ? readFdxState(doc) : null
  await session.close()
  download(fileName(row.title, format), types[format], text)
  if (state !== null) {
    const { rememberSent } = await import('./sentFiles.ts')
    const sent = { document: row.screenplay, at: new Date().toISOString(), state }
    await rememberSent(sent).catch(unremembered)
  }
  return true
}
