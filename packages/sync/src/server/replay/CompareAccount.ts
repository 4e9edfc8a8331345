import type { SupabaseClient } from '@supabase/supabase-js'
import type { RowsVerdict } from './RowsVerdict.ts'
import { differencesOf, readRows } from './TableRows.ts'
import type { Row } from './TableRows.ts'

const table = 'user_statistics'
const nothing: RowsVerdict = { tables: [], rows: 0, differences: [] }

/**
 * Compares an account's statistics with the rows they sum up: its projects' overviews, its screenplays, credits and
 * clips. Only the account itself may read them; for anybody else there is nothing to compare.
 */
export const compareAccount = async (
  client: SupabaseClient,
  owner: string,
): Promise<RowsVerdict> => {
  const { data } = await client.auth.getSession()
  if (data.session?.user.id !== owner) return nothing
  const of = (from: string, key: string) =>
    readRows(client, from, { key, column: 'user_id', value: owner })
  const overviews = await of('project_overview', 'project_id')
  const screenplays = await of('screenplays', 'id')
  const credits = await of('credits_ledger', 'id')
  const clips = await of('clip_jobs', 'id')
  const wanted = {
    user_id: owner,
    credits: sum(credits, 'credits'),
    total_scenes: sum(overviews, 'scene_count'),
    total_screenplays: screenplays.filter((row) => !row['archived'] && row['deleted_at'] === null)
      .length,
    completed_videos: clips.filter((row) => row['status'] === 'completed').length,
    last_activity: latest(overviews.map((row) => String(row['last_updated']))),
  }
  const differences = differencesOf(table, 'user_id', [wanted], await of(table, 'user_id'))
  return { tables: [table], rows: 1, differences }
}

const sum = (rows: readonly Row[], column: string): number =>
  rows.reduce((total, row) => total + Number(row[column]), 0)

const latest = (times: readonly string[]): string | null =>
  times.toSorted((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null
