import type { LocalKind } from '../ground/DataKind.ts'
import { UsageError } from './Command.ts'

/** `DATABASE_URL`, when it is set. */
export const databaseUrl = (): string | undefined => process.env['DATABASE_URL'] || undefined

/** `OTEL_EXPORTER_OTLP_ENDPOINT`, when it is set: the collector measurements are sent to. */
export const telemetry = (): { readonly endpoint: string } | undefined => {
  const endpoint = addressIn('OTEL_EXPORTER_OTLP_ENDPOINT')
  return endpoint === undefined ? undefined : { endpoint }
}

/** `COLDOPEN_BROWSER_OTLP_ENDPOINT`, when it is set: the collector browsers are told to send to. */
export const browserTelemetry = (): string | undefined =>
  addressIn('COLDOPEN_BROWSER_OTLP_ENDPOINT')

const addressIn = (name: string): string | undefined => {
  const endpoint = process.env[name] || undefined
  if (endpoint === undefined) return undefined
  if (URL.canParse(endpoint) && /^https?:$/.test(new URL(endpoint).protocol)) return endpoint
  throw new UsageError(`${name} is "${endpoint}", which is no http address.`)
}

/** `COLDOPEN_DATABASE`, when it is set: the rung of the ladder to stand on. */
export const databaseKind = (): LocalKind | undefined => {
  const wish = process.env['COLDOPEN_DATABASE'] || undefined
  if (wish === undefined || wish === 'native' || wish === 'pglite') return wish
  throw new UsageError(`COLDOPEN_DATABASE is "${wish}"; it may be "native" or "pglite".`)
}
