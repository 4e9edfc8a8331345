import type { TableName } from '@coldopen/core/projection'
import type { SupabaseClient } from '@supabase/supabase-js'
import type * as Y from 'yjs'
import { compareAccount } from './CompareAccount.ts'
import { compareProject } from './CompareProject.ts'
import { expectedRows } from './ExpectedRows.ts'
import type { ReadLog } from './ReadLog.ts'
import type { RowsVerdict } from './RowsVerdict.ts'
import { differencesOf, readRows } from './TableRows.ts'

/** The tables that hold a document's own rows and that everyone may read, with the column that names the document. */
const readable: Partial<Record<TableName, string>> = {
  screenplays: 'id',
  screenplay_sections: 'screenplay_id',
  scene_drafts: 'id',
}

/** Projects the rebuilt document anew and compares with what the tables hold. */
export const compareRows = async (
  client: SupabaseClient,
  log: ReadLog,
  doc: Y.Doc,
): Promise<RowsVerdict> => {
  const expected = expectedRows(log, doc)
  const verdicts: RowsVerdict[] = []
  for (const [table, column] of Object.entries(readable)) {
    const wanted: readonly object[] | undefined = expected[table as TableName]
    if (wanted === undefined) continue
    const value = log.document.doc
    const found = await readRows(client, table, { key: 'id', column, value })
    const differences = differencesOf(table, 'id', wanted, found)
    verdicts.push({ tables: [table], rows: wanted.length, differences })
  }
  if (log.document.kind === 'project')
    verdicts.push(
      await compareProject(client, log, expected),
      await compareAccount(client, log.document.owner),
    )
  return {
    tables: [...new Set(verdicts.flatMap(({ tables }) => tables))],
    rows: verdicts.reduce((sum, { rows }) => sum + rows, 0),
    differences: verdicts.flatMap(({ differences }) => differences),
  }
}
