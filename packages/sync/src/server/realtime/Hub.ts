import type { Database } from '../database/Database.ts'
import type { Policies } from './Policies.ts'
import type { RealtimeLimits } from './RealtimeLimits.ts'
import type { Tokens } from './Tokens.ts'
import type { Topics } from './Topics.ts'

/** Takes one line for the server's log; never a token, never a message's content. */
export type Log = (message: string, fields?: Readonly<Record<string, unknown>>) => void

/** What all connections of one server share. */
export interface Hub {
  readonly database: Database
  readonly tokens: Tokens
  readonly policies: Policies
  readonly topics: Topics
  readonly limits: RealtimeLimits
  readonly log: Log
}
