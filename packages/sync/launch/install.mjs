import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './say.mjs'
import { pnpmEntry } from './toolchain.mjs'

const manifests = [
  'package.json',
  'pnpm-lock.yaml',
  'pnpm-workspace.yaml',
  'packages/core/package.json',
  'packages/migrations/package.json',
  'packages/sync/package.json',
  'packages/web/package.json',
  'tests/package.json',
]

/** Installs with the frozen lockfile unless nothing it depends on has changed since the last good install. */
export const install = (root) => {
  const hash = createHash('sha256')
  for (const file of manifests) hash.update(file).update(readFileSync(join(root, file)))
  const want = `${process.platform}-${process.arch}-${hash.digest('hex')}`
  const stamp = join(root, '.toolchain', 'installed')
  const present = existsSync(join(root, 'node_modules')) && existsSync(stamp)
  if (present && readFileSync(stamp, 'utf8') === want) return
  const pnpm = pnpmEntry(root)
  say('installing dependencies (frozen lockfile)')
  const done = spawnSync(
    process.execPath,
    [pnpm, 'install', '--frozen-lockfile', '--reporter=append-only', '--loglevel=error'],
    { cwd: root, stdio: ['ignore', 2, 2], env: { ...process.env, CI: 'true' } },
  )
  if (done.status !== 0)
    fail('the install failed; the lines above say why. Nothing was changed outside this folder.')
  mkdirSync(join(root, '.toolchain'), { recursive: true })
  // A file of its own, whole or not at all: the old one may be linked into a copy of this folder.
  writeFileSync(`${stamp}.new`, want)
  renameSync(`${stamp}.new`, stamp)
}
