import { Schema } from 'effect'
import { Count, Stamp, Uuid } from '../Column.ts'

/** The project document's part of one scene draft (`engine.scene_cards`): its place on the board. */
export const SceneCardRow = Schema.Struct({
  scene_id: Uuid,
  project_id: Uuid,
  /** Position among all cards of the project, hidden ones included, so that it is dense and unique. */
  order_index: Count,
  hidden: Schema.Boolean,
  hidden_at: Schema.NullOr(Stamp),
})
export type SceneCardRow = typeof SceneCardRow.Type
