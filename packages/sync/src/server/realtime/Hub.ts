import type { Database } from '../database/Database.ts'
import type { Log } from '../main/Log.ts'
import type { Policies } from './rights/Policies.ts'
import type { RealtimeLimits } from './RealtimeLimits.ts'
import type { Tokens } from './rights/Tokens.ts'
import type { Topics } from './channel/Topics.ts'

/** What all connections of one server share. */
export interface Hub {
  readonly database: Database
  readonly tokens: Tokens
  readonly policies: Policies
  readonly topics: Topics
  readonly limits: RealtimeLimits
  /** Never gets a token or a message's content. */
  readonly log: Log
}
