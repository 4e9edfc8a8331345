import { Schema } from 'effect'
import { Amount, Stamp, Uuid } from '../Column.ts'

/**
 * One row of `scene_drafts` as the scene document gives it. `order_index`, `archived` and `deleted_at` are the
 * project's part (`SceneCardRow`), which the database joins to it.
 */
export const SceneDraftRow = Schema.Struct({
  id: Uuid,
  user_id: Uuid,
  /** A project's id is text in this table. */
  project_id: Schema.String,
  prompt_text: Schema.String,
  /** Seconds. */
  duration: Amount,
  scene_type: Schema.NullOr(Schema.String),
  shot_type: Schema.NullOr(Schema.String),
  created_at: Stamp,
  updated_at: Stamp,
})
export type SceneDraftRow = typeof SceneDraftRow.Type
