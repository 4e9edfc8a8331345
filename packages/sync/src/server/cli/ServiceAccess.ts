import { resolve } from 'node:path'
import type { ServiceAccess } from '../../projector/ProjectionStore.supabase.ts'
import { defaultDataDir } from '../main/Options.ts'
import { readServerFile } from '../main/ServerFile.ts'
import { UsageError } from './Command.ts'

/** Options of every command that reaches a backend with its secret key. */
export const serviceOptions = {
  url: { type: 'string' },
  data: { type: 'string' },
} as const

export const serviceHelp = `  --url URL             the backend; its secret key is read from COLDOPEN_SECRET_KEY
  --data DIR            instead: the data directory of a backend on this machine (default: .coldopen/data)`

/** Finds the backend and its secret key. */
export const serviceOf = ({
  url,
  data,
}: {
  readonly url?: string | undefined
  readonly data?: string | undefined
}): ServiceAccess => {
  if (url !== undefined) {
    const secretKey = process.env['COLDOPEN_SECRET_KEY']
    if (!secretKey) throw new UsageError('With --url, set COLDOPEN_SECRET_KEY to the secret key.')
    return { url, secretKey }
  }
  const dataDir = data === undefined ? defaultDataDir : resolve(data)
  const server = readServerFile(dataDir)
  if (server === null) throw new Error(`No backend runs on ${dataDir}. Name one with --url.`)
  return { url: server.url, secretKey: server.secretKey }
}
