import { catalogue } from '../message/catalogue.ts'
import { say } from './Toasts.ts'

const messages = catalogue({
  en: {
    ready: 'A new version of Coldopen is ready. It opens the next time you start the app.',
    useNow: 'Use it now',
    othersOpen: (n: number) =>
      n === 1
        ? 'Close the other window of Coldopen first: it still works with the old version.'
        : `Close the ${n} other windows of Coldopen first: they still work with the old version.`,
  },
})

/** Asks a waiting version to take over; it does so only when no other page is open, and answers how many there are. */
const takeOver = (waiting: ServiceWorker): Promise<number> =>
  new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.addEventListener('message', ({ data }: MessageEvent<number>) => {
      port1.close()
      resolve(data)
    })
    port1.start()
    waiting.postMessage('take-over', [port2])
  })

/** Reloading is the writer's own choice here; otherwise a new version waits until the last page has gone. */
const useNow = async (container: ServiceWorkerContainer, waiting: ServiceWorker) => {
  const changed = () => location.reload()
  container.addEventListener('controllerchange', changed, { once: true })
  const others = await takeOver(waiting)
  if (others === 0) return
  container.removeEventListener('controllerchange', changed)
  say(messages.othersOpen(others), again(container, waiting))
}

const again = (container: ServiceWorkerContainer, waiting: ServiceWorker) => ({
  label: messages.useNow,
  run: () => void useNow(container, waiting),
})

/**
 * Keeps every file of the app on this device, so that it starts without a network and its parts never go missing when
 * the server has newer ones. Where a browser has no service workers (an address without TLS) the app needs its server to
 * start.
 */
export const keepApp = async (): Promise<void> => {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (container === undefined) return
  const tell = (waiting: ServiceWorker | null) => {
    if (waiting !== null && container.controller !== null)
      say(messages.ready, again(container, waiting))
  }
  const registration = await container.register('/sw.js')
  tell(registration.waiting)
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => {
      if (found.state === 'installed') tell(found)
    })
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    registration.update().catch(() => {
      // No connection: it is asked again the next time the page is looked at.
    })
  })
}
