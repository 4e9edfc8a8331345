import { openGateway } from '../gateway/Gateway.ts'
import type { Gateway } from '../gateway/Gateway.ts'
import { createRoutes } from '../gateway/Routes.ts'
import type { Backends } from '../gateway/Routes.ts'
import { defaultPort } from './Options.ts'
import type { Settings } from './Options.ts'

const portsTried = 10

/** Opens the port named; when none was, the first free one from the default upward. */
export const openPort = async (
  options: Omit<Backends, 'site' | 'open' | 'collector'> & { readonly settings: Settings },
): Promise<Gateway> => {
  const { settings } = options
  const { host, allowedOrigins, log, site, open, browserTelemetry } = settings
  const routes = createRoutes({ ...options, site, open, collector: browserTelemetry })
  const first = settings.port ?? defaultPort
  const last = settings.port === null ? first + portsTried - 1 : first
  for (let port = first; ; port += 1) {
    try {
      return await openGateway({ host, port, allowedOrigins, log, routes })
    } catch (cause) {
      const taken = cause instanceof Error && 'code' in cause && cause.code === 'EADDRINUSE'
      if (!taken || port === last) throw cause
    }
  }
}
