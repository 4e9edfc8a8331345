import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { precacheWorker } from './worker/precacheWorker.ts'

/** The entry decides the theme and draws the library from the local copy: nothing is painted before it ran. */
const paintAfterEntry = (): Plugin => ({
  name: 'paint-after-entry',
  transformIndexHtml: (html) =>
    html.replace(
      '<script type="module" crossorigin',
      '<script type="module" blocking="render" crossorigin',
    ),
})

export default defineConfig({
  plugins: [solid(), paintAfterEntry(), precacheWorker()],
  build: {
    target: 'es2023',
    sourcemap: true,
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
})
