import { derivedUuid } from '../../id/DerivedUuid.ts'
import type { ProjectionContext } from '../ProjectionContext.ts'
import type { ScenePart } from './ScenePart.ts'
import type { ScreenplaySectionRow } from './ScreenplaySectionRow.ts'

/** The row of one scene. What stands before the first heading is a section without a heading. */
export const sectionRow = (
  { document, createdAt }: ProjectionContext,
  part: ScenePart,
  order: number,
): ScreenplaySectionRow => ({
  id: derivedUuid(document, part.id ?? 'before the first heading'),
  screenplay_id: document,
  heading: part.heading,
  content: part.text.text,
  order_index: order,
  created_at: createdAt,
})

/** The scenes that have a section: all with a heading, and an opening without one if something stands in it. */
export const sectioned = (parts: readonly ScenePart[]): readonly ScenePart[] =>
  parts.filter((part) => part.id !== null || part.text.text !== '')
