import type { Block } from './Block.ts'
import { isHeading } from './BlockKind.ts'
import { synopsisSpan } from './Synopsis.ts'

/** A section, a scene, or what stands before the first scene, as an outline shows it. */
export interface OutlineItem {
  /** The section's or the heading's block. */
  readonly id: string
  /** How deep a section is: 1 is an act, 2 what an act is made of; null for a scene. */
  readonly level: number | null
  readonly title: string
  /** The synopses right below it, a line each. */
  readonly synopsis: string
}

/** An item with its place in the tree that the items make. */
export interface OutlineRow extends OutlineItem {
  /** How many sections it stands in. */
  readonly depth: number
  /** The section it stands in, by its id; null at the top. */
  readonly parent: string | null
  /** Nothing stands in it. */
  readonly leaf: boolean
}

type Line = Pick<Block, 'id' | 'kind' | 'text' | 'attrs'>

/** A section's level: its register `level`, a whole number from 1. */
export const sectionLevel = (attrs: Readonly<Record<string, unknown>>): number => {
  const level = attrs['level']
  return typeof level === 'number' && Number.isInteger(level) && level > 0 ? level : 1
}

/** The sections and the scene headings among these blocks, in order. */
export const outlineItems = (blocks: readonly Line[]): OutlineItem[] => {
  const kinds = blocks.map(({ kind }) => kind)
  return blocks.flatMap(({ id, kind, text, attrs }, at) => {
    if (kind !== 'section' && !isHeading(kind)) return []
    const { from, to } = synopsisSpan(kinds.slice(at))
    const synopses = blocks.slice(at + from, at + to)
    return [
      {
        id,
        level: kind === 'section' ? sectionLevel(attrs) : null,
        title: text,
        synopsis: synopses.map((line) => line.text).join('\n'),
      },
    ]
  })
}

/** The items as a tree, told row by row: a section holds the scenes and the deeper sections that follow it. */
export const outlineRows = (items: readonly OutlineItem[]): OutlineRow[] => {
  const open: { readonly id: string; readonly level: number }[] = []
  const rows = items.map((item) => {
    const { level } = item
    while ((open.at(-1)?.level ?? 0) >= (level ?? Infinity)) open.pop()
    const row = { ...item, depth: open.length, parent: open.at(-1)?.id ?? null }
    if (level !== null) open.push({ id: item.id, level })
    return row
  })
  return rows.map((row, at) => ({ ...row, leaf: rows[at + 1]?.parent !== row.id }))
}
