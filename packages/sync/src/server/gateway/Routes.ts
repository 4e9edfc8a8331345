import type { ProjectorStats } from '../../projector/ProjectorStats.ts'
import { protocolVersion } from '../../protocol/Limits.ts'
import type { Ground } from '../ground/Ground.ts'
import { json } from '../lite/Fetch.ts'
import type { Lite } from '../lite/Lite.ts'
import type { Keys } from '../main/Keys.ts'
import type { Realtime } from '../realtime/Realtime.ts'
import type { Rpc } from '../rpc/Rpc.ts'
import type { Routes } from './Gateway.ts'
import { healthOf } from './Health.ts'
import { isLoopback } from './HostGuard.ts'
import { staticSite } from './StaticSite.ts'

/** Everything the port leads to. */
export interface Backends {
  readonly keys: Keys
  readonly ground: Ground
  readonly lite: Lite & { readonly migration: string }
  readonly realtime: Realtime
  readonly rpc: Rpc
  readonly projector: () => ProjectorStats | null
  readonly site: string
  readonly open: boolean
}

const api = /^\/(auth|rest|storage)\/v1(\/|$)/

/** One port: the realtime socket, SQL functions, Auth and table REST, the app and how it finds all this. */
export const createRoutes = (backends: Backends): Routes => {
  const { keys, lite, realtime, rpc } = backends
  const site = staticSite(backends.site)
  return {
    upgrade: (request, socket, head) => realtime.upgrade(request, socket, head),
    fetch: async (request, peer) => {
      const url = new URL(request.url)
      if (url.pathname.startsWith('/realtime/v1')) return realtime.http(request, url)
      if (rpc.takes(request, url)) return rpc.answer(request, url, await request.text())
      if (api.test(url.pathname)) return lite.fetch(request, peer)
      if (url.pathname === '/config.json') return config(request, url, keys)
      if (url.pathname === '/health') return health(request, peer, backends)
      return site(request)
    },
  }
}

/** How the web app finds its server: the address it was loaded from, seen from outside a TLS proxy too. */
const config = (request: Request, url: URL, keys: Keys): Response => {
  const secure = request.headers.get('x-forwarded-proto') === 'https'
  const body = {
    url: `${secure ? 'https' : 'http'}://${url.host}`,
    key: keys.publishableKey,
    protocol: protocolVersion,
  }
  return json(200, body, { 'cache-control': 'no-store' })
}

/** Strangers on the network learn only whether it works; this machine and whoever shows the secret key learn more. */
const health = async (request: Request, peer: string | null, backends: Backends) => {
  const told = !backends.open || request.headers.get('apikey') === backends.keys.secretKey
  const near = told && (peer === null || isLoopback(peer) || backends.open)
  const full = await healthOf(backends)
  const body = near ? full : { ok: full.ok, protocol: full.protocol }
  return json(full.ok ? 200 : 503, body, { 'cache-control': 'no-store' })
}
