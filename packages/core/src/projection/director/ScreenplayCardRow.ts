import { Schema } from 'effect'
import { Count, Stamp, Uuid } from '../Column.ts'

/** The project document's part of one screenplay (`engine.screenplay_cards`): its place in the project. */
export const ScreenplayCardRow = Schema.Struct({
  project_id: Uuid,
  screenplay_id: Uuid,
  order_index: Count,
  archived: Schema.Boolean,
  deleted_at: Schema.NullOr(Stamp),
})
export type ScreenplayCardRow = typeof ScreenplayCardRow.Type
