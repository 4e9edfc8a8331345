import { startBackend } from '../../support/backend.ts'
import { serveHocuspocus, serveYWebsocket } from './PeerServers.ts'
import { serveRelay } from './Relay.ts'

/** A process of its own: a backend and, beside it, the servers it is measured against; it ends with its parent. */
const backend = await startBackend({ projector: process.argv[2] === 'projector' })
const servers = {
  relay: await serveRelay(),
  Hocuspocus: await serveHocuspocus(),
  'y-websocket': await serveYWebsocket(),
}
process.on('message', async ({ id, sql }: { readonly id: number; readonly sql: string }) => {
  const answer = await backend.database.query(sql).then(
    (rows) => ({ id, rows }),
    (cause: unknown) => ({ id, failure: String(cause) }),
  )
  process.send?.(answer)
})
process.once('disconnect', async () => {
  for (const server of Object.values(servers)) await server.close()
  await backend.close()
  process.exit(0)
})
const { url, publishableKey } = backend
const { relay, Hocuspocus, 'y-websocket': yWebsocket } = servers
process.send?.({
  url,
  publishableKey,
  peers: { relay: relay.url, Hocuspocus: Hocuspocus.url, 'y-websocket': yWebsocket.url },
})
