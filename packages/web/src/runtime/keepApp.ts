import { createSignal } from 'solid-js'
import { catalogue } from '../message/catalogue.ts'
import { untilAlone } from './OpenWindows.ts'
import { say, sayWaiting } from './Toasts.ts'

const messages = catalogue({
  en: {
    ready: 'A new version of Coldopen is ready. It opens the next time you start the app.',
    useNow: 'Use it now',
    notNow: 'Not now',
    othersOpen: (n: number) =>
      n === 1
        ? 'Close the other window of Coldopen: it still works with the old version. Then the new one opens here.'
        : `Close the ${n} other windows of Coldopen: they still work with the old version. Then the new one opens here.`,
  },
})

/** Whether the writer waited until no other window is open; says meanwhile which are in the way. */
const alone = async (): Promise<boolean> => {
  const wish = new AbortController()
  const [others, setOthers] = createSignal(0)
  let told = false
  const tell = (n: number) => {
    setOthers(n)
    if (!told) sayWaiting(() => messages.othersOpen(others()), messages.notNow, wish)
    told = true
  }
  try {
    await untilAlone(tell, wish.signal)
    return true
  } catch (error) {
    if (wish.signal.aborted) return false
    throw error
  }
}

/** Reloading is the writer's own choice here; otherwise a new version waits until the last page has gone. */
const useNow = async (
  container: ServiceWorkerContainer,
  registration: ServiceWorkerRegistration,
): Promise<void> => {
  if (!(await alone())) return
  container.addEventListener('controllerchange', () => location.reload(), { once: true })
  registration.waiting?.postMessage('use-now')
}

/**
 * Keeps every file of the app on this device, so that it starts without a network and its parts never go missing when
 * the server has newer ones. Where a browser has no service workers (an address without TLS) the app needs its server to
 * start.
 */
export const keepApp = async (): Promise<void> => {
  const container = navigator.serviceWorker as ServiceWorkerContainer | undefined
  if (container === undefined) return
  const registration = await container.register('/sw.js')
  const tell = () => {
    if (container.controller === null) return
    const run = () => void useNow(container, registration).catch(reportError)
    say(messages.ready, { label: messages.useNow, run })
  }
  if (registration.waiting !== null) tell()
  registration.addEventListener('updatefound', () => {
    const found = registration.installing
    found?.addEventListener('statechange', () => {
      if (found.state === 'installed') tell()
    })
  })
  document.addEventListener('visibilitychange', () => {
    if (document.visibilityState !== 'visible') return
    registration.update().catch(() => {
      // No connection: it is asked again the next time the page is looked at.
    })
  })
}
