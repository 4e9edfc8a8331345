import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { startProjector } from '../../projector/startProjector.ts'
import { stderrLog } from '../main/Log.ts'
import { defaultDataDir } from '../main/Options.ts'
import { readServerFile } from '../main/ServerFile.ts'
import type { Command } from './Command.ts'
import { UsageError, say } from './Command.ts'
import { untilSignal } from './untilSignal.ts'

const help = `coldopen projector [options]

Keeps the read models of a backend up with its log, until it is stopped. Any number may run at once: they share the
work, and one that is killed leaves nothing undone.

  --url URL             the backend; its secret key is read from COLDOPEN_SECRET_KEY
  --data DIR            instead: the data directory of a backend on this machine (default: .coldopen/data)
  --once                stop when nothing is left to do`

export const projectorCommand: Command = {
  name: 'projector',
  summary: 'keep the read models of a backend up with its log',
  help,
  run: async (args) => {
    const options = {
      url: { type: 'string' },
      data: { type: 'string' },
      once: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    const ending = untilSignal()
    const projector = await startProjector({ ...accessOfService(values), log: stderrLog() })
    say('The projector runs.')
    await (values.once === true ? projector.idle() : ending)
    const { steps, events, quarantined, parked } = projector.stats()
    await projector.close()
    say(`Wrote ${steps} steps of ${events} events; ${quarantined} events quarantined.`)
    for (const { doc, reason } of parked) say(`Set aside: ${doc}: ${reason}`)
    return parked.length === 0 ? 0 : 1
  },
}

const accessOfService = ({ url, data }: { readonly url?: string; readonly data?: string }) => {
  if (url !== undefined) {
    const secretKey = process.env['COLDOPEN_SECRET_KEY']
    if (!secretKey) throw new UsageError('With --url, set COLDOPEN_SECRET_KEY to the secret key.')
    return { url, secretKey }
  }
  const dataDir = data === undefined ? defaultDataDir : resolve(data)
  const server = readServerFile(dataDir)
  if (server === null) throw new Error(`No backend runs on ${dataDir}. Name one with --url.`)
  return { url: server.url, secretKey: server.secretKey }
}
