import { Schema } from 'effect'
import { Count, Stamp, Uuid } from '../Column.ts'

/** The project document's part of one screenplay (`engine.screenplay_cards`): its place in the project. */
export const ScreenplayCardRow = Schema.Struct({
  screenplay_id: Uuid,
  project_id: Uuid,
  order_index: Count,
  hidden: Schema.Boolean,
  hidden_at: Schema.NullOr(Stamp),
})
export type ScreenplayCardRow = typeof ScreenplayCardRow.Type
