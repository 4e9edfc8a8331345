import { rmSync } from 'node:fs'
import { join } from 'node:path'
import type { Keys } from './Keys.ts'
import { readPrivate, writePrivate } from './PrivateFile.ts'

/** `<data>/server.json`, mode 0600: how the command line on this machine finds the running backend. */
export interface ServerFile extends Keys {
  readonly url: string
  readonly port: number
  readonly pid: number
}

const pathIn = (dataDir: string) => join(dataDir, 'server.json')

export const writeServerFile = (dataDir: string, file: ServerFile): void =>
  writePrivate(pathIn(dataDir), file)

/** What the last start of this data directory wrote; null when it is not running as far as the file says. */
export const readServerFile = (dataDir: string): ServerFile | null =>
  readPrivate(pathIn(dataDir)) as ServerFile | null

export const removeServerFile = (dataDir: string): void => rmSync(pathIn(dataDir), { force: true })
