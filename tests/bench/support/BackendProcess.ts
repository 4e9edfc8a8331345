import { createClient } from '@supabase/supabase-js'
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { signUp, type TestPerson } from '../../support/backend.ts'

/**
 * A backend in a process of its own, as people have it: what its callers compute is not taken from the thread that
 * answers them. In the same process run the servers it is measured against, so that all are served alike.
 */
export interface BackendProcess {
  readonly url: string
  readonly publishableKey: string
  readonly peers: {
    readonly relay: string
    readonly Hocuspocus: string
    readonly 'y-websocket': string
  }
  /** Runs a statement as the owner of the database. */
  query<R>(sql: string): Promise<R[]>
  person(name?: string): Promise<TestPerson>
  close(): Promise<void>
}

type Address = Pick<BackendProcess, 'url' | 'publishableKey' | 'peers'>
interface Answer {
  readonly id: number
  readonly rows?: unknown[]
  readonly failure?: string
}

export const backendProcess = async (projector: 'projector' | 'none'): Promise<BackendProcess> => {
  const child = fork(fileURLToPath(new URL('servers.ts', import.meta.url)), [projector])
  const ended = once(child, 'exit')
  const broke = ended.then(() => Promise.reject(new Error('the backend did not start')))
  const [address] = (await Promise.race([once(child, 'message'), broke])) as [Address]
  broke.catch(() => undefined)
  const asked = new Map<number, (answer: Answer) => void>()
  child.on('message', (answer: Answer) => asked.get(answer.id)?.(answer))
  return {
    ...address,
    query: async <R>(sql: string) => {
      const id = asked.size
      const answer = await new Promise<Answer>((resolve) => {
        asked.set(id, resolve)
        child.send({ id, sql })
      })
      if (answer.rows === undefined) throw new Error(answer.failure)
      return answer.rows as R[]
    },
    person: (name) => {
      const auth = { persistSession: false, autoRefreshToken: false }
      return signUp(createClient(address.url, address.publishableKey, { auth }), name)
    },
    close: async () => {
      child.disconnect()
      await ended
    },
  }
}
