import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fail, say } from './say.mjs'

/** The pinned pnpm of `packageManager`, fetched once by npm into `.toolchain`. */
export const pnpmEntry = (root) => {
  const { packageManager } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8'))
  const version = packageManager.split('@')[1]
  const home = join(root, '.toolchain', `pnpm-${version}`)
  const entry = join(home, 'node_modules', 'pnpm', 'bin', 'pnpm.cjs')
  if (!existsSync(entry)) {
    say(`fetching pnpm ${version} (once)`)
    const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm'
    const flags = ['--no-save', '--no-package-lock', '--no-audit', '--no-fund', '--loglevel=error']
    const done = spawnSync(npm, ['install', '--prefix', home, ...flags, `pnpm@${version}`], {
      stdio: ['ignore', 'ignore', 'inherit'],
      shell: process.platform === 'win32',
    })
    if (done.status !== 0 || !existsSync(entry))
      fail(
        'npm could not fetch pnpm. Check the network or the npm registry setting, then run this again.',
      )
  }
  return entry
}

/** The pinned Node 24 that the install brought as an npm package for this platform, or this Node if it is new enough. */
export const nodeBinary = (root) => {
  const platform = process.platform === 'win32' ? 'win' : process.platform
  const file = process.platform === 'win32' ? 'node.exe' : 'node'
  for (const family of ['node', 'node-bin']) {
    const pinned = join(root, 'node_modules', `${family}-${platform}-${process.arch}`, 'bin', file)
    if (existsSync(pinned)) return pinned
  }
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major > 24 || (major === 24 && minor >= 12)) return process.execPath
  return fail(
    `no Node 24 for ${process.platform} ${process.arch} comes with the install, and this is Node ${process.versions.node}. Install Node 24 and run this again.`,
  )
}
