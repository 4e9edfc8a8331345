import { migrations } from '@coldopen/migrations'
import { createClient } from '@supabase/supabase-js'
import { startBackend } from './backend.ts'

/** A running server the conformance suite writes into. */
export interface Place {
  readonly url: string
  readonly key: string
  /** What tokens are signed with; null where the project keeps it. */
  readonly jwtSecret: string | null
  /** What an operator does who restored a log; null where only the database's own console can. */
  readonly newEpoch: ((document: string) => Promise<void>) | null
  /** What a projector does after a snapshot: old events move to segments; null as above. */
  readonly compact: ((document: string, epoch: number) => Promise<void>) | null
  readonly close: () => Promise<void>
}

const embedded = async (): Promise<Place> => {
  const backend = await startBackend()
  return {
    url: backend.url,
    key: backend.publishableKey,
    jwtSecret: backend.jwtSecret,
    newEpoch: (document) =>
      backend.database.transaction(
        async (tx) => void (await tx.query('select engine.new_epoch($1)', [document])),
      ),
    compact: (document, epoch) =>
      backend.database.transaction(
        async (tx) =>
          void (await tx.query('select public.compact_log($1::text::uuid, $2::text::bigint, 1)', [
            document,
            String(epoch),
          ])),
      ),
    close: () => backend.close(),
  }
}

const named = ['COLDOPEN_SUPABASE_URL', 'COLDOPEN_SUPABASE_KEY', 'COLDOPEN_SUPABASE_SECRET_KEY']

/** A Supabase project named by the environment. It must have this program's migrations: nothing is written otherwise. */
const hosted = async (): Promise<Place> => {
  const [url = '', key = '', secretKey = ''] = named.map((name) => process.env[name] ?? '')
  const service = createClient(url, secretKey, { auth: { persistSession: false } })
  const { data, error } = await service.rpc('server_health')
  if (error !== null) throw new Error(`${url} does not answer server_health: ${error.message}`)
  const newest = migrations.at(-1)?.version
  const { migrations: there } = data as { migrations: string | null }
  if (there !== newest)
    throw new Error(`${url} is at migration ${there}, this program at ${newest}: supabase db push`)
  return {
    url,
    key,
    jwtSecret: null,
    newEpoch: null,
    compact: null,
    close: () => Promise.resolve(),
  }
}

/** Whether a hosted project was named; half a name is a mistake. */
const isHostedNamed = (): boolean => {
  const missing = named.filter((name) => !process.env[name])
  if (missing.length > 0 && missing.length < named.length)
    throw new Error(`A hosted project needs ${missing.join(' and ')} too.`)
  return missing.length === 0
}

/** Every place the suite runs at: the embedded backend always, a hosted project only when the environment names one. */
export const places = (): readonly (readonly [string, () => Promise<Place>])[] => {
  if (isHostedNamed())
    return [
      ['embedded', embedded],
      ['hosted', hosted],
    ]
  console.log('!'.repeat(78))
  console.log('!! HOSTED CONFORMANCE SKIPPED: no Supabase project is named in the environment.')
  console.log(`!! Set ${named.join(', ')}.`)
  console.log('!! docs/runbooks/hosted.md says which project to take and how to prepare it.')
  console.log('!'.repeat(78))
  return [['embedded', embedded]]
}
