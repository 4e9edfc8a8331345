import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve, sep } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build, type Plugin } from 'vite'

interface KeptFile {
  readonly url: string
  /** A hash of the content; `null` where the name holds one already. */
  readonly revision: string | null
  /** A file of another build (a deployment half done) does not enter. */
  readonly integrity: string
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes)

/** Not kept: maps, the older of two font formats, hidden files, the worker itself. */
const left = /\.map$|\.woff$|(?:^|\/)\.|^sw\.js$/u

const filesOf = (folder: string): readonly KeptFile[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => ({ path, name: path.slice(folder.length + 1).replaceAll(sep, '/') }))
    .filter(({ name }) => !left.test(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1))
    .map(({ path, name }) => {
      const bytes = readFileSync(path)
      return {
        url: `/${name}`,
        revision: name.startsWith('assets/') ? null : sha256(bytes).digest('hex').slice(0, 16),
        integrity: `sha256-${sha256(bytes).digest('base64')}`,
      }
    })

/** Builds `sw.js` after everything else, with the list of all files it keeps on the device. */
export const precacheWorker = (): Plugin => {
  let out = ''
  let written = false
  return {
    name: 'precache-worker',
    apply: 'build',
    configResolved: (config) => {
      out = resolve(config.root, config.build.outDir)
    },
    writeBundle: () => {
      written = true
    },
    closeBundle: {
      order: 'post',
      handler: async () => {
        // A build that failed is closed, too; its own error is the one to be told.
        if (!written) return
        await build({
          configFile: false,
          publicDir: false,
          logLevel: 'warn',
          define: { coldopenFiles: JSON.stringify(filesOf(out)) },
          build: {
            outDir: out,
            emptyOutDir: false,
            target: 'es2023',
            modulePreload: false,
            rolldownOptions: {
              input: fileURLToPath(new URL('serviceWorker.ts', import.meta.url)),
              output: { format: 'iife', entryFileNames: 'sw.js' },
            },
          },
        })
      },
    },
  }
}
