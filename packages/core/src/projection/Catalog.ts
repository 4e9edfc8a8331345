import type { ProjectRow } from './director/ProjectRow.ts'
import type { SceneCardRow } from './director/SceneCardRow.ts'
import type { SceneDraftRow } from './director/SceneDraftRow.ts'
import type { ScreenplayCardRow } from './director/ScreenplayCardRow.ts'
import type { ScreenplayRow } from './director/ScreenplayRow.ts'
import type { ScreenplaySectionRow } from './director/ScreenplaySectionRow.ts'

/** The tables documents are projected to, with the type of their rows. */
export interface Tables {
  readonly screenplays: ScreenplayRow
  readonly screenplay_sections: ScreenplaySectionRow
  readonly scene_drafts: SceneDraftRow
  readonly scene_cards: SceneCardRow
  readonly screenplay_cards: ScreenplayCardRow
  readonly projects: ProjectRow
}
export type TableName = keyof Tables

/** The rows one document stands for, by table. */
export type Rows = { readonly [T in TableName]?: readonly Tables[T][] }

/** The column that identifies a row among the rows of one document. */
export const keyColumn = {
  screenplays: 'id',
  screenplay_sections: 'id',
  scene_drafts: 'id',
  scene_cards: 'scene_id',
  screenplay_cards: 'screenplay_id',
  projects: 'id',
} as const satisfies { readonly [T in TableName]: keyof Tables[T] }
