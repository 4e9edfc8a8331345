import type { LocalKind } from '../ground/DataKind.ts'
import { UsageError } from './Command.ts'

/** `DATABASE_URL`, when it is set. */
export const databaseUrl = (): string | undefined => process.env['DATABASE_URL'] || undefined

/** `OTEL_EXPORTER_OTLP_ENDPOINT`, when it is set: the collector measurements are sent to. */
export const telemetry = (): { readonly endpoint: string } | undefined => {
  const endpoint = process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] || undefined
  if (endpoint === undefined) return undefined
  if (URL.canParse(endpoint)) return { endpoint }
  throw new UsageError(`OTEL_EXPORTER_OTLP_ENDPOINT is "${endpoint}", which is no address.`)
}

/** `COLDOPEN_DATABASE`, when it is set: the rung of the ladder to stand on. */
export const databaseKind = (): LocalKind | undefined => {
  const wish = process.env['COLDOPEN_DATABASE'] || undefined
  if (wish === undefined || wish === 'native' || wish === 'pglite') return wish
  throw new UsageError(`COLDOPEN_DATABASE is "${wish}"; it may be "native" or "pglite".`)
}
