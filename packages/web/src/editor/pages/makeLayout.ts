import {
  inEighths,
  type LockedStarts,
  makePaginator,
  type Page,
  pageNumbers,
  type PageProfile,
  type Paginator,
  sceneLines,
} from '@coldopen/core/page'
import type { BlockId } from '@coldopen/core/id'
import { type Block, type OmittedScene, withOmitted } from '@coldopen/core/screenplay'
import type { Node } from 'prosemirror-model'
import { DecorationSet } from 'prosemirror-view'
import type { BreakMark, MarkSpec } from './BreakMark.ts'
import { type OmittedAnchors, omittedAnchors, omittedLines } from './OmittedLine.ts'
import type { PageView } from './PageChoice.ts'
import type { PageLayout } from './PageLayout.ts'
import { pageMarks, startOf } from './pageMarks.ts'
import { type BlockPlace, blockPlaces, scriptBlocks } from './scriptBlocks.ts'
import { sheetOf } from './Sheet.ts'
import { pageHeight, unprintedLines } from './shownLines.ts'

interface LayoutJob {
  readonly doc: Node
  readonly view: PageView
  readonly profile: PageProfile
  /** Removed scenes that are printed as OMITTED. */
  readonly omitted: readonly OmittedScene[]
  /** Where locked pages begin. */
  readonly starts: LockedStarts
  /** What was laid out before, mapped to this document. */
  readonly before: PageLayout | null
}

/** Lines each page takes on the screen; only sheets of paper ask for them. */
const takenLines = (
  { view, profile }: LayoutJob,
  pages: readonly Page[],
  blocks: readonly Block[],
): readonly number[] => {
  if (view === 'draft') return pages.map(() => 0)
  const unprinted = unprintedLines(pages, blocks, profile)
  return pages.map((page, i) => pageHeight(page, profile) + unprinted[i]!)
}

const minutesOf = (pages: readonly Page[], { lines }: PageProfile): number => {
  const last = pages.at(-1)
  return last === undefined ? 0 : pages.length - 1 + last.used / lines
}

const lengthsOf = (pages: readonly Page[], { lines }: PageProfile): PageLayout['lengths'] =>
  new Map([...sceneLines(pages)].map(([scene, taken]) => [scene, inEighths(taken, lines)]))

const sameMap = (a: PageLayout['lengths'], b: PageLayout['lengths']): boolean =>
  a.size === b.size && [...a].every(([key, value]) => b.get(key) === value)

const sameTexts = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((text, i) => text === b[i])

/** What stood on the screen the last time. */
interface Drawn {
  readonly marks: ReadonlySet<string>
  /** Where each page began. */
  readonly starts: readonly string[]
}

const nothing: Drawn = { marks: new Set(), starts: [] }

const keyOf = (page: Page): string => {
  const { block, offset } = startOf(page)
  return `${block.id}:${offset}`
}

/** Lays out a script that changes; returns what was there before when nothing on the screen would differ. */
export const makeLayout = (): ((job: LayoutJob) => PageLayout) => {
  let paginator: Paginator | null = null
  let profile: PageProfile | null = null
  let drawn = nothing
  let omitted: readonly OmittedScene[] = []
  let anchors: OmittedAnchors = new Map()
  let last: BlockId | undefined
  const line = omittedLines()
  return (job) => {
    if (paginator === null || profile !== job.profile) paginator = makePaginator(job.profile)
    profile = job.profile
    const script = scriptBlocks(job.doc)
    const lastNow = script.at(-1)?.id
    if (omitted !== job.omitted || last !== lastNow) anchors = omittedAnchors(job.omitted, lastNow)
    omitted = job.omitted
    last = lastNow
    const blocks = withOmitted(script, omitted, line)
    const pages = paginator.update(blocks, job.starts)
    const numbers = pageNumbers(pages)
    const taken = takenLines(job, pages, blocks)
    const marks = pages.flatMap((page, i) => {
      const before = i === 0 ? null : { page: pages[i - 1]!, taken: taken[i - 1]! }
      return pageMarks({ page, number: numbers[i]!, before }, { ...job, anchors })
    })
    const now = { marks: new Set(marks.map(({ key }) => key)), starts: pages.map(keyOf) }
    const known =
      job.before !== null && job.before.decorations.find().length === drawn.marks.size
        ? { layout: job.before, drawn }
        : null
    drawn = now
    const { lines, top } = sheetOf(job.profile)
    const lengths = lengthsOf(pages, job.profile)
    const next = {
      pages: Math.max(1, pages.length),
      numbers:
        known !== null && sameTexts(known.layout.numbers, numbers) ? known.layout.numbers : numbers,
      fresh: job.starts.size > 0 && pages.some(({ locked }) => locked.length === 0),
      minutes: Math.max(1, Math.round(minutesOf(pages, job.profile))),
      lengths:
        known !== null && sameMap(known.layout.lengths, lengths) ? known.layout.lengths : lengths,
      tail: job.view === 'page' ? Math.max(1, lines - top - (taken.at(-1) ?? 0)) : 0,
      ...draw(job.doc, pages, marks, anchors, known),
    }
    return known !== null && sameLayout(known.layout, next) ? known.layout : next
  }
}

