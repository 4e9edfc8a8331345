#!/usr/bin/env node
import { spawn } from 'node:child_process'
import { delimiter, dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { install } from './install.mjs'
import { fail } from './say.mjs'
import { nodeBinary } from './toolchain.mjs'
import { buildWeb } from './webBuild.mjs'

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..')
const cli = 'packages/sync/src/server/cli/main.ts'

/** What each npm script runs on Node 24; `web` says whether it needs the built web app. */
const commands = {
  start: { entry: [cli, 'start'], web: true },
  coldopen: { entry: [cli], web: false },
  test: { entry: ['tests/run.ts'], web: true },
  check: { entry: ['tests/run.ts', '--only', 'types,lint,format,unused'], web: false },
  bench: { entry: ['tests/bench/run.ts'], web: true },
}

const [name = 'start', ...rest] = process.argv.slice(2)
const command = commands[name]
if (command === undefined)
  fail(`unknown command ${name}; one of ${Object.keys(commands).join(', ')}`)

install(root)
const node = nodeBinary(root)
if (command.web || (name === 'coldopen' && rest[0] === 'start')) buildWeb(root, node)

const child = spawn(
  node,
  [...command.entry.map((part) => (part.endsWith('.ts') ? join(root, part) : part)), ...rest],
  {
    cwd: name === 'coldopen' ? (process.env.INIT_CWD ?? root) : root,
    stdio: 'inherit',
    env: { ...process.env, PATH: [dirname(node), process.env.PATH].join(delimiter) },
  },
)
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal))
child.on('exit', (code, signal) => process.exit(signal === null ? (code ?? 1) : 1))
