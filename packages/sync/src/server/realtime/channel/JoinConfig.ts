import { randomUUID } from 'node:crypto'
import { Refusal } from '../Refusal.ts'
import { maxHeaderBytes } from '../wire/Message.ts'

/** What a client asks for when it joins a channel. */
export interface JoinConfig {
  readonly private: boolean
  /** Answer each broadcast of this client once it is on its way. */
  readonly ack: boolean
  /** Send this client its own broadcasts too. */
  readonly self: boolean
  /** Messages of the database to repeat, from `since` (ms since 1970). */
  readonly replay: { readonly since: number; readonly limit: number } | null
  /** Tell when broadcasts from the database flow. */
  readonly replicationReady: boolean
  readonly presence: { readonly enabled: boolean; readonly key: string }
  /** A user's token, or null: the connection's own key. */
  readonly accessToken: string | null
}

/** Reads the payload of `phx_join`; what is absent has the client's defaults. Throws a `Refusal`. */
export function joinConfig(payload: unknown): JoinConfig {
  const join = record(payload)
  const config = record(join['config'])
  const broadcast = record(config['broadcast'])
  const presence = record(config['presence'])
  const token = join['access_token'] ?? join['user_token']
  const isPrivate = flag(config['private'])
  refusePostgresChanges(config['postgres_changes'])
  return {
    private: isPrivate,
    ack: flag(broadcast['ack']),
    self: flag(broadcast['self']),
    replay: replayOf(broadcast['replay'], isPrivate),
    replicationReady: flag(broadcast['replication_ready']),
    presence: { enabled: flag(presence['enabled']), key: presenceKey(presence['key']) },
    accessToken: typeof token === 'string' && token !== '' ? token : null,
  }
}

/** A JSON object as a record; anything else as an empty one. */
export function record(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {}
}

/** Whether a JSON value is an object and not a list. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Clients of other languages send booleans as text. */
function flag(value: unknown): boolean {
  return value === true || value === 'true'
}

function replayOf(replay: unknown, isPrivate: boolean): JoinConfig['replay'] {
  if (replay === undefined || replay === null) return null
  if (!isPrivate) {
    throw new Refusal('UnableToReplayMessages', 'Replay is not allowed for public channels')
  }
  const { since, limit } = record(replay)
  const valid = (value: unknown) => value === undefined || Number.isSafeInteger(value)
  if (!Number.isSafeInteger(since) || !valid(limit)) {
    throw new Refusal('UnableToReplayMessages', 'Replay params are not valid')
  }
  return { since: Number(since), limit: Number(limit ?? Number.MAX_SAFE_INTEGER) }
}

function presenceKey(key: unknown): string {
  if (typeof key !== 'string' || key === '') return randomUUID()
  if (Buffer.byteLength(key) > maxHeaderBytes) {
    throw new Refusal('InvalidJoin', `A presence key has at most ${maxHeaderBytes} bytes.`)
  }
  return key
}

function refusePostgresChanges(filters: unknown): void {
  if (!Array.isArray(filters) || !filters.some(Boolean)) return
  throw new Refusal(
    'PostgresChangesNotOffered',
    'This server does not stream table changes; listen to broadcasts from the database instead.',
  )
}
