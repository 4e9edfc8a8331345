import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The databases that live in a data directory. */
export type LocalKind = 'native' | 'pglite'

const file = (dataDir: string) => join(dataDir, 'database')

/** Which database holds this data directory's work; null when none does yet. */
export const rememberedKind = (dataDir: string): LocalKind | null => {
  if (!existsSync(file(dataDir))) return null
  const text = readFileSync(file(dataDir), 'utf8').trim()
  return text === 'native' || text === 'pglite' ? text : null
}

/** Remembers it, so that a later start never opens an empty database of the other kind beside the work. */
export const rememberKind = (dataDir: string, kind: LocalKind): void => {
  if (rememberedKind(dataDir) !== kind) writeFileSync(file(dataDir), `${kind}\n`)
}
