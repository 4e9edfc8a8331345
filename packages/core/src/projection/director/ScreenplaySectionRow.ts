import { Schema } from 'effect'
import { Count, Stamp, Uuid } from '../Column.ts'

/** One row of `screenplay_sections`: one scene of a screenplay, in the order shown. */
export const ScreenplaySectionRow = Schema.Struct({
  /** Derived from the document and the scene's first block, so that it survives moves and edits. */
  id: Uuid,
  screenplay_id: Uuid,
  heading: Schema.String,
  /** The scene in Fountain, heading included. */
  content: Schema.String,
  order_index: Count,
  created_at: Stamp,
})
export type ScreenplaySectionRow = typeof ScreenplaySectionRow.Type
