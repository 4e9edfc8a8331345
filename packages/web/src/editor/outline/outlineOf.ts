import {
  outlineItems,
  outlineRows,
  type OutlineItem,
  type OutlineRow,
} from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { idOf } from '../binding/BlockNode.ts'

const cache = new WeakMap<Node, readonly OutlineItem[]>()

const itemsIn = (scene: Node): readonly OutlineItem[] => {
  const cached = cache.get(scene)
  if (cached !== undefined) return cached
  const items = outlineItems(
    scene.content.content.map((block) => ({
      id: idOf(block),
      kind: String(block.attrs.kind),
      text: block.textContent,
      attrs: block.attrs.attrs,
    })),
  )
  cache.set(scene, items)
  return items
}

const same = (a: OutlineItem, b: OutlineItem | undefined): boolean =>
  a === b ||
  (a.id === b?.id && a.level === b.level && a.title === b.title && a.synopsis === b.synopsis)

/** What an outline shows of a script: its items, and the rows of the tree they make. */
export interface ScriptOutline {
  readonly items: readonly OutlineItem[]
  readonly rows: readonly OutlineRow[]
}

export const noOutline: ScriptOutline = { items: [], rows: [] }

/** The outline of a script; `before` itself when it says the same. Scenes that did not change are not read again. */
export const outlineOf = (doc: Node, before: ScriptOutline = noOutline): ScriptOutline => {
  const items = doc.content.content.flatMap(itemsIn)
  const unchanged =
    items.length === before.items.length && items.every((item, at) => same(item, before.items[at]))
  return unchanged ? before : { items, rows: outlineRows(items) }
}

/** Whether any of the sections a row stands in is closed. */
export const isFolded = (
  rows: ReadonlyMap<string, OutlineRow>,
  closed: ReadonlySet<string>,
  row: OutlineRow,
): boolean => {
  const { parent } = row
  if (parent === null) return false
  const around = rows.get(parent)
  return closed.has(parent) || (around !== undefined && isFolded(rows, closed, around))
}

/** Where a section goes: before another row, or to the end. */
export interface SectionMove {
  readonly section: string
  readonly before: string | null
}

/** The move of a section past the one above or below it that stands in the same section; null where there is none. */
export const moveSectionBy = (
  rows: readonly OutlineRow[],
  id: string,
  direction: -1 | 1,
): SectionMove | null => {
  const own = rows.find((row) => row.id === id)
  if (own === undefined || own.level === null) return null
  const beside = rows.filter(({ level, parent }) => level !== null && parent === own.parent)
  const at = beside.indexOf(own)
  if (direction < 0) {
    const above = beside[at - 1]
    return above === undefined ? null : { section: id, before: above.id }
  }
  const below = beside[at + 1]
  if (below === undefined) return null
  const rest = rows.slice(rows.indexOf(below) + 1)
  const next = rest.find(({ level }) => level !== null && level <= (below.level ?? 0))
  return { section: id, before: next?.id ?? null }
}
