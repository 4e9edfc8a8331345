import { protocolVersion } from '../../protocol/Limits.ts'
import { json } from '../lite/Fetch.ts'
import type { Rpc } from '../rpc/Rpc.ts'
import type { Routes } from './Gateway.ts'
import { answerHealth } from './Health.ts'
import type { HealthSources } from './Health.ts'
import { signInLimit } from './SignInLimit.ts'
import { staticSite } from './StaticSite.ts'

/** Everything the port leads to. */
export interface Backends extends HealthSources {
  readonly rpc: Rpc
  readonly site: string
  /** The collector browsers send to, or null. */
  readonly collector: string | null
}

const auths = /^\/auth\/v1(\/|$)/
const api = /^\/(rest|storage)\/v1(\/|$)/

/** One port: the realtime socket, SQL functions, Auth and table REST, the app and how it finds all this. */
export const createRoutes = (backends: Backends): Routes => {
  const { keys, lite, realtime, rpc } = backends
  const site = staticSite(backends.site, backends.collector)
  const now = () => performance.now()
  const auth = backends.open
    ? signInLimit({ secretKey: keys.secretKey, now }, lite.fetch)
    : lite.fetch
  return {
    upgrade: (request, socket, head) => realtime.upgrade(request, socket, head),
    fetch: async (request, peer) => {
      const url = new URL(request.url)
      if (url.pathname.startsWith('/realtime/v1')) return realtime.http(request, url)
      if (rpc.takes(request, url)) return rpc.answer(request, url, await request.text())
      if (auths.test(url.pathname)) return auth(request, peer)
      if (api.test(url.pathname)) return lite.fetch(request, peer)
      if (url.pathname === '/config.json') return config(request, url, backends)
      if (url.pathname === '/health') return answerHealth(request, backends)
      return site(request)
    },
  }
}

/** How the web app finds its server: the address it was loaded from, seen from outside a TLS proxy too. */
const config = (request: Request, url: URL, { keys, collector }: Backends): Response => {
  const secure = url.protocol === 'https:' || request.headers.get('x-forwarded-proto') === 'https'
  const body = {
    url: `${secure ? 'https' : 'http'}://${url.host}`,
    key: keys.publishableKey,
    protocol: protocolVersion,
    ...(collector === null ? {} : { telemetry: collector }),
  }
  return json(200, body, { 'cache-control': 'no-store' })
}
