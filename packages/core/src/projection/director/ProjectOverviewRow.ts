import { Schema } from 'effect'
import { Amount, Count, Stamp, Uuid } from '../Column.ts'

/** One row of `project_overview`: the aggregates of a project's visible scene drafts. */
export const ProjectOverviewRow = Schema.Struct({
  project_id: Schema.String,
  user_id: Uuid,
  scene_count: Count,
  /** Seconds. */
  total_duration: Amount,
  project_created_at: Stamp,
  last_updated: Stamp,
})
export type ProjectOverviewRow = typeof ProjectOverviewRow.Type
