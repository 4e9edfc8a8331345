import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { generateApiKey } from '@supabase/lite'
import { readPrivate, writePrivate } from './PrivateFile.ts'

/** What opens the API: the key of the web app, the key of the machine's owner, and the secret tokens are signed with. */
export interface Keys {
  readonly publishableKey: string
  readonly secretKey: string
  readonly jwtSecret: string
}

/** The keys of a data directory, made at its first start: `secrets.json`, mode 0600. */
export const keysOf = async (dataDir: string): Promise<Keys> => {
  const path = join(dataDir, 'secrets.json')
  const kept = readPrivate(path)
  if (isKeys(kept)) return kept
  const keys: Keys = {
    publishableKey: (await generateApiKey('publishable')).key,
    secretKey: (await generateApiKey('secret')).key,
    jwtSecret: randomBytes(48).toString('base64url'),
  }
  writePrivate(path, keys)
  return keys
}

const isKeys = (value: unknown): value is Keys =>
  typeof value === 'object' &&
  value !== null &&
  ['publishableKey', 'secretKey', 'jwtSecret'].every(
    (name) => typeof Reflect.get(value, name) === 'string',
  )
