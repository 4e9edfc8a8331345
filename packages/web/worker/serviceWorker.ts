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

/** Said by a page of the old version that knows it is the only one open (`untilAlone`): no other may want the old files. */
self.addEventListener('message', (event) => {
  if (event.data === 'use-now') event.waitUntil(self.skipWaiting())
})
