import { createHandlerBoundToURL, precacheAndRoute, type PrecacheEntry } from 'workbox-precaching'
import { NavigationRoute, registerRoute } from 'workbox-routing'

declare const self: ServiceWorkerGlobalScope
/** Every file of this build, written in by `precacheWorker`. */
declare const coldopenFiles: readonly PrecacheEntry[]

/** The server's own addresses, and files: neither is a screen of the app. */
const notScreens = [/^\/(?:auth|rest|storage|realtime)\//u, /^\/health$/u, /\.[^/]+$/u]

precacheAndRoute([...coldopenFiles])
registerRoute(new NavigationRoute(createHandlerBoundToURL('/index.html'), { denylist: notScreens }))

/** The page of the first visit is served from the kept files as well. */
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()))

/** A waiting version takes over only from the single page that asks: any other may still want files of the old one. */
const takeOver = async (answer: MessagePort | undefined): Promise<void> => {
  const pages = await self.clients.matchAll({ type: 'window', includeUncontrolled: true })
  const others = Math.max(0, pages.length - 1)
  answer?.postMessage(others, [])
  if (others === 0) await self.skipWaiting()
}

self.addEventListener('message', (event) => {
  if (event.data === 'take-over') event.waitUntil(takeOver(event.ports[0]))
})
