import { spawn } from 'node:child_process'
import { networkInterfaces } from 'node:os'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { isLoopback } from '../gateway/HostGuard.ts'
import { stderrLog } from '../main/Log.ts'
import { startServer } from '../main/Server.ts'
import type { Server } from '../main/Server.ts'
import type { TlsFiles } from '../main/TlsFiles.ts'
import type { Command } from './Command.ts'
import { UsageError, say } from './Command.ts'
import { browserTelemetry, databaseKind, databaseUrl, telemetry } from './Environment.ts'
import { untilSignal } from './untilSignal.ts'

const help = `coldopen start [options]

Starts the backend on this machine: database, sign-in, log, realtime and the web app on one port.

  --port PORT           the port (default: 4777, or the next free one)
  --host ADDRESS        the address to listen on (default: 127.0.0.1; 0.0.0.0 opens it to the network)
  --tls-cert FILE       speak https with this certificate (PEM, with its chain); needs --tls-key
  --tls-key FILE        its private key (PEM, without a passphrase)
  --data DIR            where everything is kept (default: .coldopen/data in the project's folder)
  --allow-origin URL    a page of another origin that may call; may be given more than once
  --open                open the browser
  --verbose             say more

  DATABASE_URL          use this PostgreSQL server instead of our own
  COLDOPEN_DATABASE     native or pglite: use this database and no other
  OTEL_EXPORTER_OTLP_ENDPOINT
                        send spans and metrics to this OpenTelemetry collector (OTLP/HTTP); off by default
  COLDOPEN_BROWSER_OTLP_ENDPOINT
                        tell browsers to send theirs to this one, as they reach it; off by default`

const options = {
  port: { type: 'string' },
  host: { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  data: { type: 'string' },
  'allow-origin': { type: 'string', multiple: true },
  open: { type: 'boolean' },
  verbose: { type: 'boolean' },
} as const

export const start: Command = {
  name: 'start',
  summary: 'start the backend and the web app on this machine',
  help,
  run: async (args) => {
    const { values } = parseArgs({ args: [...args], options })
    const ending = untilSignal()
    const server = await startServer({
      port: portOf(values.port),
      host: values.host,
      tls: tlsOf(values['tls-cert'], values['tls-key']),
      dataDir: values.data === undefined ? undefined : resolve(values.data),
      databaseUrl: databaseUrl(),
      database: databaseKind(),
      allowedOrigins: values['allow-origin'],
      telemetry: telemetry(),
      browserTelemetry: browserTelemetry(),
      log: stderrLog(values.verbose === true ? 'debug' : 'info'),
    })
    announce(server, values.host)
    if (values.open === true) openBrowser(server.url)
    await ending
    say('Stopping …')
    await server.close()
    return 0
  },
}

const portOf = (text: string | undefined): number | undefined => {
  if (text === undefined) return undefined
  const port = Number(text)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  throw new UsageError(`--port is "${text}"; a port is a number from 0 to 65535.`)
}

const tlsOf = (cert: string | undefined, key: string | undefined): TlsFiles | undefined => {
  if (cert === undefined && key === undefined) return undefined
  if (cert !== undefined && key !== undefined) return { cert: resolve(cert), key: resolve(key) }
  throw new UsageError(
    '--tls-cert and --tls-key belong together: the certificate and its private key.',
  )
}

/** What whoever opens the backend to the network must know. */
const openNotice = [
  'OPEN TO THE NETWORK: whoever can reach this machine can reach this server and make an account on it.',
  '  Protected: nobody reads or writes without an account, and of a project only its members do; there is no',
  '    anonymous sign-in; wrong passwords and new accounts are limited per address; /health tells strangers nothing.',
  '  NOT protected: addresses are not confirmed by e-mail, and a lost password cannot be reset.',
]

const plainNotice =
  'WITHOUT TLS passwords and scripts travel unencrypted, and browsers elsewhere cannot open the app while this server is out of reach: see --tls-cert.'

const announce = (server: Server, host: string | undefined) => {
  say(`Database: ${server.reason}.`)
  if (server.applied.length > 0) say(`Applied ${server.applied.length} migrations.`)
  if (host !== undefined && !isLoopback(host)) {
    for (const line of openNotice) say(line)
    if (new URL(server.url).protocol === 'http:') say(plainNotice)
  }
  say(`Coldopen is ready at ${server.url}`)
  for (const address of reachable(server, host)) say(`  on your network: ${address}`)
}

/** Where other machines find a server that listens on every address; with TLS only the certificate's names do. */
const reachable = (server: Server, host: string | undefined): readonly string[] => {
  if (host !== '0.0.0.0' || new URL(server.url).protocol !== 'http:') return []
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ family, internal }) => family === 'IPv4' && !internal)
    .map(({ address }) => `http://${address}:${server.port}`)
}

const openBrowser = (url: string) => {
  const command = process.platform === 'darwin' ? 'open' : 'xdg-open'
  const child = spawn(command, [url], { stdio: 'ignore', detached: true })
  child.on('error', () => say(`There is no ${command} here; open ${url} yourself.`))
  child.unref()
}
