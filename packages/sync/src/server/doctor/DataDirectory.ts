import { accessSync, constants, existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { holderOf } from '../native/DataLock.ts'
import { rememberedKind } from '../ground/DataKind.ts'
import { fault, well } from './Finding.ts'
import type { Finding } from './Finding.ts'

/** The directory can be written, and its secrets are its owner's alone. */
export const checkData = (dataDir: string): Finding => {
  if (!existsSync(dataDir)) return well('Data', `${dataDir} will be made at the first start.`)
  try {
    accessSync(dataDir, constants.R_OK | constants.W_OK | constants.X_OK)
  } catch {
    return fault(
      'Data',
      `${dataDir} cannot be written.`,
      'Give it to your user, or choose another with --data.',
    )
  }
  for (const name of ['secrets.json', 'server.json']) {
    const path = join(dataDir, name)
    if (existsSync(path) && process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0)
      return fault(
        'Data',
        `Others can read ${path}.`,
        `Run \`chmod 600 ${path}\`, and delete it if that came too late.`,
      )
  }
  const holder = holderOf(dataDir)
  const held = holder === null ? 'no backend runs on it' : `process ${holder} runs on it`
  return well(
    'Data',
    `${dataDir}, work in ${rememberedKind(dataDir) ?? 'no database yet'}; ${held}.`,
  )
}