interface Known {
  readonly layout: PageLayout
  readonly drawn: Drawn
}

/** Starts and marks as they are now: what was there stays, only what is new is looked up in the script. */
const draw = (
  doc: Node,
  pages: readonly Page[],
  marks: readonly BreakMark[],
  anchors: OmittedAnchors,
  known: Known | null,
): Pick<PageLayout, 'starts' | 'decorations'> => {
  const fresh = known === null ? marks : marks.filter(({ key }) => !known.drawn.marks.has(key))
  const kept = pages.map((page, i) =>
    i === 0 ? 0 : keptStart(keyOf(page), i, pages.length, known),
  )
  const wanted = new Set<BlockId>(fresh.map(({ block }) => block))
  pages.forEach((page, i) => kept[i] === null && wanted.add(shownStart(page, anchors)))
  const places = blockPlaces(doc, wanted)
  const starts = pages.map((page, i) => kept[i] ?? placedStart(page, anchors, places))
  const added = fresh.flatMap((mark) => {
    const place = places.get(mark.block)
    return place === undefined ? [] : [mark.draw(place)]
  })
  if (known === null) return { starts, decorations: DecorationSet.create(doc, added) }
  const now = new Set(marks.map(({ key }) => key))
  const { decorations } = known.layout
  const gone = decorations.find(undefined, undefined, (spec: MarkSpec) => !now.has(spec.key))
  if (gone.length === 0 && added.length === 0) return { starts, decorations }
  return { starts, decorations: decorations.remove(gone).add(doc, added) }
}

/** The position of a page that began there before, counted from either end of the script. */
const keptStart = (key: string, i: number, count: number, known: Known | null): number | null => {
  if (known === null) return null
  const { drawn, layout } = known
  const fromEnd = drawn.starts.length - count + i
  const at = [i, fromEnd].find((old) => drawn.starts[old] === key)
  return at === undefined ? null : (layout.starts[at] ?? null)
}

/** The block of the script at which a page begins, or above which the line stands that it begins with. */
const shownStart = (page: Page, anchors: OmittedAnchors): BlockId => {
  const { id } = startOf(page).block
  return anchors.get(id)?.block ?? id
}

const placedStart = (
  page: Page,
  anchors: OmittedAnchors,
  places: ReadonlyMap<BlockId, BlockPlace>,
): number => {
  const { offset } = startOf(page)
  const position = places.get(shownStart(page, anchors))?.position ?? 0
  return page.start.at > 0 && offset > 0 ? position + 1 + offset : position
}

const sameLayout = (a: PageLayout, b: PageLayout): boolean =>
  a.pages === b.pages &&
  a.tail === b.tail &&
  a.numbers === b.numbers &&
  a.fresh === b.fresh &&
  a.minutes === b.minutes &&
  a.lengths === b.lengths &&
  a.decorations === b.decorations &&
  a.starts.length === b.starts.length &&
  a.starts.every((start, i) => start === b.starts[i])
