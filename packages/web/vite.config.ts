import { defineConfig, type Plugin } from 'vite'
import solid from 'vite-plugin-solid'
import { precacheWorker } from './worker/precacheWorker.ts'

/** The faces of interface and titles are asked for with the page, not after its first layout. */
const firstFaces = /(?:instrument-sans|newsreader)-latin-wght-normal/

const facesWithPage = (): Plugin => ({
  name: 'faces-with-page',
  transformIndexHtml: (_, { bundle = {} }) =>
    Object.keys(bundle)
      .filter((file) => firstFaces.test(file) && file.endsWith('.woff2'))
      .map((file) => ({
        tag: 'link',
        attrs: {
          rel: 'preload',
          as: 'font',
          type: 'font/woff2',
          crossorigin: '',
          href: `/${file}`,
        },
        injectTo: 'head-prepend',
      })),
})

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
  plugins: [solid(), paintAfterEntry(), facesWithPage(), precacheWorker()],
  worker: { format: 'es' },
  build: {
    target: 'es2023',
    sourcemap: true,
    assetsInlineLimit: 0,
    // A dictionary is one file, which only the spelling worker loads.
    chunkSizeWarningLimit: 600,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      onLog: (level, log, show) => {
        // position-strings asks for Node's crypto by eval, on a path a browser never takes; the CSP forbids it anyway.
        const evaluated = log.code === 'EVAL' && log.message.includes('position-strings')
        // How long plugins took, told where reading a dictionary takes a tenth of a short build.
        if (!evaluated && log.code !== 'PLUGIN_TIMINGS') show(level, log)
      },
    },
  },
})
