import { Effect } from 'effect'
import { Candidacy } from './Candidacy.ts'
import type { Seat, SeatListener, TabMessage, TabsShape } from './Tabs.ts'

interface Place extends Seat {
  readonly close: () => void
}

const takePlace = (name: string, { heard, leads }: SeatListener): Place => {
  const port = new BroadcastChannel(name)
  port.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => heard(data))
  const candidacy = 'locks' in navigator ? new Candidacy(name, leads) : null
  if (candidacy === null) leads(true)
  let open = true
  return {
    tell: (message) => {
      if (open) port.postMessage(message)
    },
    takeLead: () => candidacy?.take(),
    close: () => {
      open = false
      candidacy?.end()
      port.close()
    },
  }
}

/**
 * The tabs of a browser that have the same IndexedDB database: a BroadcastChannel between them for each document, and a Web
 * Lock of the same name for who leads. Without Web Locks (plain http) all lead.
 */
export const browserTabs = (database: string): TabsShape => ({
  join: (document, listener) =>
    typeof BroadcastChannel === 'undefined'
      ? Effect.succeed(null)
      : Effect.acquireRelease(
          Effect.sync(() => takePlace(`coldopen:${database}:line:${document}`, listener)),
          ({ close }) => Effect.sync(close),
        ),
})
