import { readdirSync, readFileSync } from 'node:fs'

const folder = new URL('../supabase/migrations/', import.meta.url)

/** One migration file: `version` is its fourteen digits, `name` what follows them. */
export interface Migration {
  readonly file: string
  readonly version: string
  readonly name: string
  readonly sql: string
}

/** Every migration in the order it is applied, with its text as it stands on disk. */
export const migrations: readonly Migration[] = readdirSync(folder)
  .filter((file) => file.endsWith('.sql'))
  .sort()
  .map((file) => {
    const [, version, name] = /^(\d{14})_([a-z0-9_]+)\.sql$/.exec(file) ?? []
    if (version === undefined || name === undefined)
      throw new Error(`${file} is no migration's name: fourteen digits, "_", a name, ".sql".`)
    return { file, version, name, sql: readFileSync(new URL(file, folder), 'utf8') }
  })
