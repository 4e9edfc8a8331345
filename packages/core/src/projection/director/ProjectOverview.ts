import type { ProjectOverviewRow } from './ProjectOverviewRow.ts'
import type { SceneCardRow } from './SceneCardRow.ts'
import type { SceneDraftRow } from './SceneDraftRow.ts'

/** What an overview is made of: the project's cards, the drafts they stand for, and when each document changed last. */
export interface OverviewSource {
  readonly project: string
  readonly owner: string
  readonly createdAt: string
  readonly cards: readonly SceneCardRow[]
  readonly drafts: readonly SceneDraftRow[]
  /** `changedAt` of every document of the project, ISO 8601. */
  readonly changes: readonly string[]
}

/** The aggregates of a project: its visible cards whose scene is known, their durations added in order. */
export const projectOverview = (source: OverviewSource): ProjectOverviewRow => {
  const drafts = new Map(source.drafts.map((draft) => [draft.id, draft]))
  const shown = source.cards
    .filter((card) => !card.archived)
    .toSorted((a, b) => a.order_index - b.order_index)
    .flatMap((card) => drafts.get(card.scene_id) ?? [])
  const latest = source.changes.reduce<string | null>(
    (last, time) => (last === null || Date.parse(time) > Date.parse(last) ? time : last),
    null,
  )
  return {
    project_id: source.project,
    user_id: source.owner,
    scene_count: shown.length,
    total_duration: shown.reduce((sum, draft) => sum + draft.duration, 0),
    project_created_at: source.createdAt,
    last_updated: latest ?? source.createdAt,
  }
}
