import { Schema } from 'effect'
import { Count, Stamp, Uuid } from '../Column.ts'

/** The project document's part of one scene draft (`engine.scene_cards`): its place on the board. */
export const SceneCardRow = Schema.Struct({
  project_id: Uuid,
  scene_id: Uuid,
  /** Position among all cards of the project, archived ones included: dense and unique. */
  order_index: Count,
  archived: Schema.Boolean,
  deleted_at: Schema.NullOr(Stamp),
})
export type SceneCardRow = typeof SceneCardRow.Type
