import { fileURLToPath } from 'node:url'
import { isLoopback } from '../gateway/HostGuard.ts'
import type { LocalKind } from '../ground/DataKind.ts'
import { stderrLog } from './Log.ts'
import type { Log } from './Log.ts'
import { readTls } from './TlsFiles.ts'
import type { Tls, TlsFiles } from './TlsFiles.ts'

/** How to start a backend; everything has a default. */
export interface ServerOptions {
  /** Where the database, the keys and the lock live. Default: `.coldopen/data` in the project's folder. */
  readonly dataDir?: string | undefined
  /** Default 4777, or the next free one; 0 is any free port. A port given is taken or refused. */
  readonly port?: number | undefined
  /** Default 127.0.0.1. Any other address opens the backend to the network. */
  readonly host?: string | undefined
  /** Speaks https and wss with this certificate. Default: http and ws. */
  readonly tls?: TlsFiles | undefined
  /** A PostgreSQL server to use instead of our own. */
  readonly databaseUrl?: string | undefined
  /** Asks for one rung of the ladder. */
  readonly database?: LocalKind | undefined
  /** Origins of other pages that may call, such as a development server's. */
  readonly allowedOrigins?: readonly string[] | undefined
  /** False when other processes keep the read models up (`coldopen projector`). Default true. */
  readonly projector?: boolean | undefined
  /** The built web app. Default: `packages/web/dist`. */
  readonly site?: string | undefined
  readonly log?: Log | undefined
  /** Where to send spans and metrics by OTLP/HTTP. Default: nowhere. */
  readonly telemetry?: TelemetryOptions | undefined
  /** The collector browsers are told to send to, as they reach it; everybody may know it. Default: none. */
  readonly browserTelemetry?: string | undefined
}

export interface TelemetryOptions {
  /** The collector's base address, such as `http://127.0.0.1:4318`. */
  readonly endpoint: string
  /** How often, in ms. Default 10,000. */
  readonly everyMs?: number | undefined
}

/** The options with every default filled in. */
export interface Settings {
  readonly dataDir: string
  readonly port: number | null
  readonly host: string
  readonly tls: Tls | null
  readonly databaseUrl: string | undefined
  readonly database: LocalKind | undefined
  readonly allowedOrigins: readonly string[]
  readonly projector: boolean
  readonly site: string
  readonly log: Log
  readonly telemetry: TelemetryOptions | undefined
  readonly browserTelemetry: string | null
  /** Whether others than this machine can reach it. */
  readonly open: boolean
}

const root = new URL('../../../../../', import.meta.url)
const inProject = (path: string) => fileURLToPath(new URL(path, root))

/** The data directory of this project's own backend. */
export const defaultDataDir = inProject('.coldopen/data')
/** The first port tried when none is named. */
export const defaultPort = 4777

/** Throws `TlsUnusable`. */
export const resolveOptions = (options: ServerOptions): Settings => {
  const host = options.host ?? '127.0.0.1'
  return {
    dataDir: options.dataDir ?? defaultDataDir,
    port: options.port ?? null,
    host,
    tls: options.tls === undefined ? null : readTls(options.tls, new Date()),
    databaseUrl: options.databaseUrl,
    database: options.database,
    allowedOrigins: options.allowedOrigins ?? [],
    projector: options.projector ?? true,
    site: options.site ?? inProject('packages/web/dist'),
    log: options.log ?? stderrLog(),
    telemetry: options.telemetry,
    browserTelemetry: options.browserTelemetry ?? null,
    open: !isLoopback(host),
  }
}
