import { createClient } from '@supabase/supabase-js'
import { setTimeout as sleep } from 'node:timers/promises'
import { parseArgs } from 'node:util'
import { compareReplay, saveReplay } from '../replay/ReplayFile.ts'
import { compareRows } from '../replay/CompareRows.ts'
import { readLog } from '../replay/ReadLog.ts'
import { rebuild } from '../replay/Rebuild.ts'
import { accessHelp, accessOf, accessOptions } from './Access.ts'
import type { AccessValues } from './Access.ts'
import type { Command } from './Command.ts'
import { UsageError, say } from './Command.ts'

const help = `coldopen replay DOCUMENT [options]

Rebuilds a document from its log and compares: with the read models, and with an earlier replay.

  --save FILE           keep this replay for a later comparison
  --with FILE           compare with a replay that was kept
${accessHelp}`

/** How often, and how long after, rows that differ are looked at again: the projector may be on its way. */
const looks = 5
const between = 1_000
const shown = 20

export const replayCommand: Command = {
  name: 'replay',
  summary: 'rebuild a document from the log and compare',
  help,
  run: async (args) => {
    const options = {
      ...accessOptions,
      save: { type: 'string' },
      with: { type: 'string' },
    } as const
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true })
    const [id] = positionals
    if (id === undefined || positionals.length > 1) throw new UsageError('Name one document.')
    const client = await signedIn(values)
    for (let look = 1; ; look += 1) {
      const log = await readLog(client, id)
      const doc = rebuild(log.events)
      const rows = await compareRows(client, log, doc)
      if (rows.differences.length > 0 && look < looks) {
        await sleep(between)
        continue
      }
      say(`${log.document.kind} ${id}: ${log.events.length} events, replayed.`)
      if (rows.tables.length === 0) say('It has no read models.')
      for (const difference of rows.differences.slice(0, shown)) say(`  ${difference}`)
      if (rows.tables.length > 0) say(rowsVerdict(rows))
      const apart = values.with === undefined ? null : compareReplay(values.with, log)
      if (values.with !== undefined) say(apart ?? `Same as ${values.with}.`)
      if (values.save !== undefined) saveReplay(values.save, log, doc)
      return rows.differences.length === 0 && apart === null ? 0 : 1
    }
  },
}

const rowsVerdict = ({ tables, rows, differences }: Awaited<ReturnType<typeof compareRows>>) =>
  differences.length === 0
    ? `Same as the read models: ${rows} rows of ${tables.join(', ')}.`
    : `${differences.length} differences in ${tables.join(', ')}. \`reset_projection\` writes them anew.`

const signedIn = async (values: AccessValues) => {
  const { url, key, email, password, fetch } = await accessOf(values)
  const client = createClient(url, key, {
    auth: { persistSession: false, autoRefreshToken: false },
    global: { fetch },
  })
  const { error } = await client.auth.signInWithPassword({ email, password })
  if (error !== null) throw new Error(`Cannot sign in as ${email}: ${error.message}`)
  return client
}
