import { randomUUID } from 'node:crypto'
import {
  Accounts,
  Doorbell,
  EventLog,
  type EventLogShape,
  layerSupabase,
  Membership,
  MemoryDisk,
  MemoryServer,
  Wire,
  deviceIds,
} from '@coldopen/sync/testing'
import { Context, Effect, Exit, Layer, Scope } from 'effect'
import { expiredToken } from '../../support/ExpiredToken.ts'
import type { Place } from '../../support/Place.ts'

type Services = Context.Context<EventLog | Accounts | Membership | Doorbell>

/** Somebody signed in on a stage. */
export interface Actor {
  readonly id: string
  readonly services: Services
  readonly log: EventLogShape
  /** From now on the server finds this person's token expired. */
  readonly expire: () => void
}

/** A server the log's rules are tried on. */
export interface LogStage {
  readonly actor: () => Promise<Actor>
  /** Moves what is behind the snapshot to segments; null where only the database's own console can. */
  readonly compact: ((document: string, epoch: number) => Promise<void>) | null
  readonly close: () => Promise<void>
}

const build = async (
  layer: Layer.Layer<EventLog | Accounts | Membership | Doorbell, unknown>,
  scope: Scope.Scope,
) => {
  const services = await Effect.runPromise(Layer.buildWithScope(layer, scope))
  const { signUp } = Context.get(services, Accounts)
  const account = await Effect.runPromise(signUp(`${randomUUID()}@example.com`, randomUUID()))
  return { id: account.id, services, log: Context.get(services, EventLog) }
}

export const memoryStage = (): LogStage => {
  const scope = Effect.runSync(Scope.make())
  const server = new MemoryServer(deviceIds(1))
  return {
    actor: async () => {
      const wire = new Wire()
      const actor = await build(server.layer(wire, { account: null }), scope)
      return { ...actor, expire: () => (wire.expired = true) }
    },
    compact: async (document) => void server.log.compact(document),
    close: () => Effect.runPromise(Scope.close(scope, Exit.void)),
  }
}

export const placeStage = async (open: () => Promise<Place>): Promise<LogStage> => {
  const scope = Effect.runSync(Scope.make())
  const place = await open()
  return {
    actor: async () => {
      const outdated = { token: null as string | null }
      const send: typeof fetch = (input, init) => {
        const headers = new Headers(init?.headers)
        if (outdated.token !== null) headers.set('Authorization', `Bearer ${outdated.token}`)
        return fetch(input, { ...init, headers })
      }
      const address = { url: place.url, key: place.key }
      const { store } = new MemoryDisk().open()
      const actor = await build(layerSupabase(address, store, { fetch: send }), scope)
      return { ...actor, expire: () => (outdated.token = expiredToken(place.jwtSecret, actor.id)) }
    },
    compact: place.compact,
    close: async () => {
      await Effect.runPromise(Scope.close(scope, Exit.void))
      await place.close()
    },
  }
}
