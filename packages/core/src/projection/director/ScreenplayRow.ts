import { Schema } from 'effect'
import { Stamp, Uuid } from '../Column.ts'

/**
 * One row of `screenplays` as the document gives it. `archived` and `deleted_at` are the project's part
 * (`ScreenplayCardRow`).
 */
export const ScreenplayRow = Schema.Struct({
  id: Uuid,
  user_id: Uuid,
  title: Schema.String,
  /** The script in Fountain, LF line ends. */
  content: Schema.String,
  /** The log position of the content, at least 1. */
  version: Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)),
  created_at: Stamp,
  updated_at: Stamp,
})
export type ScreenplayRow = typeof ScreenplayRow.Type
