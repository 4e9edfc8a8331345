import { createClient } from '@supabase/supabase-js'
import { parseArgs } from 'node:util'
import { startProjector } from '../../projector/startProjector.ts'
import { stderrLog } from '../main/Log.ts'
import type { Command } from './Command.ts'
import { say } from './Command.ts'
import { serviceHelp, serviceOf, serviceOptions } from './ServiceAccess.ts'

const help = `coldopen rebuild [options]

Makes the read models anew from the log: all of them, or one table, or those of one document. They can be read
meanwhile, and people can go on writing.

  --table TABLE         only what this table is made from
  --document ID         only this document
${serviceHelp}`

export const rebuildCommand: Command = {
  name: 'rebuild',
  summary: 'make the read models anew from the log',
  help,
  run: async (args) => {
    const options = {
      ...serviceOptions,
      table: { type: 'string' },
      document: { type: 'string' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    const access = serviceOf(values)
    const client = createClient(access.url, access.secretKey, {
      auth: { persistSession: false, autoRefreshToken: false },
    })
    const { data, error } = await client.rpc('rebuild_projection', {
      p_table: values.table ?? null,
      p_doc: values.document ?? null,
    })
    if (error !== null) throw new Error(error.details || error.message)
    const { reset } = data as { readonly reset: number }
    say(`To be made anew: ${reset}.`)
    const projector = await startProjector({ ...access, log: stderrLog('error') })
    await projector.idle()
    const { steps, events, parked } = projector.stats()
    await projector.close()
    say(`Done. This process wrote ${steps} steps of ${events} events; other projectors the rest.`)
    for (const { doc, reason } of parked) say(`Set aside: ${doc}: ${reason}`)
    return parked.length === 0 ? 0 : 1
  },
}
