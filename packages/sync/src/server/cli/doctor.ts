import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { checkData } from '../doctor/DataDirectory.ts'
import type { Finding } from '../doctor/Finding.ts'
import { checkLite, checkNative, checkNode, checkPins, checkSite } from '../doctor/Installation.ts'
import { checkDatabase, checkPort } from '../doctor/Running.ts'
import { defaultPort, resolveOptions } from '../main/Options.ts'
import type { Command } from './Command.ts'
import { say } from './Command.ts'
import { databaseKind, databaseUrl } from './Environment.ts'

const help = `coldopen doctor [options]

Checks the installation, the data and the running backend, and says how to mend what is wrong.

  --data DIR            the data directory (default: .coldopen/data in the project's folder)`

export const doctorCommand: Command = {
  name: 'doctor',
  summary: 'check everything and say how to mend it',
  help,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options: { data: { type: 'string' } } })
    const wished = values.data === undefined ? undefined : resolve(values.data)
    const { dataDir, site, host } = resolveOptions({ dataDir: wished })
    const wish = { databaseUrl: databaseUrl(), kind: databaseKind() }
    const findings = [
      checkNode(),
      checkPins(),
      checkLite(),
      checkNative(),
      checkSite(site),
      checkData(dataDir),
      await checkPort(host, defaultPort, dataDir),
      ...(existsSync(dataDir) ? await checkDatabase(dataDir, wish) : []),
    ]
    for (const finding of findings) tell(finding)
    const faults = findings.filter(({ ok }) => !ok).length
    say(faults === 0 ? 'All is well.' : `${faults} to mend.`)
    return faults === 0 ? 0 : 1
  },
}

const tell = (finding: Finding) => {
  if (finding.ok) return say(`  ok     ${finding.name}: ${finding.note}`)
  say(`  FAULT  ${finding.name}: ${finding.fault}`)
  say(`         ${finding.mend}`)
}
