import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './say.mjs'

const sources = [
  'packages/web/index.html',
  'packages/web/vite.config.ts',
  'packages/web/package.json',
]
const folders = [
  'packages/web/src',
  'packages/web/public',
  'packages/web/worker',
  'packages/core/src',
  'packages/sync/src',
]

const filesUnder = (folder) => {
  if (!existsSync(folder)) return []
  return readdirSync(folder, { withFileTypes: true })
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name)
      return entry.isDirectory() ? filesUnder(path) : [path]
    })
}

/** Builds the web app unless the last build was made from the same sources. */
export const buildWeb = (root, node) => {
  const hash = createHash('sha256').update(readFileSync(join(root, 'pnpm-lock.yaml')))
  const files = [
    ...sources.map((s) => join(root, s)),
    ...folders.flatMap((f) => filesUnder(join(root, f))),
  ]
  for (const file of files)
    if (existsSync(file) && statSync(file).isFile())
      hash.update(file.slice(root.length)).update(readFileSync(file))
  const want = hash.digest('hex')
  const dist = join(root, 'packages', 'web', 'dist')
  const stamp = join(dist, '.built-from')
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === want) return
  say('building the web app')
  const vite = join(root, 'packages', 'web', 'node_modules', 'vite', 'bin', 'vite.js')
  const done = spawnSync(node, [vite, 'build', '--logLevel', 'warn'], {
    cwd: join(root, 'packages', 'web'),
    stdio: ['ignore', 2, 2],
  })
  if (done.status !== 0) fail('the web app did not build; the lines above say why.')
  writeFileSync(stamp, want)
}
