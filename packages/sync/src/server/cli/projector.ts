import { parseArgs } from 'node:util'
import { startProjector } from '../../projector/startProjector.ts'
import { stderrLog } from '../main/Log.ts'
import { appVersion } from '../main/AppVersion.ts'
import type { Command } from './Command.ts'
import { say } from './Command.ts'
import { telemetry } from './Environment.ts'
import { serviceHelp, serviceOf, serviceOptions } from './ServiceAccess.ts'
import { untilSignal } from './untilSignal.ts'

const help = `coldopen projector [options]

Keeps the read models of a backend up with its log, until it is stopped. Any number may run at once: they share the
work, and one that is killed leaves nothing undone.

${serviceHelp}
  --once                stop when nothing is left to do

  OTEL_EXPORTER_OTLP_ENDPOINT
                        send spans to this OpenTelemetry collector (OTLP/HTTP); off by default`

export const projectorCommand: Command = {
  name: 'projector',
  summary: 'keep the read models of a backend up with its log',
  help,
  run: async (args) => {
    const options = {
      ...serviceOptions,
      once: { type: 'boolean' },
    } as const
    const { values } = parseArgs({ args: [...args], options })
    const target = telemetry()
    const ending = untilSignal()
    const projector = await startProjector({
      ...serviceOf(values),
      log: stderrLog(),
      telemetry: target && { service: 'coldopen-projector', version: appVersion, ...target },
    })
    say('The projector runs.')
    await (values.once === true ? projector.idle() : ending)
    const { steps, events, quarantined, parked } = projector.stats()
    await projector.close()
    say(`Wrote ${steps} steps of ${events} events; ${quarantined} events quarantined.`)
    for (const { doc, reason } of parked) say(`Set aside: ${doc}: ${reason}`)
    return parked.length === 0 ? 0 : 1
  },
}
