import { Schema } from 'effect'

/** What the local read model keeps of a project document. `cards` are the visible scene cards. */
export const LibraryLine = Schema.Struct({
  title: Schema.String,
  archived: Schema.Boolean,
  screenplay: Schema.NullOr(Schema.String),
  cards: Schema.Array(Schema.String),
  createdAt: Schema.String,
  updatedAt: Schema.String,
})
export type LibraryLine = typeof LibraryLine.Type

/** What it keeps of a scene document. `duration` is in seconds. */
export const SceneLine = Schema.Struct({ project: Schema.String, duration: Schema.Finite })
export type SceneLine = typeof SceneLine.Type
