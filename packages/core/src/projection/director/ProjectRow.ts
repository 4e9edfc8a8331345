import { Schema } from 'effect'
import { Stamp, Uuid } from '../Column.ts'

/** What a project document says of the project itself (`engine.projects`); the seeds have no column for it. */
export const ProjectRow = Schema.Struct({
  id: Uuid,
  title: Schema.String,
  slug: Schema.String,
  archived: Schema.Boolean,
  created_at: Stamp,
  updated_at: Stamp,
})
export type ProjectRow = typeof ProjectRow.Type
