import type { Database, DatabaseKind } from '../database/Database.ts'
import type { LiteGround } from '../lite/LiteConnection.ts'

/** The database the backend stands on, and how Supabase Lite reaches the same one. */
export interface Ground {
  readonly database: Database
  readonly lite: LiteGround
  /** Why this one: a sentence for the start line, `/health` and `doctor`. */
  readonly reason: string
  close(): Promise<void>
}

/** What may be asked for: a server by its URL, one rung, or whatever suits. */
export interface GroundWish {
  readonly databaseUrl?: string | undefined
  readonly kind?: Exclude<DatabaseKind, 'url'> | undefined
}
