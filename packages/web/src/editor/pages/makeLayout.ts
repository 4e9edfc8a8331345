import {
  inEighths,
  makePaginator,
  type Page,
  type PageProfile,
  type Paginator,
  sceneLines,
} from '@coldopen/core/page'
import type { Node } from 'prosemirror-model'
import { DecorationSet } from 'prosemirror-view'
import { breakDecorations } from './breakDecorations.ts'
import type { PageLayout } from './PageLayout.ts'
import type { PageView } from './PageChoice.ts'
import type { BreakMark } from './pencil.ts'
import { placedBlocks } from './PlacedBlock.ts'

interface LayoutJob {
  readonly doc: Node
  readonly view: PageView
  readonly profile: PageProfile
  /** What was laid out before, mapped to this document. */
  readonly before: PageLayout | null
}

const minutesOf = (pages: readonly Page[], { lines }: PageProfile): number => {
  const last = pages.at(-1)
  return last === undefined ? 0 : pages.length - 1 + last.used / lines
}

const sameMap = (a: PageLayout['lengths'], b: PageLayout['lengths']): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

/** Lays out a script that changes; returns what was there before when nothing on the screen would differ. */
export const makeLayout = (): ((job: LayoutJob) => PageLayout) => {
  let paginator: Paginator | null = null
  let profile: PageProfile | null = null
  let drawn = ''
  return (job) => {
    if (paginator === null || profile !== job.profile) paginator = makePaginator(job.profile)
    profile = job.profile
    const blocks = placedBlocks(job.doc)
    const pages = paginator.update([...blocks.values()].map(({ block }) => block))
    const { marks, starts, tail } = breakDecorations({ ...job, blocks, pages })
    const lengths = new Map(
      [...sceneLines(pages)].map(([scene, lines]) => [scene, inEighths(lines, job.profile.lines)]),
    )
    const { before } = job
    const facts = {
      pages: Math.max(1, pages.length),
      starts,
      tail,
      minutes: Math.max(1, Math.round(minutesOf(pages, job.profile))),
      lengths: before !== null && sameMap(before.lengths, lengths) ? before.lengths : lengths,
    }
    const picture = `${job.view} ${job.profile.name}\n${marks.map(pictureOf).join('\n')}`
    const kept =
      before !== null && picture === drawn && before.decorations.find().length === marks.length
        ? before.decorations
        : null
    drawn = picture
    if (before !== null && kept !== null && sameFacts(before, facts)) return before
    const decorations =
      kept ??
      DecorationSet.create(
        job.doc,
        marks.map(({ decoration }) => decoration),
      )
    return { ...facts, decorations }
  }
}

const pictureOf = ({ block, name }: BreakMark): string => `${block} ${name}`

const sameFacts = (a: PageLayout, b: Omit<PageLayout, 'decorations'>): boolean =>
  a.pages === b.pages &&
  a.tail === b.tail &&
  a.minutes === b.minutes &&
  a.lengths === b.lengths &&
  a.starts.length === b.starts.length &&
  a.starts.every((start, i) => start === b.starts[i])
