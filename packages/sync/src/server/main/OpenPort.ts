import { openGateway } from '../gateway/Gateway.ts'
import type { Gateway } from '../gateway/Gateway.ts'
import { createRoutes } from '../gateway/Routes.ts'
import type { Backends } from '../gateway/Routes.ts'
import { defaultPort } from './Options.ts'
import type { Settings } from './Options.ts'

const portsTried = 10

/** A gateway, and where processes of this machine find it. */
export interface OwnGateway extends Gateway {
  /** Without TLS, since a certificate seldom names the loopback address. */
  readonly local: string
}

/**
 * Opens the port named; when none was, the first free one from the default upward. With TLS there is a second door, on
 * loopback and without TLS, for the projector and the command line.
 */
export const openPort = async (
  options: Omit<Backends, 'site' | 'open' | 'collector'> & { readonly settings: Settings },
): Promise<OwnGateway> => {
  const { settings } = options
  const { host, allowedOrigins, log, site, open, browserTelemetry, tls } = settings
  const routes = createRoutes({ ...options, site, open, collector: browserTelemetry })
  const shared = { allowedOrigins, log, routes }
  const first = settings.port ?? defaultPort
  const last = settings.port === null ? first + portsTried - 1 : first
  for (let port = first; ; port += 1) {
    try {
      const gateway = await openGateway({ ...shared, host, port, tls })
      if (tls === null) return { ...gateway, local: gateway.url }
      const door = await openGateway({ ...shared, host: '127.0.0.1', port: 0, tls: null })
      const close = async () => void (await Promise.all([gateway.close(), door.close()]))
      return { ...gateway, local: door.url, close }
    } catch (cause) {
      const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
      if (!taken || port === last) throw cause
    }
  }
}
